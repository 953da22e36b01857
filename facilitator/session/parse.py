"""Turns what somebody asks for into the event that would do it, or refuses it with a sentence."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from pydantic import BaseModel

from facilitator.action import plain
from facilitator.activity import Refused
from facilitator.i18n import _
from facilitator.seats import Who
from facilitator.session.action import SessionAction
from facilitator.session.actions import ACTIONS
from facilitator.session.ballot_box import on_paper, read_batch, refuse_on_paper
from facilitator.session.command import Act
from facilitator.session.session import Session
from facilitator.text import LONGEST, clean

Pairs = list[tuple[str, str]]
Event = dict[str, Any]


def event_for(session: Session, who: Who, act: Act) -> Event:
    """The event of an act, without its number. Raises `Refused`."""
    do, _mark, query = act.do.partition("?")
    action = ACTIONS.get(do)
    if session.status == "closed" and not (action and action.after_the_end):
        raise Refused(_("This session is closed. Nothing more can be added."))
    given = [(name, clean(text)) for name, text in (*parse_qsl(query, keep_blank_values=True), *act.pairs)]
    longest = action.longest if action and who.role == "facilitator" else LONGEST
    if any(len(text) > longest for _name, text in given):
        raise Refused(_("This text is too long. Please make it shorter."))
    if who.role == "board" or (action and action.door):
        raise Refused(_("This cannot be done from here. Please load the page again."))
    beside = {name: text for name, text in given if name in ("run", "for", "at")}
    pairs = [(name, text) for name, text in given if name not in ("run", "for", "at", "n", "do")]
    if who.role == "facilitator" and beside.get("at", str(session.moved)) != str(session.moved):
        raise Refused(_("This had moved on already. Look at what is open now, then press again."))
    stale = "run" in beside and beside["run"] != (session.run.token if session.run else "")
    if stale and not (action and action.any_time):
        raise Refused(_("This page was out of date. Here is what is open now."))
    if do == "slips" and who.role == "facilitator":
        return _slips(session, pairs)
    if action is not None:
        return _in_session(session, who, action, pairs)
    return _in_run(session, who, do, pairs, beside.get("for", ""))


def door_event(session: Session, do: str, **args: Any) -> Event:
    """The event of what the door itself does, without its number. Raises `Refused`."""
    if session.status == "closed":
        raise Refused(_("This session is closed. Nothing more can be added."))
    action = ACTIONS[do]
    checked = action.read([(name, str(value)) for name, value in args.items()])
    return _by_facilitator(session, action, checked) | {"by": "door", "at": 0.0}


def _by_facilitator(session: Session, action: SessionAction, args: BaseModel) -> Event:
    """An event of the session with its time and its randomness."""
    kept = plain(args)
    entropy = session.entropy(f"{action.name}:{json.dumps(kept, sort_keys=True)}")
    return {"do": action.name, "by": "facilitator", "args": kept, "at": session.clock(), "entropy": entropy}


def _in_session(session: Session, who: Who, action: SessionAction, pairs: Pairs) -> Event:
    if (action.by == "facilitator") != (who.role == "facilitator"):
        raise Refused(_("This cannot be done from here. Please load the page again."))
    args = action.read(pairs)
    if who.role == "facilitator":
        return _by_facilitator(session, action, args)
    return {"do": action.name, "by": session.seat(who.seat).id, "args": plain(args)}


def _in_run(session: Session, who: Who, do: str, pairs: Pairs, on_behalf: str) -> Event:
    run = session.running()
    facilitates = who.role == "facilitator"
    action = run.find(do, "facilitator" if facilitates else "participant", on_behalf=facilitates and bool(on_behalf))
    args = plain(action.read(pairs))
    event: Event = {"run": run.id, "version": run.activity.version, "do": do, "by": action.by, "args": args}
    if action.by == "facilitator":
        return event | {"at": session.clock(), "key": None}
    seat = session.seat(on_behalf if facilitates else who.seat)
    if seat.helper:
        raise Refused(_("Helper seats are not counted. To take part yourself, join once more."))
    if seat.left:
        raise Refused(_("You are marked as left. Tap “I am back” first."))
    if facilitates:
        refuse_on_paper(run, seat, session.keys[seat.id], on_paper(session))
    return event | {"key": session.keys[seat.id]}


def _slips(session: Session, pairs: Pairs) -> Event:
    run = session.running()
    batch = read_batch(run, pairs, on_paper(session))
    entropy = session.entropy(f"slips:{run.token}:{run.current.slips}")
    return {
        "run": run.id,
        "version": run.activity.version,
        "do": "slips",
        "by": "facilitator",
        "batch": batch,
        "at": session.clock(),
        "entropy": entropy,
    }
