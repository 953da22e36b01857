"""How a session goes forward: beginning, moving, timing and finishing activities, the board, the record, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator.activity import Refused, action
from facilitator.i18n import Words, _
from facilitator.run.run import Run
from facilitator.session import revisit
from facilitator.session.agenda import BREAK, items_for, prepare

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.command import Moment

Name = Annotated[str, Field(max_length=60)]


class ProgressActions:
    """What moves the session on; each is an action of the room."""

    @action(by="facilitator", moves=True)
    def begin(self, room: Room, ctx: Moment, step: Name) -> None:
        """Begin a step of the agenda."""
        line = room.step(step)
        if line.state == "now":
            return
        if room.now is not None:
            raise Refused(_("Something is still open. Finish it first."))
        if line.state == "done":
            raise Refused(_("This step is over. Add it to the agenda again to repeat it."))
        if line.activity != BREAK:
            activity = prepare(room.library, line.activity, line.settings)
            run = Run(
                f"r{len(room.runs) + 1}", line.id, activity,
                seed=ctx.draw("seed"), secret=ctx.draw("secret"), incoming=items_for(room, line),
                now=ctx.at, language=room.language, zone=room.zone, ledgers=room.ledgers,
            )  # fmt: skip
            room.run = run
            room.seat_people()
        line.state, line.started = "now", ctx.at
        room.wall = ""
        room.note(ctx, _("{title} began.", title=room.title_of(line)))
        room.keep()

    @action(by="facilitator", moves=True)
    def go(self, room: Room, ctx: Moment, phase: Name) -> None:
        """Enter a phase of the running activity."""
        run = room.running()
        if phase == run.phase.name and not run.stopped:
            return
        forgets = run.go(phase, ctx.at, ctx.draw("secret"), accepted=room.replaying)
        _moved(room, ctx, run.phase.title, forgets)

    @action(by="facilitator", moves=True)
    def stop(self, room: Room, ctx: Moment) -> None:
        """Take no more answers in this step. It can be opened again before the result, unless it is sealed."""
        forgets = room.running().stop(ctx.at, ctx.draw("secret"))
        _moved(room, ctx, _("Stopped"), forgets)

    @action(by="facilitator", moves=True)
    def finish(self, room: Room, ctx: Moment) -> None:
        """Close what is open: its section is kept, every link between people and answers goes."""
        line = room.now
        if line is None:
            raise Refused(_("Nothing is open. Begin a step of the agenda."))
        if room.run is not None:
            room.close_run()
        line.state, line.ended = "done", ctx.at
        revisit.settled(room, line)
        room.note(ctx, _("{title} ended.", title=room.title_of(line)))
        room.keep(forget=True)

    @action(by="facilitator", moves=True)
    def undo(self, room: Room) -> None:
        """Take back the facilitator's latest act in this step."""
        room.running().undo()

    @action(by="facilitator")
    def more_time(self, room: Room, ctx: Moment, minutes: Annotated[int, Field(ge=1, le=60)] = 1) -> None:
        """Add minutes to the soft timer, from now if it has run out or never ran."""
        run = room.running()
        run.ends = max(run.ends or 0, ctx.at) + 60 * minutes
        run.timer_hidden = False

    @action(by="facilitator")
    def hide_timer(self, room: Room, hide: bool = True) -> None:
        """Hide the countdown from the board and the phones, or show it again."""
        room.running().timer_hidden = hide

    @action(by="facilitator")
    def turn(self, room: Room, part: Annotated[int, Field(ge=1, le=99)]) -> None:
        """Show another page of a long list on the board."""
        room.running().part = part

    @action(by="facilitator")
    def show_code(self, room: Room, on: bool = True) -> None:
        """Bring the joining screen back to the board, or put it away."""
        room.wall = "code" if on else ""

    @action(by="facilitator", moves=True)
    def show_agreements(self, room: Room, on: bool = True) -> None:
        """Show what the group agreed on how it treats each other, as at the start of every session."""
        room.wall = "agreements" if on else ""

    @action(by="facilitator")
    def dark(self, room: Room, on: bool = True) -> None:
        """Dark board for a dark room, light board for daylight."""
        room.dark = on

    @action(by="facilitator", moves=True)
    def release(self, room: Room, on: bool = True) -> None:
        """Let every phone that is or was here read and save the room's copy of the record, or stop that."""
        room.released = on

    @action(by="facilitator", moves=True)
    def end(self, room: Room, ctx: Moment) -> None:
        """Close the session for good: seats lose their devices and codes; the devices may still read the record."""
        if room.now is not None:
            raise Refused(_("Something is still open. Finish it first."))
        room.status = "closed"
        room.readers = frozenset(seat.token for seat in room.seats.values() if seat.token)
        for seat in room.seats.values():
            seat.token = seat.code = ""
        room.access.forget()
        room.talks = revisit.Talks()
        room.unlink()
        room.note(ctx, _("The session was closed."))
        room.keep(forget=True)


def _moved(room: Room, ctx: Moment, where: Words, forgets: bool) -> None:
    room.note(ctx, _("{title}: {phase}.", title=room.running().activity.title, phase=where))
    if forgets:
        room.unlink()
    room.keep(forget=forgets)
