"""Cards: words that somebody wrote, in columns, without authors and without times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.i18n import Words
from facilitator.kit import fitting
from facilitator.kit.context import field
from facilitator.kit.macros import macros
from facilitator.kit.results import empty, paged

_html = macros("written")

SIGNS = ("column-a", "column-b", "column-c", "column-d")
"""A column is told by its sign first: triangle, octagon, two arrows, diamond."""


@dataclass(frozen=True)
class Column:
    """A place for cards. Its number in the list, from 0, gives its sign."""

    value: str
    words: Words


@dataclass(frozen=True)
class Card:
    """Someone's words in column `column` (0-based, None for no column), with buttons after them.

    A `letter` stands in place of a column's sign, such as that of a table; `note` says it to those who listen.
    """

    id: str
    text: str
    column: int | None = None
    buttons: Sequence[Html] = ()
    note: Words = ""
    letter: str = ""


def column_picker(name: str, columns: Sequence[Column], chosen: str | None, legend: Words, form: str = "") -> Html:
    """Radio buttons with sign and word. Without `form` they belong to the form they stand in."""
    return _html.column_picker(field(name), columns, SIGNS, chosen, legend, form)


def column_select(name: str, columns: Sequence[Column], chosen: str, label: Words, id: str) -> Html:
    """A list that opens, to choose one of in a form; `id` ties its label to it."""
    return _html.column_select(field(name), columns, chosen, label, id)


def column_key(columns: Sequence[Column]) -> Html:
    """Which sign means which column."""
    return _html.column_key(columns, SIGNS)


def cards(
    rows: Sequence[Card], columns: Sequence[Column] = (), id: str = "cards", none: Words = "",
    high: float = fitting.HIGH,
) -> Html:  # fmt: skip
    """Cards in the given order; nine at a time on a board with so much room. Without any, the sentence `none`."""
    if not rows and none:
        return empty(none, "")
    shown, part = paged(rows, 9)
    return _html.cards(shown, columns, SIGNS, id, look(shown, high)) + part


def look(rows: Sequence[Card], high: float = fitting.HIGH) -> str:
    """How a page of cards uses the wall."""
    block = any(row.column is not None or row.letter for row in rows)
    return fitting.wall([row.text for row in rows], block, high).look
