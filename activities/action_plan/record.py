"""What the record says of a plan: how far the programme is, what each person carries, and every action so far."""

from __future__ import annotations

from collections.abc import Sequence

from activities.action_plan import widgets
from activities.action_plan.rules import Found
from facilitator.activity import Ctx
from facilitator.i18n import _
from facilitator.report.model import Cell, Column, Facts, Passage, Table
from facilitator.report.words import became


def plan(today: Sequence[Passage], found: Found, ctx: Ctx) -> list[Passage]:
    """The plan of today first, then what is counted of all actions of the programme, and all of them."""
    return [*today, progress(found), *_loads(found), *_shares(found), *_every(found, ctx), _rules(ctx)]


def progress(found: Found) -> Facts:
    """How far all actions are, as the board says it."""
    counts = found.counts
    rows = [(str(_("Done")), str(widgets.progress(counts)))]
    for words, n in (
        (_("Overdue"), counts.overdue), (_("Stuck"), counts.stuck), (_("Looking for someone"), counts.looking),
        (_("Dropped"), counts.dropped),
    ):  # fmt: skip
        rows.append((str(words), str(n)))
    return Facts(tuple(rows))


def _loads(found: Found) -> list[Passage]:
    if not found.loads:
        return []
    columns: tuple[Column, ...] = (
        Column(str(_("Who")), names=True), Column(str(_("Open actions")), "count"), Column(str(_("Hours")), "count"),
        Column(str(_("Without hours")), "count"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(each.who, each.actions, each.hours, each.unsaid) for each in found.loads]
    heavy = [*found.many, *(each for each in found.over if each not in found.many)]
    if heavy:
        columns = (*columns, Column(str(_("Much for one person"))))
        rows = [(*row, str(_("Yes")) if each in heavy else "") for row, each in zip(rows, found.loads, strict=True)]
    return [Table("loads", str(_("How much each person carries")), columns, tuple(rows))]


def _shares(found: Found) -> list[Passage]:
    """How many actions are owned by those who sit as the same; nothing where one owner did not say as what."""
    if not found.parts:
        return []
    columns = (Column(str(_("Owners sit as"))), Column(str(_("Open actions")), "count"))
    rows: list[tuple[Cell, ...]] = [(str(_(each.sits)), each.actions) for each in found.parts]
    note = str(_("All owners sit as professionals.")) if found.one_place else ""
    return [Table("shares", str(_("Who carries the plan")), columns, tuple(rows), note=note)]


def _rules(ctx: Ctx) -> Facts:
    """What was asked of everyone who took an action."""
    given = ctx.settings
    far = _("More than {n} days away: a first step within {soon} days", n=given.max_days, soon=given.first_step_days)
    hours = _("{n} hours", n=given.capacity_hours) if given.capacity_hours else _("Not set")
    return Facts(((str(_("First steps")), str(far)), (str(_("What one person has")), str(hours))))


def _every(found: Found, ctx: Ctx) -> list[Passage]:
    """All actions of all sessions with their status, where there are older ones than those of today."""
    if not any(each.number for each in found.deeds):
        return []
    columns = (
        Column(str(_("Number"))), Column(str(_("Action"))), Column(str(_("Status"))), Column(str(_("Who")), names=True),
        Column(str(_("By when")), "date"), Column(str(_("Overdue"))),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.number, each.text, str(became(each.status, "")), each.who, each.by.isoformat() if each.by else "",
         str(_("Yes")) if each.overdue(ctx.today) else "")
        for each in found.deeds
    ]  # fmt: skip
    return [Table("programme", str(_("All actions so far")), columns, tuple(rows))]
