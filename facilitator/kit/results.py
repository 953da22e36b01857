"""What the group said: counts of people, charts of dots, outcomes and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import NOTHING, page
from facilitator.kit.edge import edge
from facilitator.kit.macros import macros

_html = macros("results")

ROW = TypeVar("ROW")

PART = 'class="part"'
"""Stands in a view of the board that has further pages."""
MOST_DOTS = 20
"""Dots are drawn for at most this many; above, bars."""


@dataclass(frozen=True)
class ChartRow:
    """One row of a result. `mine` of its dots are the reader's own and are marked on the phone."""

    id: str
    label: Words
    count: int
    detail: Words = ""
    """A second figure, such as "49 %" or "from 6 people"."""
    rank: int | None = None
    marked: bool = False
    """Chosen by the group: on a ground."""
    mine: int = 0
    sign: Html = NOTHING
    apart: bool = False
    """A thin line above it parts it from the scale: standing aside."""


def count(done: int, total: int) -> Html:
    """The counter: how many are done, with one dot a seat, filled from the start side and never by who."""
    words = _("{n} of {total} are done", n=done, total=total) if total else _("Nobody has joined yet")
    board = page.get().surface == "board"
    return _html.count(str(words), str(done), total, done, edge(done, total) if board else "")


def counted(inside: Html) -> Html:
    """Mark what tells nothing about what people entered but how many are done, and so may change while it is hidden."""
    return _html.counted(inside) if inside else NOTHING


def options(words: Sequence[Words]) -> Html:
    """A plain list of what is answered about."""
    shown, part = paged(list(words), 9)
    return _html.options(shown) + part


def chart(
    rows: Sequence[ChartRow],
    n: int,
    line_after: int | None = None,
    line: Words = "",
    ranks: bool = True,
    id: str = "chart",
) -> Html:
    """Rows of dots, or of bars when more than 20 people answered. The same text is a list for screen readers.

    `n` is how many answered: the outline of a bar, and the measure of a dot. The broken line with the words `line`
    stands after row `line_after` (0-based); bars below it are hatched. The board shows nine rows at a time.
    """
    scale = max([n, *(row.count for row in rows)])
    longest = max((len(str(row.label)) for row in rows), default=0)
    shown, part = paged(list(enumerate(rows)), 9 if longest <= 40 else 6)
    look = " ".join(_look(rows, scale, ranks, longest))
    return _html.chart(shown, scale, look, line_after, line, id, _your_dots) + part


def outcome(sign: str, words: Words, detail: Words = "") -> Html:
    """How it ended. `sign` is one of agreed, not-yet, stopped, too-few, none."""
    return _html.outcome(sign, words, detail)


def versions(old: Words, new: Words) -> Html:
    """An old and a new wording side by side."""
    return _html.versions(old, new, _("Before"), _("Now"))


def quotes(texts: Sequence[str], none: Words, id: str = "quotes") -> Html:
    """Words that people wrote, as cards; without any, the sentence `none`."""
    if not texts:
        return empty(none, "")
    shown, part = paged(list(enumerate(texts)), 9)
    return _html.quotes(shown, id) + part


def facts(rows: Sequence[tuple[Words, Words]]) -> Html:
    """Pairs of a label and what it says."""
    return _html.facts(rows)


def empty(missing: Words, next: Words) -> Html:
    """Nothing here yet: what is missing, and what to do."""
    return _html.empty(missing, next)


def paged(rows: Sequence[ROW], size: int) -> tuple[Sequence[ROW], Html]:
    """The rows of the board's present page and the line "Page 1 of 2", also on the stage; elsewhere all rows."""
    here, total = page.get(), parts(len(rows), size)
    if here.surface not in ("board", "stage") or total < 2:
        return rows, Html("")
    now = (here.part - 1) % total + 1
    line = _html.part(_("Page {n} of {total}", n=now, total=total))
    return rows[(now - 1) * size : now * size], line


def parts(rows: int, size: int = 9) -> int:
    """How many pages of the board a list of `rows` takes."""
    return max(1, -(-rows // size))


def _look(rows: Sequence[ChartRow], scale: int, ranks: bool, longest: int) -> Iterator[str]:
    yield "bars" if scale > MOST_DOTS else "d12" if scale <= 12 else "d15" if scale <= 15 else "d20"
    if longest > 30:
        yield "long"
    if ranks and any(row.rank is not None for row in rows):
        yield "ranked"
    if any(row.sign for row in rows):
        yield "signed"
    if any(row.detail for row in rows):
        yield "wide" if max(len(str(row.detail)) for row in rows) > 6 else "detailed"


def _your_dots(n: int) -> Words:
    return ngettext("your dot", "{n} of your dots", n)
