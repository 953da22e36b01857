"""Whose view may have changed: one number a viewer, cheap to compare."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Changes:
    """Counts every change, for everyone or for one seat; board and stage (the seat "") see each of them."""

    count: int = 0
    everyone: int = 0
    seats: dict[str, int] = field(default_factory=dict)

    def touch(self, seat: str | None) -> None:
        """Something changed for `seat`, the board and the stage; for everyone with None."""
        self.count += 1
        if seat is None:
            self.everyone = self.count
        else:
            self.seats[seat] = self.seats[""] = self.count

    def of(self, seat: str) -> int:
        """The number of the latest change that this viewer can see."""
        return max(self.everyone, self.seats.get(seat, 0))
