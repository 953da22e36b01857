"""A line of the agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

BREAK = "break"
"""What stands in place of an activity while people rest."""


@dataclass
class Step:
    """One line of the agenda: an activity with its settings, or a break."""

    id: str
    activity: str
    title: str = ""
    minutes: int = 10
    settings: dict[str, Any] = field(default_factory=dict)
    state: Literal["planned", "now", "done", "skipped"] = "planned"
    started: float | None = None
    """Seconds since 1970."""
    ended: float | None = None
    take: str = ""
    """Step whose items are handed on to this one; empty for the latest that left any."""
    note: str = ""
    """What the plan says to the facilitator about it."""
