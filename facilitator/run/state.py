"""What a running activity is made of, and the questions that everything asks about it. Only events change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel

from facilitator.activity import Action, Activity, Ctx, Item, Key, Phase, Round
from facilitator.ledger import Ledgers
from facilitator.ledger.sealed import SealedStore
from facilitator.run.course import Course, Current, belonging, questions_of, sealed
from facilitator.run.roster import People


class RunState:
    """An activity that has begun: the phase that is open, the people, the course of things, the events since."""

    def __init__(
        self, id: str, step: str, activity: Activity[Any, Any], *, seed: str, secret: str, now: float = 0.0,
        incoming: Iterable[Item] = (), language: str = "en", zone: str = "UTC", ledgers: Ledgers | None = None,
        sealed: SealedStore | None = None, perspectives: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.id, self.step, self.activity, self.seed, self.secret = id, step, activity, seed, secret
        self.incoming = tuple(incoming)
        self.ledgers, self.sealed = ledgers or Ledgers(), sealed or SealedStore()
        self.phases: dict[str, Phase] = {phase.name: phase for phase in activity.shown_phases()}
        self.phase = next(iter(self.phases.values()))
        self.stopped = False
        """Whether this hidden phase takes no more answers, until it is opened again."""
        self.now, self.timer_hidden = now, False
        self.ends: float | None = None
        self.written = activity.version
        """The version of the activity that wrote what was loaded, and what the journal holds after it."""
        self.part = 1
        """Which page of a long list the board shows."""
        self.language, self.zone, self.people = language, zone, People(perspective_order=perspectives)
        self.course = Course(None, {name: Current() for name in questions_of(self.phases.values())})
        self._questions = belonging(self.phases.values())
        self.course.enter(self.phase.name)
        self.events: list[dict[str, Any]] = []
        self._here: People | None = None
        """Who was in the room when the first event of the phase came; None where that was not kept."""
        self._keys: frozenset[Key] = frozenset()
        self._ctx: Ctx | None = None
        self.course.state, self._ctx = activity.start(self.ctx), None
        if self.phase.round:
            self.open_round()
        self.settle(now)

    # Questions

    @property
    def ctx(self) -> Ctx:
        """What the activity may know of the outside, as it is now; made anew after every change."""
        if self._ctx is None:
            self._ctx = self._told()
        return self._ctx

    @property
    def token(self) -> str:
        """What a form carries so that a stale page is noticed."""
        return f"{self.id}.{sum(each.number for each in self.course.questions.values())}"

    def question_of(self, phase: Phase) -> str:
        """The phase with rounds that a phase belongs to."""
        return self._questions[phase.name]

    def current_of(self, phase: Phase) -> Current:
        """The present round of the question that a phase belongs to."""
        return self.course.questions[self.question_of(phase)]

    @property
    def current(self) -> Current:
        """The present round of the question that is asked or looked at now."""
        return self.current_of(self.phase)

    @property
    def asks(self) -> bool:
        """Whether people can answer now."""
        return self.phase.privacy is not None and not self.stopped

    def done(self) -> frozenset[Key]:
        """Who has nothing left to give in this phase, or passed."""
        return frozenset(self.activity.done(self.course.state, self.ctx))

    @property
    def finished(self) -> bool:
        """Whether there is a result to keep if it is closed now."""
        reveals = any(phase.reveal for phase in self.phases.values())
        shown = [each.revealed for each in (*self.ctx.current.values(), *self.course.rounds)]
        return not reveals or any(shown) or self.activity.settled(self.course.state, self.ctx)

    def reread(self, event: Mapping[str, Any]) -> tuple[Action, BaseModel]:
        """The action and the arguments that an event carries."""
        action = self.activity.actions[event["do"]]
        return action, action.model.model_validate(event["args"])

    # What events use

    def note(self, event: Mapping[str, Any]) -> None:
        """Remember an event of this phase, so that the state can be made again from it."""
        self.events.append(dict(event))
        self._ctx = None

    def changed(self) -> None:
        """Something was changed in the state: what was known of it is not known any more."""
        self._ctx = None

    def put_aside(self) -> Round:
        """The present round of the question as a closed one, with a copy of the state."""
        question = self.question_of(self.phase)
        return self.course.put_aside(question, self.people.seats, self.activity.state_adapter())

    def open_round(self) -> None:
        """Begin the next round of the question that this phase asks."""
        if self.current.open:
            self.course.rounds.append(self.put_aside())
        self.course.begin(self.phase.name, self.people.seats)

    def enter_phase(self, at: float) -> None:
        """Let the activity settle what must not change while the phase that it is in now is open."""
        self.now, self._ctx = at, None
        self.activity.entering(self.course.state, self.ctx)
        self._ctx = None

    @contextmanager
    def unchanged_if_it_fails(self) -> Iterator[None]:
        """Be as before where what is done inside is refused or fails: nobody keeps it, so nobody may see it."""
        before, course = dict(vars(self)), self.course_data()
        try:
            yield
        except Exception:
            vars(self).update(before)
            self.take_course(course)
            raise

    def settle(self, at: float) -> None:
        """Begin a phase: what is now is what a rebuild starts from."""
        self._base, self.events, self._ctx = self.course_data(), [], None
        self.now = self._since = at
        self._here = self.people

    def known_keys(self, keys: Iterable[Key]) -> None:
        """Name every key that a seat of the room has in this run, left ones too; needed before `forget`."""
        self._keys = frozenset(keys)

    def forget(self, secret: str) -> None:
        """Drop every link from seats to answers: the keys are replaced in their own order, the secret by another."""
        self.activity.sealing(self.course.state, self.ctx)
        self.take_course(sealed(self.course_data(), self._keys, f"{secret[:6]}-"))
        self.secret = secret

    def course_data(self) -> dict[str, Any]:
        """The course as JSON data that shares nothing with it."""
        return self.course.dump(self.activity.state_adapter())

    def take_course(self, data: Mapping[str, Any]) -> None:
        """Go on from a course that `course_data` gave."""
        self.course = Course.load(data, self.activity.state_adapter(), list(self.course.questions))
        self._ctx = None

    def _told(self) -> Ctx:
        people, question = self.people, self.question_of(self.phase)
        questions = self.course.questions.items()
        current = {name: each.told(name, people.seats, self.course.went) for name, each in questions}
        here, named = current[question], self.activity.privacy(self.phase) == "open"
        return Ctx(
            phase=self.phase.name,
            settings=self.activity.settings,
            phases=tuple(self.phases.values()),
            seats=people.seats,
            round_seats=here.seats,
            late=here.late,
            round=here.number,
            revealed=here.revealed,
            rounds=tuple(self.course.rounds),
            question=question,
            current=current,
            went=tuple(self.course.went),
            incoming=self.incoming,
            ledgers=self.ledgers,
            sealed=self.sealed,
            now=self.now,
            names=people.names if named else {},
            called=people.called if self.phase.spoken else {},
            perspectives=people.perspectives,
            perspective_order=people.perspective_order,
            seed=self.seed,
            language=self.language,
            zone=self.zone,
            answered_on_paper=self.current.slips > 0,
            state=self.course.state,
            compute=lambda: self.activity.results(self.course.state, self.ctx),
        )
