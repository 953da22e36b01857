"""Draws the code that people scan to join: black on white, with its quiet zone, never inverted or decorated.

The code has few modules, so that it reads from the back row: about 2.5 pixels of a phone's camera are needed for each.
So the address is short and in capitals, which need the least room; only `http://` is in small letters, because not
every camera takes `HTTP://` for a link. More error correction would add modules and read less far: it is level M, or L
where that saves modules.
"""

from __future__ import annotations

import base64
from contextlib import suppress
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from unicodedata import bidirectional, category
from urllib.parse import urlsplit

import qrcode
from markupsafe import Markup
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from facilitator.i18n import Words, _
from facilitator.static.fonts import file_for, letters

QUIET = 4
"""Modules of white around the code, as the standard wants."""
SIDE = 1024
"""Pixels of the picture."""
A4 = (2480, 3508)
"""Pixels of a sheet at 300 dots an inch."""
_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_MACHINES = ("DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "Arial Unicode.ttf", "msyh.ttc", "arial.ttf")
"""Fonts that a computer may have, for scripts that the product has not."""


def image(url: str, label: Words = "") -> Markup:
    """The code as an image that fills its box. `label` is read out; by default it says the address to type.

    An image, because pages that are darkened by force or by an extension draw lines and boxes in other colours.
    """
    words = str(label or _("Code to join at {address}", address=typed(url)))
    return Markup('<img alt="{}" src="data:image/png;base64,{}">').format(words, _small(url))


def png(url: str) -> bytes:
    """The code as a square picture of 1,024 pixels."""
    return _bytes(_picture(url, SIDE))


def sheet(url: str, code: str, title: str) -> bytes:
    """An A4 sheet for the door as PNG, 300 dots an inch: the code, and below it the address and room code to type."""
    paper = Image.new("L", A4, 255)
    pen = _Pen(paper, top=170)
    pen.write(title, 140, lines=3)
    pen.paste(_picture(url, 1800))
    pen.write(_("Point your phone's camera here."), 84)
    pen.skip(50)
    pen.write(_("Or type this address:"), 76)
    pen.write(typed(url), 130, bold=True)
    pen.write(_("Code: {code}", code=code), 170, bold=True)
    pen.skip(50)
    pen.write(_("No phone? Ask for paper."), 76)
    return _bytes(paper)


def typed(url: str) -> str:
    """The address as a person types it: `192.168.1.20:8080`."""
    return urlsplit(url).netloc.lower()


@lru_cache(maxsize=64)
def modules(url: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the code without its quiet zone; true is black."""
    best, small = (_code(url, level) for level in (ERROR_CORRECT_M, ERROR_CORRECT_L))
    code = best if best.version == small.version else small
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def _code(url: str, level: int) -> qrcode.QRCode[Any]:
    code = qrcode.QRCode(error_correction=level, border=0)
    scheme, mark, rest = url.partition("://")
    code.add_data(QRData((scheme.lower() + mark).encode(), mode=MODE_8BIT_BYTE))
    capitals = set(rest.encode()) <= set(ALPHA_NUM)  # not where it has a key, or brackets
    code.add_data(QRData(rest.encode(), mode=MODE_ALPHA_NUM if capitals else MODE_8BIT_BYTE))
    code.make(fit=True)
    return code


@lru_cache(maxsize=64)
def _small(url: str) -> str:
    """The picture with a few pixels a module, as it stands in a page."""
    side = 4 * (len(modules(url)) + 2 * QUIET)
    held = BytesIO()
    _picture(url, side).convert("1").save(held, "PNG", optimize=True)
    return base64.b64encode(held.getvalue()).decode()


def _picture(url: str, side: int) -> Image.Image:
    """The code in a white square of `side` pixels. Modules are whole pixels; the rest widens the quiet zone."""
    rows = modules(url)
    code = Image.new("L", (len(rows), len(rows)))
    code.putdata([0 if black else 255 for row in rows for black in row])
    inner = side // (len(rows) + 2 * QUIET) * len(rows)
    picture = Image.new("L", (side, side), 255)
    picture.paste(code.resize((inner, inner), Image.Resampling.NEAREST), ((side - inner) // 2, (side - inner) // 2))
    return picture


class _Pen:
    """Writes centred lines and pictures down a sheet."""

    def __init__(self, paper: Image.Image, top: int) -> None:
        self.paper, self.top = paper, top
        self.draw = ImageDraw.Draw(paper)

    def skip(self, pixels: int) -> None:
        self.top += pixels

    def paste(self, picture: Image.Image) -> None:
        self.paper.paste(picture, ((self.paper.width - picture.width) // 2, self.top))
        self.top += picture.height

    def write(self, words: Words, size: int, *, lines: int = 1, bold: bool = False) -> None:
        """Write `words` in at most `lines` lines of `size` pixels; what is still too wide becomes smaller."""
        for line in self._wrapped(str(words), size, lines, bold):
            wide = max(1.0, self._wide(line, size, bold))
            fits = min(size, int(size * self._room / wide))
            left, below = (self.paper.width - self._wide(line, fits, bold)) / 2, self.top + size
            for name, run in _runs(line):
                font = _font(name, fits, bold)
                self.draw.text((left, below), run, fill=0, font=font, anchor="ls")
                left += self.draw.textlength(run, font=font)
            self.top += int(size * 1.3)

    def _wide(self, line: str, size: int, bold: bool) -> float:
        return sum(self.draw.textlength(run, font=_font(name, size, bold)) for name, run in _runs(line))

    def _wrapped(self, words: str, size: int, lines: int, bold: bool) -> list[str]:
        wrapped: list[str] = []
        for word in words.split():
            longer = f"{wrapped[-1]} {word}" if wrapped else word
            if wrapped and (len(wrapped) == lines or self._wide(longer, size, bold) <= self._room):
                wrapped[-1] = longer
            else:
                wrapped.append(word)
        return wrapped

    @property
    def _room(self) -> int:
        return self.paper.width - 300


def _runs(line: str) -> list[tuple[str, str]]:
    """A line in pieces with the font of each, from left to right; spaces and marks stay with what is before them."""
    pieces: list[tuple[str, str]] = []
    for letter in line:
        follows = bool(pieces) and (letter.isspace() or category(letter)[0] == "M" or category(letter) == "Cf")
        name = pieces[-1][0] if follows else _font_for(letter)
        if pieces and pieces[-1][0] == name:
            pieces[-1] = (name, pieces[-1][1] + letter)
        else:
            pieces.append((name, letter))
    if _from_the_right(line):
        return pieces[::-1]
    # Among others, a piece from the right would draw its last space on the wrong side.
    for at, (name, run) in enumerate(pieces[:-1]):
        if _from_the_right(run):
            after, rest = pieces[at + 1]
            pieces[at], pieces[at + 1] = (name, run.rstrip()), (after, run[len(run.rstrip()) :] + rest)
    return pieces


def _from_the_right(text: str) -> bool:
    return next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L") != "L"


@cache
def _font_for(letter: str) -> str:
    """The file with this letter: one of the product's own, or the first one of the machine that has it."""
    own = file_for(letter)
    if own is not None:
        return str(own.path)
    name = next((name for name in _MACHINES if _has(_font(name, 40, False), letter)), "")
    return name or str(letters()[0].path)


@lru_cache(maxsize=64)
def _font(name: str, size: int, bold: bool) -> _Font:
    try:
        font = ImageFont.truetype(name, size)
    except OSError:  # not on this machine, or packed in a way that this build of Pillow cannot read
        return ImageFont.load_default(size)
    with suppress(OSError):  # a font with one weight only
        font.set_variation_by_axes([700 if bold else 500])
    return font


def _has(font: _Font, letter: str) -> bool:
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def _bytes(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG", dpi=(300, 300), optimize=True)
    return held.getvalue()
