"""The facilitator reads all cards alone, on a page of their own, and hides what hurts before anybody else sees it."""

from __future__ import annotations

from typing import Any

from activities.appreciation import widgets
from activities.appreciation.thanks import Thanks
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.collect import Id, Text
from facilitator.blocks.collect.card import Card, Reason
from facilitator.composing import Panel
from facilitator.i18n import Words, _


class Read(Panel[Thanks]):
    """On the facilitator's own page every card with its number, to hide it; the stage has no word that people wrote."""

    @action(by="facilitator")
    def hide(self, s: Any, ctx: Ctx, reason: Reason, card: Id = "", begins: Text = "") -> None:
        """Hide a card, by its number on that page, that names somebody, does harm, or was a test."""
        there = list(cards(self.block, s).values())
        if not card.isdecimal() or not 1 <= int(card) <= len(there):
            raise Refused(_("There is no card with this number. Look at your own page again."))
        there[int(card) - 1].hidden = reason

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(_("The facilitator reads them first, alone. In a moment we see them together."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.hiding(self.named("hide"), len(self.block.of(s).cards))

    def private(self, s: Any, ctx: Ctx) -> Html:
        called = self.block.called(s, ctx)
        rows = [(called.get(card.column, ""), card) for card in cards(self.block, s).values()]
        return widgets.reading(rows, without(self.block, s), self.named("hide"))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.too_late(ctx)


def cards(thanks: Thanks, s: Any) -> dict[str, Card]:
    """All cards in the order of the facilitator's page, which says nothing of who wrote when; hidden ones too."""
    return dict(sorted(thanks.of(s).cards.items()))


def without(thanks: Thanks, s: Any) -> int:
    """How many people said yes to being thanked by name, and have no card. A number, and no names."""
    thanked = {card.column for card in thanks.of(s).shown().values()}
    return sum(id not in thanked for id in thanks.names.listed(s))
