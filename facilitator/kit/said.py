"""One short answer from everyone: how it is given on a phone and on paper, and how the room sees what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.collect.shelves import ROOM, card_wall
from facilitator.blocks.collect.widgets import NO_NAMES
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.answers import send, text_area, text_form
from facilitator.kit.context import NOTHING, field, join, page
from facilitator.kit.icons import icon
from facilitator.kit.macros import macros
from facilitator.kit.results import ChartRow, chart, empty, paged
from facilitator.kit.word_cloud import word_cloud
from facilitator.kit.words import hint, privacy
from facilitator.primitives.saying import PICTURES, Short, told

_html = macros("said")

A_PAGE = 9
"""Answers with a name on a page of the board."""


@dataclass(frozen=True)
class _Signed:
    id: str
    text: Words
    name: str
    sign: Html


def saying(cards: Cards, rules: Short, me: Key) -> Html:
    """The form on a phone, with the sentence about privacy; the question stands above. Posts `write` and `pass`."""
    mine = next(iter(cards.of(me).values()), None)
    saved, passed = mine is not None, me in cards.passes
    text = mine.text if mine else ""
    if rules.form == "picture":
        return join(privacy(), _pictures(text), send("write", saved=saved, passed=passed))
    note = _("One word is enough.") if rules.form == "word" else _("One short answer is enough.")
    return text_form(
        "text", "", "write", rules.limit, _("Send change") if saved else _("Send"), text, _rows(rules),
        f"{note} {NO_NAMES}", before=privacy(), passes="pass", saved=saved, passed=passed,
    )  # fmt: skip


def saying_sheet(rules: Short) -> Html:
    """The same for paper, empty."""
    return _pictures("") if rules.form == "picture" else text_area("text", _("Answer"), rules.limit)


def how_many(cards: Cards) -> Words:
    """How many answered, for the line above a result."""
    n = told(cards).n
    return ngettext("{n} person answered.", "{n} people answered.", n) if n else ""


def said(cards: Cards, rules: Short, ctx: Ctx, me: Key | None = None) -> Html:
    """What was said: words by how often, lines as cards, pictures as dots; with names where everybody knew of that.

    On the phone of `me` one's own picture is marked.
    """
    found = told(cards)
    if not found.texts:
        return empty(_("Nobody wrote anything."), "")
    names = cards.signed(ctx.names)
    if names:
        return _signed(cards, rules, names)
    if rules.form == "word":
        return word_cloud(found.texts)
    if rules.form == "line":
        return card_wall(cards)
    mine = {card.text for card in cards.of(me).values()} if me else set()
    rows = [
        ChartRow(each.text, PICTURES[each.text], each.n, mine=int(each.text in mine), sign=icon(f"picture-{each.text}"))
        for each in found.texts
    ]
    return chart(rows, found.n, ranks=False)


def _signed(cards: Cards, rules: Short, names: Mapping[str, str]) -> Html:
    """Answers with the names of those who chose one, in no order; page by page where they are too many for a phone."""
    rows = [
        _Signed(id, card.text, names.get(id, ""), NOTHING)
        if rules.form != "picture"
        else _Signed(id, PICTURES[card.text], names.get(id, ""), icon(f"picture-{card.text}"))
        for id, card in cards.shown().items()
    ]
    if page.get().surface in ("board", "stage"):
        shown, line = paged(rows, A_PAGE)
        return join(_draw(shown), line)
    whole = _draw(rows)
    if len(whole.encode()) <= ROOM:
        return whole
    first = (page.get().part - 1) % -(-len(rows) // A_PAGE) * A_PAGE
    return join(hint(_("The facilitator turns the pages.")), _draw(rows[first : first + A_PAGE]))


def _draw(rows: Sequence[_Signed]) -> Html:
    return _html.signed(rows, fitting.wall([f"{row.text} {row.name}" for row in rows], True).look)


def _pictures(chosen: str) -> Html:
    options: Sequence[tuple[str, Words]] = list(PICTURES.items())
    return _html.pictures(field("text"), options, chosen, _("Choose a picture"))


def _rows(rules: Short) -> int:
    return 1 if rules.form == "word" else 3
