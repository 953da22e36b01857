"""What becomes of the words of a decision when they are read back. A read-back never changes the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Ended = Literal["confirmed", "corrected", "disputed", "not checked", "not read"]


@dataclass(frozen=True)
class Asked:
    """One reading aloud: the words, and how many said that this is what was decided, or that it is not."""

    words: str
    yes: int
    no: int
    passed: int = 0
    present: int = 0


@dataclass(frozen=True)
class Checked:
    """What became of it: the words that stand, and the other ones where the wording is disputed."""

    ended: Ended
    text: str
    other: str = ""


def checked(text: str, readings: Sequence[Asked]) -> Checked:
    """What becomes of a decision in these words. The last reading counts.

    Words that nobody disagrees with stand, the older ones or the mended ones, if anybody confirmed them. Otherwise the
    older words stay, disputed if anybody ever remembered it in another way, with the words that were tried last.
    """
    if not readings:
        return Checked("not read", text)
    last = readings[-1]
    if last.yes and not last.no:
        return Checked("confirmed" if last.words == text else "corrected", last.words)
    if any(each.no for each in readings):
        other = next((each.words for each in reversed(readings) if each.words != text), "")
        return Checked("disputed", text, other)
    return Checked("not checked", text)
