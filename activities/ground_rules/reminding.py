"""Reminding: how people remind each other when a rule slips, from cards without names, as the group chooses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from activities.ground_rules import widgets
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Collect, Id, Line, Text, Writes
from facilitator.blocks.collect.shelves import card_wall, in_view, shelves
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.report.model import Paragraph, Passage
from facilitator.text import is_blank


@dataclass
class Chosen:
    """How people remind each other, in the words that the group chose."""

    words: str = ""


class Reminder(Block[Chosen, str]):
    """What the group chose from the cards. Its panels: `ask` for a card, `choose` from them, and `told`."""

    def __init__(self, cards: Collect) -> None:
        self.cards = cards
        self.ask = Ask(self)
        self.choose = Choose(self)
        self.told = Told(self)

    def results(self, s: Any, ctx: Ctx) -> str:
        return self.of(s).words

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        words = self.of(s).words
        chosen = [Paragraph(str(_("When a rule slips: {words}", words=words)))] if words else []
        return [*chosen, *(self.cards.record(s, ctx) if self.cards.of(s).cards else ())]


class Ask(Writes):
    """One card: how could we remind each other?"""

    do, again = "remind", True

    def __init__(self, block: Reminder) -> None:
        super().__init__(block.cards)
        self.reminder = block

    def whole(self, s: Any, me: Key, ctx: Ctx, text: Text) -> Callable[[], None]:
        """How we could remind each other."""
        made = self.block.rules(s, ctx).sheet({"": " ".join(text.split())})
        return self.keeps(s, me, ctx, *made)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.reminded(self.reminder.of(s).words)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        cards = self.block.of(s)
        return widgets.remind(cards.text_of(me), me in cards.passes, self.named(self.do))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("text", _("How do we remind each other?"), 140)


class Told(Panel[Reminder]):
    """How people remind each other; the facilitator can still say it in other words."""

    @action(by="facilitator")
    def settle(self, s: Any, ctx: Ctx, text: Line = "", card: Id = "") -> None:
        """This is how we remind each other: the words of a card, or other words."""
        cards = self.block.cards
        if card and (card not in cards.of(s).shown() or not cards.seen(ctx)):
            raise Refused(_("This card is not there any more. Choose another."))
        words = cards.of(s).cards[card].text if card else text
        if is_blank(words):
            raise Refused(_("There are no words yet. Write a sentence."))
        self.block.of(s).words = words

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.reminded(self.block.of(s).words)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        cards = self.block.cards.of(s)
        shown = cards.shown() if self.block.cards.seen(ctx) else {}
        there = in_view(shelves(cards)) if shown else ()
        texts = {id: card.text for id, card in shown.items() if id in there}
        return widgets.reminders(texts, self.block.of(s).words, self.named("settle"))


class Choose(Told):
    """The same over the cards to choose from."""

    def __init__(self, block: Reminder) -> None:
        super().__init__(block)
        self.shows = (block.cards,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(card_wall(self.block.cards.of(s)), super().board(s, ctx))
