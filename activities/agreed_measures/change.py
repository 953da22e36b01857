"""How a measure changed from one wave to another: of everyone, and of those whose codes stand in both.

There is no test of significance and no arrow of cause: a change is a difference, and nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

from facilitator.blocks.rate import Distribution
from facilitator.blocks.rate.rules import figures
from facilitator.counting import ENOUGH

KEY = TypeVar("KEY", bound=str)
Better = Literal["higher", "lower"]


@dataclass(frozen=True)
class Pairs:
    """Those who answered twice: for how many it is better, the same or worse, and all their steps together."""

    better: int
    same: int
    worse: int
    steps: int
    """Later minus earlier, summed."""

    @property
    def n(self) -> int:
        """How many answered twice."""
        return self.better + self.same + self.worse

    @property
    def mean(self) -> Fraction:
        """The mean change, later minus earlier."""
        return Fraction(self.steps, self.n)


def pairs(first: Mapping[KEY, int], second: Mapping[KEY, int], better: Better) -> Pairs | None:
    """What those say who stand in both; None for fewer than five of them."""
    steps = [second[key] - first[key] for key in first.keys() & second.keys()]
    if len(steps) < ENOUGH:
        return None
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    good, bad = (up, down) if better == "higher" else (down, up)
    return Pairs(good, len(steps) - up - down, bad, sum(steps))


def tells(found: Pairs, before: Distribution, after: Distribution) -> bool:
    """Whether pairs beside the totals would tell what a few people said: those who stand in one wave only.

    Of none of them it says nothing, and five of them stand together.
    """
    return 0 < before.n + after.n - 2 * found.n < ENOUGH


def unpaired(before: Distribution, after: Distribution, at_least: int = ENOUGH) -> Fraction | None:
    """The difference of the means, whoever answered; None where one of the waves has too few numbers for a mean."""
    first, second = figures(before, at_least), figures(after, at_least)
    return second.mean - first.mean if first and second else None


def hidden(count: Distribution, sensitive: bool, at_least: int) -> bool:
    """Whether a wave shows nothing at all."""
    return sensitive and count.n < at_least
