"""A table on the board: what each row is about with a few cells beside it, page by page, and cut where it has to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup as Html

from facilitator.i18n import Words
from facilitator.kit import fitting
from facilitator.kit.macros import macros
from facilitator.kit.results import paged

_html = macros("table")
FIRST, BROAD, BETWEEN, LETTERS, SMALL, HEAD = 36.0, 56.0, 2.2, 3.6, 3.0, 2.0
"""How wide the first column is among many and among three, the space between two, how high letters are, and what the
heads take of a page. The counter stands in the table edge beside a list of facts, and takes nothing."""
WHOLE, CUT = 6, 3
"""Lines of a cell: where all rows stand on one page, and where they do not. Phones have all of it."""


@dataclass(frozen=True)
class TableRow:
    """What a row is about, with a word or two `told` of it in small letters, and its cells."""

    id: str
    words: Words
    cells: Sequence[Words]
    told: Words = ""


def table(rows: Sequence[TableRow], heads: Sequence[Words], id: str = "table") -> Html:
    """Rows under their heads; the first head stands over what they are about."""
    broad = BROAD if len(heads) < 4 else FIRST
    width = (fitting.WIDE - broad) / max(1, len(heads) - 1) - BETWEEN

    def tall(row: TableRow) -> float:
        first = fitting.lines(row.words, broad, LETTERS) * LETTERS + fitting.lines(row.told, broad, SMALL) * SMALL
        return max(first, *(fitting.lines(cell, width, LETTERS) * LETTERS for cell in row.cells)) * 1.3 + 2.2

    high, some = fitting.HIGH - HEAD, [_cut(row, width, WHOLE) for row in rows]
    if sum(map(tall, some)) > high - fitting.told():
        some = [_cut(row, width, CUT) for row in rows]
    shown, part = paged(some, 6, tall, high)
    return _html.table(shown, heads, id) + part


def _cut(row: TableRow, width: float, most: int) -> TableRow:
    """A row whose cells have so many lines at most."""

    def cell(words: str) -> str:
        if fitting.lines(words, width, LETTERS) <= most:
            return words
        return next(f"{words[:n].rstrip()}…" for n in range(len(words), -1, -1)
                    if fitting.lines(f"{words[:n]}…", width, LETTERS) <= most)  # fmt: skip

    return replace(row, cells=[cell(str(each)) for each in row.cells])
