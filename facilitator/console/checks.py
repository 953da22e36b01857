"""Before people arrive: address, disk, activities, and a try with one's own phone."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from facilitator.console import health, join, parts
from facilitator.console.page import Console
from facilitator.host import qr
from facilitator.i18n import Words, _
from facilitator.store import Disk


@dataclass(frozen=True)
class Space:
    """Free bytes where sessions are kept, and whether a file could be written there."""

    free: int
    writes: bool


@dataclass(frozen=True)
class Checks:
    """What the panel shows. `reached`: another device has been here."""

    address: str
    warning: Words
    disk: Space | None
    """None until it has been tried."""
    activities: int
    broken: int
    reached: bool


def space(folder: Path) -> Space:
    """Look at the disk, and write something on it."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
        return Space(Disk().free(folder), True)
    except OSError:
        return Space(0, False)


def look(console: Console, disk: Space | None) -> Checks:
    """How it is now."""
    network, library = console.network, console.rooms.library
    return Checks(
        address=console.rooms.join_address,
        warning=network.warning if network else "",
        disk=disk,
        activities=len(library.activities),
        broken=len(library.broken),
        reached=console.reached,
    )


def draw(checks: Checks) -> None:
    """The list, and the code for one's own phone."""
    parts.heading(2, _("Before people arrive"))
    with parts.box("lines", "ul"):
        _line(not checks.warning, _("Laptop address"), qr.typed(checks.address), checks.warning)
        _saving(checks.disk)
        broken = _("{n} could not be loaded. The library says why.", n=checks.broken) if checks.broken else ""
        _line(not broken, _("Activities"), str(checks.activities), broken)
        _line(checks.reached, _("Try it with your own phone"), sign="ring")
    with parts.box("try"):
        join.code(f"{checks.address}/")
        works, hint = _("It works. Another device has reached this laptop."), _("Point your phone camera here.")
        with parts.box(role="status"):
            parts.words(works if checks.reached else hint)
            if not checks.reached:
                parts.words(_("The line above gets a tick when it works."))


def _saving(disk: Space | None) -> None:
    if disk is None:
        _line(False, _("Saving is being tried"), sign="ring")
        return
    enough = disk.writes and disk.free > health.ENOUGH
    trouble: Words = "" if enough else _("Make room on this disk, or start the program with another folder.")
    _line(enough, _("Saving works") if enough else _("Saving"), health.space(disk.free), trouble)


def _line(fine: bool, words: Words, value: Words = "", help: Words = "", sign: str = "not-yet") -> None:
    with parts.box(f"line {'fine' if fine else 'look'}", "li"):
        if sign == "ring" and not fine:
            parts.box("ring", "span", aria_hidden="true")
        else:
            parts.sign("tick" if fine else sign)
        parts.words(words, "what", "span")
        if value:
            parts.words(value, "value", "span")
        if help:
            parts.words(help, "help")
