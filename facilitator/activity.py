"""The contract of an activity: one class in one file, which never does I/O, never awaits and never sees a socket.

An activity has settings (checked once), a state (plain data), phases, actions that change the state, and views that
are drawn from it. Everything from outside comes in `Ctx`, recorded, so that replaying the events of a run gives the
same state and the same views in another process.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from dataclasses import field as dataclass_field
from datetime import date
from functools import cached_property
from inspect import getdoc
from typing import Any, ClassVar, Generic, Literal, NewType, TypeVar, get_args, get_origin

from markupsafe import Markup as Html
from pydantic import BaseModel, ConfigDict, TypeAdapter

from facilitator import zones
from facilitator.actions import Action, By, Refused, Touches, action, actions_of
from facilitator.i18n import Words
from facilitator.programme import Ledgers
from facilitator.report.model import Item, Section

__all__ = [
    "Action", "Activity", "By", "Ctx", "Html", "Item", "Key", "Phase", "Privacy", "Refused", "Round", "Section",
    "Settings", "State", "Touches", "action", "actions_of", "per_round",
]  # fmt: skip

Key = NewType("Key", str)
"""A person in one run: random, unlinked to the same person in another run. Never shown, never compared across runs."""

Privacy = Literal["open", "hidden", "sensitive"]

SETTING = TypeVar("SETTING", bound="Settings")
STATE = TypeVar("STATE", bound="State")


class Settings(BaseModel):
    """What the facilitator fixes before anyone answers. Its form is made from the titles and limits of the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass
class State:
    """Plain data that survives JSON: str, int, bool, Fraction, list, tuple, dict with str keys, nested dataclasses."""


def per_round(factory: Callable[[], Any], of: str = "") -> Any:
    """A state field with the answers of one round: made anew by `factory` whenever a new round opens.

    `of` names the phase whose question is answered, where an activity has several phases with rounds.
    """
    return dataclass_field(default_factory=factory, metadata={"per_round": factory, "of": of})


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
    aside: bool = False
    """Not on the usual way: left out of the phase bar, offered as a second button from the phase before it."""
    minutes: float | None = None
    """Length of the soft timer; None for none."""
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


@dataclass(frozen=True)
class Ctx:
    """Everything that an activity may know of the outside, recorded with the run."""

    phase: str
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
    now: float = 0.0
    """Time of the last event of the facilitator, seconds since 1970."""
    names: Mapping[Key, str] = field(default_factory=dict)
    """Chosen names; empty unless the phase is open."""
    perspectives: Mapping[Key, str] = field(default_factory=dict)
    """The perspective of each seat that chose one, for breakdowns by the small-groups rule only."""
    perspective_order: tuple[str, ...] = ()
    seed: str = ""
    language: str = "en"
    zone: str = "UTC"
    """The time zone of the session."""
    answered_on_paper: bool = False
    """True when slips from the ballot box or a hand count are among the answers."""
    compute: Callable[[], Any] = field(default=lambda: None, repr=False, compare=False)

    @cached_property
    def results(self) -> Any:
        """What `Activity.results` returns for the present state, computed once a state."""
        return self.compute()

    @property
    def today(self) -> date:
        """The day in the room, as of the last event of the facilitator."""
        return zones.day(self.now, self.zone)

    def shown(self, state: Any, of: str = "") -> list[Round]:
        """The rounds of a question whose result has been shown, the present one, with `state`, last.

        `of` names the phase in which it is answered; without it the question of the present phase is meant.
        """
        of = of or self.question
        here = Round(self.round, self.round_seats, None, self.revealed, self.late, of)
        closed = [each for each in self.rounds if each.revealed and each.phase == of]
        now = self.current.get(of, here)
        return [*closed, replace(now, state=state)] if now.revealed else closed

    def writing(self, round: Round, phase: str) -> bool:
        """Whether people are in the hidden `phase` of this round now: what they enter there is in no record yet."""
        return (self.phase, self.question, self.round) == (phase, round.phase, round.number)

    def random(self, *what: object) -> random.Random:
        """A generator seeded by the run and by `what`: `ctx.random(me)` shuffles for one phone."""
        return random.Random(":".join([self.seed, *map(str, what)]))


