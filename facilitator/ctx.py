"""What an activity may know of the outside: the phase it is in, the people, the rounds, time and chance.

All of it is recorded with the run, so that replaying its events gives the same state and the same views.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, NewType, TypeVar, cast

from facilitator import zones
from facilitator.i18n import Words
from facilitator.ledger import Ledgers
from facilitator.ledger.sealed import SealedStore
from facilitator.report.model import Item

FOUND = TypeVar("FOUND")

Key = NewType("Key", str)
"""A person in one run: random, unlinked to the same person in another run. Never shown, never compared across runs."""

Privacy = Literal["open", "hidden", "sensitive"]


@dataclass(frozen=True)
class Phase:
    """A step of an activity. Exactly one is current; only the facilitator moves on."""

    name: str
    title: Words
    """One or two words for the phase bar."""
    go: Words = ""
    """The button that leads here, verb first: "Show the result"."""
    note: Words = ""
    """One sentence under that button: what will happen, and whether it can be undone."""
    say: Words = ""
    """What the facilitator can read aloud while this phase is open."""
    privacy: Privacy | None = None
    """Who can see an answer given in this phase; None where nobody answers."""
    hidden: bool = False
    """Nothing that others enter in this phase is sent anywhere before it ends."""
    round: bool = False
    """People answer here in rounds. Coming back after `reveal` opens a new round; earlier ones are kept."""
    reveal: bool = False
    """Shows what was hidden. Entering cannot be undone, and ends the round."""
    question: str = ""
    """The phase with rounds that this one belongs to; without it the last one before it, or the first of all."""
    personal: bool = False
    """People are asked different things here: a helper types for one seat, and slips of nobody are not taken."""
    aside: bool = False
    """Not on the usual way: left out of the phase bar, offered as a second button from the phase before it."""
    minutes: float | None = None
    """Length of the soft timer; None for none."""
    spoken: bool = False
    """People speak here in turn: everyone may know whose turn it is, by what they are called."""
    people_a_minute: int = 0
    """One minute of soft timer for so many people, and one for the rest of them; in place of `minutes`."""

    def lasts(self, people: int) -> float:
        """Minutes of its soft timer with so many people; 0 for none."""
        return -(-people // self.people_a_minute) if self.people_a_minute else self.minutes or 0


@dataclass(frozen=True)
class Round:
    """A closed round of answers."""

    number: int
    seats: tuple[Key, ...]
    state: Any
    """The activity's state when the round closed."""
    revealed: bool
    """False when the round was given up before its result was shown; its answers are in no result."""
    late: tuple[Key, ...] = ()
    """Those of `seats` that came after the round was opened."""
    phase: str = ""
    """The phase that opened it: a round belongs to a question, not to the activity."""
    went: tuple[str, ...] = ()
    """The phases that were entered until it closed, each where it was entered last."""


