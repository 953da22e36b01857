"""Views of the room itself: arriving, waiting, between two activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import NOTHING, page, tell
from facilitator.kit.edge import MOST_SEATS, edge
from facilitator.kit.fitting import lines
from facilitator.kit.macros import macros
from facilitator.kit.words import topline

_html = macros("rooms")
_ACROSS, _NAME, _BELOW, _MORE = 92.0, 66.0, 72.0, 6.0
"""Between two activities: the width beside the code and of a step's name, the height under the sign and of a line."""

Agenda = Sequence[tuple[Words, Words, Literal["done", "now", "later"]]]
"""Steps as (title, note such as "10 min", state)."""
_Row = tuple[int, Words, Words, Literal["done", "now", "later"]]


def lobby(title: Words, subtitle: Words, here: int, wifi: Words = "") -> Html:
    """The joining screen of the board. The QR code stands outside the view and grows beside it."""
    words = ngettext("{n} is here", "{n} are here", here)
    tell("count", words)
    seats = min(here, MOST_SEATS - 1)
    drawn = edge(seats, seats + 1) if page.get().surface == "board" else ""
    return _html.lobby(title, subtitle, str(words), str(here), wifi, drawn, _STEPS)


def waiting(title: Words, words: Words, more: Html = NOTHING) -> Html:
    """A calm page for a phone while nothing is asked, with anything that can be done meanwhile."""
    tell(str(title), words or title)
    return _html.waiting(topline(), title, words, more)


def interval(title: Words, next: Words, agenda: Agenda = ()) -> Html:
    """The board between two activities: what comes next, in its place in the agenda; of a long one, what comes."""
    tell(str(title), f"{title}: {next}" if next else title)
    head = lines(title, _ACROSS, 8.2) * 9.0 + (lines(next, _ACROSS, 6.0) * 7.2 + 4.0 if next else 0.0)
    shown = _from_now(agenda, _BELOW - head)
    left = len(agenda) - shown[-1][0] if shown else 0
    more = ngettext("and {n} more step", "and {n} more steps", left) if left else ""
    return _html.interval(title, next, shown, more)


def _from_now(agenda: Agenda, high: float) -> list[_Row]:
    """As many steps as have room, with their numbers: the last one that is done, and what comes; else all that can."""
    rows = [(number, *step) for number, step in enumerate(agenda, 1)]
    tall = [lines(name, _NAME, 4.5) * 5.4 + 1.6 for name, _note, _state in agenda]
    first = end = max(0, next((at for at, step in enumerate(agenda) if step[2] != "done"), len(rows)) - 1)
    if sum(tall[first:]) > high:
        high -= _MORE
    while end < len(rows) and (end <= first + 1 or sum(tall[first : end + 1]) <= high):
        end += 1
    while first and sum(tall[first - 1 : end]) <= high:
        first -= 1
    return rows[first:end]


_STEPS = {
    "wifi": _("Join the Wi-Fi"),
    "camera": _("Point your camera here."),
    "phone": _("No phone?"),
    "paper": _("Ask for paper."),
}
