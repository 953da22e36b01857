"""The contract of an activity: one class in one file, which never does I/O, never awaits and never sees a socket.

An activity has settings (checked once), a state (plain data), phases, actions that change the state, and views that
are drawn from it. Everything from outside comes in `Ctx`, recorded, so that replaying the events of a run gives the
same state and the same views in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from inspect import getdoc
from typing import Any, ClassVar, Generic, Literal, TypeVar, get_args, get_origin

from markupsafe import Markup as Html
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from facilitator.action import Action, By, Refused, Touches, action, actions_of
from facilitator.ctx import Ctx, Key, Phase, Privacy, Round
from facilitator.i18n import Words, _, mark
from facilitator.ledger.sealed import SealedEntry, Seals
from facilitator.report.model import Item, LedgerEntry, Passage, Section
from facilitator.shelf import Shelf

__all__ = [
    "Action", "Activity", "By", "Ctx", "Day", "Html", "Item", "Key", "Onward", "Phase", "Privacy", "Refused", "Round",
    "SaysWhatFor", "SealedEntry", "Seals", "Section", "Settings", "Shelf", "State", "Touches", "action", "actions_of",
]  # fmt: skip

Day = date
"""A day, as an argument of an action: ISO 8601 on the wire. What day it is, only `ctx.today` says."""
SETTING = TypeVar("SETTING", bound="Settings")
STATE = TypeVar("STATE", bound="State")


class Settings(BaseModel):
    """What the facilitator fixes before anyone answers. Its form is made from the titles and limits of the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SaysWhatFor(Settings):
    """What people are told before they answer, in the facilitator's own words."""

    purpose: str = Field("", title=mark("What the answer is used for"), max_length=140)
    decides: str = Field("", title=mark("Who decides. Empty: what this activity says of itself"), max_length=80)


@dataclass
class State:
    """Plain data that survives JSON: str, int, bool, Fraction, list, tuple, dict with str keys, nested dataclasses."""


@dataclass(frozen=True)
class Onward:
    """What the one big button of the stage does within a phase, in place of leading to the next one."""

    do: str
    """An action of the facilitator."""
    words: Words
    note: Words = ""
    """One sentence under that button: what will happen."""


