"""What a programme holds that nobody may read yet: too few people's words, and the hashes of codes that pair answers.

Each session keeps what was sealed in it, in its own file; a later session of the programme finds it, and says which of
it was opened or deleted unread. From then on it counts no more, and it is taken out of every file that holds it. It
stands in no record and on no page, says nothing of who gave it, and goes with the session that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Kept = Mapping[str, Any]
"""`{key, topic, at, data}` as a session file holds it; `at` is the close of the step, the same for all of it."""


@dataclass(frozen=True)
class SealedEntry:
    """One thing that is sealed, without anything that says who gave it, or what else they gave."""

    topic: str
    """What it is for; an activity asks for its own."""
    data: Mapping[str, str]
    key: str = ""
    """Unique in the programme; empty until it is kept."""
    at: float = 0.0
    """When its step was closed, seconds since 1970."""


@dataclass(frozen=True)
class SealedStore:
    """What is sealed in a programme, oldest first; within a step in an order that says nothing."""

    entries: tuple[SealedEntry, ...] = ()
    lasts: bool = False
    """Whether a later session can find what is sealed in this one: it belongs to a programme."""

    def of(self, topic: str) -> tuple[SealedEntry, ...]:
        """What is sealed for one purpose."""
        return tuple(entry for entry in self.entries if entry.topic == topic)


@dataclass(frozen=True)
class Seals:
    """What an activity changes when it is closed."""

    keep: tuple[SealedEntry, ...] = ()
    opened: tuple[str, ...] = ()
    """Keys of what was read together, or deleted unread."""


def fold(kept: Iterable[Kept], opened: Iterable[str], lasts: bool) -> SealedStore:
    """What is still sealed."""
    gone = set(opened)
    found = {each["key"]: SealedEntry(each["topic"], each["data"], each["key"], each["at"]) for each in kept}
    left = sorted((entry for key, entry in found.items() if key not in gone), key=lambda each: (each.at, each.key))
    return SealedStore(tuple(left), lasts)
