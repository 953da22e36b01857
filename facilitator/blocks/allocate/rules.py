"""Allocate: whole points over a few lines that come to exactly one total, and the money that is made of them.

Points that do not come to the total are begun and no answer: the mean of all answers must come to the total as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from facilitator import counting
from facilitator.activity import Key, Refused
from facilitator.i18n import _, ngettext

WIDE = 20
"""From so many points between the quartiles on, people see a line very differently."""


@dataclass(frozen=True)
class Rules:
    """What an answer may be: whole points, 0 or more, for some of the `lines` (ids, in set-up order)."""

    lines: tuple[str, ...]
    total: int = 100

    def __post_init__(self) -> None:
        if self.total < 1 or len({*self.lines}) < len(self.lines):
            raise ValueError("no line stands twice, and there are points to give")

    def check(self, points: Mapping[str, int]) -> dict[str, int]:
        """Points line by line, without those that have none. Refused: what is no line, no whole number, or too much."""
        for line, n in points.items():
            if line not in self.lines:
                raise Refused(_("This one is not on the list. Please load the page again."))
            if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= self.total:
                raise Refused(_("Points are whole numbers, from 0 to {n}.", n=self.total))
        over = sum(points.values()) - self.total
        if over > 0:
            raise Refused(ngettext("That is {n} point too many. Take some away first.",
                                   "That is {n} points too many. Take some away first.", over))  # fmt: skip
        return {line: points[line] for line in self.lines if points.get(line)}

    def exactly(self, points: Mapping[str, int]) -> dict[str, int]:
        """The same, refused unless they come to the total."""
        given = self.check(points)
        self.refuse_rest(self.total - sum(given.values()))
        return given

    def refuse_rest(self, left: int) -> None:
        """Refuse while points are left."""
        if left:
            raise Refused(ngettext("{n} point is left. Give it to a line first.",
                                   "{n} points are left. Give them to the lines first.", left))  # fmt: skip

    def equally(self, given: Mapping[str, int]) -> dict[str, int]:
        """What is not `given` yet, shared equally; the first lines get one point each of what cannot be shared."""
        if not self.lines:
            raise Refused(_("There are no lines yet. Please load the page again."))
        each, more = divmod(self.total - sum(given.values()), len(self.lines))
        return self.check({line: given.get(line, 0) + each + (at < more) for at, line in enumerate(self.lines)})


@dataclass
class Allocations:
    """The points of one round. Every action costs as much as one answer, and refuses before it changes anything.

    Any change takes back a pass and a "done".
    """

    points: dict[Key, dict[str, int]] = field(default_factory=dict)
    """What a person gives to each line so far; nobody is here without a point."""
    passes: dict[Key, bool] = field(default_factory=dict)
    finished: dict[Key, bool] = field(default_factory=dict)
    """Who said that they are done, with all points given. It informs; what counts is the points."""

    def give(self, me: Key, line: str, n: int, rules: Rules) -> None:
        """Give a line so many points more; fewer where `n` is below 0, and never fewer than none."""
        mine = self.of(me)
        now = mine.get(line, 0)
        if n < 0 and not now and line in rules.lines:
            raise Refused(_("This one has no points yet."))
        self._keep(me, rules.check({**mine, line: max(0, now + n)}))

    def equally(self, me: Key, rules: Rules) -> None:
        """Share the points that are left equally over the lines."""
        if not self.left(me, rules):
            raise Refused(_("No point is left. Take some away first, or clear all."))
        self._keep(me, rules.equally(self.of(me)))

    def clear(self, me: Key) -> None:
        """Take all points back, without passing."""
        self._keep(me, {})

    def whole(self, me: Key, points: Mapping[str, int], rules: Rules) -> None:
        """Hand in all points at once, in place of any earlier ones, as on paper. Refused unless they are the total."""
        self._keep(me, rules.exactly(points))
        self.finished[me] = True

    def finish(self, me: Key, rules: Rules) -> None:
        """Say that all points are given. Refused while some are left."""
        rules.refuse_rest(self.left(me, rules))
        self.finished[me] = True

    def pass_(self, me: Key) -> None:
        """Pass: all points are taken back."""
        self._keep(me, {})
        self.passes[me] = True

    def of(self, me: Key) -> dict[str, int]:
        """The points of one person, as a new dict."""
        return dict(self.points.get(me, {}))

    def left(self, me: Key, rules: Rules) -> int:
        """How many points a person still has to give."""
        return rules.total - sum(self.points.get(me, {}).values())

    def answered(self, rules: Rules) -> list[Key]:
        """Everyone who has given all points, in an order that says nothing."""
        return sorted(me for me in self.points if not self.left(me, rules))

    def begun(self, rules: Rules) -> list[Key]:
        """Everyone who has given some points and not all."""
        return sorted(me for me in self.points if self.left(me, rules))

    def passed(self) -> list[Key]:
        """Everyone who passed, in an order that says nothing."""
        return sorted(self.passes)

    def _keep(self, me: Key, points: Mapping[str, int]) -> None:
        self.passes.pop(me, None)
        self.finished.pop(me, None)
        self.points.pop(me, None)
        if points:
            self.points[me] = dict(points)


@dataclass(frozen=True)
class Spread:
    """Where the middle half of the answers for a line lies. Only where enough people answered."""

    median: Fraction
    lower: Fraction
    upper: Fraction

    @property
    def wide(self) -> bool:
        """Whether people see this line very differently."""
        return self.upper - self.lower >= WIDE


@dataclass(frozen=True)
class Line:
    """One line, counted. Medians need not come to the total, so they are never shares; means do."""

    line: str
    mean: Fraction
    spread: Spread | None


@dataclass(frozen=True)
class Allocation:
    """What the points of all come to, line by line. Without an answer there are no lines."""

    lines: tuple[Line, ...]
    people: int
    passes: int
    begun: int
    """How many had some points left when it was counted; they are in no result."""

    @property
    def means(self) -> dict[str, Fraction]:
        """The mean of each line; together they are the total."""
        return {each.line: each.mean for each in self.lines}

    def amounts(self, amount: int, unit: int = 1) -> dict[str, int]:
        """An amount, divided like the means."""
        return divided(amount, self.means, unit)


def allocation(given: Allocations, rules: Rules) -> Allocation:
    """Count the points of everyone who has given all of them."""
    people = [given.points[me] for me in given.answered(rules)]
    lines = []
    for line in rules.lines if people else ():
        points = [each.get(line, 0) for each in people]
        lines.append(Line(line, counting.mean(points), spread(points) if counting.enough(len(points)) else None))
    return Allocation(tuple(lines), len(people), len(given.passes), len(given.begun(rules)))


def spread(points: Sequence[int]) -> Spread:
    """Median and quartiles: the medians of the lower and of the upper half, without the middle value of an odd n."""
    listed, half = sorted(points), len(points) // 2
    return Spread(counting.median(listed), counting.median(listed[:half]), counting.median(listed[-half:]))


def divided(amount: int, shares: Mapping[str, Fraction], unit: int = 1) -> dict[str, int]:
    """An amount in whole units, divided like some shares, by largest remainder: it comes to exactly the amount.

    Every line gets its part rounded down, and one unit more where most was cut off; where equally much was, the larger
    share comes first, then the earlier line. Without any share there is nothing to divide by: an empty dict.
    """
    if unit < 1 or amount < 0 or amount % unit:
        raise ValueError("an amount is a multiple of the unit")
    whole, units = sum(shares.values(), Fraction(0)), amount // unit
    if not whole:
        return {}
    parts = {line: units * share / whole for line, share in shares.items()}
    floors = {line: int(part) for line, part in parts.items()}
    most_cut = sorted(parts, key=lambda line: (floors[line] - parts[line], -shares[line]))
    for line in most_cut[: units - sum(floors.values())]:
        floors[line] += 1
    return {line: n * unit for line, n in floors.items()}
