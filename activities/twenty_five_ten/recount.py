"""Counts every figure, place and name of 25/10 again for a rehearsal, from what people did and saw then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from facilitator.counting import plain
from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Section, Table

Figure = tuple[str, Cell, Cell]
"""What it is called, what a record says, and what the books know of it."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure and name of a section, and every idea that stands. `books` hold what was done, and all cards."""
    sift, cards = Sift.of(books), books.cards.of(books.step)
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    for label, known in ((str(_("Ideas")), books.cards.answered), (str(_("Passed")), books.cards.passed)):
        if label in facts:
            yield label, _numbers(facts[label])[0], known((books.step, 0), "write")
    if "ideas" in tables and sift.scores:
        yield from sift.places(tables["ideas"], facts)
        there = sorted(f"{row[1]} {row[2]}".strip() for row in tables["ideas"].rows)
        known = sorted(card.text for card in cards if card.stands)
        yield str(tables["ideas"].title), len(there), len(known)
        yield from ((said, said, text) for said, text in zip(there, known, strict=False))
    if "owners" in tables:
        yield from sift.owners(tables["owners"], cards)


@dataclass
class Sift:
    """What was done in one run of it."""

    rounds: int = 1
    """How many rounds were begun."""
    scores: dict[tuple[str, str], int] = field(default_factory=dict)
    """By who gave it, and the card (id): nobody has a card twice."""
    dealt: dict[str, Any] = field(default_factory=dict)
    """What stood on a card, by its id."""
    hands: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What people ticked at the end, with the name they gave."""

    @classmethod
    def of(cls, books: Any) -> Sift:
        """Read the acts of the activity that is counted now, in their order."""
        made = cls()
        for act in books.acts:
            if act.step == books.step:
                made._take(act)
        return made

    def _take(self, act: Any) -> None:
        if act.action == "next_round":
            self.rounds += 1
        elif "card" in act.given and act.action in ("score", "pass"):
            card = act.given["card"]
            others = [each for each in act.cards if each.who != act.who]  # below stands one's own
            if others:
                self.dealt[card] = others[0]
            self.scores.pop((act.who, card), None)
            if act.action == "score":
                self.scores[act.who, card] = int(act.given["point"])
        elif act.action == "own":
            self.hands[act.who] = act.given
        elif act.action in ("unsay", "pass"):
            self.hands.pop(act.who, None)

    def places(self, table: Table, facts: Mapping[str, str]) -> Iterator[Figure]:
        """Rounds, and of every idea how many scores it has, what they come to, and its place."""
        rounds = str(_("Rounds"))
        yield rounds, _numbers(facts[rounds])[0], self.rounds
        least = _numbers(facts[str(_("Score"))])[-1]
        given = [self._given(str(row[1])) for row in table.rows]
        exact = [Fraction(sum(each), len(each)) * self.rounds if len(each) >= least else None for each in given]
        for row, points, score, text in zip(table.rows, given, exact, plain(exact), strict=True):
            better = sum(each is not None and score is not None and each > score for each in exact)
            yield str(row[1]), row[4], len(points)
            yield str(row[1]), row[3], text or str(_("not ranked"))
            yield str(row[1]), row[0], None if score is None else better + 1

    def owners(self, table: Table, cards: Iterable[Any]) -> Iterator[Figure]:
        """Who works on each idea."""
        for idea, own, joins in table.rows:
            wrote = {card.who for card in cards if card.head == idea and not card.gone}
            ticked = {f"join.{id}" for id in self._ids(str(idea))}
            mine = [who for who, hand in self.hands.items() if who in wrote and "mine" in hand]
            yield str(idea), own, self._names(mine)
            yield str(idea), joins, self._names(who for who, hand in self.hands.items() if ticked & {*hand})

    def _given(self, idea: str) -> list[int]:
        ids = self._ids(idea)
        return [points for (_who, card), points in self.scores.items() if card in ids]

    def _ids(self, idea: str) -> list[str]:
        return [id for id, card in self.dealt.items() if card.head == idea]

    def _names(self, people: Iterable[str]) -> str:
        names = [self.hands[who]["who"].strip() for who in people]
        return ", ".join(sorted(names, key=lambda name: (name.casefold(), name)))


def _numbers(words: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", words)] or [0]
