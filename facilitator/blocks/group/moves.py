"""Moves: what changed where cards were grouped; each can be taken back as long as nothing later builds on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ALONE = "alone"
"""Where a card is that is in no group."""


@dataclass
class Group:
    """Its name, or the card (id) whose words are its name."""

    name: str = ""
    words_of: str = ""

    @property
    def named(self) -> bool:
        """Whether people can vote on it."""
        return bool(self.name or self.words_of)


@dataclass
class Move:
    """One step of grouping: the cards that went somewhere, and the groups that it made or named."""

    cards: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Where each card was, and where it went."""
    groups: dict[str, Group | None] = field(default_factory=dict)
    """Each group as it was before; None for one that was not there."""
    stays: bool = False
    """It took a card out for its writer, or for good: that is never taken back."""

    @property
    def filled(self) -> set[str]:
        """The groups that it put cards in."""
        return {after for _before, after in self.cards.values() if after != ALONE}

    @property
    def made(self) -> set[str]:
        """The groups that it made."""
        return {id for id, group in self.groups.items() if group is None}

    def without(self, card: str) -> None:
        """Forget a card that its writer took out: it stays where it is, and its words name nothing any more.

        A move of nothing else stays.
        """
        if self.cards.pop(card, None) and not self.cards:
            self.stays = True
        for id, group in self.groups.items():
            if group is not None and group.words_of == card:
                self.groups[id] = Group()


def latest(moves: Sequence[Move], groups: Mapping[str, Group]) -> int:
    """The place of the latest move that can be taken back while the groups are these, or -1.

    No later one builds on it, and something changes by it.
    A later move builds on it where it moved one of its cards, named a group that this one made or named, or put a card
    into a group that this one made.
    """
    cards: set[str] = set()
    changed: set[str] = set()
    filled: set[str] = set()
    for place in reversed(range(len(moves))):
        move = moves[place]
        free = cards.isdisjoint(move.cards) and changed.isdisjoint(move.groups) and filled.isdisjoint(move.made)
        changes = move.cards or any(id in groups and groups[id] != was for id, was in move.groups.items())
        if free and changes and not move.stays:
            return place
        cards.update(move.cards)
        changed.update(move.groups)
        filled |= move.filled
    return -1
