"""Members: as what people sit in a team, by their own choice and with their names, as the ledger of roles keeps it.

It is what somebody said in the open, for everyone to see; never the perspective that they chose for themselves alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.i18n import _
from facilitator.ledger import Entry, Ledgers
from facilitator.report.model import LedgerEntry
from facilitator.text import likeness

__all__ = ["entries", "is_member", "sits_of"]


def is_member(entry: Entry) -> bool:
    """Whether an entry of the ledger of roles says as what somebody sits, and is no responsibility."""
    return bool(entry.data.get("sits"))


def sits_of(ledgers: Ledgers) -> dict[str, str]:
    """As what people sit, by their names as `likeness` has them; two of one name who differ are not known."""
    found = dict[str, str]()
    for entry in filter(is_member, ledgers.of("roles")):
        who, sits = likeness(entry.data.get("who", "")), entry.data["sits"]
        found[who] = sits if found.get(who, sits) == sits else ""
    return found


def entries(people: Iterable[tuple[str, str]], ledgers: Ledgers) -> list[LedgerEntry]:
    """Each name with as what that person sits; who would rather not say is not there, and what is known stays."""
    before = {likeness(entry.data.get("who", "")): entry for entry in ledgers.of("roles") if is_member(entry)}
    found = []
    for at, (name, sits) in enumerate(dict.fromkeys(people), 1):
        older = before.get(likeness(name))
        if not sits or (older and older.data["sits"] == sits):
            continue
        data = {"text": str(_("In the team as: {perspective}", perspective=_(sits))), "who": name, "sits": sits}
        found.append(LedgerEntry("roles", "set" if older else "add", older.key if older else f"member-{at}", data))
    return found
