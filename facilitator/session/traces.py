"""Traces: what is kept of words that were taken back, until they are in no other session of the programme either.

From a trace nobody can read the words, but whoever comes upon the words can tell that they are the ones.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from facilitator.seats import digest


@dataclass(frozen=True)
class Trace:
    """What is kept of words until they are in no file of the programme any more."""

    salt: str
    length: int
    mark: str

    @classmethod
    def of(cls, text: str) -> Trace:
        """The trace of a text."""
        salt = secrets.token_hex(8)
        return cls(salt, len(text), digest(f"{salt}:{text}"))

    def in_(self, text: str) -> str:
        """The words in a text that left this trace; empty where they are not there."""
        starts = (at for at in range(len(text) - self.length + 1) if _stands_alone(text, at, at + self.length))
        windows = (text[at : at + self.length] for at in starts)
        return next((part for part in windows if digest(f"{self.salt}:{part}") == self.mark), "")


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (_is_word(before) and _is_word(text[start])) and not (_is_word(after) and _is_word(text[end - 1]))


def _is_word(sign: str) -> bool:
    return bool(re.match(r"\w", sign))
