"""A session for a moment, without a server: what is done in it is written, and nothing older stays in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from facilitator.activity import Activity
from facilitator.host.sweeping import sweep
from facilitator.i18n import _
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.session.facts import check
from facilitator.store import SESSION, Store, StoreError

PATIENCE = 5
"""Seconds to wait for a disk, where something is to be gone from it."""


@contextmanager
def opened(make: Callable[[], Room], folder: Path) -> Iterator[Room]:
    """The session of a folder that nobody has open. Raises `StoreError` where it cannot be read or written."""
    room = make()
    room.store, tables, events = Store.open(folder)
    try:
        check(tables, folder / SESSION)
        snapshot.restore(room, tables, events)
        yield room
        written(room)
    finally:
        room.store.close()


def written(room: Room) -> None:
    """Wait until all of a session is on the disk, and nothing that was written before. Raises `StoreError`."""
    try:
        room.store.checkpoint(snapshot.tables(room), room.n, forget=True).result(PATIENCE)
    except TimeoutError:
        raise StoreError(_("This session is not saved yet. Please try again in a moment.")) from None


@contextmanager
def alone(library: Mapping[str, type[Activity[Any, Any]]], folder: Path) -> Iterator[Room]:
    """The same for a command: at the end, words that were taken out go from other sessions of the programme, too."""
    make = partial(Room, library)
    with opened(make, folder) as room:
        yield room
        if room.traces:
            written(room)
            sweep(folder.parent, lambda _folder: None, partial(opened, make), room)
            if room.problem:
                raise StoreError(room.problem)
