"""What helps when the room cannot go on: found by the sentence on the stage that says what is missing.

A tool is tried, and the sentence read again. What made its number smaller, or led on to a sentence that was not there
before, is used again as long as it helps; what led back is left alone, and then comes what was not tried yet. No name
of an activity stands here: any of them says what it lacks in this way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from random import Random

from facilitator.testing.taps import Control

TRUST = 3
"""How often what has helped may fail before something else is tried."""
ASIDE = -1
"""What a tool is worth before it was tried, if it lies behind a press: it is seldom what is wanted."""


class Sense:
    """What the facilitator found out in one phase: what each action is worth while a sentence stands there."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._worth: dict[str, Counter[str]] = {}
        """By the sentence without its numbers, those that were there first standing first."""

    def choose(self, there: Sequence[Control], aside: Collection[str], why: str) -> Control:
        """What to try next, while `why` is missing; `aside` is what the tools do that lie behind a press."""
        known = self._worth.setdefault(_kind(why), Counter())
        worth = [known[each.action] if each.action in known else ASIDE * (each.do in aside) for each in there]
        return self.random.choice([each for each, n in zip(there, worth, strict=True) if n == max(worth)])

    def learn(self, control: Control, before: str, after: str) -> None:
        """What the sentence said `before` and `after` a tool was used."""
        here, there, seen = _kind(before), _kind(after), [*self._worth]
        known, fewer = self._worth.setdefault(here, Counter()), _sum(before) - _sum(after)
        back = there in seen and here in seen and seen.index(there) < seen.index(here)
        if there not in seen or (here == there and fewer > 0):
            known[control.action] = TRUST
        else:
            known[control.action] -= TRUST if back or (here == there and fewer < 0) else 1


def _kind(words: str) -> str:
    """The sentence without its numbers."""
    return re.sub(r"\d+", "", words)


def _sum(words: str) -> int:
    return sum(map(int, re.findall(r"\d+", words)))
