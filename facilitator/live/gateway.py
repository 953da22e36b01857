"""The one door: what people do comes in here, and nothing is told to anyone before it is safe on the disk.

Socket, form and simulated people call `Live.answer`. What they hear, and every view, carries the number of the state
that it was made from, and waits until the store has written that far.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections import Counter
from dataclasses import dataclass
from time import monotonic

from facilitator.activity import Refused
from facilitator.host.rooms import Rooms
from facilitator.i18n import Words, _, speaking
from facilitator.live.broadcast import Drawn, Viewers
from facilitator.live.commit_gate import Release
from facilitator.live.limits import Bucket
from facilitator.room import Room
from facilitator.seats import Allowance, Who, digest, typed
from facilitator.session.command import Act, Answer
from facilitator.store import Change

LOOKS = 1200.0
"""Seconds after its last page for which somebody without a script counts as here."""
_BACK: Words = _("You have your seat back. Your other device no longer has it.")


@dataclass(frozen=True)
class Slow:
    """Come again in `ms` milliseconds with the same id: it was too much at once, or the disk is behind."""

    ms: int


class Live:
    """Connects the rooms with the people in them, however they reach it. Made before the server runs."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.secret = secrets.token_bytes(16)
        """Makes the numbers of forms. It never leaves."""
        self.viewers = Viewers(self.frame)
        self.release = Release(self.viewers.wake)
        self.wrong_codes: dict[str, Allowance] = {}
        """Wrong seat codes of the last minute, by room."""
        self.joining: dict[str, Bucket] = {}
        """How many may take a seat at once, by room: more than any real room, fewer than a script that fills it."""
        self._looked: dict[tuple[str, str], float] = {}
        """When seats without a connection asked for a page."""
        self._said: dict[tuple[str, Who], str] = {}
        self._moved: set[str] = set()
        self._asking: dict[str, dict[str, str]] = {}
        """Hashes of devices by seat and room; see `ask_in`."""
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._accepted: Counter[tuple[str, Who]] = Counter()

    def start(self) -> None:
        """Hear of what is on disk, on the loop of the server."""
        self.release.start()

    # In

    def room(self, code: str) -> Room | None:
        """The open room with this code, as somebody typed it."""
        room = self.rooms.by_code(typed(code))
        if room is not None:
            self.release.watch(room)
        return room

    def receive(self, room: Room, who: Who, act: Act) -> Answer | Slow:
        """Do what somebody asks, within what a seat may ask in a short time. The answer may not leave yet."""
        wait = self._spend(room, who)
        if wait:
            return Slow(wait)
        answer = room.act(who, act)
        if answer.ok:
            self._accepted[room.code, who] += 1
        return answer

    async def answer(self, room: Room, who: Who, act: Act, patience: float = 2.0) -> Answer | Slow:
        """The same, when it may leave. After `patience` seconds without the disk: ask again, it will count once."""
        answer = self.receive(room, who, act)
        if isinstance(answer, Answer) and not await self.release.stands(room, answer.n, patience):
            return Slow(3000)
        return answer

    async def change_contacts(self, room: Room, who: Who, change: Change, patience: float = 8.0) -> None:
        """Change the list of how people can be reached, which is no part of the session.

        It is on the disk when this returns. Raises `Refused` where it is not, or not yet.
        """
        if self._spend(room, who):
            raise Refused(_("That was a lot at once. Please wait a moment and send it again."))
        done = asyncio.wrap_future(room.store.change_contacts(change))
        await asyncio.wait([done], timeout=patience)
        if not done.done():
            raise Refused(_("This is not saved yet. Please send it again in a moment."))
        error = done.exception()
        if isinstance(error, Refused):
            raise error
        if error is not None:
            raise Refused(_("This is not saved. Please tell the facilitator, or give it on paper."))

    def _spend(self, room: Room, who: Who) -> int:
        """Milliseconds after which a seat may ask again; none where it may now."""
        if who.role not in ("seat", "reader"):
            return 0
        return self._buckets.setdefault((room.code, who.seat), Bucket(monotonic())).spend(monotonic())

    # Out

    async def view(self, room: Room, who: Who, patience: float = 5.0) -> Drawn | None:
        """The view of `who` for a page; the last one that left when the disk is behind; None when none ever did."""
        drawn = self.viewers.draw(room, who)
        numbered = self.viewers.draw(room, who, self.number(room, who))
        if await self.release.stands(room, drawn.n, patience):
            self.viewers.remember(room, who, drawn)
            return numbered
        return self.viewers.last(room, who)

    def number(self, room: Room, who: Who) -> str:
        """What the forms of a page carry: 128 bits for this seat alone, and others after every act of it.

        The count of acts under the secret of this process: a form that is sent twice is known again, also after a
        restart, and from the marks in a file nobody can find out what was sent.
        """
        text = f"form:{room.session}:{room.code}:{who.role}:{who.seat}:{self._accepted[room.code, who]}"
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()[:32]

    def wake(self) -> None:
        """Look for new views: call this when the join address was changed."""
        self.viewers.wake()

    def frame(self, room: Room, who: Who) -> str:
        """What stands around a view and is not part of it. A page whose frame is another loads itself again."""
        if who.role != "board":
            return "end" if who.role == "reader" else ""
        return digest(f"{self.rooms.join_address}:{room.dark}:{room.language}", 8)

    def say(self, room: Room, who: Who, words: Words) -> None:
        """Tell somebody something on their next page, once."""
        with speaking(room.language):
            self._said[room.code, who] = str(words)

    def said(self, room: Room, who: Who) -> str:
        """What there is to tell on the page that is made now."""
        return self._said.pop((room.code, who), "")

    # Who is here

    def phones(self, room: Room) -> set[str]:
        """Seats with an open page, or without a script and not long gone. Never written down anywhere."""
        since = monotonic() - LOOKS
        plain = {seat for (code, seat), at in self._looked.items() if code == room.code and at > since}
        return plain | {viewer.seat for viewer in self.viewers.all.values() if viewer.room is room and viewer.seat}

    def looked(self, room: Room, seat: str) -> None:
        """Somebody asked for a page. If it has a script, a connection follows: see `connected`."""
        self._looked[room.code, seat] = monotonic()

    def connected(self, room: Room, seat: str) -> None:
        """The pages of a seat have a script: from now on it is here while it is connected."""
        self._looked.pop((room.code, seat), None)

    def move(self, room: Room, code: str, token: str) -> None:
        """A seat code brings its seat to the device with this hash; both devices are told. Raises `Refused`."""
        before = {seat.id: seat.token for seat in room.seats.values()}
        seat = room.rejoin(code, token)
        self._moved.discard(token)
        self._asking.get(room.code, {}).pop(seat.id, None)
        if before[seat.id] not in ("", token):
            self._moved.add(before[seat.id])
            self.say(room, Who.of(seat.id), _BACK)
        self.viewers.wake()

    def was_moved(self, token: str) -> bool:
        """Whether the seat of this device sits on another one now."""
        return token in self._moved

    def ask_in(self, room: Room, code: str, token: str) -> None:
        """Somebody typed a code while codes do not open the room; if it is right the facilitator can let them in."""
        seat = room.with_code(code)
        if seat is not None:
            self._asking.setdefault(room.code, {})[seat.id] = token

    def asking(self, room: Room) -> tuple[str, ...]:
        """The seats whose right code was typed so."""
        return tuple(seat for seat in self._asking.get(room.code, {}) if seat in room.seats)

    def let_in(self, room: Room, seat: str, wanted: bool = True) -> None:
        """The facilitator lets in who typed the code of this seat, or does not."""
        token = self._asking.get(room.code, {}).pop(seat, "")
        if wanted and token and seat in room.seats:
            self.move(room, room.seats[seat].code, token)

    def flooded(self, room: Room, who: Who, limit: int) -> bool:
        """Whether a seat has been sent away more than `limit` times in a row and still goes on."""
        bucket = self._buckets.get((room.code, who.seat))
        return bucket is not None and bucket.refused > limit
