"""What happens to seats: joining, coming back, leaving, seats without a phone, merging, paper slips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import _
from facilitator.report.model import BY_PERSPECTIVE, Record, Table
from facilitator.run import attendance
from facilitator.seats import RATHER_NOT, SEAT_CODE, Seat, code
from facilitator.session.access import Note
from facilitator.session.action import action
from facilitator.session.command import Moment
from facilitator.session.record import record
from facilitator.session.session import Session
from facilitator.text import is_blank

MOST_SEATS = 2_000

Name = Annotated[str, Field(max_length=40)]
SeatId = Annotated[str, Field(max_length=20)]
Seats = Annotated[list[SeatId], Field(max_length=MOST_SEATS)]
Token = Annotated[str, Field(max_length=64)]


@action(by="facilitator", door=True, reseats=True)
def join(
    session: Session, ctx: Moment, token: Token, name: Name = "", perspective: Name = "", helper: bool = False,
    note: Note = "",
) -> None:  # fmt: skip
    """A new seat for the device whose cookie hashes to `token`. Only the door itself does this.

    `note` says what would make today easier. It is kept apart from the seat, and no file holds the two together.
    """
    if session.paused:
        raise Refused(_("Joining is paused just now. Please ask the facilitator, or ask for paper."))
    if sum(not seat.left for seat in session.seats.values()) >= MOST_SEATS:
        raise Refused(_("This room is full. Please ask the facilitator."))
    session.add_seat(
        Seat(ctx.id("seat"), _new_code(session, ctx), token, _name(name), _view(session, perspective), helper)
    )
    _ask_for(session, ctx, note)


@action(by="facilitator", door=True, reseats=True)
def rejoin(session: Session, seat: SeatId, token: Token) -> None:
    """The seat moves to another device. Only the door itself does this, after a right seat code."""
    for other in session.seats.values():
        other.token = "" if other.token == token else other.token
    session.seat(seat).token = token
    session.seat(seat).left = False


@action(by="facilitator", reseats=True)
def add_seat(session: Session, ctx: Moment, name: Name = "", perspective: Name = "", note: Note = "") -> None:
    """A seat for somebody without a phone; answers on paper are entered for it. `note` is kept apart from it."""
    number, view = 1 + max((seat.paper for seat in session.seats.values()), default=0), _view(session, perspective)
    session.add_seat(Seat(ctx.id("seat"), _new_code(session, ctx), "", _name(name), view, paper=number))
    _ask_for(session, ctx, note)


@action(by="facilitator", reseats=True)
def tell_of_seat(session: Session, ctx: Moment, seat: SeatId, perspective: Name = "", note: Note = "") -> None:
    """What somebody without a phone says later: a view, if any, in place of the earlier one, and a note."""
    found = session.seat(seat)
    if not found.paper:
        raise Refused(_("Whoever has a phone says this on it."))
    if perspective:
        if not session.replaying and shown_by_perspective(record(session)):
            raise Refused(_("A result was shown by views already, so views stay as they are."))
        found.perspective = _view(session, perspective)
    _ask_for(session, ctx, note)


@action(by="facilitator")
def pause(session: Session, on: bool = True) -> None:
    """Let nobody new take a seat for a while, or go on. Who has a seat, or its code, comes in."""
    session.paused = on


@action(by="facilitator", reseats=True)
def remove_empty(session: Session, seats: Seats) -> None:
    """Remove those of these seats on which nothing was ever done: whoever sat there can join again."""
    for seat in empty(session, seats):
        del session.seats[seat]


@action(by="facilitator", reseats=True)
def all_left(session: Session, seats: Seats) -> None:
    """All of these have gone. Their earlier answers stay, and each can come back by their phone."""
    for seat in [session.seat(id) for id in seats]:
        seat.left = True


@action(by="facilitator", reseats=True)
def left(session: Session, seat: SeatId) -> None:
    """Somebody has gone. Earlier answers stay."""
    session.seat(seat).left = True


@action(by="facilitator", reseats=True)
def returned(session: Session, seat: SeatId) -> None:
    """Somebody is back."""
    session.seat(seat).left = False


@action(by="facilitator", reseats=True)
def merge_seats(session: Session, ctx: Moment, seat: SeatId, into: SeatId) -> None:
    """Two seats are one person: one goes, its device sits on the other. Refused while both have answered.

    The one that goes said nothing in the open round, and counts in no round in which it was silent.
    """
    one, other = session.seat(seat), session.seat(into)
    if one is other:
        raise Refused(_("Choose two different seats."))
    if session.run is not None:
        spoke = [attendance.spoke(session.run, session.keys[each.id]) for each in (one, other)]
        if all(spoke):
            raise Refused(_("Both seats have answered in this round. Merge them after it."))
        one, other = (other, one) if spoke[0] else (one, other)
        pair = {"gone": session.keys[one.id], "stays": session.keys[other.id]}
        session.run.replay({"n": ctx.n, "do": "merge", "by": "room", "key": None, **pair})
    other.token = one.token or other.token
    other.paper = 0 if other.token else other.paper
    session.talks.merged(one.id, other.id)
    del session.seats[one.id]


@action(by="facilitator")
def invite_slips(session: Session, ctx: Moment, on: bool = True) -> None:
    """Offer paper slips on every phone in this round, or stop offering them."""
    event = {"n": ctx.n, "do": "invite_slips", "by": "facilitator", "key": None, "wanted": on}
    session.running().replay(event)


@action(touches="me")
def use_slip(session: Session, me: str, ctx: Moment, wanted: bool = True) -> None:
    """Answer this round on a paper slip instead of the phone."""
    if not session.seat(me).counts:
        raise Refused(_("Only people who are counted can use a slip."))
    event = {"n": ctx.n, "do": "use_slip", "by": "participant", "key": session.keys[me], "wanted": wanted}
    session.running().replay(event)


@action(touches="everyone", any_time=True, reseats=True)
def leave(session: Session, me: str) -> None:
    """I have gone. My earlier answers stay."""
    session.seat(me).left = True


@action(touches="everyone", any_time=True, reseats=True)
def come_back(session: Session, me: str) -> None:
    """I am here again."""
    session.seat(me).left = False


@action(touches="everyone", any_time=True, reseats=True)
def rename(session: Session, me: str, name: Name = "") -> None:
    """Call me something else, or nothing."""
    session.seat(me).name = _name(name)


def empty(session: Session, seats: Iterable[str]) -> list[str]:
    """Those of these seats that have a phone and on which nothing was done, as far as anybody can still know."""
    done = session.run.done() if session.run is not None else frozenset()
    talking = {seat for asking in session.talks.asked.values() for seat in asking}
    there = (session.seats[seat] for seat in seats if seat in session.seats and seat not in talking)
    return [seat.id for seat in there if not (seat.paper or seat.acts or session.keys.get(seat.id) in done)]


def shown_by_perspective(shown: Record) -> bool:
    """Whether the room has seen a result by perspective."""
    blocks = (block for section in shown.sections for block in section.blocks)
    return any(isinstance(block, Table) and block.id.endswith(BY_PERSPECTIVE) for block in blocks)


def _ask_for(session: Session, ctx: Moment, note: str) -> None:
    """Keep what would make today easier for somebody; older files, which may tell whose it is, go."""
    if not is_blank(note):
        session.access.add(ctx.id("note"), note)
        session.keep(forget=True)


def _name(text: str) -> str:
    return "" if is_blank(text) else text


def _view(session: Session, perspective: str) -> str:
    """The perspective as it is kept. Raises `Refused` for one that is not in the list."""
    if perspective and perspective not in (*session.perspectives, RATHER_NOT):
        raise Refused(_("Please choose one of the views in the list."))
    return "" if perspective == RATHER_NOT else perspective


def _new_code(session: Session, ctx: Moment) -> str:
    taken = {seat.code for seat in session.seats.values()}
    return next(
        found for attempt in range(10_000) if (found := code(ctx.entropy, SEAT_CODE, f"seat{attempt}")) not in taken
    )
