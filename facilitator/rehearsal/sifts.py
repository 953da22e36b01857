"""Cards that were dealt and scored, in the books: who gave which card what, and who put their name to an idea."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from facilitator.counting import plain
from facilitator.i18n import _
from facilitator.rehearsal.cards import Written
from facilitator.report.model import Cell, Facts, Section, Table

Said = tuple[str, Cell, Cell]
"""What a record says of something, and what the books know of it."""


@dataclass
class Sift:
    """One activity in which cards are dealt."""

    rounds: int = 1
    """How many rounds were begun."""
    scores: dict[tuple[str, str], int] = field(default_factory=dict)
    """By who gave it, and the card (id): nobody has a card twice."""
    dealt: dict[str, Written] = field(default_factory=dict)
    """What stood on a card, by its id."""
    hands: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What people ticked at the end, with the name they gave."""

    def take(self, who: str, action: str, given: Mapping[str, str], page: str, cards: Iterable[Written]) -> None:
        """Somebody used a control that may be about one of the `cards`, on a page with these words."""
        if "card" in given and action in ("score", "pass"):
            above = page.partition(str(_("Your idea")))[0]  # below stands one's own
            found = [card for card in cards if card.head and card.head in above and not card.gone]
            if found:
                self.dealt[given["card"]] = found[0]
            self.scores.pop((who, given["card"]), None)
            if action == "score":
                self.scores[who, given["card"]] = int(given["point"])
        elif action == "own":
            self.hands[who] = given
        elif action in ("unsay", "pass"):
            self.hands.pop(who, None)

    def said(self, section: Section, cards: Sequence[Written]) -> Iterator[Said]:
        """Every figure and name of the record, and every idea of those `cards` that still stand."""
        tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
        if "ideas" in tables and self.scores:
            facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
            yield from self._places(tables["ideas"], facts)
            there = sorted(f"{row[1]} {row[2]}".strip() for row in tables["ideas"].rows)
            known = sorted(card.text for card in cards if card.stands)
            yield str(tables["ideas"].title), len(there), len(known)
            yield from ((said, said, text) for said, text in zip(there, known, strict=False))
        if "owners" in tables:
            yield from self._owners(tables["owners"], cards)

    def _places(self, table: Table, facts: Mapping[str, str]) -> Iterator[Said]:
        rounds = str(_("Rounds"))
        yield rounds, int(re.findall(r"\d+", facts[rounds])[0]), self.rounds
        least = int(re.findall(r"\d+", facts[str(_("Score"))])[-1])
        given = [self._given(str(row[1])) for row in table.rows]
        exact = [Fraction(sum(each), len(each)) * self.rounds if len(each) >= least else None for each in given]
        for row, points, score, text in zip(table.rows, given, exact, plain(exact), strict=True):
            better = sum(each is not None and score is not None and each > score for each in exact)
            yield str(row[1]), row[4], len(points)
            yield str(row[1]), row[3], text or str(_("not ranked"))
            yield str(row[1]), row[0], None if score is None else better + 1

    def _owners(self, table: Table, cards: Sequence[Written]) -> Iterator[Said]:
        for idea, own, joins in table.rows:
            wrote = {card.who for card in cards if card.head == idea and not card.gone}
            ticked = {f"join.{id}" for id in self._ids(str(idea))}
            yield (
                str(idea),
                own,
                self._names(who for who, hand in self.hands.items() if who in wrote and "mine" in hand),
            )
            yield str(idea), joins, self._names(who for who, hand in self.hands.items() if ticked & {*hand})

    def _given(self, idea: str) -> list[int]:
        ids = self._ids(idea)
        return [points for (_who, card), points in self.scores.items() if card in ids]

    def _ids(self, idea: str) -> list[str]:
        return [id for id, card in self.dealt.items() if card.head == idea]

    def _names(self, people: Iterable[str]) -> str:
        names = [self.hands[who]["who"].strip() for who in people]
        return ", ".join(sorted(names, key=lambda name: (name.casefold(), name)))
