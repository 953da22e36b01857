"""Skills: what the people of a group can share and look for, as the ledger keeps it, until a day or a word."""

from __future__ import annotations

from facilitator import kit
from facilitator.activity import Ctx, Day, Html
from facilitator.i18n import _
from facilitator.ledger import Entry, Ledgers

__all__ = ["OFFERED", "TAKEN_BACK", "WANTED", "shared", "standing"]

OFFERED, WANTED, TAKEN_BACK = "offered", "wanted", "taken back"
"""How an entry stands: somebody can share it, somebody looks for it, or it does not stand any more."""
MOST = 12
"""Offers of a group that a phone is sent at once."""


def standing(ledgers: Ledgers, today: Day) -> list[Entry]:
    """The entries whose day has not passed and that nobody took back, oldest first."""
    there = (entry for entry in ledgers.of("skills") if entry.status != TAKEN_BACK)
    return [entry for entry in there if (entry.data.get("until") or today.isoformat()) >= today.isoformat()]


def shared(ctx: Ctx) -> Html:
    """On a phone, folded: what people here can share, the latest first; nothing where that is nothing."""
    found = [entry for entry in standing(ctx.ledgers, ctx.today) if entry.status == OFFERED]
    if not found:
        return Html("")
    rows = [kit.Row(entry.number, entry.text, entry.data.get("who", "")) for entry in reversed(found)]
    return kit.foldable(_("What people here can share"), kit.listing(rows[:MOST], id="shared"))
