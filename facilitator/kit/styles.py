"""The styles printed into each page, and the hashes that let the browser use them."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Literal

from facilitator.assets import assets

Sheet = Literal["phone", "board", "mirror", "stage"]

_FILES: dict[Sheet, tuple[str, ...]] = {
    "phone": ("live.css",),
    "board": ("live.css", "board.css", "read.css"),
    "mirror": ("live.css", "board.css"),
    "stage": ("live.css", "stage.css"),
}
_FONT = (
    "@font-face{{font-family:Next;src:url({url}) format('woff2');font-weight:200 800;font-display:swap}}"
    "html{{--font:Next,system-ui,sans-serif}}"
)


@cache
def style(sheet: Sheet, font_url: str = "") -> str:
    """The whole style of a surface on one line. `font_url` is the address of the web font; the phone has none."""
    css = "".join((assets() / name).read_text(encoding="utf-8") for name in _FILES[sheet])
    font = _FONT.format(url=font_url) if font_url and sheet != "phone" else ""
    return font + minify(css)


def style_hashes(font_url: str = "") -> tuple[str, ...]:
    """What `style-src` must hold for the light pages, each as `'sha256-...'`. Give the same `font_url` as `Shell`."""
    return tuple(_hash(style(sheet, font_url)) for sheet in _FILES)


def minify(css: str) -> str:
    """The same rules without comments and without spaces that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"([:(]) ", r"\1", css)
    return css.replace(";}", "}").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
