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
"""`{id, at, n, ledger, op: "add" | "set", entry, data, session}`; `at` in seconds since 1970, `n` within a session.

An added entry has a `number`, so that it is called the same when the folder of an older session is gone.
"""


@dataclass(frozen=True)
class Change:
    """One version of an entry: when and in which session it was made, and what it says anew."""

    at: float
    session: str
    data: Mapping[str, str]

    @property
    def reason(self) -> str:
        """Why it was changed; empty for the first version."""
        return self.data.get("reason", "")


@dataclass(frozen=True)
class Entry:
    """One entry of a ledger with all its versions. It is never deleted."""

    key: str
    """Unique in the programme; what an operation names."""
    number: str
    """What people read: "D-3"."""
    ledger: str
    changes: tuple[Change, ...]

    @property
    def at(self) -> float:
        """When it was made."""
        return self.changes[0].at

    @property
    def versions(self) -> tuple[Mapping[str, str], ...]:
        """What each version says anew, oldest first."""
        return tuple(change.data for change in self.changes)

    @property
    def wordings(self) -> tuple[Change, ...]:
        """The versions that changed its words, oldest first; the first is how it was made."""
        found: list[Change] = []
        for change in self.changes:
            words = change.data.get("text", "")
            if not found or (words and words != found[-1].data.get("text", "")):
                found.append(change)
        return tuple(found)

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
    session: str = ""
    """The session that looks at them; empty where none does."""

    def of(self, ledger: str, *statuses: str) -> tuple[Entry, ...]:
        """The entries of one ledger, of some statuses when any are named."""
        found = (entry for entry in self.entries if entry.ledger == ledger)
        return tuple(entry for entry in found if not statuses or entry.status in statuses)

    def of_today(self, ledger: str) -> tuple[Entry, ...]:
        """The entries of one ledger that this session made or changed."""
        return tuple(
            entry for entry in self.of(ledger) if any(change.session == self.session for change in entry.changes)
        )

    def free(self, ledger: str) -> int:
        """The number behind the letter that the next entry of a ledger gets."""
        return 1 + max((_numbered(ledger, entry.number) for entry in self.of(ledger)), default=0)

    def find(self, key: str) -> Entry | None:
        """The entry with this key."""
        return next((entry for entry in self.entries if entry.key == key), None)


def fold(operations: Iterable[Operation], session: str = "") -> Ledgers:
    """The ledgers after all operations, in the order of time, session and number, as `session` looks at them."""
    entries: dict[str, tuple[str, list[Change]]] = {}
    added: dict[str, Operation] = {}
    lost: list[Operation] = []
    for each in sorted(operations, key=lambda each: (each["at"], each["session"], each["n"])):
        change = Change(each["at"], each["session"], each["data"])
        before = entries.get(each["entry"])
        if each["op"] == "add" and before is None:
            entries[each["entry"]] = each["ledger"], [change]
            added[each["entry"]] = each
        elif each["op"] == "set" and before is not None:
            before[1].append(change)
        else:
            lost.append(each)
    numbers = _numbers(added)
    made = (Entry(key, numbers[key], ledger, tuple(changes)) for key, (ledger, changes) in entries.items())
    return Ledgers(tuple(made), tuple(lost), session)


def _numbers(added: Mapping[str, Operation]) -> dict[str, str]:
    """What every entry is called: the number that was kept with it, or else the first that is free."""
    found: dict[str, str] = {}
    taken: set[tuple[str, int]] = set()
    for key, each in added.items():
        ledger, kept = each["ledger"], _numbered(each["ledger"], each.get("number", ""))
        if kept and (ledger, kept) not in taken:
            taken.add((ledger, kept))
            found[key] = f"{LETTERS[ledger]}-{kept}"
    counts = dict.fromkeys(LETTERS, 1)
    for key, each in added.items():
        ledger = each["ledger"]
        if key not in found:
            while (ledger, counts[ledger]) in taken:
                counts[ledger] += 1
            taken.add((ledger, counts[ledger]))
            found[key] = f"{LETTERS[ledger]}-{counts[ledger]}"
    return found


def _numbered(ledger: str, number: str) -> int:
    """The number behind the letter; 0 where there is none."""
    letter, _, digits = number.partition("-")
    return int(digits) if letter == LETTERS[ledger] and digits.isdecimal() and len(digits) < 9 else 0


def left_by(session: str, kept: Mapping[str, Mapping[str, Any]]) -> list[Operation]:
    """The operations in the tables of a session."""
    return [{**entry, "session": session} for entry in kept["ledger"].values()]
