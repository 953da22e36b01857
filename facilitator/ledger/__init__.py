"""Programmes: the ledgers of a group that meets more than once, as a pure fold over what its sessions left.

Nothing is shared on disk. Each session keeps its own operations; a change to an older entry is an operation of the
session in which it was made. An operation on an entry that is gone is kept, and shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LETTERS = {
    "agreements": "R", "decisions": "D", "goals": "G", "roles": "O", "actions": "A", "measures": "M", "feedback": "F",
    "skills": "S", "needs": "N", "strengths": "T",
}  # fmt: skip
"""How the number of an entry begins: D-3 is the third decision of the programme."""

Operation = Mapping[str, Any]
"""`{id, at, n, ledger, op: "add" | "set", entry, data, session}`; `at` in seconds since 1970, `n` within a session."""


@dataclass(frozen=True)
class Entry:
    """One entry of a ledger with all its versions. It is never deleted."""

    key: str
    """Unique in the programme; what an operation names."""
    number: str
    """What people read: "D-3"."""
    ledger: str
    at: float
    versions: tuple[Mapping[str, str], ...]

    @property
    def data(self) -> dict[str, str]:
        """The entry as it is now: each version changes only what it names."""
        return {name: text for version in self.versions for name, text in version.items()}

    @property
    def text(self) -> str:
        """Its words."""
        return self.data.get("text", "")

    @property
    def status(self) -> str:
        """Such as "agreed", "not started", "done"."""
        return self.data.get("status", "")


@dataclass(frozen=True)
class Ledgers:
    """All entries of a programme, oldest first."""

    entries: tuple[Entry, ...] = ()
    lost: tuple[Operation, ...] = field(default=())
    """Operations whose entry is gone."""

    def of(self, ledger: str, *statuses: str) -> tuple[Entry, ...]:
        """The entries of one ledger, of some statuses when any are named."""
        found = (entry for entry in self.entries if entry.ledger == ledger)
        return tuple(entry for entry in found if not statuses or entry.status in statuses)

    def find(self, key: str) -> Entry | None:
        """The entry with this key."""
        return next((entry for entry in self.entries if entry.key == key), None)


def fold(operations: Iterable[Operation]) -> Ledgers:
    """The ledgers after all operations, in the order of time, session and number."""
    entries: dict[str, Entry] = {}
    lost: list[Operation] = []
    counts = dict.fromkeys(LETTERS, 0)
    for each in sorted(operations, key=lambda each: (each["at"], each["session"], each["n"])):
        before = entries.get(each["entry"])
        if each["op"] == "add" and before is None:
            ledger = each["ledger"]
            counts[ledger] += 1
            number = f"{LETTERS[ledger]}-{counts[ledger]}"
            entries[each["entry"]] = Entry(each["entry"], number, ledger, each["at"], (each["data"],))
        elif each["op"] == "set" and before is not None:
            changed = (*before.versions, each["data"])
            entries[before.key] = Entry(before.key, before.number, before.ledger, before.at, changed)
        else:
            lost.append(each)
    return Ledgers(tuple(entries.values()), tuple(lost))


def left_by(session: str, kept: Mapping[str, Mapping[str, Any]]) -> list[Operation]:
    """The operations in the tables of a session."""
    return [{**entry, "session": session} for entry in kept["ledger"].values()]
