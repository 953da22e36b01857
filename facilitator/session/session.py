"""The data of one session, and the questions that everything asks about it. Only events change it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from facilitator import zones
from facilitator.activity import Activity, Key, Refused
from facilitator.i18n import Text, Words, _
from facilitator.ledger import Ledgers, Operation, fold
from facilitator.ledger.sealed import Kept, SealedStore
from facilitator.ledger.sealed import fold as fold_sealed
from facilitator.report.model import Section
from facilitator.run.roster import keys_of, people_of
from facilitator.run.run import Run
from facilitator.seats import PERSPECTIVES, Seat, typed
from facilitator.session.command import Marks, Moment
from facilitator.session.imported import Imported
from facilitator.session.onward import Onward
from facilitator.session.step import BREAK, Step
from facilitator.session.traces import Trace
from facilitator.session.wishes import Access, Talks

Status = Literal["open", "closed"]
Wall = Literal["", "code", "agreements"]
Keeping = Literal["cards", "summary", "nothing"]
"""What stays of a closed session."""
Keep = Literal["no", "keep", "forget"]
"""Whether an event comes with a checkpoint, and whether older files have to go before anyone hears of it."""


@dataclass(eq=False, kw_only=True)
class SessionFacts:
    """What a session is called, and where and for whom it is: given when it begins."""

    session: str = ""
    """Its folder."""
    code: str = ""
    title: str = ""
    subtitle: str = ""
    language: str = "en"
    created: float = 0.0
    """Seconds since 1970."""
    zone: str = "UTC"
    board_key: str = ""
    plan: str = ""
    programme: str = ""
    perspectives: tuple[str, ...] = PERSPECTIVES


UNKNOWN = SessionFacts()
"""Of a session that is still to be read from its files."""


def chance(_label: str) -> str:
    """32 hex signs that nobody can foresee."""
    return secrets.token_hex(16)


class Session(SessionFacts):
    """Seats, agenda, the running activity and what closed ones left. `library` names the installed activities."""

    def __init__(
        self,
        library: Mapping[str, type[Activity[Any, Any]]],
        facts: SessionFacts = UNKNOWN,
        *,
        clock: Callable[[], float] = time.time,
        entropy: Callable[[str], str] = chance,
    ) -> None:
        super().__init__(**vars(facts))
        self.library, self.clock, self.entropy = library, Onward(clock), entropy
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
        self.sealed: list[dict[str, Any]] = []  # what waits in this session's file for a later one
        self.found_sealed: list[Kept] = []  # what earlier sessions hold sealed
        self.opened: list[str] = []  # keys of what was sealed and was opened here, or deleted unread
        self.removed: dict[str, int] = {}  # how much was taken out for good, by why; see `removed`
        self.traces: list[Trace] = []  # of words that may stand in other sessions of the programme
        self.unread: list[str] = []  # folders that could not be read then, and may hold more of it
        self.imported: Imported | None = None  # where it was made from a saved record
        self.keeping: Keeping = "cards"
        self.remind = 0.0  # after the end: when the cards may be deleted, seconds since 1970
        self.keys: dict[str, Key] = {}
        self.marks = Marks()
        self.log: list[tuple[float, Text]] = []
        self.released = self.dark = self.paused = False
        self.notice = ""  # what the page apart says that asks how to reach people; empty until it is open
        self.wall: Wall = ""  # what stands on the board instead of the activity
        self.keeps: Keep = "no"  # what the event that is done now asks of the store
        self._folded: tuple[tuple[int, int], Ledgers] | None = None
        self._seat_of: dict[Key, str] = {}
        self._tokens: dict[str, str] = {}

    # Questions

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

    def seat_for(self, token: str) -> Seat | None:
        """The seat that a device holds, by the hash of its cookie."""
        return self.seats.get(self._tokens.get(token, ""))

    def seat_of(self, key: Key | None) -> Seat | None:
        """The seat that has this key in the running activity; None for what nobody, or a slip, did."""
        return None if key is None else self.seats.get(self._seat_of.get(key, ""))

    def with_code(self, code: str) -> Seat | None:
        """The seat with this code, as somebody typed it."""
        return next((seat for seat in self.seats.values() if seat.code and seat.code == typed(code)), None)

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

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers of the programme: what this session found, and what it added so far. Folded once a change."""
        size = len(self.carried), len(self.ledger)
        if self._folded is None or self._folded[0] != size:
            own = [{**operation, "session": self.session} for operation in self.ledger]
            self._folded = size, fold([*self.carried, *own], self.session)
        return self._folded[1]

    @property
    def sealed_store(self) -> SealedStore:
        """What is sealed in the programme, as far as this session knows."""
        return fold_sealed([*self.found_sealed, *self.sealed], self.opened, lasts=bool(self.programme))

    @property
    def today(self) -> date:
        """The day in the room."""
        return zones.day(self.clock(), self.zone)

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

    def unseal(self, keys: Collection[str]) -> None:
        """Forget what was sealed under these keys, wherever this session holds it."""
        self.opened += [key for key in keys if key not in self.opened]
        self.sealed = [each for each in self.sealed if each["key"] not in keys]
        self.found_sealed = [each for each in self.found_sealed if each["key"] not in keys]

    def refold(self) -> None:
        """The ledgers say something else now."""
        self._folded = None

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
        self.keeps = "forget" if forget or self.keeps == "forget" else "keep"
