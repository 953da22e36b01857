"""What of several lists stands on a board that cannot show all: the first of each before the second of any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

ROW = TypeVar("ROW")


def fitting(lists: Sequence[Sequence[ROW]], lines: Callable[[ROW], int], free: int) -> list[Sequence[ROW]]:
    """The beginning of each list, so that all of them take `free` lines; the first of each stands there in any case."""
    taken = [0] * len(lists)
    for place in range(max(map(len, lists), default=0)):
        for at, rows in enumerate(lists):
            if place < len(rows) and taken[at] == place and (place == 0 or lines(rows[place]) <= free):
                free, taken[at] = free - lines(rows[place]), place + 1
    return [rows[:n] for rows, n in zip(lists, taken, strict=True)]
