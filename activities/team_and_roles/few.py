"""A few of many names, as far as they stand in so many lines of the board; phones and the record have all."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator import kit
from facilitator.i18n import _
from facilitator.kit import fitting


def some(names: Sequence[str], width: float, size: float, lines: int, most: int = 3) -> str:
    """As many names as stand in so many lines, at most `most` and at least one, and how many more there are.

    All of them where the page can be scrolled.
    """
    if kit.page.get().surface in ("phone", "paper"):
        return ", ".join(names)
    told = (
        str(_("{names} and {n} more", names=", ".join(names[:n]), n=len(names) - n)) if n < len(names)
        else ", ".join(names) for n in range(min(most, len(names)), 0, -1)
    )  # fmt: skip
    last = ""
    for last in told:
        if fitting.lines(last, width, size) <= lines:
            break
    return last
