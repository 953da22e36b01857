"""Turns: who speaks next. A random start, then in seat order; speak or pass; who passed is asked once more at the end.

There is no list of who has not spoken. A person's turn shows by the name they chose, or on their own phone only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from random import Random

from facilitator.activity import Key, Refused
from facilitator.i18n import _


@dataclass
class Order:
    """Who is still asked, in order, and how many rounds were begun."""

    rounds: int = 0
    waiting: list[Key] = field(default_factory=list)
    passed: list[Key] = field(default_factory=list)
    """Who is asked once more at the end."""
    seen: list[Key] = field(default_factory=list)
    """Everyone who was ever in this round: others are late, and come last."""
    again: bool = False
    """Whether those who passed are being asked once more."""

    def begin(self, seats: Sequence[Key], random: Random) -> None:
        """Start a round, in place of one that is over or under way."""
        if not seats:
            raise Refused(_("Nobody is here yet."))
        start = random.randrange(len(seats))
        self.rounds, self.again, self.passed = self.rounds + 1, False, []
        self.waiting = [*seats[start:], *seats[:start]]
        self.seen = list(self.waiting)

    def now(self, seats: Collection[Key]) -> Key | None:
        """Whose turn it is among those who are here; None before the round, and when it is over."""
        here = set(seats)
        late = [key for key in seats if key not in self.seen] if self.rounds else []
        once_more = [] if self.again else self.passed
        return next((key for key in (*self.waiting, *late, *once_more) if key in here), None)

    def go_on(self, seats: Sequence[Key], passes: bool) -> None:
        """The one whose turn it is has spoken, or passes. Refused when it is nobody's."""
        turn = self.now(seats)
        if turn is None:
            raise Refused(_("The round is over. Start another one if you like."))
        late = [key for key in seats if key not in self.seen]
        self.waiting += late
        self.seen += late
        if turn in self.waiting:
            self.waiting.remove(turn)
        else:
            self.waiting += [key for key in self.passed if key != turn]
            self.again, self.passed = True, []
        if passes and not self.again:
            self.passed.append(turn)

    def mine(self, me: Key, seats: Sequence[Key], passes: bool) -> None:
        """I have spoken, or pass. Refused when it is somebody else's turn."""
        if self.now(seats) != me:
            raise Refused(_("It is somebody else’s turn now."))
        self.go_on(seats, passes)
