"""What people ask of a session: what would make today easier, and to talk about an agreement again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Access:
    """What was asked for in one session."""

    wanted: bool = False
    """Whether the plan asks, whatever its steps say."""
    notes: dict[str, str] = field(default_factory=dict)
    """By random ids, in the order of these."""
    made: int = 0
    met: int | None = None
    """How many were met; None while nobody has said."""

    def add(self, id: str, note: str) -> None:
        """Keep a note under a random id."""
        self.notes = dict(sorted({**self.notes, id: note}.items()))
        self.made += 1

    def forget(self) -> None:
        """Delete all notes; the counts stay."""
        self.notes = {}


@dataclass
class Talks:
    """Who asks for a talk about which agreement, until the session closes; only the count is ever shown."""

    asked: dict[str, list[str]] = field(default_factory=dict)
    """Seats (ids), sorted, by the key of the agreement."""

    def ask(self, entry: str, seat: str, on: bool) -> None:
        """A seat asks for a talk, or takes that back."""
        others = [each for each in self.asked.get(entry, ()) if each != seat]
        changed = {**self.asked, entry: sorted([*others, seat] if on else others)}
        self.asked = {each: seats for each, seats in changed.items() if seats}

    def asks(self, entry: str, seat: str) -> bool:
        """Whether this seat asks for it."""
        return seat in self.asked.get(entry, ())

    def merged(self, seat: str, into: str) -> None:
        """Two seats are one person, who counts once."""
        for entry in [entry for entry in self.asked if self.asks(entry, seat)]:
            self.ask(entry, seat, False)
            self.ask(entry, into, True)

    def settle(self, entries: list[str]) -> None:
        """These were talked about."""
        self.asked = {entry: seats for entry, seats in self.asked.items() if entry not in entries}
