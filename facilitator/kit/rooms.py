"""Views of the room itself: arriving, waiting, between two activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import NOTHING, page, tell
from facilitator.kit.edge import MOST_SEATS, edge
from facilitator.kit.macros import macros
from facilitator.kit.words import topline

_html = macros("rooms")

Agenda = Sequence[tuple[Words, Words, Literal["done", "now", "later"]]]
"""Steps as (title, note such as "10 min", state)."""


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
    """The board between two activities: what comes next, in its place in the agenda."""
    tell(str(title), f"{title}: {next}" if next else title)
    return _html.interval(title, next, agenda)


_STEPS = {
    "wifi": _("Join the Wi-Fi"),
    "camera": _("Point your camera here."),
    "phone": _("No phone?"),
    "paper": _("Ask for paper."),
}
