"""How simulated people answer where one may say yes or no: in some activities the room is willing, in others not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from facilitator.testing.taps import Field, Pairs

WILLING = 0.6
"""How likely a room is willing in an activity: most say yes then, or something near it."""
YES = frozenset({"finger", "point", "points", "stance", "option", "say", "agree", "mine"})
"""Fields where the highest point, or the first answer, is a yes."""
NOW = "now"
"""How something is today, beside what is wanted: nothing that one says yes to."""
LIKING = (6, 4, 2)
"""How much the first answers are liked by who is willing; the others are hardly chosen."""
HARDLY = 0.02


@dataclass
class Mood:
    """How the room answers in the activity that is open."""

    willing: bool = False

    def begin(self, taste: str) -> None:
        """Another activity begins; `taste` is what is liked in it."""
        self.willing = Random(f"{taste}:mood").random() < WILLING

    def pick(self, random: Random, fields: Sequence[Field]) -> Field:
        """One of several answers."""
        named = fields[0].name.split(".")
        if not self.willing or not {*named} & YES or named[-1] == NOW:
            return random.choice(fields)
        points = sorted((each for each in fields if _is_point(each)), key=lambda each: -int(each.value))
        best = [*points, *(each for each in fields if each not in points)]
        return random.choices(best, [*LIKING, *(HARDLY for _each in best)][: len(best)])[0]

    def said(self, pairs: Pairs) -> Pairs:
        """What is on a slip: where the room is willing, nobody passes on paper."""
        return [(name, value) for name, value in pairs if not (self.willing and name.split(".")[-1] == "passed")]


def _is_point(field: Field) -> bool:
    return field.value.isascii() and field.value.isdigit()
