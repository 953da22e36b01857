"""A rating on a page: points to choose, one below the other for a single answer, in a row each for several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.rate.rules import ASIDE, PASS, Point
from facilitator.blocks.rate.scale import Scale
from facilitator.i18n import Words, _
from facilitator.kit.context import field, mark
from facilitator.kit.macros import macros

_html = macros("strips", beside=__file__)


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
    rows = [each for each in choices(scale, signs) if each.figure]
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
