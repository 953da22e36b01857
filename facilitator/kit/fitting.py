"""How much fits on the board: how many lines words take, how large they can stand, and where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from unicodedata import bidirectional, combining, east_asian_width

from facilitator.i18n import Words
from facilitator.kit.context import page

ROW = TypeVar("ROW")

WIDE = 160.0
"""Width of the board between its margins, in hundredths of its height, like all measures here."""
HIGH, COUNTED = 57.0, 44.0
"""Height under the question, and what is left of it over the counter."""
CARD, BLOCK, GAP = 4.4, 7.4, 1.8
"""What a card takes beside its words, its block with the sign, and the space between two cards."""
OVER, LEAST = 3.8, 9.4
"""What a card takes over and under its words, and how high it is at least."""
SIDE_GAP = 3.0
SIZES = ("z8", "z6", "z4", "z3")
"""The looks of a wall of cards, largest first."""
_SIZE = {"z8": 8.0, "z6": 6.0, "z4": 4.5, "z3": 3.6}
_HEADING = 4.8
_LABELS = "It is for: Who decides: .."
_SMALLEST = {1: SIZES, 2: SIZES[1:], 3: SIZES[2:]}
_NARROW, _BROAD = frozenset("fijlrtI.,:;'’!|()[]/-"), frozenset("mwMW@%—…")


@dataclass(frozen=True)
class Wall:
    """How some cards stand: in so many columns, how large, and cut after so many lines (0 for whole)."""

    columns: int
    size: str
    lines: int = 0

    @property
    def look(self) -> str:
        """The same as classes."""
        return " ".join(filter(None, (f"c{self.columns}", self.size, self.cut)))

    @property
    def cut(self) -> str:
        """The class of what is cut; empty for whole."""
        return f"m{self.lines}" if self.lines else ""


def room() -> float:
    """How high a list on this page can be."""
    return HIGH if page.get().privacy is None else COUNTED


def told() -> float:
    """How high it is on this page what answers are used for and who decides."""
    here = page.get().used_for
    return lines(" ".join(map(str, (*here, _LABELS))), WIDE - 24, 3.6) * 4.3 + 1.6 if here else 0.0


def lines(words: Words, width: float, size: float) -> int:
    """How many lines some words take in letters of this size; rather one too many than one too few."""
    taken = 0
    for paragraph in str(words).split("\n"):
        left, taken = 0.0, taken + 1
        for word in paragraph.split():
            long = sum(map(_em, word)) * size
            if left and left + 0.3 * size + long > width:
                left, taken = 0.0, taken + 1
            elif left:
                left += 0.3 * size
            taken += int((left + long) // width) if left + long > width else 0
            left = (left + long) % width if left + long > width else left + long
    return taken


def packed(rows: Sequence[ROW], most: int, tall: Callable[[ROW], float] | None, high: float) -> list[Sequence[ROW]]:
    """The rows page by page: at most `most`, and no more than are `high` together where `tall` says how high each is.

    Pages that end early because their rows are high are made alike, as far as that needs no page more.
    """
    if not rows:
        return []
    heights = [tall(row) if tall else 0.0 for row in rows]
    ends = _ends(heights, most, high)
    if len(ends) > -(-len(rows) // most):
        even = _ends(heights, -(-len(rows) // len(ends)), high)
        ends = even if len(even) == len(ends) else ends
    return [rows[first:end] for first, end in zip([0, *ends], ends, strict=False)]


def size_for(texts: Iterable[Words], sizes: Sequence[float], width: Callable[[float], float]) -> float:
    """The largest of these sizes at which no text takes more than two lines; else the smallest."""
    every = list(texts)
    fits = (size for size in sizes if all(lines(text, width(size), size) <= 2 for text in every))
    return next(fits, sizes[-1])


def wall(texts: Sequence[Words], block: bool, high: float = HIGH) -> Wall:
    """How a page of cards uses the wall: few stand large across it; only on a full page a card is cut."""
    choices = _columns(len(texts))
    for size in SIZES:
        for columns in choices:
            if size in _SMALLEST[columns] and _height(texts, columns, size, block) <= high:
                return Wall(columns, size)
    cuts = [
        (m, columns) for columns in choices for m in range(1, 10) if _height(texts, columns, "z3", block, m) <= high
    ]
    most, columns = max(cuts, default=(1, choices[0]))
    return Wall(columns, "z3", most)


def shelved(piles: Sequence[tuple[Words, Sequence[Words]]], block: bool, high: float = HIGH) -> tuple[Wall, list[Wall]]:
    """The same for cards under headings, one column a heading: how all stand, and how each column is cut."""
    columns = max(1, min(3, len(piles)))
    width = (WIDE - SIDE_GAP * (columns - 1)) / columns
    heads = [lines(title, width - 5, _HEADING) * _HEADING * 1.15 + 1.4 for title, _texts in piles]
    tall = max(heads, default=0.0)

    def fits(texts: Sequence[Words], size: str, most: int = 99) -> bool:
        return sum(_card(text, width, size, block, most) + GAP for text in texts) + tall <= high + GAP

    whole = (size for size in _SMALLEST[columns][-3:] if all(fits(texts, size) for _title, texts in piles))
    size = next(whole, "z3")
    cuts = [
        0 if fits(texts, size) else max((m for m in range(1, 10) if fits(texts, size, m)), default=1)
        for _title, texts in piles
    ]
    return Wall(columns, size), [Wall(columns, size, most) for most in cuts]


def _columns(cards: int) -> tuple[int, ...]:
    if cards <= 2:
        return (1, 2) if cards == 2 else (1,)
    return (2,) if cards == 4 else (3, 2) if cards <= 6 else (3,)


def _height(texts: Sequence[Words], columns: int, size: str, block: bool, most: int = 99) -> float:
    width = (WIDE - SIDE_GAP * (columns - 1)) / columns
    cards = [_card(text, width, size, block, most) for text in texts]
    rows = [max(cards[at : at + columns]) for at in range(0, len(cards), columns)]
    return sum(rows) + GAP * (len(rows) - 1)


def _card(text: Words, width: float, size: str, block: bool, most: int) -> float:
    inside = width - CARD - (BLOCK if block else 0)
    return max(LEAST, min(lines(text, inside, _SIZE[size]), most) * _SIZE[size] * 1.2 + OVER)


def _ends(heights: Sequence[float], most: int, high: float) -> list[int]:
    """Where each page ends."""
    ends: list[int] = []
    first, taken = 0, 0.0
    for at, each in enumerate(heights):
        if at > first and (at - first >= most or taken + each > high):
            ends, first, taken = [*ends, at], at, 0.0
        taken += each
    return [*ends, len(heights)] if heights else []


@lru_cache(4096)
def _em(letter: str) -> float:
    if combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD or east_asian_width(letter) in "WF":
        return 1.0 if east_asian_width(letter) in "WF" else 0.9
    return 0.68 if letter.isupper() or bidirectional(letter) in ("AL", "R") else 0.58
