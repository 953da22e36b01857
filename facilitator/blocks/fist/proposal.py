"""The words of a proposal: chosen, written and mended by the facilitator, seen by everyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key, action
from facilitator.blocks.decision import REVIEW_DAYS, Again
from facilitator.blocks.fist import widgets
from facilitator.blocks.fist.wordings import Use, Wording, Wordings
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel


class Proposal(Block[Wordings, None]):
    """The words of a proposal, and all that it was called before; whether it decides, and what follows from it.

    What it begins with is made from the settings: its `words`, its `use`, more that `explains` it behind a button, and
    the `days` after which a decision is looked at again. With `again` it can be a decision that is due.
    """

    def __init__(
        self, words: Callable[[Any], str] = lambda _given: "", use: Callable[[Any], Use] = lambda _given: "decision",
        explains: Callable[[Any], str] = lambda _given: "", days: Callable[[Any], int] = lambda _given: REVIEW_DAYS,
        again: Again | None = None,
    ) -> None:  # fmt: skip
        self.words, self.use, self.explains, self.days, self.again = words, use, explains, days, again
        if again is not None:
            again.use = lambda s, text: self.of(s).propose(text)
        self.choose, self.mend = Choose(self), Mend(self)

    def begin(self, ctx: Ctx) -> Wordings:
        words = self.words(ctx.settings) or (self.again.words(ctx) if self.again else "")
        return Wordings(self.use(ctx.settings), [words] if words else [])


class Mend(Panel[Proposal]):
    """The facilitator says it in new words."""

    @action(by="facilitator", voids=True)
    def word(self, s: Any, text: Wording) -> None:
        """Say the proposal in these words; a new round begins, since earlier answers were about other words."""
        self.block.of(s).word(text)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.words_form(self.block.of(s), self.offered(ctx), self.named)

    def offered(self, ctx: Ctx) -> Sequence[Item]:
        """What can be proposed with one tap."""
        return ()


class Choose(Mend):
    """Before anyone answers: its words, written or handed on by an earlier step, and whether it decides."""

    @action(by="facilitator", voids=True)
    def decide(self, s: Any, use: Use) -> None:
        """Say beforehand whether this decides, or only takes the temperature."""
        self.block.of(s).use = use

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return widgets.explained(self.block.explains(ctx.settings))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if self.block.again and self.block.again.entry(ctx):
            return Html("")
        return kit.join(super().stage(s, ctx), widgets.use_choice(self.block.of(s), self.named))

    def offered(self, ctx: Ctx) -> Sequence[Item]:
        return ctx.incoming
