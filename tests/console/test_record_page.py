"""The page of the record, and a saved record that is read in: what is offered, how large it is, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from nicegui import ui
from nicegui.elements.upload_files import SmallFileUpload
from nicegui.testing import User

from facilitator.console.page import FACILITATOR, Console
from facilitator.host.printing import Job, Printed
from facilitator.report import render
from facilitator.report.model import LedgerEntry, Record, Section
from facilitator.report.reading import LARGEST
from facilitator.room import Room
from facilitator.session.command import Act
from tests.console.test_pages import described, dialog, fire
from tests.waiting import until

DECIDED = LedgerEntry("decisions", "add", "d1", {"text": "We open on Thursdays.", "review": "2027-02-24"})
RECORD = Record("Our day", "", "2026-03-04", "en", "K7MQ", 12, 0, (Section("Dot vote", activity="dot-vote"),))


def act(room: Room, do: str, **given: object) -> None:
    answer = room.act(FACILITATOR, Act(f"test-{room.n}-{do}", do, tuple((name, str(v)) for name, v in given.items())))
    assert answer.ok, answer.words


@pytest.fixture
def ended(room: Room) -> Room:
    """A room that has finished an activity, in which something was decided."""
    act(room, "begin", step=room.agenda[0].id)
    act(room, "finish", early=1)
    room.sections[room.agenda[0].id] = Section("Dot vote", activity="dot-vote", ledger=(DECIDED,))
    return room


async def test_the_record_is_saved_in_three_copies_and_given_to_the_room(user: User, ended: Room):
    await user.open(f"/room/{ended.code}/record")
    await user.should_see("Save a copy")
    assert f"/record/{ended.code}.html?copy=room" in described(user)
    assert f"/record/{ended.code}.pdf?copy=room&open=1" in described(user), "for those who have no phone here"
    user.find("Everyone outside").click()
    await user.should_see("No names. Only words whose writer said they may be shared.")
    for ending in ("html", "zip", "ics"):
        assert f"/record/{ended.code}.{ending}?copy=public" in described(user)
    assert "html?copy=room" not in described(user)
    await user.should_not_see("Complete, for programs")
    user.find("More formats").click()
    await user.should_see("Complete, for programs")
    user.find("Give everyone the record").click()
    await until(lambda: ended.released)
    await user.should_see("Take it back")


async def test_documents_that_are_made_say_how_large_they_are(user: User, console: Console, ended: Room, monkeypatch):
    asked = list[Job]()

    async def made(_session: str, _record: Record, job: Job) -> Printed:
        asked.append(job)
        return Printed()

    monkeypatch.setattr(console.rooms.press, "document", made)
    sizes = {"pdf": 320_000, "html": 71_400}
    monkeypatch.setattr(console.rooms.press, "sizes", lambda _session, _record, copy: sizes if copy == "room" else {})
    await user.open(f"/room/{ended.code}/record")
    await until(lambda: "0.3 MB" in described(user) and "71 kB" in described(user))
    await until(lambda: [job.format for job in asked] == ["pdf", "docx", "html", "xlsx"])
    user.find("Everyone outside").click()
    await user.should_not_see("71 kB")


async def test_before_the_first_activity_and_after_all_was_deleted_nothing_is_offered(user: User, room: Room):
    await user.open(f"/room/{room.code}/record")
    await user.should_see("Nothing is in the record yet.")
    assert "/record/" not in described(user)
    act(room, "end", keep="nothing")
    await until(lambda: "This session was deleted" in described(user))
    await user.should_not_see("Save a copy")
    await user.should_not_see("Look after the record")


# Reading a saved record in


async def choose(user: User, content: bytes, name: str = "record.json") -> None:
    """Choose a file, as the browser sends it."""
    (upload,) = [each for each in dialog(user).descendants() if isinstance(each, ui.upload)]
    await upload.handle_uploads([SmallFileUpload(name, "application/json", content)])


async def ask(user: User) -> None:
    """Open the dialog for a file."""
    await until(lambda: "Read a saved record in" in described(user))
    user.find("Read a saved record in").click()
    await until(lambda: "Choose a file that was saved as JSON" in described(user))


async def test_what_is_no_record_is_refused_with_a_sentence_and_leaves_nothing(user: User, console: Console):
    before = console.rooms.past()
    newer = json.dumps({"version": 2, "title": "Our day", "more": 1}).encode()
    await user.open("/")
    await ask(user)
    for name, content, words in (
        ("notes.txt", b"hello", "notes.txt cannot be read. It is no saved record, or its end is missing."),
        ("record.json", newer, "It was written by a newer version of this program. Install that version first."),
        ("all.zip", b"PK\x03\x04", "It is an archive, or for Word or Excel."),
        ("long.json", b" " * (LARGEST + 1), "It is too large for a record."),
    ):
        await choose(user, content, name)
        await until(lambda words=words: words in described(user))
    assert console.rooms.past() == before


async def test_a_record_comes_into_the_list_and_once_more_only_when_sure(user: User, console: Console):
    def titles() -> list[str]:
        return sorted(past.title for past in console.rooms.past() if past.imported)

    await user.open("/")
    await ask(user)
    await choose(user, render(RECORD, "json", "facilitator"))
    await until(
        lambda: (
            "“Our day” is in the list now. You can read it and save it. Nobody can go on with it." in described(user)
        )
    )
    assert titles() == ["Our day"]
    await ask(user)
    await choose(user, render(RECORD, "json", "facilitator"))
    await until(lambda: "This record is here already: “Our day”" in described(user))
    assert titles() == ["Our day"]
    (again,) = [each for each in user.find(kind=ui.dialog).elements if "once more" in str(each.props["aria-label"])]
    fire([each for each in again.descendants() if each.tag == "form"], "submit")
    await until(lambda: titles() == ["Our day", "Our day"])
    arabic = replace(RECORD, title="\u0644\u0642\u0627\u0621", language="ar", code="2222")
    await user.open("/")
    await ask(user)
    await choose(user, render(arabic, "json", "public"))
    await until(lambda: "It is the copy for everyone outside." in described(user))
    (folder,) = [past.folder for past in console.rooms.past() if past.title == arabic.title]
    room = console.rooms.resume(folder)
    await user.open(f"/room/{room.code}/record")
    await until(lambda: "Names, and cards that may not be shared, are not in it." in described(user))
    await user.should_not_see("Give it to the room")
