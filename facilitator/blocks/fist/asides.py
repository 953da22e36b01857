"""What it would take: written by those who are not there yet, without a name, and shown in the next step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Round, action
from facilitator.blocks.collect import Cards, Holds, Mended, Pile
from facilitator.blocks.collect.pile import earlier
from facilitator.blocks.fist import widgets
from facilitator.blocks.fist.replies import RULES, Replies, Reply
from facilitator.composing.block import Block
from facilitator.composing.inputs import Input
from facilitator.composing.panel import Panel


class Asides(Block[Replies, None], Holds):
    """A card from everyone who likes, or the wish to be asked in private. Its rounds are those of the fingers."""

    per_round = True
    harm: Callable[[Any, Key], bool]
    """Whether somebody sees harm in it; set by the fingers."""

    def __init__(self) -> None:
        self.write, self.cards = Write(self), Shown(self)

    def as_now(self, each: Round, ctx: Ctx, mended: Mended) -> Cards:
        """The cards of a round as they are now; nothing that nobody showed."""
        return mended.of(self.of(each.state).cards) if self.seen(ctx, each) else Cards()

    # What is cared for

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """Its cards of now, and those of closed rounds that were shown."""
        closed = earlier(self, lambda state: self.of(state).cards, RULES, ctx, mended)
        return [Pile(self.of(s).cards, RULES, not self.seen(ctx)), *closed]


class Write(Input[Asides]):
    """A card, a pass, or the wish to be asked in private."""

    do = "card"

    def whole(self, s: Any, me: Key, ctx: Ctx, text: Reply) -> Callable[[], None]:
        """What it would take, without a name."""
        RULES.card(text)
        return lambda: self.block.of(s).cards.only(me, text, RULES, ctx)

    @action()
    def ask_me(self, s: Any, me: Key) -> None:
        """Would rather be asked in private, or takes that back."""
        self.block.of(s).toggle_private(me)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        harm = self.block.harm(s, me)
        return kit.join(kit.privacy(), widgets.reply_form(self.block.of(s), me, harm, self.named))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.reply_sheet()

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).cards.answered()

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).cards.passes

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).done()

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).cards.pass_(me)


class Shown(Panel[Asides]):
    """The cards in no order, as long as they are about the words that stand there."""

    def __init__(self, block: Asides) -> None:
        super().__init__(block)
        self.shows = (block,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        replies = self.block.of(s)
        return widgets.replies_shown(replies, ctx.random("cards", ctx.round)) if ctx.revealed else Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.private_wishes(self.block.of(s))
