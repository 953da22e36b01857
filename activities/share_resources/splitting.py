"""Splitting a pot over lines: what is set aside is a floor that points can only add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from facilitator.blocks.allocate.rules import divided


@dataclass(frozen=True)
class Pot:
    """A pot in whole units, and the floor of each line, none of which is ever on a ballot."""

    amount: int
    floors: Mapping[str, int]
    unit: int = 1

    def __post_init__(self) -> None:
        if self.unit < 1 or any(each < 0 or each % self.unit for each in (self.amount, *self.floors.values())):
            raise ValueError("the pot and every floor are multiples of the unit")

    @property
    def to_share(self) -> int:
        """What points decide about; below 0 where more is set aside than there is."""
        return self.amount - sum(self.floors.values())

    def split(self, means: Mapping[str, Fraction]) -> dict[str, int]:
        """What each line gets. Nobody gave points: only the floors, and the rest is not shared out."""
        if self.to_share < 0:
            raise ValueError("more is set aside than there is")
        shares = divided(self.to_share, {line: means.get(line, Fraction(0)) for line in self.floors}, self.unit)
        return {line: floor + shares.get(line, 0) for line, floor in self.floors.items()}
