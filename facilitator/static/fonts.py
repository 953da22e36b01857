"""The letters that come with the program, a file for each script, loaded only where one of its letters stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from facilitator.static.assets import assets

LIST = "fonts.txt"
"""Which file has which letters, in the order in which they are asked for one."""
OWN, OTHERS = "Next", "Noto"
"""The family of the product, and the one for what it lacks. A page names them in this order."""

PRINTED = "letters.txt"
"""Which letters there are for print."""
ACCENTED = "Atkinson Hyperlegible Next Accents"
"""In print, the family that puts together letters and accents that no other has as one."""


@dataclass(frozen=True)
class Letters:
    """One file, and its letters as `unicode-range` says them."""

    file: str
    range: str
    spans: tuple[tuple[int, int], ...]

    @property
    def path(self) -> Path:
        """Where it lies."""
        return assets() / "fonts" / self.file

    @property
    def print(self) -> Path:
        """Where the same letters lie for print, as a family of their own."""
        return assets() / "fonts" / "print" / f"{self.path.stem}.ttf"

    @property
    def family(self) -> str:
        """What they are called there: "Noto Sans Arabic"."""
        return self.path.stem.replace("-", " ").title()

    @property
    def script(self) -> str:
        """What it is for, such as "arabic"."""
        return self.file.removesuffix(".woff2").removeprefix("atkinson-hyperlegible-next-").removeprefix("noto-sans-")

    def has(self, letter: str) -> bool:
        """Whether a letter is in it."""
        return any(first <= ord(letter) <= last for first, last in self.spans)


@cache
def letters() -> tuple[Letters, ...]:
    """All files of the list that are there."""
    return tuple(each for each in listed() if each.path.is_file())


@cache
def listed() -> tuple[Letters, ...]:
    """All files that should be there."""
    rows = (assets() / "fonts" / LIST).read_text(encoding="utf-8").splitlines()
    return tuple(Letters(file, range, _spans(range)) for file, _space, range in (row.partition(" ") for row in rows))


def file_for(letter: str) -> Letters | None:
    """The first file with this letter; None where only the computer may have it."""
    return next((each for each in letters() if each.has(letter)), None)


def needed(text: str) -> list[Letters]:
    """The files that a text needs."""
    wanted = {file_for(letter) for letter in set(text)}
    return [each for each in letters() if each in wanted]


def printable(letter: str) -> bool:
    """Whether there is such a letter for print."""
    return any(start <= ord(letter) <= end for start, end in _printed())


@cache
def _printed() -> tuple[tuple[int, int], ...]:
    return _spans((assets() / "fonts" / "print" / PRINTED).read_text(encoding="utf-8").strip())


def faces(some: Iterable[Letters], address: Callable[[Letters], str]) -> str:
    """The rules of a style that load these files from their addresses."""
    return "".join(
        f"@font-face{{font-family:{OWN if each.file.startswith('atkinson') else OTHERS};src:url({address(each)})"
        f"format('woff2');font-weight:200 800;font-display:swap;unicode-range:{each.range}}}"
        for each in some
    )


def _spans(range: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in range.split(","):
        first, _dash, last = part.removeprefix("U+").partition("-")
        found.append((int(first, 16), int(last or first, 16)))
    return tuple(found)
