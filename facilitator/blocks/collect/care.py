"""Care: what writers and the facilitator can do with every card that was shown, until the activity closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import widgets
from facilitator.blocks.collect.card import LONGEST, Level, Reason
from facilitator.blocks.collect.pile import Holds, Mended, Pile
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.text import likeness

Text = Annotated[str, Field(max_length=LONGEST)]
Id = Annotated[str, Field(max_length=40)]


class Care(Block[Mended, None]):
    """Knows all cards of its activity, and finds the pile of a card by its id. Its slice: what became of closed rounds.

    Made of the blocks that hold cards, and stands in `below`: `below = (care.mine, care.hiding)`. There is one of it in
    an activity. A block that groups cards stands in place of the one that collects them: `Care(groups, reminders)`.
    """

    def __init__(self, *holders: Holds) -> None:
        self.holders = holders
        self.mine = Mine(self)
        self.hiding = Hiding(self)

    def piles(self, s: Any, ctx: Ctx) -> list[Pile]:
        """All cards of the activity, those of closed rounds last."""
        return [pile for _holder, pile in self._held(s, ctx)]

    def at_hand(self, ctx: Ctx) -> bool:
        """Whether a block has its cards on the stage to choose from, with what cares for them."""
        return any(holder.at_hand(ctx) for holder in self.holders)

    def mine_of(self, s: Any, ctx: Ctx, card: str, shown: bool = False) -> tuple[Holds, Pile]:
        """The pile of a person's card, and who holds it. Whose card it is, the pile checks."""
        found = next(((holder, pile) for holder, pile in self._held(s, ctx) if card in pile.cards.cards), None)
        if found is None:
            raise Refused(_("This is not a card of yours, or you deleted it. Please load the page again."))
        if shown and found[1].unseen:
            raise Refused(_("This can be done when the cards are shown."))
        return found

    def on_the_wall(self, s: Any, ctx: Ctx, card: str, begins: str) -> tuple[Holds, Pile, str]:
        """A card that everyone has seen, by its id or by how it `begins`; its pile, and who holds it."""
        shown = {
            id: (holder, pile) for holder, pile in self._held(s, ctx) if not pile.unseen for id in pile.cards.shown()
        }
        if not card and begins:
            words = likeness(begins)
            found = [
                id for id, (_holder, pile) in shown.items() if likeness(pile.cards.cards[id].text).startswith(words)
            ]
            if len(found) > 1:
                raise Refused(_("{n} cards begin like this. Write more of its words.", n=len(found)))
            card = found[0] if found else "-"
        if not card:
            raise Refused(_("Choose a card first."))
        if card not in shown:
            raise Refused(_("This card is not there any more. Choose another."))
        return (*shown[card], card)

    def _held(self, s: Any, ctx: Ctx) -> Sequence[tuple[Holds, Pile]]:
        found = [(holder, pile) for holder in self.holders for pile in holder.piles(s, ctx, self.of(s))]
        return sorted(found, key=lambda each: each[1].beside is not None)


class Mine(Panel[Care]):
    """At the foot of a phone: one's own cards that were shown, with what can still be done about them."""

    @action()
    def lower(self, s: Any, me: Key, ctx: Ctx, card: Id, permission: Level) -> None:
        """Make the permission of a card stricter, until the activity closes."""
        _holder, pile = self.block.mine_of(s, ctx, card)
        pile.cards.lower(me, card, permission)
        pile.keep(card)

    @action(touches="everyone")
    def take_back(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Take a card away after it was shown, until the activity closes."""
        holder, pile = self.block.mine_of(s, ctx, card, shown=True)
        pile.cards.delete(me, card)
        pile.keep(card)
        holder.gone(s, ctx, card)

    @action(touches="everyone")
    def rewrite(self, s: Any, me: Key, ctx: Ctx, card: Id, text: Text) -> None:
        """Say a card that was hidden in other words; it is shown again."""
        _holder, pile = self.block.mine_of(s, ctx, card)
        pile.cards.rewrite(me, card, text, pile.rules)
        pile.keep(card)

    @action(touches="everyone")
    def take_words_for_it(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Say it in the words that the facilitator suggests."""
        _holder, pile = self.block.mine_of(s, ctx, card)
        pile.cards.take_suggestion(me, card, pile.rules)
        pile.keep(card)

    @action()
    def keep_my_words(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Leave it as I wrote it."""
        _holder, pile = self.block.mine_of(s, ctx, card)
        pile.cards.leave_suggestion(me, card)
        pile.keep(card)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        last = ctx.phases[-1].name == ctx.phase
        return widgets.own_words(_seen(self.block, s, ctx), me, ctx, codes=last)


class Hiding(Panel[Care]):
    """On the stage: hide a card that was shown, or suggest other words to its writer."""

    @action(by="facilitator")
    def hide(self, s: Any, ctx: Ctx, reason: Reason, card: Id = "", begins: Text = "") -> None:
        """Hide a card, named by its id or by how it `begins`, for one of three reasons."""
        holder, pile, card = self.block.on_the_wall(s, ctx, card, begins)
        pile.cards.hide(card, reason)
        pile.keep(card)
        holder.gone(s, ctx, card)

    @action(by="facilitator")
    def suggest_words(self, s: Any, ctx: Ctx, card: Id = "", begins: Text = "", words: Text = "") -> None:
        """Suggest other words to the writer of a card; nobody else sees them."""
        _holder, pile, card = self.block.on_the_wall(s, ctx, card, begins)
        pile.cards.suggest(card, words, pile.rules)
        pile.keep(card)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return Html("") if self.block.at_hand(ctx) else widgets.care_tools(_seen(self.block, s, ctx))


def _seen(care: Care, s: Any, ctx: Ctx) -> list[Pile]:
    return ctx.once(f"{care.name} seen", s, lambda: [pile for pile in care.piles(s, ctx) if not pile.unseen])
