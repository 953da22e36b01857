"""Safety check: how openly people can talk today, as one of three states. No number of it is ever shown or kept.

Low is 1 or 2. At least two low answers that are a fifth or more of all mean a pause; without any answer below 4 the
room can go; otherwise it goes gently. So a single 3 is enough for that, and a low answer is not given away by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import counting
from facilitator.activity import Ctx, Key, action

State = Literal["go", "gently", "pause", "few"]
"""How the room goes on; "few" when fewer than five people answered, where nothing is said about them."""

Point = Annotated[int, Field(ge=1, le=5)]
LOW, OPEN = 2, 4
FIFTH = Fraction(1, 5)


def state_of(points: Iterable[int]) -> State:
    """How a room with these answers, from 1 to 5, goes on."""
    given = list(points)
    low = sum(point <= LOW for point in given)
    if not counting.enough(len(given)):
        return "few"
    if low >= 2 and counting.reaches(low, len(given), FIFTH):
        return "pause"
    return "go" if min(given) >= OPEN else "gently"


@dataclass
class Safety:
    """The answers while the check is open; afterwards nothing but the state."""

    points: dict[Key, int] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    state: State | None = None
    """None before the check was locked."""

    def answer(self, me: Key, point: int) -> None:
        """How openly I can talk today, in place of an earlier answer."""
        self.passes.pop(me, None)
        self.points[me] = point

    def pass_(self, me: Key) -> None:
        """No answer."""
        self.points.pop(me, None)
        self.passes[me] = True

    def done(self) -> set[Key]:
        """Everyone who answered or passed."""
        return {*self.points, *self.passes}

    def lock(self) -> None:
        """Keep the state and drop every answer."""
        self.state = state_of(self.points.values())
        self.points, self.passes = {}, {}


class ChecksSafety:
    """The action of the phase "safety", of class "sensitive", for an activity whose state has `safety: Safety`."""

    @action("safety")
    def openly(self, s: Any, me: Key, openly: Point) -> None:
        """Say how openly one can talk today."""
        s.safety.answer(me, openly)

    def sealing(self, s: Any, ctx: Ctx) -> None:
        """When the check is left, its numbers go with the links."""
        s.safety.lock()
