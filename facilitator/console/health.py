"""Whether all is well: saved, board, address, disk, and the console's own connection. What is wrong comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from nicegui import ui

from facilitator.console import parts
from facilitator.console.page import Console
from facilitator.console.watch import Following
from facilitator.host import qr
from facilitator.i18n import Words, _
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.store import StoreError

ENOUGH = 200_000_000
"""Bytes that should be free; a long session with everything exported needs less than a tenth of it."""
SLOW = 4.0
"""Seconds after which something that is not on the disk yet is worth a line."""


@dataclass(frozen=True)
class Line:
    """One thing that was looked at. `help` says what to do, if there is something to do."""

    id: str
    words: Words
    state: Literal["fine", "look"]
    value: Words = ""
    help: Words = ""
    once: bool = False
    """It can be put away when it was read."""


@dataclass(frozen=True)
class Health:
    """How the session does. `failed` is the sentence of the red banner, or empty."""

    lines: tuple[Line, ...]
    failed: Words = ""

    @property
    def well(self) -> bool:
        """Whether there is nothing to do."""
        return not self.failed and all(line.state == "fine" for line in self.lines)


def look(console: Console, following: Following[Any], read: Collection[str] = (), broken: bool = False) -> Health:
    """How it is now. `read` holds the sentences that were put away; `broken`: a part of the page could not be drawn."""
    room = following.room
    lines = [_saved(following), _board(console, room), _address(console), _disk(room), *_mishaps(room, read)]
    lines += _unread(room, read)
    if broken:
        words = _("It comes back by itself as soon as that works. Everything else goes on.")
        lines.append(Line("part", _("A part of this page cannot be shown"), "look", help=words))
    return Health(tuple(sorted(lines, key=lambda line: line.state == "fine")), room.store.failed)


def draw(health: Health, put_away: Callable[[Words], None]) -> None:
    """The lines, with what is wrong opened at the top. `put_away` is given the sentence that was read."""
    parts.heading(2, _("All is well") if health.well else _("Please look at this"))
    with parts.box("lines", "ul"):
        for line in health.lines:
            with parts.box(f"line {line.state}", "li"):
                parts.sign("tick" if line.state == "fine" else "not-yet")
                parts.words(line.words, "what", "span")
                if line.value:
                    parts.words(line.value, "value", "span")
                if line.help:
                    parts.words(line.help, "help")
                if line.once:
                    parts.button(_("I have read this"), partial(put_away, line.help), keep=line.id)


def banner(failed: Words, move: Callable[[], None]) -> None:
    """The one red thing: nothing new is being saved. It stays until that is solved."""
    with parts.box("stop", role="alert"):
        parts.sign("stopped")
        with parts.box():
            parts.words(_("Nothing new is being saved."), tag="b")
            why, _dot, _more = str(failed).partition(". ")
            parts.words(f"{why}.")
            parts.words(_("Phones keep their answers. Save a copy elsewhere, and all goes on."))
        parts.button(_("Save a copy elsewhere"), move, keep="move")


def move_dialog(room: Room) -> None:
    """Ask for a folder and go on there, also after a failure."""
    with parts.dialog(_("Save a copy elsewhere")) as made:
        parts.words(_("Choose a folder on another disk, such as a memory stick. The session goes on there."))
        parts.field(_("Folder"), "folder")
        field = ui.input(value=str(Path.home())).props('outlined for="folder"')
        trouble = parts.fault()

        async def go() -> None:
            trouble.set_text(str(await moved(room, field.value or "")))
            if not trouble.text:
                made.close()

        made.ends(_("Wait"), _("Save it there"), go)


async def moved(room: Room, folder: str) -> Words:
    """Move the session into a new folder inside `folder`. Returns what stands in the way, or nothing."""
    path = Path(folder.strip()).expanduser()
    if not folder.strip() or not path.is_absolute():
        return _("Please give the whole path of a folder.")
    try:
        await asyncio.wrap_future(room.store.move(path / room.session, snapshot.tables(room), room.n))
    except StoreError as error:
        return str(error)
    return ""


def _saved(following: Following[Any]) -> Line:
    now, behind = monotonic(), following.behind
    if behind and now - behind > SLOW and not following.room.store.failed:
        words = _("What you see is what is safe. The rest comes as soon as the disk is ready.")
        return Line("saved", _("The disk is slow"), "look", _since(now - behind), words)
    if following.room.store.failed:
        return Line("saved", _("Not saved"), "look", help=_("See the message at the top."))
    return Line("saved", _("Saved"), "fine", _since(now - following.saved))


def _board(console: Console, room: Room) -> Line:
    pages = [page for page in console.live.viewers.all.values() if page.room is room and page.who.role == "board"]
    if any(not page.token and not page.mirrors for page in pages):  # neither a phone nor the picture on the stage
        return Line("board", _("Board is showing"), "fine")
    return Line("board", _("No board is open"), "look", help=_("Open it with “Board” and move it to the big screen."))


def _address(console: Console) -> Line:
    address = qr.typed(console.rooms.join_address)
    warning = console.network.warning if console.network else ""
    return Line("address", _("Address"), "look" if warning else "fine", address, warning)


def _disk(room: Room) -> Line:
    try:
        free = room.store.free
    except OSError:
        return Line("disk", _("The disk does not answer"), "look", help=_("Is it still plugged in?"))
    enough = free > ENOUGH
    help: Words = "" if enough else _("Make room on this disk, or save a copy elsewhere.")
    return Line("disk", _("Disk"), "fine" if enough else "look", space(free), help)


def _mishaps(room: Room, read: Collection[str]) -> list[Line]:
    told: list[tuple[str, Words, Words]] = [
        ("mishap", _("Something went wrong"), room.problem),
        ("aside", _("A file was left aside"), room.store.aside),
    ]
    return [Line(id, title, "look", help=help, once=True) for id, title, help in told if help and str(help) not in read]


def _unread(room: Room, read: Collection[str]) -> list[Line]:
    """What cannot be had of earlier sessions: it stays true the whole session, but is read once."""
    help = _("What was agreed or decided there is missing today: {names}.", names=", ".join(room.unread))
    title = _("An earlier session could not be read")
    return [Line("unread", title, "look", help=help, once=True)] if room.unread and str(help) not in read else []


def space(free: int) -> Words:
    """Free space on a disk, roughly."""
    if free >= 10**9:
        return _("{n} GB free", n=free // 10**9)
    return _("{n} MB free", n=free // 10**6)


def _since(seconds: float) -> Words:
    if seconds < 60:
        return _("{n} s ago", n=int(seconds))
    if seconds < 3600:
        return _("{n} min ago", n=int(seconds / 60))
    return _("{n} h ago", n=int(seconds / 3600))
