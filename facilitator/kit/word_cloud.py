"""A word cloud that is a list first: texts with their counts in words; the more wrote one, the larger it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.context import join, page
from facilitator.kit.macros import macros
from facilitator.kit.results import empty, paged
from facilitator.text import Counted

_html = macros("clouds")

A_PAGE, A_PHONE = 9, 60
"""Texts on a page of the board, and on a phone; each text is a whole card at most."""
SIZES = 3


@dataclass(frozen=True)
class _Row:
    at: int
    text: str
    size: int
    times: Words


def word_cloud(texts: Sequence[Counted], id: str = "cloud") -> Html:
    """Texts in the given order, most frequent first, nine a page on the board."""
    if not texts:
        return empty(_("Nobody wrote anything."), "")
    most = max(each.n for each in texts)
    rows = [
        _Row(at, each.text, 1 + -(-(SIZES - 1) * (each.n - 1) // max(1, most - 1)), times(each.n))
        for at, each in enumerate(texts, 1)
    ]
    shown, part = paged(rows, A_PAGE, _tall) if page.get().surface == "board" else (rows[:A_PHONE], Html(""))
    return join(_html.cloud(shown, id), part)


def _tall(row: _Row) -> float:
    letters = 5.5 + 1.4 * SIZES
    taken = fitting.lines(f"{row.text} {row.times}", fitting.WIDE, letters)
    return letters * 1.2 * (taken if taken > 1 else min(1.0, len(row.text) / 16))


def times(n: int) -> Words:
    """How often a text was written."""
    return _("once") if n == 1 else ngettext("{n} time", "{n} times", n)
