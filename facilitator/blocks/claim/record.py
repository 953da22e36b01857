"""What was taken, as the record tells it, and as the ledger of actions keeps it.

Documents tell all tasks on the first page, each once; so the table here is for spreadsheets and programs.
"""

from __future__ import annotations

from facilitator.activity import Ctx
from facilitator.blocks.claim.deeds import firm, lacks
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Outcome, Passage, Table
from facilitator.report.words import LOOKING, day


def blocks(claims: Claims, ctx: Ctx) -> list[Passage]:
    """The deeds as a table: those that lack nothing, then those that are looking for someone."""
    looking = [deed for deed in claims.slots.values() if lacks(deed, ctx)]
    rows: list[tuple[Cell, ...]] = [
        (deed.title, ", ".join(deed.owners), deed.helpers, deed.by.isoformat() if deed.by else "", deed.how)
        for deed in firm(claims, ctx)
    ]
    rows += [(deed.title, str(LOOKING), "", "", deed.how) for deed in looking]
    columns: tuple[Column, ...] = (
        Column(str(_("We will")), detail=True), Column(str(_("Who")), names=True, detail=True),
        Column(str(_("With help from")), names=True, detail=True), Column(str(_("By when")), "date", detail=True),
        Column(str(_("How we will know")), detail=True),
    )  # fmt: skip
    steps = [*map(_step, firm(claims, ctx)), *("" for _deed in looking)]
    if any(steps):
        columns = (*columns, Column(str(_("First step")), detail=True))
        rows = [(*row, step) for row, step in zip(rows, steps, strict=True)]
    found: list[Passage] = [Table("deeds", str(_("Who does what")), columns, tuple(rows))] if rows else []
    return [*found, *draws(claims)]


def outcome(claims: Claims, ctx: Ctx, detail: str = "") -> Outcome:
    """How many tasks were set, and whether somebody does them, in a sentence."""
    total, looking = len(claims.slots), sum(bool(lacks(deed, ctx)) for deed in claims.slots.values())
    if not total:
        words: Words = _("We set no task.")
    elif not looking:
        words = ngettext("We set {n} task, and somebody does it.", "We set {n} tasks, and each has somebody.", total)
    elif looking == total:
        words = ngettext("We set {n} task. It looks for someone.", "We set {n} tasks. All look for someone.", total)
    else:
        words = ngettext("We set {total} tasks. {n} of them looks for someone.",
                         "We set {total} tasks. {n} of them look for someone.", looking, total=total)  # fmt: skip
    return Outcome("none", str(words), detail)


def entries(claims: Claims, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """The deeds as the ledger of actions keeps them; those that are looking for someone without `who`."""
    return tuple(LedgerEntry("actions", "add", id, _data(deed, ctx)) for id, deed in claims.slots.items())


def draws(claims: Claims) -> list[Passage]:
    """Which places lots were drawn for, and how."""
    rows = [
        (str(_("Lots")), str(ngettext(
            "Lots were drawn for “{title}” among {n} person. Number {seed} draws the same lots again.",
            "Lots were drawn for “{title}” among {n} people. Number {seed} draws the same lots again.",
            len(slot.lots), title=slot.title, seed=slot.seed,
        )))
        for slot in claims.slots.values() if slot.lots
    ]  # fmt: skip
    return [Facts(tuple(rows))] if rows else []


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
