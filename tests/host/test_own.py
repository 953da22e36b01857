"""What lies in the data folder: whose it is, who may read it, what opens by itself, and how it is deleted."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from activities.dot_vote import DotVote
from facilitator import cli
from facilitator.host.rooms import KEY, Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.session.onward import Onward
from facilitator.store import SESSION, StoreError

SETTINGS = {"criterion": "Which first?", "options": ["Tea", "Coffee"]}
PLAN = Plan(title="A first meeting", name="first", steps=(PlanStep(activity="dot-vote", settings=SETTINGS),))
LIBRARY = Registry({DotVote.id: DotVote})
ours = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folders of an account to itself")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Rooms]]:
    """Starts the program on a data folder of this name; what ran there before is ended as by a flat battery."""
    running: dict[str, Rooms] = {}

    def end(rooms: Rooms) -> None:
        for room in rooms.open:
            room.store.wait(room.n)
            room.store.close()

    def start(name: str = "laptop") -> Rooms:
        if name in running:
            end(running[name])
        running[name] = Rooms(tmp_path / name, LIBRARY)
        return running[name]

    yield start
    for rooms in running.values():
        end(rooms)


def do(room: Room, do: str) -> None:
    assert room.act(Who.facilitator(), Act(f"{do}{room.n}", do)).ok


def folder_of(room: Room) -> Path:
    assert room.store.wait(room.n)
    return room.store.folder


# From elsewhere


def test_a_session_that_comes_from_elsewhere_opens_only_when_asked_to(start, tmp_path: Path):
    theirs = start("theirs").begin(PLAN)
    mine = start().begin(PLAN)
    came = Path(shutil.copytree(folder_of(theirs), tmp_path / "laptop" / theirs.session))
    again = start()
    assert [room.code for room in again.open] == [mine.code] and not again.troubles
    told = {past.folder: past.elsewhere for past in again.past()}
    assert told == {came: True, folder_of(again.open[0]): False}
    assert again.resume(came).code == theirs.code
    assert {room.code for room in start().open} == {mine.code, theirs.code}, "it is ours from now on"


def test_a_copy_of_our_own_is_from_elsewhere_too(start):
    mine = start().begin(PLAN)
    shutil.copytree(folder_of(mine), folder_of(mine).with_name("a-copy"))
    again = start()
    assert [room.store.folder.name for room in again.open] == [mine.session]
    with pytest.raises(StoreError, match="Another open session has the code"):
        again.resume(again.data / "a-copy")


def test_a_fresh_data_folder_opens_nothing_that_lies_in_it(start, tmp_path: Path):
    theirs = start("theirs").begin(PLAN)
    shutil.copytree(folder_of(theirs), tmp_path / "laptop" / theirs.session)
    assert start().open == [] and start().open == []


def test_a_data_folder_of_yesterday_is_ours(start, tmp_path: Path):
    theirs = start("theirs").begin(PLAN)
    shutil.copytree(folder_of(theirs), tmp_path / "laptop" / theirs.session)
    (tmp_path / "laptop" / KEY).write_text("the key that the program of yesterday kept here", encoding="utf-8")
    assert [room.code for room in start().open] == [theirs.code]


def test_a_session_that_was_moved_to_another_disk_is_found_there_while_it_is_open(start, tmp_path: Path):
    rooms = start()
    room = rooms.begin(PLAN)
    old = folder_of(room)
    room.store.move(tmp_path / "stick" / room.session, snapshot.tables(room), room.n).result(5)
    assert rooms.resume(old) is room
    with pytest.raises(StoreError, match="This session is open"):
        rooms.delete(old)


@pytest.mark.parametrize("key", [b"", b"short", b"\xff" * 30, b"a-key-that-is-long-enough\r\nSet-Cookie: x"])
def test_a_key_that_is_none_is_made_anew(start, key: bytes):
    rooms = start()
    rooms.begin(PLAN)
    (rooms.data / KEY).write_bytes(key)
    again = start()
    assert again.open and len(again.facilitator_key) >= 32
    assert start().facilitator_key == again.facilitator_key


# Who may read


@ours
def test_nobody_else_may_read_a_session(start):
    room = start().begin(PLAN)
    do(room, f"begin?step={room.agenda[0].id}")
    folder = folder_of(room)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600} and {SESSION, "lock"} < set(modes)


@ours
def test_a_session_that_others_could_read_is_shut_when_the_program_starts(start):
    room = start().begin(PLAN)
    do(room, "end")
    folder = folder_of(room)
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
    start()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


# Deleting


def test_a_closed_session_is_deleted_and_an_open_one_is_not(start):
    rooms = start()
    over, goes_on = rooms.begin(PLAN), rooms.begin(PLAN)
    do(over, "end")
    folder = folder_of(over)
    rooms.delete(folder)
    assert not folder.exists() and [past.folder for past in rooms.past()] == [folder_of(goes_on)]
    with pytest.raises(StoreError, match="This session is open"):
        rooms.delete(folder_of(goes_on))
    assert start().open[0].code == goes_on.code


def test_what_was_exported_into_the_folder_stays(start):
    rooms = start()
    room = rooms.begin(PLAN)
    do(room, "end")
    (folder_of(room) / "record.md").write_text("ours")
    rooms.delete(folder_of(room))
    assert [path.name for path in folder_of(room).iterdir()] == ["record.md"] and rooms.past() == []


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    return int(left.value.code or 0)


def test_the_command_asks_first(start, capsys, monkeypatch: pytest.MonkeyPatch):
    rooms = start()
    room = rooms.begin(PLAN)
    do(room, "end")
    rooms.leave(room)
    where = ["delete", room.session, "--data", str(rooms.data)]
    monkeypatch.setattr("typer.confirm", lambda words: "A first meeting" in words and False)
    assert run(*where) == 1 and "Nothing was deleted." in capsys.readouterr().err
    assert (rooms.data / room.session / SESSION).is_file()
    monkeypatch.setattr("typer.confirm", lambda words: True)
    assert run(*where) == 0 and "“A first meeting” is deleted." in capsys.readouterr().out
    assert not (rooms.data / room.session).exists()
    assert run(*where) == 1 and "There is no session" in capsys.readouterr().err


def test_the_command_deletes_what_is_damaged_and_nothing_that_is_open(start, capsys):
    rooms = start()
    bad, held = rooms.begin(PLAN), rooms.begin(PLAN)
    rooms.leave(bad)
    (rooms.data / bad.session / SESSION).write_text("{")
    for session, code in ((bad.session, 0), (held.session, 1), ("..", 1), ("", 1)):
        assert run("delete", session, "--yes", "--data", str(rooms.data)) == code
    assert "open" in capsys.readouterr().err
    assert not (rooms.data / bad.session).exists() and (rooms.data / held.session / SESSION).is_file()


# The clock


def test_a_clock_that_is_set_back_goes_on_from_where_it_was():
    said = [100.0, 101.0, 40.0, 41.0, 45.0, 20.0, 21.0, 110.0, 111.0]
    raw = iter(said)
    clock = Onward(lambda: next(raw))
    assert [clock() for _time in said] == [100, 101, 101, 102, 106, 106, 107, 110, 111]


def test_a_session_never_goes_back_in_time_not_even_after_a_restart(tmp_path: Path):
    now = 2_000_000_000.0
    rooms = Rooms(tmp_path / "data", LIBRARY, clock=lambda: now)
    room = rooms.begin(PLAN)
    do(room, f"begin?step={room.agenda[0].id}")
    rooms.close()
    now -= 86_400
    rooms = Rooms(tmp_path / "data", LIBRARY, clock=lambda: now)
    (back,) = rooms.open
    do(back, "finish")
    assert back.agenda[0].started == 2_000_000_000.0 and (back.agenda[0].ended or 0) >= 2_000_000_000.0
    assert [at for at, _words in back.log] == sorted(at for at, _words in back.log)
    rooms.close()
