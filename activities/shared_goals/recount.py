"""Counts every figure of shared goals again for a rehearsal, slowly and from nothing but what each person posted.

Who was present is not in the books: that number is taken from the record, and only has to be large enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from activities.shared_goals.rules import NOT_READY, READY
from facilitator.i18n import _
from facilitator.rehearsal import tables
from facilitator.report.model import Cell, Facts, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]
PHASES = {"check": "check", "first": "first", "round": "show"}
"""In which phase a table was answered, by the first word of its id."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted; each question counts its own."""
    ready: dict[str, bool] = {}
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    share = [int(n) for n in re.findall(r"\d+", facts[str(_("A goal is ready"))])]
    outcome = Outcome("none", "")
    for block in section.blocks:
        outcome = block if isinstance(block, Outcome) else outcome
        word, _dash, number = block.id.partition("-") if isinstance(block, Table) else ("", "", "")
        if not isinstance(block, Table) or word not in PHASES or not number.isdigit():
            continue
        found = [each for each in rounds.values() if each.phase == PHASES[word]]
        if word == "check":
            yield from _checks(block, _shown(rounds), share, ready)
            continue
        if not 0 < int(number) <= len(found):
            yield block.title, len(block.rows), None  # nobody was asked
            continue
        round_ = found[int(number) - 1]
        if word == "first":
            yield from tables.ranking(tables.alone(block), round_)
        else:
            yield from tables.fist(block, round_, outcome, section.blocks)
    for row in (
        row for block in section.blocks if isinstance(block, Table) and block.id == "goals" for row in block.rows
    ):
        if row[5] in (str(READY), str(NOT_READY)):
            yield str(row[0]), row[5], str(READY if ready[str(row[0])] else NOT_READY)


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """Earlier checks, and orders: the table of the last one tells them, too; and an order that nobody gave."""
    there = _shown(rounds)
    yield from (number for number, each in rounds.items() if each in there[:-1])
    yield from tables.orders_before(rounds)


def _shown(rounds: Mapping[int, Any]) -> list[Any]:
    """The checks that were shown."""
    found = [each for each in rounds.values() if each.phase == "check"]
    return [each for each in found if each.revealed] or found


def _checks(table: Table, found: list[Any], share: list[int], ready: dict[str, bool]) -> Iterator[Figure]:
    """Every check: a goal stands in the columns of the last that asked about it, and behind them in those before."""
    cells = list(dict.fromkeys(cell for each in found for cell in each.asked))
    rows = dict(zip(cells, table.rows, strict=True))
    last = {cell: at for at, each in enumerate(found) for cell in each.asked}
    for at, each in enumerate(found):
        there = {
            cell: rows[cell][:9] if last[cell] == at else (*rows[cell][:2], *rows[cell][10 + 8 * at : 17 + 8 * at])
            for cell in each.asked
        }
        yield from _check(there, each, share, ready)


def _check(rows: Mapping[str, Any], round_: Any, share: list[int], ready: dict[str, bool]) -> Iterator[Figure]:
    sheets = round_.sheets.values()
    passed = sum("check" in sheet.passed for sheet in sheets)
    for cell, row in rows.items():
        goal, label, present = str(row[0]), f"{row[0]} {row[1]}", int(str(row[7]))
        yes, unsure, no = (
            sum(sheet.points.get(cell) == word for sheet in sheets) for word in ("yes", "not-sure", "no")
        )
        n = yes + unsure + no
        yield from ((label, said, known) for said, known in zip(row[2:7], (yes, unsure, no, n, passed), strict=True))
        yield label, present, max(present, n)
        short = next(more for more in range(n + 1) if (yes + more) * share[1] >= n * share[0])
        enough = n > 0 and 5 * n >= 4 * present
        yield label, row[8], (f"{short} short" if short else "reached") if enough else "too few answered"
        ready[goal] = enough and not short and (cell.endswith(".clear") or ready[goal])
