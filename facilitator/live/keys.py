"""What the cookies of a request prove about a room, and how they are made."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from facilitator.host.rooms import Rooms
from facilitator.room import Room
from facilitator.seats import Seat, Who, digest

Opener = Literal["anyone", "reader", "seat", "board", "facilitator"]
"""Who may open something; each of them is told by a cookie, but for the first."""

SEAT, BOARD, FACILITATOR = "seat-", "board-", "facilitator"
"""Names of the cookies; the first two end in the room's code, because cookies are not separated by port."""

TOKEN = re.compile("[0-9a-f]{32}")
"""The cookie of a device: 128 random bits."""
SEAT_DAYS = 7


@dataclass(frozen=True)
class Keys:
    """What the cookies of a request prove about one room."""

    facilitator: bool = False
    board: bool = False
    seat: Seat | None = None
    token: str = ""
    """Hash of the cookie by which this device is known again, with or without a seat; empty when none came back."""
    contact: str = ""
    """The mark of what this device left on the page that asks how to reach people. Without its cookie nothing leads
    from it to a seat, not even in the files of the session."""
    reader: bool = False
    """The session is closed, and this device was there."""

    def open(self, opener: Opener) -> bool:
        """Whether they open this kind of door. Whoever leads the room or sits in it may look at its board."""
        if opener == "board":
            return self.board or self.facilitator or self.seat is not None
        if opener == "facilitator":
            return self.facilitator
        return opener == "anyone" or self.seat is not None or (opener == "reader" and self.reader)

    def who(self, page: str) -> Who | None:
        """Whom they make of somebody on a page; None if they do not open it.

        Pages are "phone", "board", "mirror" (the board as the stage shows it) and "stage".
        """
        if page == "phone" and self.seat is not None:
            return Who.of(self.seat.id)
        if page == "phone" and self.reader:
            return Who.reader()
        if page in ("board", "mirror") and self.open("board"):
            return Who.board()
        return Who.facilitator() if page == "stage" and self.facilitator else None


def keys(rooms: Rooms, room: Room | None, cookies: Mapping[str, str]) -> Keys:
    """Read the cookies. Without a room only the facilitator's counts."""
    facilitator = same(cookies.get(FACILITATOR, ""), rooms.facilitator_key)
    if room is None:
        return Keys(facilitator)
    token = cookies.get(SEAT + room.code, "")
    mark = digest(token) if TOKEN.fullmatch(token) else ""
    board = same(cookies.get(BOARD + room.code, ""), room.board_key)
    contact = digest(f"contact:{room.session}:{token}", 32) if mark else ""
    return Keys(facilitator, board, room.seat_for(mark), mark, contact, mark in room.readers)


def same(given: str, key: str) -> bool:
    """Whether a key is right, in a time that tells nothing about it. An empty key opens nothing."""
    return bool(key) and hmac.compare_digest(given.encode(), key.encode())


def read_cookies(header: str) -> dict[str, str]:
    """The cookies of a request. Of two with one name the first counts, as browsers put the nearer one first."""
    found: dict[str, str] = {}
    for part in header.split(";"):
        name, equals, text = part.strip().partition("=")
        if equals:
            found.setdefault(name, text.strip('"'))
    return found


def cookie(name: str, text: str, *, strict: bool, days: int, secure: bool) -> bytes:
    """A `Set-Cookie` value that no script can read."""
    limits = f"Max-Age={days * 86_400}; Path=/; HttpOnly; SameSite={'Strict' if strict else 'Lax'}"
    return f"{name}={text}; {limits}{'; Secure' if secure else ''}".encode()


def new_device(code: str, *, secure: bool) -> bytes:
    """A `Set-Cookie` value by which a device is known again in a room. It opens nothing yet."""
    return cookie(SEAT + code, secrets.token_hex(16), strict=False, days=SEAT_DAYS, secure=secure)
