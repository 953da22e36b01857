"""How a session goes forward: beginning, moving, timing and finishing activities, the board, the record, the end."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import Words, _
from facilitator.run.run import Run
from facilitator.session import revisit
from facilitator.session.action import action
from facilitator.session.agenda import items_for, prepare
from facilitator.session.command import Moment
from facilitator.session.record import left_by, seal
from facilitator.session.retention import settle
from facilitator.session.session import Keeping, Session
from facilitator.session.step import BREAK
from facilitator.session.wishes import Talks

Name = Annotated[str, Field(max_length=60)]


@action(by="facilitator", moves=True, any_time=True, reseats=True)
def begin(session: Session, ctx: Moment, step: Name) -> None:
    """Begin a step of the agenda."""
    line = session.step(step)
    if line.state == "now":
        return
    if session.now is not None:
        raise Refused(_("Something is still open. Finish it first."))
    if line.state == "done":
        raise Refused(_("This step is over. Add it to the agenda again to repeat it."))
    if line.activity != BREAK:
        activity = prepare(session.library, line.activity, line.settings)
        session.run = Run(
            f"r{len(session.runs) + 1}", line.id, activity,
            seed=ctx.draw("seed"), secret=ctx.draw("secret"), incoming=items_for(session, line),
            now=ctx.at, language=session.language, zone=session.zone, ledgers=session.ledgers,
            sealed=session.sealed_store, perspectives=session.perspectives,
        )  # fmt: skip
    line.state, line.started = "now", ctx.at
    session.wall = ""
    session.note(ctx, _("{title} began.", title=session.title_of(line)))
    _ask_apart(session)
    session.keep()


@action(by="facilitator", moves=True, reseats=True)
def go(session: Session, ctx: Moment, phase: Name) -> None:
    """Enter a phase of the running activity."""
    run = session.running()
    if phase == run.phase.name and not run.stopped:
        return
    forgets = run.go(phase, ctx.at, ctx.draw("secret"), accepted=session.replaying)
    _moved(session, ctx, run.phase.title, forgets)


@action(by="facilitator", moves=True, reseats=True)
def stop(session: Session, ctx: Moment) -> None:
    """Take no more answers in this step. It can be opened again before the result, unless it is sealed."""
    forgets = session.running().stop(ctx.at, ctx.draw("secret"))
    _moved(session, ctx, _("Stopped"), forgets)


@action(by="facilitator", moves=True, any_time=True, reseats=True)
def finish(session: Session, ctx: Moment, early: bool = False) -> None:
    """Close what is open: its section is kept, every link between people and answers goes.

    An activity that says why it cannot be closed yet is closed only `early`, when somebody says so.
    """
    line = session.now
    if line is None:
        raise Refused(_("Nothing is open. Begin a step of the agenda."))
    if session.run is not None:
        why = session.run.why_not_finish
        if why and not early and not session.replaying:
            raise Refused(why)
        _close(session)
    line.state, line.ended = "done", ctx.at
    revisit.settled(session, line)
    session.note(ctx, _("{title} ended.", title=session.title_of(line)))
    session.keep(forget=True)


@action(by="facilitator", moves=True)
def undo(session: Session) -> None:
    """Take back the facilitator's latest act in this step."""
    session.running().undo()


@action(by="facilitator")
def more_time(session: Session, ctx: Moment, minutes: Annotated[int, Field(ge=1, le=60)] = 1) -> None:
    """Add minutes to the soft timer, from now if it has run out or never ran."""
    run = session.running()
    run.ends = max(run.ends or 0, ctx.at) + 60 * minutes
    run.timer_hidden = False


@action(by="facilitator")
def hide_timer(session: Session, hide: bool = True) -> None:
    """Hide the countdown from the board and the phones, or show it again."""
    session.running().timer_hidden = hide


@action(by="facilitator")
def turn(session: Session, part: Annotated[int, Field(ge=1, le=99)]) -> None:
    """Show another page of a long list on the board."""
    session.running().part = part


@action(by="facilitator")
def show_code(session: Session, on: bool = True) -> None:
    """Bring the joining screen back to the board, or put it away."""
    session.wall = "code" if on else ""


@action(by="facilitator", moves=True)
def show_agreements(session: Session, on: bool = True) -> None:
    """Show what the group agreed on how it treats each other, as at the start of every session."""
    session.wall = "agreements" if on else ""


@action(by="facilitator")
def dark(session: Session, on: bool = True) -> None:
    """Dark board for a dark room, light board for daylight."""
    session.dark = on


@action(by="facilitator", moves=True, after_the_end=True)
def release(session: Session, on: bool = True) -> None:
    """Let every phone that is or was here read and save the room's copy of the record, or stop that."""
    session.released = on


@action(by="facilitator", moves=True, reseats=True)
def end(session: Session, ctx: Moment, keep: Keeping = "cards") -> None:
    """Close the session for good: seats lose their devices, codes and names; the devices may still read the record.

    `keep` says what stays of it.
    """
    if session.now is not None:
        raise Refused(_("Something is still open. Finish it first."))
    session.status = "closed"
    session.readers = frozenset(seat.token for seat in session.seats.values() if seat.token)
    for seat in session.seats.values():
        seat.token = seat.code = ""
    session.access.forget()
    session.found_sealed = []
    session.talks = Talks()
    session.unlink()
    session.note(ctx, _("The session was closed."))
    settle(session, ctx.at, keep)
    session.keep(forget=True)


def _close(session: Session) -> None:
    """Keep what the running activity leaves, and drop its state with every link in it."""
    run = session.running()
    section, operations = left_by(session, run)
    session.sections[run.step] = section
    session.ledger += operations
    seal(session, run)
    session.runs.append(run.id)
    session.run = None
    session.unlink()


def _moved(session: Session, ctx: Moment, where: Words, forgets: bool) -> None:
    session.note(ctx, _("{title}: {phase}.", title=session.running().activity.title, phase=where))
    _ask_apart(session)
    if forgets:
        session.unlink()
    session.keep(forget=forgets)


def _ask_apart(session: Session) -> None:
    """Open the page that asks how to reach people, where the present phase has a notice for it."""
    run = session.run
    session.notice = (run.activity.notice(run.course.state, run.ctx) if run else "") or session.notice
