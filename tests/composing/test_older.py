"""An open run of an earlier version of a composed activity goes on: what was said, and what was done in its phase."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator.library.registry import module_of
from facilitator.report.model import Quotes
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.store import MemoryStore
from facilitator.testing import Table

KINDS = Path(__file__).parents[1] / "kinds"
supper: Any = module_of(KINDS / "supper.py")
singing: Any = module_of(KINDS / "singing.py")


@pytest.fixture
def table() -> Table:
    """A supper in its second round, and what was done since its last checkpoint on paper and on phones."""
    table = Table(supper.Supper, 4, purpose="We cook it.", sing=False)
    ann, bob, _cem, _dee = table.people
    table.go("eat")
    ann.do("answer", dish="soup", word="warm")
    bob.do("answer", dish="soup", word="hot")
    table.go("look")
    table.go("eat")
    ann.do("answer", dish="bread", word="cold")
    bob.do("pass")
    return table


def a_year_later(tables: Any, events: Any) -> Room:
    room = Room({"supper": singing.Later})
    snapshot.restore(room, tables, events)
    room.store = MemoryStore(snapshot.tables(room))
    return room


def sung(room: Room) -> list[str]:
    block = singing.Later.song
    return block.results(room.running().course.state, room.running().ctx)


def heard(room: Room) -> list[list[str]]:
    for n, act in enumerate(("go?phase=look", "finish")):
        assert room.act(Who.facilitator(), Act(f"later{n}", act)).ok
    (section,) = room.sections.values()
    return [[str(quote.text) for quote in block.quotes] for block in section.blocks if isinstance(block, Quotes)]


def test_what_was_done_in_the_open_phase_is_replayed_in_todays_shape(table: Table):
    room = a_year_later(snapshot.tables(table.room), [])
    assert [event["do"] for event in room.running().events] == ["sing", "pass"]
    assert sung(room) == ["cold (1)"]
    assert heard(room) == [["hot (1)", "warm (1)"], ["cold (1)"]]


def test_what_the_journal_holds_since_the_checkpoint_is_too(table: Table):
    tables, since = snapshot.tables(table.room), table.room.n
    table.people[2].do("answer", word="sour")
    room = a_year_later(tables, [event for event in table.room.store.events if event["n"] > since])
    assert sung(room) == ["cold (1)", "sour (1)"]


def test_what_is_done_today_stays_as_it_is_when_the_journal_is_read_again(table: Table):
    tables = snapshot.tables(table.room)
    room = a_year_later(tables, [])
    seat = next(seat for seat in room.present if room.keys[seat.id] not in room.running().course.state.song.sung)
    assert room.act(Who.of(seat.id), Act("loud", "sing?song=bitter&loud=3")).ok
    again = a_year_later(tables, room.store.events)
    assert sung(again) == sung(room) == ["bitter (3)", "cold (1)"]
    assert sung(a_year_later(snapshot.tables(room), [])) == sung(room)


def test_slips_of_paper_are_brought_along(table: Table):
    for _seat in range(3):
        table.paper_seat()
    table.facilitator.do("slips", **{f"{n}.word": word for n, word in enumerate(("a", "b", "c"), start=1)})
    assert sung(a_year_later(snapshot.tables(table.room), [])) == ["a (1)", "b (1)", "c (1)", "cold (1)"]
