"""Responsibilities in the record and in the ledger of roles: who stands where, what is open, what was talked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from activities.team_and_roles.found import about, counted, sentence
from activities.team_and_roles.grid import Grid, Task
from activities.team_and_roles.role_pages import HEADS
from activities.team_and_roles.rules import ROLES, Finding, Line
from facilitator.activity import Ctx, Key
from facilitator.i18n import _
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Paragraph, Passage, Table


def passages(grid: Grid, found: Sequence[Finding], ctx: Ctx, asked: bool) -> list[Passage]:
    """The grid; and where people were asked, what is open and what to talk about. Names stand in columns of names."""
    if not grid.tasks:
        return []
    lines = grid.lines(ctx.seats)
    columns = (Column(str(_("Responsibility"))), *(Column(str(HEADS[role]), names=True) for role in ROLES))
    rows: list[tuple[Cell, ...]] = [
        (task.title, *(", ".join(grid.called(lines[id].of(role))) for role in ROLES))
        for id, task in grid.tasks.items()
    ]  # fmt: skip
    passages: list[Passage] = [Table("roles", str(_("Who does what")), columns, tuple(rows))]
    if not asked:
        return [*passages, Paragraph(str(_("Nobody was asked to take these yet.")))]
    if found:
        told: list[tuple[Cell, ...]] = [
            (str(_("To mend") if each.error else _("To talk about")), *about(each, grid), str(sentence(each, grid)))
            for each in found
        ]  # fmt: skip
        heads = (Column(str(_("What"))), Column(str(_("Responsibility"))), Column(str(_("Who")), names=True),
                 Column(str(_("Why"))))  # fmt: skip
        passages.append(Table("open", str(_("What to look at")), heads, tuple(told), note=str(counted(found))))
    return [*passages, *_settings(ctx)]


def _settings(ctx: Ctx) -> Iterator[Passage]:
    yield Facts(((str(_("Too much for one person")),
                  str(_("To answer for more than {share} of all", share=ctx.settings.load_flag))),))  # fmt: skip


def entries(grid: Grid, here: Collection[Key]) -> list[LedgerEntry]:
    """Each responsibility as the ledger keeps it; one that was there before is changed."""
    return [
        LedgerEntry("roles", "set" if task.entry else "add", task.entry or id, _data(grid, task, line))
        for (id, task), line in zip(grid.tasks.items(), grid.lines(here).values(), strict=True)
    ]


def _data(grid: Grid, task: Task, line: Line) -> dict[str, str]:
    first = grid.called(line.of("answers"))
    others = grid.called({*line.of("does"), *line.of("helps")}.difference(line.of("answers")))
    data = {"text": task.title, "who": ", ".join(first), "with": ", ".join(others)}
    return data if task.entry else {name: words for name, words in data.items() if words}
