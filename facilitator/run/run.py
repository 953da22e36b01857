"""One running activity: checks an action, applies it in place, moves phases and rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from facilitator.action import plain
from facilitator.activity import Action, Activity, By, Ctx, Item, Key, Phase, Refused, Round, Section
from facilitator.i18n import Words, _
from facilitator.ledger import Ledgers
from facilitator.run import attendance, moves, older, outside, roster, slips, undoing
from facilitator.run.roster import People
from facilitator.run.state import Course, Current, sealed, upgraded


class Run:
    """An activity that has begun and not yet closed."""

    def __init__(
        self, id: str, step: str, activity: Activity[Any, Any], *, seed: str, secret: str, now: float = 0.0,
        incoming: Iterable[Item] = (), language: str = "en", zone: str = "UTC", ledgers: Ledgers | None = None,
    ) -> None:  # fmt: skip
        self.id, self.step, self.activity, self.seed, self.secret = id, step, activity, seed, secret
        self.incoming, self.ledgers = tuple(incoming), ledgers or Ledgers()
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
        self.language, self.zone, self.people = language, zone, People()
        self._here: People | None = None
        """Who was in the room when the first event of the phase came; None where that was not kept."""
        self.course = Course(None, {name: Current() for name in moves.questions_of(self.phases.values())})
        self.course.enter(self.phase.name)
        self.events: list[dict[str, Any]] = []
        self._ctx: Ctx | None = None
        self.course.state, self._ctx = activity.start(self.ctx), None
        if self.phase.round:
            self.open_round()
        self.settle(now)

    # What the activity may know

    @property
    def ctx(self) -> Ctx:
        """The outside, as it is now; made anew after every change."""
        if self._ctx is None:
            self._ctx = outside.told(self)
        return self._ctx

    def seat_people(self, people: People) -> None:
        """Tell the run who is in the room now. What was done before is played again among those who were here then."""
        if not self.events:
            self._here = people
        elif change := roster.change(self.people, people):
            self.events.append(change)
        self.people, self._ctx = people, None

    @property
    def token(self) -> str:
        """What a form carries so that a stale page is noticed."""
        return f"{self.id}.{sum(each.number for each in self.course.questions.values())}"

    def question_of(self, phase: Phase) -> str:
        """The phase with rounds that a phase belongs to."""
        return moves.question_of(phase, self.phases.values())

    def current_of(self, phase: Phase) -> Current:
        """The present round of the question that a phase belongs to."""
        return self.course.questions[self.question_of(phase)]

    @property
    def current(self) -> Current:
        """The present round of the question that is asked or looked at now."""
        return self.current_of(self.phase)

    # Actions

    def find(self, name: str, by: By, on_behalf: bool = False) -> Action:
        """The action `name`, if it may be done now by this role; raises `Refused` with a sentence."""
        action = self.activity.actions.get(name)
        if action is None or (action.by != by and not (on_behalf and action.by == "participant")):
            raise Refused(_("This cannot be done from here. Please load the page again."))
        if action.phases and self.phase.name not in action.phases:
            raise Refused(_("This is closed now. Your screen shows what is open."))
        if action.phases and action.by == "participant" and self.stopped:
            raise Refused(_("Answering has stopped. What you gave is kept."))
        return action

    def act(self, action: Action, key: Key | None, args: BaseModel, n: int, at: float | None = None) -> None:
        """Apply an action in place. Raises `Refused` and changes nothing, or repairs itself after any other error.

        `at` is the time of an act of the facilitator; the acts of people have none.
        """
        if key is not None and key in slips.who_chose(self):
            raise Refused(_("You chose a paper slip in this round. Please put your answer in the ballot box."))
        aside = self._put_aside() if action.voids and self.current.open else None
        before = self.now
        if at is not None:
            self.now, self._ctx = at, None
        try:
            action.call(self.activity, self.course.state, key, self.ctx, args)
        except Refused:
            self.now, self._ctx = before, None
            raise
        except Exception:
            self.now = before
            self.rebuild(self.events)
            raise
        if aside is not None:
            self.course.rounds.append(aside)
            self.course.fresh(aside.phase)
        self.note({"n": n, "do": action.name, "by": action.by, "key": key, "at": at, "args": plain(args)})

    def done(self) -> frozenset[Key]:
        """Who has nothing left to give in this phase, or passed."""
        return frozenset(self.activity.done(self.course.state, self.ctx))

    @property
    def asks(self) -> bool:
        """Whether people can answer now."""
        return self.phase.privacy is not None and not self.stopped

    def counter(self) -> attendance.Counter:
        """How many are done and have begun, and of how many."""
        return attendance.counter(self)

    # Phases and rounds

    def why_not(self, name: str) -> Words:
        """Why the phase `name` cannot be entered now, in a sentence; empty when it can."""
        return moves.why_not(self, name)

    def go(self, name: str, at: float, secret: str, accepted: bool = False) -> bool:
        """Enter a phase, or open again what was stopped. Returns True when older files must go."""
        return moves.go(self, name, at, secret, accepted)

    def stop(self, at: float, secret: str) -> bool:
        """Take no more answers in this hidden phase. Returns True when older files must go."""
        return moves.stop(self, at, secret)

    def forget(self, secret: str) -> None:
        """Drop every link from seats to answers: the keys are replaced in their own order, the secret by another."""
        self.activity.sealing(self.course.state, self.ctx)
        data = self.course.dump(self.activity.state_adapter())
        self._load_course(sealed(data, self._keys, f"{secret[:6]}-"))
        self.secret = secret

    def known_keys(self, keys: Iterable[Key]) -> None:
        """Name every key that a seat of the room has in this run, left ones too; needed before `forget`."""
        self._keys = frozenset(keys)

    _keys: frozenset[Key] = frozenset()

    # Keeping and repairing

    def dump(self) -> dict[str, Any]:
        """The run as JSON data: the state when the phase began, and the events since."""
        return {
            "id": self.id, "step": self.step, "activity": self.activity.id, "version": self.activity.version,
            "fields": dict(self.activity.versions()),
            "settings": self.activity.settings.model_dump(mode="json", exclude_unset=True),
            "seed": self.seed, "secret": self.secret,
            "incoming": [[item.id, item.text, item.note] for item in self.incoming], "phase": self.phase.name,
            "stopped": self.stopped, "since": self._since,
            "ends": self.ends, "timer_hidden": self.timer_hidden, "part": self.part,
            "people": roster.plain(self._here),
            "base": self._base, "events": [dict(event) for event in self.events],
        }  # fmt: skip

    @classmethod
    def load(cls, data: Mapping[str, Any], activity: Activity[Any, Any]) -> Run:
        """The run that `dump` described; `activity` carries its settings. The room seats people before `rebuild`."""
        incoming = tuple(Item(*parts) for parts in data["incoming"])
        run = cls(data["id"], data["step"], activity, seed=data["seed"], secret=data["secret"], incoming=incoming)
        former = data["phase"] == moves.FORMER_STOP and moves.FORMER_STOP not in run.phases
        run.phase = run.phases[run.question_of(run.phase) if former else data["phase"]]
        run.stopped, run._since, run.ends = former or data.get("stopped", False), data["since"], data["ends"]
        run.timer_hidden, run.part = data["timer_hidden"], data["part"]
        run.written = data["version"]
        run._base = upgraded(
            {"went": [run.phase.name]} | data["base"], lambda state: older.state(activity, data, state)
        )
        run.events = [run.in_todays_shape(event) for event in data["events"]]
        run._here = roster.of(data.get("people"))
        return run

    def in_todays_shape(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """An event that was kept, with the action and the arguments of today."""
        return older.event(self.activity, event, event.get("version", self.written))

    def rebuild(self, events: list[dict[str, Any]]) -> None:
        """Make the state again from the start of the phase and `events`."""
        now, self.people = self.people, self._here or self.people
        self._load_course(self._base)
        self.now, self.events = self._since, []
        try:
            for event in events:
                self.replay(event)
        finally:
            self.people, self._ctx = now, None

    def replay(self, event: Mapping[str, Any]) -> None:
        """Apply an event that was accepted before."""
        if event["do"] == roster.CHANGE:
            self.people = roster.changed(self.people, event)
            self.note(event)
        elif event["do"] in slips.KINDS:
            slips.KINDS[event["do"]](self, event)
        else:
            action, args = self.reread(event)
            self.act(action, event["key"], args, event["n"], event["at"])

    def undo(self) -> None:
        """Take back the facilitator's latest act in this phase. Raises `Refused` when somebody else's would change."""
        undoing.undo(self)

    @property
    def why_no_undo(self) -> Words:
        """Why nothing can be taken back now, in a sentence; empty when something can."""
        return undoing.why_not(self)

    @property
    def finished(self) -> bool:
        """Whether there is a result to keep if it is closed now."""
        reveals = any(phase.reveal for phase in self.phases.values())
        shown = [each.revealed for each in (*self.ctx.current.values(), *self.course.rounds)]
        return not reveals or any(shown)

    @property
    def why_not_finish(self) -> Words:
        """Why it cannot be closed with its result yet, in a sentence; empty when it can."""
        return self.activity.why_not_finish(self.course.state, self.ctx)

    def section(self) -> Section:
        """What goes into the record; without results when it was ended before any result was shown."""
        made = self.activity.section(self.course.state, self.ctx)
        made = replace(made, purpose=made.purpose or getattr(self.activity.settings, "purpose", ""))
        if self.finished:
            return replace(made, activity=self.activity.id)
        return replace(made, activity=self.activity.id, finished=False, blocks=(), items=(), ledger=())

    # Helpers

    def note(self, event: Mapping[str, Any]) -> None:
        """Remember an event of this phase, so that the state can be made again from it."""
        self.events.append(dict(event))
        self._ctx = None

    def reread(self, event: Mapping[str, Any]) -> tuple[Action, BaseModel]:
        """The action and the arguments that an event carries."""
        action = self.activity.actions[event["do"]]
        return action, action.model.model_validate(event["args"])

    def _put_aside(self) -> Round:
        question = self.question_of(self.phase)
        return self.course.put_aside(question, self.people.seats, self.activity.state_adapter())

    def open_round(self) -> None:
        """Begin the next round of the question that this phase asks."""
        if self.current.open:
            self.course.rounds.append(self._put_aside())
        self.course.begin(self.phase.name, self.people.seats)

    def settle(self, at: float) -> None:
        """Begin a phase: what is now is what a rebuild starts from."""
        self._base, self.events, self._ctx = self.course.dump(self.activity.state_adapter()), [], None
        self.now = self._since = at
        self._here = self.people

    def _load_course(self, data: Mapping[str, Any]) -> None:
        self.course = Course.load(data, self.activity.state_adapter(), list(self.course.questions))
        self._ctx = None
