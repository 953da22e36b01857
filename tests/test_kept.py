"""Sessions that an earlier program wrote, with an activity still open, go on where they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.store import MemoryStore

KEPT: dict[str, Any] = json.loads((Path(__file__).parent / "kept" / "sessions.json").read_text(encoding="utf-8"))
"""Tables and events of schema 1, one session a line."""

LEAD = Who.facilitator()


def opened(name: str) -> Room:
    """A room as its files tell it."""
    library = Registry.load().activities
    room = Room(library)
    snapshot.restore(room, KEPT[name]["tables"], KEPT[name]["events"])
    room.store = MemoryStore(snapshot.tables(room))
    return room


def do(room: Room, what: str, who: Who = LEAD) -> None:
    answer = room.act(who, Act(f"kept{room.n}", what))
    assert answer.ok, answer.words


@pytest.mark.parametrize("name", KEPT)
def test_every_page_of_it_can_be_drawn_and_it_can_be_closed(name: str):
    room = opened(name)
    for who in (LEAD, Who.board(), *(Who.of(seat) for seat in room.seats)):
        assert room.view(who)
    do(room, "finish")
    assert room.sections


def test_a_vote_that_was_stopped_is_stopped_and_can_be_opened_again():
    room = opened("dot-vote stopped")
    run = room.running()
    assert (run.phase.name, run.stopped, run.token) == ("vote", True, "r1.2")
    assert [(each.number, each.phase, each.revealed) for each in run.ctx.rounds] == [(1, "vote", True)]
    assert len(run.ctx.round_seats) == 5, "who counts was fixed when it was stopped"
    do(room, "go?phase=vote")
    do(room, f"place?option=o1&run={run.token}", Who.of(next(iter(room.seats))))
    do(room, "go?phase=reveal")
    assert [each.state.ballots.dots != {} for each in run.ctx.shown(run.course.state)] == [True, True]


def test_what_was_stopped_and_opened_since_the_last_checkpoint_is_played_again():
    run = opened("fist-of-five journal").running()
    assert (run.phase.name, run.stopped, run.ctx.round) == ("show", True, 1)
    assert sorted(int(point["proposal"]) for point in run.course.state.ratings.points.values()) == [4, 4, 5]
