"""Who is looking, and the loop that sends each of them a new view when there is one.

States are sent, not changes: a viewer who is slow or away misses nothing that the next view does not hold. Each has at
most one view on its way and one rendering that waits for the disk, so nobody can make the program pile anything up.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from facilitator import kit
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session.command import Undrawn

log = logging.getLogger("facilitator")

SLICE = 0.005
"""Seconds of drawing after which others get their turn."""
PAUSE = 0.1
"""Seconds between two passes at least; after a long pass twice its length, but no more than `LONGEST_PAUSE`."""
LONGEST_PAUSE = 1.0
"""With a thousand pages, a change soon after another one would otherwise wait for seconds."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view, and the number `n` of the state it was made from: it may leave once that is on disk."""

    n: int
    html: kit.Html
    frame: str = ""
    """What stands around the view: when it differs from the page's, the page is loaded again."""
    moved: int = 0
    """Number of the event that last moved the session on: what is said about an answer is said until the next one."""
    told: Mapping[str, str] = field(default_factory=dict)
    """Sentences for those who listen: each is said once it differs from the last one of its name."""
    mark: bytes = b""
    """The same for the same view and frame."""


@dataclass(slots=True, eq=False)
class Viewer:
    """One open page."""

    sid: str
    room: Room
    who: Who
    token: str = ""
    """Hash of the cookie it came with, if a seat's cookie opened it."""
    seat: str = ""
    """The seat that held this cookie then."""
    holder: str = ""
    """Whose page it is, for the limit on pages of one visitor."""
    mirrors: bool = False
    """True for the board as the stage shows it: nobody in the room sees that one."""
    sent: bytes = b""
    """Mark of the last view that it was sent."""
    seen: tuple[int, str] = (-1, "")
    """Revision and frame that were last drawn for it."""
    waiting: Drawn | None = None
    away: float = 0.0
    """Since when a view is on its way to it; 0 when none is."""


class Carrier(Protocol):
    """What brings views to pages."""

    async def deliver(self, viewer: Viewer, drawn: Drawn) -> None:
        """Send a view."""

    def drop(self, viewer: Viewer) -> None:
        """Let a page go."""


@dataclass
class Viewers:
    """All open pages, and the `carrier` that reaches them. `frame` says what stands around a view."""

    frame: Callable[[Room, Who], str]
    carrier: Carrier = field(init=False)
    all: dict[str, Viewer] = field(default_factory=dict)
    _last: dict[tuple[str, Who], Drawn] = field(default_factory=dict)
    _held: list[Viewer] = field(default_factory=list)
    """Those whose view is drawn and waits for the disk."""
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something may have changed, or reached the disk, or been acknowledged."""
        self._woken.set()

    async def run(self, carrier: Carrier) -> None:
        """Send views for as long as the server runs."""
        self.carrier = carrier
        while True:
            await self._woken.wait()
            self._woken.clear()
            spent = await self.sweep()
            await self._pause(monotonic() + min(LONGEST_PAUSE, max(PAUSE, 2 * spent)))

    async def _pause(self, until: float) -> None:
        """Draw nothing for a while, but let go what is drawn as soon as the disk has it."""
        woken = False
        await self._let_go()
        while self._held and (left := until - monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), left)
                self._woken.clear()
                woken = True
            await self._let_go()
        await asyncio.sleep(max(0.0, until - monotonic()))
        if woken:
            self.wake()

    async def sweep(self) -> float:
        """One pass over all pages, in slices. Returns the seconds that it took for itself."""
        drawn: dict[tuple[str, Who], Drawn] = {}
        spent, began = 0.0, monotonic()
        for viewer in list(self.all.values()):
            if viewer.sid not in self.all:
                continue
            await self._serve(viewer, drawn)
            if monotonic() > began + SLICE:
                spent += monotonic() - began
                await asyncio.sleep(0)
                drawn.clear()
                began = monotonic()
        return spent + monotonic() - began

    def sits(self, viewer: Viewer) -> bool:
        """Whether the seat that opened a page is still this device's: seats move to others, and two become one."""
        if not viewer.token:
            return True
        seat = viewer.room.seat_for(viewer.token)
        return seat is not None and seat.id == viewer.seat

    async def _serve(self, viewer: Viewer, drawn: dict[tuple[str, Who], Drawn]) -> None:
        """Draw for one page, if it needs it, and send that if it may leave."""
        try:
            if not self.sits(viewer):
                self.carrier.drop(viewer)
            elif not viewer.away and (viewer.waiting is not None or self._drawn(viewer, drawn)):
                await self._send(viewer)
        except Exception:  # one page must not keep all others from their views
            log.exception("a view could not be sent: %s", viewer.who.role)
            self.carrier.drop(viewer)

    def _drawn(self, viewer: Viewer, drawn: dict[tuple[str, Who], Drawn]) -> bool:
        """Whether there is something new for a page, which waits then."""
        now = (viewer.room.revision(viewer.who), self.frame(viewer.room, viewer.who))
        if now == viewer.seen:
            return False
        viewer.seen = now
        place = (viewer.room.code, viewer.who)
        if place not in drawn:
            drawn[place] = self.draw(viewer.room, viewer.who)
        if drawn[place].mark == viewer.sent:
            return False
        viewer.waiting = drawn[place]
        self._held.append(viewer)
        return True

    async def _send(self, viewer: Viewer) -> None:
        ready = viewer.waiting
        if ready is None or viewer.room.store.durable < ready.n:
            return
        viewer.waiting = None
        self.remember(viewer.room, viewer.who, ready)
        viewer.sent, viewer.away = ready.mark, monotonic()
        await self.carrier.deliver(viewer, ready)

    async def _let_go(self) -> None:
        """Send what was drawn before and may leave now."""
        for viewer in self._held:
            if viewer.waiting is not None and viewer.sid in self.all:
                await self._serve(viewer, {})
        self._held = [viewer for viewer in self._held if viewer.waiting is not None and viewer.sid in self.all]

    def draw(self, room: Room, who: Who, number: str = "") -> Drawn:
        """The view of `who` now, its forms with a `number` for a page without a script.

        If it cannot be drawn, the last one that left, with a line that says so.
        """
        token = kit.number.set(number)
        with kit.telling() as told:
            try:
                html = room.view(who)
            except Undrawn as undrawn:
                last = self.last(room, who)
                html = kit.join(kit.status(str(undrawn)), last.html if last else "")
            finally:
                kit.number.reset(token)
        frame = self.frame(room, who)
        seen = f"{frame}\0{room.moved}\0{told}\0{html}"
        mark = hashlib.blake2b(seen.encode("utf-8", "replace"), digest_size=12).digest()
        return Drawn(room.n, html, frame, room.moved, told, mark)

    def remember(self, room: Room, who: Who, drawn: Drawn) -> None:
        """This view has left: it can be shown again when nothing newer may."""
        self._last[room.code, who] = drawn

    def last(self, room: Room, who: Who) -> Drawn | None:
        """The last view that left for `who`."""
        return self._last.get((room.code, who))
