"""Choosing the question on the stage: a deck of safe ones, or one's own with a flag where it may ask too much."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.kit.answers import button, text_form
from facilitator.kit.context import NOTHING, act, join
from facilitator.kit.stage import Row, banner, listing
from facilitator.primitives.prompts import LONGEST, Prompt, flag
from facilitator.primitives.saying import Form

_SUITS: dict[str, Words] = {
    "word": _("Better with one word."),
    "line": _("Better with a whole line."),
    "picture": _("Better with a picture."),
}


def prompt_tools(prompt: str, deck: Sequence[Prompt], form: Form) -> Html:
    """Posts `ask`. The questions that suit this form of answer come first."""
    order = sorted(deck, key=lambda each: form not in each.suits)
    rows = [_row(place, each, prompt, form) for place, each in enumerate(order)]
    own = prompt if prompt and all(each.text != prompt for each in deck) else ""
    typed = text_form("text", _("Or ask your own question"), "ask", LONGEST, _("Ask this"), own, 2)
    return join(listing(rows, _("Choose a question"), "deck"), typed, _flagged(prompt))


def _row(place: int, each: Prompt, prompt: str, form: Form) -> Row:
    words = _(each.text)
    note = _("Chosen") if each.text == prompt else "" if form in each.suits else _SUITS[each.suits[0]]
    ask = button(_("Ask this"), act("ask", text=each.text), label=_("Ask this: {text}", text=words))
    return Row(str(place), words, note, [] if each.text == prompt else [ask])


def _flagged(prompt: str) -> Html:
    why = flag(prompt) if prompt else ""
    return banner(why, _("You can still ask it, or choose another.")) if why else NOTHING
