"""A message about the workshop, ready to be copied into a mail or a chat."""

from __future__ import annotations

from nicegui import ui

from facilitator.console import parts
from facilitator.host.printing import Job, Unprintable
from facilitator.host.rooms import Rooms
from facilitator.i18n import _
from facilitator.report import Copy
from facilitator.room import Room

COPIED = _("It is copied. Now put it into your mail or chat.")
BY_HAND = _("This browser does not copy by itself. The words are marked: press Ctrl and C, on a Mac Command and C.")


async def dialog(rooms: Rooms, room: Room, copy: Copy) -> None:
    """The words of this copy as they are now; they can be changed before they are copied."""
    with parts.dialog(_("A message to send"), "wide") as made:
        parts.words(_("Send it to those who could not come, too. Add the record as a file."))
        parts.field(_("The message. You can change it."), "message-words")
        text = ui.textarea().props('outlined for="message-words" rows=12 autofocus').classes("text")
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
            told.set_text(str(COPIED if copied else BY_HAND))

        made.ends(_("Close"), _("Copy it"), take)
    try:
        printed = await rooms.press.document(room.session, room.record(), Job("txt", copy))
        text.set_value(printed.body.decode().rstrip())
    except Unprintable:
        told.set_text(str(_("The message could not be made. Please close this and try again.")))
