"""How points are told: who gave them, the table of the record, and what is read aloud."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator import counting
from facilitator.blocks.allocate.rules import Allocation, Line
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Table


def means(found: Allocation) -> list[str]:
    """The means as they are read."""
    return counting.decimals([each.mean for each in found.lines])


def middle(each: Line) -> list[Words]:
    """Where the middle half of the answers for a line lies, and that it is wide."""
    if each.spread is None:
        return []
    low, high, median = counting.plain([each.spread.lower, each.spread.upper, each.spread.median])
    told: list[Words] = [_("Half gave {low} to {high}, the middle is {median}", low=low, high=high, median=median)]
    return [*told, _("Wide range")] if each.spread.wide else told


def headline(found: Allocation, present: int) -> Words:
    """Who gave all points."""
    return _("{n} of {total} answered.", n=found.people, total=present)


def table(id: str, title: Words, found: Allocation, texts: Mapping[str, Words]) -> Table:
    """Every line with its mean and, where enough people answered, median and quartiles."""
    columns = (
        Column(str(_("Line"))), Column(str(_("Points on average")), "number"),
        Column(str(_("Middle answer")), "number", detail=True), Column(str(_("Half gave from")), "number", detail=True),
        Column(str(_("Half gave up to")), "number", detail=True), Column(str(_("Range"))),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for each, mean in zip(found.lines, means(found), strict=True):
        spread: tuple[Cell, ...] = ("", "", "", "")
        if each.spread is not None:
            three = counting.plain([each.spread.median, each.spread.lower, each.spread.upper])
            spread = (*three, str(_("Wide range")) if each.spread.wide else "")
        rows.append((str(texts[each.line]), mean, *spread))
    return Table(id, str(title), columns, tuple(rows))


def facts(found: Allocation, present: int) -> taking_part.Rows:
    """Who answered, passed, or did not give all points."""
    all_ = ngettext("{n} of {total} people gave all points.", "{n} of {total} people gave all points.", found.people,
                    total=present)  # fmt: skip
    rows: list[tuple[Words, Words]] = [
        (_("Gave all points"), all_), (_("Passed"), taking_part.passed(found.passes)),
    ]  # fmt: skip
    if found.begun:
        rest = ngettext("{n} person had points left. They are not counted.",
                        "{n} people had points left. They are not counted.", found.begun)  # fmt: skip
        rows.append((_("Not finished"), rest))
    return rows


def aloud(found: Allocation, texts: Mapping[str, Words]) -> Words:
    """The means in a few sentences."""
    if not found.people:
        return _("Nobody gave all points.")
    said = [
        _("{text}: {n} points on average.", text=texts[each.line], n=mean)
        for each, mean in zip(found.lines, means(found), strict=True)
    ]
    return " ".join(map(str, said))
