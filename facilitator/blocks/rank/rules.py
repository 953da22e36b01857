"""Rank: everyone puts a few things in an order, and how the orders are counted: truncated Borda.

With room for `top` places the first is worth `top` points, the second one fewer, and so on; what is not in an order has
none. Equal points share a rank: how many put something first is shown beside them, and parts no tie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator import counting
from facilitator.activity import Key, Refused
from facilitator.i18n import _


@dataclass(frozen=True)
class Rules:
    """What an order may be: some of the `options` (ids, in set-up order), `top` of them at most, none twice."""

    options: tuple[str, ...]
    top: int = 3

    def __post_init__(self) -> None:
        if self.top < 1 or len(set(self.options)) < len(self.options):
            raise ValueError("an order has room for one at least, and no option stands twice")

    @property
    def most(self) -> int:
        """How many places can be filled: there may be fewer options than places."""
        return min(self.top, len(self.options))

    def check(self, option: str) -> None:
        """Refuse what is not there to be ordered."""
        if option not in self.options:
            raise Refused(_("This one is not on the list. Please load the page again."))

    def order(self, places: Mapping[str, int]) -> list[str]:
        """The order that somebody gives by numbers, as on paper: 1 is first, 0 is nothing; a gap closes up.

        Refused: what is not on the list, a number that is no place, and the same place twice.
        """
        for option, place in places.items():
            self.check(option)
            if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place <= self.top:
                raise Refused(_("Places are whole numbers, from 1 to {n}.", n=self.top))
        given = {option: place for option, place in places.items() if place}
        if len(set(given.values())) < len(given):
            raise Refused(_("Two have the same place. Give every place once."))
        return sorted(given, key=lambda option: given[option])


@dataclass
class Orders:
    """The orders of one round. Every action costs as much as one order, and refuses before it changes anything.

    A person answered with at least one place. Any change takes back a pass and a "done".
    """

    orders: dict[Key, list[str]] = field(default_factory=dict)
    """What a person put in order, the first first; nobody is here without one."""
    passes: dict[Key, bool] = field(default_factory=dict)
    finished: dict[Key, bool] = field(default_factory=dict)
    """Who said that they are done, with at least one place. It informs; what counts is the order."""

    def put(self, me: Key, option: str, rules: Rules) -> None:
        """Put an option in the next free place."""
        rules.check(option)
        mine = self.of(me)
        if option in mine:
            raise Refused(_("This one is in your order already."))
        if len(mine) >= rules.most:
            raise Refused(_("Your order is full. Take one out first."))
        self._keep(me, [*mine, option])

    def out(self, me: Key, option: str) -> None:
        """Take an option out; those behind it move up."""
        mine = self._with(me, option)
        self._keep(me, [each for each in mine if each != option])

    def up(self, me: Key, option: str) -> None:
        """Move an option one place up."""
        mine = self._with(me, option)
        at = mine.index(option)
        if not at:
            raise Refused(_("This one is first already."))
        mine[at - 1 : at + 1] = [option, mine[at - 1]]
        self._keep(me, mine)

    def whole(self, me: Key, places: Mapping[str, int], rules: Rules) -> None:
        """Hand in a whole order by numbers, in place of any earlier one, as on paper. Without a place it is a pass."""
        self._keep(me, rules.order(places))
        self.finish(me)

    def finish(self, me: Key) -> None:
        """Say that the order is done. Without a place that is a pass."""
        if me in self.orders:
            self.finished[me] = True
        else:
            self.pass_(me)

    def pass_(self, me: Key) -> None:
        """Pass: any order is taken back."""
        self._keep(me, [])
        self.passes[me] = True

    def of(self, me: Key) -> list[str]:
        """The order of one person, as a new list."""
        return list(self.orders.get(me, []))

    def done(self, rules: Rules) -> set[Key]:
        """Everyone who passed, said so, or has filled every place."""
        full = (me for me, order in self.orders.items() if len(order) >= rules.most)
        return {*self.passes, *self.finished, *full}

    def answered(self) -> list[Key]:
        """Everyone with at least one place, in an order that says nothing."""
        return sorted(self.orders)

    def passed(self) -> list[Key]:
        """Everyone who passed, in an order that says nothing."""
        return sorted(self.passes)

    def _with(self, me: Key, option: str) -> list[str]:
        mine = self.of(me)
        if option not in mine:
            raise Refused(_("This one is not in your order. Please load the page again."))
        return mine

    def _keep(self, me: Key, order: Sequence[str]) -> None:
        self.passes.pop(me, None)
        self.finished.pop(me, None)
        self.orders.pop(me, None)
        if order:
            self.orders[me] = list(order)


@dataclass(frozen=True)
class Ranked:
    """What the orders come to for one option."""

    option: str
    points: int
    places: tuple[int, ...]
    """People who gave it each place, the first first."""
    rank: int | None
    """None when nobody put anything in order."""

    @property
    def first(self) -> int:
        """People who put it first."""
        return self.places[0]


@dataclass(frozen=True)
class Ranking:
    """All options in set-up order, with their points and ranks."""

    options: tuple[Ranked, ...]
    voters: int
    passes: int
    top: int

    def __getitem__(self, option: str) -> Ranked:
        return next(each for each in self.options if each.option == option)

    @property
    def ranked(self) -> list[Ranked]:
        """Most points first; those with equal points, which share a rank, as they were set up."""
        return sorted(self.options, key=lambda each: -each.points)

    @property
    def level(self) -> list[list[Ranked]]:
        """Those that share a rank, at least two each; nothing where nobody put anything in order."""
        found: dict[int, list[Ranked]] = {}
        for each in self.ranked if self.voters else ():
            found.setdefault(each.points, []).append(each)
        return [group for group in found.values() if len(group) > 1]


def ranking(orders: Orders, rules: Rules) -> Ranking:
    """Count the orders of a round."""
    given = [order[: rules.top] for order in orders.orders.values()]
    places = {
        option: tuple(sum(order[at : at + 1] == [option] for order in given) for at in range(rules.top))
        for option in rules.options
    }
    points = {
        option: sum(people * (rules.top - at) for at, people in enumerate(found)) for option, found in places.items()
    }
    ranks = counting.ranks([points[option] if given else None for option in rules.options])
    made = (Ranked(each, points[each], places[each], rank) for each, rank in zip(rules.options, ranks, strict=True))
    return Ranking(tuple(made), len(given), len(orders.passes), rules.top)
