"""Token buckets: how much one seat may send in how short a time."""

from __future__ import annotations

from dataclasses import dataclass

ACTS_A_SECOND = 5.0
ACTS_AT_ONCE = 15.0
SEATS_A_SECOND = 20.0
SEATS_AT_ONCE = 200.0


@dataclass(slots=True)
class Bucket:
    """Holds up to `size` tokens and gains `rate` of them a second. Times are seconds of any steady clock."""

    filled: float
    """When `tokens` was true."""
    rate: float = ACTS_A_SECOND
    size: float = ACTS_AT_ONCE
    tokens: float = ACTS_AT_ONCE
    refused: int = 0
    """How often in a row nothing was left."""

    @classmethod
    def of_seats(cls, now: float) -> Bucket:
        """For the door of a whole room."""
        return cls(now, SEATS_A_SECOND, SEATS_AT_ONCE, SEATS_AT_ONCE)

    def spend(self, now: float) -> int:
        """Take one token. Returns 0, or the milliseconds after which one will be there."""
        self.tokens = min(self.size, self.tokens + (now - self.filled) * self.rate)
        self.filled = now
        if self.tokens < 1:
            self.refused += 1
            return max(1, round((1 - self.tokens) / self.rate * 1000))
        self.tokens -= 1
        self.refused = 0
        return 0
