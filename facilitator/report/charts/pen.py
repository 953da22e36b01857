"""Shapes and words on a ground of some width, mirrored where people read from right to left."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import Literal

from markupsafe import Markup as Html

from facilitator.i18n import direction, language

WIDE, NARROW = 666, 340
"""CSS pixels: of a page, and of a phone, where the words of a line stand above it."""
SIZE, SMALL = 15, 14
LETTER = 0.53
"""How wide a letter is, in its height."""
ISOLATED = "\u2067", "\u2069"
"""Stand around words where people read from right to left, as a drawing itself has no direction."""
BOLD = 1.08
"""How much wider bold letters are."""
Anchor = Literal["start", "middle", "end"]


class Pen:
    """Collects shapes; from right to left their places are mirrored, and words stay readable."""

    def __init__(self, width: int) -> None:
        self.width, self.parts = width, list[Html]()
        self.mirrored = direction(language.get()) == "rtl"

    def put(self, x: float, y: float, marks: Html, wide: float) -> None:
        """Marks that are so wide."""
        shape = Html('<g class="people" transform="translate({:g} {:g})">{}</g>')
        self.parts.append(shape.format(self._x(x, wide), round(y, 1), marks))

    def text(self, x: float, y: float, words: str, size: int, anchor: Anchor, look: str = "") -> None:
        """Some words."""
        turned = {"start": "end", "end": "start"}.get(anchor, anchor) if self.mirrored else anchor
        shape = '<text x="{:g}" y="{:g}" font-size="{}" text-anchor="{}" class="word {}">{}</text>'
        own = words.join(ISOLATED) if self.mirrored else words
        self.parts.append(Html(shape).format(self._x(x), round(y, 1), size, turned, look, own))

    def rule(self, y: float) -> None:
        """A thin line from edge to edge."""
        self.parts.append(Html('<path class="hair" d="M0 {:g}h{}"/>').format(round(y, 1), self.width))

    def line(self, begin: float, end: float, y: float, look: str) -> None:
        """A line along a row."""
        shape = Html('<path class="{}" d="M{:g} {:g}H{:g}"/>')
        self.parts.append(shape.format(look, self._x(begin), round(y, 1), self._x(end)))

    def box(self, x: float, y: float, size: tuple[float, float], look: str, round_: float = 6) -> None:
        """A box with round corners."""
        shape = Html('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="{:g}"/>')
        self.parts.append(shape.format(look, self._x(x, size[0]), round(y, 1), round(size[0], 1), size[1], round_))

    def drawn(self, high: float, look: str = "") -> Html:
        """All of it; with a look of its own it is as large as its place, else a figure of a document."""
        size = self.width, ceil(high)
        if look:
            start = '<svg class="{}" aria-hidden="true" direction="ltr" viewBox="0 0 {} {}">{}</svg>'
            return Html(start).format(look, *size, Html("").join(self.parts))
        look = "figure" if self.width >= WIDE else "figure narrow"
        start = '<svg class="{}" aria-hidden="true" focusable="false" direction="ltr" width="{}" height="{}" '
        return Html(start + 'viewBox="0 0 {} {}">{}</svg>').format(look, *size, *size, Html("").join(self.parts))

    def _x(self, x: float, wide: float = 0) -> float:
        return round(self.width - x - wide if self.mirrored else x, 1)


def wide_of(words: str, size: int) -> float:
    """About how wide some words are."""
    return sum(size * (1.0 if unicodedata.east_asian_width(letter) in "WF" else LETTER) for letter in words)


def fitted(words: str, width: float, size: int, most: int) -> Sequence[str]:
    """The words in at most so many lines of a width; what has no room is left out, and stands in the table."""
    found = [""]
    for word in breakable(words):
        if found[-1] and wide_of((found[-1] + word).rstrip(), size) > width:
            found.append("")
        found[-1] += word
    short = [_cut(line.strip(), width, size) for line in found if line.strip()]
    return short if len(short) <= most else [*short[: most - 1], _cut(f"{short[most - 1]} …", width, size, end=True)]


def breakable(words: str) -> list[str]:
    """The words one by one, also those on both sides of a hyphen."""
    return words.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")


def _cut(line: str, width: float, size: int, end: bool = False) -> str:
    kept = line.removesuffix(" …") if end else line
    while kept and wide_of(kept + ("…" if end or kept != line else ""), size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if end or kept != line else line
