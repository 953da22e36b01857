"""Who is known, how much they are affected, and how much say they have: pairs only, exactly, the widest gap first.

With fewer than five pairs a group has no numbers, and stands last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from activities.whos_missing.presets import GROUPS, HERE, PRESENCE
from facilitator import counting
from facilitator.activity import Key
from facilitator.blocks.collect.beside import Said
from facilitator.blocks.rate import Distribution
from facilitator.blocks.rate.rules import pairs
from facilitator.text import alphabetical


@dataclass(frozen=True)
class Known:
    """A group or a role that somebody named, with what its cards say of it together."""

    id: str
    text: str
    categories: tuple[str, ...] = ()
    here: str = ""
    circle: str = ""
    rated: bool = True
    """Whether people are asked about it."""
    gone: bool = False
    """Whether all of its cards were taken back or hidden since."""


def joined(cards: Iterable[Said], order: Collection[str]) -> tuple[tuple[str, ...], str]:
    """What merged cards say together: all their categories; and yes beats partly, partly beats no."""
    some = list(cards)
    there = {category for said in some for category in said.get(GROUPS, ())}
    said_here = {answer for said in some for answer in said.get(HERE, ())}
    return tuple(each for each in order if each in there), next((each for each in PRESENCE if each in said_here), "")


@dataclass(frozen=True)
class Coverage:
    """The categories (ids) that nobody was named for, and those of which nobody is here today."""

    missing: tuple[str, ...]
    away: tuple[str, ...]


def coverage(named: Sequence[tuple[Collection[str], str]], order: Iterable[str]) -> Coverage:
    """Which categories lack somebody; `named` are the categories of each group, and whether it is here."""
    here: dict[str, set[str]] = {category: set() for category in order}
    for categories, presence in named:
        for category in here.keys() & set(categories):
            here[category].add(presence)
    missing = tuple(category for category, said in here.items() if not said)
    return Coverage(missing, tuple(category for category, said in here.items() if said == {"no"}))


@dataclass(frozen=True)
class Gap:
    """What those here say of one group; only who gave both numbers is in it."""

    known: Known
    affected: Distribution
    say: Distribution
    means: tuple[Fraction, Fraction, Fraction] | None
    """How much it is affected, how much say it has, and the gap; None with fewer than five pairs."""

    @property
    def n(self) -> int:
        """How many people gave both numbers."""
        return self.affected.n

    @property
    def gap(self) -> Fraction | None:
        """How far its say is behind, exactly."""
        return self.means[2] if self.means else None

    def needs_more(self, flag: Fraction) -> bool:
        """Whether it needs more say."""
        return self.gap is not None and self.gap >= flag


def gap_of(known: Known, affected: Mapping[Key, int], say: Mapping[Key, int], high: int) -> Gap:
    """Count one group from the numbers of each person."""
    both = list(pairs(affected, say).values())
    means = None
    if counting.enough(len(both)):
        first, second = (counting.mean(pair[at] for pair in both) for at in (0, 1))
        means = (first, second, first - second)
    return Gap(known, _distribution([one for one, _other in both], high),
               _distribution([other for _one, other in both], high), means)  # fmt: skip


def ordered(gaps: Iterable[Gap]) -> list[Gap]:
    """The widest gap first, then who is affected more, then alphabetically; those without numbers last."""
    return sorted(gaps, key=_place)


def _place(gap: Gap) -> tuple[object, ...]:
    affected, _say, width = gap.means or (0, 0, 0)
    return (gap.means is None, -width, -affected, alphabetical(gap.known.text), gap.known.id)


def _distribution(points: Sequence[int], high: int) -> Distribution:
    count = Counter(points)
    return Distribution(1, tuple(count[point] for point in range(1, high + 1)))
