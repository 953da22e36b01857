"""Checks that a laptop is ready for a workshop: what is installed, the folder, the disk, the port, the network."""

from __future__ import annotations

import platform
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facilitator import __version__
from facilitator.errors import Trouble
from facilitator.host.instance import data_folder, listening
from facilitator.host.network import Network
from facilitator.i18n import _
from facilitator.library.plans import ready
from facilitator.library.registry import Registry
from facilitator.static.assets import assets
from facilitator.static.fonts import letters, listed
from facilitator.store.disk import Disk, raise_file_limit

State = Literal["fine", "look", "broken"]

ENOUGH = 200_000_000
"""Bytes. A long session with everything exported needs less than a tenth of it."""
MANY_FILES = 1024
SYNCED = ("OneDrive", "Dropbox", "iCloud", "Mobile Documents", "Google Drive", "Nextcloud")
SCRIPTS = 14
"""Latin, Greek, Cyrillic, and those with a file of their own."""
NEEDED = ("live.js", "live.css", "board.css", "read.css", "vendor", "fonts", "icons", "plans/demo.toml")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. "look" works but may surprise; "broken" must be mended first."""

    name: str
    state: State
    words: str


def examine(data: Path, port: int, library: Registry) -> list[Check]:
    """Look at everything. Nothing is changed but that the data folder is made."""
    checks: list[Callable[[], Iterator[Check]]] = [
        _program,
        lambda: _library(library),
        lambda: _plans(library),
        lambda: _folder(data),
        lambda: _port(port),
        lambda: _address(port),
        _browser,
    ]
    return [check for look in checks for check in look()]


def _program() -> Iterator[Check]:
    words = f"facilitator {__version__}, Python {platform.python_version()}, {platform.system()}"
    yield Check(str(_("Program")), "fine", words)
    missing = [name for name in NEEDED if not (assets() / name).exists()]
    if missing:
        yield Check(str(_("Files")), "broken", str(_("Missing: {names}. Install again.", names=", ".join(missing))))
    else:
        yield Check(str(_("Files")), "fine", str(_("Scripts, styles and icons are all there.")))
    yield _fonts()
    limit = raise_file_limit()
    words = str(_("This system allows {n} connections at once.", n=limit))
    yield Check(str(_("Connections")), "fine" if limit >= MANY_FILES else "look", words)


def _fonts() -> Check:
    there = {each.script for each in letters()}
    lost = ", ".join(sorted({each.script for each in listed()} - there))
    if lost:
        words = _("Not there: {names}. For these the board takes the letters of this computer.", names=lost)
        return Check(str(_("Fonts")), "look", str(words))
    words = _("Letters for {n} scripts are there. Others, such as Chinese, are taken from this computer.", n=SCRIPTS)
    return Check(str(_("Fonts")), "fine", str(words))


def _library(library: Registry) -> Iterator[Check]:
    name = str(_("Activities"))
    if library.hint:
        yield Check(name, "broken", str(library.hint))
    else:
        yield Check(name, "fine", str(_("{n} can be used.", n=len(library.activities))))
    for card in library.broken:
        yield Check(name, "look", f"{card.name}: {card.why}")


def _plans(library: Registry) -> Iterator[Check]:
    found, damaged = ready(library)
    yield Check(str(_("Plans")), "fine" if found else "look", str(_("{n} are ready.", n=len(found))))
    for error in damaged:
        yield Check(str(_("Plans")), "look", str(error))


def _folder(data: Path) -> Iterator[Check]:
    name = str(_("Data folder"))
    try:
        with data_folder(data):
            yield Check(name, "fine", str(data))
    except Trouble as problem:
        yield Check(name, "broken", str(problem))
        return
    if any(cloud in part for part in data.parts for cloud in SYNCED):
        words = _("This folder is copied to other machines. Take another one with --data.")
        yield Check(name, "look", str(words))
    free = Disk().free(data)
    words = _("{n} MB are free.", n=free // 1_000_000)
    yield Check(str(_("Disk")), "fine" if free > ENOUGH else "broken", str(words))


def _port(port: int) -> Iterator[Check]:
    try:
        with listening("0.0.0.0", port) as sock:
            words = _("Port {port} is free.", port=sock.getsockname()[1])
            yield Check(str(_("Port")), "fine", str(words))
    except Trouble as problem:
        yield Check(str(_("Port")), "broken", str(problem))


def _address(port: int) -> Iterator[Check]:
    network = Network(port)
    others = ", ".join(adapter.address for adapter in network.choices[1:])
    words = str(_("Phones are told {address}.", address=network.join_address))
    if others:
        words += " " + str(_("Others: {addresses}", addresses=others))
    yield Check(str(_("Network")), "look" if network.warning else "fine", f"{words} {network.warning}".strip())


def _browser() -> Iterator[Check]:
    name = str(_("Browser"))
    try:
        webbrowser.get()
    except webbrowser.Error:
        yield Check(name, "look", str(_("None was found here. Open the link by hand.")))
    else:
        yield Check(name, "fine", str(_("The console opens by itself.")))
