"""One, two, four, all in a rehearsal: groups and whose ideas they are are counted again, and a wrong one is found."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.one_two_four_all.recount import figures, sizes
from facilitator.activity import Key
from facilitator.blocks.tables import Seating
from facilitator.rehearsal.books import Act, Books
from facilitator.rehearsal.cards import Written
from facilitator.report.model import Cell, Facts, Quote, Quotes, Section


def books(here: int, mix: str = "random", *said: tuple[str, str, str]) -> Books:
    """What was done before the groups were made of so many people."""
    made = Books(saved="Saved", step=1, settings={1: SimpleNamespace(mix=mix)})
    made.acts += [Act(who, 1, action, {"option": option}) for who, action, option in said]
    made.acts.append(Act("", 1, "make_groups", {}, here=here))
    return made


def wrong(told: str, books: Books) -> list[tuple[str, Cell, Cell]]:
    section = Section("All", "", blocks=(Facts((("Small groups", told),)),))
    return [each for each in figures(section, {}, books) if each[1] != each[2]]


@pytest.mark.parametrize(
    ("here", "told", "known"),
    [(9, "4 pairs, 2 tables", []), (5, "2 pairs", []), (25, "12 pairs, 6 tables", []), (10, "5 pairs, 2 tables", []),
     (9, "5 pairs, 2 tables", [4]), (9, "4 pairs, 3 tables", [2]), (9, "3 pairs, 2 tables", [4]),
     (5, "too few people for pairs", [2])],
)  # fmt: skip
def test_groups_of_another_size_are_found(here: int, told: str, known: list[int]):
    assert [count for _label, _said, count in wrong(told, books(here))] == known


def test_where_somebody_came_or_went_in_between_nothing_is_claimed():
    some = books(9)
    some.acts.append(Act("ann", 1, "leave", {}))
    assert sizes(some) is None and sizes(books(1)) is None


@given(st.integers(2, 40), st.data())
def test_the_sizes_are_those_that_are_made(here: int, data: st.DataObject):
    people = [Key(f"p{at}") for at in range(here)]
    tables = data.draw(st.dictionaries(st.sampled_from(people), st.sampled_from("ABCDE")))
    for mix in ("random", "as seated"):
        seating = Seating(said=dict(tables) if mix == "as seated" else {})
        seating.draw(people, mix, "seed")  # type: ignore[arg-type]
        said = [(who, "say_for_mix", name) for who, name in tables.items()]
        assert sizes(books(here, mix, *said)) == (len(seating.pairs), len(seating.tables))


def test_an_idea_under_another_group_is_found():
    some = books(9)
    some.cards.all.append(Written("ann", "A bus", (1, 0), "all", None, page="Table B It comes from Table B."))
    for label, known in (("Table B", 0), ("Table A", 1)):
        quotes = Quotes("Ideas", (Quote("A bus", label=label), Quote("Typed by the facilitator", label="Table A")))
        section = Section("All", "", blocks=(Facts((("Small groups", "4 pairs, 2 tables"),)), quotes))
        assert sum(said != told for _label, said, told in figures(section, {}, some)) == known