class Activity(Generic[SETTING, STATE]):
    """One activity. The first line of its docstring is its card in the library; the rest says when, how, pitfalls."""

    id: ClassVar[str]
    title: Words
    """What the library calls it. A run may bear another, from its settings."""
    glyph: ClassVar[str] = "table"
    """Name of an icon in the kit."""
    shelf: ClassVar[Shelf] = Shelf()
    """Where it stands in the library: steps of the guide, purposes, when to use it, how long, for how many."""
    used_for: Words = _("What this group does next")
    """What answers are used for, a few words without a full stop; `purpose` of the settings stands in their place."""
    who_decides: Words = _("This group")
    """Who decides about it; `decides` of the settings stands in their place."""
    phases: ClassVar[Sequence[Phase]]
    actions: ClassVar[Mapping[str, Action]] = {}
    settings_type: ClassVar[type[Settings]]
    state_type: ClassVar[type[State]]
    example: ClassVar[Mapping[str, Any]] = {}
    """Settings to look at it with; the contract suite plays these, too."""
    further: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """More of them by name, where other settings make other phases of it; the contract suite plays each."""
    takes_items: bool = False
    """Whether it can begin with what an earlier step left, and is offered for that; False where its settings say it."""
    unplanned: ClassVar[Mapping[str, Words]] = {}
    """Settings with which it begins where it was not on the agenda: a question that must not be empty."""
    leads_to: ClassVar[tuple[str, ...]] = ()
    """Where nothing is planned after it, its items are taken on to these alone; "break" is work at tables.

    Without any: to whatever can take them.
    """
    reopens: ClassVar[Mapping[str, str]] = {}
    """The ledgers whose entries it can talk about again, each with the setting that lists them by their keys."""
    asks_needs: ClassVar[str] = ""
    """The setting by which the joining page asks what would make the day easier, for the facilitator alone."""
    reads: ClassVar[Mapping[str, Callable[[str], tuple[dict[str, Any], Words]]]] = {}
    """How the text of a file of another program becomes settings and a sentence about it, by its ending."""
    version: ClassVar[int] = 1
    """Raise when settings, state or actions change their shape, and say in `upgrade` how old data becomes new."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for base in cls.__dict__.get("__orig_bases__", ()):
            if isinstance(get_origin(base), type) and issubclass(get_origin(base), Activity):
                cls.settings_type, *given = get_args(base)
                cls.state_type = given[0] if given else State
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
        """Who has nothing left to give in this phase: pressed Done, Send or Pass, or placed every dot.

        It informs, it never moves the group on.
        """
        return ()

    def begun(self, s: STATE, ctx: Ctx) -> Collection[Key]:
        """Who gave something in this phase and can give more: one dot of three, one card. It counts at the lock."""
        return ()

    def counted_from(self, ctx: Ctx) -> int:
        """How many must be done in this phase before any page says how many are; at once, by default."""
        return 0

    def passed(self, s: STATE, ctx: Ctx) -> Collection[Key]:
        """Those of `done` who passed; who passed and left was not there."""
        return ()

    def entering(self, s: STATE, ctx: Ctx) -> None:
        """A phase, `ctx.phase`, is entered from another one: settle what must not change while it is open.

        Who is here and what was entered before can change later; who got which card in this phase must not.
        """

    def company(self, s: STATE, me: Key, ctx: Ctx) -> Collection[Key]:
        """Who sees at once what somebody enters in this phase, a hidden one too: their small group; nobody else."""
        return ()

    def seats_people(self) -> bool:
        """Whether people get places in it that last: then it is told of everyone who comes and goes, see `seated`."""
        return False

    def seated(self, s: STATE, ctx: Ctx) -> None:
        """Somebody came, left or came back, or the activity begins: who needs a place gets one. It refuses nothing."""

    def sealing(self, s: STATE, ctx: Ctx) -> None:
        """A sensitive phase, `ctx.phase`, is left: drop from the state what must not be kept even without names."""

    def results(self, s: STATE, ctx: Ctx) -> Any:
        """Exact results: the one source of every number that is shown. Read them as `ctx.results`."""
        return None

    def told_before(self, s: STATE, ctx: Ctx) -> tuple[Words, Words]:
        """What answers are used for, and who decides: the engine says both before and while people answer."""
        purpose, decides = (getattr(self.settings, name, "") for name in ("purpose", "decides"))
        return purpose or self.used_for, decides or self.who_decides

    def read_aloud(self, s: STATE, ctx: Ctx) -> Words:
        """The result that was just shown, in a sentence or two; empty for what the engine makes of the section."""
        return ""

    def ready(self, s: STATE, ctx: Ctx, phase: str) -> Words:
        """Why `phase` cannot be entered yet, as a sentence that says what to do; empty when it can."""
        return ""

    def why_not_finish(self, s: STATE, ctx: Ctx) -> Words:
        """Why it cannot be closed with its result yet, as a sentence that says what to do. It can still end early."""
        return ""

    def suggest(self, s: STATE, ctx: Ctx) -> str | None:
        """The phase that the primary button leads to; None for the next in order."""
        return None

    def onward(self, s: STATE, ctx: Ctx) -> Onward | None:
        """What the primary button does while this phase goes on in steps of its own; None where it leads on."""
        return None

    def own_undo(self, s: STATE, ctx: Ctx) -> str:
        """The facilitator's action that takes back the latest move of what people do together; empty when none can.

        The button "Undo" does it wherever such a move, by an action with `undo=False`, came last.
        """
        return ""

    def phone(self, s: STATE, me: Key, ctx: Ctx) -> Html:
        """What one person sees."""
        raise NotImplementedError

    def foot(self, s: STATE, me: Key, ctx: Ctx) -> Html:
        """What stands at the foot of the phone in every phase, also where answering has stopped; nothing by default."""
        return Html("")

    def board(self, s: STATE, ctx: Ctx) -> Html:
        """What the room sees on the wall."""
        raise NotImplementedError

    def stage(self, s: STATE, ctx: Ctx) -> Html:
        """What the facilitator can do in this phase beside moving on; it is treated as public. Nothing by default.

        The engine shows what the room sees above it.
        """
        return Html("")

    def private(self, s: STATE, ctx: Ctx) -> Html:
        """What only the facilitator may see, on a phone of their own or a printed sheet; never on the stage.

        Nothing by default. What stands here stands on no other page, and in a hidden phase nothing of what is entered.
        """
        return Html("")

    def notice(self, s: STATE, ctx: Ctx) -> str:
        """What the page apart says that, from this phase on, asks how to reach people; empty where nobody is asked."""
        return ""

    def keeps_private(self, ctx: Ctx) -> bool:
        """Whether this phase may have something to see in private; the stage leads there, and shows nothing of it."""
        return type(self).private is not Activity.private

    def paper(self, s: STATE, ctx: Ctx) -> tuple[str, Html] | None:
        """The whole answer of this phase on paper: the name of an action and its empty fields, without buttons.

        A helper types it in for a seat without a phone, or for the slips of the ballot box. None where nobody answers.
        """
        return None

    def paper_for(self, s: STATE, me: Key, ctx: Ctx) -> tuple[str, Html] | None:
        """The same for one seat, where different people are asked different things; None where one is asked nothing."""
        return self.paper(s, ctx)

    def codes(self, s: STATE, me: Key, ctx: Ctx) -> Sequence[str]:
        """Codes with which a person can have their words removed after the close, in the order of writing."""
        return ()

    def seals(self, s: STATE, ctx: Ctx) -> Seals:
        """What stays sealed in the programme when this is closed, and what of `ctx.sealed` was opened or deleted.

        Asked at every close, an early one too. It stands in no record; the engine keeps it in an order of its own.
        """
        return Seals()

    def section(self, s: STATE, ctx: Ctx) -> Section:
        """What the record says, the items for the next activity, and the operations on ledgers."""
        raise NotImplementedError

    def settled(self, s: STATE, ctx: Ctx) -> bool:
        """Whether it has a result that no phase had to show: then closing it is no early end."""
        return False

    def early(self, s: STATE, ctx: Ctx) -> tuple[Sequence[Passage], Sequence[LedgerEntry]]:
        """What stays when it is ended before its first result: what was said in the open, nothing answered unseen."""
        return (), ()

    @classmethod
    def upgrade(cls, kind: Literal["settings", "state", "event"], data: dict[str, Any], version: int) -> dict[str, Any]:
        """Old `data`, written by `version`, in today's shape.

        An event is an action that was done in the phase that is open: `{"do": "place", "args": {"option": "o1"}}`.
        """
        return data

    @classmethod
    def versions(cls) -> Mapping[str, int]:
        """The version of each field of the state that has one of its own; kept with a run."""
        return {}

    @classmethod
    def upgrade_field(cls, name: str, data: Any, version: int) -> Any:
        """Old `data` of such a field, written by `version` of it, in today's shape."""
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
