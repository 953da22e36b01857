"""A pot of money in one bar, for boards, phones and stages: the same drawing as in the record."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from facilitator.i18n import Words
from facilitator.kit.context import page
from facilitator.kit.words import lead
from facilitator.report.charts.flow import Measure, Piece, bar
from facilitator.report.charts.parts import made_of
from facilitator.report.charts.pen import Pen

__all__ = ["Piece", "in_parts", "pot"]

BOARD, LINE, KEY = Measure(1600, 64, 40, 8), Measure(880, 48, 0, 8), Measure(60, 32, 0, 8)
"""A pot, one line of it and a bar in its key, in tenths of a hundredth of the height of a board."""
HAND, KEY_IN_HAND = Measure(350, 24, 0, 3), Measure(32, 20, 0, 3)
"""In CSS pixels. There is no room for letters that are large enough to be read: the words stand beside it."""


def pot(pieces: Sequence[Piece], total: int, words: Words) -> Html:
    """What is paid for, in its order, and what is left, with the sentence `words` below."""
    measure = HAND if page.get().surface == "phone" else BOARD
    return _drawn(pieces, total, measure, left=True) + lead(words)


def in_parts(parts: Sequence[int], most: int, key: bool = False) -> Html:
    """A bar with its parts one after another; the longest one is `most`, and one in the `key` is small."""
    hand, board = (KEY_IN_HAND, KEY) if key else (HAND, LINE)
    return _drawn(made_of(parts), most, hand if page.get().surface == "phone" else board, left=False)


def _drawn(pieces: Sequence[Piece], total: int, measure: Measure, left: bool) -> Html:
    pen = Pen(measure.width)
    bar(pen, pieces, total, measure, left=left)
    return pen.drawn(measure.high, "pot")
