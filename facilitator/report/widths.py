"""How wide the columns of a table are in print, in percent: no word breaks, and what is read gets what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.report import svg
from facilitator.report import words as say
from facilitator.report.digest import counts, full
from facilitator.report.model import Table

PAPER = 666
"""CSS pixels of the whole width."""
SIGN, ROOM = 9, 16
"""Pixels of a bold letter, and of the room around a column."""
NAME = 8
"""Letters of a title that stays in one line, such as "Round 1"."""
WIDEST = 60
"""Letters of a column that is read; it never asks for more."""
SHORT = 8
"""Percent that a column of the shortest words takes, such as No."""
PHONE = 32
"""Letters that stand side by side on the narrowest phone."""
LONG = re.compile(r"(\S{8})(?=\S{8})")
"""Where a very long word may break."""


def widths(table: Table) -> list[int]:
    """Of each column, and at the end of the drawing: as wide as its longest row, so that a dot is the same everywhere.

    Figures and short words take what they need; longer words share the rest by what they ask for.
    """
    columns = [[column.title, *cells] for column, cells in zip(table.columns, _cells(table), strict=True)]
    figures = [column.figures for column in table.columns]
    drawn = [_percent(_drawn(table))] if table.dots else []
    return [*_shared(columns, figures, 100 - sum(drawn)), *drawn]


def column_widths(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The same for plain rows of text."""
    columns = [[title, *(row[at] for row in rows)] for at, title in enumerate(titles)]
    return _shared(columns, [False] * len(columns), 100)


def stacks(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the longest words of all columns do not fit side by side on a phone: then cells stand in a list."""
    columns = zip(titles, *rows, strict=True)
    return sum(2 + max(map(_longest, column)) for column in columns) > PHONE


def _shared(columns: Sequence[Sequence[str]], figures: Sequence[bool], whole: int) -> list[int]:
    least = [_percent(SIGN * max(len(column[0]) if len(column[0]) <= NAME else 0, *map(_longest, column)) + ROOM)
             for column in columns]  # fmt: skip
    wanted = [
        0 if figure else min(WIDEST, max(map(len, column))) for column, figure in zip(columns, figures, strict=True)
    ]
    if sum(least) >= whole or not any(wanted):
        return _squeezed(least, whole)
    left = whole - sum(least)
    return [size + left * each // sum(wanted) for size, each in zip(least, wanted, strict=True)]


def _squeezed(least: Sequence[int], whole: int) -> list[int]:
    """Too little room: the longer words share what the shortest leave, which would break at once."""
    kept = sum(each for each in least if each <= SHORT)
    longer = sum(least) - kept
    if not longer or 2 * kept > whole or sum(least) < whole:
        return [max(1, whole * each // sum(least)) for each in least]
    return [each if each <= SHORT else max(1, (whole - kept) * each // longer) for each in least]


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [*zip(*say.figures(table), strict=True)] or [()] * len(table.columns)


def _drawn(table: Table) -> int:
    return svg.length(max(counts(table), default=0), full(table)) + ROOM


def _percent(pixels: float) -> int:
    return -int(-100 * pixels // PAPER)


def _longest(words: str) -> int:
    """Letters of the longest piece that is not broken."""
    return max((len(word) for part in LONG.split(words) for word in part.split()), default=1)
