"""Writes a paragraph of Word: every piece of text in the direction of its letters, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup as Html
from markupsafe import escape

from facilitator.i18n import Words, direction, language

Piece = Words | Html | tuple[Words, str]
"""Words, words with the name of a character style, or a run that is written already."""


def paragraph(
    style: str, *pieces: Piece, end: bool = False, keep: bool = False, stops: tuple[int, int] | None = None
) -> Html:
    """A paragraph of a style, at the end of its line like figures, or on one page with the next one.

    With `stops` figures end at the first of them, and what stands beside begins at the second.
    """
    parts = [(str(piece[0]), piece[1]) if isinstance(piece, tuple) else (piece, "") for piece in pieces]
    rtl = backwards("".join(str(words) for words, _style in parts if not isinstance(words, Html)))
    place = _END.format("right" if rtl == backwards("") else "left") if end else ""  # from where a line begins
    runs = "".join(
        str(words) if isinstance(words, Html) else _run(*run, look)
        for words, look in parts
        for run in ([("", rtl)] if isinstance(words, Html) else _runs(str(words), rtl))
    )
    tabs = _TABS.format(*stops) if stops else ""
    bidi = "<w:bidi/>" if rtl else '<w:bidi w:val="0"/>'
    look = f"{'<w:keepNext/>' if keep else ''}{tabs}{bidi}{place}"  # the standard wants them in this order
    return Html(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>')


def _run(words: str, rtl: bool, style: str) -> str:
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if rtl else "")
    text = "".join(_SIGNS.get(part) or _text(part) for part in re.split("([\n\t])", words) if part)
    return f"<w:r><w:rPr>{look}</w:rPr>{text}</w:r>" if look else f"<w:r>{text}</w:r>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def _runs(words: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Pieces of one direction each: signs and spaces go with the letters on both sides of them, else with the rest."""
    sides = [_STRONG.get(unicodedata.bidirectional(letter)) for letter in words]
    before, place = None, 0
    for side, group in groupby([*sides]):
        end = place + len([*group])
        if side is None:
            after = sides[end] if end < len(sides) else None
            sides[place:end] = [before if before == after else rtl] * (end - place)
        else:
            before = side
        place = end
    place = 0
    for side, group in groupby(sides):
        end = place + len([*group])
        yield words[place:end], bool(side)
        place = end


def backwards(words: str) -> bool:
    """Whether text is read from right to left: its first letter says so, or the language where it has none."""
    found = (_STRONG.get(unicodedata.bidirectional(letter)) for letter in words)
    return next((side for side in found if side is not None), direction(language.get()) == "rtl")


_END = '<w:jc w:val="{}"/>'
_TABS = '<w:tabs><w:tab w:val="right" w:pos="{}"/><w:tab w:val="left" w:pos="{}"/></w:tabs>'
_STRONG = {"L": False, "R": True, "AL": True}
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
