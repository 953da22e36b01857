"""Takes words that somebody took back out of every other session of the programme, in whatever folder it lies.

What cannot be written now is said, and tried again when the program starts: until then the session in which they were
taken back keeps their traces.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from facilitator.activity import Refused
from facilitator.host.programmes import At
from facilitator.i18n import _
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.session.removed import INSTEAD
from facilitator.session.rewording import found, take_out
from facilitator.store import Disk, StoreError, Tables, copies, glimpse, read, sessions

Within = Callable[[Path], AbstractContextManager[Room]]
"""A session for a moment, open or not."""


def sweep(data: Path, at: At, within: Within, room: Room) -> None:
    """Look for the traces that `room` keeps. When no session holds such words any more, the traces go, too."""
    left = [folder.name for folder in sessions(data) if at(folder) is not room and not _swept(folder, at, within, room)]
    if left:
        words = _(
            "Words that were taken back may still stand in an earlier or later session: {names}. "
            "Close it elsewhere, then start this program again.", names=", ".join(left),
        )  # fmt: skip
        room.problem = str(words)
        return
    room.traces = []
    room.store.checkpoint(snapshot.tables(room), room.n)


def _swept(folder: Path, at: At, within: Within, room: Room) -> bool:
    here = at(folder)
    try:
        kept = _kept(folder, here)
        if kept["meta"]["1"].get("programme") != room.programme or kept["meta"]["1"].get("session") == room.session:
            return True
        texts = found([*kept.values()], room.traces)
        if texts or copies(folder, Disk()):  # what was set aside is not read: it goes
            with within(folder) as other:
                take_out(other, texts, str(INSTEAD))
        return True
    except (StoreError, Refused, OSError):
        return glimpse(folder).get("programme") not in (room.programme, None)


def _kept(folder: Path, here: Room | None) -> Tables:
    if here is not None:
        return snapshot.tables(here)
    tables, events = read(folder)
    more: dict[str, Any] = {str(event["n"]): event for event in events}
    return {**tables, "events": more}
