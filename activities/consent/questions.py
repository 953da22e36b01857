"""Questions: what people do not understand yet, in rounds that can come again, ticked once they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Care, Collect, Mended, Rules, Write
from facilitator.blocks.collect import record as card_record
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.report.model import Passage

Id = Annotated[str, Field(max_length=40)]
AT_ONCE = 6
"""Questions on the stage at once; the pages of the board turn them."""


class Questions(Collect):
    """Cards with questions; each round of them stays."""

    def __init__(self) -> None:
        super().__init__(label=_("What do you mean by …"), title=_("Questions"), per_round=True)
        self.write = WriteAgain(self)


class WriteAgain(Write):
    """Questions can be asked again when somebody needs to know more."""

    again = True


@dataclass
class Ticked:
    """The questions (ids) that were answered aloud."""

    answered: dict[str, bool] = field(default_factory=dict)


class Answers(Block[Ticked, None]):
    """Which questions were answered. Its panel: `read`."""

    def __init__(self, asks: Questions, care: Care) -> None:
        self.asks, self.care = asks, care
        self.read = Read(self)

    def cards(self, s: Any, ctx: Ctx) -> dict[str, str]:
        """All questions that were shown (text by id), of every round, as they are now."""
        mended: Mended = self.care.of(s)
        return {
            id: card.text
            for each in self.asks.shown(s, ctx)
            for id, card in mended.of(self.asks.of(each.state)).shown().items()
        }

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        told: list[Passage] = []
        some = [each for each in self.asks.shown(s, ctx) if self.asks.of(each.state).cards]
        for each in some:
            title = _("Questions, round {n}", n=each.number) if len(some) > 1 else self.asks.title
            cards = self.care.of(s).of(self.asks.of(each.state))
            told += card_record.blocks(title, cards, Rules(), ctx)
        return told


class Read(Panel[Answers]):
    """Every question on the wall, those that are still open first; the facilitator ticks what was answered."""

    def __init__(self, block: Answers) -> None:
        super().__init__(block)
        self.shows = (block.asks,)

    @action(by="facilitator")
    def tick(self, s: Any, ctx: Ctx, card: Id) -> None:
        """This question was answered, or is open again."""
        if card not in self.block.cards(s, ctx):
            raise Refused(_("This question is not there any more. Please load the page again."))
        done = self.block.of(s).answered
        if not done.pop(card, False):
            done[card] = True

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        done, (shown, _part) = self.block.of(s).answered, kit.paged(self._order(s, ctx), AT_ONCE)
        rows = [kit.Row(id, text, _("Answered") if id in done else "", [self._button(id, text, id in done)])
                for id, text in shown]  # fmt: skip
        return kit.listing(rows, _("Questions"), "asked") if rows else Html("")

    def _button(self, id: str, text: str, done: bool) -> Html:
        words, label = (_("Still open"), _("Still open: {text}", text=text)) if done else (
            _("Answered"), _("Answered: {text}", text=text))  # fmt: skip
        return kit.button(words, kit.act(self.named("tick"), card=id), label=label)

    def _drawn(self, s: Any, ctx: Ctx) -> Html:
        done = self.block.of(s).answered
        rows = [kit.RuleRow(id, text, sign="tick" if id in done else "", told=_("Answered") if id in done else "")
                for id, text in self._order(s, ctx)]  # fmt: skip
        return kit.rule_list(rows, AT_ONCE, "asked-list") if rows else kit.empty(_("Nobody asked a question."), "")

    def _order(self, s: Any, ctx: Ctx) -> list[tuple[str, str]]:
        done = self.block.of(s).answered
        return sorted(self.block.cards(s, ctx).items(), key=lambda each: (each[0] in done, each[0]))
