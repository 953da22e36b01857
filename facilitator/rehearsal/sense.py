"""What helps when the room cannot go on: found by the sentence on the stage that says what is missing.

A control is tried, and the sentence read again. What made it say less is used again until it does not help any more,
and what leads in a circle less and less; then comes what was not tried yet. No name of an activity stands here: any of
them says what it lacks in this way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from random import Random

from facilitator.testing.taps import Control

TRUST = 3
"""How often what has helped may fail before something else is tried."""
ASIDE = -1
"""What a control is worth before it was tried, if it lies behind a press: it is seldom what is wanted."""


class Sense:
    """What the facilitator found out in one phase, by the action of each control."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._worth: dict[str, int] = {}
        self._left: dict[str, str] = {}
        """By what each sentence was left behind."""

    def choose(self, there: Sequence[Control], aside: Collection[str]) -> Control:
        """What to try next; `aside` is what the controls do that lie behind a press."""
        worth = [self._worth.get(each.action, ASIDE if each.do in aside else 0) for each in there]
        return self.random.choice([each for each, n in zip(there, worth, strict=True) if n == max(worth)])

    def learn(self, control: Control, before: str, after: str) -> None:
        """What the sentence said `before` and `after` a control was used."""
        if after in self._left:  # it went in a circle: one of the two is to blame
            self._doubt(self._left.pop(after))
            self._doubt(control.action)
        elif after == before or _grew(before, after):
            self._doubt(control.action)
        else:
            self._worth[control.action] = TRUST
        if after != before:
            self._left[before] = control.action

    def _doubt(self, action: str) -> None:
        self._worth[action] = min(self._worth.get(action, 0) - 1, TRUST - 1)


def _grew(before: str, after: str) -> bool:
    """Whether the same sentence tells larger numbers."""
    same = re.sub(r"\d+", "", before) == re.sub(r"\d+", "", after)
    return same and _sum(after) > _sum(before)


def _sum(words: str) -> int:
    return sum(map(int, re.findall(r"\d+", words)))