class Activity(Generic[SETTING, STATE]):
    """One activity. The first line of its docstring is its card in the library; the rest says when, how, pitfalls."""

    id: ClassVar[str]
    title: Words
    """What the library calls it. A run may bear another, from its settings."""
    glyph: ClassVar[str] = "table"
    """Name of an icon in the kit."""
    phases: ClassVar[Sequence[Phase]]
    actions: ClassVar[Mapping[str, Action]] = {}
    settings_type: ClassVar[type[Settings]]
    state_type: ClassVar[type[State]]
    example: ClassVar[Mapping[str, Any]] = {}
    """Settings to look at it with; the contract suite plays these, too."""
    takes_items: bool = False
    """Whether it can begin with what an earlier step left, and so is offered as a way to go on with that.

    One whose settings say already what it is about gives False.
    """
    version: ClassVar[int] = 1
    """Raise when the shape of settings or state changes, and say in `upgrade` how old data becomes new."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for base in cls.__dict__.get("__orig_bases__", ()):
            if isinstance(get_origin(base), type) and issubclass(get_origin(base), Activity):
                cls.settings_type, cls.state_type = get_args(base)
        cls.actions = actions_of(cls)

    def __init__(self, settings: SETTING) -> None:
        self.settings = settings

    def start(self, ctx: Ctx) -> STATE:
        """The state before anything happened. `ctx.incoming` holds the items handed on by an earlier activity."""
        return self.state_type()  # type: ignore[return-value]

    def shown_phases(self) -> Sequence[Phase]:
        """The phases of this run, from the settings; all of them by default."""
        return self.phases

    def privacy(self, phase: Phase) -> Privacy | None:
        """The privacy class of a phase, where a setting such as `names` changes it."""
        return phase.privacy

    def done(self, s: STATE, ctx: Ctx) -> Collection[Key]:
        """Who answered or passed in this phase; it informs, it never moves the group on."""
        return ()

    def sealing(self, s: STATE, ctx: Ctx) -> None:
        """A sensitive phase, `ctx.phase`, is left: drop from the state what must not be kept even without names."""

    def results(self, s: STATE, ctx: Ctx) -> Any:
        """Exact results: the one source of every number that is shown. Read them as `ctx.results`."""
        return None

    def ready(self, s: STATE, ctx: Ctx, phase: str) -> Words:
        """Why `phase` cannot be entered yet, as a sentence that says what to do; empty when it can."""
        return ""

    def suggest(self, s: STATE, ctx: Ctx) -> str | None:
        """The phase that the primary button leads to; None for the next in order."""
        return None

    def own_undo(self, s: STATE, ctx: Ctx) -> str:
        """The facilitator's action that takes back the latest move of what people do together; empty when none can.

        The button "Undo" does it wherever such a move, by an action with `undo=False`, came last.
        """
        return ""

    def phone(self, s: STATE, me: Key, ctx: Ctx) -> Html:
        """What one person sees."""
        raise NotImplementedError

    def board(self, s: STATE, ctx: Ctx) -> Html:
        """What the room sees on the wall."""
        raise NotImplementedError

    def stage(self, s: STATE, ctx: Ctx) -> Html:
        """What the facilitator can do in this phase beside moving on; it is treated as public. Nothing by default.

        The engine shows what the room sees above it.
        """
        return Html("")

    def paper(self, s: STATE, ctx: Ctx) -> tuple[str, Html] | None:
        """The whole answer of this phase on paper: the name of an action and its empty fields, without buttons.

        A helper types it in for a seat without a phone, or for the slips of the ballot box. None where nobody answers.
        """
        return None

    def section(self, s: STATE, ctx: Ctx) -> Section:
        """What the record says, the items for the next activity, and the operations on ledgers."""
        raise NotImplementedError

    @classmethod
    def upgrade(cls, kind: Literal["settings", "state"], data: dict[str, Any], version: int) -> dict[str, Any]:
        """Old `data`, written by `version`, in today's shape."""
        return data

    @classmethod
    def state_adapter(cls) -> TypeAdapter[Any]:
        """Turns the state into JSON data and back; made once a class."""
        if "_adapter" not in cls.__dict__:
            cls._adapter = TypeAdapter(cls.state_type)  # type: ignore[attr-defined]
        return cls._adapter  # type: ignore[attr-defined,no-any-return]

    @classmethod
    def card(cls) -> str:
        """The first line of the docstring."""
        return (getdoc(cls) or "").split("\n")[0]
