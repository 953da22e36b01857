"""Responsibilities in the record and in the ledger of roles: who stands where, what is open, what was talked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from activities.team_and_roles.found import about, sentence
from activities.team_and_roles.grid import Grid, Task
from activities.team_and_roles.role_pages import HEADS
from activities.team_and_roles.rules import ROLES, Finding, Line, Role
from facilitator.activity import Ctx, Key
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Outcome, Paragraph, Passage, Table

TITLES: Mapping[Role, Words] = {
    "does": _("Does it"), "answers": _("Answers for it"), "helps": _("Helps"), "asked": _("Is asked first"),
    "told": _("Is told"),
}  # fmt: skip


def passages(
    grid: Grid, found: Sequence[Finding], here: Collection[Key], ctx: Ctx, asked: bool
) -> list[Passage]:  # fmt: skip
    """The grid; and where people were asked, what is open and what to talk about. Names stand in columns of names."""
    if not grid.tasks:
        return []
    lines = grid.lines(here)
    result = _came_to(grid, lines, asked)
    columns = (Column(str(_("Responsibility"))), *(Column(str(TITLES[role]), names=True) for role in ROLES))
    rows: list[tuple[Cell, ...]] = [
        (task.title, *(", ".join(grid.called(lines[id].of(role))) for role in ROLES))
        for id, task in grid.tasks.items()
    ]  # fmt: skip
    passages: list[Passage] = [result, Table("roles", str(_("Who does what")), columns, tuple(rows))]
    if not asked:
        return passages
    if found:
        told: list[tuple[Cell, ...]] = [
            (str(_("To mend") if each.error else _("To talk about")), *about(each, grid), str(sentence(each, grid)))
            for each in found
        ]  # fmt: skip
        heads = (Column(str(_("What"))), Column(str(_("Responsibility"))), Column(str(_("Who")), names=True),
                 Column(str(_("Why"))))  # fmt: skip
        passages.append(Table("open", str(_("What to look at")), heads, tuple(told)))
    return [*passages, *_older(grid), *_settings(ctx)]


def _came_to(grid: Grid, lines: Mapping[str, Line], asked: bool) -> Outcome:
    """How many responsibilities have somebody who answers for them, and how many look for someone."""
    total = len(grid.tasks)
    if not asked:
        words = ngettext("{n} responsibility is on the list.", "{n} responsibilities are on the list.", total)
        return Outcome("none", str(words), str(_("Nobody was asked to take these yet.")))
    n = sum(task.stays or bool(lines[id].of("answers")) for id, task in grid.tasks.items())
    words = ngettext("{n} of {total} responsibilities has somebody who answers for it.",
                     "{n} of {total} responsibilities have somebody who answers for them.", n, total=total)  # fmt: skip
    looking = ngettext("{n} looks for someone.", "{n} look for someone.", total - n) if n < total else ""
    return Outcome("none", str(words), str(looking))


def _older(grid: Grid) -> Iterator[Passage]:
    """What was handed over, what stays with whoever had it, and what is not on the list any more."""
    handed: list[tuple[Cell, ...]] = [
        (grid.tasks[each.task].title, str(HEADS[each.role]), each.who, each.name)
        for each in grid.handed if each.task in grid.tasks
    ]  # fmt: skip
    if handed:
        columns = (Column(str(_("Responsibility"))), Column(str(_("As"))), Column(str(_("From")), names=True),
                   Column(str(_("To")), names=True))  # fmt: skip
        yield Table("handed", str(_("Handed over")), columns, tuple(handed))
    stays: list[tuple[Cell, ...]] = [(task.title, task.last) for task in grid.tasks.values() if task.stays]
    if stays:
        heads = (Column(str(_("Responsibility"))), Column(str(_("Who")), names=True))
        yield Table("stays", str(_("As before")), heads, tuple(stays))
    if grid.ended:
        titles = "; ".join(title for _entry, title in grid.ended)
        yield Paragraph(str(_("Not on the list any more: {titles}", titles=titles)))


def _settings(ctx: Ctx) -> Iterator[Passage]:
    yield Facts(((str(_("Too much for one person")),
                  str(_("To answer for more than {share} of all is much for one person.",
                        share=ctx.settings.load_flag))),))  # fmt: skip


def entries(grid: Grid, here: Collection[Key]) -> list[LedgerEntry]:
    """Each responsibility as the ledger keeps it; one that was there before is changed."""
    ended = [
        LedgerEntry("roles", "set", entry, {"text": title, "status": "ended", "who": "", "with": ""})
        for entry, title in grid.ended
    ]
    return ended + [
        LedgerEntry("roles", "set" if task.entry else "add", task.entry or id, _data(grid, task, line))
        for (id, task), line in zip(grid.tasks.items(), grid.lines(here).values(), strict=True)
        if not task.stays
    ]


def _data(grid: Grid, task: Task, line: Line) -> dict[str, str]:
    first = grid.called(line.of("answers"))
    others = grid.called({*line.of("does"), *line.of("helps")}.difference(line.of("answers")))
    data = {"text": task.title, "who": ", ".join(first), "with": ", ".join(others)}
    if task.last and first and data["who"] != task.last:
        data["before"] = task.last
    return data if task.entry else {name: words for name, words in data.items() if words}
