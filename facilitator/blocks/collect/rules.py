"""Collect: short texts on cards, each in a column, and what their writers and the facilitator can do with them.

All cards are kept, equal ones too: two people saying the same is information. Ids are drawn at random from the run's
seed and everything is listed by id, so nothing tells who wrote first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import SerializerFunctionWrapHandler, WrapSerializer

from facilitator.activity import Ctx, Key, Refused
from facilitator.blocks.collect import beside
from facilitator.blocks.collect.card import NOTHING, OUTSIDE, ROOM, Card, CollectSettings, Reason, Rules
from facilitator.i18n import _, ngettext

__all__ = ["Card", "Cards", "CollectSettings", "Rules"]


def _by_id(cards: Any, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
    return dict(sorted(dump(cards).items()))


@dataclass
class Cards:
    """Cards by id, and who wrote which. Every action refuses before it changes anything.

    A person answered with at least one card. Writing takes back a pass and a "done".
    """

    cards: Annotated[dict[str, Card], WrapSerializer(_by_id)] = field(default_factory=dict)
    wrote: dict[Key, list[str]] = field(default_factory=dict)
    """The ids of all cards that a person ever wrote, in order; deleted ones are no longer among `cards`."""
    passes: dict[Key, bool] = field(default_factory=dict)
    finished: dict[Key, bool] = field(default_factory=dict)
    """Who said that they are done, with at least one card. It informs; what counts is the cards."""
    pile: str = ""
    """Tells the piles of one activity apart: without it, ids would tell which cards are by one writer."""

    def write(self, me: Key, card: Card, rules: Rules, ctx: Ctx) -> str:
        """One more card, made by `rules.card`. Refused when that is more than one may write. Returns its id."""
        if rules.most is not None and len(self.of(me)) >= rules.most:
            raise Refused(
                ngettext(
                    "You can write {n} card here. Change the one you have.",
                    "You can write {n} cards here. Change or delete one first.",
                    rules.most,
                )
            )
        return self._add(me, card, ctx)

    def sheet(self, me: Key, texts: Mapping[str, str], rules: Rules, ctx: Ctx, permission: int = ROOM) -> None:
        """All cards of a person at once, as on paper, one a line, by column; in place of any earlier ones."""
        self.put(me, rules.sheet(texts, permission), ctx)

    def only(self, me: Key, text: str, rules: Rules, ctx: Ctx) -> None:
        """One card a person, in place of an earlier one."""
        self.put(me, [rules.card(text)], ctx)

    def put(self, me: Key, made: Iterable[Card], ctx: Ctx) -> None:
        """These are the cards of a person, in place of any earlier ones; they are done."""
        self._clear(me)
        for card in made:
            self._add(me, card, ctx)
        self.finished[me] = True

    def edit(self, me: Key, id: str, text: str, column: str, rules: Rules, fields: Mapping[str, str] = NOTHING) -> None:
        """Other words, or another column, for a card of one's own."""
        card = self.own(me, id)
        words, said = rules.words(text), beside.read(rules.beside, fields)
        rules.check_column(column)
        card.text, card.column, card.beside = words, column, said
        self.finished.pop(me, None)

    def rewrite(self, me: Key, id: str, text: str, rules: Rules) -> None:
        """Other words for a card of one's own that was hidden; it is shown again."""
        card = self.own(me, id)
        if card.hidden is None:
            raise Refused(_("This card is shown. It can be taken back, but not changed any more."))
        card.text, card.hidden, card.suggested = rules.words(text), None, ""

    def suggest(self, id: str, words: str, rules: Rules) -> None:
        """The facilitator suggests other words to the writer of a card."""
        text = rules.words(words)
        if text == self.cards[id].text:
            raise Refused(_("These are the same words. Change them first."))
        self.cards[id].suggested = text

    def take_suggestion(self, me: Key, id: str, rules: Rules) -> None:
        """Say a card of one's own in the suggested words; a hidden one is shown again."""
        card = self._suggested(me, id)
        card.text, card.suggested, card.hidden = rules.words(card.suggested), "", None

    def leave_suggestion(self, me: Key, id: str) -> None:
        """Leave a card of one's own as it is."""
        self._suggested(me, id).suggested = ""

    def delete(self, me: Key, id: str) -> None:
        """Take a card of one's own away for good."""
        self.own(me, id)
        del self.cards[id]

    def lower(self, me: Key, id: str, permission: int) -> None:
        """A stricter permission for a card of one's own."""
        card = self.own(me, id)
        if permission >= card.permission:
            raise Refused(_("You can only choose to share less. To share more, write a new card."))
        self.cards[id] = replace(
            card, permission=permission, name="", purpose=card.purpose if permission >= OUTSIDE else ""
        )

    def hide(self, id: str, reason: Reason) -> None:
        """The facilitator hides a card; its writer alone sees that, and why."""
        if id not in self.cards or self.cards[id].hidden:
            raise Refused(_("This card is not there any more. Choose another."))
        self.cards[id].hidden = reason

    def finish(self, me: Key) -> None:
        """Say that one is done. Without a card that is a pass."""
        if self.of(me):
            self.finished[me] = True
        else:
            self.pass_(me)

    def pass_(self, me: Key) -> None:
        """Pass: any cards are taken back."""
        self._clear(me)
        self.passes[me] = True

    def own(self, me: Key, id: str) -> Card:
        """A card of one's own. Refused when it is not, or not there any more."""
        if id not in self.of(me):
            raise Refused(_("This is not a card of yours, or you deleted it. Please load the page again."))
        return self.cards[id]

    def _suggested(self, me: Key, id: str) -> Card:
        card = self.own(me, id)
        if not card.suggested:
            raise Refused(_("There is no suggestion for this card."))
        return card

    def of(self, me: Key) -> dict[str, Card]:
        """The cards of one person, in the order in which they wrote them; hidden ones too."""
        return {id: self.cards[id] for id in self.wrote.get(me, ()) if id in self.cards}

    def text_of(self, me: Key | None) -> str:
        """What one wrote, where everyone writes one card; empty without, and on paper."""
        return next((card.text for card in self.of(me).values()), "") if me else ""

    def shown(self, column: str | None = None) -> dict[str, Card]:
        """Everything that is not hidden, or what of it stands in one column, by id: in no order of time."""
        return {
            id: card
            for id, card in sorted(self.cards.items())
            if card.hidden is None and (column is None or card.column == column)
        }

    def hidden(self) -> list[Card]:
        """What the facilitator hid."""
        return [card for _id, card in sorted(self.cards.items()) if card.hidden is not None]

    def signed(self, names: Mapping[Key, str]) -> dict[str, str]:
        """The chosen name of the writer of each card, where everybody knew of that."""
        return {id: name for key, name in names.items() for id in self.of(key)}

    def answered(self) -> list[Key]:
        """Everyone with at least one card, in an order that says nothing."""
        return sorted(key for key, ids in self.wrote.items() if not self.cards.keys().isdisjoint(ids))

    def done(self) -> set[Key]:
        """Everyone who passed, or has a card and said that they are done."""
        return {*self.passes, *(key for key in self.finished if self.of(key))}

    def _add(self, me: Key, card: Card, ctx: Ctx) -> str:
        mine = self.wrote.setdefault(me, [])
        random = ctx.random("card", *([self.pile, ctx.round] if self.pile else []), me, len(mine))
        id = f"{random.getrandbits(40):010x}"
        while id in self.cards:
            id = f"{random.getrandbits(40):010x}"
        self.cards[id] = card
        mine.append(id)
        self.passes.pop(me, None)
        self.finished.pop(me, None)
        return id

    def _clear(self, me: Key) -> None:
        for id in self.of(me):
            del self.cards[id]
        self.passes.pop(me, None)
        self.finished.pop(me, None)
