"""Undo: takes back the latest act of the facilitator in this phase, or the latest move of what people do together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from facilitator.activity import Refused
from facilitator.i18n import Words, _
from facilitator.run.roster import CHANGE

if TYPE_CHECKING:
    from facilitator.run.run import Run

NOBODY = "slips"
"""Events that the facilitator sends for people: they are answers, and stay."""


def undo(run: Run) -> None:
    """Take it back. Raises `Refused`, and changes nothing, when somebody else's act would change."""
    why, own = why_not(run), _own(run)
    if why:
        raise Refused(why)
    if own:
        action = run.activity.actions[own]
        run.act(action, None, action.read([]), 0)
        return
    before, last = run.events, _acts(run)[_latest(run)]
    try:
        run.rebuild([event for event in before if event is not last])
    except Refused:
        run.rebuild(before)
        raise Refused(_("Something later depends on this, so it cannot be undone.")) from None


def why_not(run: Run) -> Words:
    """Why nothing can be taken back now, in a sentence; empty when something can."""
    if _own(run):
        return ""
    if _latest(run) < 0:
        return _("There is nothing to undo in this step. To go back a step, use Back.")
    return _("People have answered since, so this cannot be undone. Make a new change instead.") if _stuck(run) else ""


def _acts(run: Run) -> list[dict[str, Any]]:
    """What was done in this phase, without who came and went."""
    return [event for event in run.events if event["do"] != CHANGE]


def _own(run: Run) -> str:
    """The action with which the activity takes back the latest move, where that is what comes next."""
    own = run.activity.own_undo(run.course.state, run.ctx)
    return own if own and (_latest_move(run, own) > _latest(run) or _stuck(run)) else ""


def _latest_move(run: Run, own: str) -> int:
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


def _latest(run: Run) -> int:
    """The place of the latest act of the facilitator that is taken back as a whole; -1 without one."""
    acts = _acts(run)
    found = (at for at in reversed(range(len(acts))) if _engine(run, acts[at]) and _theirs(acts[at]))
    return next(found, -1)


def _stuck(run: Run) -> bool:
    """Whether somebody else has done something since."""
    return any(_engine(run, event) and not _theirs(event) for event in _acts(run)[_latest(run) + 1 :])


def _engine(run: Run, event: Mapping[str, Any]) -> bool:
    action = run.activity.actions.get(event["do"])
    return action is None or action.undo


def _theirs(event: Mapping[str, Any]) -> bool:
    return bool(event["by"] == "facilitator" and event["do"] != NOBODY)
