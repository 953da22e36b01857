"""A block: one kind of input, with its slice of the state, its rules, its panels and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar, cast, get_args, get_origin

from facilitator.action import Action, actions_of
from facilitator.activity import Ctx, Item, Key, Round
from facilitator.composing.phase import phases_of
from facilitator.i18n import Words
from facilitator.ledger.sealed import Seals
from facilitator.report.model import LedgerEntry, Passage

SLICE = TypeVar("SLICE")
FOUND = TypeVar("FOUND")


class Block(Generic[SLICE, FOUND]):
    """One kind of input. An instance is made once, as an attribute of an activity's class, and holds only settings.

    `Block[Ballots, Tally]` names the type of its slice, a dataclass, a dict or a list that can be made from nothing,
    and of what it finds. Everything that changes is in the slice, never in the block. Methods marked with `@action`
    exist in every phase: for what must always be possible, such as handing a task back.
    """

    slice: ClassVar[type[Any]]
    version: ClassVar[int] = 1
    """Of the slice; kept with a run, so that `upgrade` can bring an older one into today's shape."""
    per_round: bool = False
    """Whether its slice begins anew with every round of its own question."""
    shares: Block[Any, Any] | None = None
    """The block whose rounds are its own, where it does not stand in the phase that opens them."""
    marked: str = ""
    """Stands before the names of its actions, as in `change.write`, where two blocks have actions of the same name."""
    name: str = ""
    """The attribute of the class, and the field of the state; set once, by the activity."""
    question: str = ""
    """The phase that opens the rounds of its question; set once, by the activity."""
    actions: ClassVar[Mapping[str, Action]] = {}
    frozen = False
    """Whether its activity is made, and nothing can be set any more."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for base in cls.__dict__.get("__orig_bases__", ()):
            origin, given = get_origin(base), get_args(base)
            if isinstance(origin, type) and issubclass(origin, Block) and not isinstance(given[0], TypeVar):
                cls.slice = given[0]
        cls.actions = actions_of(cls)

    def __setattr__(self, name: str, value: object) -> None:
        if self.frozen:
            raise AttributeError(f"{type(self).__name__} is frozen: what changes belongs into its slice, not into it")
        super().__setattr__(name, value)

    def freeze(self) -> None:
        """From now on nothing can be set any more: one instance serves every run of the activity."""
        object.__setattr__(self, "frozen", True)

    @property
    def of_rounds(self) -> Block[Any, Any]:
        """The block whose panel opens its rounds: itself, or the one that it shares them with."""
        return self.shares or self

    def of(self, s: Any) -> SLICE:
        """Its slice of the state `s`, of now or of a closed round."""
        return cast(SLICE, getattr(s, self.name))

    def fresh(self) -> SLICE:
        """An empty slice, as a new round begins with."""
        return cast(SLICE, self.slice())

    def begin(self, ctx: Ctx) -> SLICE:
        """Its slice before anything happened."""
        return self.fresh()

    def seated(self, s: Any, ctx: Ctx) -> None:
        """Somebody came, left or came back: give a place to who needs one. It refuses nothing."""

    def results(self, s: Any, ctx: Ctx) -> FOUND:
        """What it finds in the state `s`, exactly: the one source of every number that is shown of it."""
        raise NotImplementedError

    def now(self, ctx: Ctx) -> FOUND:
        """What it finds in the present state, computed once a state."""
        return ctx.once(self.name, ctx.state, lambda: self.results(ctx.state, ctx))

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        """The rounds of its own question whose result has been shown; the current one, with `s`, last."""
        return ctx.shown(s, self.question)

    def last(self, s: Any, ctx: Ctx) -> Round | None:
        """The round of its own question that was shown last; None before the first."""
        return next(reversed(self.shown(s, ctx)), None)

    def seen(self, ctx: Ctx, round: Round | None = None) -> bool:
        """Whether the room has seen what was answered to it unseen, by now or in a closed `round`.

        A phase that shows it was entered after the last one that asks for it, or is the same.
        """
        went = ctx.went if round is None else round.went
        asked = max(
            (went.index(each.name) for each in phases_of(ctx) if each.asks(self) and each.name in went), default=-1
        )
        return asked < 0 or any(each.name in went[asked:] for each in phases_of(ctx) if each.shows(self))

    def over(self, ctx: Ctx) -> bool:
        """Whether the phases in which people answer to it lie behind, shown or not."""
        return all(ctx.after(each.name) for each in phases_of(ctx) if each.asks(self))

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        """Why the activity cannot be closed with its result yet: a sentence that says what to do; else empty."""
        return ""

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """What the record says of it."""
        return ()

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        """What the next activity can begin with."""
        return ()

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        """What goes into the ledgers of the programme."""
        return ()

    def seals(self, s: Any, ctx: Ctx) -> Seals:
        """What stays sealed in the programme at the close, and what of `ctx.sealed` was opened or deleted unread."""
        return Seals()

    def codes(self, s: Any, me: Key, ctx: Ctx) -> Sequence[str]:
        """Codes with which somebody can have their words removed after the close, as people read them."""
        return ()

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        """What somebody wrote in it that is no card, such as a note beside an answer, by what names it in the block."""
        return {}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        """Take words out that `own_words` names."""

    @classmethod
    def upgrade(cls, data: Any, version: int) -> Any:
        """An older slice, as JSON data written by `version`, in today's shape."""
        return data
