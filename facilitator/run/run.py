"""One running activity: checks an action, applies it in place, moves phases and rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from facilitator.action import plain
from facilitator.activity import Action, Activity, By, Ctx, Item, Key, Refused, Section
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry, Passage
from facilitator.run import attendance, moves, older, roster, slips, undoing
from facilitator.run.course import upgraded
from facilitator.run.roster import People
from facilitator.run.state import RunState


class Run(RunState):
    """An activity that has begun and not yet closed: all that happens to it comes in here."""

    _counted: tuple[Ctx, attendance.Counter] | None = None

    # Who is here

    def seat_people(self, people: People) -> None:
        """Tell the run who is in the room now. What was done before is played again among those who were here then."""
        change = roster.change(self.people, people)
        seats = self.activity.seats_people() and self._here is not None
        if change and (self.events or seats):
            self.events.append(change)
        if not self.events:
            self._here = people
        self.people, self._ctx = people, None
        if change and seats:
            self._seat()

    def _seat(self) -> None:
        """Let the activity give a place to who needs one."""
        self.activity.seated(self.course.state, self.ctx)
        self._ctx = None

    # Actions

    def find(self, name: str, by: By, on_behalf: bool = False) -> Action:
        """The action `name`, if it may be done now by this role; raises `Refused` with a sentence."""
        action = self.activity.actions.get(name)
        if action is None or (action.by != by and not (on_behalf and action.by == "participant")):
            raise Refused(_("This cannot be done from here. Please load the page again."))
        if action.phases and self.phase.name not in action.phases:
            raise Refused(action.closed or _("This is closed now. Your screen shows what is open."))
        if action.phases and action.by == "participant" and self.stopped:
            raise Refused(_("Answering has stopped. What you gave is kept."))
        return action

    def act(self, action: Action, key: Key | None, args: BaseModel, n: int, at: float | None = None) -> None:
        """Apply an action in place. Raises `Refused` and changes nothing, or repairs itself after any other error.

        `at` is the time of an act of the facilitator; the acts of people have none.
        """
        if key is not None and key in slips.who_chose(self):
            raise Refused(_("You chose a paper slip in this round. Please put your answer in the ballot box."))
        aside = self.put_aside() if action.voids and self.current.open else None
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

    def counter(self) -> attendance.Counter:
        """How many are done and have begun, and of how many; counted once a state."""
        if self._counted is None or self._counted[0] is not self.ctx:
            self._counted = self.ctx, attendance.counter(self)
        return self._counted[1]

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
        now, order = self.people, self.people.perspective_order
        self.people = replace(self._here, perspective_order=order) if self._here else now
        self.take_course(self._base)
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
            if self.activity.seats_people():
                self._seat()
        elif event["do"] in slips.KINDS:
            slips.KINDS[event["do"]](self, event)
        else:
            action, args = self.reread(event)
            self.act(action, event["key"], args, event["n"], event["at"])

    def undo(self) -> None:
        """Take back the facilitator's latest act in this phase. Raises `Refused` when somebody else's would change."""
        why, own = undoing.why_not(self), undoing.own(self)
        if why:
            raise Refused(why)
        if own:
            action = self.activity.actions[own]
            self.act(action, None, action.read([]), 0)
            return
        before = self.events
        try:
            self.rebuild(undoing.kept(self))
        except Refused:
            self.rebuild(before)
            raise Refused(_("Something later depends on this, so it cannot be undone.")) from None

    @property
    def why_no_undo(self) -> Words:
        """Why nothing can be taken back now, in a sentence; empty when something can."""
        return undoing.why_not(self)

    @property
    def why_not_finish(self) -> Words:
        """Why it cannot be closed with its result yet, in a sentence; empty when it can."""
        return self.activity.why_not_finish(self.course.state, self.ctx)

    def section(self) -> Section:
        """What goes into the record; of results nothing when it was ended before any was shown."""
        made = self.activity.section(self.course.state, self.ctx)
        made = replace(made, purpose=made.purpose or getattr(self.activity.settings, "purpose", ""))
        if self.finished:
            return replace(made, activity=self.activity.id)
        blocks, ledger = self.early
        return replace(made, activity=self.activity.id, finished=False, blocks=blocks, items=(), ledger=ledger)

    @property
    def early(self) -> tuple[tuple[Passage, ...], tuple[LedgerEntry, ...]]:
        """What stays of it, with what the ledgers learn, when it is ended before its first result."""
        passages, entries = self.activity.early(self.course.state, self.ctx)
        return tuple(passages), tuple(entries)
