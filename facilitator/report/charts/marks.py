"""How people are marked under a point: dots as long as they can be counted, one bar above, drawn from whole numbers.

Boards, phones and documents set the same marks into their rows, each in the measure of its own (`Grain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from markupsafe import Markup as Html

from facilitator.report.digest import DOTS_AT_MOST

FINE = 5
"""Where dots are larger, lengths are whole."""


@dataclass(frozen=True)
class Grain:
    """How wide a point is, how large a dot, and how far it is to the next."""

    cell: float
    dot: float
    gap: float

    @property
    def across(self) -> int:
        """Dots in one line."""
        return max(1, int((self.cell + self.gap) / (self.dot + self.gap)))

    def lines(self, n: int) -> int:
        """Lines of so many dots."""
        return ceil(n / self.across)

    def high(self, n: int, answered: int) -> float:
        """How high so many people are."""
        if not n:
            return 0.0
        return self.bar if as_bars(answered) else self.lines(n) * (self.dot + self.gap) - self.gap

    @property
    def bar(self) -> float:
        """How high a bar is."""
        return self.even(self.dot * 1.15)

    def even(self, length: float) -> float:
        """A length without what is too small to be seen: phones are sent little."""
        return round(length, 0 if self.dot > FINE else 1)


def place(value: Fraction | float, low: int, points: int) -> float:
    """Where a mean stands among so many points, the lowest of which is called `low`; from 0 to 1 of their width."""
    return float((value - low) + Fraction(1, 2)) / points


def as_bars(answered: int) -> bool:
    """Whether so many people are too many to be counted as dots."""
    return answered > DOTS_AT_MOST


def people(n: int, answered: int, grain: Grain, mine: int = 0, mirrored: bool = False) -> Html:
    """`n` of the people who answered, from the top of their point; the first is marked where I am one of them."""
    if not n:
        return Html("")
    return _bar(n, answered, grain, mirrored) if as_bars(answered) else _dots(n, grain, mine)


def row(counts: Sequence[int], answered: int, grain: Grain, before: float = 0) -> Html:
    """People side by side under all points, in the middle of the row, with so much room before each for a figure."""
    tall = max(grain.high(n, answered) for n in counts)
    shape = Html('<g transform="translate({:g} {:g})">{}</g>')
    return Html("").join(
        shape.format(
            at * (before + grain.cell) + before,
            round((tall - grain.high(n, answered)) / 2, 1),
            people(n, answered, grain),
        )
        for at, n in enumerate(counts)
        if n
    )


def _dots(n: int, grain: Grain, mine: int) -> Html:
    """Dots in lines around the middle of the point, in one path: its strokes have round ends, and nearly no length."""
    # A path of no length at all is left out where a PDF is made.
    step, path, own = grain.dot + grain.gap, "", Html("")
    for line in range(grain.lines(n)):
        here = min(grain.across, n - line * grain.across)
        x, y = round((grain.cell - (here - 1) * step) / 2, 1), round(grain.dot / 2 + line * step, 1)
        if mine and not line:
            own, x, here = _own(x, y, grain.dot), round(x + step, 1), here - 1
        path += f"M{x:g} {y:g}h.1" + f"m{step:g} 0h.1" * (here - 1) if here else ""
    return own + (Html('<path stroke-width="{:g}" d="{}"/>').format(grain.dot, path) if path else "")


def _own(x: float, y: float, dot: float) -> Html:
    """The dot of the reader, in a second ring."""
    ring = Html('<circle class="own" cx="{:g}" cy="{:g}" r="{:.2g}" stroke-width="{:.2g}"/>')
    inside = Html('<path stroke-width="{:.2g}" d="M{:g} {:g}h.1"/>')
    return ring.format(x, y, dot * 0.58, dot * 0.14) + inside.format(dot * 0.68, x, y)


def _bar(n: int, answered: int, grain: Grain, mirrored: bool) -> Html:
    """A bar in an outline that stands for everyone who answered."""
    edge, wide = max(0.2, round(grain.dot / 10)), grain.even(grain.cell * 0.86)
    start, high = grain.even((grain.cell - wide) / 2), grain.even(grain.bar - edge)
    filled = round(max(edge, wide * min(1.0, n / max(1, answered))), 1)
    shape = Html('<path class="{}"{} d="M{:g} {:g}h{:g}v{:g}h-{:g}z"/>')
    line = Html(' stroke-width="{:g}"').format(edge) if edge != 1 else Html("")
    return Html("").join(
        shape.format(look, line, start + (round(wide - each, 1) if mirrored else 0), edge / 2, each, high, each)
        for look, each in (("outline", wide), ("ink", filled))
    )
