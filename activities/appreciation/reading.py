"""The facilitator reads all cards alone, on a page of their own, and hides what hurts before anybody else sees it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from activities.appreciation import widgets
from activities.appreciation.thanks import Thanks
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.collect.card import Card, Reason
from facilitator.composing import Panel
from facilitator.i18n import Words, _

Line = Annotated[str, Field(max_length=60)]


class Read(Panel[Thanks]):
    """On the facilitator's own page every card with a number; on the stage numbers can be hidden, and no words stand."""

    @action(by="facilitator")
    def hide_thanks(self, s: Any, ctx: Ctx, reason: Reason, numbers: Line = "") -> None:
        """Hide cards, by their numbers, that name somebody, do harm, or were a test."""
        there = cards(self.block, s)
        chosen = numbers.replace(",", " ").replace(";", " ").split()
        if not chosen:
            raise Refused(_("Write the numbers of the cards first."))
        if any(not each.isdecimal() or not 1 <= int(each) <= len(there) for each in chosen):
            raise Refused(_("There is no card with this number. Look at your own page again."))
        for each in chosen:
            list(there.values())[int(each) - 1].hidden = reason

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(_("In a moment we see them together."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.hiding(self.named("hide_thanks"))

    def private(self, s: Any, ctx: Ctx) -> Html:
        called = self.block.called(s, ctx)
        rows = [(called.get(card.column, ""), card) for card in cards(self.block, s).values()]
        return widgets.reading(rows, without(self.block, s) if ctx.settings.named_thanks else 0)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return _("The thanks have been shown, so this step is over.") if self.block.seen(ctx) and ctx.asked else ""


def cards(thanks: Thanks, s: Any) -> dict[str, Card]:
    """All cards in the order of the facilitator's page, which says nothing of who wrote when; hidden ones too."""
    return dict(sorted(thanks.of(s).cards.items()))


def without(thanks: Thanks, s: Any) -> int:
    """How many people said yes to being thanked by name, and have no card. A number, and no names."""
    thanked = {card.column for card in thanks.of(s).shown().values()}
    return sum(id not in thanked for id in thanks.names.listed(s))
