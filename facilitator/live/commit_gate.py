"""Waits until the disk has what an answer was made from: until then nothing of it may leave the process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from weakref import WeakSet

from facilitator.room import Room


class Release:
    """Knows how far every room is on disk. `changed` is called, on the loop, whenever a room or its store moved on."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.changed = changed
        self._known: WeakSet[Room] = WeakSet()
        self._waits: list[tuple[Room, int, asyncio.Future[bool]]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin on the running loop."""
        self._loop = asyncio.get_running_loop()

    def watch(self, room: Room) -> None:
        """Hear of this room from now on."""
        if room not in self._known:
            self._known.add(room)
            room.listen(self.changed)
            room.store.listen(self._written)

    async def stands(self, room: Room, n: int, patience: float) -> bool:
        """Wait until event `n` is on disk. False when the disk has failed, or after `patience` seconds."""
        self.watch(room)
        if room.store.durable >= n:
            return True
        if room.store.failed:
            return False
        there: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        wait = (room, n, there)
        self._waits.append(wait)
        try:
            return await asyncio.wait_for(there, patience)
        except TimeoutError:
            return False
        finally:
            self._waits.remove(wait)

    def _written(self) -> None:
        """Called by the thread that writes."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        for room, n, there in self._waits:
            if not there.done() and (room.store.durable >= n or room.store.failed):
                there.set_result(room.store.durable >= n)
        self.changed()
