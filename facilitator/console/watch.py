"""Follows rooms for all open console pages: what changed is looked at once, and shown once it is on the disk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary, ref

from facilitator.room import Room

log = logging.getLogger("facilitator")

PAUSE = 0.1
"""Seconds in which changes are gathered before anybody looks."""


class Look(Protocol):
    """What a page shows of a room: plain data, made at event `n`."""

    @property
    def n(self) -> int:
        """The number of that event."""


LOOK = TypeVar("LOOK", bound=Look)


class Following(Generic[LOOK]):
    """One way to look at one room. `seen` is the newest look that may be shown, None before the first."""

    def __init__(self, room: Room, look: Callable[[Room], LOOK]) -> None:
        self.room, self.look = room, look
        self.seen: LOOK | None = None
        self.saved = monotonic()
        """When something last reached the disk, on the clock of `monotonic`."""
        self.behind = 0.0
        """Since when something waits for the disk; 0 when nothing does."""
        self.blind = False
        """The room could not be looked at; what is shown is the last look."""
        self._waiting: LOOK | None = None
        self._dirty = True
        self._durable = room.store.durable
        self._due: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pages: list[Callable[[], None]] = []
        room.listen(self._moved)
        room.store.listen(self._written)

    def join(self, page: Callable[[], None]) -> Callable[[], None]:
        """Call `page` whenever there is something new to show, until the returned function is called."""
        self._loop = asyncio.get_running_loop()
        self._pages.append(page)
        self._pass()
        return lambda: self._pages.remove(page) if page in self._pages else None

    def beat(self) -> None:
        """Look again if it did not work the last time."""
        if self.blind:
            self._pass()

    def _moved(self) -> None:
        self._dirty = True
        self.behind = self.behind or monotonic()
        self._soon()

    def _written(self) -> None:
        """Called by the thread that writes."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._settled)

    def _settled(self) -> None:
        if self.room.store.durable > self._durable:
            self._durable, self.saved = self.room.store.durable, monotonic()
        if self._durable >= self.room.n:
            self.behind = 0.0
        self._soon()

    def _soon(self) -> None:
        if self._due is None and self._pages and self._loop is not None:
            self._due = self._loop.call_later(PAUSE, self._pass)

    def _pass(self) -> None:
        self._due = None
        if self._waiting is None and self._dirty:
            self._look()
        if self._waiting is not None and self.room.store.durable >= self._waiting.n:
            self.seen, self._waiting = self._waiting, None
            if self._dirty:
                self._soon()
        for page in list(self._pages):
            try:
                page()
            except Exception:  # the other pages go on
                log.exception("a console page could not be drawn: %s", self.room.session)

    def _look(self) -> None:
        try:
            self._waiting, self._dirty, self.blind = self.look(self.room), False, False
        except Exception:  # of whatever stands in the room: pages keep the last look, and say so
            if not self.blind:
                log.exception("a room could not be looked at: %s", self.room.session)
            self.blind = True


class Watch:
    """All that is followed in this process: one listener a room and way to look, however many pages come and go."""

    def __init__(self) -> None:
        self._all: WeakKeyDictionary[Room, dict[Callable[[Room], Any], ref[Following[Any]]]] = WeakKeyDictionary()

    def of(self, room: Room, look: Callable[[Room], LOOK]) -> Following[LOOK]:
        """The following of `room` by `look`, a function that stays the same. It lives as long as the room."""
        kept = self._all.setdefault(room, {})
        found: Following[LOOK] | None = kept[look]() if look in kept else None
        if found is None:
            found = Following(room, look)
            kept[look] = ref(found)  # the room holds it, as a listener
        return found
