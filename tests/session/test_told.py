"""What is said to those who listen, in every phase of every activity: a new sentence with every change."""

from __future__ import annotations

from typing import Any

import pytest

from activities.check_in import CheckIn
from activities.dot_vote import DotVote
from facilitator import kit
from facilitator.library.registry import Registry
from facilitator.seats import Who
from facilitator.testing import Table
from facilitator.testing.crowd import Crowd


def told(table: Table, who: Who) -> dict[str, str]:
    """The sentences for one viewer."""
    with kit.telling() as words:
        table.room.view(who)
    return words


def news(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What a page says when one view follows another."""
    return [words for name, words in after.items() if before.get(name) != words]


@pytest.mark.parametrize("kind", Registry.load().activities.values(), ids=lambda kind: kind.id)
def test_every_new_phase_is_said_on_phone_board_and_stage(kind: Any):
    crowd = Crowd(kind, kind.example, people=6)
    viewers = {"phone": crowd.people[0].who, "board": Who.board(), "stage": Who.facilitator()}
    before = {name: told(crowd.table, who) for name, who in viewers.items()}
    for number, phase in enumerate(crowd.phases(crowd.answer)):
        now = {name: told(crowd.table, who) for name, who in viewers.items()}
        for name in viewers:
            said = news(before[name], now[name])
            assert said or not number, f"{phase.name} is silent on the {name}"
            spoken = "Say:" in str(crowd.table.room.view(Who.facilitator()))
            assert spoken or not phase.reveal, f"{phase.name} has no line to read aloud"
            opens = "The result is here." if phase.reveal else "You can answer now." if crowd.table.run.asks else "Now:"
            assert any(words.startswith(opens) for words in now[name].values()), (phase.name, name, now[name])
        crowd.answer()
        before = {name: told(crowd.table, who) for name, who in viewers.items()}


@pytest.fixture
def vote() -> Table:
    table = Table(DotVote, criterion="Which?", options=["Tea", "Coffee", "Milk"], dots=2, seats=3)
    table.go("vote")
    return table


def test_dots_are_said_to_the_one_who_holds_them(vote: Table):
    ann, bob, _cleo = vote.people
    before = {person: told(vote, person.who) for person in (ann, bob)}
    ann.tap("Place a dot", near="Tea")
    assert news(before[ann], told(vote, ann.who)) == ["You have 1 dot left of 2"]
    assert news(before[bob], told(vote, bob.who)) == []


def test_the_result_is_said_with_how_many_voted(vote: Table):
    for person in vote.people[:2]:
        person.tap("Place a dot", near="Tea")
    before = told(vote, vote.people[2].who)
    vote.go("reveal")
    first, second = news(before, told(vote, vote.people[2].who))
    assert (first, second[:12]) == ("The result is here.", "2 of 3 voted")


def test_a_turn_is_said_to_the_one_whose_turn_it_is_and_by_name_on_the_board():
    table = Table(CheckIn, **CheckIn.example, seats=3)
    table.go("round")
    before = {person: told(table, person.who) for person in table.people}
    table.facilitator.do("begin_round")
    said = {person: news(before[person], told(table, person.who)) for person in table.people}
    assert sorted(words[0] for words in said.values())[0].startswith("It is your turn.")
    assert sum(words[0].startswith("It is your turn.") for words in said.values()) == 1
    assert any(words.endswith(", please") or "person" in words for words in told(table, Who.board()).values())


def test_who_came_is_said_on_the_board_of_the_lobby(vote: Table):
    vote.facilitator.do("show_code", on=1)
    before = told(vote, Who.board())
    vote.join()
    assert news(before, told(vote, Who.board())) == ["4 are here"]
