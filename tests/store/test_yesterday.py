"""Sessions that an earlier program left on the disk: each one opens, goes on, and closes with all that was said."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from facilitator.host.rooms import KEY, Rooms
from facilitator.library.registry import Registry
from facilitator.rehearsal.rounds import apart
from facilitator.report import render
from facilitator.report.model import Table
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.store import MemoryStore, read
from facilitator.testing import control

YESTERDAY = Path(__file__).parent / "yesterday"
BEFORE_BLOCKS = Path(__file__).parent / "before_blocks"
OPEN = {
    "check-in": ("check-in", 11, 3, 5),
    "dot-vote-second-round": ("dot-vote", 18, 4, 5),
    "dot-vote-stopped": ("dot-vote", 15, 0, 4),
    "fist-of-five-in-a-programme": ("fist-of-five", 19, 2, 5),
    "fist-of-five-stopped-since": ("fist-of-five", 13, 0, 3),
    "ground-rules-second-round": ("ground-rules", 26, 2, 5),
    "retrospective": ("retrospective", 28, 2, 6),
}
"""The activity of each session, its last event, how many have acted in this phase, and how many people it has."""
ids = count()


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    """A program of today that starts on a laptop of yesterday."""
    data = Path(shutil.copytree(YESTERDAY, tmp_path / "data"))
    (data / KEY).write_text("the-key-of-yesterday-on-this-laptop", encoding="utf-8")
    made = Rooms(data, Registry.load(), clock=lambda: 1_800_100_000.0)
    yield made
    made.close()


def found(rooms: Rooms, name: str) -> Room:
    return next(room for room in rooms.open if room.store.folder.name == name)


def do(room: Room, *acts: str) -> None:
    for act in acts:
        answer = room.act(Who.facilitator(), Act(f"new{next(ids)}", act))
        assert answer.ok, (act, answer.words, room.problem)


def acted(room: Room) -> set[str]:
    """The keys of those who did something in this phase."""
    return {event["key"] for event in room.running().events if event["key"]}


def tap(room: Room, name: str, near: str = "", **typed: str) -> None:
    """Somebody who has not answered yet uses a control of their page."""
    seat = next(seat for seat in room.present if not seat.paper and room.keys[seat.id] not in acted(room))
    use = control(room.view(Who.of(seat.id)), name, near)
    pairs = [(field, text) for field, text in use.posts() if field not in typed]
    answer = room.act(Who.of(seat.id), Act(f"new{next(ids)}", use.do, (*pairs, *typed.items())))
    assert answer.ok, (name, answer.words, room.problem)


def closed(room: Room) -> str:
    """The record of a session that is finished and closed, as its file on the disk tells it."""
    do(room, "finish", "end")
    assert room.store.wait(room.n)
    again = Room(room.library)
    snapshot.restore(again, *read(room.store.folder))
    assert again.status == "closed" and again.record() == room.record()
    return render(again.record(), "md", "room").decode()


def rows(room: Room, table: str) -> dict[str, Any]:
    """What the chart of a table in the last section counts, by its labels."""
    last = apart(list(room.sections.values())[-1])
    blocks = [each for each in last.blocks if isinstance(each, Table) and each.id == table]
    return {str(row[block.dots.label]): row[block.dots.count] for block in blocks if block.dots for row in block.rows}


def test_every_session_of_yesterday_opens(rooms: Rooms) -> None:
    assert not rooms.troubles and rooms.facilitator_key == "the-key-of-yesterday-on-this-laptop"
    assert {
        room.store.folder.name: (
            room.running().activity.id, room.n, len(acted(room)), len(room.present),
        )
        for room in rooms.open
    } == OPEN  # fmt: skip
    for room in rooms.open:
        for who in (Who.board(), Who.facilitator(), *map(Who.of, room.seats)):
            assert room.view(who)


def test_a_check_in_goes_on(rooms: Rooms) -> None:
    room = found(rooms, "check-in")
    tap(room, "Send", text="Awake")
    do(room, "go?phase=reveal")
    record = closed(room)
    assert all(word in record for word in ("Curious", "Tired", "Awake"))


def test_a_dot_vote_goes_on_in_its_second_round(rooms: Rooms) -> None:
    room = found(rooms, "dot-vote-second-round")
    assert [each.number for each in room.running().course.rounds] == [1]
    tap(room, "Place a dot", near="Coffee")
    do(room, "go?phase=reveal")
    closed(room)
    first, second = (rows(room, f"round-{n}") for n in (1, 2))
    assert first.keys() == second.keys()
    assert (first["Tea"], first["Coffee"]) == (4, 0) and (second["Coffee"], second["Juice"]) == (3, 1)


def test_a_fist_of_five_goes_on_with_what_its_programme_left(rooms: Rooms) -> None:
    room = found(rooms, "fist-of-five-in-a-programme")
    assert [(each.number, each.text, each.status) for each in room.ledgers.of("agreements")] == [
        ("R-1", "We let people finish", "agreed"), ("R-2", "We share phone numbers", "not agreed"),
    ]  # fmt: skip
    assert [(each.number, each.text) for each in room.ledgers.of("decisions")] == [("D-1", "We meet on Thursdays.")]
    for _person in range(2):
        tap(room, "Send", finger="4")
    do(room, "go?phase=reveal", "go?phase=close")
    record = closed(room)
    assert "We open a quiet room." in record and len(room.ledgers.of("decisions")) == 2
    assert len(rooms.left_in("Neighbours").operations) == 4


def test_ground_rules_go_on_in_their_second_round(rooms: Rooms) -> None:
    room = found(rooms, "ground-rules-second-round")
    open_rule = next(iter(room.running().ctx.results.open(room.running().course.state.draft.texts)))
    for _person in range(2):
        tap(room, "Send", **{f"points.{open_rule}": "4"})
    do(room, "go?phase=reveal", "go?phase=close")
    closed(room)
    assert [(each.text, each.status) for each in room.ledgers.of("agreements")] == [
        ("We let people finish", "agreed"), ("We agree breaks and keep them", "agreed"),
    ]  # fmt: skip


def test_a_retrospective_goes_on(rooms: Rooms) -> None:
    room = found(rooms, "retrospective")
    tap(room, "Place a dot", near="Places")
    do(room, "go?phase=result", "go?phase=discuss")
    record = closed(room)
    assert all(f"Card {letter}" in record for letter in "ABCDE")
    assert (rows(room, "vote-1")["Places"], rows(room, "vote-1")["Meetings"]) == (2, 1)


def test_a_closed_session_of_yesterday_can_be_read(rooms: Rooms) -> None:
    room = rooms.resume(rooms.data / "ground-rules-closed")
    assert room.status == "closed" and room.released
    record = render(room.record(), "md", "room").decode()
    assert "We let people finish" in record and "We share phone numbers" in record


def test_a_vote_that_was_stopped_is_stopped_and_can_be_opened_again(rooms: Rooms) -> None:
    room = found(rooms, "dot-vote-stopped")
    run = room.running()
    assert (run.phase.name, run.stopped, run.token) == ("vote", True, "r1.2")
    assert [(each.number, each.phase, each.revealed) for each in run.ctx.rounds] == [(1, "vote", True)]
    assert len(run.ctx.round_seats) == 5, "who counts was fixed when it was stopped"
    do(room, "go?phase=vote")
    tap(room, "Place a dot", near="Tea")
    do(room, "go?phase=reveal")
    assert [each.state.ballots.dots != {} for each in run.ctx.shown(run.course.state)] == [True, True]


def test_what_was_stopped_and_opened_since_the_last_checkpoint_is_played_again(rooms: Rooms) -> None:
    room = found(rooms, "fist-of-five-stopped-since")
    run = room.running()
    assert (run.phase.name, run.stopped, run.ctx.round) == ("show", True, 1)
    do(room, "go?phase=reveal")
    closed(room)
    assert list(rows(room, "round-1").values()) == [1, 2, 0, 0, 0, 0]


class Then:
    """What the program that left a session did next, in the same seconds and with the same chance."""

    def __init__(self, name: str) -> None:
        kept = json.loads((BEFORE_BLOCKS / f"{name}.json").read_text(encoding="utf-8"))
        self.acts, self.record = [act.split(" ", 2) for act in kept["acts"]], kept["record"]
        self.count = int(self.acts[0][0])
        self.room = Room(Registry.load().activities, clock=self.clock, entropy=self.entropy)
        tables, events = read(BEFORE_BLOCKS / name)
        snapshot.restore(self.room, tables, events)
        self.room.store = MemoryStore(snapshot.tables(self.room))

    def clock(self) -> float:
        return 1_800_000_000.0 + self.count

    def entropy(self, label: str) -> str:
        return digest(f"table:{self.count}:{label}", 32)

    def goes_on(self) -> list[str]:
        """The record when all of it is done again."""
        for number, who, act in self.acts:
            self.count = int(number)
            answer = self.room.act(Who.facilitator() if who == "facilitator" else Who.of(who), Act(f"act{number}", act))
            assert answer.ok, (number, who, act, answer.words, self.room.problem)
        written = render(self.room.record(), "md", "facilitator").decode()
        written = re.sub(r"## About this record\n\n(?!---).+\n\n", "", written)  # nobody said so then
        return re.sub(r"## What stays open\n\n[^#]+", "", written).split("\n")


def said(lines: list[str]) -> list[str]:
    """The words of a record, whatever they stand in; how it was counted is a line for each sentence."""
    counted = "How it was counted: "
    parts = [part for line in lines for part in (
        line.replace(counted, f"{counted}. ").split(". ") if line.startswith(counted) else [line]
    )]  # fmt: skip
    return [words for part in parts if (words := re.sub(r"^(#+|-) |\*\*", "", part).strip().rstrip(".:"))]


@pytest.mark.parametrize("name", sorted(folder.name for folder in BEFORE_BLOCKS.iterdir() if folder.is_dir()))
def test_a_session_from_before_blocks_goes_on_to_the_same_record(name: str) -> None:
    then = Then(name)
    room = then.room
    for who in (Who.board(), Who.facilitator(), *map(Who.of, room.seats)):
        assert room.view(who)
    told = then.goes_on()
    now, before = said(told), said(then.record)
    assert [words for words in before if not any(words in line for line in (*now, *told))] == []
    assert [words for words in now if words != "On their own" and not any(words in line for line in before)] == []
