"""How needs are weighed: the gap between important and met, weighted by importance, for the room and for each part.

Only pairs count: who said both how important a need is and how well it is met. With fewer than five of them there is
nothing but how many they are. Everything is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from facilitator import counting
from facilitator.activity import Key
from facilitator.blocks.rate.rules import pairs
from facilitator.i18n import Words

Points = Mapping[Key, int]
POINTS = range(1, 6)


@dataclass(frozen=True)
class Weighed:
    """What some people said of one need, those who gave both numbers."""

    n: int
    important: tuple[int, ...]
    """How many gave each point, lowest first."""
    met: tuple[int, ...]
    importance: Fraction | None = None
    """The mean; None with too few people, and so for all that follow."""
    meeting: Fraction | None = None

    @property
    def gap(self) -> Fraction | None:
        """How far it is from met to important."""
        return None if self.importance is None or self.meeting is None else self.importance - self.meeting

    @property
    def score(self) -> Fraction | None:
        """The gap, weighted by importance: from -25/4 to 20."""
        return None if self.importance is None or self.gap is None else self.importance * self.gap


@dataclass(frozen=True)
class Part:
    """What the people of one perspective, or everyone else, said of a need, and its place among them."""

    label: Words
    weighed: Weighed
    rank: int | None = None


@dataclass(frozen=True)
class Need:
    """One need with what the room said of it, and its parts, where they expose nobody."""

    id: str
    words: Words
    weighed: Weighed
    rank: int | None = None
    parts: tuple[Part, ...] = ()
    """Always the same parts in the same order; none where one would expose somebody."""
    cant_say: int = 0
    """How many said of either question that they cannot say."""

    @property
    def apart(self) -> Fraction:
        """The largest difference in importance between two parts; 0 where there are not two."""
        means = [part.weighed.importance for part in self.parts if part.weighed.importance is not None]
        return max((abs(one - other) for one, other in combinations(means, 2)), default=Fraction(0))


@dataclass(frozen=True)
class Hidden:
    """A need that is among the first for one part of the room, and not for the whole of it."""

    need: Need
    part: Part


@dataclass(frozen=True)
class Found:
    """All needs, the highest score first; those with too few pairs last."""

    needs: tuple[Need, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    differently: tuple[Need, ...] = ()
    """The needs that two parts see differently."""
    answered: int = 0

    @property
    def parted(self) -> bool:
        """Whether anything is shown in parts of the room."""
        return any(need.parts for need in self.needs)

    def find(self, id: str) -> Need | None:
        """A need by its id."""
        return next((need for need in self.needs if need.id == id), None)


def weigh(important: Points, met: Points) -> Weighed:
    """What these people said of a need; only those who gave both numbers count."""
    both = [*pairs(important, met).values()]
    first, second = ([pair[at] for pair in both] for at in (0, 1))
    found = Weighed(len(both), tuple(map(first.count, POINTS)), tuple(map(second.count, POINTS)))
    if not counting.enough(found.n):
        return found
    return replace(found, importance=counting.mean(first), meeting=counting.mean(second))


def ranked(needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs with their places, highest score first; level ones share a place and stay in their order.

    Their parts get the place that the need has among what the same people said.
    """
    places = counting.ranks([need.weighed.score for need in needs])
    buckets = max((len(need.parts) for need in needs), default=0)
    within = [counting.ranks([_score_in(need, bucket) for need in needs]) for bucket in range(buckets)]
    made = [
        replace(need, rank=places[at], parts=tuple(
            replace(part, rank=within[bucket][at]) for bucket, part in enumerate(need.parts)
        ))
        for at, need in enumerate(needs)
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda need: (need.rank is None, need.rank or 0)))


def found(needs: Sequence[Need], answered: int, flag: Fraction, top: int) -> Found:
    """What a round comes to. `flag` is from which difference on something is seen differently.

    A need is a hidden priority where its place is among the first `top` for a part of the room, and not in the room.
    """
    order = ranked(needs)
    hidden = [
        Hidden(need, part)
        for need in order
        for part in need.parts
        if part.rank is not None and part.rank <= top and need.rank is not None and need.rank > top
    ]
    differently = tuple(need for need in order if need.parts and need.apart >= flag)
    return Found(order, tuple(hidden), differently, answered)


def _score_in(need: Need, bucket: int) -> Fraction | None:
    return need.parts[bucket].weighed.score if need.parts else None
