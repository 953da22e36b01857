"""The stage in its frame: the facilitator's controls are a light page of their own, which works without the console."""

from __future__ import annotations

from facilitator.console import parts
from facilitator.i18n import _


def frame(code: str) -> None:
    """The stage of a room. Space on the console presses its primary button."""
    made = parts.box("stage", "iframe", src=f"/stage/{code}?in=console", data_stage=code)
    made.props["title"] = str(_("Stage: what is open now, and the next step"))
