"""Which activity and which round a form belongs to, as its page says."""

from __future__ import annotations

from collections.abc import Mapping

Place = tuple[int, int]
"""The number of an activity in the session, from 1, and the number of a round in it, 0 before the first."""


def place_of(given: Mapping[str, str]) -> Place:
    """Which activity and which round a form belongs to: "r2.1" is round 1 of the second; (0, 0) for none."""
    step, _dot, number = given.get("run", "").partition(".")
    return (int(step[1:]), int(number)) if step[1:].isdigit() and number.isdigit() else (0, 0)
