"""How an order is told: who took part, the table of the record, and what is read aloud."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.blocks.rank.rules import Ranking
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import MOST_DOTS
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Facts, Table

NOBODY = _("Nobody put anything in order.")


def headline(found: Ranking, present: int) -> Words:
    """Who put something in order, and what a dot stands for."""
    if found.voters > MOST_DOTS:
        return _("{n} of {total} answered.", n=found.voters, total=present)
    return _("{n} of {total} answered. Every dot is one person.", n=found.voters, total=present)


def level(found: Ranking) -> list[Words]:
    """That some have equal points: they share a place, and nothing parts them."""
    if not found.level:
        return []
    return [_("Those with the same points share a place.")]


def table(id: str, title: Words, found: Ranking, texts: Mapping[str, Words]) -> Table:
    """All options with rank, points, first choices, and how many gave each place."""
    columns = (
        Column(str(_("Rank")), "number"), Column(str(_("Option"))), Column(str(_("Points")), "number"),
        Column(str(_("First choices")), "count"),
        *(Column(str(_("On place {n}", n=at)), "count") for at in range(2, found.top + 1)),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.rank, str(texts[each.option]), each.points, *each.places) for each in found.ranked
    ]
    chart = Dots(1, 3, found.voters)
    return Table(id, str(title), columns, tuple(rows), chart, note=" ".join(map(str, level(found))))


def facts(found: Ranking, present: int) -> Facts:
    """How it was counted."""
    rows: list[tuple[Words, Words]] = [
        (_("How it was counted"), counted(found.top)),
        (_("Answered"), ngettext("{n} of {total} people put them in order.", "{n} of {total} people put them in order.",
                                 found.voters, total=present)),
        (_("Passed"), taking_part.passed(found.passes)),
    ]  # fmt: skip
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def counted(top: int) -> Words:
    """What a place is worth."""
    if top == 1:
        return _("Everyone named one. It got 1 point.")
    return _("Everyone ordered up to {n}. The first got {n} points, the next one fewer, and so on.", n=top)


def aloud(found: Ranking, texts: Mapping[str, Words]) -> Words:
    """The order in a few sentences: points and first choices, from the top."""
    if not found.voters:
        return NOBODY
    said = [
        ngettext(
            "Number {rank}: {text}, {points} points; {n} person put it first.",
            "Number {rank}: {text}, {points} points; {n} people put it first.",
            each.first, rank=each.rank, text=texts[each.option], points=each.points,
        )
        for each in found.ranked
    ]  # fmt: skip
    return " ".join(map(str, [*said, *level(found)]))
