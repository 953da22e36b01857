"""Safety check: how openly people can talk today, as one of three states. No number of it is ever shown or kept.

Low is 1 or 2. At least two low answers that are a fifth or more of all mean a pause; without any answer below 4 the
room can go; otherwise it goes gently. So a single 3 is enough for that, and a low answer is not given away by it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _

State = Literal["go", "gently", "pause", "few"]
"""How the room goes on; "few" when fewer than five people answered, where nothing is said about them."""

Point = Annotated[int, Field(ge=1, le=5)]
LOW, OPEN = 2, 4
FIFTH = Fraction(1, 5)

OPENLY: Mapping[int, Words] = {
    5: _("I can talk about anything"),
    4: _("I can talk about most things"),
    3: _("Some things I keep to myself"),
    2: _("I keep most things to myself"),
    1: _("I would rather say nothing"),
}
STATES: Mapping[State, tuple[str, Words, Words]] = {
    "go": ("agreed", _("Go"), _("We can talk openly today.")),
    "gently": ("not-yet", _("Go gently"), _("We work with cards. Nobody is asked to speak about a card.")),
    "pause": ("stopped", _("Pause"), _("Talk about how you want to go on.")),
    "few": ("too-few", _("Too few answered to say"), _("Ask each other in person how you want to go on.")),
}
"""Of each state the sign, its name, and what the facilitator can do."""
WAYS: Sequence[Words] = (
    _("Talk in pairs only"),
    _("Show no names at all"),
    _("Ask somebody from outside to lead"),
    _("Choose another day"),
)
"""What the room can do instead of going on."""
NOT_HERE = _("If someone may get hurt, do not write it here. Tell a person now.")


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


class SafetyCheck(Block[Safety, None]):
    """How openly people can talk. `ask` takes the answers, `pace` tells the facilitator how the room goes on."""

    def __init__(self) -> None:
        self.ask, self.pace = AskOpenly(self), Pace(self)


class AskOpenly(Input[SafetyCheck]):
    """A point from 1 to 5 from everyone, in words; when the phase is left, all of them go."""

    privacy, do = "sensitive", "openly"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        given = self.block.of(s).points.get(me) if me else None
        rows = [kit.Choice(str(point), words, str(point)) for point, words in OPENLY.items()]
        return kit.choices("openly", rows, str(given) if given else None, _("How openly can you talk today?"))

    def whole(self, s: Any, me: Key, ctx: Ctx, openly: Point) -> Callable[[], None]:
        """Say how openly one can talk today."""
        return lambda: self.block.of(s).answer(me, openly)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(super().phone(s, me, ctx), kit.hint(NOT_HERE))

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).points

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def sealing(self, s: Any, ctx: Ctx) -> None:
        self.block.of(s).lock()


class Pace(Panel[SafetyCheck]):
    """For the stage alone: how the room can go on; for a pause, what it can do instead. No number stands in it."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        state = self.block.of(s).state or state_of(())
        sign, words, told = STATES[state]
        ways = kit.options(WAYS) if state == "pause" else ""
        return kit.join(kit.outcome(sign, words), kit.lead(told), ways)
