"""Reads a TOML file as any usual editor writes it, and knows on which line a part of it stands."""

from __future__ import annotations

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any

from facilitator.i18n import Text, Words, _
from facilitator.text import clean

DEEPEST = 20
"""Brackets inside each other; no plan needs as many."""
LONGEST_NUMBER = 30
"""Digits of a number; nothing that is counted here has as many."""

Way = tuple[int | str, ...]
"""The way to a part, such as ("steps", 0, "settings", "options")."""


class Unreadable(Exception):
    """The file is not TOML. `words` say what is wrong, `line` where, from 1 (0: unknown)."""

    def __init__(self, words: Words, line: int = 0) -> None:
        self.words, self.line = words, line
        super().__init__(str(words))


def read(file: Path) -> tuple[dict[str, Any], str]:
    """What stands in a file, and its text. Raises `Unreadable` or `OSError`."""
    text = text_of(file.read_bytes())
    return parse(text), text


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark; line ends, control characters and marks are cleaned away."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return clean(data.decode("utf-16" if wide else "utf-8-sig"))
    except UnicodeDecodeError as error:
        read = data[: error.start].decode("utf-16" if wide else "utf-8", "ignore")
        raise Unreadable(_("This is not a text file in UTF-8. Save it as UTF-8"), _line(read)) from None


def parse(text: str) -> dict[str, Any]:
    """What stands in a text. Raises `Unreadable` with one sentence."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(rf"[\d_]{{{LONGEST_NUMBER}}}", _without_words(line)):
            raise Unreadable(_("A number is too long"), number)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(*_explained(str(error), text)) from None
    except RecursionError:
        raise Unreadable(_("Too many brackets stand inside each other"), _deepest(text)) from None
    except ValueError as error:  # a date or a number that Python cannot hold
        raise Unreadable(str(error)) from None
    if _depth(data) > DEEPEST:
        raise Unreadable(_("Too many brackets stand inside each other"), _deepest(text))
    cleaned: dict[str, Any] = _cleaned(data)
    return cleaned


def line_of(path: Way, text: str) -> int:
    """The line on which the part at `path` stands, from 1, as near as it can be found; 0 where it cannot."""
    lines = text.split("\n")
    tables = [number for number, line in enumerate(lines) if re.match(r"\s*\[\[\s*steps\s*\]\]", line)]
    first, last = 0, tables[0] if tables else len(lines)
    names = [part for part in path if isinstance(part, str) and part != "steps"]
    if path[:1] == ("steps",) and len(path) > 1 and isinstance(path[1], int):
        if path[1] >= len(tables):
            return 0
        first, last = tables[path[1]], [*tables, len(lines)][path[1] + 1]
    for name in reversed(names):
        key = re.compile(rf"(?:^|[\s{{,.\[])[\"']?{re.escape(name)}[\"']?\s*(?:=|\.|\])")
        found = next((number for number in range(first, last) if key.search(lines[number])), None)
        if found is not None:
            return found + 1
    return first + 1 if first else 0


def _explained(words: str, text: str) -> tuple[Words, int]:
    """The sentence of the parser without its place, and the line of it."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", words, re.DOTALL)
    if found is None:
        return words, 0
    if found[2] is None:
        return Text("{what}", {"what": found[1]}), text.rstrip("\n").count("\n") + 1
    return _("{what} (column {column})", what=found[1], column=found[3]), int(found[2])


def _line(text: str) -> int:
    return len(re.findall("\r\n|\r|\n", text)) + 1


def _without_words(line: str) -> str:
    """A line without what stands in quotes or after a "#"."""
    return re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*", "", line)


def _deepest(text: str) -> int:
    """The line on which brackets first stand too deep."""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        for sign in _without_words(line):
            depth += (sign in "[{") - (sign in "]}")
            if depth > DEEPEST:
                return number
    dots = [line.count(".") for line in text.split("\n")]
    return dots.index(max(dots)) + 1


def _depth(data: Any) -> int:
    depth, level = 0, [data]
    while level and depth <= DEEPEST:
        level = [part for each in level if isinstance(each, dict | list) for part in _parts(each)]
        depth += 1
    return depth


def _parts(data: dict[str, Any] | list[Any]) -> list[Any]:
    return list(data.values()) if isinstance(data, dict) else data


def _cleaned(data: Any) -> Any:
    """The same with every word as the door would let it in."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {clean(name): _cleaned(part) for name, part in data.items()}
    return [_cleaned(part) for part in data] if isinstance(data, list) else data
