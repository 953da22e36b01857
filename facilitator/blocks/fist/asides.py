"""What it would take: one card each without a name, a pass, or the wish to be asked in private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from facilitator import seats
from facilitator.activity import Ctx, Key, action
from facilitator.blocks.collect.card import LONGEST, Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.primitives.caring import CaresForCards, Pile, Text, earlier

RULES = Rules(limit=LONGEST, most=1)


@dataclass
class Asides:
    """One card a person, and who would rather talk in private."""

    cards: Cards = field(default_factory=partial(Cards, pile="asides"))
    private: dict[Key, bool] = field(default_factory=dict)

    def toggle_private(self, me: Key) -> None:
        """Ask me in private, or take that back."""
        if self.private.pop(me, None) is None:
            self.private[me] = True

    @property
    def passes(self) -> dict[Key, bool]:
        """Who has nothing to say."""
        return self.cards.passes

    def pass_(self, me: Key) -> None:
        """Nothing to say; a card is taken back."""
        self.cards.pass_(me)

    def done(self) -> set[Key]:
        """Everyone who wrote, passed or asked."""
        return {*self.cards.answered(), *self.passes, *self.private}

    def shuffled(self, random: Random) -> list[str]:
        """The cards in an order that says nothing about who wrote when."""
        texts = sorted(card.text for card in self.cards.shown().values())
        random.shuffle(texts)
        return texts


class WritesAsides(CaresForCards):
    """Actions of the phase "listen" for an activity whose state has `asides: Asides`; a later phase shows the cards.

    Those of closed rounds are cared for in its `mended: Mended`.
    """

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        now = Pile(s.asides.cards, RULES, unseen=not ctx.seen("listen", "change"))
        return [now, *earlier(s.mended, ctx, lambda state: state.asides.cards, "listen", "change", RULES)]

    @action("listen")
    def card_(self, s: Any, me: Key, ctx: Ctx, text: Text) -> None:
        """What it would take, without a name."""
        s.asides.cards.only(me, text, RULES, ctx)

    @action("listen")
    def ask_me(self, s: Any, me: Key) -> None:
        """Would rather be asked in private, or takes that back."""
        s.asides.toggle_private(me)

    version = 2

    @classmethod
    def upgrade(cls, kind: str, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Until version 2 a card was only its text, by its writer."""
        old = data.get("asides")
        if kind != "state" or version > 1 or not old:
            return data
        ids = {key: seats.digest(f"{key}:{text}", 10) for key, text in old["cards"].items()}
        cards = {ids[key]: {"text": text} for key, text in old["cards"].items()}
        wrote = {key: [id] for key, id in ids.items()}
        return data | {
            "asides": {"cards": {"cards": cards, "wrote": wrote, "passes": old["passes"]}, "private": old["private"]}
        }
