"""Ledger: a group looks back at what it took on last, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.ledger import record, widgets
from facilitator.blocks.ledger.rules import Help, LookingBack, last_actions
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _
from facilitator.ledger import Entry
from facilitator.report.model import LedgerEntry, Passage
from facilitator.text import is_blank

__all__ = ["LookBack", "LookingBack", "last_actions"]


class LookBack(Block[LookingBack, Sequence[Entry]]):
    """The last actions of the programme. It finds what they are.

    `listed` shows them with their status, `ask` asks of each whether it helped, `became` shows what people said, and
    is where the facilitator writes down what became of them. Without any, those two phases cannot be entered.
    """

    def __init__(self) -> None:
        self.listed, self.ask, self.became = Listed(self), Ask(self), Became(self)

    def results(self, s: Any, ctx: Ctx) -> Sequence[Entry]:
        return last_actions(ctx)

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """What the room is asked when it sees them: whether to finish them first, as long as all are open."""
        open_ = self.of(s).all_open(self.now(ctx))
        return _("Finish these first?") if open_ else _("What became of our last actions?")

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.blocks(self.of(s), ctx)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return record.entries(self.of(s), ctx)

    def none(self, ctx: Ctx) -> Words:
        """That there is nothing to look back at; empty where there is."""
        return "" if self.now(ctx) else _("There are no actions from last time.")


class Listed(Panel[LookBack]):
    """The last actions with their status, below something else; nothing where there are none."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.listed(self.block.of(s), self.block.now(ctx))


class Ask(Input[LookBack]):
    """Did each of the last actions help?"""

    do = "look_back"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.helped(self.block.of(s), self.block.now(ctx), me)

    def whole(self, s: Any, me: Key, ctx: Ctx, helped: dict[str, Help] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """Say of each of the last actions whether it helped."""
        back, known = self.block.of(s), self.block.now(ctx)
        back.check(helped, known)
        return lambda: back.say(me, helped)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).said

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if ctx.after(phase):
            return _("What people said of these has been shown, so this step is over.")
        return self.block.none(ctx)


class Became(Panel[LookBack]):
    """How many say of each action that it helped, and what became of it; on the stage, to write that down."""

    @action(by="facilitator")
    def became(
        self, s: Any, ctx: Ctx, entry: Annotated[str, Field(max_length=200)],
        status: Literal["not started", "in progress", "done", "stuck", "dropped"],
        why: Annotated[str, Field(max_length=140)] = "",
    ) -> None:  # fmt: skip
        """Write down what the room says became of an action; `why` says what would help, or why it is dropped."""
        if entry not in [each.key for each in self.block.now(ctx)]:
            raise Refused(_("This action is not on the list. Please load the page again."))
        if status == "stuck" and is_blank(why):
            raise Refused(_("Say what would help. Then somebody can."))
        if status == "dropped" and is_blank(why):
            raise Refused(_("Say why it is dropped. It stands in the record."))
        back = self.block.of(s)
        back.became[entry] = status
        back.why[entry] = why.strip() if status in ("stuck", "dropped") else ""

    @action(by="facilitator")
    def finish_first(self, s: Any, ctx: Ctx, on: bool = True) -> None:
        """The group wants to finish these first, or it does not."""
        back = self.block.of(s)
        if not back.all_open(self.block.now(ctx)):
            raise Refused(_("Not all of the last actions are open."))
        back.first = on

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.looked_at(self.block.of(s), self.block.now(ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.tools(self.block.of(s), self.block.now(ctx), self.named)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.none(ctx)
