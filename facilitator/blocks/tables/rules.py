"""Small groups: pairs, then tables of whole pairs. Nobody is alone, and a place that somebody has stays theirs.

Pairs are of two, the last of three where people are odd. Two pairs make a table, the first table three where pairs are
odd; with one table there is none, since the whole room sits at it. Places are kept by the key of a person. Who leaves
keeps theirs; who would be alone then sits with the smallest pair until the other comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Literal

from facilitator.activity import Key

Mix = Literal["random", "by perspective", "as seated"]
"""How groups are made: by lot; by lot so that perspectives meet; or of those who sit at one table already."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(at: int) -> str:
    """What a table is called, from 0: A to Z, then AA."""
    return LETTERS[at] if at < 26 else letter(at // 26 - 1) + LETTERS[at % 26]


def pairs_of(people: Sequence[Key]) -> list[list[Key]]:
    """People in pairs in this order, the last three together where they are odd; none for a single person."""
    pairs = [list(people[at : at + 2]) for at in range(0, len(people) - len(people) % 2, 2)]
    if pairs and len(people) % 2:
        pairs[-1].append(people[-1])
    return pairs


def tables_of(pairs: int) -> list[list[int]]:
    """So many pairs (from 0) at tables: two and two, the first table three where they are odd. None for one table."""
    if pairs < 4:
        return []
    first = 2 + pairs % 2
    return [list(range(first)), *([at, at + 1] for at in range(first, pairs, 2))]


def alternating(people: Sequence[Key], said: Mapping[Key, str]) -> list[Key]:
    """The same people so that neighbours said different things, as far as that can be; equal ones keep their order."""
    piles: dict[str, list[Key]] = {}
    for key in people:
        piles.setdefault(said.get(key, ""), []).append(key)
    order: list[Key] = []
    last: str | None = None
    while piles:
        others = [name for name in piles if name != last] or list(piles)
        last = max(others, key=lambda name: len(piles[name]))
        order.append(piles[last].pop(0))
        if not piles[last]:
            del piles[last]
    return order


@dataclass
class Joined:
    """A table: what it is called, and which pairs (from 0) sit at it."""

    name: str
    pairs: list[int] = field(default_factory=list)


@dataclass
class Seating:
    """Who sits where, and what was said for it; all of it goes with the activity."""

    pairs: list[list[Key]] = field(default_factory=list)
    tables: list[Joined] = field(default_factory=list)
    drawn: int = 0
    """How often the groups were made."""
    seed: str = ""
    """The lots of the present groups: with it, and the keys of the people, they are drawn again."""
    said: dict[Key, str] = field(default_factory=dict)
    """A perspective that was stated for this alone, or the table at which somebody sits."""
    passes: dict[Key, bool] = field(default_factory=dict)
    apart: list[list[Key]] = field(default_factory=list)
    """Two and two who are not to sit together: the facilitator's own list."""

    def draw(self, here: Sequence[Key], mix: Mix, seed: str) -> None:
        """Make the groups anew of those who are here, by lot."""
        people = sorted(here)
        Random(seed).shuffle(people)
        self.drawn, self.seed = self.drawn + 1, seed
        if mix == "as seated":
            self._as_seated(people)
        else:
            said = self.said if mix == "by perspective" else {}
            self.pairs = pairs_of(alternating(people, said) if said else people)
            self.tables = [Joined(letter(at), pairs) for at, pairs in enumerate(tables_of(len(self.pairs)))]
        self._keep_apart(fixed=mix == "as seated")

    def together(self) -> list[list[Key]]:
        """Those of the private list who share a pair or a table all the same."""
        meet = {(a, b) for a, b, _level in self._meeting()}
        return [[a, b] for a, b in self.apart if (a, b) in meet]

    def seat(self, here: Sequence[Key], by_table: bool) -> None:
        """Give who has no place yet the smallest pair, or `by_table` the smallest table and its smallest pair."""
        placed = {key for pair in self.pairs for key in pair}
        for key in here if self.drawn else ():
            if key in placed:
                continue
            now = self.sat([each for each in here if each != key])
            if now.pairs:
                self.pairs[min(now.pairs, key=lambda at: (*now.size(at)[:: 1 if by_table else -1], at))].append(key)
            elif self.pairs:
                self.pairs[0].append(key)
            elif len(here) > 1:
                self.pairs = pairs_of(sorted(here))
                return

    def sat(self, here: Iterable[Key]) -> Sat:
        """Where everyone sits who is here: in their own pair, or with another where they would be alone."""
        there = frozenset(here)
        pair_of = {key: at for at, pair in enumerate(self.pairs) for key in pair if key in there}
        now = Sat(pair_of, {at: place for place, table in enumerate(self.tables) for at in table.pairs})
        while (lone := now.lonely()) is not None and len(now.pairs) > 1:
            key, at = lone
            near = [other for other in now.pairs if other != at]
            same = [other for other in near if now.table_of.get(other) == now.table_of.get(at)]
            pair_of = {**pair_of, key: min(same or near, key=lambda other: (now.size(other), other))}
            now = Sat(pair_of, now.table_of)
        return now

    def _as_seated(self, people: Sequence[Key]) -> None:
        """Tables as people said; who said nothing, or sits alone, goes to the smallest. Pairs within each table."""
        at: dict[str, list[Key]] = {}
        for key in people:
            if key in self.said:
                at.setdefault(self.said[key], []).append(key)
        lone = [key for name in sorted(at) if len(at[name]) == 1 for key in at.pop(name)]
        for key in [*lone, *(key for key in people if key not in self.said)]:
            name = min(at, key=lambda name: (len(at[name]), name)) if at else "A"
            at.setdefault(name, []).append(key)
        self.pairs, self.tables = [], []
        for name in sorted(at):
            made = pairs_of(at[name])
            self.tables.append(Joined(name, list(range(len(self.pairs), len(self.pairs) + len(made)))))
            self.pairs += made
        if len(self.tables) < 2:
            self.tables = []

    def _keep_apart(self, fixed: bool) -> None:
        """Swap people of the private list with somebody of a next pair, as long as fewer of them meet by that.

        With `fixed`, tables stay as people sit, so that only pairs are mended.
        """
        while worst := self._meeting():
            who = {key for a, b, _level in worst for key in (a, b)}
            if not any(self._better(*swap, len(worst)) for swap in list(self._swaps(who, fixed))):
                return

    def _swaps(self, who: Iterable[Key], fixed: bool) -> Iterator[tuple[int, int, int, int]]:
        """Whom of `who` (pair, place) could sit in whose place (pair, place), the next pair first."""
        table_of = {at: place for place, table in enumerate(self.tables) for at in table.pairs}
        for at, pair in enumerate(self.pairs):
            for place in [place for place, key in enumerate(pair) if key in who]:
                for step in range(1, len(self.pairs)):
                    other = (at + step) % len(self.pairs)
                    if not fixed or table_of.get(at) == table_of.get(other):
                        yield from ((at, place, other, there) for there in range(len(self.pairs[other])))

    def _better(self, at: int, place: int, other: int, there: int, meet: int) -> bool:
        """Swap two people if fewer of the private list meet then."""
        one, two = self.pairs[at], self.pairs[other]
        one[place], two[there] = two[there], one[place]
        if len(self._meeting()) < meet:
            return True
        one[place], two[there] = two[there], one[place]
        return False

    def _meeting(self) -> list[tuple[Key, Key, int]]:
        """Everything that is to be mended: two in one pair count there and at their table."""
        place = {key: at for at, pair in enumerate(self.pairs) for key in pair}
        table = {at: number for number, joined in enumerate(self.tables) for at in joined.pairs}
        found: list[tuple[Key, Key, int]] = []
        for a, b in self.apart:
            one, other = place.get(a), place.get(b)
            if one is None or other is None:
                continue
            found += [(a, b, 1)] * (one in table and table[one] == table.get(other)) + [(a, b, 2)] * (one == other)
        return found


@dataclass(frozen=True)
class Sat:
    """Where people sit who are here: the pair of each (from 0), and the table of each pair."""

    pair_of: Mapping[Key, int]
    table_of: Mapping[int, int]

    @property
    def pairs(self) -> list[int]:
        """The pairs in which somebody is."""
        return sorted(self._inside)

    @property
    def tables(self) -> list[int]:
        """The tables at which somebody sits."""
        return sorted({self.table_of[at] for at in self.pairs if at in self.table_of})

    @cached_property
    def _inside(self) -> Mapping[int, list[Key]]:
        """Who is in each pair."""
        inside: dict[int, list[Key]] = {}
        for key, at in self.pair_of.items():
            inside.setdefault(at, []).append(key)
        return inside

    def pair(self, at: int) -> list[Key]:
        """Who is in a pair."""
        return self._inside.get(at, [])

    def table(self, at: int) -> list[Key]:
        """Who sits at a table."""
        return [key for pair in self.pairs if self.table_of.get(pair) == at for key in self._inside[pair]]

    def size(self, at: int) -> tuple[int, int]:
        """How many sit at the table of a pair, and in it."""
        table = self.table_of.get(at)
        return len(self.table(table)) if table is not None else 0, len(self.pair(at))

    def lonely(self) -> tuple[Key, int] | None:
        """Somebody who is alone in a pair."""
        return next(((key, at) for at in self.pairs if len(self.pair(at)) == 1 for key in self.pair(at)), None)
