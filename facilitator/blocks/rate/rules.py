"""Rate: one point on a scale for each item, and how the points are counted.

Beside a number a person can give an answer that is not a number (`aside`: can't say, or standing aside), which counts
as an answer and is in no figure; or pass, on one item or on all of them. The last answer counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from facilitator import counting
from facilitator.activity import Key, Refused
from facilitator.i18n import _

Point = int | Literal["aside", "pass"]
"""What one person says to one item. As an annotation of an action it reads what a form posts: "3", "aside", "pass"."""
ASIDE: Final = "aside"
PASS: Final = "pass"
QUARTER = Fraction(1, 4)


@dataclass(frozen=True)
class Rules:
    """What can be answered: the `items` (ids), and points from `low` to `high`, both included.

    `aside` and `passes` say whether those answers exist. There is no pass where only an answer from everyone is one.
    """

    items: tuple[str, ...]
    low: int = 1
    high: int = 5
    aside: bool = True
    passes: bool = True

    def __post_init__(self) -> None:
        if self.low >= self.high or len(set(self.items)) < len(self.items):
            raise ValueError("a rating needs two points at least, and no item twice")

    def check(self, item: str, point: Point) -> None:
        """Refuse an item or an answer that does not exist."""
        if item not in self.items:
            raise Refused(_("This is not one of the questions. Please load the page again."))
        if isinstance(point, str):
            if (point == ASIDE and self.aside) or (point == PASS and self.passes):
                return
        elif isinstance(point, int) and not isinstance(point, bool) and self.low <= point <= self.high:
            return
        raise Refused(_("Please choose one of the answers, from {low} to {high}.", low=self.low, high=self.high))


@dataclass
class Ratings:
    """The answers of one round. Every action costs as much as one answer, and refuses before it changes anything."""

    points: dict[Key, dict[str, Point]] = field(default_factory=dict)
    """What a person says to each item; an item without an answer is not there."""
    passes: dict[Key, bool] = field(default_factory=dict)
    """Who passed on everything; none of them is in `points`."""
    turned: dict[Key, int] = field(default_factory=dict)
    """The part that a person looks at, from 0, where many things are rated some at a time."""
    through: dict[Key, bool] = field(default_factory=dict)
    """Who went through all parts there."""

    def give(self, me: Key, item: str, point: Point, rules: Rules) -> None:
        """Answer one item, in place of any earlier answer. It takes back a pass on everything."""
        rules.check(item, point)
        self.passes.pop(me, None)
        self.points.setdefault(me, {})[item] = point

    def whole(self, me: Key, points: Mapping[str, Point], *rules: Rules) -> None:
        """Answer all items at once, as on paper, each by the one of `rules` that has it.

        Items that are not there have no answer; nothing at all is refused.
        """
        check(points, *rules)
        self.passes.pop(me, None)
        self.points[me] = dict(points)

    def pass_(self, me: Key, rules: Rules) -> None:
        """Pass on everything: any answers are taken back."""
        if not rules.passes:
            raise Refused(_("There is no pass here. Please choose one of the answers."))
        self.points.pop(me, None)
        self.passes[me] = True

    def of(self, me: Key) -> dict[str, Point]:
        """What one person said, as a new dict."""
        return dict(self.points.get(me, {}))

    def answered(self, item: str | None = None) -> list[Key]:
        """Who gave an answer other than pass, to one item or to any, in an order that says nothing."""
        return sorted(key for key, points in self.points.items() if _answers(points, item))

    def passed(self, item: str | None = None) -> list[Key]:
        """Who passed on one item, or passed and answered nothing, in an order that says nothing."""
        here = (
            key
            for key, points in self.points.items()
            if not _answers(points, item) and (item is None or item in points)
        )
        return sorted([*self.passes, *here])

    def numbers(self, item: str) -> dict[Key, int]:
        """The numbers given to one item, in an order that says nothing."""
        given = {key: self.points[key].get(item) for key in sorted(self.points)}
        return {key: point for key, point in given.items() if isinstance(point, int)}


def check(points: Mapping[str, Point], *rules: Rules) -> None:
    """Refuse no answer at all, and any that the one of `rules` with its item does not have."""
    if not points:
        raise Refused(_("Nothing is chosen yet. Choose an answer first."))
    for item, point in points.items():
        next((each for each in rules if item in each.items), rules[0]).check(item, point)


def pairs(first: Mapping[Key, int], second: Mapping[Key, int]) -> dict[Key, tuple[int, int]]:
    """The two numbers of everyone who gave both. An unpaired number is never used for a difference."""
    return {key: (number, second[key]) for key, number in first.items() if key in second}


@dataclass(frozen=True)
class Distribution:
    """How many people gave each point to one item. It has no average: see `figures`, which not every activity uses."""

    low: int
    """The lowest point of the scale."""
    counts: tuple[int, ...]
    """People for each point of the scale, from the lowest."""
    aside: int = 0
    passes: int = 0

    @property
    def n(self) -> int:
        """People who gave a number."""
        return sum(self.counts)

    @property
    def answered(self) -> int:
        """People who gave a number or stood aside."""
        return self.n + self.aside

    @property
    def points(self) -> range:
        """The points of the scale."""
        return range(self.low, self.low + len(self.counts))

    def at(self, point: int) -> int:
        """People who gave this point; 0 outside the scale."""
        return self.counts[point - self.low] if point in self.points else 0

    def below(self, point: int) -> int:
        """People who gave less than this point."""
        return sum(self.at(each) for each in self.points if each < point)


def distributions(ratings: Ratings, rules: Rules, only: Collection[Key] | None = None) -> dict[str, Distribution]:
    """Count a round by item, of everyone or `only` of some people. No averages are made."""
    some = None if only is None else set(only)
    forms = [points for key, points in ratings.points.items() if some is None or key in some]
    passes = sum(some is None or key in some for key in ratings.passes)
    counted = {}
    for item in rules.items:
        said = Counter(points[item] for points in forms if item in points)
        counts = tuple(said[point] for point in range(rules.low, rules.high + 1))
        counted[item] = Distribution(rules.low, counts, aside=said[ASIDE], passes=passes + said[PASS])
    return counted


@dataclass(frozen=True)
class Figures:
    """What is made from the numbers of one item, exactly. The distribution is always shown with the mean."""

    mean: Fraction
    median: Fraction
    low_share: Fraction
    """Answers in the bottom two points, of all numbers."""
    high_share: Fraction
    """Answers in the top two points, of all numbers."""
    split: bool
    """People see this differently: on four points or more, a quarter or more at each end, of five people or more."""


def figures(distribution: Distribution, at_least: int = counting.ENOUGH) -> Figures | None:
    """The figures of one item; `None` with fewer than `at_least` numbers, where only the counts are shown.

    Rooms understand averages, so they are shown; no decision is ever made by one.
    """
    counts, n = distribution.counts, distribution.n
    if n < max(1, at_least):
        return None
    numbers = [point for point, people in zip(distribution.points, counts, strict=True) for _person in range(people)]
    low, high = Fraction(sum(counts[:2]), n), Fraction(sum(counts[-2:]), n)
    return Figures(
        mean=counting.mean(numbers),
        median=counting.median(numbers),
        low_share=low,
        high_share=high,
        split=len(counts) >= 4 and counting.enough(n) and low >= QUARTER and high >= QUARTER,
    )


def _answers(points: Mapping[str, Point], item: str | None) -> bool:
    if item is None:
        return any(point != PASS for point in points.values())
    return item in points and points[item] != PASS
