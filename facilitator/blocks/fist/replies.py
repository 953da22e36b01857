"""What it would take: one card each without a name, a pass, or the wish to be asked in private."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Annotated, Any

from pydantic import Field

from facilitator import seats
from facilitator.activity import Key
from facilitator.blocks.collect.card import LONGEST, Rules
from facilitator.blocks.collect.rules import Cards

RULES = Rules(limit=LONGEST, most=1)
Reply = Annotated[str, Field(max_length=LONGEST)]


@dataclass
class Replies:
    """One card a person, and who would rather talk in private."""

    cards: Cards = field(default_factory=partial(Cards, pile="asides"))
    private: dict[Key, bool] = field(default_factory=dict)

    def toggle_private(self, me: Key) -> None:
        """Ask me in private, or take that back."""
        if self.private.pop(me, None) is None:
            self.private[me] = True

    def done(self) -> set[Key]:
        """Everyone who wrote, passed or asked."""
        return {*self.cards.answered(), *self.cards.passes, *self.private}


def shuffled(cards: Cards, random: Random) -> list[str]:
    """What stands on the cards, in an order that says nothing about who wrote when."""
    texts = sorted(card.text for card in cards.shown().values())
    random.shuffle(texts)
    return texts


def with_ids(old: dict[str, Any]) -> dict[str, Any]:
    """Replies as they were kept when a card was only its text, by its writer, in today's shape."""
    ids = {key: seats.digest(f"{key}:{text}", 10) for key, text in old["cards"].items()}
    cards = {ids[key]: {"text": text} for key, text in old["cards"].items()}
    wrote = {key: [id] for key, id in ids.items()}
    return {"cards": {"cards": cards, "wrote": wrote, "passes": old["passes"]}, "private": old["private"]}
