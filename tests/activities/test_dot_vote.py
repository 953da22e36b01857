"""Dot vote: the worked examples, and every rule that keeps a few dots from becoming a decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from activities.dot_vote import DotVote
from facilitator.activity import Refused
from facilitator.blocks.vote import rules as vote
from facilitator.report.model import Table as Grid
from facilitator.testing import Person, Table, controls

NAMES = ("Apples", "Bread", "Cocoa", "Dates", "Eggs", "Figs", "Grapes", "Honey")
CRITERION = "Which would help most in the next six months?"
EXAMPLE = ("AB", "AC", "AB", "BD", "CA", "DF", "EA", "B")


def column(table: Table, name: str) -> list[Any]:
    """One figure of every option, in set-up order."""
    return [getattr(each, name) for each in table.results.options]


def chosen(table: Table) -> str:
    """The shortlist by first letters."""
    return "".join(table.run.course.state.options.texts[option][0] for option in table.results.shortlist)


# The worked examples


def test_worked_example(played: Callable[..., Table]):
    table = played([*EXAMPLE, ""])
    count = table.results
    assert (count.voters, count.passes, count.used, count.available) == (8, 1, 15, 16)
    assert column(table, "dots") == [5, 4, 2, 2, 1, 1, 0, 0]
    assert column(table, "percent") == [63, 50, 25, 25, 13, 13, 0, 0]
    assert column(table, "rank") == [1, 2, 3, 3, 5, 5, 7, 7]
    assert chosen(table) == "ABCD"
    assert "8 of 9 voted" in table.board and "Two had the same number of dots, so both stay." in table.board


def test_nine_passes_are_no_result(played: Callable[..., Table]):
    table = played([""] * 9)
    assert table.results.voters == 0 and table.results.shortlist == ()
    assert column(table, "share") == [None] * 8 and column(table, "rank") == [None] * 8
    assert "0 of 9 voted" in table.board and "%" not in table.board


def test_nobody_does_anything(open_vote: Callable[..., Table], played: Callable[..., Table]):
    table = played([""] * 3)
    table = open_vote(people=3)
    table.go("reveal")
    assert "0 of 3 voted" in table.board and table.section.items == ()


def test_strength_warns_where_few_people_carry_an_option(played: Callable[..., Table]):
    table = played(["AA", "AA", "BC", "BC", "B"], "ABC", max_per_option=2)
    assert column(table, "dots") == [4, 3, 2] and column(table, "people") == [2, 3, 2]
    assert column(table, "rank") == [1, 2, 3]
    warning = "“Apples” has more dots than “Bread”, but from fewer people."
    for told in (table.board, table.people[0].sees, table.stage, str(table.section)):
        assert warning in told
    assert "from 2 people" in table.board and "from 3 people" in table.board


def test_strength_is_chosen_in_words_and_both_figures_are_shown(played: Callable[..., Table]):
    table = played(["AA", "AA", "BC", "BC", "B"], "ABC", strength=True)
    assert column(table, "dots") == [4, 3, 2] and column(table, "people") == [2, 3, 2]
    assert "“Apples” has more dots than “Bread”, but from fewer people." in table.board
    most = {dots: vote.VoteSettings(dots=dots, strength=True).rules("ABCDEFGH").most for dots in (1, 2, 3, 5, 8)}
    assert most == {1: 1, 2: 2, 3: 2, 5: 3, 8: 4}


# Before the vote


def test_everyone_reads_the_options_and_what_the_answer_is_for():
    table = Table(DotVote, 2, criterion=CRITERION, options=["Tea", "Coffee"], purpose="We start with these.")
    for seen in (table.board, table.people[0].sees, table.stage):
        assert "Tea" in seen and "Coffee" in seen
    assert CRITERION in table.board and "We start with these." in table.board and table.people[0].sees.count("Tea") == 1


def test_the_room_is_asked_three_questions_and_what_the_answer_is_for_is_said_before_and_during_the_vote():
    table = Table(DotVote, 2, criterion=CRITERION, options=["Tea", "Coffee"])
    for seen in (table.board, table.people[0].sees):
        assert "It is for: What we look at first." in seen
        assert "Who decides: Nobody yet, this only narrows the list." in seen
    for question in ("similar options put together", "everyone understand each option", "know what this is used for"):
        assert question in table.stage
        table.facilitator.tap("Yes", near=question)
    assert table.stage.count("Take back") == 3
    table.facilitator.tap("Say this", text="We <start> with these.")
    table.go("vote")
    for seen in (table.board, table.people[0].sees):
        assert "It is for: We <start> with these." in seen
    table.go("reveal")
    assert "It is for" not in table.board and table.section.purpose == "We <start> with these."


def test_an_explanation_is_asked_for_without_a_name():
    table = Table(DotVote, 3, criterion=CRITERION, options=["Tea", "Coffee"])
    ann, bob, _cy = table.people
    ann.tap("Explain?", near="Tea")
    assert "1 person asks: explain this" in table.stage and "You asked" in ann.sees
    assert "asks" not in bob.sees and "asks" not in table.board
    ann.tap("Explain?", near="Tea")
    assert "asks" not in table.stage


def test_the_list_is_mended_before_the_vote_and_not_during_it():
    table = Table(DotVote, 2, criterion=CRITERION, options=["Tea", "Coffee", "Café"])
    table.facilitator.tap("Drop Café")
    table.facilitator.tap("Change", near="Coffee", text="Coffee or café")
    table.facilitator.tap("Add", text="Water")
    for same in ("Tea", "tea.", "T\u00adEA"):
        with table.refused("on the list already"):
            table.facilitator.tap("Add", text=same)
    with table.refused("on the list already"):
        table.facilitator.tap("Change", near="Water", text="TEA")
    table.facilitator.tap("Change", near="Tea", text="tea")
    table.facilitator.tap("Change", near="tea", text="Tea")
    with table.refused("empty"):
        table.facilitator.tap("Add", text="\u200b ")
    table.go("vote")
    assert "Coffee or café" in table.people[0].sees and "Water" in table.people[0].sees
    for action, args in (
        ("add", {"text": "Milk"}),
        ("reword", {"option": "o1", "text": "Chai"}),
        ("drop", {"option": "o1"}),
    ):
        with table.refused("closed now"):
            table.facilitator.do(action, **args)


def test_mending_the_list_after_dots_were_placed_is_a_new_round(
    open_vote: Callable[..., Table], cast: Callable[..., None]
):
    table = open_vote("ABC", 3)
    cast(table.people[0], "AB")
    table.go("ready")
    table.facilitator.tap("Add", text="Water")
    table.go("vote")
    assert table.ctx.round == 2 and "You have 2 dots left of 2" in table.people[0].sees
    assert [closed.revealed for closed in table.ctx.rounds] == [False]
    table.go("reveal")
    assert table.results.voters == 0 and len([b for b in table.section.blocks if isinstance(b, Grid)]) == 1


@pytest.mark.parametrize(("number", "why"), [(1, "at least 2"), (21, "Group them to 20")])
def test_two_to_twenty_options(number: int, why: str):
    table = Table(DotVote, 2, criterion=CRITERION, options=[f"Option {n}" for n in range(number)])
    assert why in table.stage
    with table.refused(why):
        table.go("vote")


def test_few_options_are_better_rated():
    advice = "With 3 options or fewer, rating each of them tells you more."
    assert advice in Table(DotVote, criterion=CRITERION, options=["Tea", "Coffee", "Water"]).stage
    assert advice not in Table(DotVote, criterion=CRITERION, options=["Tea", "Coffee", "Water", "Juice"]).stage


# The vote


def test_every_phone_has_its_own_order_that_stays(open_vote: Callable[..., Table]):
    table = open_vote("ABCDEFGH", 8)

    def order(person: Person) -> str:
        return "".join(name[0] for name in re.findall(f"({'|'.join(NAMES)}) −", person.sees))

    orders = [order(person) for person in table.people]
    assert all(sorted(each) == list("ABCDEFGH") for each in orders)
    assert len(set(orders)) == 8 and len({each[0] for each in orders}) > 2
    table.people[0].tap("Place a dot", near="Cocoa")
    assert [order(person) for person in table.people] == orders


def test_dots_are_placed_and_taken_back(open_vote: Callable[..., Table]):
    table = open_vote("ABCD", 2)
    ann, bob = table.people
    ann.tap("Place a dot", near="Apples")
    assert "You have 1 dot left of 2" in ann.sees and "You have 2 dots left of 2" in bob.sees
    ann.tap("Place a dot", near="Bread")
    assert [each.name for each in controls(ann.html) if each.name.startswith("Place")] == []
    with table.refused("no dots left"):
        ann.do("place", option="o3")
    ann.tap("Take back a dot", near="Apples")
    ann.tap("Place a dot", near="Dates")
    ann.tap("Done")
    bob.tap("Pass")
    assert "2 of 2 are done" in table.board
    bob.tap("Place a dot", near="Apples")
    table.go("reveal")
    assert column(table, "dots") == [1, 1, 0, 1] and table.results.passes == 0


def test_one_person_cannot_carry_an_option(open_vote: Callable[..., Table]):
    table = open_vote("ABCD", 2)
    ann = table.people[0]
    ann.tap("Place a dot", near="Apples")
    for args in ({"option": "o1"}, {"option": "o2", "dots": 2}):
        with table.refused("one option"):
            ann.do("place", **args)
    with table.refused("3 dots"):
        ann.do("ballot", dots={"o1": 1, "o2": 1, "o3": 1})


@pytest.mark.parametrize("dots", ["-1", "0.5", "NaN", "1e9", "true", "99999999999999999999", "two"])
def test_a_dot_is_a_whole_number(dots: str, open_vote: Callable[..., Table]):
    table = open_vote("ABCD", 2)
    ann = table.people[0]
    for do, args in (("place", {"option": "o1", "dots": dots}), ("ballot", {"dots": {"o1": dots}})):
        with pytest.raises(Refused):
            ann.do(do, **args)
    with pytest.raises(Refused):
        ann.do("place", option="o99")
    assert table.run.course.state.ballots.dots == {}


def test_voting_stops_and_can_be_opened_again_before_the_result(
    open_vote: Callable[..., Table], cast: Callable[..., None]
):
    table = open_vote("ABCD", 2)
    ann, bob = table.people
    cast(ann, "AB")
    table.stop()
    assert "Answering has stopped" in ann.sees and "Apples" not in table.board
    with table.refused("Answering has stopped"):
        bob.do("place", option="o1")
    table.go("vote")
    assert "You have 0 dots left" in ann.sees and table.ctx.round == 1
    cast(bob, "A")
    table.go("reveal")
    assert column(table, "dots") == [2, 1, 0, 0]


def test_nothing_shows_before_the_result_but_the_counter(open_vote: Callable[..., Table], cast: Callable[..., None]):
    table = open_vote("ABCD", 3)
    before = re.sub(r"\d of 3", "", table.board + table.people[2].sees)
    cast(table.people[0], "AB")
    assert "1 of 3 are done" in table.board and "1 of 3 are done" in table.stage
    assert re.sub(r"\d of 3", "", table.board + table.people[2].sees) == before
    assert "Apples" not in table.board + table.stage


# The result


def test_the_result_is_the_same_everywhere_with_ones_own_dots_marked(played: Callable[..., Table]):
    table = played([*EXAMPLE, ""])
    assert tuple(re.findall("|".join(NAMES), table.board)) == NAMES
    first, last = table.people[0], table.people[-1]
    assert first.sees.count("your dot") == 2 and "your dot" not in last.sees
    assert "your dot" not in table.board + table.stage
    assert "Undo" not in table.stage


def test_after_the_result_only_a_new_round_changes_anything(played: Callable[..., Table]):
    table = played(["AB", "AC", "B"], "ABCD")
    with table.refused("closed now"):
        table.people[0].do("take", option="o1")
    with table.refused("has been shown"):
        table.go("ready")
    with table.refused("nothing to stop"):
        table.stop()
    table.facilitator.tap("New round")
    assert table.run.phase.name == "vote" and table.ctx.round == 2
    assert "You have 2 dots left of 2" in table.people[0].sees


def test_no_percentages_of_fewer_than_five(played: Callable[..., Table]):
    assert column(played(["AB", "AC", "B", "D"], "ABCD"), "percent") == [None] * 4
    assert column(played(["AB", "AC", "B", "D", "A"], "ABCD"), "percent") == [60, 40, 20, 20]


def test_who_joined_late_or_left_or_helps(open_vote: Callable[..., Table], cast: Callable[..., None]):
    table = open_vote("ABCD", 4)
    ann, bob, cy, _dee = table.people
    helper = table.join(helper=True)
    with table.refused("not counted"):
        helper.do("place", option="o1")
    cast(ann, "AB")
    cast(bob, "A")
    bob.do("leave")
    cy.do("leave")
    table.go("reveal")
    late = table.join()
    assert "2 of 3 voted" in table.board, "who answered and left was there; who left without an answer was not"
    assert "2 of 3 voted" in late.sees and "2 of 3 voted" in helper.sees


def test_a_result_without_a_vote_says_that_nobody_voted():
    table = Table(DotVote, 2, criterion=CRITERION, options=["Apples", "Bread"])
    table.go("reveal")
    assert "0 of 2 voted" in table.board and "Apples" in table.board
    short = Table(DotVote, 2, criterion=CRITERION, options=["Apples"])
    with short.refused("at least 2 options"):
        short.go("reveal")
