"""Fist of five: every outcome in its own words, and new words for a new round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from facilitator.activity import Item
from facilitator.report.model import Outcome, Quotes
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, controls

WORDS = "We open a quiet room every Thursday from 2 to 4."
NEW = "We open a quiet room every Tuesday from 2 to 4."


def outcome(table: Table) -> str:
    told = str(table.results.words)
    assert told in table.board and told in table.stage and told in table.people[0].sees if table.people else True
    return told


# The worked examples


EXAMPLES = [
    ("5 4 3 2 4 4 5 3 4", {}, "Not yet (1 below 3)"),
    ("5 4 3 3 4 4 5 3 4", {}, "Agreed, with reservations (3)"),
    ("5 5 5 5 5 5 5 5 0", {}, "Stopped"),
    ("5 4 4 3 3 5 4 4 -", {}, "Agreed, with reservations (2)"),
    ("4 4 5 3 4 5 - - -", {}, "Not enough answers"),
    ("4 4 5 5 4 a a a a", {}, "Agreed"),
    ("4 4 4 4 4 4 4 4 2 2", {"rule": "share"}, "Agreed; 2 below"),
    ("4 4 4 4 4 4 4 3 2 2", {"rule": "share"}, "Agreed, with reservations (1); 2 below"),
    ("4 4 4 4 4 4 4 4 2 0", {"rule": "share"}, "Stopped"),
    ("4 4 4 4 4 4 4 2 2 2", {"rule": "share"}, "Not yet (3 below 3)"),
    ("2 3 4 5 5", {"pass_level": 2}, "Agreed, with reservations (2)"),
    ("a a a a a", {}, "No decision"),
    ("", {}, "Not enough answers"),
    ("5 5 5 5 p", {}, "Agreed"),
    ("5 5 5 p p", {}, "Not enough answers"),
    ("4 4 4 2 2 2", {"rule": "share", "share": "1/2"}, "Agreed; 3 below"),
    ("4 4 4 4 4 4 3 3 -", {"turnout_min": "9/10"}, "Not enough answers"),
]


@pytest.mark.parametrize(("answers", "settings", "expected"), EXAMPLES)
def test_worked_examples(answers: str, settings: dict[str, Any], expected: str, shown: Callable[..., Table]):
    assert outcome(shown(answers, **settings)) == expected


def test_the_same_room_agrees_on_new_words(shown: Callable[..., Table]):
    table = shown("5 4 3 2 4 4 5 3 4")
    table.go("change")
    table.facilitator.tap("Use these words", text=NEW)
    assert "Ask everyone to show" in table.stage
    shown("5 4 3 3 4 4 5 3 4", table)
    assert outcome(table) == "Agreed, with reservations (3)"
    assert [closed.state.proposal.words for closed in table.ctx.rounds] == [WORDS]


# Phases


def test_the_exact_words_and_what_an_answer_is_for_stand_there_first():
    table = Table(FistOfFive, 2, proposal=WORDS, explanation="The small hall is free then.", purpose="We start in May.")
    for seen in (table.board, table.people[0].sees, table.stage):
        assert WORDS in seen and "If everyone shows 3 or more, it is decided." in seen
    assert "Explain more" in table.people[0].sees and "We start in May." in table.people[0].sees
    share = Table(FistOfFive, 2, proposal=WORDS, rule="share", share="2/3")
    assert "If 2/3 of the people show 3 or more, it is decided." in share.board


def test_a_check_of_the_temperature_decides_nothing(shown: Callable[..., Table]):
    table = Table(FistOfFive, 3, proposal=WORDS)
    table.facilitator.tap("Only ask what people think. Decide nothing.")
    assert "This is a check. It decides nothing." in table.board
    shown("4 4 5", table)
    assert "The room today: Agreed" in table.board and table.section.ledger == ()
    with table.refused("closed now"):
        table.facilitator.do("decide", use="decision")
    set_before = shown("4 4 5", use="temperature")
    assert "The room today: Agreed" in set_before.board and set_before.section.ledger == ()


def test_a_proposal_is_needed_and_can_come_from_an_earlier_step():
    incoming = (Item("o1", "A bench by the door"), Item("o2", "A bus on Sundays"))
    table = Table(FistOfFive, 2, incoming=incoming, use="decision")
    with table.refused("There is no proposal yet"):
        table.go("show")
    assert "There is no proposal yet" in table.stage
    table.facilitator.tap("Propose this: A bus on Sundays")
    table.go("show")
    assert "A bus on Sundays" in table.people[0].sees


def test_the_shortlist_of_a_dot_vote_is_what_can_be_proposed():
    vote = Table(DotVote, 1, criterion="Which first?", options=["A bench", "A bus"])
    vote.go("vote")
    vote.people[0].tap("Place a dot", near="A bus")
    vote.go("reveal")
    vote.room.library = {DotVote.id: DotVote, FistOfFive.id: FistOfFive}
    vote.facilitator.do("finish")
    vote.facilitator.do("add_step", activity="fist-of-five")
    vote.facilitator.do("begin", step=vote.room.agenda[-1].id)
    assert "Propose this" in vote.stage and "A bus" in vote.stage and "A bench" not in vote.stage


def test_seven_answers_each_with_its_words():
    table = Table(FistOfFive, 1, proposal=WORDS)
    table.go("show")
    for text in (
        "5I am all for it and will help make it happen", "4I think it is good", "3I can live with it",
        "2I have some doubts; I would like to talk first", "1I have serious doubts", "0Stop: I see harm in this",
        "I do not want to decide this. The group can.",
    ):  # fmt: skip
        assert text in table.people[0].sees
    assert {control.name for control in controls(table.people[0].html)} == {"Send", "Pass", "I am leaving"}


def test_answers_are_unseen_until_the_result_and_can_be_changed(show: Callable[..., None]):
    table = Table(FistOfFive, 3, proposal=WORDS)
    table.go("show")
    ann, bob, cy = table.people
    before = table.board, cy.html
    show(ann, "0")
    show(bob, "5")
    assert (table.board.replace("2 of 3", "0 of 3"), cy.html) == before
    assert "Send change" in ann.sees and "You passed" not in ann.sees
    ann.tap("Pass")
    assert "You passed. You can still answer." in ann.sees
    show(ann, "4")
    show(cy, "4")
    table.stop()
    with table.refused("Answering has stopped"):
        ann.do("show", finger=1)
    table.go("show")
    assert table.ctx.round == 1
    table.go("reveal")
    assert outcome(table) == "Agreed" and ann.sees.count("your dot") == 1 and "your dot" not in table.board
    with table.refused("closed now"):
        ann.do("show", finger=1)


def test_those_below_say_what_it_would_take_without_a_name(shown: Callable[..., Table]):
    table = shown("5 2 0 4")
    ann, bob, cy, dee = table.people
    table.facilitator.tap("Ask what it would take")
    assert "What would move it up?" in bob.sees and "Ask me in private" not in bob.sees
    assert "What harm do you see? Your stop counts without a reason." in cy.sees
    bob.tap("Send", text="Later in the day")
    ann.tap("Send", text="A")
    ann.tap("Send change", text="Tell people early")
    cy.tap("Ask me in private")
    dee.tap("Pass")
    assert "4 of 4 are done" in table.board and "Later" not in table.board + table.stage + ann.sees
    with table.refused("empty"):
        bob.tap("Send change", text=" ")
    table.go("change")
    for seen in (table.board, dee.sees):
        assert "Later in the day" in seen and "Tell people early" in seen
    assert "1 person would rather be asked in private." in table.stage and "private" not in table.board
    quotes = next(block for block in table.section.blocks if isinstance(block, Quotes))
    assert {quote.text for quote in quotes.quotes} == {"Later in the day", "Tell people early"}
    assert {quote.name for quote in quotes.quotes} == {""}


def test_a_phone_that_waits_shows_what_the_wall_does(shown: Callable[..., Table]):
    table = shown("5 2 4")
    table.facilitator.do("go_on", after="leave")
    table.go("listen")
    waits = "If everyone shows 3 or more, it is decided."
    assert "We leave it." in table.board and waits not in table.board and waits in table.people[0].sees
    table.stop()
    assert "We leave it." in table.people[0].sees and waits not in table.people[0].sees


def test_a_stop_counts_without_a_reason(shown: Callable[..., Table]):
    table = shown("5 5 0")
    table.go("listen")
    table.go("change")
    assert outcome_of(table) == ["Stopped: 1 person sees harm in it."]


def outcome_of(table: Table) -> list[str]:
    """How the record says that it ended."""
    return [block.words for block in table.section.blocks if isinstance(block, Outcome)]


def test_new_words_void_what_was_answered_about_the_old(show: Callable[..., None]):
    table = Table(FistOfFive, 3, proposal=WORDS)
    table.go("show")
    for person in table.people:
        show(person, "5")
    table.go("proposal")
    with table.refused("same words"):
        table.facilitator.tap("Use these words", text=WORDS)
    table.facilitator.tap("Use these words", text=NEW)
    table.go("show")
    assert table.ctx.round == 2 and "Send change" not in table.people[0].sees and "0 of 3 are done" in table.board
    table.go("reveal")
    assert outcome(table) == "Not enough answers" and len(outcome_of(table)) == 1
    assert table.ctx.rounds[0].state.ratings.points and not table.ctx.rounds[0].revealed


def test_old_and_new_words_stand_side_by_side(shown: Callable[..., Table]):
    table = shown("5 2 4")
    table.go("change")
    table.facilitator.tap("Use these words", text=NEW)
    assert WORDS in table.board and NEW in table.board and "Before" in table.board
    table.go("show")
    assert NEW in table.people[0].sees


def test_every_version_is_recorded_with_its_counts_and_outcome(shown: Callable[..., Table]):
    table = shown("5 2 4")
    table.go("listen")
    table.people[1].tap("Send", text="Later in the day")
    table.go("change")
    table.facilitator.tap("Use these words", text=NEW)
    shown("5 3 4", table)
    text = str(table.section.blocks)
    fewer = "Not yet: 1 person showed fewer than 3 fingers. 3 of 3 people answered."
    agreed = "Agreed, with reservations of 1 person."
    assert text.index(f"Round 1: “{WORDS}” {fewer}") < text.index(f"Round 2: “{NEW}” {agreed}")
    assert outcome_of(table) == [agreed]
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert [row[2] for row in grid.rows] == [1, 1, 0, 1, 0, 0] and [row[3] for row in grid.rows] == [1, 1, 1, 0, 0, 0]
    (quotes,) = [block for block in table.section.blocks if isinstance(block, Quotes)]
    assert [(each.label, each.text) for each in quotes.quotes] == [("Round 1", "Later in the day")]


def test_after_the_last_round_the_group_goes_on_in_another_way(shown: Callable[..., Table]):
    table = shown("5 2 4", rounds_max=2)
    table.facilitator.tap("New round")
    shown("5 2 4", table)
    table.go("change")
    assert "New round" not in table.stage
    with table.refused("last round"):
        table.go("show")
    table.facilitator.tap("We take it to a consent round.")
    table.go("close")
    assert "We take it to a consent round." in str(table.section)
    for way in ("A small group reworks it.", "We use the fallback that we agreed before.", "We leave it."):
        table.facilitator.tap(way)
        assert way in str(table.section)
    table.facilitator.tap("Undo")
    assert "We use the fallback" in str(table.section)


def test_after_the_reveal_there_is_no_way_back_to_the_answers(shown: Callable[..., Table]):
    table = shown("5 2 4")
    with table.refused("has been shown"):
        table.go("proposal")
    assert "Back" not in {control.name for control in controls(table.facilitator.html)}


@pytest.mark.parametrize("way", [["close"], ["show", "reveal", "close"]])
def test_cards_that_were_never_shown_are_on_no_stage_and_in_no_record(shown: Callable[..., Table], way: list[str]):
    table = shown("5 4 1")
    table.go("listen")
    table.people[0].tap("Send", text="Mary has to agree")
    for phase in way:
        table.go(phase)
    for now in (table, table.copy()):
        assert "Mary" not in str(now.section) + now.stage + now.board + now.people[1].sees
    table.facilitator.do("finish")
    assert "Mary" not in str(table.room.record())


def test_cards_that_were_shown_stay_when_people_write_again(shown: Callable[..., Table]):
    table = shown("5 4 1")
    for phase in ("listen", "change", "close"):
        table.go(phase)
        if phase == "listen":
            table.people[0].tap("Send", text="A bigger room")
    assert "A bigger room" in str(table.copy().section)
