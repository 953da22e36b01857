"""How people can be reached: in a file of its own, in nothing else, and gone when it is deleted."""

from __future__ import annotations

import json
import secrets
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html

from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.live.keys import SEAT, keys
from facilitator.report import COPIES, FORMATS, render
from facilitator.seats import Who, digest
from facilitator.server.app import create
from facilitator.session import contacts, snapshot
from facilitator.session.command import Act
from facilitator.session.contacts import Contact
from facilitator.store import CONTACTS, Disk, Store, StoreError
from tests.faults.power_cut import Quick, Recorder, states

NOTICE = "News of the garden. Mo holds the list, and deletes it in June."
ANA = {"reach": "ana@example.org", "how": "mail", "about": "the pond", "often": "month", "name": "Ana Xylander"}
MINE = ("ana@example.org", "the pond", "Ana Xylander", "Xylander")


class Hall:
    """A real server over its own files, and people with browsers that run no script."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.start()
        step = PlanStep(activity="appreciation", settings={"contact_page": True, "notice_text": NOTICE})
        self.room = self.rooms.begin(Plan.model_construct(
            title="We meet", subtitle="", about="", language="en", perspectives=None, steps=(step,), name="",
            access_question=False,
        ))  # fmt: skip
        self.lead("begin", step=self.room.agenda[0].id)

    def start(self) -> None:
        self.rooms = Rooms(self.data, Registry.load())
        self.app = create(self.rooms, console=False)

    def lead(self, do: str, **given: object) -> None:
        pairs = tuple((name, str(value)) for name, value in given.items())
        answer = self.room.act(Who.facilitator(), Act(secrets.token_hex(8), do, pairs))
        assert answer.ok, answer.words

    def browser(self, **cookies: str) -> httpx.AsyncClient:
        url = self.rooms.join_address
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=url, headers={"Origin": url},
                                 cookies=cookies)  # fmt: skip

    def person(self, name: str = "") -> httpx.AsyncClient:
        token = secrets.token_hex(16)
        self.room.join(digest(token), name=name)
        return self.browser(**{SEAT + self.room.code: token})

    def mark(self, person: httpx.AsyncClient) -> str:
        return keys(self.rooms, self.room, dict(person.cookies)).contact

    @property
    def leader(self) -> httpx.AsyncClient:
        return self.browser(facilitator=self.rooms.facilitator_key)

    @property
    def page(self) -> str:
        return f"/j/{self.room.code}/touch"

    @property
    def kept(self) -> list[Contact]:
        return [*contacts.every(self.room.store.contacts).values()]

    def files(self, but: str = "") -> dict[str, bytes]:
        found = (path for path in self.data.rglob("*") if path.is_file() and path.name != but)
        return {str(path.relative_to(self.data)): path.read_bytes() for path in found}

    def told(self) -> list[str]:
        """All that anybody can see of the session, take home or keep; only one's own page apart is not in it."""
        everyone = [Who.facilitator(), Who.board(), *map(Who.of, self.room.seats)]
        document = self.room.record()
        return [
            *(str(self.room.view(who)) for who in everyone), json.dumps(snapshot.tables(self.room)),
            *(repr(render(document, ending, copy)) for ending in FORMATS if ending in ("json", "html", "md")
              for copy in COPIES),
        ]  # fmt: skip


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    made = Hall(tmp_path / "data")
    made.app.live.start()
    yield made
    made.rooms.close()


@pytest.fixture
async def asked(hall: Hall) -> Hall:
    """The page is open."""
    hall.lead("go", phase="touch")
    return hall


async def send(hall: Hall, person: httpx.AsyncClient, do: str = "keep_contact", **typed: str) -> httpx.Response:
    return await person.post(hall.page, data={"do": do, **typed})


async def test_it_is_asked_from_its_phase_on_and_only_in_the_room(hall: Hall):
    ana = hall.person()
    assert (await ana.get(hall.page)).status_code == 409
    assert "The facilitator opens it" in (await send(hall, ana, **ANA)).text and hall.kept == []
    assert "Stay in touch" not in str(hall.room.view(Who.of(next(iter(hall.room.seats)))))
    hall.lead("go", phase="touch")
    assert hall.page in str(hall.room.view(Who.of(next(iter(hall.room.seats)))))
    assert NOTICE in (await ana.get(hall.page)).text
    stranger = hall.browser()
    assert [(await stranger.get(path)).status_code for path in (
        hall.page, f"/stage/{hall.room.code}/touch", f"/contacts/{hall.room.code}.csv")] == [403] * 3  # fmt: skip
    assert (await send(hall, stranger, **ANA)).status_code == 403 and hall.kept == []
    assert (await ana.get(f"/contacts/{hall.room.code}.csv")).status_code == 403


