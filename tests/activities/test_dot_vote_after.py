"""Dot vote after the result: ties, further rounds, settings, paper, the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from activities.dot_vote import DotVote
from facilitator.activity import Item, Refused
from facilitator.report.model import Facts, Outcome, Paragraph
from facilitator.report.model import Table as Grid
from facilitator.seats import Who
from facilitator.testing import Table, words

NAMES = ("Apples", "Bread", "Cocoa", "Dates", "Eggs", "Figs", "Grapes", "Honey")
CRITERION = "Which would help most in the next six months?"
EXAMPLE = ("AB", "AC", "AB", "BD", "CA", "DF", "EA", "B")


def column(table: Table, name: str) -> list[Any]:
    """One figure of every option, in set-up order."""
    return [getattr(each, name) for each in table.results.options]


def chosen(table: Table) -> str:
    """The shortlist by first letters."""
    return "".join(table.run.course.state.options.texts[option][0] for option in table.results.shortlist)


# Ties and further rounds


def test_again_among_those_that_were_level_keeps_the_others(cast: Callable[..., None], played: Callable[..., Table]):
    table = played([*EXAMPLE, ""])
    table.go("talk")
    table.facilitator.tap("Vote again on those with the same number")
    assert table.facilitator.sees.count("Open the vote") == 1
    table.go("vote")
    phone = table.people[0].sees
    assert "Cocoa" in phone and "Dates" in phone and "Apples" not in phone and "You have 1 dot left of 1" in phone
    for person in table.people[:5]:
        cast(person, "D")
    table.go("reveal")
    assert [item.text for item in table.section.items] == ["Apples", "Bread", "Dates"]
    assert table.section.blocks[0] == Outcome("none", "The shortlist: Apples; Bread; Dates", "5 of 9 people voted.")
    assert [block.words for block in table.section.blocks if isinstance(block, Paragraph)] == [
        "A dot vote narrows a list. It does not decide.",
        "Round 2 was only about the options with the same number of dots.",
    ]
    assert [closed.number for closed in table.ctx.rounds] == [1]
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert grid.id == "round-2" and [column.title for column in grid.columns[:4]] == [
        "Rank", "Option", "Round 1", "Round 2",
    ]  # fmt: skip
    assert [row[:4] for row in grid.rows[:5]] == [
        (None, "Apples", 5, None), (None, "Bread", 4, None), (1, "Dates", 2, 5), (2, "Cocoa", 2, 0),
        (None, "Eggs", 1, None),
    ]  # fmt: skip
    assert grid.dots and (grid.dots.marked, grid.dots.line_after) == ((0, 1, 2), 2)


def test_again_needs_a_tie_at_the_end_of_the_shortlist(played: Callable[..., Table]):
    table = played(["AB", "AB", "AC"], "ABCD", shortlist=1)
    table.go("talk")
    assert "Vote again" not in table.stage
    with table.refused("No options have the same number"):
        table.facilitator.do("again")


def test_no_round_is_overwritten_or_added_up(cast: Callable[..., None], played: Callable[..., Table]):
    table = played(["A", "A", "A"], "ABCD", dots=1)
    table.facilitator.tap("New round")
    for person in table.people:
        cast(person, "B")
    table.go("reveal")
    assert column(table, "dots") == [0, 3, 0, 0]
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert [row[1:4] for row in grid.rows[:2]] == [("Bread", 0, 3), ("Apples", 3, 0)]


# Settings


@pytest.mark.parametrize(("options", "dots"), [(2, 1), (3, 2), (8, 2), (12, 3), (14, 4), (20, 5)])
def test_default_dots(options: int, dots: int, open_vote: Callable[..., Table]):
    table = open_vote([f"Option {n:02}" for n in range(options)], 1)
    assert f"of {dots}" in table.people[0].sees


def test_settings_of_dots_and_shortlist(played: Callable[..., Table]):
    table = played(["AAAB", "ABC"], "ABCD", dots=4, max_per_option=3, shortlist=1)
    assert column(table, "dots") == [4, 2, 1, 0] and chosen(table) == "A"


@pytest.mark.parametrize(
    "wrong",
    [
        {"criterion": ""},
        {"dots": 2, "max_per_option": 3},
        {"dots": 0},
        {"shortlist": 0},
        {"options": [""]},
        {"colour": 1},
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, Any]):
    with pytest.raises(ValueError):
        DotVote.settings_type.model_validate({"criterion": CRITERION, **wrong})
    with pytest.raises(ValueError):
        DotVote.settings_type.model_validate({})


def test_by_perspective_only_where_groups_are_large_enough(cast: Callable[..., None]):
    def split(sizes: dict[str, int]) -> tuple[list[str], str]:
        table = Table(DotVote, 0, criterion=CRITERION, options=["Apples", "Bread"], by_perspective=True)
        people = [table.join(perspective=view) for view, size in sizes.items() for _person in range(size)]
        table.go("vote")
        for person in people:
            cast(person, "A")
        table.go("reveal")
        grids = [block for block in table.section.blocks if isinstance(block, Grid)][1:]
        said = [block.words for block in table.section.blocks if isinstance(block, Paragraph)]
        return [column.title for grid in grids for column in grid.columns[1:]], said[-1]

    shown, _ = split({"Lived experience": 7, "Health and care professionals": 6, "Family and friends": 1})
    assert shown == ["Lived experience (7)", "Everyone else (7)"]
    hidden, said = split({"Lived experience": 6, "Family and friends": 3})
    assert hidden == [] and said == "Whole room only: 9 people answered."


def test_options_come_from_an_earlier_step_and_the_shortlist_goes_on():
    incoming = (Item("x", "A bench"), Item("y", "A bus"), Item("z", "A bench"))
    table = Table(DotVote, 2, incoming=incoming, criterion=CRITERION)
    table.go("vote")
    assert table.people[0].sees.count("A bench") >= 1 and "A bus" in table.people[0].sees
    table.people[0].tap("Place a dot", near="A bus")
    table.go("reveal")
    assert [item.text for item in table.section.items] == ["A bus"]


# Paper


def test_paper_seats_and_slips_count_like_phones(open_vote: Callable[..., Table]):
    table = open_vote("ABCD", 4)
    paper = [table.paper_seat() for _place in range(3)]
    table.enter(paper[0], "ballot", dots={"o1": 1, "o2": 1})
    table.enter(paper[0], "ballot", dots={"o1": 1})
    assert "1 of 7 are done" in table.board
    table.facilitator.tap("Offer paper slips")
    for person in table.people[:2]:
        person.tap("Use a paper slip instead")
        assert "You chose a paper slip" in person.sees
        with table.refused("paper slip"):
            person.do("place", option="o1")
    batch = {"1.dots.o1": "1", "1.slip": "1", "2.dots.o1": "1", "2.slip": "1"}
    with table.refused("at least 3 slips"):
        table.facilitator.do("slips", **batch)
    table.facilitator.do("slips", **batch, **{"3.passed": "1", "3.slip": "1"})
    table.go("reveal")
    assert (table.results.voters, table.results.passes) == (3, 1) and column(table, "dots") == [3, 0, 0, 0]
    assert "3 of 7 voted" in table.board


def test_a_bad_slip_takes_no_slip_in(open_vote: Callable[..., Table]):
    table = open_vote("ABCD", 1)
    for _place in range(3):
        table.paper_seat()
    with table.refused("Slip 2"):
        table.facilitator.do("slips", **{"1.dots.o1": "1", "2.dots.o1": "x", "3.dots.o1": "1"})
    with pytest.raises(Refused):
        table.facilitator.do("slips", **{"1.dots.o1": "1", "2.dots.o9": "1", "3.dots.o1": "1"})
    assert table.run.course.state.ballots.dots == {} and table.run.current.slips == 0


# The record


def test_the_record_says_how_it_was_counted_and_decides_nothing(played: Callable[..., Table]):
    table = played([*EXAMPLE, ""], purpose="We start with these.")
    section = table.section
    grid = next(block for block in section.blocks if isinstance(block, Grid))
    facts = dict(next(block for block in section.blocks if isinstance(block, Facts)).rows)
    assert (section.question, section.purpose, section.ledger) == (CRITERION, "We start with these.", ())
    assert (grid.rows[0], grid.rows[-1]) == ((1, "Apples", 5, 5, 63, 1), (7, "Honey", 0, 0, 0, 8))
    assert len(grid.rows) == 8
    assert facts == {
        "Dots for each person": "Each person had 2 dots.",
        "Most dots on one option": "One option could get 1 dot from a person, at most.",
        "Voted": "8 of 9 people voted.", "Passed": "1 person passed.", "Dots placed": "15 of 16 dots were placed.",
    }  # fmt: skip
    assert [item.text for item in section.items] == ["Apples", "Bread", "Cocoa", "Dates"]


def test_ended_early_there_is_no_result(open_vote: Callable[..., Table], cast: Callable[..., None]):
    table = open_vote("ABCD", 2)
    cast(table.people[0], "AB")
    table.facilitator.do("finish")
    section = table.room.sections["step"]
    assert not section.finished and section.blocks == () and section.items == ()
    assert words(table.room.view(Who.board()))


def test_the_head_of_a_perspective_says_how_many_of_it_voted_in_this_round(cast: Callable[..., None]):
    table = Table(DotVote, 0, criterion=CRITERION, options=["Apples", "Bread"], by_perspective=True)
    views = ["Lived experience"] * 7 + ["Health and care professionals"] * 7
    people = [table.join(perspective=view) for view in views]
    for silent in (0, 2):
        table.go("vote")
        for person in people[silent:]:
            cast(person, "A")
        table.go("reveal")
    grids = [block for block in table.section.blocks if isinstance(block, Grid) and "by-perspective" in block.id]
    heads = [[column.title for column in grid.columns[1:]] for grid in grids]
    assert heads == [
        ["Round 1: Lived experience (7)", "Round 2: Lived experience (5)",
         "Round 1: Health and care professionals (7)", "Round 2: Health and care professionals (7)"],
    ]  # fmt: skip
