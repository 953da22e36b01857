"""Counts every figure of a charter again for a rehearsal: what everyone chose for each kind, and how it was adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from activities.choose_how.rules import CODES, PICKS
from facilitator.rehearsal import tables
from facilitator.report.model import Cell, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted; each question counts its own."""
    outcome = next((block for block in section.blocks if isinstance(block, Outcome)), Outcome("none", ""))
    for block in section.blocks:
        word, _dash, number = block.id.partition("-") if isinstance(block, Table) else ("", "", "")
        if isinstance(block, Table) and word == "pick":
            yield from _picks(block, [each for each in rounds.values() if each.phase == "pick"])
        elif isinstance(block, Table) and word == "round" and number.isdigit():
            shown = [each for each in rounds.values() if each.phase == "show"]
            yield from tables.fist(block, shown[int(number) - 1], outcome, section.blocks)


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """All choices: they stand in one table, and `figures` counts that none is missing."""
    yield from (number for number, each in rounds.items() if each.phase == "pick")


def _picks(table: Table, asked: list[Any]) -> Iterator[Figure]:
    """People for each way, kind by kind and choice by choice, then who answered and passed."""
    told = [int(str(row[1])) for row in table.rows]
    yield table.title, max(told, default=0), max((at for at, each in enumerate(asked, 1) if each.revealed), default=0)
    for at, round_ in enumerate(asked, 1):
        rows = [row for row, number in zip(table.rows, told, strict=True) if number == at]
        passed = sum(round_.phase in sheet.passed for sheet in round_.sheets.values())
        for cell, row in zip(round_.asked, rows, strict=False):
            given = [sheet.points[cell] for sheet in round_.sheets.values() if cell in sheet.points]
            known = [*(given.count(PICKS.value(point)) for point in CODES), len(given), passed]
            yield from ((f"{row[0]}, {row[1]}", said, n) for said, n in zip(row[3:-1], known, strict=True))
