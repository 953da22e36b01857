"""Access notes: asked at the door, tied to no seat, read by the facilitator alone and never on the laptop's screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html

from activities.check_in import CheckIn
from activities.dot_vote import DotVote
from facilitator.activity import Refused
from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.report import COPIES, FORMATS, render
from facilitator.seats import Who, digest
from facilitator.server.request import _on_laptop
from facilitator.session import access, snapshot
from facilitator.session.step import Step
from facilitator.store import Store, read
from facilitator.testing import Table
from facilitator.testing.opened import opened
from facilitator.views.access import page

LOUD, BREAK, SCENT = "I hear badly on the left side", "A break after 40 minutes", "No strong scent, Ann"
PHONE = {"X-Forwarded-For": "192.168.1.50"}


@pytest.fixture
def table() -> Table:
    """A check-in of three people, each with a note."""
    table = Table(CheckIn, 0, prompt="How are you?")
    for place, note in enumerate((LOUD, BREAK, SCENT)):
        table.people.append(table.join(name=f"Person {place}", note=note))
    return table


# Who is asked


def steps(*settings: dict[str, Any] | None) -> list[Step]:
    """Check-ins with these settings, dot votes for None."""
    return [
        Step(str(at), "dot-vote" if given is None else "check-in", settings=given or {})
        for at, given in enumerate(settings)
    ]


@pytest.mark.parametrize(
    ("agenda", "asks"),
    [
        (steps(), False),
        (steps(None), False),
        (steps(None, {}), True),
        (steps({"access_question": False}), False),
        (steps({"access_question": False}, {"mode": "check-out"}), False),
        (steps({"access_question": True}, {"access_question": False}), True),
        ([Step("1", "not installed", settings={"access_question": True})], False),
        ([Step("1", "check-in", state="skipped")], False),
        ([Step("1", "check-in", state="done")], True),
    ],
)
def test_the_first_check_in_decides_whether_the_door_asks(table: Table, agenda: list[Step], asks: bool):
    table.room.library = {"check-in": CheckIn, "dot-vote": DotVote}
    table.room.agenda = agenda
    assert access.asks(table.room) is asks
    table.room.access.wanted = True
    assert access.asks(table.room)


def test_a_plan_can_ask_without_a_check_in(tmp_path: Path):
    rooms = Rooms(tmp_path, Registry.load())
    vote = PlanStep(activity="dot-vote", settings={"criterion": "Which first?", "options": ["Tea", "Coffee"]})
    for wanted in (True, False):
        room = rooms.begin(Plan(title="A plan", steps=(vote,), access_question=wanted))
        assert access.asks(room) is wanted
    rooms.close()


def test_the_joining_page_asks_and_the_note_arrives(hall):
    with httpx.Client(base_url=hall.url, headers={"Origin": hall.url}) as client:
        assert "Can we make today easier" not in client.get("/j/T2BL").text
        hall.room.access.wanted = True
        page = html.fromstring(client.get("/j/T2BL").text)
        for _tap in range(2):
            client.post("/j/T2BL", data={"do": "join", "note": f" {LOUD}\r\nThank you \x00"})
    (field,) = page.xpath("//form[@id='join']//textarea")
    assert (field.get("name"), field.get("maxlength")) == ("note", "500")
    sentence = page.get_element_by_id(field.get("aria-describedby"))
    assert page.xpath("string(//label[@for='note'])") == "Can we make today easier for you?"
    assert "Only the facilitator sees this, without your name. It is deleted at the end." in sentence.text_content()
    assert sentence.xpath("*[local-name()='svg']"), "the lock"
    assert list(hall.room.access.notes.values()) == [f"{LOUD}\nThank you"], "two taps are one note"


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b \u00ad", "\n\n"])
def test_an_empty_note_is_none(table: Table, nothing: str):
    table.join(note=nothing)
    assert table.room.access.made == 3


def test_a_note_that_is_too_long_is_refused_and_makes_no_seat(table: Table):
    with pytest.raises(Refused, match="at most 500 characters"):
        table.join(note="x" * 501)
    assert (len(table.room.seats), table.room.access.made) == (3, 3)
    table.join(note="x" * 500, helper=True)
    assert table.room.access.made == 4


# Where a note stands


def test_a_note_holds_no_seat_and_no_order(table: Table):
    kept = snapshot.tables(table.room)
    assert list(kept["meta"]["3"]["notes"]) == sorted(table.room.access.notes)
    assert not any(note in json.dumps(kept["seats"]) + json.dumps(kept["meta"]["1"]) for note in (LOUD, BREAK, SCENT))
    secrets = {text for seat in table.room.seats.values() for text in (seat.id, seat.code, seat.token)}
    assert not any(secret in json.dumps(kept["meta"]["3"]) for secret in secrets)

    def order(notes: tuple[str, ...]) -> list[str]:
        room = Table(CheckIn, 0).room
        draws = iter("c0ffee")
        room.entropy = lambda label: next(draws)
        for note in notes:
            room.join(digest(note), note=note)
        return [notes.index(note) for note in room.access.notes.values()]

    assert order((LOUD, BREAK, SCENT)) == order((SCENT, LOUD, BREAK)), "by random ids, whoever came first"
    assert order((LOUD, BREAK, SCENT)) != [0, 1, 2], "the ids drawn here are in another order"


def test_no_journal_ever_holds_a_note(table: Table, tmp_path: Path):
    room = table.room
    room.store = store = Store.create(tmp_path / "session", snapshot.tables(room))
    table.join(name="Before")
    table.join(name="Quiet", note="A chair with arms")
    table.join(name="After")
    assert store.wait(room.n)
    journals = [file.read_bytes() for file in (tmp_path / "session").glob("journal*")]
    assert journals and not any(b"chair" in text or b"Before" in text for text in journals)
    assert any(b"After" in text for text in journals)
    tables, _events = read(tmp_path / "session")
    assert "A chair with arms" in tables["meta"]["3"]["notes"].values()
    store.close()


def test_notes_survive_a_restart_and_go_with_the_session(table: Table, tmp_path: Path):
    room = table.room
    assert table.reopened().access == room.access
    room.store = store = Store.create(tmp_path / "session", snapshot.tables(room))
    table.facilitator.do("finish")
    table.facilitator.do("access_met", met=2)
    assert room.access.notes
    table.facilitator.do("end")
    assert store.wait(room.n)
    store.close()
    left = b"".join(file.read_bytes() for file in (tmp_path / "session").rglob("*") if file.is_file())
    assert not any(note.encode() in left for note in (LOUD, BREAK, SCENT))
    assert (room.access.made, room.access.met, room.access.notes) == (3, 2, {})


# Who sees it


def test_every_screen_but_the_facilitators_own_shows_at_most_a_number(table: Table):
    room, helper = table.room, table.join(helper=True)
    for _phase in range(2):
        views = [str(room.view(who)) for who in (Who.board(), Who.facilitator(), helper.who, table.people[0].who)]
        assert not any(note in "".join(views) for note in (LOUD, BREAK, SCENT))
        assert ["access note" in view for view in views] == [False, True, False, False]
        assert "3 access notes" in table.stage
        table.facilitator.do("finish") if room.run else None
    assert "access note" not in Table(CheckIn, 1).stage


@pytest.fixture
def stranger(hall):
    """Ask for the page of the notes from another device: `stranger()` with the key, `stranger(key="")` without."""
    hall.do(lambda: [hall.room.join(digest(note), note=note) for note in (LOUD, BREAK, SCENT)])

    def ask(path="/stage/T2BL/access", key=hall.facilitator_key, headers=PHONE, **post):
        cookies = {"facilitator": key} if key else {}
        with httpx.Client(base_url=hall.url, headers={"Origin": hall.url, **headers}, cookies=cookies) as client:
            return client.post(path, data=post) if post else client.get(path)

    return ask


def test_the_facilitators_own_phone_shows_the_notes(hall, stranger):
    answer = stranger()
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    notes = html.fromstring(answer.text).xpath("//ul[@id='notes']/li")
    assert sorted(note.text_content() for note in notes) == sorted((LOUD, BREAK, SCENT))
    assert not html.fromstring(answer.text).xpath("//*[@class='unseen']")


def test_the_laptop_does_not_even_get_them(hall, stranger):
    told = stranger(headers={}).text
    assert "on your own phone" in told
    assert not any(note in told for note in (LOUD, BREAK, SCENT))


def test_a_sheet_has_them_for_paper_alone(hall, stranger):
    page = html.fromstring(stranger("/stage/T2BL/access?sheet=1", headers={}).text)
    (sheet,) = page.xpath("//*[@class='unseen']")
    assert LOUD in sheet.text_content()
    sheet.drop_tree()
    assert LOUD not in page.text_content()
    assert "@media screen{.unseen{display:none}}" in page.xpath("string(//style)")


@pytest.mark.parametrize("path", ["/stage/T2BL/access", "/stage/T2BL/access?sheet=1"])
def test_nobody_else_gets_in(hall, stranger, path: str):
    _seat, headers = hall.seat()
    for asked in (stranger(path, key=""), stranger(path, key="wrong"), httpx.get(hall.url + path, headers=headers)):
        assert asked.status_code == 403 and LOUD not in asked.text


@pytest.mark.parametrize(
    ("client", "server", "here"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.8.9.1", "192.168.1.20", True),
        ("::1", "::1", True),
        ("::ffff:127.0.0.1", "::", True),
        ("192.168.1.20", "192.168.1.20", True),
        ("192.168.1.50", "192.168.1.20", False),
        ("fe80::2", "fe80::1", False),
        ("", "192.168.1.20", True),
        (None, "192.168.1.20", True),
    ],
)
def test_a_request_of_the_laptop_itself_is_known(client: str | None, server: str, here: bool):
    assert _on_laptop({"client": None if client is None else (client, 1), "server": (server, 8080)}) is here
    assert _on_laptop({})


# What is left of it


def test_the_facilitator_says_how_many_were_met(hall, stranger):
    def buttons(answer):
        return [each.get("value") for each in html.fromstring(answer.text).xpath("//button[@name='do']")]

    assert buttons(stranger()) == ["access_met?met=1", "access_met?met=0"]
    for met, more in ((1, ["access_met?met=2", "access_met?met=0"]), (3, ["access_met?met=2"])):
        answer = stranger(do=f"access_met?met={met}", run="an old page")
        assert answer.status_code == 303 and answer.headers["location"] == "/stage/T2BL/access"
        assert hall.room.access.met == met and buttons(stranger()) == more


@pytest.mark.parametrize("met", [-1, 4, "many", ""])
def test_not_more_than_were_asked_for(table: Table, met: object):
    with pytest.raises(Refused):
        table.facilitator.do("access_met", met=met)
    with pytest.raises(Refused):
        table.people[0].do("access_met", met=1)
    assert table.room.access.met is None


def test_the_record_has_the_numbers_and_nothing_else(table: Table):
    for met, told in ((None, "3 access requests were made."), (2, "3 access requests were made; 2 were met today.")):
        if met is not None:
            table.facilitator.do("access_met", met=met)
        (section,) = table.room.record().sections
        assert section.title == "Access" and [block.words for block in section.blocks] == [told]
        for copy in COPIES:
            assert told in render(table.room.record(), "md", copy).decode()
    table.facilitator.do("finish")
    for format in FORMATS:
        for copy in COPIES:
            for content in opened(render(table.room.record(), format, copy)).values():
                assert not any(note.encode() in content for note in (LOUD, BREAK, SCENT))
    assert Table(CheckIn, 1).room.record().sections == ()


def test_whoever_closes_the_session_is_reminded_to_say_it(table: Table):
    table.facilitator.do("finish")
    table.facilitator.do("release")
    assert "Nobody has said how many of the access requests were met." in table.stage
    table.facilitator.do("access_met", met=0)
    assert "access requests were met" not in table.stage
    table.facilitator.do("end")
    for here in (True, False):
        told = page(table.room, here, sheet=False)
        assert "The notes were deleted" in told and "3 access requests were made; 0 were met today." in told