async def test_what_somebody_leaves_is_in_its_own_file_and_nowhere_else(asked: Hall):
    ana, bo = asked.person("Ana"), asked.person("Bo")
    n, told, empty = asked.room.n, asked.told(), (await bo.get(asked.page)).text
    for _twice in range(2):
        assert (await send(asked, ana, **ANA)).status_code == 303
    assert asked.room.n == n and asked.told() == told and (await bo.get(asked.page)).text == empty
    assert asked.kept == [Contact(**ANA, notice=NOTICE)]
    asked.lead("go", phase="milestones")
    asked.lead("finish", early=1)
    asked.room.store.wait(asked.room.n)
    scanned = [*asked.told(), *(text.decode() for text in asked.files(but=CONTACTS).values())]
    assert not [word for word in MINE for text in scanned if word in text]
    file = asked.room.store.folder / CONTACTS
    assert "ana@example.org" in file.read_text()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_people_see_change_and_delete_their_own(asked: Hall):
    ana, bo = asked.person(), asked.person()
    await send(asked, ana, **ANA)
    mine = html.fromstring((await ana.get(asked.page)).text)
    assert mine.xpath("//textarea[@name='reach']")[0].text.strip() == "ana@example.org"
    assert [each.get("value") for each in mine.xpath("//input[@checked]")] == ["mail", "month"]
    assert "Take mine out" not in (await bo.get(asked.page)).text
    await send(asked, bo, "drop_contact")
    await send(asked, ana, **{**ANA, "often": "once"})
    assert [each.often for each in asked.kept] == ["once"]
    asked.lead("finish")
    assert asked.page in str(asked.room.view(Who.of(next(iter(asked.room.seats))))), "also after the activity"
    await send(asked, ana, "drop_contact")
    assert asked.kept == [] and not (asked.room.store.folder / CONTACTS).exists()
    assert not [word for word in MINE for text in asked.files().values() if word.encode() in text]


@pytest.mark.parametrize(("typed", "why"), [
    ({**ANA, "reach": " \u200b "}, "Write where we can reach you first"), ({**ANA, "how": "fax"}, "Choose how"),
    ({**ANA, "often": ""}, "Choose how, and how often"), ({**ANA, "reach": "x" * 201}, "too long"),
])  # fmt: skip
async def test_what_cannot_be_kept_is_said_with_all_that_was_typed(asked: Hall, typed: dict[str, str], why: str):
    answer = await send(asked, asked.person(), **typed)
    assert why in answer.text and "the pond" in answer.text and asked.kept == []


async def test_after_the_end_only_the_facilitator_has_it(asked: Hall):
    ana = asked.person("Ana")
    await send(asked, ana, **ANA)
    mark = asked.mark(ana)
    asked.lead("finish")
    asked.lead("end")
    asked.room.store.wait(asked.room.n)
    assert (await send(asked, ana, "drop_contact")).status_code in (303, 403) and len(asked.kept) == 1
    words = b" ".join(asked.files(but=CONTACTS).values()).decode().replace('"', " ").replace(",", " ").split()
    assert mark not in words, "nothing leads from the list to who sat where"
    assert mark not in {digest(f"contact:{asked.room.session}:{word}", 32) for word in words}
    saved = (await asked.leader.get(f"/contacts/{asked.room.code}.csv")).content.decode("utf-8-sig").splitlines()
    assert len(saved) == 2 and "ana@example.org" in saved[1] and NOTICE in saved[1]


async def test_a_slip_is_typed_in_by_the_facilitator(asked: Hall):
    leader, path = asked.leader, f"/stage/{asked.room.code}/touch"
    for reach in ("+44 20 7946 0000", "9 Elm Road"):
        await leader.post(path, data={"do": "keep_contact", **ANA, "reach": reach})
    assert [each.reach for each in asked.kept] == ["+44 20 7946 0000", "9 Elm Road"]
    assert "Elm" not in (await leader.get(path)).text, "the form shows nothing of what was entered"
    assert "'+44 20 7946 0000" in (await leader.get(f"/contacts/{asked.room.code}.csv")).text, "no formula"


