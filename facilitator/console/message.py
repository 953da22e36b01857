"""A message about the workshop, ready to be copied into a mail or a chat."""

from __future__ import annotations

from nicegui import ui

from facilitator.console import parts
from facilitator.i18n import Words, _
from facilitator.report import Copy, render
from facilitator.room import Room

COPIED = _("It is copied. Now put it into your mail or chat.")
BY_HAND = _("This browser does not copy by itself. The words are marked: press Ctrl and C, on a Mac Command and C.")


def dialog(room: Room, copy: Copy) -> None:
    """The words of this copy as they are now; they can be changed before they are copied."""
    with parts.dialog(_("A message to send"), "wide") as made:
        parts.words(_("Send it to those who could not come, too. Add the record as a file."))
        text = render(room.record(), "txt", copy).decode().rstrip()
        parts.field(_("The message. You can change it."), "message-words")
        ui.textarea(value=text).props('outlined for="message-words" rows=12 autofocus').classes("text")
        told = parts.words("", "soft")
        told.props["role"] = "status"

        async def take() -> None:
            copied = await ui.run_javascript(  # the newer way is missing on plain HTTP
                """const words = document.getElementById("message-words");
                words.focus();
                words.select();
                return document.execCommand("copy");""",
                timeout=5,
            )
            said: Words = COPIED if copied else BY_HAND
            told.set_text(str(said))

        made.ends(_("Close"), _("Copy it"), take)
