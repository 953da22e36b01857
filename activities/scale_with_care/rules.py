"""What must stay and what may change: each part by what people said of it, exactly; and when a plan can be agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from facilitator import counting
from facilitator.blocks.draft import Wording
from facilitator.blocks.draft.story import Asked
from facilitator.blocks.rate import CANT_SAY, Scale, in_words
from facilitator.blocks.rate.rules import Distribution, distributions
from facilitator.i18n import Words, _, ngettext

Kind = Literal["core", "open", "drop", "talk"]
HALF = Fraction(1, 2)
SORT: Scale = replace(
    in_words(stay=_("Must stay"), change=_("May change"), drop=_("Not needed there")), aside=CANT_SAY
)  # fmt: skip
STAY, CHANGE, DROP = 3, 2, 1
SHORT: Mapping[int, Words] = {STAY: _("Stay"), CHANGE: _("Change"), DROP: _("Drop")}
"""The three answers beside their dots."""
KINDS: Mapping[Kind, Words] = {
    "core": _("Core"), "open": _("Open"), "drop": _("Open, drop it?"), "talk": _("Talk about it"),
}  # fmt: skip
CROWDED = _("Which of these is a purpose, and which is only how we do it?")


def kind(stay: int, change: int, drop: int, threshold: Fraction) -> Kind:
    """What a part is, by how many said each of the three: exactly. Fewer than five answers are to be talked about."""
    n = stay + change + drop
    if not counting.enough(n):
        return "talk"
    if counting.reaches(stay, n, threshold):
        return "core"
    if counting.reaches(change + drop, n, threshold):
        return "drop" if drop > change else "open"
    return "talk"


@dataclass(frozen=True)
class Sorted:
    """What the room says to one part, in the words that it was asked about."""

    wording: Wording
    count: Distribution
    threshold: Fraction

    @property
    def three(self) -> tuple[int, int, int]:
        """How many say that it must stay, may change, is not needed there."""
        return self.count.at(STAY), self.count.at(CHANGE), self.count.at(DROP)

    @property
    def kind(self) -> Kind:
        """Which of the four lists it is in."""
        return kind(*self.three, self.threshold)

    @property
    def few(self) -> bool:
        """Whether too few answered to say anything."""
        return not counting.enough(self.count.n)


def counted(asked: Asked, part: str, threshold: Fraction) -> Sorted:
    """What the room says to a part (id) in a round."""
    return Sorted(asked.wording(part), distributions(asked.ratings, SORT.rules([part]))[part], threshold)


@dataclass(frozen=True)
class Found:
    """Every part (id) with the list that it is in, or None where its words were not sorted yet."""

    kinds: Mapping[str, Kind | None]

    def of(self, *some: Kind | None) -> list[str]:
        """The parts (ids) in these lists, in their order."""
        return [id for id, kind in self.kinds.items() if kind in some]

    @property
    def open(self) -> list[str]:
        """The parts (ids) that may change, or fall away."""
        return self.of("open", "drop")

    @property
    def free(self) -> list[str]:
        """The parts (ids) of which people from the new place have to decide half: also those not sorted as they are."""
        return self.of("open", "drop", None)

    @property
    def crowded(self) -> bool:
        """Whether more than half of the parts that were sorted are core, so that the purpose of them is asked for."""
        sorted_ = [kind for kind in self.kinds.values() if kind is not None]
        return Fraction(len(self.of("core"))) > HALF * len(sorted_)


@dataclass(frozen=True)
class Say:
    """Of how many open parts somebody from the new place decides, and whether they decide anything at all."""

    decided: int
    open: int
    anything: bool

    @property
    def needed(self) -> int:
        """In how many open parts they need a say: in half of them, rounded up."""
        return -(-self.open // 2)

    @property
    def enough(self) -> bool:
        """Whether the plan can be agreed."""
        return self.anything and self.decided >= HALF * self.open

    @property
    def words(self) -> Words:
        """The share, with its counts."""
        share = counting.percent(self.decided, self.open, None)
        if share is None:
            return _("No part is open.")
        return ngettext(
            "People from the new place decide {n} of {total} open parts ({share} %).",
            "People from the new place decide {n} of {total} open parts ({share} %).", self.decided,
            total=self.open, share=share,
        )  # fmt: skip

    @property
    def why_not(self) -> Words:
        """Why it cannot be agreed yet; empty when it can."""
        if not self.anything:
            return _("Nobody from the new place has a say in the plan yet. Name them, and say what they decide.")
        if self.enough:
            return ""
        return ngettext(
            "People from the new place decide {n} of {total} open parts. They need a say in {needed} or more.",
            "People from the new place decide {n} of {total} open parts. They need a say in {needed} or more.",
            self.decided, total=self.open, needed=self.needed,
        )  # fmt: skip
