"""Text: cleaned once at the door, so that it can be shown and exported without another thought; and what is equal.

Texts are equal when their likenesses are. Of equal texts the most frequent spelling is shown; of equally frequent ones
the alphabetically first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 2_000
"""Code points that any single field may hold before its own limit is looked at."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and newline
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators, byte order mark, annotations
    "\ud800-\udfff]"  # halves of characters
)


def clean(text: str) -> str:
    """`text` in NFC, with `\\n` line ends, without control characters, direction overrides and lone surrogates."""
    return _UNWANTED.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def is_blank(text: str) -> bool:
    """Whether nothing visible would be left of a text."""
    return not any(unicodedata.category(sign)[0] not in "ZC" and not _ignorable(sign) for sign in text)


def _ignorable(sign: str) -> bool:
    """Characters that Unicode lets a display leave out although they are letters or marks."""
    invisible = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    return "\ufe00" <= sign <= "\ufe0f" or sign in invisible or sign >= "\U000e0000"


@dataclass(frozen=True)
class Counted:
    """One text, as it is shown, and how many wrote it in whatever spelling."""

    text: str
    n: int


def counted(texts: Iterable[str]) -> list[Counted]:
    """Equal texts together: the most frequent first, then alphabetically."""
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        spellings.setdefault(likeness(text), Counter())[text.strip()] += 1
    found = [Counted(_shown(spelled), spelled.total()) for spelled in spellings.values()]
    return sorted(found, key=lambda each: (-each.n, alphabetical(each.text)))


def likeness(text: str) -> str:
    """What equal texts have in common. Symbols and emoji are part of it; punctuation at the end is not."""
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = " ".join(text.translate(_STRAIGHT).split())
    end = len(text)
    while end and (text[end - 1] == " " or unicodedata.category(text[end - 1]).startswith("P")):
        end -= 1
    return text[:end] or text


def alphabetical(text: str) -> tuple[str, str]:
    """Sort by this: case-folded, by code point; where that is equal, the exact text by code point."""
    return text.casefold(), text


def _shown(spelled: Counter[str]) -> str:
    return min(spelled, key=lambda text: (-spelled[text], alphabetical(text)))


_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''" + '""""')

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""The characters of Unicode's Default_Ignorable_Code_Point."""
