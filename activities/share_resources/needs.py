"""What people need so that they can take part: said to the facilitator alone, on no screen and in no record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts
from facilitator.text import is_blank

Note = Annotated[str, Field(max_length=280)]
ALONE = _(
    "Only the facilitator reads this, on their own phone or on paper. No name is with it, and it is in no record."
)


_html = kit.macros("shares", beside=__file__)


@dataclass
class Said:
    """Notes by who wrote them, as long as the phase is open; after that by nobody."""

    notes: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    """The notes of closed phases, in no order."""


class Needs(Block[Said, None]):
    """Notes on what somebody needs. `ask` takes them, `read` shows them on the facilitator's own page."""

    def __init__(self) -> None:
        self.ask, self.read = Ask(self), Read(self)

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        return {"note": note} if (note := self.of(s).notes.get(me)) else {}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        del self.of(s).notes[me]

    def record(self, s: Any, ctx: Ctx) -> list[Facts]:
        n = len(self.of(s).kept)
        return [Facts(((str(_("Needs")), str(many(n))),))] if n else []


class Ask(Input[Needs]):
    """One note, or none: on a phone or on a slip of the ballot box."""

    privacy, do = "sensitive", "need"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = self.block.of(s).notes.get(me, "") if me else ""
        return kit.join(_html.alone(ALONE), kit.text_area("note", _("Your note"), 280, mine))

    def whole(self, s: Any, me: Key, ctx: Ctx, note: Note) -> Callable[[], None]:
        """Say what one needs, in place of what one said before."""
        said = self.block.of(s)
        if is_blank(note):
            raise Refused(_("This is empty. Write a few words, or pass."))

        def keep() -> None:
            said.passes.pop(me, None)
            said.notes[me] = note.strip()

        return keep

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        said = self.block.of(s)
        send = kit.send(self.named(self.do), saved=me in said.notes, passed=me in said.passes)
        return kit.join(self.fields(s, me, ctx), send, kit.hint(_("Please do not name other people.")))

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).notes

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        said = self.block.of(s)
        said.notes.pop(me, None)
        said.passes[me] = True

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.hint(
            _("Travel, access, care cover, payment for time: write it down. Only the facilitator reads it.")
        )

    def sealing(self, s: Any, ctx: Ctx) -> None:
        said = self.block.of(s)
        notes = sorted([*said.kept, *said.notes.values()])
        ctx.random("needs").shuffle(notes)
        said.notes, said.passes, said.kept = {}, {}, notes


class Read(Panel[Needs]):
    """How many notes there are, on the stage; the notes on the facilitator's own page alone."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        n = len(self.block.of(s).kept)
        return kit.hint(_("{many} Read them on your own page.", many=many(n))) if n else Html("")

    def private(self, s: Any, ctx: Ctx) -> Html:
        notes = self.block.of(s).kept
        return (
            kit.join(kit.heading(_("What people need to take part")), kit.quotes(notes, "", "needs"))
            if notes
            else Html("")
        )


def many(n: int) -> Words:
    """How many said what they need."""
    return ngettext("{n} person said what they need to take part.", "{n} people said what they need to take part.", n)
