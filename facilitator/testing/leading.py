"""Checks of what the facilitator decides: the big button comes to an end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.stage import next_phase
from facilitator.testing.crowd import Crowd, Kind

Settings = Mapping[str, Any]


def check_the_way_ends(kind: Kind, settings: Settings) -> None:
    """Whoever presses only the big button comes to the end, and never where they were before."""
    for answers in (0, 2):
        crowd = Crowd(kind, settings, seed="way", people=3)
        been: list[str] = []
        while (target := next_phase(crowd.table.run)) is not None:
            here = crowd.table.run.phase.name
            been.append(here)
            crowd.answer(answers)
            if crowd.table.run.why_not(target.name):
                crowd.reach(target.name)
                been = [here]
            else:
                crowd.table.go(target.name)
            assert target.name not in been, f"with nothing changed the big button leads from {here} to {target.name}"
