"""What a rating comes to: counts by item and scale, and by perspective; how far it is from one number to another.

Everything is exact. What is made from numbers, such as a mean or a distance, exists from five people on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from facilitator import counting
from facilitator.activity import Key
from facilitator.blocks.rate.rules import Distribution, Figures, Ratings, distributions, figures, pairs
from facilitator.blocks.rate.scale import Scale
from facilitator.i18n import Words


@dataclass(frozen=True)
class Part:
    """What the people of one perspective, or everyone else, said to one item."""

    label: Words
    count: Distribution

    @property
    def mean(self) -> Fraction | None:
        """The exact mean; None with too few numbers. Where points are words it is never shown."""
        made = figures(self.count)
        return made.mean if made else None


@dataclass(frozen=True)
class Way:
    """How far it is from one number to another, for the people who gave both."""

    n: int
    mean: Fraction | None
    """None with too few people."""


@dataclass(frozen=True)
class Rated:
    """The answers of one round, counted."""

    asked: Mapping[str, Words]
    """The items by id, as they were asked."""
    scales: tuple[Scale, ...]
    counts: Mapping[str, Distribution]
    """By cell: an item on a scale."""
    parts: Mapping[str, tuple[Part, ...]]
    """The same by perspective; nothing where only the whole room may be shown."""
    ways: Mapping[str, Way]
    """How far it is from the first scale to the second, by item, where both have the same points."""
    split: bool
    """Whether it is to be told by perspective."""
    answered: int
    """People who gave an answer to anything; those who passed are not among them."""

    def of(self, item: str, scale: Scale) -> Distribution:
        """How many people gave each point to an item."""
        return self.counts[scale.cell(item)]

    def figures(self, item: str, scale: Scale) -> Figures | None:
        """What is made from their numbers; None with too few, or where points are words."""
        return figures(self.of(item, scale)) if scale.numbers else None

    def by_perspective(self, item: str, scale: Scale) -> tuple[Part, ...]:
        """The same in parts; none where that would expose somebody."""
        return self.parts.get(scale.cell(item), ())


def rated(
    ratings: Ratings, asked: Mapping[str, Words], scales: Sequence[Scale],
    groups: counting.Breakdown | None = None, perspectives: Mapping[Key, str] | None = None,
) -> Rated:  # fmt: skip
    """Count a round; with `groups`, the buckets of the activity, by perspective as well."""
    counts: dict[str, Distribution] = {}
    parts: dict[str, tuple[Part, ...]] = {}
    for scale in scales:
        rules = scale.rules(asked)
        counts |= distributions(ratings, rules)
        for cell in rules.items if groups else ():
            split = groups.split(ratings.numbers(cell), perspectives or {}) if groups else []
            parts[cell] = tuple(
                Part(bucket.label, distributions(ratings, rules, only=keys)[cell]) for bucket, keys in split
            )
    return Rated(
        dict(asked),
        tuple(scales),
        counts,
        parts,
        _ways(ratings, asked, scales),
        groups is not None,
        len(ratings.answered()),
    )


def way(first: Mapping[Key, int], second: Mapping[Key, int]) -> Way:
    """The mean of second minus first over those who gave both; an unpaired number is never used."""
    steps = [after - before for before, after in pairs(first, second).values()]
    return Way(len(steps), counting.mean(steps) if counting.enough(len(steps)) else None)


def apart(parts: Iterable[Part]) -> Fraction:
    """The largest difference between the means of any two parts; 0 where there are not two."""
    means = [part.mean for part in parts if part.mean is not None]
    return max((abs(one - other) for one, other in combinations(means, 2)), default=Fraction(0))


def _ways(ratings: Ratings, asked: Iterable[str], scales: Sequence[Scale]) -> dict[str, Way]:
    if len(scales) < 2 or not scales[0].numbers or scales[0].points != scales[1].points:
        return {}
    first, second = scales[:2]
    return {item: way(ratings.numbers(first.cell(item)), ratings.numbers(second.cell(item))) for item in asked}
