"""Codes that people keep, to match what they say at one time with what they say at another, without a name.

The tool makes them: a word that somebody chooses can be guessed, and protects nobody. Only hashes of them are kept.
"""

from __future__ import annotations

from facilitator import seats

LONGEST = 20
"""Signs of a code as somebody may type it, with blanks and dashes."""


def make(seed: str, label: str) -> str:
    """Six signs that follow from the seed of a run and from what they are for; they lead back to neither."""
    return seats.code(seed, seats.SEAT_CODE, label)


def same(one: str, other: str) -> bool:
    """Whether somebody typed this code, in whatever way."""
    return seats.typed(one) == seats.typed(other)


def shown(code: str) -> str:
    """A code as people read it, in two groups."""
    return seats.shown(code)


def mark(code: str, about: str) -> str:
    """What is kept of a code, as somebody typed it: another hash for everything that it is `about`."""
    return seats.digest(f"code:{about}:{seats.typed(code)}", 32)
