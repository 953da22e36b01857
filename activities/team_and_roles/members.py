"""As what people sit in the team, by their own choice and with their names, as the ledger of roles keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from activities.team_and_roles.seat_pages import called
from facilitator.i18n import _
from facilitator.ledger import Entry, Ledgers
from facilitator.report.model import LedgerEntry
from facilitator.text import likeness


def is_member(entry: Entry) -> bool:
    """Whether an entry of the ledger of roles says as what somebody sits, and is no responsibility."""
    return bool(entry.data.get("sits"))


def entries(people: Iterable[tuple[str, str]], ledgers: Ledgers) -> list[LedgerEntry]:
    """Each name with as what that person sits; who would rather not say is not there, and what is known stays."""
    before = {likeness(entry.data.get("who", "")): entry for entry in ledgers.of("roles") if is_member(entry)}
    found = []
    for at, (name, sits) in enumerate(dict.fromkeys(people), 1):
        older = before.get(likeness(name))
        if not sits or (older and older.data["sits"] == sits):
            continue
        data = {"text": str(_("In the team as: {perspective}", perspective=called(sits))), "who": name, "sits": sits}
        found.append(LedgerEntry("roles", "set" if older else "add", older.key if older else f"member-{at}", data))
    return found
