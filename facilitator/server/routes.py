"""Who may open what: one table of addresses.

An address that no door has is not there. Codes and paths ignore case, because the code on the board is in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.live.keys import Opener


@dataclass(frozen=True)
class Door:
    """One kind of address. `pattern` is matched against the lower-case path; `code` in it names the room."""

    name: str
    pattern: re.Pattern[str]
    opener: Opener
    posts: bool = False
    framed: bool = False
    """May stand in a frame of our own: the console shows it."""


def _door(name: str, pattern: str, opener: Opener, posts: bool = False, framed: bool = False) -> Door:
    return Door(name, re.compile(pattern.replace("CODE", r"(?P<code>[a-z0-9]{1,8})")), opener, posts, framed)


DOORS = (
    _door("health", r"/healthz", "anyone"),
    _door("file", r"/a/[a-z0-9.-]+", "anyone"),
    _door("shape", r"/record\.schema\.json", "anyone"),
    _door("entrance", r"/", "anyone", posts=True),
    _door("phone", r"/j/CODE", "anyone", posts=True, framed=True),
    _door("copy", r"/j/CODE/record", "reader"),
    _door("taken", r"/j/CODE/record\.(?P<ending>[a-z]{2,4})", "reader"),
    _door("agreed", r"/j/CODE/agreed", "seat", posts=True),
    _door("touch", r"/j/CODE/touch", "seat", posts=True),
    _door("mine", r"/j/CODE/mine", "seat", posts=True),
    _door("board", r"/board/CODE", "board", framed=True),
    _door("stage", r"/stage/CODE", "facilitator", posts=True, framed=True),
    _door("access", r"/stage/CODE/access", "facilitator", posts=True, framed=True),
    _door("private", r"/stage/CODE/private", "facilitator", posts=True, framed=True),
    _door("touch-paper", r"/stage/CODE/touch", "facilitator", posts=True, framed=True),
    _door("contacts", r"/contacts/CODE\.csv", "facilitator"),
    _door("paper", r"/stage/CODE/for/(?P<seat>[a-z0-9]{1,20})", "facilitator", posts=True, framed=True),
    _door("slips", r"/stage/CODE/slips", "facilitator", posts=True, framed=True),
    _door("record", r"/record/CODE\.(?P<ending>[a-z]{2,4})", "facilitator"),
    _door("sign", r"/join/CODE(?P<sheet>-a4)?\.png", "facilitator"),
    _door("socket", r"/live/socket\.io/", "anyone", posts=True),
    _door("console", r"/console(/.*)?", "facilitator", posts=True),
)


@dataclass(frozen=True)
class Found:
    """A door and what its address says."""

    door: Door
    code: str = ""
    """The room's code in capitals, or empty."""
    rest: Mapping[str, str] = field(default_factory=dict)


def find(path: str) -> Found | None:
    """The door of a path, or None."""
    low = unicodedata.normalize("NFKC", path).strip().lower()
    if len(low) > 1 and not low.startswith(("/live/", "/console")):
        low = low.rstrip("/")
    for door in DOORS:
        match = door.pattern.fullmatch(low)
        if match:
            rest = {name: text or "" for name, text in match.groupdict().items()}
            return Found(door, rest.pop("code", "").upper(), rest)
    return None
