"""What somebody asks for, what becomes of it, and the recorded circumstances of one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.seats import Who, digest


@dataclass(frozen=True)
class Act:
    """What somebody asks for: an id made by the client, an action, and (name, text) pairs as a form posts them.

    `do` may carry fixed arguments as a query: `place?option=a&dots=1`.
    """

    id: str
    do: str
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What became of it. `words` say why not; it may be shown once everything up to event `n` is on disk."""

    ok: bool
    words: str = ""
    n: int = 0


def mark_of(who: Who, id: str) -> str:
    """What is kept of an act that was done, so that it is not done again: nobody can tell from it what it was."""
    return digest(f"{who.role}:{who.seat}:{id}", 24)


class Marks:
    """The acts that were done, so that none is done twice. What is in it is what a file may keep of them.

    Dropped ones are still known until the program ends, and stand in no file: a phone that repeats an act after its
    links are gone hears that it counted.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._kept = set(kept)
        self._known = set(self._kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, mark: object) -> bool:
        return mark in self._known

    def add(self, mark: str) -> None:
        """Keep the mark of an act; an act without one is not repeated by anyone."""
        if mark:
            self._kept.add(mark)
            self._known.add(mark)

    def drop(self) -> None:
        """Keep nothing of what was done until now."""
        self._kept.clear()


@dataclass(frozen=True)
class Moment:
    """The circumstances of one event, recorded with it."""

    n: int
    at: float
    """Seconds since 1970; 0 where no time is recorded."""
    entropy: str

    def draw(self, label: str) -> str:
        """32 random signs, the same again when the event is replayed."""
        return digest(f"{self.entropy}:{label}", 32)

    def id(self, label: str) -> str:
        """A short random id."""
        return digest(f"{self.entropy}:{label}", 10)


class Undrawn(Exception):
    """A view failed; the message is the sentence for the person who looks at it."""
