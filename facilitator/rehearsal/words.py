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
)  # fmt: skip
_WHEN = (
    "on Thursdays", "before the summer", "after five o'clock", "in the old library", "near the bus stop",
    "with tea", "at no cost", "in their own language", "every other week", "for the first year", "with an interpreter",
    "close to home",
)  # fmt: skip


@dataclass
class Writing:
    """Makes up texts; `write` has the shape that the parser of pages asks for."""

    used: set[str] = field(default_factory=set)

    def write(self, random: Random, limit: int) -> str:
        """A sentence that nobody wrote before, of at most `limit` characters."""
        text = self._sentence(random, limit)
        for number in range(2, 1000):
            if text not in self.used:
                break
            text = f"{self._sentence(random, limit - 5)} {number}"[:limit]
        self.used.add(text)
        return text

    def _sentence(self, random: Random, limit: int) -> str:
        whole = f"{random.choice(_WHO)} {random.choice(_NEED)} {random.choice(_WHEN)}"
        return whole if len(whole) <= limit else " ".join(whole.split()[:3])[: max(limit, 1)]


def name(place: int) -> str:
    """What person number `place` (from 0) is called."""
    again, number = divmod(place, len(NAMES))
    return f"{NAMES[number]} {again + 1}" if again else NAMES[number]
