"""Who is done in a running activity, who has only begun, and who counts as present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from facilitator.activity import Key
from facilitator.counting import SLIP
from facilitator.run.state import RunState


class Counter(NamedTuple):
    """What the room may know while people answer."""

    done: int
    total: int
    begun: int = 0
    """Gave something, and can still give more."""

    @property
    def silent(self) -> int:
        """How many have given nothing yet."""
        return self.total - self.done - self.begun


def counter(run: RunState) -> Counter:
    """How many are done and have begun, and of how many.

    Slips stand for seats without a phone. Who left gives nothing more: they are done with an answer, and not there
    without one, whether they passed or did nothing.
    """
    activity, state, here = run.activity, run.course.state, frozenset(run.people.seats)
    gone = frozenset(activity.passed(state, run.ctx)) - here
    done = {key for key in run.done() if key not in gone or key.startswith(SLIP)}
    begun = frozenset(activity.begun(state, run.ctx)) - done
    done |= {key for key in begun if key not in here}
    total = len({key for key in done | begun if not key.startswith(SLIP)} | here)
    finished = min(len(done), total) if total else len(done)
    return Counter(finished, max(total, finished), max(0, min(len(begun & here), total - finished)))


def heard(run: RunState) -> frozenset[Key]:
    """Who has given anything in this phase, or passed."""
    return run.done().union(run.activity.begun(run.course.state, run.ctx))


def merge(run: RunState, event: Mapping[str, Any]) -> None:
    """Two seats were one person: of the two, one that was silent in a round does not count in it any more."""
    gone, stays = Key(event["gone"]), Key(event["stays"])
    for question, current in run.course.questions.items():
        if current.locked is not None:
            current.locked = _one(run, current.locked, run.course.state, question, gone, stays)
    run.course.rounds[:] = [
        replace(each, seats=_one(run, each.seats, each.state, each.phase, gone, stays)) for each in run.course.rounds
    ]
    run.note(event)


def spoke(run: RunState, key: Key) -> bool:
    """Whether somebody has given anything in this phase, or in the round that is talked about."""
    return key in heard(run) or key in _given(run, run.course.state, run.ctx.question)


def _one(run: RunState, seats: tuple[Key, ...], state: object, question: str, gone: Key, stays: Key) -> tuple[Key, ...]:
    if not {gone, stays} <= {*seats}:
        return seats
    given = _given(run, state, question)
    silent = gone if gone not in given else stays if stays not in given else None
    return tuple(seat for seat in seats if seat != silent)


def _given(run: RunState, state: object, question: str) -> frozenset[Key]:
    """Who gave anything to a question, in a state of it."""
    ctx = replace(run.ctx, phase=question or run.phase.name)
    return frozenset(run.activity.done(state, ctx)).union(run.activity.begun(state, ctx))
