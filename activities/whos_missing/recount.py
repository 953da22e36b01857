"""A table of gaps, counted again: of each thing two means, how far they are apart, and how many gave both numbers.

The table does not say what has which id, so its figures are compared from the widest gap on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from facilitator.counting import decimals, enough
from facilitator.report.model import Cell, Section, Table


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Each figure of each map, and what the books know of it."""
    for block in section.blocks:
        if isinstance(block, Table) and block.id.startswith("round-") and block.id.endswith("-map"):
            yield from gaps(block, rounds[int(block.id.split("-")[1])])


def gaps(table: Table, round_: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """What the table says and what is known, figure by figure; its numbers are followed by the count of pairs."""
    first = next(at for at, column in enumerate(table.columns) if column.kind == "number")
    asked = list(dict.fromkeys(cell.rpartition(".")[0] for cell in round_.asked))
    known = sorted((_counted(each, round_) for each in asked), key=_widest)
    columns = [decimals([each[at] for each in known]) for at in (0, 1, 2)]
    said = [row for row in table.rows if row[first + 3] is not None]
    figures = sorted(zip(*columns, [each[3] for each in known], strict=True))
    written = sorted((*(row[at] or "" for at in range(first, first + 3)), row[first + 3]) for row in said)
    for at in range(max(len(figures), len(written))):
        mine, theirs = (some[at] if at < len(some) else (None,) * 4 for some in (figures, written))
        for column, one, other in zip(table.columns[first : first + 4], theirs, mine, strict=True):
            yield column.title, one, other
    widths = [each[2] for each in known if each[2] is not None]
    order = dict(zip(decimals(widths), widths, strict=True))
    shown = [order.get(str(row[first + 2])) for row in said if row[first + 2]]
    yield table.title, str(shown), str(sorted(shown, key=lambda gap: -(gap or 0)))


Counted = tuple[Fraction | None, Fraction | None, Fraction | None, int]


def _counted(item: str, round_: Any) -> Counted:
    """The two means, the gap, and the pairs of one thing, from what was sent."""
    cells = [cell for cell in round_.asked if cell.rpartition(".")[0] == item]
    both = [[sheet.points.get(cell, "") for cell in cells] for sheet in round_.sheets.values()]
    pairs = [tuple(map(int, pair)) for pair in both if all(point.isdigit() for point in pair)]
    if not enough(len(pairs)):
        return None, None, None, len(pairs)
    one, other = (Fraction(sum(pair[at] for pair in pairs), len(pairs)) for at in (0, 1))
    return one, other, one - other, len(pairs)


def _widest(each: Counted) -> tuple[bool, Fraction]:
    return each[2] is None, -(each[2] or Fraction(0))
