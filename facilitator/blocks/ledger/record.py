"""The last actions in the record, and what the ledger of actions learns about them."""

from __future__ import annotations

from facilitator.activity import Ctx
from facilitator.blocks.ledger.rules import HELPS, OPEN, LookingBack, last_actions
from facilitator.i18n import _
from facilitator.report.model import Cell, Column, LedgerEntry, Paragraph, Passage, Table


def blocks(back: LookingBack, ctx: Ctx) -> list[Passage]:
    """The last actions with what became of them, and how many people say that they helped."""
    known = last_actions(ctx)
    if not known:
        return []
    helps = HELPS if back.asked else {}
    columns = (
        Column(str(_("Action"))), Column(str(_("Status"))),
        *(Column(str(_("It helped: {answer}", answer=str(words).lower())), "count") for words in helps.values()),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (f"{entry.number} {entry.text}", back.told(entry), *(back.count(entry.key, help) for help in helps))
        for entry in known
    ]
    carried = [entry.text for entry in known if back.status(entry) in OPEN]
    found: list[Passage] = [Table("last-actions", str(_("Last actions")), columns, tuple(rows))]
    if carried:
        found.append(Paragraph(str(_("Carried over: {actions}", actions="; ".join(carried)))))
    if back.first:
        found.append(Paragraph(str(_("The group wants to finish these first."))))
    return found


def entries(back: LookingBack, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """What the ledger of actions learns about those that were carried here."""
    found = []
    for entry in last_actions(ctx):
        data = {}
        if entry.key in back.became:
            why = back.why.get(entry.key, "")
            data = {"status": back.became[entry.key]} | ({"why": why} if why or entry.data.get("why") else {})
        if any(back.count(entry.key, help) for help in HELPS):
            said = {help: back.count(entry.key, help) for help in HELPS}
            data["note"] = str(_("Did it help? {yes} yes, {partly} partly, {no} no", **said))
        if data:
            known = {"text": entry.text, "number": entry.number, "status": back.status(entry)}
            found.append(LedgerEntry("actions", "set", entry.key, known | data))
    return tuple(found)