async def test_it_is_there_after_a_restart_moves_with_the_session_and_goes_with_it(asked: Hall, tmp_path: Path):
    ana = asked.person()
    await send(asked, ana, **ANA)
    asked.rooms.close()
    asked.start()
    asked.room = asked.rooms.open[0]
    asked.app.live.start()
    ana = asked.browser(**dict(ana.cookies))
    assert "ana@example.org" in (await ana.get(asked.page)).text
    old = asked.room.store.folder
    asked.room.store.move(tmp_path / "stick", snapshot.tables(asked.room), asked.room.n).result(10)
    assert not (old / CONTACTS).exists() and len(asked.kept) == 1
    await send(asked, asked.person(), **{**ANA, "reach": "bo@example.org"})
    assert b"bo@example.org" in (tmp_path / "stick" / CONTACTS).read_bytes()
    asked.lead("finish")
    asked.lead("end")
    asked.rooms.delete(old)
    assert not list(tmp_path.rglob(CONTACTS)) and not (tmp_path / "stick").exists()


def store_with(tmp_path: Path, disk: Disk) -> Store:
    store = Store.create(tmp_path, {"meta": {"1": {"title": "We meet"}}}, disk)
    store.change_contacts(lambda kept: contacts.with_one(kept, "b" * 32, Contact(reach="bo"))).result(10)
    return store


def test_the_file_says_nothing_about_who_came_first(tmp_path: Path):
    store = store_with(tmp_path / "s", Disk())
    store.change_contacts(lambda kept: contacts.with_one(kept, "a" * 32, Contact(reach="ana"))).result(10)
    store.close()
    assert [*json.loads((tmp_path / "s" / CONTACTS).read_text())["contacts"]] == ["a" * 32, "b" * 32]


def test_what_cannot_be_written_is_not_kept_and_the_session_goes_on(tmp_path: Path):
    class Bad(Disk):
        bad = False

        def sync(self, file: Any) -> None:
            if self.bad and CONTACTS in str(file.name):
                raise OSError(28, "No space left on device")
            super().sync(file)

    disk = Bad()
    store = store_with(tmp_path / "s", disk)
    disk.bad = True
    with pytest.raises(StoreError, match="cannot be used"):
        store.change_contacts(lambda kept: contacts.with_one(kept, "a" * 32, Contact(reach="ana"))).result(10)
    store.commit({"n": 1})
    assert store.wait(1) and [*store.contacts] == ["b" * 32]
    store.change_contacts(None).result(10)
    store.close()
    assert not [path for path in (tmp_path / "s").iterdir() if CONTACTS in path.name]


def test_a_damaged_list_stops_nothing_and_can_be_deleted(tmp_path: Path):
    store_with(tmp_path / "s", Disk()).close()
    file = tmp_path / "s" / CONTACTS
    file.write_text(file.read_text().replace('"bo"', '"by"'))
    store, _tables, _events = Store.open(tmp_path / "s")
    with pytest.raises(StoreError, match="damaged"):
        _list = store.contacts
    with pytest.raises(StoreError, match="damaged"):
        store.change_contacts(lambda kept: kept).result(10)
    store.move(tmp_path / "new", {"meta": {"1": {"title": "We meet"}}}, 0).result(10)
    assert '"by"' in (tmp_path / "new" / CONTACTS).read_text(), "it is kept as it is"
    store.change_contacts(None).result(10)
    assert store.contacts == {}
    store.close()


def test_a_full_list_takes_changes_and_nobody_new(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contacts, "MOST", 1)
    one = contacts.with_one({}, "a", Contact(reach="ana"))
    assert contacts.with_one(one, "a", Contact(reach="else"))["a"]["reach"] == "else"
    with pytest.raises(contacts.Refused, match="full"):
        contacts.with_one(one, "b", Contact(reach="bo"))


def test_a_power_cut_loses_nothing_that_was_promised(tmp_path: Path):
    root = tmp_path / "run"
    (root / "s").mkdir(parents=True)
    disk = Recorder(root)
    store = Store.create(root / "s", {"meta": {"1": {"title": "We meet"}}}, disk)
    disk.log.append(("promise", 0, 0))
    for n, reach in enumerate(("one", "two", "three"), 1):
        store.change_contacts(lambda kept, reach=reach: contacts.with_one(kept, "a", Contact(reach=reach))).result(10)
        disk.log.append(("promise", n, 0))
    store.change_contacts(None).result(10)
    disk.log.append(("promise", 4, 0))
    store.close()
    seen = set()
    for at, state in enumerate(sorted((each for each in states(disk) if each.durable >= 0), key=repr)):
        place = tmp_path / f"state-{at}"
        (place / "s").mkdir(parents=True)
        for name, data in state.files:
            (place / name).write_bytes(data)
        again, _tables, _events = Store.open(place / "s", Quick())
        found = [each["reach"] for each in again.contacts.values()]
        again.close()
        assert found in ([["one"], ["two"], ["three"], []][max(0, state.durable - 1) : state.durable + 1] or [[]]) or (
            state.durable == 0 and found == []
        ), (state.durable, found)
        seen.add((state.durable, *found))
    assert len(seen) > 4
