"""The page's own health: a sign of life every two seconds, and a banner that the page uncovers when it stays away.

The library's own notice is of no use here: with the patience that a workshop needs it would come minutes later.
"""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

from facilitator.console import parts
from facilitator.i18n import _

BEAT = 2.0
"""Seconds between two signs of life. The page calls itself stale after three of them are missing."""


class Pulse:
    """Made where the banner shall stand. Calls `beat` with every sign of life."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._count = 0
        with parts.box("lost", role="alert"):
            parts.sign("octagon")
            with parts.box():
                parts.words(_("The console has lost the program. What you see may be old."), tag="b")
                parts.words(_("Phones keep their answers."))
                parts.words(_("Has the program ended? Start it again, and this page comes back."))
        self._sign = parts.box("vh", "span", aria_hidden="true", data_beat="0")
        ui.timer(BEAT, self._strike)

    def _strike(self) -> None:
        self._count += 1
        self._sign.props["data-beat"] = str(self._count)
        self._beat()
