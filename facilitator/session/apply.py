"""Does what an event says, by the rules: with the session, or in the activity that runs in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.i18n import speaking
from facilitator.session import removed
from facilitator.session.actions import ACTIONS
from facilitator.session.command import Moment
from facilitator.session.session import Session


def apply(session: Session, event: Mapping[str, Any]) -> str | None:
    """Do it in place; raises `Refused` before any change. Returns the seat whose view alone changed, None for all."""
    session.keeps = "no"
    touched = _in_run(session, event) if "run" in event else _in_session(session, event)
    session.n = event["n"]
    session.marks.add(event.get("mark", ""))
    return touched


def replay(session: Session, event: Mapping[str, Any]) -> None:
    """Do an event that was accepted before, by whatever rules then held; it is on disk already."""
    session.replaying = True
    with speaking(session.language):
        apply(session, event)
    session.replaying = False


def _in_session(session: Session, event: Mapping[str, Any]) -> str | None:
    action = ACTIONS[event["do"]]
    moment = Moment(event["n"], event.get("at", 0.0), event.get("entropy", ""))
    action.call(session, event["by"], moment, action.model.model_validate(event["args"]))
    session.moved = event["n"] if action.moves else session.moved
    if action.reseats:
        session.seat_people()
    return event["by"] if action.touches == "me" else None


def _in_run(session: Session, event: Mapping[str, Any]) -> str | None:
    run = session.running()
    event = run.in_todays_shape(event)
    if event["do"] == "slips":
        run.replay(event)
        return None
    action = run.activity.actions[event["do"]]
    run.act(action, event["key"], action.model.model_validate(event["args"]), event["n"], event.get("at"))
    session.moved = event["n"] if action.moves or action.voids else session.moved
    if event["do"] == "take_back" and "card" in event["args"]:
        removed.count(session, removed.WRITERS)
    seat = session.seat_of(event["key"])
    if seat is None:
        return None
    seat.acts += 1
    openly = event["do"] == "pass" and run.activity.privacy(run.phase) == "open"  # all pages show it
    return seat.id if action.touches == "me" and not openly else None
