"""A programme that is rehearsed: what one meeting leaves to the next, and whether that was found there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.i18n import Words, _, ngettext
from facilitator.rehearsal import carried
from facilitator.rehearsal.books import Books
from facilitator.rehearsal.carried import Line
from facilitator.rehearsal.group import Group
from facilitator.rehearsal.verdict import Played
from facilitator.rehearsal.words import Writing
from facilitator.rehearsal.workshop import Workshop
from facilitator.report.model import Record

APART = 1_000
"""Steps by which those of earlier meetings are numbered before those of today."""


class Programme:
    """The meetings so far. A rehearsal of one plan is a programme with one meeting, which finds nothing."""

    def __init__(self, seed: int) -> None:
        self.seed, self.number = seed, 0
        self.writing = Writing()
        """Nobody writes what was written at an earlier meeting."""
        self.lines: dict[str, Line] = {}
        self.found = self.looked = 0
        self._before = Books("")

    @property
    def drawn(self) -> int | str:
        """What chance begins with at this meeting."""
        return f"{self.seed}.{self.number}" if self.number else self.seed

    def begin(self, books: Books) -> None:
        """Give the books of a meeting what was written down at earlier ones."""
        books.carried, books.meeting = self.lines, self.number
        books.remembered |= {step - APART: each for step, each in self._before.remembered.items()}
        books.settings |= {step - APART: each for step, each in self._before.settings.items()}

    async def look(self, workshop: Workshop, tables: Mapping[str, Any]) -> list[Words]:
        """Whether a meeting finds what earlier ones left, in its file and on a phone."""
        if not self.lines:
            return []
        faults = [*carried.kept(self.lines, tables)]
        phone = next((person for person in workshop.people if person.here), None)
        if phone is not None:
            _status, page = await phone.own.fetch(f"/j/{workshop.code}/agreed")
            faults += carried.told(self.lines, page.decode("utf-8", "replace"))
        self.found += len(self.lines)
        return faults

    def faults(self, played: Played, record: Record, day: str) -> Iterator[Words]:
        """What did not hold of the decisions that came up for review on this day."""
        workshop = played.workshop
        yield from carried.reviewed(self.lines, day, workshop.offered, workshop.looked, record)
        self.looked += len(workshop.looked)

    def end(self, played: Played, record: Record) -> None:
        """A meeting is over."""
        self.lines, self._before = carried.fold(self.lines, record), played.books
        self.number += 1

    def summary(self, group: Group) -> str:
        """What was looked at between the meetings."""
        sentences = [
            _("{n} meetings of one programme. Joined later: {joined}. Did not come back: {left}.",
              n=self.number, joined=group.joined, left=group.left),
            _("Entries that were looked for at the next meeting, and were there: {n}.", n=self.found),
            ngettext("{n} decision came up for review on its day.", "{n} decisions came up for review on their day.",
                     self.looked),
        ]  # fmt: skip
        return "\n".join(map(str, sentences))
