"""Runs of earlier versions: what stood side by side in their state stands in the parts of today's blocks."""

from __future__ import annotations

from typing import Any


def state(data: dict[str, Any]) -> dict[str, Any]:
    """A state of version 1."""
    draft = {
        "texts": data["draft"]["rules"],
        "made": data["draft"]["made"],
        "suggested": _cards(data, "suggestions"),
    }
    return {
        "cards": data["cards"],
        "groups": data["groups"],
        "draft": draft,
        "agreed": {"keys": data["known"]},
        "ratings": data["ratings"],
        "changes": _cards(data, "changes"),
        "reminders": _cards(data, "reminders"),
        "reminder": {"words": data["reminder"]},
        "care": data.get("mended", {}),
    }


def _cards(data: dict[str, Any], pile: str) -> dict[str, Any]:
    """Cards that are told apart from others of the run; once they were not."""
    return {**data[pile], "pile": pile}
