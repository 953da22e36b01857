"""The record as PDF: tagged after PDF/UA-1, with bookmarks, own letters, and the same bytes for the same record."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from facilitator.i18n import speaking
from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Record
from facilitator.report.pages import Pages, Part
from facilitator.static.fonts import LAST, file_for, letters, needed

TEMPLATE = Path(__file__).parent / "record.typ"
UNKNOWN = "\ufffd"
"""Stands for a letter that neither the program nor the computer can print."""
NOON = 12 * 60 * 60
EPOCH = date(1970, 1, 1).toordinal()


def render(record: Record, copy: Copy) -> bytes:
    """The copy, ready to print and to be read aloud by a screen reader."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        pages = Pages(safe, copy).all()
    words = json.dumps(pages, ensure_ascii=False)
    strange = {letter for letter in set(words) if letter.isprintable() and file_for(letter) is None}
    try:
        return _printed(words, safe.date, bool(strange))
    except typst.TypstError:
        if not strange:
            raise
        return _printed(words.translate({ord(letter): UNKNOWN for letter in strange}), safe.date, False)


def _printed(words: str, day: str, unknown: bool) -> bytes:
    when = _day(day)
    more: Part = {"fonts": [*(each.family for each in needed(f"{words}Tea")), LAST], "unknown": unknown, "date": None}
    if when:
        more["date"] = {"year": when.year, "month": when.month, "day": when.day}
    pages = json.dumps(json.loads(words) | more, ensure_ascii=False)
    stamp = (when.toordinal() - EPOCH) * 24 * 60 * 60 + NOON if when else 0
    made: Any = typst.compile(
        TEMPLATE, font_paths=_fonts(unknown), sys_inputs={"record": pages}, pdf_standards="ua-1", timestamp=stamp
    )
    return bytes(made)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else None
    except ValueError:
        return None


@cache
def _fonts(all_of_the_computer: bool) -> typst.Fonts:
    """The letters for print; those of the computer, too, where a letter is in none of them."""
    ours = letters()[0].print.parent
    return typst.Fonts(include_system_fonts=all_of_the_computer, include_embedded_fonts=False, font_paths=[ours])
