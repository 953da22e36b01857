"""What one step left is taken on to the next with one tap, and nothing is typed twice."""

from __future__ import annotations

from typing import Any

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from activities.retrospective import Retrospective
from facilitator.report.model import Section
from facilitator.session.agenda import items_for
from facilitator.session.step import Step
from facilitator.testing import Table

HOPES = {"format": "hopes", "votes": False, "safety_check": False}
LIBRARY: dict[str, Any] = {kind.id: kind for kind in (DotVote, FistOfFive, Retrospective)}


def hoped(*later: Step) -> Table:
    """A room that wrote hopes and put them into two groups, and closed that; `later` steps are planned."""
    table = Table(Retrospective, 3, **HOPES)
    table.room.library = LIBRARY
    table.room.agenda += later
    table.go("write")
    for person, words in zip(table.people, ("More time", "Better tea", "More hands"), strict=True):
        person.tap("Add card", text=words, column="hopes")
    table.go("group")
    cards = {card.text: id for id, card in table.run.course.state.cards.cards.items()}
    table.facilitator.do("move", card=cards["More time"], to="new")
    table.facilitator.do("move", card=cards["More hands"], to="g1")
    table.facilitator.do("move", card=cards["Better tea"], to="new")
    table.facilitator.do("save_names", names={"g1": "Enough of us"})
    table.facilitator.do("take_words", group="g2")
    table.facilitator.tap("Close this activity")
    return table


def vote(id: str = "v", title: str = "", **settings: Any) -> Step:
    return Step(id, "dot-vote", title, settings={"criterion": "Which of these first?", **settings})


def test_from_cards_to_groups_to_a_vote_to_a_fist_of_five_with_one_tap_each():
    table = hoped(vote())
    table.facilitator.tap("Take these on to: Dot vote")
    assert list(table.run.course.state.options.texts.values()) == ["Enough of us", "Better tea"]
    assert "Which of these first?" in table.board
    table.go("vote")
    for person in table.people:
        person.tap("Place a dot", near="Enough of us")
    for phase in ("reveal", "talk", "next"):
        table.go(phase)
    table.facilitator.tap("Close this activity")
    table.facilitator.tap("Take these on to: Fist of five")
    table.facilitator.tap("Propose this: Enough of us")
    table.go("show")
    assert "Enough of us" in table.people[0].sees
    assert [step.activity for step in table.room.agenda[1:]] == ["retrospective", "dot-vote", "fist-of-five"]


def test_the_next_planned_step_takes_them_on_with_the_primary_button_and_later_ones_beside_it():
    table = hoped(vote("v", "What first?"), Step("b", "break"), Step("f", "fist-of-five"))
    assert table.stage.count("Take these on to:") == 2
    table.facilitator.tap("Take these on to: Fist of five")
    assert table.room.step("f").state == "now" and table.room.step("f").take == "step"
    assert [item.text for item in table.ctx.incoming] == ["Enough of us", "Better tea"]
    assert table.room.next is table.room.step("v")


def test_what_was_taken_on_comes_from_the_last_step_whatever_happens_later():
    table = hoped(vote())
    table.facilitator.tap("Take these on to: Dot vote")
    reopened = table.reopened()
    assert reopened.step("v").take == "step" and items_for(reopened, reopened.step("v")) == table.ctx.incoming


@pytest.mark.parametrize("settings", [{"options": ["A", "B"]}, {"dots": 0}])
def test_a_step_that_knows_what_it_is_about_or_cannot_begin_is_begun_as_usual(settings: dict[str, Any]):
    table = hoped(vote(**settings))
    assert "Take these on to:" not in table.stage and "Start: Dot vote" in table.stage
    with table.refused("does not take anything on"):
        table.facilitator.do("take_on", step="v")


def test_without_items_nothing_is_offered():
    table = hoped(vote())
    table.room.sections["step"] = Section("Nothing")
    assert "Take these on to:" not in table.stage
    with table.refused("left nothing"):
        table.facilitator.do("take_on", step="v")


def test_a_step_that_is_over_or_unknown_or_takes_nothing_is_refused():
    table = hoped()
    for what, words in (
        ({"step": "step"}, "does not take"),
        ({"step": "none"}, "no longer"),
        ({"activity": "retrospective"}, "does not take"),
        ({"activity": "nothing"}, "does not take"),
        ({}, "does not take"),
    ):
        with table.refused(words):
            table.facilitator.do("take_on", **what)
    table.facilitator.do("take_on", activity="fist-of-five")
    with table.refused("still open"):
        table.facilitator.do("take_on", activity="fist-of-five")


def test_where_nothing_is_planned_a_vote_begins_with_a_question_of_its_own():
    table = hoped()
    table.facilitator.tap("Take these on to: Dot vote")
    assert "Which of these do we look at first?" in table.board
    assert [item.text for item in table.ctx.incoming] == ["Enough of us", "Better tea"]


def test_an_activity_can_say_where_it_leads_and_tables_may_be_one_of_these(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Retrospective, "leads_to", ("fist-of-five", "break", "none", "retrospective"))
    table = hoped()
    assert [words.split()[0] for words in table.stage.split("Take these on to: ")[1:]] == ["Fist", "Work"]
    table.facilitator.tap("Take these on to: Work at tables")
    (step,) = [step for step in table.room.agenda if step.state == "now"]
    assert (step.activity, step.title, step.minutes, step.take) == ("break", "Work at tables", 30, "")
    table.facilitator.tap("End: Work at tables")
    table.facilitator.tap("Take these on to: Fist of five")
    assert [item.text for item in table.ctx.incoming] == ["Enough of us", "Better tea"]


def test_a_planned_break_takes_nothing_on():
    table = hoped(Step("b", "break"))
    with table.refused("does not take"):
        table.facilitator.do("take_on", step="b")
    with table.refused("does not take"):
        table.facilitator.do("take_on", activity="break")
