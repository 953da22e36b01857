"""How a running activity moves: which phase can be entered, which round that opens, and what is stopped or sealed."""

from __future__ import annotations

from facilitator.activity import Refused
from facilitator.i18n import Words, _
from facilitator.run.state import RunState

FORMER_STOP = "locked"
"""What activities called a stopped phase when each had one of its own."""


def why_not(run: RunState, name: str) -> Words:
    """Why the phase `name` cannot be entered now, in a sentence; empty when it can."""
    names = list(run.phases)
    if name not in names:
        return _("There is no such step here. Please load the page again.")
    there, here, target = names.index(name), names.index(run.phase.name), run.phases[name]
    between = list(run.phases.values())[there : here + 1]
    over = any(phase.reveal and run.current_of(phase).revealed and run.current_of(phase).open for phase in between)
    if there < here and over and not target.round:
        return _("The result has been shown, so this step is over. You can start a new round instead.")
    left = between if run.stopped else between[:-1]
    if any(run.activity.privacy(phase) == "sensitive" for phase in left):
        return _("These answers are sealed to protect people. This step cannot be opened again.")
    return "" if target is run.phase else run.activity.ready(run.course.state, run.ctx, name)


def go(run: RunState, name: str, at: float, secret: str, accepted: bool = False) -> bool:
    """Enter a phase. Returns True when links between people and answers were dropped, so older files must go.

    What was `accepted` before is done again, whatever the activity says of it today. Where the activity refuses it in
    the middle, the run is as it was.
    """
    if name == FORMER_STOP and name not in run.phases:
        return stop(run, at, secret)
    why = why_not(run, name)
    if why and not (accepted and name in run.phases):
        raise Refused(why)
    with run.unchanged_if_it_fails():
        return _enter(run, name, at, secret)


def _enter(run: RunState, name: str, at: float, secret: str) -> bool:
    names, target = list(run.phases), run.phases[name]
    passed = [run.phases[each] for each in names[names.index(run.phase.name) : names.index(name)]]
    forgets = any(
        run.activity.privacy(phase) == "sensitive" and not (phase is run.phase and run.stopped) for phase in passed
    )
    again, offered = target is run.phase, target.round or target.privacy is None
    if not again:
        _lock(run)
    if forgets:
        run.forget(secret)
    run.phase, run.stopped = target, False
    if target.round and (run.current.revealed or not run.current.open):
        run.open_round()
    elif target.round:
        run.current.locked = None
    run.course.enter(name)
    run.current.slips_invited = run.current.slips_invited and (again or offered) and not target.personal
    if target.reveal:
        run.current.revealed = True
    run.part = 1
    if not again:
        run.enter_phase(at)
        minutes = target.lasts(len(run.people.seats))
        run.ends = at + minutes * 60 if minutes else None
    run.settle(at)
    return forgets


def stop(run: RunState, at: float, secret: str) -> bool:
    """Take no more answers in a hidden phase, until it is entered again; a sensitive one is sealed. As `go`."""
    if not run.phase.hidden:
        raise Refused(_("There is nothing to stop in this step."))
    if run.stopped:
        raise Refused(_("Answering has stopped already."))
    forgets = run.activity.privacy(run.phase) == "sensitive"
    with run.unchanged_if_it_fails():
        _lock(run)
        if forgets:
            run.forget(secret)
    run.stopped = True
    run.settle(at)
    return forgets


def _lock(run: RunState) -> None:
    """Who counts in the round is fixed when its phase is stopped or left."""
    if run.phase.round and not run.stopped:
        run.current.locked = run.people.seats
