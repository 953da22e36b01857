"""One running activity: checks an action, applies it in place, moves phases and rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from facilitator import slips
from facilitator.activity import Action, Activity, By, Ctx, Item, Key, Phase, Refused, Round, Section
from facilitator.counting import SLIP
from facilitator.course import Course, plain, sealed, upgraded
from facilitator.i18n import Words, _
from facilitator.present import People
from facilitator.programme import Ledgers


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
        self.now, self.timer_hidden = now, False
        self.ends: float | None = None
        self.part = 1
        """Which page of a long list the board shows."""
        self.language, self.zone = language, zone
        self.people, self.course = People(), Course(None)
        self.events: list[dict[str, Any]] = []
        self._ctx: Ctx | None = None
        self.course.state, self._ctx = activity.start(self.ctx), None
        if self.phase.round:
            self._open_round()
        self._settle()

    # What the activity may know

    @property
    def ctx(self) -> Ctx:
        """The outside, as it is now; made anew after every change."""
        if self._ctx is None:
            course, people = self.course, self.people
            counted = people.seats if course.locked is None else course.locked
            named = self.activity.privacy(self.phase) == "open"
            self._ctx = Ctx(
                phase=self.phase.name,
                seats=people.seats,
                round_seats=counted,
                late=course.late(counted),
                round=course.round,
                revealed=course.revealed,
                rounds=tuple(course.rounds),
                incoming=self.incoming,
                ledgers=self.ledgers,
                now=self.now,
                names=people.names if named else {},
                perspectives=people.perspectives,
                perspective_order=people.perspective_order,
                seed=self.seed,
                language=self.language,
                zone=self.zone,
                answered_on_paper=course.slips > 0,
                compute=lambda: self.activity.results(self.course.state, self.ctx),
            )
        return self._ctx

    def seat_people(self, people: People) -> None:
        """Tell the run who is in the room now."""
        self.people = people
        self._ctx = None

    @property
    def token(self) -> str:
        """What a form carries so that a stale page is noticed."""
        return f"{self.id}.{self.course.round}"

    # Actions

    def find(self, name: str, by: By, on_behalf: bool = False) -> Action:
        """The action `name`, if it may be done now by this role; raises `Refused` with a sentence."""
        action = self.activity.actions.get(name)
        if action is None or (action.by != by and not (on_behalf and action.by == "participant")):
            raise Refused(_("This cannot be done from here. Please load the page again."))
        if action.phases and self.phase.name not in action.phases:
            raise Refused(_("This is closed now. Your screen shows what is open."))
        return action

    def act(self, action: Action, key: Key | None, args: BaseModel, n: int, at: float | None = None) -> None:
        """Apply an action in place. Raises `Refused` and changes nothing, or repairs itself after any other error.

        `at` is the time of an act of the facilitator; the acts of people have none.
        """
        if key is not None and key in slips.who_chose(self):
            raise Refused(_("You chose a paper slip in this round. Please put your answer in the ballot box."))
        aside = self._put_aside() if action.voids and self.course.open else None
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
            self.course.fresh()
            self.course.open = False
        self.note({"n": n, "do": action.name, "by": action.by, "key": key, "at": at, "args": plain(args)})

    def done(self) -> frozenset[Key]:
        """Who has answered or passed in this phase."""
        return frozenset(self.activity.done(self.course.state, self.ctx))

    @property
    def asks(self) -> bool:
        """Whether people answer in this phase."""
        return self.phase.privacy is not None

    def counter(self) -> tuple[int, int]:
        """How many are done, and of how many; slips count as done and stand for seats without a phone."""
        done = self.done()
        people = {key for key in done if not key.startswith(SLIP)}
        total = len(people.union(self.people.seats))
        return min(len(done), total) if total else len(done), max(total, len(done))

    # Phases and rounds

    def why_not(self, name: str) -> Words:
        """Why the phase `name` cannot be entered now, in a sentence; empty when it can."""
        names = list(self.phases)
        if name not in names:
            return _("There is no such step here. Please load the page again.")
        there, here, target = names.index(name), names.index(self.phase.name), self.phases[name]
        shown = self.course.revealed and self.course.open
        between = list(self.phases.values())[there : here + 1]
        if there < here and shown and not target.round and any(phase.reveal for phase in between):
            return _("The result has been shown, so this step is over. You can start a new round instead.")
        if any(self.activity.privacy(phase) == "sensitive" for phase in between[:-1]):
            return _("These answers are sealed to protect people. This step cannot be opened again.")
        return self.activity.ready(self.course.state, self.ctx, name)

    def go(self, name: str, at: float, secret: str) -> bool:
        """Enter a phase. Returns True when links between people and answers were dropped, so older files must go."""
        why = self.why_not(name)
        if why:
            raise Refused(why)
        names, target, course = list(self.phases), self.phases[name], self.course
        passed = names[names.index(self.phase.name) : names.index(name)]
        forgets = any(self.activity.privacy(self.phases[each]) == "sensitive" for each in passed)
        if self.phase.round and not target.round:
            course.locked = self.people.seats
        if forgets:
            self.forget(secret)
        if target.round and (course.revealed or not course.open):
            self._open_round()
        elif target.round:
            course.locked = None
        course.slips_invited = course.slips_invited and (target.round or target.privacy is None)
        if target.reveal:
            course.revealed = True
        self.phase, self.now, self.part = target, at, 1
        minutes = target.lasts(len(self.people.seats))
        self.ends = at + minutes * 60 if minutes else None
        self._settle()
        return forgets

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
            "settings": self.activity.settings.model_dump(mode="json", exclude_unset=True),
            "seed": self.seed, "secret": self.secret,
            "incoming": [[item.id, item.text, item.note] for item in self.incoming], "phase": self.phase.name,
            "since": self._since, "ends": self.ends, "timer_hidden": self.timer_hidden, "part": self.part,
            "base": self._base, "events": [dict(event) for event in self.events],
        }  # fmt: skip

    @classmethod
    def load(cls, data: Mapping[str, Any], activity: Activity[Any, Any]) -> Run:
        """The run that `dump` described; `activity` carries its settings. The room seats people before `rebuild`."""
        incoming = tuple(Item(*parts) for parts in data["incoming"])
        run = cls(data["id"], data["step"], activity, seed=data["seed"], secret=data["secret"], incoming=incoming)
        run.phase, run._since, run.ends = run.phases[data["phase"]], data["since"], data["ends"]
        run.timer_hidden, run.part, run._base = data["timer_hidden"], data["part"], data["base"]
        if data["version"] != activity.version:
            run._base = upgraded(run._base, lambda state: activity.upgrade("state", state, data["version"]))
        run.events = list(data["events"])
        return run

    def rebuild(self, events: list[dict[str, Any]]) -> None:
        """Make the state again from the start of the phase and `events`."""
        self._load_course(self._base)
        self.now, self.events = self._since, []
        for event in events:
            self.replay(event)

    def replay(self, event: Mapping[str, Any]) -> None:
        """Apply an event that was accepted before."""
        if event["do"] in slips.KINDS:
            slips.KINDS[event["do"]](self, event)
        else:
            action, args = self.reread(event)
            self.act(action, event["key"], args, event["n"], event["at"])

    def undo(self) -> None:
        """Take back the facilitator's latest act in this phase. Raises `Refused` when somebody else's would change."""
        why = self.why_no_undo
        if why:
            raise Refused(why)
        before, last = self.events, self._last_of_facilitator
        kept = [event for event in before if event is not last]
        try:
            self.rebuild(kept)
        except Refused:
            self.rebuild(before)
            raise Refused(_("Something later depends on this, so it cannot be undone.")) from None

    @property
    def why_no_undo(self) -> Words:
        """Why the facilitator's latest act in this phase cannot be taken back, in a sentence; empty when it can."""
        last = self._last_of_facilitator
        if last is None:
            return _("There is nothing to undo in this step. To go back a step, use Back.")
        if self.events[-1] is not last:
            return _("People have answered since, so this cannot be undone. You can change it forwards.")
        return ""

    @property
    def finished(self) -> bool:
        """Whether there is a result to keep if it is closed now."""
        reveals = any(phase.reveal for phase in self.phases.values())
        return not reveals or self.course.revealed or any(closed.revealed for closed in self.course.rounds)

    def section(self) -> Section:
        """What goes into the record; without results when it was ended before any result was shown."""
        made = self.activity.section(self.course.state, self.ctx)
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

    @property
    def _last_of_facilitator(self) -> dict[str, Any] | None:
        """The latest event of the facilitator in this phase; slips are not theirs, but the answers of people."""
        mine = (event for event in reversed(self.events) if event["by"] == "facilitator" and event["do"] != "slips")
        return next(mine, None)

    def _put_aside(self) -> Round:
        return self.course.put_aside(self.people.seats, self.activity.state_adapter())

    def _open_round(self) -> None:
        if self.course.open:
            self.course.rounds.append(self._put_aside())
        self.course.begin(self.people.seats)

    def _settle(self) -> None:
        """Begin a phase: what is now is what a rebuild starts from."""
        self._base, self.events, self._ctx = self.course.dump(self.activity.state_adapter()), [], None
        self._since = self.now

    def _load_course(self, data: Mapping[str, Any]) -> None:
        self.course, self._ctx = Course.load(data, self.activity.state_adapter()), None
