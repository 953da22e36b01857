"""Piles: all cards of an activity that their writers and the facilitator care for until it closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from facilitator.activity import Ctx
from facilitator.blocks.collect.card import Card, Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.composing import Block
from facilitator.i18n import Words, _

NO_COLUMNS: Mapping[str, Words] = MappingProxyType({})


@dataclass
class Mended:
    """What became of cards after their round had closed. Closed rounds never change; this is kept beside them."""

    cards: dict[str, Card | None] = field(default_factory=dict)
    """By their ids; None where the writer took it back."""

    def of(self, cards: Cards) -> Cards:
        """The cards of a round as they are now; a copy, which does not change the round."""
        now = {id: self.cards.get(id, card) for id, card in cards.cards.items()}
        return replace(cards, cards={id: replace(card) for id, card in now.items() if card is not None})


@dataclass(frozen=True)
class Pile:
    """Cards that were written for one question, what a card there may be, and what its columns (ids) are called."""

    cards: Cards
    rules: Rules = Rules()
    unseen: bool = False
    """Whether nobody but their writers has seen them yet."""
    columns: Mapping[str, Words] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)
    """The cards (ids) that their writers can take out of a group now, each with the action that does it."""
    title: Words = _("Your cards")
    beside: Mended | None = None
    """Where it is kept what becomes of them, when their round is closed."""

    def keep(self, card: str) -> None:
        """Remember what became of a card, when its round is closed."""
        if self.beside is not None:
            self.beside.cards[card] = self.cards.cards.get(card)


class Holds:
    """A block with cards to care for: one that collects them, or one that does something with them."""

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """Its cards of now and of closed rounds that were shown; `mended` tells what became of those."""
        raise NotImplementedError

    def gone(self, s: Any, ctx: Ctx, card: str) -> None:
        """What else to do when a card is hidden or taken back; nothing by default."""

    def at_hand(self, ctx: Ctx) -> bool:
        """Whether its cards stand on the stage to choose from, with what cares for them; they do not by default."""
        return False


def earlier(
    block: Block[Any, Any], cards: Callable[[Any], Cards], rules: Rules, ctx: Ctx, mended: Mended,
    columns: Mapping[str, Words] = NO_COLUMNS,
) -> list[Pile]:  # fmt: skip
    """The cards of all rounds of a block that were closed and shown; `cards` finds them in the state of a round."""
    return [
        Pile(
            mended.of(cards(each.state)), rules, not block.seen(ctx, each), columns,
            title=_("Your cards from round {n}", n=each.number), beside=mended,
        )
        for each in ctx.rounds
        if block.per_round and each.revealed and each.phase == block.question
    ]  # fmt: skip
