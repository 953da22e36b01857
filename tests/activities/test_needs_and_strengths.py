"""Needs and strengths: the worked example, and every rule that keeps the smaller side's needs in sight."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from activities.needs_and_strengths import NeedsAndStrengths
from facilitator.counting import decimals
from facilitator.report.model import Table as Grid
from facilitator.testing import Person, Table

LIVED, STAFF = "Lived experience", "Health and care professionals"
NEEDS = ("People need someone to call at night", "People need parking", "People need clear letters",
         "People need faster reports")  # fmt: skip
EXAMPLE = (
    ("55545 33433", "11211 33323"),
    ("22322 44344", "22232 21222"),
    ("44544 43444", "22232 33233"),
    ("33334 55455", "33333 44434"),
)
"""How important and how well met, for each need: five people with lived experience, then five professionals."""


def named(people: int = 10, needs: Sequence[str] = NEEDS, **settings: Any) -> Table:
    """A table whose needs have names; half of the people, rounded down, bring lived experience."""
    table = Table(NeedsAndStrengths, 0, **settings)
    table.people = [table.join(perspective=LIVED if at < people // 2 else STAFF) for at in range(people)]
    for at, text in enumerate(needs):
        table.people[at % people].do("write", text=f"Card: {text}", column="need")
    table.people[0].do("write", text="The choir on Mondays", column="strength")
    table.people[-1].do("write", text="The kind porter", column="strength")
    table.go("group")
    table.facilitator.do("stand_alone")
    table.go("name")
    open_ = [*table.run.activity.needs.rules(table.run.course.state, table.ctx).open]
    cards = table.run.course.state
    words = {f"Card: {text}": text for text in needs}
    groups = {
        cards.groups.where[card]: words[each.text] for card, each in cards.cards.cards.items() if each.text in words
    }
    table.facilitator.do(
        "name_needs", text={id: groups[id] for id in sorted(open_, key=lambda id: needs.index(groups[id]))}
    )
    return table


def ids(table: Table) -> list[str]:
    """The needs in the order in which they were named."""
    return [*table.run.course.state.needs.texts]


def rate(person: Person, answers: dict[str, tuple[Any, Any]]) -> None:
    """One person says how important and how well met each need (id) is; None is no answer."""
    cells = {f"{id}.{scale}": point for id, pair in answers.items()
             for scale, point in zip(("important", "met"), pair, strict=True) if point is not None}  # fmt: skip
    person.do("answer", points=cells)


def example(fifth: int = 0, **settings: Any) -> Table:
    """The worked example, shown; a `fifth` need has pairs from so many people."""
    table = named(10, [*NEEDS, *(["People need a garden"] if fifth else [])], **settings)
    table.go("rate")
    for at, person in enumerate(table.people):
        answers: dict[str, tuple[Any, Any]] = {}
        for id, (important, met) in zip(ids(table), EXAMPLE, strict=False):
            answers[id] = (important.replace(" ", "")[at], met.replace(" ", "")[at])
        if fifth:
            answers[ids(table)[4]] = (5, 1) if at < fifth else (5, None)
        rate(person, answers)
    table.go("result")
    return table


def shown(table: Table) -> dict[str, Any]:
    """What stands in the result, by the words of the needs."""
    return {str(need.words): need for need in table.results.needs}


# The worked example


def test_worked_example():
    table = example()
    found = shown(table)
    night, parking, letters, reports = (found[text] for text in NEEDS)
    figures = [(each.weighed.importance, each.weighed.meeting, each.weighed.score, each.rank)
               for each in (night, letters, parking, reports)]  # fmt: skip
    assert figures == [(4, 2, 8, 1), (4, Fraction(5, 2), 6, 2), (3, 2, 3, 3), (4, Fraction(17, 5), Fraction(12, 5), 4)]
    order = (night, letters, reports, parking)
    assert decimals([each.parts[0].weighed.score for each in order]) == ["17.3", "8.4", "0.6", "0.0"]
    order = (parking, reports, letters, night)
    assert decimals([each.parts[1].weighed.score for each in order]) == ["7.6", "4.8", "3.8", "1.3"]
    assert [each.words for each in table.results.differently] == [NEEDS[0], NEEDS[1], NEEDS[3]]
    assert [each.apart for each in (night, parking, reports, letters)] == [Fraction(8, 5)] * 3 + [Fraction(2, 5)]
    hidden = [(each.need.words, each.part.label, each.part.rank, each.need.rank) for each in table.results.hidden]
    assert hidden == [(NEEDS[1], STAFF, 1, 3), (NEEDS[3], STAFF, 2, 4)]


def test_hidden_priorities_stand_on_the_same_page_as_the_ranking():
    table = example()
    for seen in (table.board, table.people[0].sees):
        assert (
            "Hidden priorities" in seen
            and "Place 1 for Health and care professionals" in seen
            and "Place 3 in the room" in seen
        )
        assert "8.0" in seen and "start for talking" in seen and "Seen differently" in seen
    assert "Your answer: important 5, met 1." in table.people[0].sees and "Your answer" not in table.board


def test_a_fifth_need_with_four_pairs_has_nothing_but_their_number_and_stands_last():
    table = example(fifth=4)
    last = table.results.needs[-1]
    assert (str(last.words), last.weighed.n, last.rank, last.weighed.score) == ("People need a garden", 4, None, None)
    assert "4 people rated both. Too few for a score." in table.people[0].sees
    assert [need.rank for need in table.results.needs] == [1, 2, 3, 4, None]
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == "scores-1")
    assert grid.rows[-1] == (None, "People need a garden", None, None, None, None, 4, 0)
    assert example(fifth=5).results.find(ids(table)[4]).rank == 1
