"""A panel: what a block puts on phone, board, stage and paper in a phase, with the actions that exist there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from facilitator.action import Action, actions_of
from facilitator.activity import Ctx, Html, Key, Onward, Privacy, Settings
from facilitator.i18n import Words
from facilitator.kit.context import Surface

BLOCK = TypeVar("BLOCK")

ForWhom = Words | Mapping[Surface, Words]
"""Words that are the same everywhere, or one for each surface ("Can you" on phones, "Can we" on the wall)."""


@dataclass(frozen=True)
class Paper:
    """How the whole answer of a phase is given on paper."""

    do: str
    """The name of the action that takes it."""
    fields: Callable[[], Html]
    """Draws its empty fields, without buttons; a decision draws nothing."""


class Panel(Generic[BLOCK]):
    """What stands in a phase can be done in it; nothing else can.

    Its methods marked with `@action` name no phase: they exist wherever the panel stands.
    """

    privacy: Privacy | None = None
    """Who can see an answer given here; None where nobody answers."""
    hidden: bool = False
    """Nothing that others enter here is sent anywhere before the phase ends."""
    round: bool = False
    """People answer here in rounds: opening it again after its result was shown begins a new one."""
    spoken: bool = False
    """People speak here in turn: everyone may know whose turn it is, by what they are called."""
    personal: bool = False
    """What is asked differs from person to person; `paper_for` draws it, and nobody can answer by a slip of nobody."""
    shows: Sequence[object] = ()
    """The blocks whose unseen answers the room sees here."""
    roomy: bool = False
    """It can show much of what people wrote, and shares the room of a page with others that do."""
    actions: ClassVar[Mapping[str, Action]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.actions = actions_of(cls)

    def __init__(self, block: BLOCK) -> None:
        self.block = block

    @property
    def parts(self) -> Sequence[Panel[Any]]:
        """Itself, or the panels that it puts under one button."""
        return (self,)

    def named(self, do: str) -> str:
        """The name on the wire of one of its actions: its own, behind the mark of its block."""
        mark = getattr(self.block, "marked", "")
        return f"{mark}.{do}" if mark else do

    def offers(self) -> Mapping[str, Action]:
        """Its actions by their own names."""
        return self.actions

    def privacy_with(self, given: Settings) -> Privacy | None:
        """Its privacy class, where a setting changes it."""
        return self.privacy

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        """The small line above the question."""
        return ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        """Its part of what the room sees."""
        return Html("")

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        """The result that it shows, in a sentence or two; empty for what the engine makes of the section."""
        return ""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        """Its part of what one person sees; what the room sees, by default."""
        return self.board(s, ctx)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        """What the facilitator can do with it. Others may see that screen, too."""
        return Html("")

    def private(self, s: Any, ctx: Ctx) -> Html:
        """What only the facilitator may see, on a phone of their own or a printed sheet; never on the stage."""
        return Html("")

    def notice(self, s: Any, ctx: Ctx) -> str:
        """What people are told on the page apart that asks, from here on, how to reach them; empty for no such page."""
        return ""

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        """The whole answer on paper; None where nobody answers."""
        return None

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        """The same for one person, where what is asked differs from person to person; None where they have nothing."""
        return self.paper(s, ctx)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who answered or passed. It informs, it never moves the group on."""
        return ()

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who has only begun an answer."""
        return ()

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Those of `done` who passed."""
        return ()

    def forget(self, s: Any, me: Key) -> None:
        """Somebody passes: any answer is taken back, and that they passed is kept."""

    def company(self, s: Any, me: Key, ctx: Ctx) -> Collection[Key]:
        """Who sees at once what somebody enters here: the people of a small group; nobody by default.

        What is entered in a hidden phase reaches nobody else, not the board and not the stage.
        """
        return ()

    @property
    def asks(self) -> bool:
        """Whether people answer here."""
        return self.privacy is not None or self.passes

    @property
    def passes(self) -> bool:
        """Whether they can also pass."""
        return type(self).forget is not Panel.forget

    def counted_from(self, given: Settings) -> int:
        """How many must be done here before it is said how many are; at once, by default."""
        return 0

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        """What the big button does while its phase goes on in steps of its own: the next round, the next place."""
        return None

    def own_undo(self, s: Any, ctx: Ctx) -> str:
        """The name on the wire of its action that takes back the latest move of people together; empty for none."""
        return ""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Why a phase with it, called `phase`, cannot be entered yet: a sentence that says what to do; else empty."""
        return ""

    def entering(self, s: Any, ctx: Ctx) -> None:
        """A phase with it is entered from another one: settle what must not change while it is open."""

    def sealing(self, s: Any, ctx: Ctx) -> None:
        """A sensitive phase with it is left: drop what must not be kept even without names."""
