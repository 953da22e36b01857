"""The rooms of a server: begun, found by their code, open again after a restart whatever happened to another one."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from activities.dot_vote import DotVote
from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import ALPHABET, Who, digest
from facilitator.session.command import Act
from facilitator.store import StoreError

SETTINGS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}
PLAN = Plan(title="A first meeting", name="first", steps=(PlanStep(activity="dot-vote", settings=SETTINGS),))
LIBRARY = Registry({DotVote.id: DotVote})


@pytest.fixture
def server(tmp_path: Path) -> Iterator[type[Server]]:
    """Starts servers on one data folder, one after another."""
    Server.data, Server.started = tmp_path / "data", []
    yield Server
    for rooms in Server.started:
        rooms.close()


class Server:
    """A process with its rooms."""

    data: Path
    started: list[Rooms]
    clock_from = 1_800_000_000

    @classmethod
    def start(cls) -> Rooms:
        """The program starts. One that runs is ended first, as a flat battery would: without a last checkpoint."""
        for rooms in cls.started:
            for room in rooms.open:
                room.store.wait(room.n)
                room.store.close()
        seconds = count(cls.clock_from)
        rooms = Rooms(cls.data, LIBRARY, clock=lambda: float(next(seconds)))
        cls.started = [rooms]
        return rooms


def do(room: Room, who: Who, do: str, id: str = "") -> bool:
    return room.act(who, Act(id or f"{do}{room.n}", do)).ok


def voted(room: Room) -> str:
    """Begin the vote of a room and let somebody vote; their seat."""
    seat = room.join(digest(f"device of {room.code}")).id
    assert do(room, Who.facilitator(), f"begin?step={room.agenda[0].id}")
    assert do(room, Who.facilitator(), "go?phase=vote")
    assert do(room, Who.of(seat), "place?option=o1", "once")
    return seat


def test_a_session_begins_with_the_steps_of_its_plan(server: type[Server]):
    rooms = server.start()
    room = rooms.start(PLAN)
    assert [step.activity for step in room.agenda] == ["dot-vote"] and room.title == "A first meeting"
    assert len(room.code) == 4 and set(room.code) <= set(ALPHABET)
    for text in (room.code, room.code.lower(), f" {room.code[:2]}-{room.code[2:]} "):
        assert rooms.by_code(text) is room
    assert rooms.by_code("0000") is None and rooms.by_code("") is None
    assert (room.store.folder / "session.json").is_file() and room.session == room.store.folder.name


def test_the_session_of_a_plan_that_is_still_open_is_taken_up(server: type[Server]):
    rooms = server.start()
    first = rooms.start(PLAN)
    assert rooms.start(PLAN) is first and rooms.begin(PLAN) is not first
    assert len({room.code for room in rooms.open}) == 2
    assert do(first, Who.facilitator(), "end")
    assert rooms.start(PLAN) is not first


def test_an_open_session_is_open_again_under_its_code_and_keys(server: type[Server]):
    rooms = server.start()
    room = rooms.start(PLAN)
    seat = voted(room)
    views = {who: room.view(who) for who in (Who.board(), Who.facilitator(), Who.of(seat))}
    again = server.start()
    back = again.by_code(room.code)
    assert back is not None and back is not room
    assert (back.code, back.board_key, back.n, again.facilitator_key) == (
        room.code,
        room.board_key,
        room.n,
        rooms.facilitator_key,
    )
    assert {who: back.view(who) for who in views} == views
    assert back.seat_for(digest(f"device of {room.code}")) is back.seats[seat]
    n = back.n
    assert do(back, Who.of(seat), "place?option=o1", "once") and back.n == n, "what was counted is not counted again"
    assert do(back, Who.of(seat), "place?option=o2") and back.n == n + 1


def test_a_closed_session_stays_closed_and_can_be_looked_at(server: type[Server]):
    rooms = server.start()
    room = rooms.start(PLAN)
    voted(room)
    for act in ("finish", "end"):
        assert do(room, Who.facilitator(), act)
    again = server.start()
    assert again.open == [] and again.by_code(room.code) is None
    (past,) = again.past()
    assert (past.title, past.status, past.people, past.code) == (room.title, "closed", 1, room.code)
    back = again.resume(past.folder)
    assert back.status == "closed" and list(back.sections) == [room.agenda[0].id]
    assert again.resume(past.folder) is back


def test_damage_to_one_session_stops_no_other(server: type[Server]):
    rooms = server.start()
    good, bad, newer = rooms.begin(PLAN), rooms.begin(PLAN), rooms.begin(PLAN)
    for room in (good, bad, newer):
        voted(room)
    rooms.close()
    (bad.store.folder / "session.json").write_text("{", encoding="utf-8")
    kept = json.loads((newer.store.folder / "session.json").read_text(encoding="utf-8"))
    kept["meta"]["1"]["schema"] = 999
    (newer.store.folder / "session.json").write_text(json.dumps(kept), encoding="utf-8")
    server.started = []
    again = server.start()
    assert [room.code for room in again.open] == [good.code]
    assert set(again.troubles) == {bad.store.folder, newer.store.folder}
    assert all(str(trouble).endswith(".") for trouble in again.troubles.values())
    told = {past.folder: str(past.trouble) for past in again.past()}
    assert told[bad.store.folder] and told[newer.store.folder] and not told[good.store.folder]
    with pytest.raises(StoreError):
        again.resume(bad.store.folder)
    assert do(again.open[0], Who.facilitator(), "go?phase=reveal")


def test_a_session_whose_activity_is_gone_stops_no_other(server: type[Server]):
    rooms = server.start()
    voted(rooms.begin(PLAN))
    rooms.close()
    with_nothing = Rooms(server.data, Registry())
    assert with_nothing.open == [] and "not installed" in str(next(iter(with_nothing.troubles.values())))
    with_nothing.close()


def test_a_room_that_was_put_away_can_be_opened_elsewhere(server: type[Server]):
    rooms = server.start()
    room = rooms.start(PLAN)
    voted(room)
    folder = room.store.folder
    rooms.leave(room)
    assert rooms.open == [] and rooms.by_code(room.code) is None
    back = rooms.resume(folder)
    assert back.n == room.n and rooms.by_code(room.code) is back


def test_an_open_session_is_locked_for_other_programs(server: type[Server]):
    room = server.start().start(PLAN)
    other = Rooms(server.data, LIBRARY)
    assert other.open == [] and room.store.folder in other.troubles
    other.close()


def test_the_facilitators_key_is_new_where_nothing_is_open(server: type[Server]):
    first = server.start()
    key = first.facilitator_key
    assert len(key) >= 32
    second = server.start()
    assert second.facilitator_key != key
    second.start(PLAN)
    assert server.start().facilitator_key == second.facilitator_key
    if sys.platform != "win32":
        assert stat.S_IMODE((server.data / "facilitator.key").stat().st_mode) == 0o600


def test_a_hostile_title_makes_a_harmless_folder(server: type[Server]):
    rooms = server.start()
    room = rooms.begin(Plan(title="../../<b>Ü & \x00 CON", steps=PLAN.steps))
    assert room.store.folder.parent == server.data
    assert set(room.session) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(("given", "later", "there"), [(True, 3_600, True), (True, 90_000, False), (False, 60, False)])
def test_a_record_that_was_given_is_there_after_a_restart_for_a_day(server, monkeypatch, given, later, there):
    rooms = server.start()
    room = rooms.begin(PLAN)
    room.join(digest("a phone"))
    assert do(room, Who.facilitator(), f"release?on={int(given)}") and do(room, Who.facilitator(), "end")
    key, started = rooms.facilitator_key, server.clock_from
    monkeypatch.setattr(server, "clock_from", started + later)
    again = server.start()
    found = again.by_code(room.code)
    assert (found is not None) is there and again.facilitator_key != key
    assert found is None or (found.status, found.readers) == ("closed", {digest("a phone")})
    assert again.start(PLAN).code != room.code
