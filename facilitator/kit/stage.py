"""What the facilitator works with: phases, the one next action, everything else beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING, join, mark, page
from facilitator.kit.macros import macros
from facilitator.kit.words import timer

_html = macros("stage")
_SEEN = _("The room sees this now")
_NAMED = re.compile(r'( id="| aria-labelledby="|="url\(#|="#)')
"""Where an id stands in HTML: a quotation mark that somebody wrote is never one there."""


@dataclass(frozen=True)
class Confirm:
    """Asked before what cannot be undone. `careful` is the button that goes back, `go` the one that does it."""

    title: Words
    lines: Sequence[Words]
    careful: Words
    go: Words


@dataclass(frozen=True)
class Row:
    """A line of a list on the stage with what can be done about it."""

    id: str
    words: Words
    note: Words = ""
    buttons: Sequence[Html] = ()
    sign: Html = NOTHING


def phase_bar(names: Sequence[Words], now: int) -> Html:
    """The phases in order: done, now (0-based), later."""
    return _html.phase_bar(names, now)


def primary(do: str, words: Words, note: Words = "", confirm: Confirm | None = None, key: str = "Space") -> Html:
    """The one next action, verb first, with a sentence on what will happen. `key` presses it in the console."""
    return _html.primary(do, words, note, confirm, key, _("press"), mark("confirm", do))


def confirmed(do: str, words: Words, confirm: Confirm) -> Html:
    """A plain button that asks first."""
    return _html.confirmed(do, words, confirm, mark("confirm", do))


def secondary(buttons: Sequence[Html]) -> Html:
    """What else can be done, in one row."""
    return _html.secondary(buttons) if buttons else NOTHING


def say(words: Words) -> Html:
    """What the facilitator can read aloud now."""
    return _html.say(_("Say:"), words) if words else NOTHING


def soft_timer(ends: float | None, buttons: Sequence[Html]) -> Html:
    """The timer with its buttons; buttons alone when none runs."""
    return _html.soft_timer(timer(ends) if ends else NOTHING, buttons)


def listing(rows: Sequence[Row], title: Words = "", id: str = "list") -> Html:
    """A titled list of things with their buttons: seats on paper, cards to hide, steps to come."""
    return _html.listing(rows, title, id)


def stand(
    title: Words, *, seen: Html, next: Sequence[Html], bar: Html = NOTHING, clock: Html = NOTHING,
    tools: Sequence[Html] = (),
) -> Html:  # fmt: skip
    """The whole stage in one glance: what is open, what the room sees, the next action, then what else there is.

    Where it is wide, all but `tools` always stands in the window; they scroll in their own box when they are long.
    """
    here, words = page.get(), {"tools": _("Tools for this step"), "scrolls": _("There is more. This box scrolls.")}
    return _html.stand(here.glyph, here.activity, title, bar, seen, join(*next), clock, join(*tools), words)


def seen(code: str, count: Html = NOTHING, say: Html = NOTHING, now: Words = "") -> Html:
    """What the room sees, as a small picture that grows on a press; beside it the counter, and what can be said."""
    grow, shrink = _("Look at it big"), _("Make it small again")
    wall = _html.wall(f"/board/{code}?in=stage", _SEEN, grow, shrink)
    return _html.seen(wall, count, now, _SEEN, say)


def mirror(board: Html) -> Html:
    """What the room sees now, as text behind a press. Its ids become others: the board stands beside the tools."""
    own = Html(_NAMED.sub(r"\1seen-", board))
    return _html.mirror(own, _("Read here what the room sees"))


def missing(why: Words, then: Words = "") -> Html:
    """In the place of the next action: what is missing for it, and what will stand here then."""
    return _html.missing(why, then)


def unseen(inside: Html) -> Html:
    """What only paper shows: a sheet to print from a screen that others may see."""
    return _html.unseen(inside)


def banner(words: Words, more: Words = "", stop: bool = False) -> Html:
    """Something to know. `stop` is kept for one message: something is not being saved."""
    return _html.banner(words, more, stop)
