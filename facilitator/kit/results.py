"""What the group said: counts of people, charts of dots, outcomes and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.context import NOTHING, page, tell
from facilitator.kit.edge import edge
from facilitator.kit.macros import macros
from facilitator.report.digest import DOTS_AT_MOST

_html = macros("results")

ROW = TypeVar("ROW")
Unit = Literal["people", "dots"]

PART = 'class="part"'
"""Stands in a view of the board that has further pages."""
MOST_DOTS = DOTS_AT_MOST
"""Dots are drawn for at most this many, as in the record; above, bars."""
_AREAS = (22, 44, 66)
"""How wide the dots stand on the board: narrower only where labels are long and the dots leave the room."""
_COLUMNS = {"ranked": 7.3, "signed": 7.7, "wide": 23.9, "detailed": 12.9}
_COUNT = 9.7
"""How wide the other columns of a row are with their gaps."""


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


def count(done: int, total: int, begun: int = 0) -> Html:
    """The counter: how many are done, and have begun, with one dot a seat, filled from the start side, never by who."""
    words = _("{n} of {total} are done", n=done, total=total) if total else _("Nobody has joined yet")
    if begun:
        words = ngettext(
            "{done} of {total} are done, {n} has begun", "{done} of {total} are done, {n} have begun", begun,
            done=done, total=total,
        )  # fmt: skip
    tell("count", words)
    board = page.get().surface == "board"
    return _html.count(str(words), str(done), total, done, begun, edge(done, total, begun) if board else "")


def counted(inside: Html) -> Html:
    """Mark what tells nothing about what people entered but how many are done, and so may change while it is hidden."""
    return _html.counted(inside) if inside else NOTHING


def options(words: Sequence[Words]) -> Html:
    """A plain list of what is answered about."""
    pile, look = list(words), "c1"
    width, tall = fitting.WIDE, _option(fitting.WIDE, 4.5)
    if len(pile) > 5 or sum(map(tall, pile)) > fitting.HIGH:
        width, look = (fitting.WIDE - 4) / 2, "c2"
        size = fitting.size_for(pile, (4.5, 3.6), lambda _size: width)
        tall, look = _option(width, size), "c2" if size == 4.5 else "c2 z3"
    high = fitting.HIGH if look == "c1" else 2 * fitting.HIGH - max(map(tall, pile))
    shown, part = paged(pile, 9, tall, high)
    return _html.options(shown, look) + part


def chart(
    rows: Sequence[ChartRow],
    n: int,
    line_after: int | None = None,
    line: Words = "",
    ranks: bool = True,
    id: str = "chart",
    unit: Unit = "people",
    high: float = fitting.HIGH,
) -> Html:
    """Rows of dots, or of bars when more than 20 people answered. The same text is a list for screen readers.

    `n` is how many answered: the outline of a bar, and the measure of a dot. The broken line with the words `line`
    stands after row `line_after` (0-based); bars below it are hatched. The board shows nine rows at a time, or fewer
    where their labels take much room, on a board of which so much is left. `unit` is what a count counts.
    """
    scale = max([n, *(row.count for row in rows)])
    look = list(_look(rows, scale, ranks))
    columns = _COUNT + sum(width for column, width in _COLUMNS.items() if column in look)
    narrow = 44 if "bars" in look else next((area for area in _AREAS if area >= _needs(rows)), _AREAS[-1])

    def label(area: int) -> float:
        return fitting.WIDE - columns - area

    labels = [row.label for row in rows]
    wide = all(fitting.lines(text, label(_AREAS[-1]), 4.5) <= 2 for text in labels)
    area = _AREAS[-1] if wide else narrow
    size = fitting.size_for(labels, (4.5, 3.6), lambda _size: label(area))
    look += [f"w{area}"] + (["z3"] if size < 4.5 else [])

    def tall(row: tuple[int, ChartRow]) -> float:
        lines = fitting.lines(row[1].label, label(area), size)
        return max(5.6, lines * size * 1.1 + 1.2) + (5 if row[0] == line_after and line else 0)

    shown, part = paged(list(enumerate(rows)), 9, tall, high)
    words = (_your_dots, _UNITS[unit], str if "signed" in look else _place)
    return _html.chart(shown, scale, " ".join(look), line_after, line, id, *words) + part


def outcome(sign: str, words: Words, detail: Words = "") -> Html:
    """How it ended. `sign` is one of agreed, not-yet, stopped, too-few, none."""
    return _html.outcome(sign, words, detail)


def versions(old: Words, new: Words) -> Html:
    """An old and a new wording side by side."""
    return _html.versions(old, new, _("Before"), _("Now"))


def quotes(texts: Sequence[str], none: Words, id: str = "quotes", high: float = fitting.HIGH) -> Html:
    """Words that people wrote, as cards, on a wall of which so much is left; without any, the sentence `none`."""
    if not texts:
        return empty(none, "")
    shown, part = paged(list(enumerate(texts)), 9)
    return _html.quotes(shown, id, fitting.wall([text for _at, text in shown], False, high).look) + part


def facts(rows: Sequence[tuple[Words, Words]], high: float = fitting.HIGH) -> Html:
    """Pairs of a label and what it says, on a board of which so much is left."""

    def tall(row: tuple[Words, Words]) -> float:
        return max(fitting.lines(row[0], 92, 4.5), fitting.lines(row[1], 62, 4.5)) * 5.4 + 2

    shown, part = paged(rows, 9, tall, high)
    return _html.facts(shown) + part


def empty(missing: Words, next: Words) -> Html:
    """Nothing here yet: what is missing, and what to do."""
    return _html.empty(missing, next)


def paged(
    rows: Sequence[ROW], most: int, tall: Callable[[ROW], float] | None = None, high: float = fitting.HIGH
) -> tuple[Sequence[ROW], Html]:
    """The rows of the board's present page and the line "Page 1 of 2", also on the stage; elsewhere all rows.

    A page has at most `most` rows, and no more than are `high` together where `tall` says how high each is.
    """
    here, pages = page.get(), fitting.packed(rows, most, tall, high - fitting.told())
    if here.surface not in ("board", "stage") or len(pages) < 2:
        return rows, Html("")
    now = (here.part - 1) % len(pages)
    return pages[now], _html.part(_("Page {n} of {total}", n=now + 1, total=len(pages)))


def _option(width: float, size: float) -> Callable[[Words], float]:
    return lambda words: fitting.lines(words, width, size) * size * 1.2 + 2


def _needs(rows: Sequence[ChartRow]) -> float:
    most = max((row.count for row in rows), default=0)
    return most * (5.5 if most <= 12 else 4.4 if most <= 15 else 3.3)


def _look(rows: Sequence[ChartRow], scale: int, ranks: bool) -> Iterator[str]:
    most = max((row.count for row in rows), default=0)
    yield "bars" if scale > MOST_DOTS else "d12" if most <= 12 else "d15" if most <= 15 else "d20"
    if ranks and any(row.rank is not None for row in rows):
        yield "ranked"
    if any(row.sign for row in rows):
        yield "signed"
    if any(row.detail for row in rows):
        yield "wide" if max(len(str(row.detail)) for row in rows) > 6 else "detailed"


_UNITS: Mapping[Unit, Callable[[int], Words]] = {
    "people": lambda n: ngettext("{n} person", "{n} people", n),
    "dots": lambda n: ngettext("{n} dot", "{n} dots", n),
}


def _place(n: int) -> Words:
    return _("Place {n}:", n=n)


def _your_dots(n: int) -> Words:
    return ngettext("your dot", "{n} of your dots", n)
