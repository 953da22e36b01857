"""Undo: takes back the latest act of the facilitator in this phase, or the latest move of what people do together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.i18n import Words, _
from facilitator.run.roster import CHANGE
from facilitator.run.state import RunState

NOBODY = "slips"
"""Events that the facilitator sends for people: they are answers, and stay."""


def why_not(run: RunState) -> Words:
    """Why nothing can be taken back now, in a sentence; empty when something can."""
    if own(run):
        return ""
    if _latest(run) < 0:
        return _("There is nothing to undo in this step. To go back a step, use Back.")
    return _("People have answered since, so this cannot be undone. Make a new change instead.") if _stuck(run) else ""


def kept(run: RunState) -> list[dict[str, Any]]:
    """The events of this phase without the latest act of the facilitator."""
    last = _acts(run)[_latest(run)]
    return [event for event in run.events if event is not last]


def _acts(run: RunState) -> list[dict[str, Any]]:
    """What was done in this phase, without who came and went."""
    return [event for event in run.events if event["do"] != CHANGE]


def own(run: RunState) -> str:
    """The action with which the activity takes back the latest move, where that is what comes next."""
    back = run.activity.own_undo(run.course.state, run.ctx)
    return back if back and (_latest_move(run, back) > _latest(run) or _stuck(run)) else ""


def _latest_move(run: RunState, own: str) -> int:
    """The place of the latest move that was not taken back yet; -1 without one."""
    back, acts = 0, _acts(run)
    for at in reversed(range(len(acts))):
        if acts[at]["do"] == own:
            back += 1
        elif not _engine(run, acts[at]):
            if not back:
                return at
            back -= 1
    return -1


def _latest(run: RunState) -> int:
    """The place of the latest act of the facilitator that is taken back as a whole; -1 without one."""
    acts = _acts(run)
    found = (at for at in reversed(range(len(acts))) if _engine(run, acts[at]) and _theirs(acts[at]))
    return next(found, -1)


def _stuck(run: RunState) -> bool:
    """Whether somebody else has done something since."""
    return any(_engine(run, event) and not _theirs(event) for event in _acts(run)[_latest(run) + 1 :])


def _engine(run: RunState, event: Mapping[str, Any]) -> bool:
    action = run.activity.actions.get(event["do"])
    return action is None or action.undo


def _theirs(event: Mapping[str, Any]) -> bool:
    return bool(event["by"] == "facilitator" and event["do"] != NOBODY)
