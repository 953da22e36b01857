"""For tests of activities: a table of pretend people who can tap only what they see. No server, no waiting.

table = Table(DotVote, criterion="Which?", options=["Tea", "Coffee"])
ann, bob, *_ = table.people
table.go("vote")
ann.tap("Place a dot", near="Tea")
table.go("reveal")
assert table.results["o1"].dots == 1
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from facilitator.activity import Activity, Ctx, Html, Item, Key, Phase, Refused, Section
from facilitator.i18n import speaking
from facilitator.ledger import Operation
from facilitator.ledger.sealed import Kept
from facilitator.room import Room
from facilitator.run.run import Run
from facilitator.seats import Seat, Who, digest
from facilitator.session import snapshot
from facilitator.session.command import Act, Answer
from facilitator.session.session import SessionFacts
from facilitator.session.step import Step
from facilitator.store import MemoryStore
from facilitator.testing.taps import Pairs, control, words
from facilitator.testing.told import state_of, text_of

START = 1_800_000_000.0
"""When every table begins, seconds since 1970: the clock moves by one second with each act."""


class Person:
    """Somebody at the table with a phone, or the facilitator at the stage (`person.who`)."""

    def __init__(self, table: Table, who: Who) -> None:
        self.table, self.who = table, who

    @property
    def seat(self) -> Seat:
        """Their seat."""
        return self.table.room.seats[self.who.seat]

    @property
    def key(self) -> Key:
        """Their key in the running activity."""
        return self.table.room.keys[self.who.seat]

    @property
    def html(self) -> Html:
        """What stands on their page."""
        return self.table.room.view(self.who)

    @property
    def sees(self) -> str:
        """The words on their page, in order."""
        return words(self.html)

    def tap(self, name: str, near: str = "", **typed: object) -> None:
        """Use the one control with this name; `near` is the text of the row it stands in.

        `name` is its visible text or its accessible name, or how that begins. What is `typed` goes into fields of the
        form by their names. Raises AssertionError with a list of all controls when there is not exactly one, and
        `Refused` when the action is refused.
        """
        found = control(self.html, name, near)
        self.post(found.do, found.posts(), **typed)

    def do(self, action: str, **args: object) -> None:
        """Do an action that may not be on the page. A list or a dict gives several pairs. Raises `Refused`."""
        self.post(action, [("run", self.table.run.token)] if self.table.room.run else [], **args)

    def post(self, do: str, pairs: Pairs, **typed: object) -> None:
        """Send an act as a page would, with what is `typed` in place of fields of that name. Raises `Refused`."""
        kept = [(name, text) for name, text in pairs if name not in typed]
        sent = [*kept, *(pair for name, value in typed.items() for pair in _pairs(name, value))]
        answer = self.table.act(self.who, do, sent)
        if not answer.ok:
            raise Refused(answer.words)


class Table:
    """A room with one activity that has begun, `seats` people with phones, and the facilitator.

    Without `settings` they are those of the activity's `example`. `incoming` is what an earlier step handed on,
    `carried` what earlier sessions of the programme left in its ledgers, `sealed` what nobody may read of them yet.
    """

    def __init__(
        self, kind: type[Activity[Any, Any]], /, seats: int = 3, *, incoming: tuple[Item, ...] = (),
        carried: tuple[Operation, ...] = (), sealed: tuple[Kept, ...] = (), **settings: Any,
    ) -> None:  # fmt: skip
        self.kind, self.settings = kind, settings or dict(kind.example)
        self.count = 0
        facts = SessionFacts(session="table", code="T2BL", title="A table", board_key="board")
        self.room = Room({kind.id: kind}, facts, clock=self._clock, entropy=self._entropy)
        self.room.agenda = [Step("before", kind.id, state="done"), Step("step", kind.id, settings=self.settings)]
        self.room.carried, self.room.found_sealed = list(carried), list(sealed)
        if incoming:
            self.room.sections["before"] = Section("Before", items=incoming)
            self.room.runs.append("r1")
        self.room.store = MemoryStore(snapshot.tables(self.room))
        self.people = [self.join() for _place in range(seats)]
        self.facilitator.do("begin", step="step")

    @property
    def facilitator(self) -> Person:
        """The person who leads the room."""
        return Person(self, Who.facilitator())

    def join(self, **given: Any) -> Person:
        """Somebody joins; `given` is a name, a perspective, or helper=True."""
        self.count += 1
        return Person(self, Who.of(self.room.join(digest(f"token{self.count}"), **given).id))

    def paper_seat(self) -> Person:
        """Somebody without a phone; what they answer is entered with `enter`."""
        before = set(self.room.seats)
        self.facilitator.do("add_seat")
        return Person(self, Who.of(next(seat for seat in self.room.seats if seat not in before)))

    def enter(self, person: Person, do: str, **args: object) -> None:
        """The facilitator enters an answer for a seat."""
        self.facilitator.do(do, **{"for": person.who.seat}, **args)

    def go(self, phase: str) -> None:
        """The facilitator moves to a phase. Raises `Refused`."""
        self.facilitator.do("go", phase=phase)

    def stop(self) -> None:
        """The facilitator stops answering in a hidden phase; going to it opens it again. Raises `Refused`."""
        self.facilitator.do("stop")

    def act(self, who: Who, do: str, pairs: Pairs) -> Answer:
        """One act under an id of its own."""
        self.count += 1
        return self.room.act(who, Act(f"act{self.count}", do, tuple(pairs)))

    @property
    def run(self) -> Run:
        """The running activity."""
        return self.room.running()

    @property
    def ctx(self) -> Ctx:
        """What the activity knows now."""
        return self.run.ctx

    @property
    def results(self) -> Any:
        """The results of the present state."""
        return self.ctx.results

    @property
    def board(self) -> str:
        """The words on the wall."""
        return words(self.room.view(Who.board()))

    @property
    def stage(self) -> str:
        """The words on the facilitator's page."""
        return self.facilitator.sees

    @property
    def section(self) -> Section:
        """What the record would say now."""
        with speaking(self.room.language):
            return self.run.section()

    @contextmanager
    def refused(self, words: str) -> Iterator[None]:
        """What happens inside is refused with a sentence that holds `words`, and changes nothing."""
        before = self._told()
        try:
            yield
        except Refused as refused:
            assert words.lower() in str(refused.words).lower(), f"refused with: {refused.words}"
            assert before == self._told(), "a refused action changed something"
        else:
            raise AssertionError(f"was not refused with: {words}")

    def copy(self) -> Table:
        """The same table once more, from a checkpoint of now: what happens there happens only there."""
        other = copy.copy(self)
        tables = snapshot.tables(self.room)
        other.room = other._restored(tables, [])
        other.room.store = MemoryStore(tables)
        other.people = [Person(other, person.who) for person in self.people]
        return other

    def reopened(self) -> Room:
        """The room as it would be after the program was killed and started again."""
        return self._restored(self.room.store.tables, self.room.store.events)  # type: ignore[union-attr]

    def _restored(self, tables: Any, events: Any) -> Room:
        room = Room(self.room.library, clock=self._clock, entropy=self._entropy)
        snapshot.restore(room, tables, events)
        return room

    def _told(self) -> tuple[int, str]:
        return self.room.n, text_of(snapshot.tables(self.room)) + (state_of(self.room) if self.room.run else "")

    def _clock(self) -> float:
        return START + self.count

    def _entropy(self, label: str) -> str:
        return digest(f"table:{self.count}:{label}", 32)


def outside(phase: str, settings: Any = None, phases: tuple[Phase, ...] = (), **given: Any) -> Ctx:
    """A `Ctx` of `phase` with what is `given`, for pure functions that need little of it; everything else has a run."""
    return Ctx(phase, settings, phases, **given)


def _pairs(name: str, value: object) -> Pairs:
    if isinstance(value, dict):
        return [(f"{name}.{key}", str(text)) for key, text in value.items()]
    if isinstance(value, list | tuple):
        return [(name, str(text)) for text in value]
    return [(name, "1" if value is True else "0" if value is False else str(value))]
