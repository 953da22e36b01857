"""Paper slips: nobody answers twice, no slip is lost, and none leads to a person."""

from __future__ import annotations

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from facilitator.testing import Table

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}


@pytest.fixture
def table() -> Table:
    """A dot vote of four people, open."""
    table = Table(DotVote, 4, **OPTIONS)
    table.go("vote")
    return table


def test_whoever_takes_a_slip_answers_once(table: Table):
    ann, bob = table.people[:2]
    with table.refused("not in use"):
        ann.do("use_slip")
    table.facilitator.tap("Offer paper slips")
    bob.tap("Place a dot", near="Tea")
    assert "Use a paper slip instead" not in bob.sees
    with table.refused("already answered"):
        bob.do("use_slip")
    ann.tap("Use a paper slip instead")
    assert "1 phone chose a slip." in table.stage
    ann.tap("Answer on this phone instead")
    assert "0 phones chose a slip." in table.stage
    ann.tap("Place a dot", near="Tea")


def test_slips_that_are_in_cannot_be_answered_again_on_the_phone(table: Table):
    table.facilitator.tap("Offer paper slips")
    for person in table.people[:3]:
        person.tap("Use a paper slip instead")
    table.facilitator.do("slips", **{f"{n}.dots.o1": "1" for n in (1, 2, 3)})
    with table.refused("Your answer is among them"):
        table.people[0].do("use_slip", wanted=False)
    with table.refused("3 slips for 0 people"):
        table.facilitator.do("slips", **{f"{n}.dots.o1": "1" for n in (1, 2, 3)})
    assert "3 of 4 are done" in table.board


def test_slips_and_ballots_together_are_never_more_than_the_people(table: Table):
    paper = [table.paper_seat() for _place in range(4)]
    table.enter(paper[0], "ballot", dots={"o1": 1})
    with table.refused("4 slips for 3 people"):
        table.facilitator.do("slips", **{f"{n}.dots.o1": "1" for n in (1, 2, 3, 4)})
    table.facilitator.do("slips", **{f"{n}.dots.o1": "1" for n in (1, 2, 3)})
    with table.refused("a slip for each person on paper"):
        table.enter(paper[1], "ballot", dots={"o1": 1})
    table.enter(paper[0], "ballot", dots={"o2": 1})
    assert "4 of 8 are done" in table.board
    table.go("reveal")
    assert (table.results.voters, table.results["o1"].dots) == (4, 3)


def test_a_slip_is_for_one_question_only():
    table = Table(FistOfFive, 3, proposal="We open on Thursdays.")
    table.go("show")
    table.facilitator.tap("Offer paper slips")
    for person in table.people:
        person.tap("Use a paper slip instead")
    table.facilitator.do("slips", **{f"{n}.finger": "2" for n in (1, 2, 3)})
    for phase in ("reveal", "listen"):
        table.go(phase)
    assert "Use a paper slip instead" not in table.people[1].sees
    table.facilitator.tap("Offer paper slips")
    table.people[0].tap("Send", text="Later in the day")
    table.people[1].tap("Use a paper slip instead")
    assert "1 phone chose a slip." in table.stage and "1 of 3 are done" in table.board
    assert table.copy().people[1].sees == table.people[1].sees


def test_an_empty_slip_is_a_slip(table: Table):
    for _place in range(3):
        table.paper_seat()
    form = {"1.slip": "1", "1.dots.o1": "1", "2.slip": "1", "3.slip": "1", "3.passed": "1"}
    table.facilitator.do("slips", **form)
    table.go("reveal")
    assert (table.results.voters, table.results.passes) == (1, 2)


def test_a_seat_on_paper_never_answers_for_a_phone(table: Table):
    with table.refused("has a phone"):
        table.facilitator.do("ballot", **{"for": table.people[0].who.seat})
