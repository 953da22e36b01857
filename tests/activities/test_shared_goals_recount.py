"""Shared goals in a rehearsal: what simulated people did is counted again, and a wrong figure of a record is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from activities.shared_goals import SharedGoals
from activities.shared_goals.recount import figures
from facilitator.activity import Item
from facilitator.rehearsal.books import Round, Sheet
from facilitator.report.model import Cell, Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table

ONE, TWO = "Anyone can reach a person at night", "Letters are written in plain words"
SAID = {"n1": ("yes yes yes yes no", "yes yes yes yes yes", "yes yes yes yes not-sure"),
        "n2": ("yes yes no no not-sure", "yes yes yes yes yes", "yes yes yes yes yes")}  # fmt: skip
FINGERS = "5 4 3 5 4"


@pytest.fixture(scope="module")
def played() -> tuple[Section, dict[int, Round]]:
    """Two goals are checked, put in order, and one of them is adopted; with what everybody posted."""
    table: Any = Table(SharedGoals, 5, max_goals=5)
    for phase in ("look", "draft"):
        table.go(phase)
    for goal in (ONE, TWO):
        more = {f"new.{name}": "Said" for name in ("whom", "know", "when", "need")}
        table.facilitator.do("draft_goals", text={"new": goal}, more=more, heard=True)
    table.go("check")
    asked = tuple(f"{goal}.{name}" for goal in SAID for name in ("clear", "achievable", "matters"))
    sheets: list[dict[str, Sheet]] = [{}, {}, {}]
    for at, person in enumerate(table.people):
        points = {cell: SAID[cell[:2]][number % 3].split()[at] for number, cell in enumerate(asked)}
        person.do("answer", points=points)
        sheets[0][str(at)] = Sheet(points=points)
    for phase in ("checked", "yes", "mend", "first"):
        table.go(phase)
    for at, person in enumerate(table.people):
        order = ["n2", "n1"] if at else ["n1"]
        person.do("ranking", place={goal: place for place, goal in enumerate(order, 1)})
        sheets[1][str(at)] = Sheet(order=order)
    for phase in ("order", "adopt"):
        table.go(phase)
    table.facilitator.tap(f"Ask about this goal: {ONE}")
    table.go("show")
    for at, (person, finger) in enumerate(zip(table.people, FINGERS.split(), strict=True)):
        person.do("show", finger=finger)
        sheets[2][str(at)] = Sheet(choice=finger)
    table.go("reveal")
    phases = ("check", "first", "show")
    rounds = {number: Round(sheets[number - 1], asked=asked, phase=phase) for number, phase in enumerate(phases, 1)}
    return table.section, rounds


def wrong(section: Section, rounds: dict[int, Round]) -> list[tuple[str, Cell, Cell]]:
    return [each for each in figures(section, rounds, None) if each[1] != each[2]]


def test_every_figure_is_counted_again(played: tuple[Section, dict[int, Round]]):
    found = list(figures(*played, None))
    assert len(found) == 6 * 7 + 2 * (4 + 1) + 6 + 2 + 1 and wrong(*played) == []


@pytest.mark.parametrize(
    ("id", "row", "column", "cell"),
    [("check-1", 0, 2, 5), ("check-1", 3, 5, 4), ("check-1", 3, 6, 1), ("check-1", 3, 8, "1 short"),
     ("check-1", 0, 8, "1 short"), ("first-1", 0, 0, 2), ("first-1", 0, 2, 15), ("first-1", 1, 3, 2),
     ("round-1", 0, 2, 3), ("goals", 0, 5, "Ready")],
)  # fmt: skip
def test_a_wrong_figure_is_found(played: tuple[Section, dict[int, Round]], id: str, row: int, column: int, cell: Cell):
    section, rounds = played
    blocks = []
    for block in section.blocks:
        if isinstance(block, Grid) and block.id == id:
            rows = [list(each) for each in block.rows]
            assert rows[row][column] != cell
            rows[row][column] = cell
            block = replace(block, rows=tuple(map(tuple, rows)))
        blocks.append(block)
    assert wrong(replace(section, blocks=tuple(blocks)), rounds)


def test_an_order_that_nobody_was_asked_for_is_not_told():
    table: Any = Table(SharedGoals, 2, incoming=(Item("n1", "Somebody to call at night"),))
    for phase in ("look", "draft"):
        table.go(phase)
    table.facilitator.do("finish", early=True)
    told = table.room.record().sections[-1].blocks
    assert [block.id for block in told if isinstance(block, Grid) and block.id.startswith("first")] == []


def test_neither_is_one_where_only_the_check_was_held():
    table: Any = Table(SharedGoals, 2)
    for phase in ("look", "draft"):
        table.go(phase)
    more = {f"new.{name}": "Said" for name in ("whom", "know", "when", "need")}
    table.facilitator.do("draft_goals", text={"new": ONE}, more=more, heard=True)
    for phase in ("check", "checked", "yes", "mend", "goals"):
        table.go(phase)
    assert [block.id for block in table.section.blocks if isinstance(block, Grid)] == ["goals", "check-1"]
