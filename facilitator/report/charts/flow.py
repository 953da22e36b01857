"""Where a pot goes: one bar with a piece for everything that is paid, in its order, and what is left in broken line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import _
from facilitator.report import words as say
from facilitator.report.charts.pen import BOLD, SIZE, Pen, fitted, wide_of
from facilitator.report.model import Flow, Table


@dataclass(frozen=True)
class Piece:
    """What is paid for one thing; `now` where that happens at this moment, or it is of the second of two kinds."""

    label: str
    amount: int
    now: bool = False


@dataclass(frozen=True)
class Measure:
    """How large a bar is, and the space between two pieces.

    Without `letters` no words stand in it; where it is `numbered`, those that have no room can stand below.
    """

    width: int
    high: int
    letters: int
    gap: float
    numbered: bool = False


def flow(table: Table, chart: Flow, width: int) -> Html:
    """The bar, and below it the words that have no room in their piece."""
    pen, pieces = Pen(width), list(_paid(table, chart))
    told = bar(pen, pieces, chart.total, Measure(width, HIGH, SIZE, 4, numbered=True))
    top = HIGH + 4.0
    for line in (part for words in told for part in fitted(words, width, SIZE, 2)):
        top += 21
        pen.text(0, top, line, SIZE, "start")
    return pen.drawn(top + 8)


def bar(
    pen: Pen, pieces: Sequence[Piece], total: int, measure: Measure, at: tuple[float, float] = (0, 0), left: bool = True
) -> list[str]:
    """Draws the bar, with what is `left` of the total.

    Comes back with the words that have no room in their piece, by number where they are numbered.
    """
    told, (x, y), spent = list[str](), at, sum(each.amount for each in pieces)
    end = x + measure.width
    for nr, each in enumerate(pieces, 1):
        if not each.amount:
            continue
        wide = measure.width * each.amount / max(total, spent)
        words, figure = f"{each.label} {say.figure(each.amount)}".strip(), say.figure(each.amount)
        choices = (words, str(nr) if measure.numbered else figure)
        inside = next((some for some in choices if _fits(some, wide, measure)), "")
        told += [] if inside == words else [f"{nr} {words}"]
        _piece(pen, (x, y, wide), inside, "now" if each.now else "ink", measure)
        x += wide
    if left and total > spent:
        words = str(_("{n} left", n=say.figure(total - spent)))
        inside = words if _fits(words, end - x, measure) else ""
        told += [] if inside else [words]
        _piece(pen, (x, y, end - x), inside, "left", measure)
    return told


def told_of_flow(table: Table, chart: Flow) -> str:
    """The same in words."""
    pieces = list(_paid(table, chart))
    left = max(0, chart.total - sum(each.amount for each in pieces))
    told = [*(f"{each.label}: {say.figure(each.amount)}" for each in pieces), str(_("{n} left", n=say.figure(left)))]
    return f"{'; '.join(told)}."


def _fits(words: str, wide: float, measure: Measure) -> bool:
    return bool(measure.letters) and wide_of(words, measure.letters) * BOLD < wide - 3 * measure.gap


def _piece(pen: Pen, place: tuple[float, float, float], words: str, look: str, measure: Measure) -> None:
    (x, y, wide), gap = place, measure.gap
    inner = max(gap / 4, wide - gap)
    pen.box(x + gap / 2, y + gap / 2, (inner, measure.high - gap), f"piece {look}", 1.5 * gap)
    if words:
        middle = y + measure.high / 2 + measure.letters / 3
        pen.text(x + wide / 2, middle, words, measure.letters, "middle", f"bold on-{look}")


def _paid(table: Table, chart: Flow) -> Iterator[Piece]:
    for row in (table.rows[at] for at in chart.rows):
        amount = row[chart.amount]
        if isinstance(amount, int) and amount > 0:
            yield Piece(str(row[chart.label] or ""), amount)


HIGH = 46
"""CSS pixels of the bar in a document."""
