"""What only this activity draws: themes with what comes of them, and the facilitator's tools to find them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from activities.safe_feedback.found import QUESTIONS, Said, Theme
from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import paged
from facilitator.report.words import day

_html = kit.macros("feedback", beside=__file__)

HIDING: Mapping[str, Words] = {
    "person": _("It names somebody"),
    "harm": _("Its words do harm"),
    "test": _("It was a test"),
}
_WORDS: Mapping[str, Words] = {
    "which": _("Which theme?"), "new": _("A new theme"), "none": _("No theme"),
    "in": _("in a theme"), "hidden": _("hidden"),
    "silent": _("All that have no answer yet"), "numbers": _("Texts, by their numbers"),
    "text": _("The theme, in your own words"), "all": _("Without a number: all that are in no theme yet."),
    "put": _("Put them in"), "reply": _("Who replies, and by when?"), "who": _("Who replies?"), "by": _("By when?"),
    "promise": _("Promise a reply"), "why": _("Why can we not act on it?"), "cannot": _("Say why not"),
    "instead": _("Can nothing be done about one?"), "reason": _("Why is it hidden?"), "hide": _("Hide these texts"),
    "hiding": _("Does a text name somebody, or do harm?"),
}  # fmt: skip


def comes(theme: Theme) -> Words:
    """What comes of a theme, in a sentence."""
    if theme.why:
        return _("We cannot act on this, because: {why}", why=theme.why)
    if theme.who and theme.by:
        return _("{who} replies by {date}.", who=theme.who, date=day(theme.by.isoformat()))
    return _("No answer yet.")


def themes(made: Mapping[str, Theme], counts: Mapping[str, int], said: bool) -> Html:
    """All themes with how many texts each has, page by page on the board. `said`: whether anybody wrote anything."""
    if not made:
        return kit.empty(_("There are no themes.") if said else _("Nobody wrote anything."), "")
    rows = [(id, theme.text, _texts(counts[id]), comes(theme)) for id, theme in made.items()]

    def tall(row: tuple[str, str, Words, Words]) -> float:
        below = f"{row[2]} {row[3]}"
        return fitting.lines(row[1], fitting.WIDE, 4.5) * 5.4 + fitting.lines(below, fitting.WIDE, 3.2) * 4 + 2

    shown, part = paged(rows, 9, tall, fitting.room())
    return kit.join(_html.themes(shown), part)


def reading(said: Sequence[Said], made: Mapping[str, Theme]) -> Html:
    """For the facilitator alone: all texts with their numbers, by question, and which theme each is in."""
    piles = [(words, [(number, each.text, _state(each, made)) for number, each in enumerate(said, 1)
                      if each.question == name]) for name, words in QUESTIONS.items()]  # fmt: skip
    return _html.reading([pile for pile in piles if pile[1]])


def tools(said: Sequence[Said], made: Mapping[str, Theme], left: int, soon: str, today: str) -> Html:
    """On the stage, without a word that people wrote: put numbers into themes, promise, hide."""
    rows = [
        kit.Row(
            id,
            theme.text,
            _("{numbers} {comes}", numbers=_numbers(said, id), comes=comes(theme)),
            _drop(said, id, theme),
        )
        for id, theme in made.items()
    ]
    numbers = [(number, _mark(each)) for number, each in enumerate(said, 1)]
    there = {id: theme.text for id, theme in made.items()}
    page = kit.page.get()
    parts: list[Any] = [
        kit.lead(_left(left)),
        _html.sorting(page, numbers, there, _WORDS),
        kit.listing(rows, _("Themes"), "themes-made") if rows else "",
        _html.promising(page, there, _WORDS, soon, today) if there else "",
        kit.foldable(_WORDS["hiding"], _html.hiding(page, numbers, HIDING, _WORDS)),
    ]
    return kit.join(*parts)


def _left(left: int) -> Words:
    if not left:
        return _("Every text is in a theme, or hidden.")
    return ngettext("{n} text is in no theme yet. Read it under “For you alone”.",
                    "{n} texts are in no theme yet. Read them under “For you alone”.", left)  # fmt: skip


def _texts(n: int) -> Words:
    return ngettext("{n} text.", "{n} texts.", n)


def _numbers(said: Sequence[Said], theme: str) -> Words:
    there = [str(number) for number, each in enumerate(said, 1) if each.theme == theme]
    return _("Texts {numbers}.", numbers=", ".join(there)) if there else _("No text.")


def _drop(said: Sequence[Said], id: str, theme: Theme) -> Sequence[Html]:
    if any(each.theme == id for each in said):
        return ()
    label = _("Leave it out: {text}", text=theme.text)
    return [kit.button(_("Leave it out"), kit.act("drop_theme", theme=id), label=label)]


def _mark(said: Said) -> str:
    return "hidden" if said.hidden else "in" if said.theme else ""


def _state(said: Said, made: Mapping[str, Theme]) -> Words:
    if said.hidden:
        return HIDING[said.hidden]
    if said.theme:
        return _("In: {theme}", theme=made[said.theme].text)
    return _("May be shown.") if said.show else ""
