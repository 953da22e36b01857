"""Where a pot goes: one bar with a piece for everything that is paid, in its order, and what is left in broken line."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.report import words as say
from facilitator.report.charts.pen import SIZE, Pen, fitted, wide_of
from facilitator.report.model import Flow, Table

PIECE = 46
"""How high the bar is."""


def flow(table: Table, chart: Flow, width: int) -> Html:
    """The bar, and below it the words that have no room in their piece."""
    pen, told = Pen(width), list[str]()
    spent, at = sum(amount for _label, amount in _paid(table, chart)), 0.0
    whole = max(chart.total, spent)
    for nr, (label, amount) in enumerate(_paid(table, chart), 1):
        wide = width * amount / whole
        words = f"{label} {say.figure(amount)}"
        inside = words if wide_of(words, SIZE) < wide - 14 else str(nr) if wide > 22 else ""
        if inside != words:
            told.append(f"{nr} {words}")
        _piece(pen, at, wide, inside, "ink" if nr % 2 else "sun")
        at += wide
    if chart.total > spent:
        words = str(_left(table, chart))
        inside = words if wide_of(words, SIZE) < width - at - 8 else ""
        told += [] if inside else [words]
        _piece(pen, at, width - at, inside, "left")
    top = PIECE + 4.0
    for line in (part for words in told for part in fitted(words, width, SIZE, 2)):
        top += 21
        pen.text(0, top, line, SIZE, "start")
    return pen.drawn(top + 8)


def told_of_flow(table: Table, chart: Flow) -> str:
    """The same in words."""
    pieces = [f"{label}: {say.figure(amount)}" for label, amount in _paid(table, chart)]
    return f"{'; '.join([*pieces, str(_left(table, chart))])}."


def _piece(pen: Pen, x: float, wide: float, words: str, look: str) -> None:
    pen.box(x + 2, 2, (max(1.0, wide - 4), PIECE - 4), f"piece {look}")
    if words:
        pen.text(x + wide / 2, PIECE / 2 + 5, words, SIZE, "middle", f"bold on-{look}")


def _paid(table: Table, chart: Flow) -> Iterator[tuple[str, int]]:
    for row in (table.rows[at] for at in chart.rows):
        amount = row[chart.amount]
        if isinstance(amount, int) and amount > 0:
            yield str(row[chart.label] or ""), amount


def _left(table: Table, chart: Flow) -> Words:
    return _("{n} left", n=say.figure(max(0, chart.total - sum(amount for _label, amount in _paid(table, chart)))))
