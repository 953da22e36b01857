"""What pages load besides themselves: a script and a font, each under an address made from its content.

The script is put together from the vendored libraries and our own at start and compressed once. Its address changes
with its content, so browsers may keep it for ever. The stage, and pages where cards are grouped, load a small one more.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from facilitator.static.assets import assets
from facilitator.static.fonts import Letters, faces, letters

LIBRARIES = ("vendor/socket.io-client/socket.io.min.js", "vendor/morphdom/morphdom-umd.min.js")
OWN = "live.js"
GROUP = "group.js"
STAGE = "stage.js"


@dataclass(frozen=True)
class File:
    """One thing to serve. `packed` is the body with gzip, or empty where that saves nothing."""

    url: str
    kind: str
    body: bytes
    packed: bytes = b""


@dataclass(frozen=True)
class Bundle:
    """All files that light pages load."""

    script: File
    fonts: tuple[File, ...]
    faces: str
    """The rules of a style that load the fonts."""
    group: File
    stage: File

    def find(self, url: str) -> File | None:
        """The file under an address, or None."""
        return next((file for file in (self.script, self.group, self.stage, *self.fonts) if file.url == url), None)


@cache
def bundle() -> Bundle:
    """The files, made on the first call."""
    code = "\n;".join([*map(_text, LIBRARIES), bare(_text(OWN))]).encode()
    fonts = {each: _font(each) for each in letters()}
    return Bundle(
        _script("live", code),
        tuple(fonts.values()),
        faces(fonts, lambda each: fonts[each].url),
        _script("group", bare(_text(GROUP)).encode()),
        _script("stage", bare(_text(STAGE)).encode()),
    )


def bare(code: str) -> str:
    """A script of ours without the lines that are only comment, and without indents, breaks and spaces around signs."""
    lines = [line.strip() for line in code.splitlines()]
    kept = (_SPACED.sub(lambda found: found[1] or found[2], line) for line in lines if line[:2] not in ("", "//"))
    return "".join(line if line[-1] in "{};," and "//" not in line else f"{line}\n" for line in kept).rstrip("\n")


_SPACED = re.compile(r"""("[^"\n]*"|'[^'\n]*')| ?([-=+*<>!&|?:,;{}()]+) ?""")
"""A string, which stays as it is and spans no lines, or signs of the language with the spaces around them."""


def _font(each: Letters) -> File:
    body = each.path.read_bytes()
    return File(_url(each.script, "woff2", body), "font/woff2", body)


def _script(name: str, code: bytes) -> File:
    return File(_url(name, "js", code), "text/javascript; charset=utf-8", code, gzip.compress(code, 9, mtime=0))


def _text(name: str) -> str:
    lines = (assets() / name).read_text(encoding="utf-8").splitlines()
    # The vendored files name maps that are not served: a browser would ask for them.
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def _url(name: str, ending: str, body: bytes) -> str:
    return f"/a/{name}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}"
