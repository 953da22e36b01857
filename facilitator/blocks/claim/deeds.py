"""Deeds: things to do. Each needs an owner who confirmed, a day that is not over, and how we will know.

A deed without one of these is looking for someone, and is told as that. Nobody's name is put on it but by themselves.
What is far away needs a first step soon.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.claim.rules import Claims
from facilitator.blocks.claim.slot import Slot
from facilitator.i18n import Text, Words, _
from facilitator.primitives.claiming import Claiming, Id, Name, Title
from facilitator.report.model import Cell, Column, LedgerEntry, Paragraph, Passage, Table
from facilitator.report.words import day
from facilitator.text import is_blank, likeness

Line = Annotated[str, Field(max_length=140)]


FAR, SOON = timedelta(days=90), timedelta(days=14)
"""A day after `FAR` from now needs a first step by `SOON`."""
NOT_ONE: tuple[Text, ...] = (
    _("Everyone"), _("Everybody"), _("Anyone"), _("All"), _("All of us"), _("We"), _("Us"), _("The group"),
    _("The whole group"), _("The team"), _("Nobody"),
)  # fmt: skip
"""What is no name of an owner: what everyone owns, nobody does."""


class Promising(Claiming):
    """Claiming where each slot is something to do, with a day and how we will know."""

    @action(by="facilitator")
    def add_slot(self, s: Any, ctx: Ctx, title: Title, how: Line = "") -> None:
        """One more thing to do: a verb and a thing."""
        self.check_list(ctx)
        s.claims.add(Slot(title, how=how.strip()), self.most_slots)

    @action("claim", touches="everyone")
    def confirm(
        self, s: Any, me: Key, ctx: Ctx, slot: Id, who: Name = "", by: date | None = None, how: Line = "",
        helpers: Line = "", first: Line = "", first_by: date | None = None,
    ) -> None:  # fmt: skip
        """I do it by this day; everyone sees the name I give."""
        promise(s.claims.slot(slot), me, who, by, how, helpers, ctx, first, first_by)

    @action("claim", touches="everyone")
    def sign_up(
        self, s: Any, me: Key, ctx: Ctx, slot: Id = "", who: Name = "", by: date | None = None, how: Line = "",
        first: Line = "", first_by: date | None = None,
    ) -> None:  # fmt: skip
        """As on paper: I would do this; or, once it was offered to me, I do it by this day."""
        deed = s.claims.slot(slot)
        if deed.standing(me) == "offered":
            promise(deed, me, who, by, how, "", ctx, first, first_by)
        else:
            s.claims.interest(me, slot)


def promise(
    deed: Slot, me: Key, name: str, by: date | None, how: str, helpers: str, ctx: Ctx, first: str = "",
    first_by: date | None = None,
) -> None:  # fmt: skip
    """Somebody takes a deed that was offered to them.

    Refused without a day to come, without a way to know it is done, and far away without a first step.
    """
    if by is None or by < ctx.today:
        raise Refused(_("Choose a day: today or a later one."))
    if likeness(name) in {likeness(str(each)) for each in NOT_ONE}:
        raise Refused(_("One person owns it. Write the name of one person; others can help."))
    if is_blank(how) and is_blank(deed.how):
        raise Refused(_("Say how we will know that it is done."))
    far = by > ctx.today + FAR
    if far and is_blank(first):
        raise Refused(_("This is more than {n} days away. Say a first step, too.", n=FAR.days))
    if far and (first_by is None or not ctx.today <= first_by <= ctx.today + SOON):
        raise Refused(_("Choose a day for the first step: in the next {n} days.", n=SOON.days))
    deed.confirm(me, name)
    deed.by, deed.how, deed.helpers = by, how.strip() or deed.how, helpers.strip()
    deed.first, deed.first_by = (first.strip(), first_by) if far else ("", None)


def lacks(deed: Slot, ctx: Ctx) -> list[Words]:
    """What a deed still needs; nothing when it is one that can be followed."""
    missing: list[tuple[bool, Words]] = [
        (not deed.owners, _("someone who does it")),
        (deed.by is None or deed.by < ctx.today, _("a day")),
        (not deed.how, _("how we will know")),
    ]
    return [words for needed, words in missing if needed]


def firm(claims: Claims, ctx: Ctx) -> list[Slot]:
    """The deeds that lack nothing."""
    return [deed for deed in claims.slots.values() if not lacks(deed, ctx)]


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
