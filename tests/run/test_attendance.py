"""Who is done, who has begun, and who counts: on the counter as in the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.dot_vote import DotVote
from activities.retrospective import Retrospective
from facilitator import counting
from facilitator.library.registry import module_of
from facilitator.testing import Table

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}

whisper: Any = module_of(Path(__file__).parents[1] / "kinds" / "whisper.py")


def opened(people: int) -> Table:
    """A dot vote with two dots each, open."""
    table = Table(DotVote, people, **OPTIONS)
    table.go("vote")
    return table


def present(table: Table) -> tuple[int, int, int]:
    """Who was present, answered and is done, as the result counts them."""
    s, ctx = table.run.course.state, table.ctx
    told = counting.turnout(ctx.round_seats, s.ballots.answered(), s.ballots.passed())
    return told.present, told.answered, told.done


def test_the_worked_example_of_turnout():
    table = opened(12)
    *answered, gone, passes, _silent, leaves = table.people
    for person in (*answered, gone):
        person.do("ballot", dots={"o1": 1})
    gone.do("leave")
    passes.tap("Pass")
    leaves.do("leave")
    assert table.run.counter() == (10, 11, 0) and "10 of 11 are done" in table.board
    table.go("reveal")
    assert present(table) == (11, 9, 10)


def test_who_passed_and_left_is_nowhere():
    table = opened(3)
    ann, bob, cy = table.people
    ann.do("ballot", dots={"o1": 1})
    bob.tap("Pass")
    bob.do("leave")
    cy.do("leave")
    assert "1 of 1 are done" in table.board
    table.go("reveal")
    assert present(table) == (1, 1, 1)


def test_who_answered_and_left_stays_on_the_counter():
    table = opened(2)
    ann, bob = table.people
    ann.do("ballot", dots={"o1": 1})
    ann.do("leave")
    assert table.run.counter() == (1, 2, 0)
    bob.tap("Place a dot", near="Tea")
    bob.do("leave")
    assert table.run.counter() == (2, 2, 0), "who left gives nothing more"


def test_one_dot_of_two_is_begun():
    table = opened(3)
    ann, bob, _cy = table.people
    ann.tap("Place a dot", near="Tea")
    assert "0 of 3 are done, 1 has begun" in table.board and "0 of 3 are done, 1 has begun" in table.stage
    assert 'class="half"' in table.room.view(table.facilitator.who)
    bob.tap("Place a dot", near="Tea")
    assert "0 of 3 are done, 2 have begun" in table.board
    ann.tap("Place a dot", near="Coffee")
    bob.tap("Done")
    assert "2 of 3 are done" in table.board and "begun" not in table.board
    bob.tap("Place a dot", near="Juice")
    assert table.run.counter().done == 2, "every dot is placed again"
    table.go("reveal")
    assert present(table) == (3, 2, 2)


def test_all_that_can_be_placed_is_all():
    table = Table(DotVote, 1, criterion="Which?", options=["Tea", "Coffee"], dots=5)
    table.go("vote")
    for option in ("Tea", "Coffee"):
        table.people[0].tap("Place a dot", near=option)
    assert table.run.counter() == (1, 1, 0)


def test_a_first_card_is_begun():
    table = Table(Retrospective, 2, safety_check=False)
    table.go("write")
    ann, bob = table.people
    ann.do("write", text="Fewer forms", column="start")
    assert table.run.counter() == (0, 2, 1)
    ann.tap("Done")
    bob.tap("Pass")
    assert table.run.counter() == (2, 2, 0)


def test_a_sensitive_question_is_counted_alike():
    table = Table(whisper.Whisper, 3)
    table.go("whisper")
    ann, bob, cy = table.people
    ann.tap("Send", text="Something")
    bob.do("pass")
    bob.do("leave")
    cy.do("leave")
    assert table.run.counter() == (1, 1, 0)


def test_the_reveal_asks_when_somebody_has_only_begun():
    table = opened(2)
    for person in table.people:
        person.tap("Place a dot", near="Tea")
    assert "2 of 2 are not done yet." in table.stage


@pytest.mark.parametrize("swapped", [False, True])
def test_a_silent_seat_that_was_somebody_else_is_not_present_after_the_lock(swapped: bool):
    table = opened(3)
    ann, silent, _cy = table.people
    ann.do("ballot", dots={"o1": 1})
    table.go("reveal")
    assert len(table.ctx.round_seats) == 3
    one, other = (ann, silent) if swapped else (silent, ann)
    table.facilitator.do("merge_seats", seat=one.who.seat, into=other.who.seat)
    assert present(table) == (2, 1, 1)
    kept = table.ctx.round_seats
    table.run.rebuild(table.run.events)
    assert table.ctx.round_seats == kept == table.reopened().running().ctx.round_seats
    table.go("vote")
    assert [len(each.seats) for each in table.ctx.rounds] == [2]


def test_one_person_on_two_seats_counts_once_in_earlier_rounds_too():
    table = opened(3)
    ann, silent, _cy = table.people
    ann.do("ballot", dots={"o1": 1})
    table.go("reveal")
    table.go("vote")
    table.facilitator.do("merge_seats", seat=ann.who.seat, into=silent.who.seat)
    assert [len(each.seats) for each in table.ctx.rounds] == [2] and len(table.ctx.seats) == 2
