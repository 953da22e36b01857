"""What a run tells its activity of the outside: the one place that makes a `Ctx` for an activity that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.activity import Ctx

if TYPE_CHECKING:
    from facilitator.run.run import Run


def told(run: Run) -> Ctx:
    """The outside, as it is now: people, rounds, time and chance, all of it recorded with the run."""
    people, question = run.people, run.question_of(run.phase)
    questions = run.course.questions.items()
    current = {name: each.told(name, people.seats, run.course.went) for name, each in questions}
    here, named = current[question], run.activity.privacy(run.phase) == "open"
    return Ctx(
        phase=run.phase.name,
        settings=run.activity.settings,
        phases=tuple(run.phases.values()),
        seats=people.seats,
        round_seats=here.seats,
        late=here.late,
        round=here.number,
        revealed=here.revealed,
        rounds=tuple(run.course.rounds),
        question=question,
        current=current,
        went=tuple(run.course.went),
        incoming=run.incoming,
        ledgers=run.ledgers,
        now=run.now,
        names=people.names if named else {},
        called=people.called if run.phase.spoken else {},
        perspectives=people.perspectives,
        perspective_order=people.perspective_order,
        seed=run.seed,
        language=run.language,
        zone=run.zone,
        answered_on_paper=run.current.slips > 0,
        state=run.course.state,
        compute=lambda: run.activity.results(run.course.state, run.ctx),
    )
