"""What somebody says in the open that they do, such as to invite a group: with their own name and a day, an action."""

from __future__ import annotations

from datetime import date

from facilitator.activity import Ctx, Refused
from facilitator.blocks.claim.deeds import NOT_ONE
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry
from facilitator.text import is_blank, likeness


def doer(who: str, by: date | None, ctx: Ctx) -> tuple[str, date]:
    """The name of who does it, and the day. Refused where it is nobody's name, or where no day to come is said."""
    if is_blank(who):
        raise Refused(_("Write your name for the list."))
    if likeness(who) in {likeness(str(each)) for each in NOT_ONE}:
        raise Refused(_("Write the name of one person: yours."))
    if by is None or by < ctx.today:
        raise Refused(_("Choose a day: today or a later one."))
    return who.strip(), by


def entry(id: str, text: Words, who: str = "", by: date | None = None, note: Words = "") -> LedgerEntry:
    """It as the ledger of actions keeps it; looking for someone without `who` and `by`."""
    data = {"text": str(text), "status": "not started", "note": str(note)}
    data |= {"who": who, "by": by.isoformat()} if who and by else {}
    return LedgerEntry("actions", "add", id, {name: words for name, words in data.items() if words})


def invitation(at: int, group: Words, who: str, by: date, note: Words = "") -> LedgerEntry:
    """The same of inviting a group."""
    return entry(f"invite-{at}", _("Invite: {group}", group=group), who, by, note)
