"""What was taken, as the record tells it, and as the ledger of actions keeps it."""

from __future__ import annotations

from facilitator.activity import Ctx
from facilitator.blocks.claim.deeds import firm, lacks
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.i18n import _
from facilitator.report.model import Cell, Column, LedgerEntry, Paragraph, Passage, Table
from facilitator.report.words import day


def blocks(claims: Claims, ctx: Ctx) -> list[Passage]:
    """The deeds as a table, and those that are looking for someone."""
    rows: list[tuple[Cell, ...]] = [
        (deed.title, ", ".join(deed.owners), deed.helpers, deed.by.isoformat() if deed.by else "", deed.how)
        for deed in firm(claims, ctx)
    ]
    columns: tuple[Column, ...] = (
        Column(str(_("We will"))), Column(str(_("Who")), names=True), Column(str(_("With help from")), names=True),
        Column(str(_("By when")), "date"), Column(str(_("How we will know"))),
    )  # fmt: skip
    steps = [_step(deed) for deed in firm(claims, ctx)]
    if any(steps):
        columns = (*columns, Column(str(_("First step"))))
        rows = [(*row, step) for row, step in zip(rows, steps, strict=True)]
    found: list[Passage] = [Table("deeds", str(_("Who does what")), columns, tuple(rows))] if rows else []
    looking = [deed.title for deed in claims.slots.values() if lacks(deed, ctx)]
    if looking:
        found.append(Paragraph(str(_("Looking for someone: {deeds}", deeds="; ".join(looking)))))
    return [*found, *draws(claims)]


def entries(claims: Claims, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """The deeds as the ledger of actions keeps them; those that are looking for someone without `who`."""
    return tuple(LedgerEntry("actions", "add", id, _data(deed, ctx)) for id, deed in claims.slots.items())


def draws(claims: Claims) -> list[Passage]:
    """Which places lots were drawn for, and how."""
    return [
        Paragraph(str(_("Lots were drawn for “{title}” among {n} people (seed {seed}).",
                        title=slot.title, n=len(slot.lots), seed=slot.seed)))
        for slot in claims.slots.values() if slot.lots
    ]  # fmt: skip


def _step(deed: Slot) -> str:
    if deed.first_by is None:
        return ""
    return str(_("{step}, by {day}", step=deed.first, day=day(deed.first_by.isoformat())))


def _data(deed: Slot, ctx: Ctx) -> dict[str, str]:
    data = {"text": deed.title, "how": deed.how, "status": "not started"}
    if not lacks(deed, ctx) and deed.by:
        data |= {"who": ", ".join(deed.owners), "with": deed.helpers, "by": deed.by.isoformat()}
        data |= {"first": _step(deed)}
    return {name: words for name, words in data.items() if words}
