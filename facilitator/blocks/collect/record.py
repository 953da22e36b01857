"""How cards are told in the record: only what their writers allow, in no order of time, and what is missing and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast, get_args

from facilitator import seats
from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.card import OUTSIDE, ROOM, Card, Reason, Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Paragraph, Passage, Permission, Quote, Quotes

Columns = Mapping[str, Words]
NONE: Columns = MappingProxyType({})


def blocks(
    title: Words, cards: Cards, rules: Rules, ctx: Ctx, columns: Columns = NONE, signed: Mapping[str, Words] = NONE
) -> list[Passage]:
    """All cards, column by column, and the notes about them. `signed` holds names where everybody knew of that.

    `columns` says what a column (id) is called; without any, all cards stand under `title`.
    """
    piles = [(words, cards.shown(column)) for column, words in columns.items()] or [(title, cards.shown())]
    found = [quotes(words, pile, rules, ctx, signed=signed) for words, pile in piles]
    return [*filter(None, found), *notes(cards, rules)]


def codes(cards: Cards, me: Key, ctx: Ctx) -> dict[str, str]:
    """The withdrawal codes of one person's own cards, by id, as people read them: "K7M 2QX"."""
    return {id: seats.shown(seats.withdrawal_code(ctx.seed, id)) for id in cards.of(me)}


def notes(cards: Cards, rules: Rules) -> list[Passage]:
    """What is not there and why, and how a writer can still take a card back."""
    stays = sum(card.permission == ROOM for card in cards.shown().values())
    words = [hidden(cards)]
    if stays:
        words.append(
            ngettext("{n} card stays in this room: its writer chose that.",
                     "{n} cards stay in this room: their writers chose that.", stays)
        )  # fmt: skip
    if rules.permissions and len(cards.shown()) > stays:
        words.append(_("Each writer has a code for a card. With it the card is removed from this laptop."))
        words.append(_("Copies that were handed out before cannot be called back."))
    told = " ".join(str(each) for each in words if each)
    return [Paragraph(told)] if told else []


def hidden(cards: Cards) -> Words:
    """How many cards the facilitator hid, and why; empty when none."""
    found = cards.hidden()
    if not found:
        return ""
    reasons = [card.hidden for card in found]
    why = ", ".join(str(_why(reason, n)) for reason in get_args(Reason) if (n := reasons.count(reason)))
    return ngettext(
        "{n} card was hidden by the facilitator ({why}).", "{n} cards were hidden by the facilitator ({why}).",
        len(found), why=why,
    )  # fmt: skip


def quotes(
    title: Words, pile: Mapping[str, Card], rules: Rules, ctx: Ctx, columns: Columns = NONE,
    signed: Mapping[str, Words] = NONE,
) -> Quotes | None:  # fmt: skip
    """A pile under a title; None when there are cards, and none of them may leave the room."""
    order = [*columns]
    kept = [
        quote(id, card, rules, ctx, columns.get(card.column, ""), signed.get(id, ""), _place(order, card.column))
        for id, card in sorted(pile.items(), key=lambda each: _place(order, each[1].column) or 0)
        if card.permission > ROOM
    ]
    return Quotes(str(title), tuple(kept)) if kept or not pile else None


def quote(
    id: str, card: Card, rules: Rules, ctx: Ctx, label: Words = "", signed: Words = "", column: int | None = None
) -> Quote:
    """A card as the record keeps it. Those that carry permissions have the hash of their withdrawal code."""
    outside = card.permission >= OUTSIDE
    return Quote(
        card.text, str(label), cast(Permission, card.permission), card.name or str(signed), open=bool(signed),
        purpose=card.purpose, until=_in_a_year(ctx) if outside else "",
        code=seats.withdrawal_mark(seats.withdrawal_code(ctx.seed, id)) if rules.permissions else "",
        column=column,
    )  # fmt: skip


def _place(order: Sequence[str], column: str) -> int | None:
    return order.index(column) if column in order else None


def _in_a_year(ctx: Ctx) -> str:
    today = ctx.today
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if leap else today.day).isoformat()


def _why(reason: Reason, n: int) -> Words:
    if reason == "person":
        return ngettext("{n} names a person", "{n} name a person", n)
    if reason == "harm":
        return ngettext("{n} with words that harm", "{n} with words that harm", n)
    return ngettext("{n} test", "{n} tests", n)
