"""Sets pages by typst, with our own letters: a tagged PDF, or pictures. No word of theirs can become markup."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from facilitator.report.breaks import Part
from facilitator.report.calendar import day_of
from facilitator.report.pages import END, LTR, RTL
from facilitator.static.fonts import ACCENTED, letters, needed, printable

HERE = Path(__file__).parent
VIETNAMESE = "Noto Sans Vietnamese"
UNKNOWN = "?"
"""Stands for a letter that neither the program nor the computer can print."""
TRIES = 40
"""So many letters of this kind are looked up one by one; with more, all that are not ours become `UNKNOWN`."""
UNSEEN = frozenset(f"\n\u200b{RTL}{LTR}{END}")
NOON = 12 * 60 * 60
EPOCH = date(1970, 1, 1).toordinal()


def document(pages: Part, day: str) -> bytes:
    """A PDF after PDF/UA-1 from `record.typ`, made on `day`, an ISO date."""
    made: bytes = _typeset("record.typ", pages, day_of(day), {"format": "pdf", "pdf_standards": "ua-1"})
    return made


def pictures(pages: Part) -> list[bytes]:
    """A PNG for each page of `picture.typ`."""
    made = _typeset("picture.typ", pages, None, {"format": "png", "ppi": 144})
    return made if isinstance(made, list) else [made]


def drawings(pages: Part) -> list[bytes]:
    """A PNG for each page of `drawing.typ`, three dots a CSS pixel."""
    made = _typeset("drawing.typ", pages, None, {"format": "png", "ppi": 288})
    return made if isinstance(made, list) else [made]


def _typeset(template: str, pages: Part, when: date | None, how: Part) -> Any:
    """What comes out, with letters that are in no font in a plain form."""
    words = unicodedata.normalize("NFC", json.dumps(pages, ensure_ascii=False))
    strange = {letter: _instead(letter) for letter in {*words} - UNSEEN if not printable(letter)}
    words = words.translate({ord(letter): "" for letter in strange if unicodedata.combining(letter)})
    for _try in range(TRIES):
        try:
            return _compiled(template, words, when, how, bool(strange))
        except typst.TypstError as trouble:
            missing = {ord(letter): strange[letter] for letter in _missing(trouble) if letter in strange}
            words = words.translate(missing)
            if not missing:
                break
    words = _ACCENTS.sub("", words.translate({ord(letter): plain for letter, plain in strange.items()}))
    return _compiled(template, words, when, how, False)


def _missing(trouble: typst.TypstError) -> str:
    """The letters that it says are in no font."""
    found = _DISPLAYED.search(str(trouble))
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def _instead(letter: str) -> str:
    """A plain form of it that there are letters for, such as A for a mathematical one, ready to stand in JSON."""
    plain = unicodedata.normalize("NFKC", letter)
    return json.dumps(plain, ensure_ascii=False)[1:-1] if all(map(printable, plain)) else UNKNOWN


def _compiled(template: str, words: str, when: date | None, how: Part, unknown: bool) -> Any:
    day = {"year": when.year, "month": when.month, "day": when.day} if when else None
    pages = json.dumps(json.loads(words) | _letters(words) | {"unknown": unknown, "date": day}, ensure_ascii=False)
    stamp = (when.toordinal() - EPOCH) * 24 * 60 * 60 + NOON if when else 0
    return typst.compile(
        HERE / template, font_paths=_fonts(unknown), sys_inputs={"record": pages}, timestamp=stamp, **how
    )


def _letters(words: str) -> Part:
    """The families to look for a letter in, and in which else where it has a further accent: one must have both."""
    fonts = [each.family for each in needed(f"{words}Tea")]
    first = [("[\\u{0}-\\u{ff}]", ACCENTED), ("[\\u{1ea0}-\\u{1ef9}]", VIETNAMESE)]
    accents = [[f"{letter}[\\u{{300}}-\\u{{36f}}]+", [family, *fonts]] for letter, family in first]
    return {"fonts": fonts, "accents": accents if _ACCENTS.search(words) else []}


@cache
def _fonts(all_of_the_computer: bool) -> typst.Fonts:
    """The letters for print; those of the computer, too, where a letter is in none of them."""
    ours = letters()[0].print.parent
    return typst.Fonts(include_system_fonts=all_of_the_computer, include_embedded_fonts=False, font_paths=[ours])


_ACCENTS = re.compile("[\u0300-\u036f]")
_DISPLAYED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
