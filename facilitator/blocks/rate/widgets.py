"""A rating on a page: points to choose, and what everyone said as people under the points of the scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.rate.rules import ASIDE, PASS, Point
from facilitator.blocks.rate.scale import Scale
from facilitator.blocks.rate.spreads import Box, Cell, Row
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.context import NOTHING, field, mark
from facilitator.kit.macros import macros
from facilitator.kit.people import Grain, in_hand, people
from facilitator.kit.results import MOST_DOTS, paged

_html = macros("strips", beside=__file__)
_found = macros("spread", beside=__file__)

LABEL, MEAN = 38.0, 11.0
"""How wide on the board the words before the points are, and the mean."""
LINE = 1.2
"""What a line of points takes beside its words, where these are no figures."""
DOTS, BARS = ((3.2, 0.5), (2.3, 0.4)), (1.8, 0.4)
"""Sizes of a dot and the space after it, on the board; and of the dots that bars have the height of."""
ROOM, LOW = 7.5, 4.0
"""Height that is left where there is one page only: beside the way in, and down to the table; and only the latter."""


@dataclass(frozen=True)
class Strip:
    """A row of points about one thing: `words` name it, after its `number`; `over` stands above, `about` is heard."""

    id: str
    words: Words
    points: Sequence[kit.Choice]
    chosen: str = ""
    number: int | None = None
    over: Words = ""
    about: Words = ""


def choices(scale: Scale, signs: Mapping[int, Html] | None = None) -> list[kit.Choice]:
    """Every answer of a scale in its order: points, then the one that is no point, then pass."""
    figure = str if scale.numbers else (lambda _point: "")
    found = [
        kit.Choice(scale.value(point), words, figure(point), (signs or {}).get(point, Html("")))
        for point, words in scale.points.items()
    ]
    more = [(ASIDE, scale.aside)] if scale.aside else []
    more += [(PASS, _("Pass"))] if scale.passes else []
    return [*found, *(kit.Choice(value, words) for value, words in more)]


def one(name: str, scale: Scale, chosen: Point | None, legend: Words, signs: Mapping[int, Html] | None = None) -> Html:
    """Radio buttons, one a row, for a single answer; posts `name`."""
    return kit.choices(name, choices(scale, signs), scale.value(chosen) or None, legend)


def strips(name: str, rows: Sequence[Strip]) -> Html:
    """A row of points for each of several answers; posts `<name>.<id>`."""
    return _html.strips(rows, field(name))


def says(scale: Scale, id: str, signs: Mapping[int, Html] | None = None) -> Html:
    """What each point means, once for all rows."""
    rows = [each for each in choices(scale, signs) if each.figure and each.words]
    return _html.says(rows, mark(field(id))) if rows else Html("")


def several(
    name: str, asked: Mapping[str, Words], scales: Sequence[Scale], given: Mapping[str, Point], numbered: bool = False
) -> Html:
    """All items on all scales; the words of the points once where scales share them. Posts `<name>.<cell>`."""
    told: list[Mapping[int, Words]] = []
    legends = []
    for scale in scales:
        if scale.points not in told:
            told.append(scale.points)
            legends.append(says(scale, f"says{scale.id}"))
    return kit.join(*legends, strips(name, list(_strips(asked, scales, given, numbered))))


def _strips(
    asked: Mapping[str, Words], scales: Sequence[Scale], given: Mapping[str, Point], numbered: bool
) -> Iterator[Strip]:
    for number, (item, words) in enumerate(asked.items(), 1):
        for at, scale in enumerate(scales):
            cell = scale.cell(item)
            chosen, points = scale.value(given.get(cell)), choices(scale)
            if scale.title:
                yield Strip(cell, scale.title, points, chosen, over="" if at else words, about=words)
            else:
                yield Strip(cell, words, points, chosen, number if numbered else None)


def found(boxes: Sequence[Box], answered: int, id: str, under: Sequence[Words] = ()) -> Html:
    """Boxes of rows, page by page on the board, and sentences under them."""
    look = _Look.of(boxes, answered)
    high = fitting.HIGH - max((look.head(box.rows[0].scale) for box in boxes if not box.stays), default=0.0)
    high -= look.under(under)
    one_page = sum(map(look.box, boxes)) <= high + ROOM
    several = [boxes] if one_page or kit.page.get().surface == "phone" else _together(boxes, look, high)
    pages, part = paged(several, 9, lambda some: sum(map(look.box, some)), high + (ROOM if one_page else 0))
    shown = [box for some in pages for box in some]
    parts: list[Html] = []
    told: list[Mapping[int, Words]] = []
    for at, box in enumerate(shown):
        scale = box.rows[0].scale
        again = at > 0 and scale.points == shown[at - 1].rows[0].scale.points
        under_it = box.stays and at > 0 and shown[at - 1].title == box.title
        parts += [NOTHING if scale.points in told else says(scale, f"{id}{at}"), NOTHING if under_it else _titled(box)]
        told.append(scale.points)
        head = [] if again else sorted(_points(scale), key=lambda point: point[0])
        parts.append(
            _found.spread([choice for _number, choice in head], box.rows, drawn_by(look.grain, answered, look.points),
                          f"{look.classes} stays" if box.stays else look.classes, mark(id, box.id),
                          _("mean"), _("your dot"))
        )  # fmt: skip
        parts += [_found.said(box.said, box.marked)] if box.said and not box.parts else []
    return kit.join(*parts, *map(kit.hint, under), part)


def drawn_by(grain: Grain, answered: int, points: int) -> Callable[[Cell], Html]:
    """Draws the people of one of so many points, on the board as large as `grain` says."""
    here = grain if kit.page.get().surface == "board" else in_hand(points)
    return lambda cell: people(cell.count, answered, here, cell.mine)


def _together(boxes: Sequence[Box], look: _Look, high: float) -> list[Sequence[Box]]:
    """What stands on one page: perspectives with what the whole room said, which is said again where that is full.

    What stays with the box before it does so, too, as long as there is room.
    """
    whole = {row.id: row for box in boxes if not box.parts for row in box.rows}
    found: list[list[Box]] = []
    for box in boxes:
        room = high + LOW - fitting.told() if box.stays else high
        if (box.parts or box.stays) and found and sum(map(look.box, [*found[-1], box])) <= room:
            found[-1].append(box)
            continue
        cell = box.rows[0].id.rpartition("-")[0] if box.parts else ""
        again = [replace(whole[cell], label=_("The whole room"), detail="", to=None)] if cell in whole else []
        found.append([replace(box, rows=[*again, *box.rows])])
    return list(found)


def _titled(box: Box) -> Html:
    if box.parts:
        return _found.about(box.title, box.said)
    return kit.heading(box.title) if box.title else NOTHING


def _points(scale: Scale) -> list[tuple[int, kit.Choice]]:
    """The points of a scale with what stands over them: figures alone, where only the ends have words."""
    points = choices(scale)
    if not all(scale.points.values()):
        points = [replace(each, words="") for each in points]
    return list(zip(scale.points, points, strict=False))


@dataclass(frozen=True)
class _Look:
    """How rows of so many points stand on the board, and how high that is."""

    points: int
    most: int
    answered: int
    means: bool
    first: Scale | None = None
    """The scale of the first box: one that stands on another has a line of points over it."""

    @classmethod
    def of(cls, boxes: Sequence[Box], answered: int) -> _Look:
        """How these boxes stand: all rows alike."""
        rows = [row for box in boxes for row in box.rows]
        counts = [count for row in rows for count in row.count.counts]
        points = max((len(row.count.counts) for row in rows), default=1)
        scale = rows[0].scale if rows else None
        return cls(points, max(counts, default=0), answered, any(row.mean for row in rows), scale)

    @property
    def classes(self) -> str:
        size = "bars" if self.answered > MOST_DOTS else "large" if self.large else "small"
        return f"{size} means" if self.means else size

    @property
    def large(self) -> bool:
        """Whether the dots stand in two lines at most when they are large."""
        return Grain(self._cell, *DOTS[0]).lines(self.most) <= 2

    @property
    def grain(self) -> Grain:
        """How people are marked on the board."""
        return Grain(self._cell, *(BARS if self.answered > MOST_DOTS else DOTS[0] if self.large else DOTS[1]))

    def head(self, scale: Scale) -> float:
        words = scale.points.values() if all(scale.points.values()) else ()
        lines = max((fitting.lines(each, self._cell, 3) for each in words), default=0)
        return (5.3 if scale.numbers else LINE) + 3.4 * lines

    def box(self, box: Box) -> float:
        if box.parts:
            title = fitting.lines(f"{box.title} {box.said}", fitting.WIDE, 3.4) * 3.9 + 1.4
        else:
            title = fitting.lines(box.title, fitting.WIDE, 4.5) * 5.2 + 1 if box.title and not box.stays else 0.0
            title += fitting.lines(box.said, fitting.WIDE, 4.5) * 5.2 + 1.6 if box.said else 0.0
        if self.first and box.rows[0].scale.points != self.first.points:
            title += self.head(box.rows[0].scale)
        return title + sum(self._row(row, 3.4 if box.parts else 4.4) for row in box.rows)

    def under(self, sentences: Sequence[Words]) -> float:
        return sum(fitting.lines(words, fitting.WIDE, 2.8) * 3.8 + 0.4 for words in sentences)

    @property
    def _cell(self) -> float:
        return (fitting.WIDE - LABEL - (MEAN if self.means else 0)) / self.points

    def _row(self, row: Row, size: float) -> float:
        label = fitting.lines(row.label, LABEL, size) * size * 1.12 + (3.6 if row.detail else 0)
        grain = Grain(self._cell, *DOTS[0 if self.large else 1])
        bars = 7.4 if size > 4 else 4.0  # with the figure over the bar, or beside it
        dots = grain.high(max(row.count.counts), 0) + grain.gap
        return max(label, bars if self.answered > MOST_DOTS else dots) + 1.6
