"""A pot of money in one bar, for boards, phones and stages: the same drawing as in the record."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from facilitator.i18n import Words
from facilitator.kit import words as kit_words
from facilitator.kit.context import page
from facilitator.report.charts.flow import Measure, Piece, bar
from facilitator.report.charts.pen import Pen

__all__ = ["Piece", "pot"]

BOARD = Measure(1600, 64, 40, 8)
"""In tenths of a hundredth of the height of a board."""
HAND = Measure(350, 24, 0, 3)
"""In CSS pixels. There is no room for letters that are large enough to be read: the words stand beside it."""


def pot(pieces: Sequence[Piece], total: int, words: Words) -> Html:
    """What is paid for, in its order, and what is left, with the sentence `words` below."""
    measure = HAND if page.get().surface == "phone" else BOARD
    pen = Pen(measure.width)
    bar(pen, pieces, total, measure)
    return pen.drawn(measure.high, "pot") + kit_words.lead(words)
