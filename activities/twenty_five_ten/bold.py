"""What stands on a card: an idea, which is its first line, and a first step, which is the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bold:
    """What stands on a card."""

    idea: str
    first: str = ""

    @classmethod
    def of(cls, text: str) -> Bold:
        """Read a card. One that its writer put in other words may have no first step."""
        idea, _line, first = text.strip().partition("\n")
        return cls(" ".join(idea.split()), " ".join(first.split()))

    @property
    def text(self) -> str:
        """The same as one text."""
        return f"{self.idea}\n{self.first}" if self.first else self.idea
