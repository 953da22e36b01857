"""The mix of a team: who gets a seat in the order of a draw, so that no perspective is alone and none has too much.

Pure rules. Minimums are filled first, what nobody fills is held open, and the free seats go on in the order of the
draw, past everybody who would lift a perspective over its share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TypeVar

from facilitator.i18n import Words, _

KEY = TypeVar("KEY", bound=str)
HALF = Fraction(1, 2)


@dataclass
class Mix:
    """How many seats a team has, the fewest of each perspective, and the largest share that one may have."""

    seats: int = 8
    least: dict[str, int] = field(default_factory=dict)
    share: Fraction = HALF

    @property
    def most(self) -> int:
        """Seats that one perspective can have."""
        return floor(self.seats * self.share)

    def why_not(self) -> Words:
        """Why nobody can be seated by it: a sentence that says what to do; empty when all is well."""
        if not self.most:
            return _("With {seats} seats, one perspective could have none. Add seats.", seats=self.seats)
        over = next((name for name, n in self.least.items() if n > self.most), "")
        if over:
            return _(
                "At least {n} seats for “{perspective}” is too many. One perspective can have {most} of {seats}.",
                n=self.least[over], perspective=over, most=self.most, seats=self.seats,
            )  # fmt: skip
        total = sum(self.least.values())
        if total > self.seats:
            return _("The smallest numbers make {n} seats, but there are {seats}. Lower one, or add seats.",
                     n=total, seats=self.seats)  # fmt: skip
        return ""

    def usual(self, views: Sequence[str]) -> Mix:
        """The same with two of the first perspective and one of each other, as far as there are seats."""
        least: dict[str, int] = {}
        for at, name in enumerate(views):
            least[name] = min(1 if at else 2, self.most, self.seats - sum(least.values()))
        return Mix(self.seats, {name: n for name, n in least.items() if n}, self.share)

    def seated(self, order: Sequence[KEY], sits: Mapping[KEY, str]) -> list[KEY]:
        """Who gets a seat of those who would take one, in the `order` of the draw; `sits` as what each would sit.

        An empty perspective counts for no minimum and no maximum.
        """
        first = {key for name, n in self.least.items() for key in [k for k in order if sits[k] == name][:n]}
        counts = Counter(sits[key] for key in first)
        free = self.seats - sum(self.least.values())
        taken = set(first)
        for key in order:
            name = sits[key]
            if free and key not in taken and (not name or counts[name] < self.most):
                taken.add(key)
                counts[name] += 1
                free -= 1
        return [key for key in order if key in taken]

    def held(self, seated: Mapping[str, int]) -> dict[str, int]:
        """Seats that are held open for each perspective, when so many of each are `seated`."""
        return {name: n - seated.get(name, 0) for name, n in self.least.items() if n > seated.get(name, 0)}

    def met(self, seated: Mapping[str, int]) -> bool:
        """Whether every minimum is met, and no perspective has more than its share of all seats."""
        return not self.held(seated) and all(n <= self.most for name, n in seated.items() if name)
