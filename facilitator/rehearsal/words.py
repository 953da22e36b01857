"""What simulated people are called and what they write: plain sentences, no two of them alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

NAMES = (
    "Amina", "Benedikt", "Chiara", "Dwayne", "Elspeth", "Farouk", "Gwendolyn", "Hiroshi", "Ifeoma", "Jolanta",
    "Kwabena", "Leontyne", "Mehmet", "Niamh", "Oluwaseun", "Parveen", "Quentin", "Rosalind", "Siobhan", "Tomasz",
    "Ursula", "Vikram", "Winifred", "Xiomara", "Yevgenia", "Zbigniew",
)  # fmt: skip
_WHO = (
    "Carers", "Older people", "Young people", "New neighbours", "Shift workers", "People who live alone",
    "Parents with small children", "The reception team", "People who are new here", "Volunteers",
    "People who cannot come", "The people on our street", "Those who use the service", "The night team",
)  # fmt: skip
_NEED = (
    "need a quiet place", "could meet once a month", "want to be asked first", "should get the dates early",
    "need a lift home", "would like a phone number to ring", "can share what they know", "need plain letters",
    "want shorter forms", "could use the garden", "need someone to ask", "would come in the evening",
    "want to see the plan first", "need a ramp at the door", "can lend tools", "would cook for everyone",
    "want fewer meetings", "need the bus fare back", "could teach a class", "would rather write than speak",
)  # fmt: skip
_WHEN = (
    "on Thursdays", "before the summer", "after five o'clock", "in the old library", "near the bus stop",
    "with tea", "at no cost", "in their own language", "every other week", "for the first year", "with an interpreter",
    "close to home", "in the school hall", "after the holidays", "on the first Monday", "without a screen",
    "with a friend beside them", "before it gets dark", "in large print", "as long as it is quiet",
)  # fmt: skip
_HOW = (
    "warm", "slow", "bright", "curious", "open", "quiet", "early", "honest", "patient", "steady", "gentle", "brave",
    "rested", "hopeful", "ready", "playful", "calm", "busy", "sunny", "fresh",
)  # fmt: skip
_WHAT = (
    "bread", "river", "window", "garden", "bridge", "kettle", "morning", "meadow", "harbour", "lantern", "path",
    "market", "stairs", "orchard", "compass", "blanket", "song", "ferry", "pencil", "evening",
)  # fmt: skip
LONG = 60
"""Characters that a sentence needs; below it two words have to do."""


@dataclass
class Writing:
    """Makes up texts; `write` has the shape that the parser of pages asks for."""

    used: list[str] = field(default_factory=list)

    def write(self, random: Random, limit: int) -> str:
        """A text that nobody wrote before, nor a part of one, of at most `limit` characters."""
        text = self._text(random, limit)
        for number in range(1, 1000):
            if not any(text in other or other in text for other in self.used):
                break
            text = f"{number:03} {self._text(random, limit)}" if number > 30 else self._text(random, limit)
        self.used.append(text[:limit])
        return text[:limit]

    def _text(self, random: Random, limit: int) -> str:
        if limit < LONG:
            return f"{random.choice(_HOW)} {random.choice(_WHAT)}"[:limit]
        return f"{random.choice(_WHO)} {random.choice(_NEED)} {random.choice(_WHEN)}"[:limit]


def name(place: int) -> str:
    """What person number `place` (from 0) is called."""
    again, number = divmod(place, len(NAMES))
    return f"{NAMES[number]} {again + 1}" if again else NAMES[number]
