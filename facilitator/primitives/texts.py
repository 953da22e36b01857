"""Equal texts: which words that people wrote are the same, how often each was written, and what alphabetical means.

Texts are equal when their keys are. Of equal texts the most frequent spelling is shown; of equally frequent ones the
alphabetically first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """One text, as it is shown, and how many wrote it in whatever spelling."""

    text: str
    n: int


def counted(texts: Iterable[str]) -> list[Counted]:
    """Equal texts together: the most frequent first, then alphabetically."""
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        spellings.setdefault(key(text), Counter())[text.strip()] += 1
    found = [Counted(_shown(spelled), spelled.total()) for spelled in spellings.values()]
    return sorted(found, key=lambda each: (-each.n, alphabetical(each.text)))


def key(text: str) -> str:
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
