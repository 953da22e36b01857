"""What a rating comes to, ready to be drawn: rows of people under the points of a scale, in boxes kept together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator import counting
from facilitator.blocks.rate.counts import Rated
from facilitator.blocks.rate.rules import Distribution, Point
from facilitator.blocks.rate.scale import Scale
from facilitator.i18n import Words, _, ngettext
from facilitator.report.charts.marks import place


@dataclass(frozen=True)
class Cell:
    """How many people gave one point; `mine` is 1 where I am one of them."""

    count: int
    words: Words
    mine: int = 0


@dataclass(frozen=True)
class Row:
    """What some people said to one thing."""

    id: str
    label: Words
    count: Distribution
    scale: Scale
    mean: str = ""
    """As it is written; empty with too few people."""
    detail: Words = ""
    mine: Point | None = None
    at: Fraction | None = None
    """The exact mean."""
    to: Fraction | None = None
    """A broken line goes from the mean to here."""

    @property
    def cells(self) -> list[Cell]:
        """One for each point, from the lowest."""
        return [
            Cell(self.count.at(point), self._words(point), int(self.mine == point and not isinstance(self.mine, str)))
            for point in self.count.points
        ]

    @property
    def on_average(self) -> Words:
        """The mean in words."""
        return _("on average {mean}", mean=self.mean)

    @property
    def way(self) -> tuple[str, str] | None:
        """Where the broken line begins and ends, in percent of the row."""
        if self.at is None or self.to is None or self.at == self.to:
            return None
        low, points = self.count.low, len(self.count.counts)
        begin, end = (f"{100 * place(each, low, points):.1f}" for each in (self.at, self.to))
        return begin, end

    def _words(self, point: int) -> Words:
        n, words = self.count.at(point), self.scale.points[point]
        if not words:
            return ngettext("{point}: {n} person.", "{point}: {n} people.", n, point=point)
        if self.scale.numbers:
            return ngettext("{point} {words}: {n} person.", "{point} {words}: {n} people.", n, point=point, words=words)
        return ngettext("{words}: {n} person.", "{words}: {n} people.", n, words=words)


@dataclass(frozen=True)
class Box:
    """Rows under one heading, and a sentence about them. It stands on one page."""

    id: str
    rows: Sequence[Row]
    item: str = ""
    """What it is about; empty for all items."""
    title: Words = ""
    said: Words = ""
    marked: bool = False
    """Whether the sentence is what the group found: the one thing that is marked."""
    parts: bool = False
    """Whether its rows are perspectives."""
    stays: bool = False
    """Whether it stands on the page of the box before it, which has the same title, as long as there is room."""


def boxes(found: Rated, mine: Mapping[str, Point]) -> list[Box]:
    """What stands together. Where scales have titles each item is a box with a row for each; else all items are rows.

    What the perspectives say follows under a heading of its own, for the first scale.
    """
    first = found.scales[0]
    shown = _shown(found)
    if first.title:
        made = [[_item(found, item, mine, shown), *_parts(found, item, shown)] for item in found.asked]
        return [box for some in made for box in some]
    rows = [_row(found, item, first, words or _("Everyone"), mine, shown) for item, words in found.asked.items()]
    return [Box("all", rows), *(box for item in found.asked for box in _parts(found, item, shown))]


def aloud(box: Box) -> list[Words]:
    """A box as it is read to the room: every row with its people and its mean."""
    said: list[Words] = [_("{words}.", words=str(box.title).rstrip("."))] if box.title else []
    for row in box.rows:
        counts = " ".join(str(cell.words) for cell in row.cells if cell.count) or str(_("Nobody gave a number."))
        said.append(_("{label}: {counts}", label=row.label, counts=counts))
        said += [_("On average {mean}.", mean=row.mean)] if row.mean else []
        said += [row.detail] if row.detail else []
    return [*said, *([box.said] if box.said else [])]


def _shown(found: Rated) -> Mapping[Fraction | None, str]:
    """How each mean is written; different ones are never written alike."""
    rows = [made.mean for item in found.asked for scale in found.scales if (made := found.figures(item, scale))]
    parts = [part.mean for several in found.parts.values() for part in several if part.mean is not None]
    means = [*dict.fromkeys([*rows, *parts])]
    return dict(zip(means, counting.decimals(means), strict=True))


def _item(found: Rated, item: str, mine: Mapping[str, Point], shown: Mapping[Fraction | None, str]) -> Box:
    rows = [_row(found, item, scale, scale.told, mine, shown) for scale in found.scales]
    return Box(item, rows, item, found.asked[item])


def _row(
    found: Rated, item: str, scale: Scale, label: Words, mine: Mapping[str, Point],
    shown: Mapping[Fraction | None, str],
) -> Row:  # fmt: skip
    count, made = found.of(item, scale), found.figures(item, scale)
    mean = made.mean if made else None
    more = detail(count, found.answered, scale.aside)
    cell = scale.cell(item)
    return Row(cell, label, count, scale, shown.get(mean, ""), more, mine.get(cell), mean)


def _parts(found: Rated, item: str, shown: Mapping[Fraction | None, str]) -> list[Box]:
    scale = found.scales[0]
    rows = [
        Row(f"{scale.cell(item)}-{at}", _("{label} ({n})", label=part.label, n=part.count.n), part.count, scale,
            shown.get(part.mean, ""), at=part.mean)
        for at, part in enumerate(found.by_perspective(item, scale), 1)
    ]  # fmt: skip
    about = scale.told or found.asked[item]
    title = _("{about}, by perspective.", about=about) if about else _("By perspective.")
    return [Box(f"{item}-parts", rows, item, title, parts=True)] if rows else []


def detail(count: Distribution, answered: int, aside: Words) -> Words:
    """What else there is to say of a row: how many gave a point, where not everyone did, and how many could not say."""
    some = ngettext("{n} person.", "{n} people.", count.n) if count.n < answered else ""
    other = _("{aside}: {n}.", aside=aside, n=count.aside) if count.aside else ""
    return " ".join(str(words) for words in (some, other) if words)
