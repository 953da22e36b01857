"""Where we stand in a rehearsal: every figure is counted again, and a wrong one of a record is found."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from activities.where_we_stand import WhereWeStand
from activities.where_we_stand.recount import figures
from facilitator.rehearsal.books import Round, Sheet
from facilitator.report.model import Passage, Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table

VIEWS = ("Lived experience", "Health and care professionals")
Played = tuple[Section, dict[int, Round], Any]


@pytest.fixture(scope="module")
def played() -> Played:
    """Twelve people of two perspectives on the ladder; one of them cannot say where we want to be."""
    table: Any = Table(WhereWeStand, 0)
    people = [table.join(perspective=VIEWS[at % 2]) for at in range(12)]
    table.go("rate")
    sheets = {}
    for at, person in enumerate(people):
        points = {"one.now": str(2 + at % 3 + 2 * (at % 2)), "one.want": str(6 + at % 2) if at else "aside"}
        person.do("answer", points=points)
        sheets[str(at)] = Sheet(points=points)
    table.go("reveal")
    books = SimpleNamespace(views={str(at): VIEWS[at % 2] for at in range(12)}, view_order=VIEWS)
    return table.section, {1: Round(sheets, asked=("one.now", "one.want"), phase="rate", revealed=True)}, books


def wrong(section: Section, rounds: dict[int, Round], books: Any) -> list[object]:
    return [each for each in figures(section, rounds, books) if each[1] != each[2]]


def test_every_figure_is_counted_again(played: Played):
    assert wrong(*played) == []
    assert len([*figures(*played)]) == 2 * 8 + 4 + 2 * (1 + 7) + 2 + 3


def changed(block: Passage, id: str) -> Passage:
    """One passage of the record, told wrongly where it is the one that `id` means."""
    if not isinstance(block, Grid):
        return block
    if id in block.note:
        return replace(block, note=block.note.replace(" steps", "9 steps"))
    if id == f"note of {block.id}":
        return replace(block, note=block.note.replace("average ", "average 1"))
    if id == f"head of {block.id}":
        head = replace(block.columns[2], title=block.columns[2].title.replace("(6)", "(5)"))
        return replace(block, columns=(*block.columns[:2], head, *block.columns[3:]))
    first, *rest = block.rows
    return replace(block, rows=((*first[:2], 9, *first[3:]), *rest)) if id == block.id else block


@pytest.mark.parametrize(
    "id", ["round-1", "note of round-1", "round-1-by-perspective", "note of round-1-by-perspective",
           "head of round-1-by-perspective", "further on", "Seen differently"],
)  # fmt: skip
def test_a_wrong_figure_is_found(played: Played, id: str):
    section, rounds, books = played
    blocks = tuple(changed(block, id) for block in section.blocks)
    assert blocks != section.blocks
    assert wrong(replace(section, blocks=blocks), rounds, books)


def test_a_part_that_is_missing_from_the_record_is_found(played: Played):
    section, rounds, books = played
    blocks = tuple(each for each in section.blocks if not getattr(each, "id", "").endswith("by-perspective"))
    assert wrong(replace(section, blocks=blocks), rounds, books)
