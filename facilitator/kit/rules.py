"""Sentences in order, each with what is said about it, who is behind it, or how many gave which number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import Words
from facilitator.kit import fitting
from facilitator.kit.macros import macros
from facilitator.kit.results import MOST_DOTS, paged

_html = macros("rules")


@dataclass(frozen=True)
class Hand:
    """How many gave one number."""

    point: int | Words
    count: int
    words: Words
    mine: int = 0
    yours: Words = ""


@dataclass(frozen=True)
class RuleRow:
    """A rule in a list: its number, its words, and at the end side what is said about it.

    `behind` is how many people are behind it, drawn as dots; `hands` is how many gave which number.
    """

    id: str
    words: Words
    number: int | None = None
    note: Words = ""
    sign: str = ""
    told: Words = ""
    behind: int = 0
    hands: Sequence[Hand] = ()
    look: str = ""


HINT = 4.4
"""How much lower a list is for a hint below it."""


def rule_list(rows: Sequence[RuleRow], size: int = 9, id: str = "rules", hints: int = 0) -> Html:
    """Rules in order. The board shows `size` at a time at most, and fewer where they are long; all pages are alike.

    `hints` is how many short sentences stand below it.
    """
    most = max([0, *(row.behind for row in rows), *(sum(hand.count for hand in row.hands) for row in rows)])
    look = ["signed", "bars" if most > MOST_DOTS else "d12" if most <= 12 else "d15" if most <= 15 else "d20"]
    width = fitting.WIDE - 8 - max((_beside(row) for row in rows), default=0.0)
    sizes = (4.4, 3.6) if any(row.hands for row in rows) else (5, 4.4, 3.6)
    letters = fitting.size_for((row.words for row in rows), sizes, lambda _size: width)
    look += ["z3"] if letters < 4 else ["z4"] if letters < 5 else []

    def tall(row: RuleRow) -> float:
        high = fitting.lines(row.words, width, letters) * letters * 1.1 + 2 + (4 if row.note else 0)
        return max(8.2, high + (3.2 if row.hands else 0))

    alike = max(1, -(-len(rows) // max(1, -(-len(rows) // size))))
    shown, part = paged(rows, alike, tall, fitting.room() + 2 - HINT * hints)
    return _html.rules(shown, " ".join(look), most, id) + part


def _beside(row: RuleRow) -> float:
    """How wide on the board is what stands beside the words of a rule."""
    if row.hands:
        return 0.0
    return (65 if row.behind else 0) + (len(str(row.told)) * 1.8 + 7 if row.told else 0)
