"""How people can be reached after the session: how many left something, and the list to see, to save and to delete."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from facilitator.console import parts
from facilitator.i18n import Words, _, ngettext
from facilitator.room import Room
from facilitator.session import contacts
from facilitator.session.contacts import HOW, OFTEN, Contact
from facilitator.store import Change, StoreError


@dataclass(frozen=True)
class Look:
    """What its panel shows: never a contact."""

    asked: bool
    """The session has, or had, a page for it."""
    n: int
    trouble: Words = ""

    @classmethod
    def of(cls, room: Room) -> Look:
        """How it is on the disk now."""
        try:
            n = len(room.store.contacts)
        except StoreError as error:
            return cls(True, 0, error.words)
        return cls(bool(room.notice) or bool(n), n)


def draw(room: Room, look: Look) -> None:
    """The panel; nothing for a session that asks nobody."""
    if not look.asked:
        return
    n = ngettext("{n} person left how to reach them.", "{n} people left how to reach them.", look.n)
    parts.heading(2, _("Stay in touch"))
    parts.words(look.trouble or n)
    parts.words(_("It stands in no record. It moves with this session, and goes when you delete it."), "soft")
    with parts.box("beside"):
        if look.n:
            parts.button(_("See the list"), partial(_ask_show, room), keep="contacts-see")
            parts.link(_("Save the list"), f"/contacts/{room.code}.csv", keep="contacts-save")
        if look.n or look.trouble:
            parts.button(_("Delete the list"), partial(_ask_delete, room), keep="contacts-delete")


def _ask_show(room: Room) -> None:
    lines = [_("This screen may be on the wall. Take it off first."), _("Only you should see where people live.")]
    parts.ask(_("Show all contacts here?"), lines, _("Wait"), _("Show them"), partial(_show, room))


def _show(room: Room) -> None:
    with parts.dialog(_("Stay in touch")) as made:
        trouble = parts.fault()
        with parts.box("lines", "ul") as listed:
            for mark, each in contacts.every(room.store.contacts).items():
                _line(room, mark, each, trouble)
        listed.props["tabindex"] = "0"
        made.ends(_("Close"))


def _line(room: Room, mark: str, each: Contact, trouble: parts.Wording) -> None:
    with parts.box("line", "li") as line:
        with parts.box("what"):
            parts.words(f"{each.name}: {each.reach}" if each.name else each.reach, tag="b")
            told = (str(HOW.get(each.how, "")), str(OFTEN.get(each.often, "")), each.about)
            parts.words(". ".join(words for words in told if words), "soft", "span")

        async def out() -> None:
            trouble.set_text(str(await changed(room, partial(contacts.without, mark=mark))))
            if not trouble.text:
                line.delete()

        parts.button(_("Take out"), out, label=_("Take out {who}", who=each.name or each.reach))


def _ask_delete(room: Room) -> None:
    lines = [_("All contacts go from this laptop. Files that you saved elsewhere stay."), _("You cannot undo this.")]

    async def delete() -> None:
        if words := await changed(room, None):
            ui.notify(str(words))

    parts.ask(_("Delete the list for good?"), lines, _("Keep it"), _("Delete"), delete)


async def changed(room: Room, change: Change | None) -> Words:
    """Change the list. Returns what stands in the way, or nothing: then it is on the disk."""
    try:
        await asyncio.wrap_future(room.store.change_contacts(change))
    except StoreError as error:
        return error.words
    return ""
