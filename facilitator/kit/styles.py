"""The styles printed into each page, and the hashes that let the browser use them."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Literal

from facilitator.static.assets import assets
from facilitator.static.fonts import OTHERS, OWN

Sheet = Literal["phone", "board", "mirror", "stage"]

_FILES: dict[Sheet, tuple[str, ...]] = {
    "phone": ("live.css",),
    "board": ("live.css", "board.css", "read.css"),
    "mirror": ("live.css", "board.css"),
    "stage": ("live.css", "stage.css"),
}
_FAMILIES = f"html{{--font:{OWN},{OTHERS},system-ui,sans-serif}}"


@cache
def style(sheet: Sheet, faces: str = "") -> str:
    """The whole style of a surface on one line. `faces` are the rules that load the fonts; the phone has none."""
    css = "".join((assets() / name).read_text(encoding="utf-8") for name in _FILES[sheet])
    return (faces + _FAMILIES if faces and sheet != "phone" else "") + minify(css)


def style_hashes(faces: str = "") -> tuple[str, ...]:
    """What `style-src` must hold for the light pages, each as `'sha256-...'`. Give the same `faces` as `Shell`."""
    return tuple(_hash(style(sheet, faces)) for sheet in _FILES)


def minify(css: str) -> str:
    """The same rules without comments and without spaces that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"([:(]) ", r"\1", css)
    return css.replace(";}", "}").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
