"""Talk: groups of cards are talked about one after another, with notes; level ones in an order by lot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Protocol

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Round, action
from facilitator.blocks.group import Group
from facilitator.blocks.talk import record, widgets
from facilitator.blocks.talk.rules import MOST_NOTES, Note, Order, Topics, order
from facilitator.blocks.vote import Vote
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.composing.phase import here, phases_of
from facilitator.i18n import Words, _
from facilitator.report.model import Passage

__all__ = ["Between", "Order", "TalkOver", "Topics"]


class Between(Protocol):
    """A block that asks something between two topics, such as whether to go on: it begins anew with each of them."""

    def anew(self, s: Any) -> None:
        """Another topic is talked about, or the same one for longer."""

    def above(self, s: Any) -> Html:
        """What stands over the topic; nothing as long as nobody answered."""

    def tools(self, s: Any) -> Sequence[Html]:
        """Buttons for the stage, beside the one for the next topic."""


class TalkOver(Block[Topics, Order]):
    """The groups that a vote was about, most dots first, one at a time. It finds their order.

    `lots` stands under the result of the vote, `topic` is where they are talked about, and `noted` shows on phones
    what was noted. `between` asks something between two topics; `minutes` is how much longer one can take.
    """

    def __init__(self, groups: Group, votes: Vote, minutes: Callable[[Any], int], between: Between) -> None:
        self.groups, self.votes, self.minutes, self.between = groups, votes, minutes, between
        self.lots, self.topic, self.noted = Lots(self), Topic(self), Noted(self)
        votes.also.append(self.drawn)

    def results(self, s: Any, ctx: Ctx) -> Order:
        return self.order_of(s, ctx, self.number(ctx))

    def order_of(self, s: Any, ctx: Ctx, number: int) -> Order:
        """The order after the vote of a round, from its state."""
        return order(self.votes.results(s, ctx), ctx, number)

    def number(self, ctx: Ctx) -> int:
        """The number of the latest vote; 0 before the first."""
        latest = ctx.current.get(self.votes.question)
        return latest.number if latest else 0

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """What can be talked about, by id."""
        return self.groups.texts(s, ctx)

    def present(self, s: Any, ctx: Ctx) -> str | None:
        """What is talked about; None when all of it was."""
        return self.of(s).now(self.now(ctx).topics)

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """What it is called, as the question of the room."""
        topic = self.present(s, ctx)
        return self.texts(s, ctx)[topic] if topic else _("We have talked about all of it")

    def awaited(self, ctx: Ctx, number: int) -> bool:
        """Whether the lots of a vote are announced and not drawn yet; going on to the first topic draws them, too."""
        shown = self.lots in here(ctx).panels and number == self.number(ctx)
        return shown and number not in self.of(ctx.state).drawn

    def drawn(self, round: Round, ctx: Ctx) -> Sequence[Words]:
        """What the record says under the vote about a round: the lots that were drawn after it."""
        if self.awaited(ctx, round.number):
            return ()
        return record.lots(self.order_of(round.state, ctx, round.number))

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        texts = self.texts(s, ctx)
        return [*record.talked(self.talked(s, ctx), texts), *record.notes(self.of(s), texts)]

    def talked(self, s: Any, ctx: Ctx) -> list[str]:
        """What was talked about so far (ids), in that order."""
        begun = any(phase.name in ctx.went for phase in phases_of(ctx) if self.topic in phase.panels)
        shown = self.votes.shown(s, ctx)
        order = self.order_of(shown[-1].state, ctx, shown[-1].number) if shown else self.now(ctx)
        last = self.of(s).now(order.topics) if begun else None
        return [*self.of(s).over, *([last] if last else [])]

    def nothing(self, s: Any, ctx: Ctx) -> Words:
        """That nothing can be talked about; empty when something can."""
        return "" if self.texts(s, ctx) else _("There is nothing to talk about yet.")


class Lots(Panel[TalkOver]):
    """Under the result: among which topics lots will be drawn for their order, or what they gave."""

    @action(by="facilitator", moves=True)
    def draw_order(self, s: Any, ctx: Ctx) -> None:
        """Draw the lots that board and phones announce with the result. The seed is that of the run."""
        number = self.block.number(ctx)
        if not self.block.now(ctx).drawn:
            raise Refused(_("No lots are needed: no two topics have the same number of dots."))
        if not self.block.awaited(ctx, number):
            raise Refused(_("Lots were drawn. The order stays as it is."))
        self.block.of(s).drawn.append(number)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.lots(self.block.now(ctx), self.block.texts(s, ctx), self._waits(ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.now(ctx).drawn or not self._waits(ctx):
            return Html("")
        return kit.secondary([kit.button(_("Draw lots for the order"), self.named("draw_order"))])

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.number(ctx) else _("There is nothing to talk about yet.")

    def _waits(self, ctx: Ctx) -> bool:
        return self.block.awaited(ctx, self.block.number(ctx))


class Topic(Panel[TalkOver]):
    """The topic of now with its cards and notes; on the stage to note something, and to go on."""

    @action(by="facilitator", moves=True)
    def next_topic(self, s: Any, ctx: Ctx) -> None:
        """The next group."""
        self.block.of(s).go_on(self.block.now(ctx).topics)
        self.block.between.anew(s)

    @action(by="facilitator", moves=True)
    def topic_before(self, s: Any) -> None:
        """The group before."""
        self.block.of(s).back()
        self.block.between.anew(s)

    @action(by="facilitator")
    def add_note(self, s: Any, ctx: Ctx, text: Note) -> None:
        """Write down what was said."""
        self.block.of(s).note(self.block.present(s, ctx), text)

    @action(by="facilitator")
    def drop_note(self, s: Any, ctx: Ctx, note: Annotated[int, Field(ge=0, le=MOST_NOTES)]) -> None:
        """Take a note away."""
        self.block.of(s).drop(self.block.present(s, ctx), note)

    def board(self, s: Any, ctx: Ctx) -> Html:
        topic, groups = self.block.present(s, ctx), self.block.groups
        if topic is None:
            return Html("")
        shown, above = groups.cards.of(s).shown(), self.block.between.above(s)
        members = [(id, shown[id]) for id in groups.members(s).get(topic, [])]
        notes = self.block.of(s).notes.get(topic, [])
        return kit.join(above, widgets.topic(members, groups.cards.columns(s, ctx), notes, bool(above)))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(self.board(s, ctx), widgets.noted(self.block.of(s), self.block.texts(s, ctx)))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        topics, between = self.block.now(ctx).topics, self.block.between.tools(s)
        return widgets.tools(self.block.of(s), topics, between, self.block.minutes(ctx.settings), self.named)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.nothing(s, ctx)


class Noted(Panel[TalkOver]):
    """On a phone, while something else is asked: what was noted, the topic of now first."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return widgets.noted(self.block.of(s), self.block.texts(s, ctx), self.block.present(s, ctx))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.nothing(s, ctx)
