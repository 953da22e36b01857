"""What happens to seats: joining, coming back, leaving, seats without a phone, merging, paper slips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator.activity import Refused, action
from facilitator.i18n import _
from facilitator.report.model import BY_PERSPECTIVE, Record, Table
from facilitator.run import attendance
from facilitator.seats import RATHER_NOT, SEAT_CODE, Seat, code
from facilitator.session.access import Note
from facilitator.text import is_blank

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.command import Moment

MOST_SEATS = 2_000

Name = Annotated[str, Field(max_length=40)]
SeatId = Annotated[str, Field(max_length=20)]
Seats = Annotated[list[SeatId], Field(max_length=MOST_SEATS)]
Token = Annotated[str, Field(max_length=64)]


class PeopleActions:
    """What changes who is in the room; each is an action of the room."""

    @action(by="facilitator")
    def join(
        self, room: Room, ctx: Moment, token: Token, name: Name = "", perspective: Name = "", helper: bool = False,
        note: Note = "",
    ) -> None:  # fmt: skip
        """A new seat for the device whose cookie hashes to `token`. Only the door itself does this.

        `note` says what would make today easier. It is kept apart from the seat, and no file holds the two together.
        """
        if room.paused:
            raise Refused(_("Joining is paused just now. Please ask the facilitator, or ask for paper."))
        if sum(not seat.left for seat in room.seats.values()) >= MOST_SEATS:
            raise Refused(_("This room is full. Please ask the facilitator."))
        room.add_seat(Seat(ctx.id("seat"), _new_code(room, ctx), token, _name(name), _view(room, perspective), helper))
        _ask_for(room, ctx, note)

    @action(by="facilitator")
    def rejoin(self, room: Room, seat: SeatId, token: Token) -> None:
        """The seat moves to another device. Only the door itself does this, after a right seat code."""
        for other in room.seats.values():
            other.token = "" if other.token == token else other.token
        room.seat(seat).token = token
        room.seat(seat).left = False

    @action(by="facilitator")
    def add_seat(self, room: Room, ctx: Moment, name: Name = "", perspective: Name = "", note: Note = "") -> None:
        """A seat for somebody without a phone; answers on paper are entered for it. `note` is kept apart from it."""
        number, view = 1 + max((seat.paper for seat in room.seats.values()), default=0), _view(room, perspective)
        room.add_seat(Seat(ctx.id("seat"), _new_code(room, ctx), "", _name(name), view, paper=number))
        _ask_for(room, ctx, note)

    @action(by="facilitator")
    def tell_of_seat(self, room: Room, ctx: Moment, seat: SeatId, perspective: Name = "", note: Note = "") -> None:
        """What somebody without a phone says later: a view, if any, in place of the earlier one, and a note."""
        found = room.seat(seat)
        if not found.paper:
            raise Refused(_("Whoever has a phone says this on it."))
        if perspective:
            if not room.replaying and shown_by_perspective(room.record()):
                raise Refused(_("A result was shown by views already, so views stay as they are."))
            found.perspective = _view(room, perspective)
        _ask_for(room, ctx, note)

    @action(by="facilitator")
    def pause(self, room: Room, on: bool = True) -> None:
        """Let nobody new take a seat for a while, or go on. Who has a seat, or its code, comes in."""
        room.paused = on

    @action(by="facilitator")
    def remove_empty(self, room: Room, seats: Seats) -> None:
        """Remove those of these seats on which nothing was ever done: whoever sat there can join again."""
        for seat in empty(room, seats):
            del room.seats[seat]

    @action(by="facilitator")
    def all_left(self, room: Room, seats: Seats) -> None:
        """All of these have gone. Their earlier answers stay, and each can come back by their phone."""
        for seat in [room.seat(id) for id in seats]:
            seat.left = True

    @action(by="facilitator")
    def left(self, room: Room, seat: SeatId) -> None:
        """Somebody has gone. Earlier answers stay."""
        room.seat(seat).left = True

    @action(by="facilitator")
    def returned(self, room: Room, seat: SeatId) -> None:
        """Somebody is back."""
        room.seat(seat).left = False

    @action(by="facilitator")
    def merge_seats(self, room: Room, ctx: Moment, seat: SeatId, into: SeatId) -> None:
        """Two seats are one person: one goes, its device sits on the other. Refused while both have answered.

        The one that goes said nothing in the open round, and counts in no round in which it was silent.
        """
        one, other = room.seat(seat), room.seat(into)
        if one is other:
            raise Refused(_("Choose two different seats."))
        if room.run is not None:
            spoke = [attendance.spoke(room.run, room.keys[each.id]) for each in (one, other)]
            if all(spoke):
                raise Refused(_("Both seats have answered in this round. Merge them after it."))
            one, other = (other, one) if spoke[0] else (one, other)
            pair = {"gone": room.keys[one.id], "stays": room.keys[other.id]}
            room.run.replay({"n": ctx.n, "do": "merge", "by": "room", "key": None, **pair})
        other.token = one.token or other.token
        other.paper = 0 if other.token else other.paper
        room.talks.merged(one.id, other.id)
        del room.seats[one.id]

    @action(by="facilitator")
    def invite_slips(self, room: Room, ctx: Moment, on: bool = True) -> None:
        """Offer paper slips on every phone in this round, or stop offering them."""
        event = {"n": ctx.n, "do": "invite_slips", "by": "facilitator", "key": None, "wanted": on}
        room.running().replay(event)

    @action(touches="me")
    def use_slip(self, room: Room, me: str, ctx: Moment, wanted: bool = True) -> None:
        """Answer this round on a paper slip instead of the phone."""
        if not room.seat(me).counts:
            raise Refused(_("Only people who are counted can use a slip."))
        event = {"n": ctx.n, "do": "use_slip", "by": "participant", "key": room.keys[me], "wanted": wanted}
        room.running().replay(event)

    @action(touches="everyone")
    def leave(self, room: Room, me: str) -> None:
        """I have gone. My earlier answers stay."""
        room.seat(me).left = True

    @action(touches="everyone")
    def come_back(self, room: Room, me: str) -> None:
        """I am here again."""
        room.seat(me).left = False

    @action(touches="everyone")
    def rename(self, room: Room, me: str, name: Name = "") -> None:
        """Call me something else, or nothing."""
        room.seat(me).name = _name(name)


def empty(room: Room, seats: Iterable[str]) -> list[str]:
    """Those of these seats that have a phone and on which nothing was done, as far as anybody can still know."""
    done = room.run.done() if room.run is not None else frozenset()
    talking = {seat for asking in room.talks.asked.values() for seat in asking}
    there = (room.seats[seat] for seat in seats if seat in room.seats and seat not in talking)
    return [seat.id for seat in there if not (seat.paper or seat.acts or room.keys.get(seat.id) in done)]


def shown_by_perspective(record: Record) -> bool:
    """Whether the room has seen a result by perspective."""
    blocks = (block for section in record.sections for block in section.blocks)
    return any(isinstance(block, Table) and block.id.endswith(BY_PERSPECTIVE) for block in blocks)


def _ask_for(room: Room, ctx: Moment, note: str) -> None:
    """Keep what would make today easier for somebody; older files, which may tell whose it is, go."""
    if not is_blank(note):
        room.access.add(ctx.id("note"), note)
        room.keep(forget=True)


def _name(text: str) -> str:
    return "" if is_blank(text) else text


def _view(room: Room, perspective: str) -> str:
    """The perspective as it is kept. Raises `Refused` for one that is not in the list."""
    if perspective and perspective not in (*room.perspectives, RATHER_NOT):
        raise Refused(_("Please choose one of the views in the list."))
    return "" if perspective == RATHER_NOT else perspective


def _new_code(room: Room, ctx: Moment) -> str:
    taken = {seat.code for seat in room.seats.values()}
    return next(
        found for attempt in range(10_000) if (found := code(ctx.entropy, SEAT_CODE, f"seat{attempt}")) not in taken
    )
