"""Cards of offers and of requests: what, which skill, and of an offer when, how and for how many; signed or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from activities.skills_exchange import forms, tags
from activities.skills_exchange.forms import LIMIT
from facilitator.activity import Ctx, Html, Key, Privacy, Refused, Settings, action
from facilitator.blocks.collect import Card, Cards, Collect, Id, Rules, Text, Write, record
from facilitator.i18n import Words, _
from facilitator.text import is_blank

Cell = Annotated[str, Field(max_length=60)]
Name = Annotated[str, Field(max_length=40)]
PLACES, HOURS, MANY = 9, 40, 6
"""The most places and hours of an offer, and cards that one person has once all can be seen."""


class Piles(Collect):
    """Cards of one kind. `offering` says which; `write` is where people write them."""

    def __init__(self, most: str, offering: bool, mine: Words) -> None:
        super().__init__(may=lambda given: Rules(limit=LIMIT, most=getattr(given, most)), mine=mine)
        self.offering = offering
        self.write = Writing(self)

    def signed(self, given: Any) -> bool:
        """Whether a card of this kind always has a name."""
        return self.offering and given.offers == "open"

    def card(self, ctx: Ctx, text: str, who: str, fields: Mapping[str, str]) -> Card:
        """A card with these words. Refused when something is missing, or is nothing that can be said here."""
        given, words = ctx.settings, Rules(limit=LIMIT).words(text)
        asks = forms.asked(self.offering, given.credit == "hours")
        if not {*asks}.issuperset(fields):
            raise Refused(_("This cannot be chosen here. Please load the page again."))
        if self.signed(given) and is_blank(who):
            raise Refused(_("Write your name. Everyone will see it with your offer."))
        said = {"tag": tags.said(fields.get("tag", ""), fields.get("other", ""), words, tags.listed(given.tags))}
        said["time"] = " ".join(fields.get("time", "").split())
        said["how"] = fields.get("how", "")
        if said["how"] not in ("", *forms.HOW):
            raise Refused(_("This is not one of the answers. Please choose another."))
        if self.offering:
            said["places"] = _number(fields.get("places", ""), PLACES)
            said["hours"] = _number(fields.get("hours", ""), HOURS) if "hours" in asks else ""
        return Card(words, name=who.strip(), beside={name: [value] for name, value in said.items() if value})

    def tag(self, card: Card, ctx: Ctx) -> tags.Tag:
        """What equal skills have in common."""
        return tags.key(one(card, "tag"), tags.listed(ctx.settings.tags))

    def owners(self, s: Any) -> dict[str, Key]:
        """Whose each card is."""
        return {id: key for key, ids in self.of(s).wrote.items() for id in ids}

    def add(self, s: Any, me: Key, card: Card, ctx: Ctx) -> str:
        """One more card when all can be seen; its id."""
        if len(self.of(s).of(me)) >= MANY:
            raise Refused(_("You have many cards already. Take one back first."))
        return self.of(s).write(me, card, Rules(limit=LIMIT), ctx)

    def codes(self, s: Any, me: Key, ctx: Ctx) -> Sequence[str]:
        return [*record.codes(self.of(s), me, ctx).values()]


class Writing(Write):
    """One card after the other; nobody sees it before the market."""

    block: Piles
    personal = True

    def privacy_with(self, given: Settings) -> Privacy | None:
        return "open" if self.block.signed(given) else "hidden"

    def whole(  # type: ignore[override]
        self,
        s: Any,
        me: Key,
        ctx: Ctx,
        cards: dict[str, str] = {},  # noqa: B006 - never changed
        who: Name = "",
        fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> Callable[[], None]:
        """All cards at once, as on paper: each has a number, and so has what is said beside it."""
        lines = {at: text for at, text in cards.items() if not is_blank(text)}
        most = self.block.rules(s, ctx).most or MANY
        if not lines:
            raise Refused(_("This card is empty. Write a few words, or pass."))
        if len(lines) > most:
            raise Refused(_("Please send {n} cards at most.", n=most))
        made = [self.block.card(ctx, text, who, _of(at, fields)) for at, text in lines.items()]
        return self.keeps(s, me, ctx, *made)

    @action()
    def write(
        self,
        s: Any,
        me: Key,
        ctx: Ctx,
        text: Text,
        who: Name = "",
        fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> None:
        """One more card."""
        made = self.block.card(ctx, text, who, fields)
        self.block.of(s).write(me, made, self.block.rules(s, ctx), ctx)

    @action()
    def edit(
        self,
        s: Any,
        me: Key,
        ctx: Ctx,
        card: Id,
        text: Text,
        who: Name = "",
        fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> None:
        """Say it in another way."""
        made = self.block.card(ctx, text, who, fields)
        self.block.of(s).edit(me, card, text, "", self.block.rules(s, ctx))
        own = self.block.of(s).own(me, card)
        own.name, own.beside = made.name, made.beside

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return forms.writing(
            self._form(ctx), self.block.of(s), me, self.block.rules(s, ctx), self._name(s, me, ctx), self.named
        )

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return forms.sheet(self._form(ctx), self.block.rules(s, ctx).most or MANY)

    def _form(self, ctx: Ctx) -> forms.Form:
        given, block = ctx.settings, self.block
        return forms.Form(block.offering, block.signed(given), given.credit == "hours", tags.listed(given.tags))

    def _name(self, s: Any, me: Key, ctx: Ctx) -> str:
        """The name on the last card, or the one that was chosen at the door where everyone may see that."""
        before = [card.name for card in self.block.of(s).of(me).values() if card.name]
        return before[-1] if before else ctx.names.get(me, "") if self.block.signed(ctx.settings) else ""


def one(card: Card, name: str) -> str:
    """What is said beside a card; empty for nothing."""
    return next(iter(card.beside.get(name, ())), "")


def number(card: Card, name: str) -> int:
    """The same where it is a number."""
    return int(one(card, name) or 0)


def kept(cards: Cards, id: str) -> Card:
    """A card that everyone can see. Refused when it is not there."""
    card = cards.cards.get(id)
    if card is None or card.hidden:
        raise Refused(_("This card is not there any more. Please load the page again."))
    return card


def like(card: Card, name: str) -> Card:
    """A card of somebody else about the same."""
    return replace(card, name=name, beside={"tag": [one(card, "tag")], "places": ["1"]}, hidden=None, suggested="")


def _of(at: str, fields: Mapping[str, str]) -> dict[str, str]:
    return {name[len(at) + 1 :]: text for name, text in fields.items() if name.startswith(f"{at}.")}


def _number(text: str, most: int) -> str:
    text = text.strip() or "1"
    if not (text.isdecimal() and text.isascii()) or not 1 <= int(text) <= most:
        raise Refused(_("Write a whole number from 1 to {n}.", n=most))
    return str(int(text))
