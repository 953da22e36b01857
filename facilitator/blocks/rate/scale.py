"""A scale: what every item is rated on, with a word on each point, and what can be said beside a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.blocks.rate.rules import ASIDE, PASS, Point, Rules
from facilitator.i18n import Words, _

Given = int | Annotated[str, Field(max_length=20)]
"""What is posted for one point: its number, the name of a word, "aside" or "pass"."""

CANT_SAY: Words = _("Can't say")


@dataclass(frozen=True)
class Scale:
    """Points with a word on each, in the order in which they are shown. A rating may have several scales."""

    points: Mapping[int, Words]
    """A word for every point; whole numbers without a gap."""
    id: str = ""
    """Tells it from the others of its rating; empty where it is the only one."""
    title: Words = ""
    """What it asks: "Now". Empty where it is the only one."""
    short: Words = ""
    """The same in results, where it is another: "Wanted"."""
    aside: Words = CANT_SAY
    """For who gives no point: it is an answer, and in no figure. Empty where that is not offered."""
    passes: bool = False
    """Whether one item can be passed; all of them together always can."""
    names: tuple[str, ...] = ()
    """What is posted for each point where they are words and no numbers; nothing is averaged then."""

    @property
    def low(self) -> int:
        """The lowest point."""
        return min(self.points)

    @property
    def high(self) -> int:
        """The highest point."""
        return max(self.points)

    @property
    def told(self) -> Words:
        """What it is called in results."""
        return self.short or self.title

    @property
    def numbers(self) -> bool:
        """Whether its points are numbers, which can be averaged."""
        return not self.names

    def cell(self, item: str) -> str:
        """The name under which an answer to `item` on this scale is posted and kept."""
        return f"{item}.{self.id}" if self.id else item

    def rules(self, items: Iterable[str]) -> Rules:
        """What can be answered to these items on it."""
        cells = tuple(self.cell(item) for item in items)
        return Rules(cells, self.low, self.high, aside=bool(self.aside), passes=self.passes)

    def value(self, point: Point | None) -> str:
        """What is posted for an answer; empty for none."""
        if not isinstance(point, int):
            return point or ""
        return next((value for value, number in self._values.items() if number == point), "")

    def read(self, given: Given) -> Point:
        """The answer that was posted. Refused when it is none of this scale."""
        if not isinstance(given, bool) and str(given) in self._values:
            return self._values[str(given)]
        if (given == ASIDE and self.aside) or (given == PASS and self.passes):
            return ASIDE if given == ASIDE else PASS
        if self.names:
            raise Refused(_("This is not one of the answers. Please choose another."))
        raise Refused(_("Please choose one of the answers, from {low} to {high}.", low=self.low, high=self.high))

    @cached_property
    def _values(self) -> dict[str, int]:
        return dict(zip(self.names or map(str, self.points), self.points, strict=True))


def in_words(**words: Words) -> Scale:
    """A scale of words, best first, by the names under which they are posted: `in_words(on=_("Go on"), ...)`."""
    points = dict(zip(range(len(words), 0, -1), words.values(), strict=True))
    return Scale(points, aside="", names=tuple(words))
