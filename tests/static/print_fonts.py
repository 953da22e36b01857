"""Makes the letters for print from those of the web: plain TrueType, named after their files, weights 500 to 700.

    uv run --with fonttools --with brotli python -m tests.static.print_fonts

What prints cannot unpack the files of the web, and takes two files of one family for the same letters; so each gets a
family of its own. Emoji get one weight. The first file loses accents that stand alone: with them, a letter with its
accent would be put together from two signs, where a later file has it as one, and a reader of the PDF would hear both.
With them it is there again, for letters that no file has with that accent. A list says which letters there are.
"""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import Any

from facilitator.static.fonts import ACCENTED, PRINTED, Letters, letters

WEIGHTS, OF_EMOJI = (500, 700), 500
ACCENTS = range(0x300, 0x370)
NAMES = {1: "{family}", 3: "{family}", 4: "{family}", 6: "{bare}", 16: None, 17: None, 21: None, 22: None, 25: "{bare}"}
"""What the entries of a name table that say the family become; None goes."""


def main() -> None:
    """Write every file anew."""
    first, known = letters()[0], set[int]()
    first.print.parent.mkdir(exist_ok=True)
    for each in letters():
        font = _converted(each, each.family)
        known |= {*font.getBestCmap()}
        if each == first:
            for table in font["cmap"].tables:
                table.cmap = {letter: name for letter, name in table.cmap.items() if letter not in ACCENTS}
        font.save(each.print)
    _converted(first, ACCENTED).save(first.print.parent / f"{ACCENTED.lower().replace(' ', '-')}.ttf")
    (first.print.parent / PRINTED).write_text(f"{_ranges(sorted(known))}\n", encoding="utf-8")


def _ranges(known: list[int]) -> str:
    starts = [at for at, letter in enumerate(known) if at == 0 or letter != known[at - 1] + 1]
    return ",".join(
        f"U+{known[start]:04X}-{known[end - 1]:04X}" for start, end in pairwise([*starts, len(known)])
    )  # fmt: skip


def _converted(each: Letters, family: str) -> Any:
    limited = import_module("fontTools.varLib.instancer").instantiateVariableFont
    font = limited(_opened(each), {"wght": OF_EMOJI if "emoji" in each.file else WEIGHTS})
    font.flavor = None
    for entry in [*font["name"].names]:
        named = NAMES.get(entry.nameID, "")
        if named is None:
            font["name"].removeNames(nameID=entry.nameID)
        elif named:
            entry.string = named.format(family=family, bare=family.replace(" ", ""))
    return font


def _opened(each: Letters) -> Any:
    return import_module("fontTools.ttLib").TTFont(each.path, recalcTimestamp=False)


if __name__ == "__main__":
    main()
