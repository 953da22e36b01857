"""Cleans text once, at the door: what is stored can be shown, searched and exported without another thought."""

from __future__ import annotations

import re
import unicodedata

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
