"""How much the contract suite plays: enough to bite by default, and more where somebody asks for it."""

from __future__ import annotations

thorough = False
"""Set by `pytest --thorough`, once, before anything is played."""


def times(usual: int, thoroughly: int) -> int:
    """How often something is tried: `usual`, or so often where the suite is to be thorough."""
    return thoroughly if thorough else usual
