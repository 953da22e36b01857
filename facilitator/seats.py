"""Seats and what opens them: codes, tokens, keys of one run, and the allowance for wrong codes."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""31 signs: A-Z without I, L and O, and 2-9, so that nothing is misread on a wall or on paper."""

ROOM_CODE, SEAT_CODE = 4, 6
WRONG_CODES_A_MINUTE = 10

PERSPECTIVES = (
    "Lived experience",
    "Giving care and support",
    "Family and friends",
    "Health and care professionals",
    "Others in the community",
)
"""The default set of perspectives; "Rather not say" is always offered beside it."""
RATHER_NOT = "Rather not say"


@dataclass(frozen=True)
class Who:
    """Somebody at a door: the facilitator, the board on the wall, a seat, or after the end a phone that was there."""

    role: Literal["facilitator", "board", "seat", "reader"]
    seat: str = ""

    @classmethod
    def facilitator(cls) -> Who:
        """Whoever leads the room."""
        return cls("facilitator")

    @classmethod
    def board(cls) -> Who:
        """The wall."""
        return cls("board")

    @classmethod
    def reader(cls) -> Who:
        """Somebody who was there, after the end."""
        return cls("reader")

    @classmethod
    def of(cls, seat: str) -> Who:
        """Whoever sits on a seat, by its id."""
        return cls("seat", seat)


@dataclass
class Seat:
    """One participant's place: the unit that is counted. Not a device, not a named account."""

    id: str
    code: str
    """Six signs that bring the same seat back on another device."""
    token: str = ""
    """Hash of the device's cookie; empty for a seat without a phone."""
    name: str = ""
    perspective: str = ""
    helper: bool = False
    """In the room, never in a result."""
    paper: int = 0
    """Number of a seat without a phone ("Paper 2"); 0 for a seat with one."""
    left: bool = False
    acts: int = 0
    """How many of its acts were accepted."""

    @property
    def counts(self) -> bool:
        """Whether it is among those who are asked."""
        return not self.helper and not self.left


def code(entropy: str, length: int, label: str = "") -> str:
    """`length` signs of `ALPHABET` drawn from the hex text `entropy`; another `label` gives another code."""
    number = int(hashlib.sha256(f"{entropy}:{label}".encode()).hexdigest(), 16)
    signs = []
    for _place in range(length):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def typed(text: str) -> str:
    """A code as somebody typed it, in the form it is stored: capitals, without blanks and dashes.

    Keyboards of other scripts have digits and letters of other widths and shapes.
    """
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text))
    return re.sub(r"[^A-Z0-9]", "", plain.upper())


def shown(seat_code: str) -> str:
    """A seat code in two groups: "K7M 2QX"."""
    return f"{seat_code[:3]} {seat_code[3:]}"


def digest(text: str, length: int = 64) -> str:
    """SHA-256 of a text as hex, cut to `length` signs. Tokens and act ids are stored only like this."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def withdrawal_code(entropy: str, card: str) -> str:
    """Six signs with which the writer of a card can have it removed after the close: made again, never kept."""
    return code(entropy, SEAT_CODE, f"withdraw:{card}")


def withdrawal_mark(given: str) -> str:
    """What is kept of such a code, as somebody typed it; it leads to no seat. Compare it with `Quote.code`."""
    return digest(f"withdraw:{typed(given)}", 32)


def key(secret: str, seat: str) -> str:
    """The person's key in one run: without the run's secret it leads back to no seat."""
    return hmac.new(secret.encode(), seat.encode(), hashlib.sha256).hexdigest()[:16]


@dataclass
class Allowance:
    """At most `limit` spends in any minute; times are seconds of any steady clock."""

    limit: int = WRONG_CODES_A_MINUTE
    spent: deque[float] = field(default_factory=deque)

    def left(self, now: float) -> bool:
        """Whether one more is allowed at `now`."""
        while self.spent and self.spent[0] <= now - 60:
            self.spent.popleft()
        return len(self.spent) < self.limit

    def spend(self, now: float) -> None:
        """Count one more."""
        self.spent.append(now)
