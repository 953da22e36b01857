"""What the record says of a plan: how far the programme is, what each person carries, and every task so far."""

from __future__ import annotations

from collections.abc import Collection

from activities.action_plan import widgets
from activities.action_plan.rules import Found
from facilitator.activity import Ctx
from facilitator.blocks.claim import Claims
from facilitator.blocks.claim import record as claimed
from facilitator.i18n import _, ngettext
from facilitator.report.model import Cell, Column, Facts, Passage, Table
from facilitator.report.words import TASKS, became


def plan(claims: Claims, found: Found, changed: Collection[str], ctx: Ctx) -> list[Passage]:
    """What was set today first, then what is counted of all tasks of the programme, and all of them.

    `changed` are the older entries (keys) that today changed.
    """
    where = ngettext("It stands under “{title}” on the first page.", "All stand under “{title}” on the first page.",
                     len(claims.slots), title=TASKS) if claims.slots else ""  # fmt: skip
    detail = " ".join(filter(None, (str(where), progress(found))))
    today = [claimed.outcome(claims, ctx, detail), *claimed.blocks(claims, ctx)]
    return [*today, *_loads(found), *_shares(found), *_every(found, changed, ctx), *_rules(claims, ctx)]


def progress(found: Found) -> str:
    """How far all tasks of the programme are, a sentence each; nothing where none is from earlier."""
    counts = found.counts
    if not any(each.number for each in found.deeds):
        return ""
    told = [widgets.so_far_done(counts)]
    told += [words for n, words in (
        (counts.overdue, ngettext("{n} is over its day.", "{n} are over their day.", counts.overdue)),
        (counts.stuck, ngettext("{n} is stuck.", "{n} are stuck.", counts.stuck)),
        (counts.dropped, ngettext("{n} was dropped.", "{n} were dropped.", counts.dropped)),
    ) if n]  # fmt: skip
    return " ".join(map(str, told))


def _loads(found: Found) -> list[Passage]:
    """How much each person carries; nothing where everybody has one task and nobody said hours."""
    hours = any(each.unsaid < each.actions for each in found.loads)
    if not hours and all(each.actions == 1 for each in found.loads):
        return []
    columns: tuple[Column, ...] = (
        Column(str(_("Who")), names=True), Column(str(_("Open tasks")), "count"),
        Column(str(_("Hours")), "count", detail=not hours),
        Column(str(_("Tasks without hours")), "count", detail=not hours),
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
    columns = (Column(str(_("Owners sit as"))), Column(str(_("Open tasks")), "count"))
    rows: list[tuple[Cell, ...]] = [(str(_(each.sits)), each.actions) for each in found.parts]
    note = str(_("All owners sit as professionals.")) if found.one_place else ""
    return [Table("shares", str(_("Who carries the plan")), columns, tuple(rows), note=note)]


def _rules(claims: Claims, ctx: Ctx) -> list[Passage]:
    """What was asked of everyone who took a task; nothing where there is none."""
    given, rows = ctx.settings, list[tuple[str, str]]()
    if claims.slots:
        far = _("A task more than {n} days away had to have a first step within {soon} days.",
                n=given.max_days, soon=given.first_step_days)  # fmt: skip
        rows.append((str(_("First steps")), str(far)))
    if given.capacity_hours:
        hours = ngettext("One person was said to have {n} hour for this.",
                         "One person was said to have {n} hours for this.", given.capacity_hours)  # fmt: skip
        rows.append((str(_("What one person has")), str(hours)))
    return [Facts(tuple(rows))] if rows else []


def _every(found: Found, changed: Collection[str], ctx: Ctx) -> list[Passage]:
    """All tasks of all sessions with their status, where there are older ones than those of today.

    Documents leave it out where each of them is from today, or changed today: those stand on the first page.
    """
    if not any(each.number for each in found.deeds):
        return []
    here = all(entry.key in changed or any(change.session == ctx.ledgers.session for change in entry.changes)
               for entry in ctx.ledgers.of("actions"))  # fmt: skip
    titles = [_("Number"), _("Task"), _("Status"), _("Who"), _("By when"), _("Over its day")]
    columns = tuple(
        Column(str(words), "date" if at == 4 else "text", names=at == 3, detail=here) for at, words in enumerate(titles)
    )
    rows: list[tuple[Cell, ...]] = [
        (each.number, each.text, str(became(each.status, "")), each.who, each.by.isoformat() if each.by else "",
         str(_("Yes")) if each.overdue(ctx.today) else "")
        for each in found.deeds
    ]  # fmt: skip
    return [Table("programme", str(_("All tasks so far")), columns, tuple(rows))]
