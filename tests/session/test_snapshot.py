"""What a session's file holds: all that a room knows, nothing about who came first, and a way back."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest

from activities.dot_vote import DotVote
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.testing import Table

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}


@pytest.fixture
def table() -> Table:
    """A dot vote in its second round, with people of every kind."""
    table = Table(DotVote, 3, **OPTIONS)
    table.people.append(table.join(name="Ann <b>", perspective="Lived experience"))
    table.join(helper=True)
    table.paper_seat()
    table.go("vote")
    for person in table.people:
        person.tap("Place a dot", near="Tea")
    table.go("reveal")
    table.go("vote")
    table.people[0].tap("Place a dot", near="Coffee")
    table.people[1].do("leave")
    table.facilitator.tap("Start a timer")
    return table


def same(one: Room, other: Room) -> None:
    assert snapshot.tables(one) == snapshot.tables(other)
    for who in (Who.board(), Who.facilitator(), *map(Who.of, one.seats)):
        assert one.view(who) == other.view(who)
    assert one.keys == other.keys and one.n == other.n


def test_a_room_comes_back_from_its_tables_and_from_its_events(table: Table):
    same(table.room, table.copy().room)
    same(table.room, table.reopened())
    table.facilitator.do("finish")
    table.facilitator.do("release", on=True)
    table.facilitator.do("dark", on=True)
    table.facilitator.do("show_code", on=True)
    same(table.room, table.copy().room)
    same(table.room, table.reopened())
    table.facilitator.do("end")
    same(table.room, table.reopened())


def test_the_tables_are_plain_json_that_shares_nothing_with_the_room(table: Table):
    kept = snapshot.tables(table.room)
    assert json.loads(json.dumps(kept)) == kept
    before = json.dumps(kept)
    table.people[2].tap("Place a dot", near="Juice")
    table.facilitator.do("left", seat=table.people[2].who.seat)
    assert json.dumps(kept) == before


def test_nothing_in_the_tables_says_who_came_first(table: Table):
    kept = snapshot.tables(table.room)
    seats = [seat["id"] for seat in kept["seats"].values()]
    assert seats == sorted(seats) and seats != list(table.room.seats)
    marks = kept["meta"]["1"]["marks"]
    assert marks == sorted(marks) and len(marks) > 5


def test_perspectives_stand_apart_from_names(table: Table):
    kept = snapshot.tables(table.room)
    assert {seat["perspective"] for seat in kept["seats"].values()} == {""}
    assert list(kept["meta"]["2"]["perspective_of"].values()) == ["Lived experience"]
    assert table.copy().people[3].seat.perspective == "Lived experience"


def test_facts_for_a_list_come_from_the_tables_alone(table: Table):
    facts = snapshot.facts(snapshot.tables(table.room))
    assert (facts["title"], facts["code"], facts["status"], facts["people"]) == ("A table", "T2BL", "open", 5)


def test_texts_are_kept_in_the_language_of_the_program(table: Table):
    words = [words for _at, words, _params in snapshot.tables(table.room)["meta"]["1"]["log"]]
    assert "{title}: {phase}." in words


class Newer(DotVote):
    """The same activity a year later."""

    version: ClassVar[int] = 3

    @classmethod
    def upgrade(cls, kind: Any, data: dict[str, Any], version: int) -> dict[str, Any]:
        assert version == 2
        new = {"settings": {"criterion": "What first?"}, "state": {"kept": {"options": ["o1"]}}}
        return {**data, **new.get(kind, {})}


def test_old_settings_and_an_old_state_are_brought_up_to_date(table: Table):
    kept = snapshot.tables(table.room)
    room = Room({DotVote.id: Newer})
    snapshot.restore(room, kept, [])
    run = room.running()
    assert run.activity.settings.criterion == "What first?" and run.course.state.kept.options == ["o1"]
    assert [closed.state.kept.options for closed in run.ctx.rounds] == [["o1"]]
    assert len(run.course.state.ballots.dots) == 1
    again = Room({DotVote.id: Newer})
    snapshot.restore(again, snapshot.tables(room), [])
    assert again.running().course.state == run.course.state


def test_an_activity_that_is_gone_is_named(table: Table):
    room = Room({})
    with pytest.raises(Exception, match="“dot-vote” is not installed here"):
        snapshot.restore(room, snapshot.tables(table.room), [])
