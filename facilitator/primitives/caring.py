"""Caring for cards: what writers and the facilitator can do with every card that was shown, until the activity closes.

The writer takes a card back, makes its permission stricter, or says one that was hidden in other words. The facilitator
hides one, or suggests other words, which only its writer sees and may take or leave. Closed rounds never change: what
becomes of their cards is kept beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.collect.card import LONGEST, Level, Reason, Rules
from facilitator.blocks.collect.pile import Mended, Pile
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import _
from facilitator.text import likeness

Text = Annotated[str, Field(max_length=LONGEST)]
Id = Annotated[str, Field(max_length=40)]
RULES = Rules()
"""A card that may be anything."""


def earlier(
    mended: Mended, ctx: Ctx, cards: Callable[[Any], Cards], hidden: str, shows: str, rules: Rules = RULES
) -> list[Pile]:
    """The cards of all closed rounds that were shown; `cards` finds them in the state of a round.

    They were written in the phase `hidden`, and the phase `shows` shows them.
    """
    return [
        Pile(
            mended.of(cards(each.state)),
            rules,
            unseen=not ctx.seen(hidden, shows, each),
            title=_("Your cards from round {n}", n=each.number),
            beside=mended,
        )
        for each in ctx.rounds
        if each.revealed
    ]


__all__ = ["CaresForCards", "Id", "Mended", "Pile", "Text", "earlier"]


class CaresForCards:
    """Actions in every phase for an activity that says in `piles` where its cards are.

    The engine shows what they need on every phone and on the stage; the activity does not.
    """

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        """All cards of the activity."""
        raise NotImplementedError

    def cares_on_stage(self, ctx: Ctx) -> bool:
        """Whether the engine shows the facilitator's part; an activity that shows cards to choose from has its own."""
        return True

    def card_gone(self, s: Any, ctx: Ctx, card: str) -> None:
        """What else to do when a card is hidden or taken back."""

    @action()
    def lower(self, s: Any, me: Key, ctx: Ctx, card: Id, permission: Level) -> None:
        """Make the permission of a card stricter, until the activity closes."""
        pile = self._pile_of_mine(s, ctx, card)
        pile.cards.lower(me, card, permission)
        pile.keep(card)

    @action(touches="everyone")
    def take_back(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Take a card away after it was shown, until the activity closes."""
        pile = self._pile_of_mine(s, ctx, card, shown=True)
        pile.cards.delete(me, card)
        pile.keep(card)
        self.card_gone(s, ctx, card)

    @action(touches="everyone")
    def rewrite(self, s: Any, me: Key, ctx: Ctx, card: Id, text: Text) -> None:
        """Say a card that was hidden in other words; it is shown again."""
        pile = self._pile_of_mine(s, ctx, card)
        pile.cards.rewrite(me, card, text, pile.rules)
        pile.keep(card)

    @action(touches="everyone")
    def take_words_for_it(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Say it in the words that the facilitator suggests."""
        pile = self._pile_of_mine(s, ctx, card)
        pile.cards.take_suggestion(me, card, pile.rules)
        pile.keep(card)

    @action()
    def keep_my_words(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Leave it as I wrote it."""
        pile = self._pile_of_mine(s, ctx, card)
        pile.cards.leave_suggestion(me, card)
        pile.keep(card)

    @action(by="facilitator")
    def hide(self, s: Any, ctx: Ctx, reason: Reason, card: Id = "", begins: Text = "") -> None:
        """Hide a card, named by its id or by how it `begins`, for one of three reasons."""
        pile, card = self._on_the_wall(s, ctx, card, begins)
        pile.cards.hide(card, reason)
        pile.keep(card)
        self.card_gone(s, ctx, card)

    @action(by="facilitator")
    def suggest_words(self, s: Any, ctx: Ctx, card: Id = "", begins: Text = "", words: Text = "") -> None:
        """Suggest other words to the writer of a card; nobody else sees them."""
        pile, card = self._on_the_wall(s, ctx, card, begins)
        pile.cards.suggest(card, words, pile.rules)
        pile.keep(card)

    def _pile_of_mine(self, s: Any, ctx: Ctx, card: str, shown: bool = False) -> Pile:
        """The pile of a person's card. Whose it is, the pile checks."""
        pile = next((pile for pile in self.piles(s, ctx) if card in pile.cards.cards), None)
        if pile is None:
            raise Refused(_("This is not a card of yours, or you deleted it. Please load the page again."))
        if shown and pile.unseen:
            raise Refused(_("This can be done when the cards are shown."))
        return pile

    def _on_the_wall(self, s: Any, ctx: Ctx, card: str, begins: str) -> tuple[Pile, str]:
        """A card that everyone has seen, and its pile."""
        shown = {id: pile for pile in self.piles(s, ctx) if not pile.unseen for id in pile.cards.shown()}
        if not card and begins:
            words = likeness(begins)
            found = [id for id, pile in shown.items() if likeness(pile.cards.cards[id].text).startswith(words)]
            if len(found) > 1:
                raise Refused(_("{n} cards begin like this. Write more of its words.", n=len(found)))
            card = found[0] if found else "-"
        if not card:
            raise Refused(_("Choose a card first."))
        if card not in shown:
            raise Refused(_("This card is not there any more. Choose another."))
        return shown[card], card
