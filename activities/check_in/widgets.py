"""A check-in on a page: how the question is chosen, how one answers, and how the room sees what was said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from activities.check_in.pictures import PICTURES
from activities.check_in.prompts import LONGEST, Prompt, flag
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.collect.shelves import ROOM
from facilitator.blocks.collect.widgets import NO_NAMES
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.context import field
from facilitator.kit.results import paged
from facilitator.text import Counted

_html = kit.macros("said", beside=__file__)

A_PAGE = 9
"""Answers with a name on a page of the board."""

_SUITS: dict[str, Words] = {
    "word": _("Better with one word."),
    "line": _("Better with a whole line."),
    "picture": _("Better with a picture."),
}

# The question


def prompt_tools(prompt: str, deck: Sequence[Prompt], form: str, ask: str) -> Html:
    """On the stage; posts the action `ask`. The questions that suit this form of answer come first."""
    order = sorted(deck, key=lambda each: form not in each.suits)
    rows = [_row(place, each, prompt, form, ask) for place, each in enumerate(order)]
    own = prompt if prompt and all(each.text != prompt for each in deck) else ""
    typed = kit.text_form(kit.TextField("text", _("Or ask your own question"), LONGEST, own, 2), ask, _("Ask this"))
    return kit.join(kit.listing(rows, _("Choose a question"), "deck"), typed, _flagged(prompt))


def _row(place: int, each: Prompt, prompt: str, form: str, ask: str) -> kit.Row:
    words = _(each.text)
    note = _("Chosen") if each.text == prompt else "" if form in each.suits else _SUITS[each.suits[0]]
    button = kit.button(_("Ask this"), kit.act(ask, text=each.text), label=_("Ask this: {text}", text=words))
    return kit.Row(str(place), words, note, [] if each.text == prompt else [button])


def _flagged(prompt: str) -> Html:
    why = flag(prompt) if prompt else ""
    return kit.banner(why, _("You can still ask it, or choose another.")) if why else Html("")


# The answer


def saying(cards: Cards, rules: Rules, form: str, me: Key, write: str) -> Html:
    """The form on a phone, with the sentence about privacy; the question stands above. Posts `write` and `pass`."""
    text, passed = cards.text_of(me), me in cards.passes
    saved = bool(text)
    if form == "picture":
        return kit.join(kit.privacy(), pictures(text), kit.send(write, saved=saved, passed=passed))
    note = _("One word is enough.") if form == "word" else _("One short answer is enough.")
    field = kit.TextField("text", "", rules.limit, text, 1 if form == "word" else 3, f"{note} {NO_NAMES}")
    send = _("Send change") if saved else _("Send")
    return kit.text_form(field, write, send, before=kit.privacy(), passes="pass", saved=saved, passed=passed)


def pictures(chosen: str) -> Html:
    """The pictures to choose one from, with their names."""
    options: Sequence[tuple[str, Words]] = list(PICTURES.items())
    return _html.pictures(field("text"), options, chosen, _("Choose a picture"))


def chart(texts: Sequence[Counted], n: int, mine: Collection[str]) -> Html:
    """How many chose each picture; `mine` marks one's own."""
    rows = [
        kit.ChartRow(
            each.text, PICTURES[each.text], each.n, mine=int(each.text in mine), sign=kit.icon(f"picture-{each.text}")
        )
        for each in texts
    ]
    return kit.chart(rows, n, ranks=False)


# Answers with names


@dataclass(frozen=True)
class Signed:
    """An answer with the name of who gave it; a picture has its sign."""

    id: str
    text: Words
    name: str
    sign: Html = Html("")


def signed(cards: Cards, form: str, names: Mapping[str, str]) -> Html:
    """Answers with the names of those who chose one, in no order; page by page where they are too many for a phone."""
    rows = [_signed(id, card.text, names.get(id, ""), form) for id, card in cards.shown().items()]
    if kit.page.get().surface in ("board", "stage"):
        shown, line = paged(rows, A_PAGE)
        return kit.join(_draw(shown), line)
    whole = _draw(rows)
    if len(whole.encode()) <= ROOM:
        return whole
    first = (kit.page.get().part - 1) % -(-len(rows) // A_PAGE) * A_PAGE
    return kit.join(kit.hint(_("The facilitator turns the pages.")), _draw(rows[first : first + A_PAGE]))


def _signed(id: str, text: str, name: str, form: str) -> Signed:
    if form == "picture":
        return Signed(id, PICTURES[text], name, kit.icon(f"picture-{text}"))
    return Signed(id, text, name)


def _draw(rows: Sequence[Signed]) -> Html:
    return _html.signed(rows, fitting.wall([f"{row.text} {row.name}" for row in rows], True).look)
