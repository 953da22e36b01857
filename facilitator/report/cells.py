"""Keeps text text in a spreadsheet: an apostrophe before what it would take for a formula, a number or a date."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel.dates import get_month_names

from facilitator.i18n import language
from facilitator.report.words import locale_of


def formula_safe(text: str) -> str:
    """`text`, with an apostrophe in front if a spreadsheet could take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_text(text: str) -> str:
    """The same where it could be taken for a number, a date, a time or a truth, too: "007", "01/02", "3 May"."""
    return f"'{text}" if _FORMULA.match(text) or _is_value(text) else text


def _is_value(text: str) -> bool:
    """Whether it has figures, and nothing else but signs and words that stand in numbers, dates and times."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    words = {*_WORD.findall(plain)}
    signs = all(sign.isdigit() or sign in _SIGNS or unicodedata.category(sign) == "Sc" for sign in _WORD.sub("", plain))
    known = words <= _SHORT | _months("en") | _months(language.get())
    return plain in ("true", "false") or (signs and known and any(sign.isdigit() for sign in plain))


@cache
def _months(code: str) -> frozenset[str]:
    widths = [get_month_names(width, locale=locale_of(code)) for width in ("wide", "abbreviated")]
    return frozenset(word for names in widths for name in names.values() for word in _WORD.findall(name.casefold()))


_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠]|[\t\r]")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset(" \t\n\u00a0\u202f\ufeff\u200b\u200c\u200d\u200e\u200f.,:;/\\'’%‰()+-−–⁄")
_SHORT = frozenset({"e", "a", "p", "am", "pm", "de", "年", "月", "日"})
"""Of powers of ten, times of the day, and dates."""
