"""Turns: who speaks, one after another."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, action
from facilitator.blocks.turns import widgets
from facilitator.blocks.turns.rules import Order
from facilitator.composing import Block, Panel
from facilitator.i18n import Words

__all__ = ["Order", "Turns"]


class Turns(Block[Order, None]):
    """Everyone is asked to speak once, from somebody drawn at random around; who passes is asked once more.

    It needs no phone: the facilitator can always pass the turn on. `brief` is a hint at how long a turn is.
    """

    def __init__(self, brief: Words = "") -> None:
        self.brief = brief
        self.speak = Speak(self)


class Speak(Panel[Turns]):
    """Whose turn it is, on every page; two buttons at one's own turn, and the facilitator's."""

    spoken = True

    @action(by="facilitator", moves=True)
    def begin_round(self, s: Any, ctx: Ctx) -> None:
        """Start with somebody drawn at random."""
        order = self.block.of(s)
        order.begin(ctx.seats, ctx.random("turns", order.rounds))

    @action(by="facilitator", moves=True)
    def next_turn(self, s: Any, ctx: Ctx, passes: bool = False) -> None:
        """Go on to the next person, for somebody who has spoken, or who passes aloud."""
        self.block.of(s).go_on(ctx.seats, passes)

    @action(touches="everyone", moves=True)
    def my_turn(self, s: Any, me: Key, ctx: Ctx, passes: bool = False) -> None:
        """I have spoken, or I pass; only when it is my turn."""
        self.block.of(s).mine(me, ctx.seats, passes)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(widgets.whose_turn(self.block.of(s), ctx), self._brief())

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(widgets.my_turn(self.block.of(s), me, ctx, self.named), self._brief())

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.turn_tools(self.block.of(s), ctx, self.named)

    def _brief(self) -> Html:
        return kit.hint(self.block.brief) if self.block.brief else Html("")
