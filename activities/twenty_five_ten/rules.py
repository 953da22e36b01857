"""Who gets which card in which round, and what the scores come to. No HTML.

The cards lie in a random circle. In round r the card at place i goes to the writer of the card at place (i + r) mod n.
So nobody gets their own, nobody gets one of them twice, and each card is scored once a round. Where somebody has left
or passes, a stand-in can score that card later: who wrote nothing, came late, or has no card in this round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from facilitator.activity import Key
from facilitator.counting import SLIP, mean, ranks

PASSED = 0
"""In the place of a score: passed."""
LOW, HIGH = 1, 5
Shuffle = Callable[[list[Any]], None]
Writers = Mapping[str, Key]
"""Who wrote each card, by its id."""


@dataclass
class Sift:
    """Which cards were dealt to whom, and the scores they gave."""

    circle: list[str] = field(default_factory=list)
    """The cards (ids) in their circle; empty before they are dealt."""
    rounds: int = 0
    """How many rounds there are with so many cards."""
    dealt: list[dict[Key, str]] = field(default_factory=list)
    """The card of each person, round by round."""
    given: list[dict[Key, int]] = field(default_factory=list)
    """The score of each person, round by round."""

    @property
    def turn(self) -> int:
        """The round that is open, from 1; 0 before the cards are dealt."""
        return len(self.dealt)

    def begin(self, cards: Collection[str], rounds: int, shuffle: Shuffle) -> None:
        """Lay the cards in a circle. There can be one round less than there are cards."""
        self.circle = sorted(cards)
        shuffle(self.circle)
        self.rounds = min(rounds, len(self.circle) - 1)

    def deal(self, cards: Collection[str], writers: Writers, here: Sequence[Key], shuffle: Shuffle) -> None:
        """Begin the next round: to those who are `here`, one card each of those that are still there."""
        turn, present = self.turn + 1, {*here}
        everyone = {person: card for card, person in self._circle(writers, turn)}
        fresh = {person: card for person, card in everyone.items() if card in cards and person in present}
        free = sorted(key for key in here if key not in fresh)
        shuffle(free)
        open_ = self._open(cards, fresh)
        for person in free:
            fits = [card for card in open_ if open_[card] > 0 and self._may(person, card, writers)]
            if fits:
                fresh[person] = max(fits, key=lambda card: (open_[card], card))
                open_[fresh[person]] -= 1
        self.dealt.append(dict(sorted(fresh.items())))
        self.given.append({})

    def card_of(self, me: Key) -> str | None:
        """The card that somebody has in this round; None without one."""
        return self.dealt[-1].get(me) if self.dealt else None

    def score_of(self, me: Key) -> int | None:
        """The score that somebody gave in this round; None before they did."""
        return self.given[-1].get(me) if self.given else None

    def scores(self) -> dict[str, list[int]]:
        """The scores of each card."""
        found: dict[str, list[int]] = {card: [] for card in self.circle}
        for dealt, given in zip(self.dealt, self.given, strict=True):
            for key, points in given.items():
                if points != PASSED:
                    found[dealt[key]].append(points)
        return found

    def _circle(self, writers: Writers, turn: int) -> list[tuple[str, Key]]:
        """Whose turn each card is in a round, around the circle."""
        size = len(self.circle)
        return [(card, writers[self.circle[(place + turn) % size]]) for place, card in enumerate(self.circle)]

    def _open(self, cards: Collection[str], fresh: Mapping[Key, str]) -> dict[str, int]:
        """How many scores of the rounds so far a card lacks, that nobody is giving in this round."""
        scores, now = self.scores(), Counter(fresh.values())
        return {card: self.turn + 1 - len(scores[card]) - now[card] for card in self.circle if card in cards}

    def _may(self, person: Key, card: str, writers: Writers) -> bool:
        """Whether a stand-in can have a card: not their own, none they had before, none that comes around to them.

        Who wrote on a slip of the ballot box is not known. So a card from there goes only to writers of other cards.
        """
        unknown = writers[card].startswith(SLIP) and person not in writers.values()
        before = any(dealt.get(person) == card for dealt in self.dealt)
        coming = any((card, person) in self._circle(writers, turn) for turn in range(self.turn + 1, self.rounds + 1))
        return writers[card] != person and not unknown and not before and not coming


@dataclass(frozen=True)
class Place:
    """What the scores of one card come to."""

    card: str
    n: int
    """How many scores it has."""
    score: Fraction | None
    """The mean of its scores, times the rounds that were held: the plain sum where none is missing. None without a
    place."""
    rank: int | None
    """Its place, equal scores sharing one; None with too few scores."""


@dataclass(frozen=True)
class Sifted:
    """All cards, the first place first; those without a place last."""

    rounds: int
    """How many rounds were held."""
    places: tuple[Place, ...]

    def ranked(self) -> Iterator[Place]:
        """Those that have a place."""
        return (place for place in self.places if place.rank is not None)

    def top(self, most: int) -> list[tuple[int, list[Place]]]:
        """The places up to number `most` with all cards that share each, the last first: as they are counted up."""
        ranked = [place for place in self.ranked() if place.rank is not None and place.rank <= most]
        numbers = sorted({place.rank for place in ranked if place.rank is not None}, reverse=True)
        return [(number, [place for place in ranked if place.rank == number]) for number in numbers]


@dataclass(frozen=True)
class Counted:
    """How far it is: places that were told, and those still to come, both with the last place first."""

    found: Sifted
    told: Sequence[tuple[int, Sequence[Place]]]
    coming: Sequence[int]

    @property
    def now(self) -> tuple[int, Sequence[Place]] | None:
        """The place that was told last."""
        return self.told[-1] if self.told else None

    @property
    def rest(self) -> Sequence[Place]:
        """Ideas that are not among the places, once all of those were told."""
        told = {place.card for _number, places in self.told for place in places}
        return [] if self.coming else [place for place in self.found.places if place.card not in told]


def sifted(sift: Sift, texts: Mapping[str, str], least: int) -> Sifted:
    """Count the scores of the cards in `texts`, in exact numbers; `least` scores make a place.

    Cards that share a place come in the order of their words, which nobody's score changes.
    """
    scores = sift.scores()
    found = {card: scores.get(card, []) for card in texts}
    made = [mean(points) * sift.turn if points and len(points) >= least else None for points in found.values()]
    places = [
        Place(card, len(points), score, rank)
        for (card, points), score, rank in zip(found.items(), made, ranks(made), strict=True)
    ]
    return Sifted(sift.turn, tuple(sorted(places, key=lambda each: _order(each, texts))))


def _order(place: Place, texts: Mapping[str, str]) -> tuple[int, str, str, str]:
    words = texts[place.card]
    return place.rank or len(texts) + 1, words.casefold(), words, place.card
