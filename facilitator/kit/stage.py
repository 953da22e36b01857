"""What the facilitator works with: phases, the one next action, everything else beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING, mark
from facilitator.kit.macros import macros
from facilitator.kit.words import timer

_html = macros("stage")


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


def wall(code: str) -> Html:
    """The board itself, small, where there is room for it; elsewhere `mirror` says the same in words."""
    return _html.wall(f"/board/{code}?in=stage", _("The room sees this now"))


def mirror(board: Html) -> Html:
    """What the room sees now, as text beside the controls."""
    return _html.mirror(board, _("The room sees this now"))


def unseen(inside: Html) -> Html:
    """What only paper shows: a sheet to print from a screen that others may see."""
    return _html.unseen(inside)


def banner(words: Words, more: Words = "", stop: bool = False) -> Html:
    """Something to know. `stop` is kept for one message: something is not being saved."""
    return _html.banner(words, more, stop)
