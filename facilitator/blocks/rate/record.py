"""What the record says of a rating: a table for each item with its scales side by side, or one table of all items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator import counting
from facilitator.blocks.rate.counts import Part, Rated
from facilitator.blocks.rate.rules import Distribution, Figures
from facilitator.blocks.rate.scale import Scale
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import BY_PERSPECTIVE, Cell, Column, Dots, Facts, Paragraph, Passage, Spread, Table


def passages(found: Rated, id: str, title: Words, present: int) -> list[Passage]:
    """One shown round. `id` begins the names of its tables, `present` is how many people it was for."""
    if len(found.asked) > 1 and not found.scales[0].title:
        told: list[Passage] = [_all_items(found, id, title)]
    else:
        told = [_one_item(found, item, name, title) for item, name in _names(found, id)]
    for item, name in _names(found, id):
        parts = found.by_perspective(item, found.scales[0])
        told += [_by_perspective(parts, found, f"{name}{BY_PERSPECTIVE}", found.asked[item])] if parts else []
    if found.split and not any(found.parts.values()):
        told.append(Paragraph(str(taking_part.whole_room(found.answered))))
    took_part = (str(_("Answered")), str(taking_part.answered(found.answered, present)))
    return [*told, Facts((took_part,))]


def _names(found: Rated, id: str) -> Iterator[tuple[str, str]]:
    """Each item with how the ids of its tables begin."""
    for at, item in enumerate(found.asked, 1):
        yield item, f"{id}-{at}" if len(found.asked) > 1 else id


def _one_item(found: Rated, item: str, id: str, title: Words) -> Table:
    first, single = found.scales[0], len(found.scales) == 1
    columns = [*_answers(first), *(Column(str(scale.told or _("People")), "count") for scale in found.scales)]
    counts = [found.of(item, scale) for scale in found.scales]
    rows = _rows(first, counts)
    note = " ".join(str(words) for scale in found.scales if (words := _mean(found, item, scale)))
    chart = Dots(0, len(columns) - 1, max(1, counts[0].answered)) if single else _spread(
        columns, found, [found.figures(item, scale) for scale in found.scales], way=len(found.scales) == 2
    )  # fmt: skip
    return Table(id, str(found.asked[item] or title), tuple(columns), tuple(rows), chart, note)


def _spread(columns: Sequence[Column], found: Rated, figures: Sequence[Figures | None], way: bool = False) -> Spread:
    """Every column of counts as a line under the points of the first scale."""
    scale = found.scales[0]
    means = counting.decimals([each.mean if each and scale.numbers else None for each in figures])
    counts = range(len(columns) - len(figures), len(columns))
    return Spread(
        0, tuple(counts), False, len(scale.points), tuple(means), scale.low, way and scale.numbers,
        people=found.answered,
    )  # fmt: skip


def _by_perspective(parts: Sequence[Part], found: Rated, id: str, words: Words) -> Table:
    scale = found.scales[0]
    about = " ".join(str(each) for each in (words, scale.told) if each)
    title = _("{about}, by perspective", about=about) if about else _("By perspective")
    columns = [*_answers(scale), *(Column(f"{part.label} ({part.count.n})", "count") for part in parts)]
    note = _("Small groups are shown together.")
    means = counting.decimals([part.mean if scale.numbers else None for part in parts])
    said = [str(_("{label}: on average {mean}.", label=part.label, mean=mean))
            for part, mean in zip(parts, means, strict=True) if mean]  # fmt: skip
    rows = _rows(scale, [part.count for part in parts])
    chart = replace(_spread(columns, found, [None] * len(parts)), means=tuple(means))
    return Table(id, str(title), tuple(columns), tuple(rows), chart, " ".join([*said, str(note)]))


def _all_items(found: Rated, id: str, title: Words) -> Table:
    (scale,) = found.scales
    points = [*found.of(next(iter(found.asked)), scale).points]
    columns = [
        Column(""),
        Column(str(_("People")), "count"),
        *([Column(str(_("Mean")), "number")] if scale.numbers else []),
    ]
    columns += [Column(_head(scale, point), "count") for point in points]
    columns += [Column(str(scale.aside), "count")] if scale.aside else []
    figures = [found.figures(item, scale) for item in found.asked]
    means = counting.decimals([each.mean if each else None for each in figures])
    rows: list[tuple[Cell, ...]] = []
    for (item, words), mean in zip(found.asked.items(), means, strict=True):
        count = found.of(item, scale)
        row: list[Cell] = [str(words), count.n, *([mean or None] if scale.numbers else []), *count.counts]
        rows.append((*row, *([count.aside] if scale.aside else [])))
    first = 2 + scale.numbers
    chart = Spread(
        0, tuple(range(first, first + len(points))), means=tuple(means) if scale.numbers else (), low=scale.low,
        people=found.answered,
    )  # fmt: skip
    return Table(id, str(title), tuple(columns), tuple(rows), chart)


def _answers(scale: Scale) -> list[Column]:
    answer = Column(str(_("Answer")))
    return [answer, Column(str(_("Points")), "number")] if scale.numbers else [answer]


def _rows(scale: Scale, counts: Sequence[Distribution]) -> list[tuple[Cell, ...]]:
    """A row for each point in the order in which it was shown, then one for who could not say."""
    rows: list[tuple[Cell, ...]] = [
        (str(words), *([point] if scale.numbers else []), *(count.at(point) for count in counts))
        for point, words in scale.points.items()
    ]
    if any(count.aside for count in counts):
        rows.append((str(scale.aside or _("Can't say")), *([None] if scale.numbers else []),
                     *(count.aside for count in counts)))  # fmt: skip
    return rows


def _head(scale: Scale, point: int) -> str:
    return f"{point} {scale.points[point]}" if scale.numbers else str(scale.points[point])


def _mean(found: Rated, item: str, scale: Scale) -> Words:
    made, n = found.figures(item, scale), found.of(item, scale).n
    if made is None:
        return ""
    (mean,) = counting.decimals([made.mean])
    if scale.title:
        return _("{scale}: on average {mean} of {high}, from {n} people.",
                 scale=scale.told, mean=mean, high=scale.high, n=n)  # fmt: skip
    return _("On average {mean} of {high}, from {n} people.", mean=mean, high=scale.high, n=n)
