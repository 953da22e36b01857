"""Learning together before anyone answers: cards one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from activities.where_we_stand import widgets
from activities.where_we_stand.presets import Card
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts, Passage


@dataclass
class Place:
    """Which card is shown, from 0."""

    at: int = 0


class Learning(Block[Place, None]):
    """Cards to learn from; `show` is the one that is shown."""

    def __init__(self, cards: Callable[[Any], Sequence[Card]]) -> None:
        self.cards = cards
        self.show = Show(self)

    def card(self, s: Any, ctx: Ctx) -> Card:
        """The card that is shown."""
        return self.cards(ctx.settings)[self.of(s).at]

    def title(self, s: Any, ctx: Ctx) -> Words:
        """Its title, as the question of a phase."""
        return self.card(s, ctx).title

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        titles = [str(card.title) for card in self.cards(ctx.settings)]
        words = ngettext("Before that we read {n} card: {titles}.", "Before that we read {n} cards: {titles}.",
                         len(titles), titles="; ".join(titles))  # fmt: skip
        return [Facts(((str(_("Learning cards")), str(words)),))]


class Show(Panel[Learning]):
    """One card for everyone; the facilitator turns to the next and back."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        total = len(self.block.cards(ctx.settings))
        return _("Card {n} of {total}", n=self.block.of(s).at + 1, total=total) if total > 1 else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.card(self.block.card(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        card = self.block.card(s, ctx)
        return kit.join(self.board(s, ctx), kit.more(_("Explain more"), card.more) if card.more else "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        at, last = self.block.of(s).at, len(self.block.cards(ctx.settings)) - 1
        buttons = [kit.button(_("Card before"), self.named("card_before"))] if at else []
        buttons += [kit.button(_("Next card"), self.named("next_card"))] if at < last else []
        told = kit.lead(self.block.card(s, ctx).more)
        return kit.join(kit.secondary(buttons) if buttons else "", told)

    @action(by="facilitator", moves=True)
    def next_card(self, s: Any, ctx: Ctx) -> None:
        """Show the next card."""
        self._turn(s, ctx, 1)

    @action(by="facilitator", moves=True)
    def card_before(self, s: Any, ctx: Ctx) -> None:
        """Show the card before this one again."""
        self._turn(s, ctx, -1)

    def _turn(self, s: Any, ctx: Ctx, by: int) -> None:
        place = self.block.of(s)
        if not 0 <= place.at + by < len(self.block.cards(ctx.settings)):
            raise Refused(_("There is no further card."))
        place.at += by
