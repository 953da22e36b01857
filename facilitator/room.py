"""The session as a plain object: seats, agenda, the running activity. Every change goes through `act`, never awaits."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from facilitator.activity import Activity, Html, Key, Refused
from facilitator.i18n import Text, Words, _, speaking
from facilitator.ledger import Ledgers, Operation, fold
from facilitator.report.model import Record, Section
from facilitator.run.roster import keys_of, people_of
from facilitator.run.run import Run
from facilitator.seats import PERSPECTIVES, Seat, Who, typed
from facilitator.session import record as recording
from facilitator.session.access import Access
from facilitator.session.agenda import BREAK, Step
from facilitator.session.command import Act, Answer, Marks, Moment, Undrawn, mark_of
from facilitator.session.onward import Onward
from facilitator.session.parse import ACTIONS, AFTER_THE_END, by_facilitator, event_for
from facilitator.session.people import PeopleActions
from facilitator.session.revisions import Changes
from facilitator.session.revisit import Talks
from facilitator.session.snapshot import tables
from facilitator.store import AnyStore
from facilitator.text import clean
from facilitator.views import viewer

log = logging.getLogger("facilitator")

Status = Literal["open", "closed"]
Wall = Literal["", "code", "agreements"]
Keep = Literal["no", "keep", "forget"]
"""Whether an event comes with a checkpoint, and whether older files have to go before anyone hears of it."""


class Room:
    """One session. `library` names the installed activities; whoever makes a room gives it a `store` for its events."""

    def __init__(
        self, library: Mapping[str, type[Activity[Any, Any]]], *,
        session: str, code: str, title: str, subtitle: str = "", language: str = "en", created: float = 0.0,
        zone: str = "UTC", board_key: str = "", plan: str = "", programme: str = "",
        perspectives: tuple[str, ...] = PERSPECTIVES,
        clock: Callable[[], float] = time.time,
        entropy: Callable[[str], str] = lambda label: secrets.token_hex(16),
    ) -> None:  # fmt: skip
        self.library, self.session, self.code, self.plan = library, session, code, plan
        self.title, self.subtitle, self.language, self.created = title, subtitle, language, created
        self.zone, self.board_key, self.perspectives, self.programme = zone, board_key, perspectives, programme
        self.store: AnyStore
        self.clock, self.entropy = Onward(clock), entropy
        self.status: Status = "open"
        self.n, self.moved, self.problem, self.replaying = 0, 0, "", False
        self.seats: dict[str, Seat] = {}
        self.readers: frozenset[str] = frozenset()  # after the end: hashes of the phones' cookies, tied to no seat
        self.access, self.talks = Access(), Talks()
        self.agenda: list[Step] = []
        self.run: Run | None = None
        self.runs: list[str] = []
        self.sections: dict[str, Section] = {}
        self.ledger: list[dict[str, Any]] = []
        self.carried: list[Operation] = []  # what earlier sessions of the programme left when this one began
        self.unread: list[str] = []  # folders that could not be read then, and may hold more of it
        self.keys: dict[str, Key] = {}
        self.marks = Marks()
        self.log: list[tuple[float, Text]] = []
        self.released = self.dark = self.paused = False
        self.wall: Wall = ""  # what stands on the board instead of the activity
        self._folded: tuple[tuple[int, int], Ledgers] | None = None
        self._seat_of: dict[Key, str] = {}
        self._tokens: dict[str, str] = {}
        self.changes = Changes()
        self._keep: Keep = "no"
        self._listeners: list[Callable[[], None]] = []

    # The one way in

    def act(self, who: Who, act: Act) -> Answer:
        """Do what `who` asks, or say why not. Anything asked twice under one id is done once. Never raises."""
        mark = mark_of(who, act.id)
        if mark in self.marks:
            return Answer(True, n=self.n)
        with speaking(self.language):
            try:
                if self.status == "closed" and act.do.partition("?")[0] not in AFTER_THE_END:
                    raise Refused(_("This session is closed. Nothing more can be added."))
                event = event_for(self, who, act)
                self._apply({**event, "n": self.n + 1, "mark": mark})
            except Refused as refused:
                return Answer(False, str(refused.words), self.n)
            except Exception:
                log.exception("an action failed: %s", act.do.partition("?")[0])
                self.problem = str(_("“{do}” did not work. Nothing was lost.", do=act.do.partition("?")[0]))
                self.changes.touch(None)
                return Answer(False, str(_("That did not work. The facilitator was told. Please try again.")), self.n)
        return Answer(True, n=self.n)

    def join(self, token: str, *, name: str = "", perspective: str = "", helper: bool = False, note: str = "") -> Seat:
        """The seat of the device whose cookie hashes to `token`, made now if it has none. Raises `Refused`."""
        if token not in self._tokens:
            texts = {"name": clean(name).strip(), "note": clean(note).strip(), "perspective": perspective}
            self._door("join", token=token, helper=helper, **texts)
        return self.seats[self._tokens[token]]

    def rejoin(self, seat_code: str, token: str) -> Seat:
        """Move the seat with this code to another device. Raises `Refused` for a code that no seat has."""
        seat = self.with_code(seat_code)
        if seat is None:
            raise Refused(_("No seat has this code. It is on your other device, or ask the facilitator."))
        self._door("rejoin", seat=seat.id, token=token)
        return seat

    def with_code(self, code: str) -> Seat | None:
        """The seat with this code, as somebody typed it."""
        return next((seat for seat in self.seats.values() if seat.code and seat.code == typed(code)), None)

    def seat_for(self, token: str) -> Seat | None:
        """The seat that a device holds."""
        return self.seats.get(self._tokens.get(token, ""))

    # What others look at

    def view(self, who: Who) -> Html:
        """What stands in the view of `who`. Raises `Undrawn` with a sentence when it could not be drawn."""
        try:
            with speaking(self.language):
                return viewer.view(self, who)
        except Exception as error:
            log.exception("a view failed: %s", who.role)
            self.problem = str(
                _("A view of “{title}” could not be drawn.", title=self.run.activity.title if self.run else self.title)
            )
            raise Undrawn(str(_("This page could not be drawn just now. Your answers are safe."))) from error

    def listen(self, call: Callable[[], None]) -> None:
        """Call `call` after every event."""
        self._listeners.append(call)

    def revision(self, who: Who) -> int:
        """Changes whenever the view of `who` may have changed. Helpers see what the board shows."""
        seat = self.seats.get(who.seat)
        shown = "" if seat is not None and seat.helper else who.seat
        return self.changes.of(shown)

    @property
    def now(self) -> Step | None:
        """The step that is open."""
        return next((step for step in self.agenda if step.state == "now"), None)

    @property
    def next(self) -> Step | None:
        """The step that would be begun next."""
        return next((step for step in self.agenda if step.state == "planned"), None)

    @property
    def present(self) -> list[Seat]:
        """Seats that count and have not left."""
        return [seat for seat in self.seats.values() if seat.counts]

    def step(self, id: str) -> Step:
        """A step of the agenda. Raises `Refused` when there is none."""
        return self.agenda[self.place(id)]

    def place(self, id: str) -> int:
        """Place of a step on the agenda, from 0."""
        for place, step in enumerate(self.agenda):
            if step.id == id:
                return place
        raise Refused(_("This step is no longer on the agenda."))

    def seat(self, id: str) -> Seat:
        """A seat. Raises `Refused` when there is none."""
        if id not in self.seats:
            raise Refused(_("There is no such seat in this room."))
        return self.seats[id]

    def running(self) -> Run:
        """The running activity. Raises `Refused` when there is none."""
        if self.run is None:
            raise Refused(_("No activity is open now."))
        return self.run

    def title_of(self, step: Step) -> Words:
        """What a step is called: its own title, or its activity's."""
        if step.title:
            return step.title
        kind = self.library.get(step.activity)
        return kind.title if kind else _("Break") if step.activity == BREAK else step.activity

    def record(self) -> Record:
        """All that the session left behind so far."""
        return recording.record(self)

    # What actions use

    def add_seat(self, seat: Seat) -> None:
        """Put a seat at the table."""
        self.seats[seat.id] = seat

    def seat_people(self) -> None:
        """Tell the running activity who is here, under the keys of this run."""
        self._tokens = {seat.token: seat.id for seat in self.seats.values() if seat.token}
        self.keys = keys_of(self.run.secret if self.run else None, self.seats)
        self._seat_of = {key: id for id, key in self.keys.items()}
        if self.run is not None:
            self.run.known_keys(self.keys.values())
            self.run.seat_people(people_of(self.seats, self.keys, self.perspectives))

    def close_run(self) -> None:
        """Keep what the running activity leaves, and drop its state with every link in it."""
        run = self.running()
        section, operations = recording.left_by(self, run)
        self.sections[run.step] = section
        self.ledger += operations
        self.runs.append(run.id)
        self.run = None
        self.unlink()

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers of the programme: what this session found, and what it added so far. Folded once a change."""
        size = len(self.carried), len(self.ledger)
        if self._folded is None or self._folded[0] != size:
            own = [{**operation, "session": self.session} for operation in self.ledger]
            self._folded = size, fold([*self.carried, *own])
        return self._folded[1]

    def unlink(self) -> None:
        """Keep nothing of who took part, or of what anyone sent: all have the highest count of acts, marks go."""
        highest = max((seat.acts for seat in self.seats.values()), default=0)
        for seat in self.seats.values():
            seat.acts = highest
        self.marks.drop()

    def note(self, moment: Moment, words: Text) -> None:
        """A line for the facilitator's own copy of the record."""
        self.log.append((moment.at, words))

    def keep(self, forget: bool = False) -> None:
        """Write a checkpoint with this event; with `forget`, older files go before anyone hears of it."""
        self._keep = "forget" if forget or self._keep == "forget" else "keep"

    # Events

    def _door(self, do: str, **args: Any) -> None:
        if self.status == "closed":
            raise Refused(_("This session is closed. Nothing more can be added."))
        action = ACTIONS[do][1]
        event = by_facilitator(self, action, action.read([(name, str(value)) for name, value in args.items()]))
        self._apply({**event, "n": self.n + 1, "by": "door", "at": 0.0})

    def _apply(self, event: dict[str, Any]) -> None:
        """Check an event against the rules by doing it, then number it and hand it to the store."""
        self._keep = "no"
        self.changes.touch(self._do(event))
        keep: Keep = self._keep
        self.n = event["n"]
        self.marks.add(event.get("mark", ""))
        self.store.commit(event, None if keep == "no" else tables(self), forget=keep == "forget")
        for call in self._listeners:
            call()

    def replay(self, event: Mapping[str, Any]) -> None:
        """Do an event that was accepted before, by whatever rules then held; it is on disk already."""
        self.replaying = True
        with speaking(self.language):
            self._do(event)
        self.replaying = False
        self.n = event["n"]
        self.marks.add(event.get("mark", ""))

    def _do(self, event: Mapping[str, Any]) -> str | None:
        """Do what an event says. Returns the seat whose view alone changed, or None for everyone."""
        if "run" in event:
            return self._do_in_run(event)
        owner, action = ACTIONS[event["do"]]
        moment = Moment(event["n"], event.get("at", 0.0), event.get("entropy", ""))
        action.call(owner, self, event["by"], moment, action.model.model_validate(event["args"]))
        self.moved = event["n"] if action.moves else self.moved
        if type(owner) is PeopleActions or event["do"] in ("go", "stop", "finish", "end"):
            self.seat_people()
        return event["by"] if action.touches == "me" else None

    def _do_in_run(self, event: Mapping[str, Any]) -> str | None:
        run = self.running()
        if event["do"] == "slips":
            run.replay(event)
            return None
        action = run.activity.actions[event["do"]]
        run.act(action, event["key"], action.model.model_validate(event["args"]), event["n"], event.get("at"))
        self.moved = event["n"] if action.moves or action.voids else self.moved
        seat = self._seat_of.get(event["key"], "")
        if seat:
            self.seats[seat].acts += 1
        return seat if action.touches == "me" and seat else None
