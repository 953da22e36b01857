"""Owning: who says at the end that an idea was theirs and they would work on it, or that they would join another.

It is the one place where names stand, and only people themselves put theirs there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from activities.twenty_five_ten import record, widgets
from activities.twenty_five_ten.counting_up import CountUp
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Block, Input, Panel, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import Passage
from facilitator.text import is_blank

Name = Annotated[str, Field(max_length=40)]
Id = Annotated[str, Field(max_length=40)]


MOST = 20
"""So many ideas can be joined at most, those at the top: more boxes nobody would read."""


@dataclass
class Hand:
    """What one person says: under which name, whether they work on their own idea, and which others they would join."""

    who: str
    own: str = ""
    """The card (id) that was theirs, if they say so."""
    joins: list[str] = field(default_factory=list)


@dataclass
class Owned:
    """What everyone said."""

    hands: dict[Key, Hand] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Owning(Block[Owned, None]):
    """Who works on which of the ideas that were counted up, or on their own."""

    def __init__(self, count: CountUp) -> None:
        self.count = count
        self.ask, self.told = Own(self), Told(self)

    def after_counting(self, s: Any, ctx: Ctx) -> str | None:
        """Whoever works on one, where there are ideas."""
        return "own" if self.count.scoring.ideas.bold(s) else "next"

    @action(touches="everyone")
    def unsay(self, s: Any, me: Key) -> None:
        """I do not do it after all, at any time and without a reason."""
        if me not in self.of(s).hands:
            raise Refused(_("You have not said that you would work on one."))
        del self.of(s).hands[me]

    def named(self, s: Any) -> Mapping[str, tuple[list[str], list[str]]]:
        """For each card, the name of whose it was, and the names of those who would join."""
        hands = sorted(self.of(s).hands.values(), key=lambda hand: (hand.who.casefold(), hand.who))
        bold = self.count.scoring.ideas.bold(s)
        return {
            card: ([hand.who for hand in hands if hand.own == card], [hand.who for hand in hands if card in hand.joins])
            for card in bold
        }

    def offered(self, s: Any, ctx: Ctx, me: Key) -> Mapping[str, str]:
        """The ideas that somebody can join: those that were counted up, or all where none has a place."""
        bold, mine = self.count.scoring.ideas.bold(s), self.count.scoring.ideas.card_of(s, me)
        told = [place.card for _number, places in reversed(self.count.now(ctx).told) for place in places]
        return {card: bold[card].idea for card in [card for card in told or bold if card != mine][:MOST]}

    def mine(self, s: Any, me: Key) -> tuple[str, str] | None:
        """The card of somebody with its idea, where it is not hidden."""
        ideas = self.count.scoring.ideas
        card = ideas.card_of(s, me)
        return (card, ideas.bold(s)[card].idea) if card in ideas.bold(s) else None  # type: ignore[index, return-value]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        named, places = self.named(s), self.count.scoring.results(s, ctx).places
        return record.owners({each.card: named[each.card] for each in places}, self.count.scoring.ideas.bold(s))


class Own(Input[Owning]):
    """Boxes to tick and a name; below them, and on the board, who said what so far."""

    personal, privacy, hidden, touches, do = True, "open", False, "everyone", "own"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        if me is None:
            return Html("")
        hand = self.block.of(s).hands.get(me, Hand(ctx.names.get(me, "")))
        return widgets.hands(self.block.mine(s, me), self.block.offered(s, ctx, me), hand.who, hand.own, hand.joins)

    def whole(
        self, s: Any, me: Key, ctx: Ctx, who: Name = "", mine: bool = False, join: dict[Id, bool] = {},  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """I work on my own idea, or would join these."""
        own = self.block.mine(s, me) if mine else None
        joins = [card for card, wanted in join.items() if wanted]
        if not {*joins} <= {*self.block.offered(s, ctx, me)} or (mine and own is None):
            raise Refused(_("This idea is not there any more. Please load the page again."))
        if own is None and not joins:
            raise Refused(_("Nothing is chosen yet. Tick an idea, or pass."))
        if is_blank(who):
            raise Refused(_("Write your name for the list."))
        return partial(self._keep, s, me, Hand(who.strip(), own[0] if own else "", sorted(joins)))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.count.scoring.ideas.bold(s) else _("There is no idea to work on. Go on without it.")

    def _keep(self, s: Any, me: Key, hand: Hand) -> None:
        self.block.of(s).passes.pop(me, None)
        self.block.of(s).hands[me] = hand

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).hands.pop(me, None)
        self.block.of(s).passes[me] = True

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).hands

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def board(self, s: Any, ctx: Ctx) -> Html:
        named, bold = self.block.named(s), self.block.count.scoring.ideas.bold(s)
        return widgets.owned(self.block.count.now(ctx), bold, named)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if not self._can(s, me, ctx):
            return self.board(s, ctx)
        said = me in self.block.of(s).hands
        send = kit.send(self.named(self.do), send_words=_("Send change") if said else _("Send with my name"))
        back = kit.button(_("Take my name off"), self.named("unsay"), kind="quiet") if said else ""
        told = kit.hint(_("You passed. You can still answer.")) if me in self.passed(s) and not said else ""
        return kit.join(kit.privacy(), self.fields(s, me, ctx), send, told, back, self.board(s, ctx))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*super().done(s, ctx), *(key for key in ctx.seats if not self._can(s, key, ctx))}

    def _can(self, s: Any, me: Key, ctx: Ctx) -> bool:
        """Whether there is anything to tick: their own idea, or another."""
        return self.block.mine(s, me) is not None or bool(self.block.offered(s, ctx, me))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named(self.do), lambda: Html(""))

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        return Paper(self.named(self.do), lambda: self.fields(s, me, ctx)) if self._can(s, me, ctx) else None


class Told(Panel[Owning]):
    """At the end: the ideas that somebody works on, with the names that people gave."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        named, bold = self.block.named(s), self.block.count.scoring.ideas.bold(s)
        return widgets.owned(self.block.count.now(ctx), bold, named, last=True)
