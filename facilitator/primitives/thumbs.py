"""Thumbs: when the time for a topic is over, does the group go on with it, or take the next one? It only informs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from facilitator.activity import Key, action

Thumb = Literal["on", "next"]


@dataclass
class Thumbs:
    """What each person would like, until the facilitator has decided with the room."""

    given: dict[Key, Thumb] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)

    def give(self, me: Key, thumb: Thumb) -> None:
        """Say it, in place of what one said before."""
        self.passes.pop(me, None)
        self.given[me] = thumb

    def pass_(self, me: Key) -> None:
        """Either is fine."""
        self.given.pop(me, None)
        self.passes[me] = True

    def done(self) -> set[Key]:
        """Everyone who answered or passed."""
        return {*self.given, *self.passes}

    def count(self, thumb: Thumb) -> int:
        """How many people would like this."""
        return sum(given == thumb for given in self.given.values())

    def clear(self) -> None:
        """Begin anew, for another topic or another few minutes."""
        self.given, self.passes = {}, {}


class ShowsThumbs:
    """The action of the phase "thumbs" for an activity whose state has `thumbs: Thumbs`."""

    @action("thumbs")
    def thumb(self, s: Any, me: Key, thumb: Thumb) -> None:
        """Go on with this, or take the next."""
        s.thumbs.give(me, thumb)
