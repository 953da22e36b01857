"""Offers and requests: which fit, how many places are free, what is a gap, and what is suggested first.

A place is taken by a match that two people agreed to, and by nothing else: a no leaves it free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from facilitator.activity import Key

Pair = tuple[str, str]
"""The ids of an offer and of a request."""


@dataclass(frozen=True)
class Offer:
    """What somebody could share, and for how many people."""

    who: Key
    tag: str
    places: int = 1
    hours: int = 0


@dataclass(frozen=True)
class Request:
    """What somebody would like to learn or get better at."""

    who: Key
    tag: str


@dataclass(frozen=True)
class Exchange:
    """All offers and requests by their ids, and the pairs to which both people said yes."""

    offers: Mapping[str, Offer]
    requests: Mapping[str, Request]
    agreed: frozenset[Pair] = frozenset()
    """Also those of a card that is hidden now: it keeps its place."""

    def fits(self, offer: str, request: str) -> bool:
        """Whether they are about the same skill, and by two people."""
        one, other = self.offers.get(offer), self.requests.get(request)
        return one is not None and other is not None and one.tag == other.tag and one.who != other.who

    @cached_property
    def matches(self) -> tuple[Pair, ...]:
        """The pairs that stand, in the order of the offers and of the requests."""
        return tuple(
            (one, other)
            for one in self.offers
            for other in self.requests
            if (one, other) in self.agreed and self.fits(one, other)
        )

    def left(self, offer: str) -> int:
        """How many places of an offer are free."""
        return max(0, self.offers[offer].places - self._taken[offer])

    def free(self, request: str) -> int:
        """How many free places fit a request."""
        asked = self.requests[request]
        every, own = self._free
        return every[asked.tag] - own[asked.tag, asked.who]

    def met(self, request: str) -> bool:
        """Whether somebody agreed to help with it."""
        return request in self._met

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """The requests without a match and without a free place that fits."""
        return tuple(id for id in self.requests if not self.met(id) and not self.free(id))

    def suggested(self, place: Callable[[str], Any]) -> list[str]:
        """The requests to suggest, those with the fewest free places first; `place` shuffles equal ones."""
        waiting = [id for id in self.requests if not self.met(id) and self.free(id)]
        return sorted(waiting, key=lambda id: (self.free(id), place(id)))

    @cached_property
    def coverage(self) -> tuple[int, int]:
        """How many requests have a match, and how many there are."""
        return len(self._met), len(self.requests)

    @cached_property
    def not_asked(self) -> tuple[str, ...]:
        """The offers that nobody else asked for."""
        asked = Counter(each.tag for each in self.requests.values())
        own = Counter((each.tag, each.who) for each in self.requests.values())
        return tuple(id for id, each in self.offers.items() if asked[each.tag] == own[each.tag, each.who])

    @cached_property
    def both(self) -> int:
        """How many people have an offer and a request. A number, and nobody."""
        return len({each.who for each in self.offers.values()} & {each.who for each in self.requests.values()})

    @cached_property
    def hours(self) -> int:
        """How many hours are agreed; the hour of anybody is an hour."""
        return sum(self.offers[offer].hours for offer, _request in self.matches)

    @cached_property
    def _taken(self) -> Counter[str]:
        return Counter(offer for offer, _request in self.agreed)

    @cached_property
    def _met(self) -> frozenset[str]:
        return frozenset(request for _offer, request in self.matches)

    @cached_property
    def _free(self) -> tuple[Counter[str], Counter[tuple[str, Key]]]:
        every, own = Counter[str](), Counter[tuple[str, Key]]()
        for id, each in self.offers.items():
            every[each.tag] += self.left(id)
            own[each.tag, each.who] += self.left(id)
        return every, own
