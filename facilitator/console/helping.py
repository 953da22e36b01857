"""Help: the keys that work on the desk, and what to do when something is not as expected."""

from __future__ import annotations

from nicegui import ui

from facilitator.console import parts
from facilitator.i18n import Words, _

KEYS: tuple[tuple[Words, Words], ...] = (
    (_("Space"), _("Press the big button on the stage")),
    ("C", _("Show the code big, or put it away")),
    ("B", _("Open the board")),
    ("A", _("Add to the agenda")),
    ("?", _("Show this help")),
)
ADVICE: tuple[tuple[Words, Words], ...] = (
    (_("A phone does not get in"), _("Is it in the same Wi-Fi? Is its mobile data off? Try the address by hand.")),
    (_("Somebody lost their seat"), _("Their seat code is under “Seats and codes”. They type it where they join.")),
    (_("Somebody has no phone"), _("Add a seat. Enter what they write on paper below the stage.")),
    (_("The browser was closed"), _("Open the console again. Everything is as it was.")),
)


def dialog() -> None:
    """Keys and advice. The keys that are letters can be switched off."""
    with parts.dialog(_("Help"), "wide") as made:
        parts.heading(3, _("Keys"))
        with parts.box("keys", "dl"):
            for key, words in KEYS:
                with parts.box():
                    with parts.box(tag="dt"):
                        parts.words(key, tag="kbd")
                    parts.words(words, tag="dd")
        parts.words(_("Keys do nothing while you type, and while a dialog is open."), "soft")
        with parts.box("beside"):
            parts.button(_("Switch letter keys off"), _off)
            parts.button(_("Switch letter keys on"), _on)
        parts.heading(3, _("If something is not as expected"))
        with parts.box("advice", "dl"):
            for trouble, words in ADVICE:
                parts.words(trouble, tag="dt")
                parts.words(words, tag="dd")
        made.ends(_("Close"))


def _off() -> None:
    ui.run_javascript("localStorage.setItem('keys', 'off')")


def _on() -> None:
    ui.run_javascript("localStorage.removeItem('keys')")
