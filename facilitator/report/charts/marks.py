"""How people are marked under a point: dots as long as they can be counted, one bar above, drawn from whole numbers.

Boards, phones and documents set the same marks into their rows, each in the measure of its own (`Grain`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from markupsafe import Markup as Html

from facilitator.report.digest import DOTS_AT_MOST


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
        return round(self.dot * 1.2, 2)


def as_bars(answered: int) -> bool:
    """Whether so many people are too many to be counted as dots."""
    return answered > DOTS_AT_MOST


def people(n: int, answered: int, grain: Grain, mine: int = 0, mirrored: bool = False) -> Html:
    """`n` of the people who answered, from the top of their point; the first is marked where I am one of them."""
    if not n:
        return Html("")
    return _bar(n, answered, grain, mirrored) if as_bars(answered) else _dots(n, grain, mine)


def _dots(n: int, grain: Grain, mine: int) -> Html:
    """Dots in lines around the middle of the point, in one path: its line has round ends, and no length."""
    step, places = grain.dot + grain.gap, list[tuple[float, float]]()
    for line in range(grain.lines(n)):
        here = min(grain.across, n - line * grain.across)
        first = (grain.cell - (here - 1) * step) / 2
        places += [(round(first + at * step, 1), round(grain.dot / 2 + line * step, 1)) for at in range(here)]
    size, own = grain.dot, list[Html]()
    ring = Html('<circle class="{}" cx="{:g}" cy="{:g}" r="{:g}" stroke-width="{:g}"/>')
    for x, y in places[:mine]:
        own += [ring.format("own", x, y, size * 0.56, size * 0.16), ring.format("me", x, y, size * 0.3, 0)]
    path = "".join(f"M{x:g} {y:g}h0" for x, y in places[mine:])
    others = Html('<path class="dots" stroke-width="{:g}" d="{}"/>').format(size, path) if path else Html("")
    return Html("").join([*own, others])


def _bar(n: int, answered: int, grain: Grain, mirrored: bool) -> Html:
    """A bar in an outline that stands for everyone who answered."""
    edge, wide = round(grain.dot * 0.1, 2), grain.cell * 0.86
    start, high = (grain.cell - wide) / 2, grain.bar - edge
    filled = max(edge, wide * min(1.0, n / max(1, answered)))
    shape = Html('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="{:g}" stroke-width="{:g}"/>')
    return Html("").join(
        shape.format(look, round(start + (wide - each if mirrored else 0), 2), edge / 2, round(each, 2), round(high, 2),
                     round(high / 4, 2), edge)
        for look, each in (("outline", wide), ("ink", filled))
    )  # fmt: skip
