"""Paper slips in a running activity: offered, chosen instead of the phone, and entered as a shuffled batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.activity import Key, Refused
from facilitator.counting import SLIP
from facilitator.i18n import _
from facilitator.run.attendance import heard, merge
from facilitator.run.state import RunState

Event = Mapping[str, Any]


def enter(run: RunState, event: Event) -> None:
    """Apply a batch, each slip under a key of its own that leads to no seat; all of them or none."""
    batch = [run.reread(part) for part in event["batch"]]
    before, order = run.course_data(), list(range(len(batch)))
    run.ctx.random(event["entropy"]).shuffle(order)
    try:
        for place, number in enumerate(order):
            action, args = batch[number]
            key = Key(f"{SLIP}{run.current.slips + place:04}-{event['entropy'][:8]}")
            action.call(run.activity, run.course.state, key, run.ctx, args)
    except Exception:
        run.take_course(before)
        raise
    run.current.slips += len(batch)
    run.note({**event, "key": None})


def choose(run: RunState, event: Event) -> None:
    """A person takes a slip instead of the phone, or changes their mind while the round is open."""
    key, chosen = Key(event["key"]), who_chose(run)
    if event["wanted"] and not run.current.slips_invited:
        raise Refused(_("Paper slips are not in use for this question. Please answer here."))
    if event["wanted"] and key in heard(run):
        raise Refused(_("You have already answered on this phone. You can change your answer here."))
    if event["wanted"] and key not in chosen:
        run.current.slip_seats[run.phase.name] = [*chosen, key]
    elif not event["wanted"] and key in chosen:
        if len(chosen) <= entered(run):
            raise Refused(_("The slips have been entered. Your answer is among them."))
        chosen.remove(key)
    run.note(event)


def who_chose(run: RunState) -> list[Key]:
    """The seats that chose a slip in this phase; their phone takes no answer."""
    return run.current.slip_seats.get(run.phase.name, [])


def entered(run: RunState) -> int:
    """How many slips are in already, of those that answer in this phase."""
    return sum(key.startswith(SLIP) for key in heard(run))


def invite(run: RunState, event: Event) -> None:
    """Offer slips on the phones in this round, or stop offering them."""
    if event["wanted"] and run.phase.personal:
        raise Refused(_("Each person is asked something else in this step, so slips cannot be used."))
    run.current.slips_invited = event["wanted"]
    run.note(event)


KINDS: dict[str, Callable[[RunState, Event], None]] = {
    "slips": enter,
    "use_slip": choose,
    "invite_slips": invite,
    "merge": merge,
}
"""Events of a run that no activity has an action for."""