@dataclass(frozen=True)
class Ctx:
    """Everything that an activity may know of the outside, recorded with the run, which is what makes one."""

    phase: str
    settings: Any = field(repr=False, compare=False)
    """The settings of the run."""
    phases: tuple[Phase, ...]
    """The phases of this run, in order."""
    seats: tuple[Key, ...] = ()
    """Seats that count and have not left. In an order that says nothing about people."""
    round_seats: tuple[Key, ...] = ()
    """The same at the moment the current round was locked; `seats` while it is open."""
    late: tuple[Key, ...] = ()
    """Those of `round_seats` that came after the current round was opened: they did not hear what it is about."""
    round: int = 0
    """Number of the current round, from 1; 0 before the first."""
    revealed: bool = False
    """Whether the result of the current round has been shown."""
    rounds: tuple[Round, ...] = ()
    """The closed rounds of all questions, oldest first."""
    question: str = ""
    """The phase with rounds that `phase` belongs to; `round`, `round_seats`, `late` and `revealed` are about it."""
    current: Mapping[str, Round] = field(default_factory=dict)
    """The present round of every question, by its phase; without the state, which is the activity's own."""
    incoming: tuple[Item, ...] = ()
    ledgers: Ledgers = Ledgers()
    """What the programme held when the run began: agreements, decisions, actions of this session and earlier ones."""
    sealed: SealedStore = field(default=SealedStore(), repr=False)
    """What it holds that nobody may read yet, for the rule of the activity that sealed it; shown to nobody as it is."""
    now: float = 0.0
    """Time of the last event of the facilitator, seconds since 1970."""
    names: Mapping[Key, str] = field(default_factory=dict)
    """Chosen names; empty unless the phase is open."""
    called: Mapping[Key, Words] = field(default_factory=dict)
    """Chosen names and "Paper 2", for whose turn it is to speak; empty unless people speak in turn in this phase.

    Speaking is in the open, so this exposes nobody, whatever the class of what they wrote. Never beside an answer.
    """
    perspectives: Mapping[Key, str] = field(default_factory=dict)
    """The perspective of each seat that chose one, for breakdowns by the small-groups rule only."""
    perspective_order: tuple[str, ...] = ()
    seed: str = ""
    language: str = "en"
    zone: str = "UTC"
    """The time zone of the session."""
    answered_on_paper: bool = False
    """True when slips from the ballot box or a hand count are among the answers."""
    went: tuple[str, ...] = ()
    """The phases that were entered so far, each where it was entered last."""
    state: Any = field(default=None, repr=False, compare=False)
    """The present state."""
    compute: Callable[[], Any] = field(default=lambda: None, repr=False, compare=False)

    @cached_property
    def results(self) -> Any:
        """What `Activity.results` returns for the present state, computed once a state."""
        return self.compute()

    @property
    def today(self) -> date:
        """The day in the room, as of the last event of the facilitator."""
        return zones.day(self.now, self.zone)

    def once(self, name: str, s: Any, find: Callable[[], FOUND]) -> FOUND:
        """What `find` finds in the state `s`; in the present state it looks once for each `name` of a block."""
        if s is not self.state:
            return find()
        if name not in self._found:
            self._found[name] = find()
        return cast(FOUND, self._found[name])

    @cached_property
    def _found(self) -> dict[str, Any]:
        return {}

    @property
    def asked(self) -> bool:
        """Whether the question that this phase belongs to has been asked: a first round of it was opened."""
        return self.round > 0

    def after(self, name: str) -> bool:
        """Whether the present phase comes after the phase `name` of this run."""
        names = [phase.name for phase in self.phases]
        return name in names and names.index(self.phase) > names.index(name)

    def shown_since(self, name: str) -> bool:
        """Whether what was entered in the phase `name` has been shown: a phase that reveals came after it."""
        names = [phase.name for phase in self.phases]
        if name not in names:
            return False
        return any(phase.reveal for phase in self.phases[names.index(name) + 1 : names.index(self.phase) + 1])

    def shown(self, state: Any, of: str = "") -> list[Round]:
        """The rounds of a question whose result has been shown, the present one, with `state`, last.

        `of` names the phase in which it is answered; without it the question of the present phase is meant. A question
        that these settings leave out has no rounds.
        """
        of = of or self.question
        here = Round(self.round, self.round_seats, None, self.revealed, self.late, of)
        closed = [each for each in self.rounds if each.revealed and each.phase == of]
        now = self.current.get(of) if self.current else here
        return [*closed, replace(now, state=state)] if now and now.revealed else closed

    def seen(self, hidden: str, shows: str, round: Round | None = None) -> bool:
        """Whether the phase `shows` came after the last time in the phase `hidden`, by now or in a closed `round`.

        What people enter unseen, and nobody has shown to the room, is on no stage and in no record.
        """
        went = self.went if round is None else round.went
        return hidden not in went or shows in went[went.index(hidden) :]

    def random(self, *what: object) -> random.Random:
        """A generator seeded by the run and by `what`: `ctx.random(me)` shuffles for one phone."""
        return random.Random(":".join([self.seed, *map(str, what)]))
