"""Turns what somebody asks for into the event that would do it, or refuses it with a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pydantic import BaseModel

from facilitator.action import plain
from facilitator.activity import Action, Refused, actions_of
from facilitator.i18n import _
from facilitator.seats import Who
from facilitator.session.access import AccessActions
from facilitator.session.agenda import AgendaActions
from facilitator.session.ballot_box import on_paper, read_batch, refuse_on_paper
from facilitator.session.command import Act
from facilitator.session.handover import ChainActions
from facilitator.session.people import PeopleActions
from facilitator.session.progress import ProgressActions
from facilitator.session.revisit import TalkActions
from facilitator.session.withdrawals import WithdrawalActions
from facilitator.text import LONGEST, clean

if TYPE_CHECKING:
    from facilitator.room import Room

ACTIONS: dict[str, tuple[Any, Action]] = {
    name: (owner, found)
    for owner in (
        AgendaActions(),
        ChainActions(),
        PeopleActions(),
        ProgressActions(),
        AccessActions(),
        TalkActions(),
        WithdrawalActions(),
    )
    for name, found in actions_of(type(owner)).items()
}
"""What can be done with a room, by name, whatever activity runs."""

SETTINGS = 40_000
"""Code points that all settings of a step may hold together."""

DOOR_ONLY = frozenset({"join", "rejoin"})
AT_ANY_TIME = frozenset({"begin", "finish", "leave", "come_back", "rename", "access_met", "needs_talk", "withdraw"})
"""Not refused on a stale page: they mean the same whatever is open, and doing them twice is doing them once."""

AFTER_THE_END = frozenset({"withdraw", "release"})
"""What can still be done with a closed session."""

Pairs = list[tuple[str, str]]
Event = dict[str, Any]


def event_for(room: Room, who: Who, act: Act) -> Event:
    """The event of an act, without its number. Raises `Refused`."""
    do, _mark, query = act.do.partition("?")
    given = [(name, clean(text)) for name, text in (*parse_qsl(query, keep_blank_values=True), *act.pairs)]
    longest = SETTINGS if who.role == "facilitator" and do in ("add_step", "set_step") else LONGEST
    if any(len(text) > longest for _name, text in given):
        raise Refused(_("This text is too long. Please make it shorter."))
    if who.role == "board" or do in DOOR_ONLY:
        raise Refused(_("This cannot be done from here. Please load the page again."))
    beside = {name: text for name, text in given if name in ("run", "for", "at")}
    pairs = [(name, text) for name, text in given if name not in ("run", "for", "at", "n", "do")]
    if who.role == "facilitator" and beside.get("at", str(room.moved)) != str(room.moved):
        raise Refused(_("This had moved on already. Look at what is open now, then press again."))
    stale = "run" in beside and beside["run"] != (room.run.token if room.run else "")
    if stale and do not in AT_ANY_TIME:
        raise Refused(_("This page was out of date. Here is what is open now."))
    if do == "slips" and who.role == "facilitator":
        return _slips(room, pairs)
    if do in ACTIONS:
        return _in_room(room, who, ACTIONS[do][1], pairs)
    return _in_run(room, who, do, pairs, beside.get("for", ""))


def by_facilitator(room: Room, action: Action, args: BaseModel) -> Event:
    """An event of the room with its time and its randomness."""
    kept = plain(args)
    entropy = room.entropy(f"{action.name}:{json.dumps(kept, sort_keys=True)}")
    return {"do": action.name, "by": "facilitator", "args": kept, "at": room.clock(), "entropy": entropy}


def _in_room(room: Room, who: Who, action: Action, pairs: Pairs) -> Event:
    if (action.by == "facilitator") != (who.role == "facilitator"):
        raise Refused(_("This cannot be done from here. Please load the page again."))
    args = action.read(pairs)
    if who.role == "facilitator":
        return by_facilitator(room, action, args)
    return {"do": action.name, "by": room.seat(who.seat).id, "args": plain(args)}


def _in_run(room: Room, who: Who, do: str, pairs: Pairs, on_behalf: str) -> Event:
    run = room.running()
    facilitates = who.role == "facilitator"
    action = run.find(do, "facilitator" if facilitates else "participant", on_behalf=facilitates and bool(on_behalf))
    args = plain(action.read(pairs))
    event: Event = {"run": run.id, "do": do, "by": action.by, "args": args}
    if action.by == "facilitator":
        return event | {"at": room.clock(), "key": None}
    seat = room.seat(on_behalf if facilitates else who.seat)
    if seat.helper:
        raise Refused(_("Helper seats are not counted. To take part yourself, join once more."))
    if seat.left:
        raise Refused(_("You are marked as left. Tap “I am back” first."))
    if facilitates:
        refuse_on_paper(run, seat, room.keys[seat.id], on_paper(room))
    return event | {"key": room.keys[seat.id]}


def _slips(room: Room, pairs: Pairs) -> Event:
    run = room.running()
    batch = read_batch(run, pairs, on_paper(room))
    entropy = room.entropy(f"slips:{run.token}:{run.current.slips}")
    return {"run": run.id, "do": "slips", "by": "facilitator", "batch": batch, "at": room.clock(), "entropy": entropy}
