"""What the console shows of a room, as plain data made at one moment: counts and plans, never an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from facilitator.console.clock import Part
from facilitator.i18n import Words, _
from facilitator.report import COPIES
from facilitator.report.copies import kept_back
from facilitator.report.model import Record
from facilitator.room import Room
from facilitator.run.attendance import Counter
from facilitator.seats import Seat, shown
from facilitator.session.people import empty
from facilitator.session.session import Keeping
from facilitator.session.step import BREAK, Step

log = logging.getLogger("facilitator")


@dataclass(frozen=True)
class Line:
    """A step of the agenda. Times are seconds since 1970."""

    id: str
    activity: str
    title: Words
    own_title: str
    glyph: str
    minutes: int
    state: str
    started: float | None
    ended: float | None
    take: str
    missing: bool
    """Its activity is not installed here."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Chair:
    """A seat, with nothing about what was answered on it."""

    id: str
    name: str
    code: str
    paper: int
    helper: bool
    left: bool
    phone: bool

    @property
    def label(self) -> Words:
        """What to call it: the chosen name, or what there is instead of one."""
        if self.name:
            return self.name
        if self.paper:
            return _("Paper {n}", n=self.paper)
        return _("Helper without a name") if self.helper else _("No name given")


@dataclass(frozen=True)
class DeskLook:
    """A room on the desk."""

    n: int
    title: str
    subtitle: str
    code: str
    language: str
    closed: bool
    released: bool
    show_code: bool
    dark: bool
    agenda: tuple[Line, ...]
    chairs: tuple[Chair, ...]
    perspectives: tuple[str, ...]
    """What people can say that they mainly speak from. What anyone said is on no screen."""
    paused: bool
    """Nobody new can join."""
    empty: tuple[str, ...]
    """Seats on which nothing was ever done, as far as anybody can know; only their number is shown."""
    done: Counter | None
    """How many are done and have begun, and of how many; None while nobody is asked."""
    part: Part = (0.0, 1.0)

    @property
    def present(self) -> list[Chair]:
        """Those who count and have not left."""
        return [chair for chair in self.chairs if not chair.helper and not chair.left]


@dataclass(frozen=True)
class RecordLook:
    """A room's record."""

    n: int
    record: Record
    released: bool
    closed: bool
    busy: bool
    """Something is still open, so the session cannot be closed yet."""
    kept_back: Mapping[str, int]
    """How many cards each copy leaves out."""
    imported: float = 0.0
    """When it was made from a saved record, seconds since 1970; 0 for every other."""
    keeping: Keeping = "cards"
    """What stays of it since it was closed."""


def desk(room: Room) -> DeskLook:
    """The room as the desk shows it."""
    chairs = sorted(map(_chair, room.seats.values()), key=_order)
    return DeskLook(
        n=room.n, title=room.title, subtitle=room.subtitle, code=room.code, language=room.language,
        closed=room.status == "closed", released=room.released, show_code=room.wall == "code", dark=room.dark,
        agenda=tuple(_line(room, step) for step in room.agenda), chairs=tuple(chairs),
        perspectives=room.perspectives, paused=room.paused, empty=_empty(room), done=_done(room), part=_part(room),
    )  # fmt: skip


def record(room: Room) -> RecordLook:
    """The record as its page shows it."""
    whole = room.record()
    left_out: dict[str, int] = {copy: kept_back(whole, copy) for copy in COPIES}
    return RecordLook(
        room.n, whole, room.released, room.status == "closed", room.now is not None, left_out, _imported(room),
        room.keeping,
    )  # fmt: skip


def _imported(room: Room) -> float:
    return room.imported.at if room.imported else 0.0


def _line(room: Room, step: Step) -> Line:
    kind = room.library.get(step.activity)
    glyph = kind.glyph if kind else "break" if step.activity == BREAK else "none"
    return Line(
        id=step.id, activity=step.activity, title=room.title_of(step), own_title=step.title, glyph=glyph,
        minutes=step.minutes, state=step.state, started=step.started, ended=step.ended, take=step.take,
        missing=kind is None and step.activity != BREAK, settings=deepcopy(step.settings), note=step.note,
    )  # fmt: skip


def _part(room: Room) -> Part:
    """Phases with a length of their own take it, the others share what is left of the step evenly."""
    run = room.run
    minutes = room.step(run.step).minutes if run else 0
    if run is None or not minutes:
        return 0.0, 1.0
    names, usual = list(run.phases), [phase for phase in run.phases.values() if not phase.aside]
    own = [min(phase.lasts(len(run.people.seats)), minutes / len(usual)) for phase in usual]
    rest = (minutes - sum(own)) / max(1, own.count(0))
    gone = [0.0, *accumulate((each or rest) / minutes for each in own)]
    place = sum(names.index(phase.name) <= names.index(run.phase.name) for phase in usual)
    return gone[max(0, place - 1)], gone[place]


def _done(room: Room) -> Counter | None:
    """How many are done, where that may be said."""
    if room.run is None or not room.run.asks:
        return None
    try:
        counter = room.run.counter()
        return None if counter[0] < room.run.activity.counted_from(room.run.ctx) else counter
    except Exception:  # of an activity from elsewhere: the desk goes on without its count
        log.exception("an activity could not say who is done: %s", room.run.activity.id)
        return None


def _empty(room: Room) -> tuple[str, ...]:
    try:
        return tuple(empty(room, room.seats))
    except Exception:  # the same
        log.exception("an activity could not say who is done")
        return ()


def _chair(seat: Seat) -> Chair:
    code = shown(seat.code) if seat.code else ""
    return Chair(seat.id, seat.name, code, seat.paper, seat.helper, seat.left, bool(seat.token))


def _order(chair: Chair) -> tuple[bool, int, str, str]:
    """By name, never by arrival."""
    return chair.helper, chair.paper, chair.name.casefold(), chair.id
