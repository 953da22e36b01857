"""Every rule counted again for a rehearsal: people for each answer, below the level, answered and passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.report.model import Cell, Section, Table


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Every figure of the table of each round, rule by rule, in the order in which they were asked."""
    level = books.settings[books.step].pass_level
    for table in (block for block in section.blocks if isinstance(block, Table) and block.id.startswith("round-")):
        round_ = rounds[int(table.id.removeprefix("round-"))]
        passed = sum(round_.phase in sheet.passed for sheet in round_.sheets.values())
        for rule, (label, _result, *said) in zip(round_.asked, table.rows, strict=True):
            given = [sheet.points[rule] for sheet in round_.sheets.values() if rule in sheet.points]
            points = [int(point) for point in given if point.isdigit()]
            known = [points.count(point) for point in range(5, -1, -1)]
            known += [sum(point < level for point in points), len(points), passed + given.count("pass")]
            for column, one, other in zip(table.columns[2:], said, known, strict=False):
                yield f"{label}, {column.title}", one, other
