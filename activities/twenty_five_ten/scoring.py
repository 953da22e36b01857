"""Scoring: cards are dealt round after round, and everyone scores the one they have without seeing another score."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from activities.twenty_five_ten import record, widgets
from activities.twenty_five_ten.bold import Bold
from activities.twenty_five_ten.ideas import Ideas
from activities.twenty_five_ten.rules import HIGH, LOW, PASSED, Sift, Sifted, sifted
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Onward, Refused, action
from facilitator.composing import Block, Input, Panel, Paper
from facilitator.composing.panel import ForWhom
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Item, Passage

Card = Annotated[str, Field(max_length=40)]
Points = Annotated[int, Field(ge=LOW, le=HIGH)]
AWAY = _("Your card was taken away, so there is nothing to score now.")


class Scoring(Block[Sift, Sifted]):
    """The scores of everyone's ideas. `least` says how many scores an idea needs for a place after so many rounds."""

    def __init__(self, ideas: Ideas, least: Callable[[Any, int], int]) -> None:
        self.ideas, self.least = ideas, least
        self.ready, self.score = Ready(self), Score(self)

    def results(self, s: Any, ctx: Ctx) -> Sifted:
        sift = self.of(s)
        texts = {id: bold.idea for id, bold in self.ideas.bold(s).items()}
        return sifted(sift, texts, self.least(ctx.settings, sift.turn))

    def begun(self, s: Any) -> bool:
        """Whether the cards are dealt: no more ideas then."""
        return bool(self.of(s).circle)

    def too_late(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Why an earlier phase cannot be entered any more; empty where it can."""
        if ctx.shown_since("score") and phase in ("write", "ready", "look", "score"):
            return _("The result has been shown, so this step is over.")
        if phase in ("write", "ready", "look") and self.begun(s):
            return _("The cards are dealt, so no more ideas can be written.")
        return ""

    def after_writing(self, s: Any, ctx: Ctx) -> str | None:
        """Scoring, where there are two ideas to score."""
        return "score" if self.coming(s, ctx) else "count"

    def coming(self, s: Any, ctx: Ctx) -> int:
        """How many rounds there can be with the ideas that are in."""
        most: int = ctx.settings.rounds
        return max(0, min(most, len(self.ideas.bold(s)) - 1))

    def are_in(self, s: Any, ctx: Ctx) -> Words:
        """How many ideas there are, in place of a question."""
        n = len(self.ideas.bold(s))
        return ngettext("{n} idea is in", "{n} ideas are in", n) if n else _("No idea is in yet")

    def asks(self, s: Any, ctx: Ctx) -> ForWhom:
        """What is asked in a round."""
        return {"phone": _("How much do you want this?"), "board": self.told(s)}

    def told(self, s: Any) -> Words:
        """Which round it is, of how many."""
        return _("Round {n} of {total}", n=self.of(s).turn, total=self.of(s).rounds)

    def card(self, s: Any, me: Key) -> tuple[str, Bold] | None:
        """The card that somebody has in this round, as long as it is there."""
        id = self.of(s).card_of(me)
        found = self.ideas.bold(s).get(id) if id else None
        return (id, found) if id and found else None

    def next_deal(self, s: Any, ctx: Ctx) -> None:
        """Begin the next round."""
        sift = self.of(s)
        cards, writers = self.ideas.of(s).shown(), self.ideas.writers(s)
        sift.deal(cards, writers, ctx.seats, ctx.random("stand-ins", sift.turn).shuffle)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if not self.ideas.seen(ctx):
            return ()
        return record.passages(self.results(s, ctx), self.of(s).rounds, self.ideas.bold(s), self.ideas.of(s), ctx)

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        """The ideas at the top, the first place first."""
        if "count" not in ctx.went:
            return ()
        bold, most = self.ideas.bold(s), ctx.settings.show_top
        found = [place.card for place in self.results(s, ctx).ranked() if place.rank and place.rank <= most]
        return [Item(card, bold[card].idea, str(widgets.first_step(bold[card].first))) for card in found]


class Ready(Panel[Scoring]):
    """Between writing and scoring: how the ideas that are in will be scored."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.before(self.block.coming(s, ctx))


class Score(Input[Scoring]):
    """The card that one has in this round, and five points to give it."""

    personal, do = True, "score"

    def entering(self, s: Any, ctx: Ctx) -> None:
        """Deal the cards when scoring is opened; once they are dealt, they stay."""
        block = self.block
        if not block.begun(s):
            block.of(s).begin(block.ideas.of(s).shown(), block.coming(s, ctx), ctx.random("circle").shuffle)
            block.next_deal(s, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return (
            ""
            if self.block.coming(s, ctx) or self.block.begun(s)
            else _("Two ideas are needed for this. Wait for more, or go on.")
        )

    @action(by="facilitator", moves=True)
    def next_round(self, s: Any, ctx: Ctx) -> None:
        """Deal the cards of the next round."""
        if self.block.of(s).turn >= self.block.of(s).rounds:
            raise Refused(_("This was the last round. Count up now."))
        self.block.next_deal(s, ctx)

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        sift = self.block.of(s)
        if sift.turn >= sift.rounds:
            return None
        words = _("Begin round {n} of {total}", n=sift.turn + 1, total=sift.rounds)
        return Onward(self.named("next_round"), words, _("Everyone gets another card. Scores of this round stay."))

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        return {"phone": self.block.told(s), "board": widgets.how_many(len(self.block.of(s).circle))}

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.while_scoring()

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if self.block.card(s, me) is None:
            return widgets.no_card(last=self.block.of(s).turn >= self.block.of(s).rounds)
        saved, passed = me in self.answered(s), me in self.passed(s)
        send = kit.send(self.named(self.do), send_words=_("Send change") if saved else None)
        told = widgets.sent(passed) if saved or passed else ""
        return kit.join(kit.privacy(), self.fields(s, me, ctx), send, told)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        found = self.block.card(s, me) if me else None
        if found is None:
            return Html("")
        given = self.block.of(s).score_of(me) if me and kit.page.get().surface == "phone" else None
        id, bold = found
        return kit.join(widgets.dealt(id, bold.idea, bold.first), widgets.points(given, *self._ends(ctx)))

    def whole(self, s: Any, me: Key, ctx: Ctx, point: Points, card: Card = "") -> Callable[[], None]:
        """A score for the card that I have in this round."""
        found = self.block.card(s, me)
        if found is None:
            raise Refused(AWAY)
        if card not in ("", found[0]):
            raise Refused(_("Another round has begun. Score the card that you have now."))
        return partial(self._keep, s, me, point)

    def _keep(self, s: Any, me: Key, point: int) -> None:
        self.block.of(s).given[-1][me] = point

    def forget(self, s: Any, me: Key) -> None:
        if self.block.card(s, me) is not None:
            self._keep(s, me, PASSED)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named(self.do), lambda: Html(""))

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        if self.block.card(s, me) is None:
            return None
        return Paper(self.named(self.do), lambda: self.fields(s, me, ctx))

    def answered(self, s: Any) -> Collection[Key]:
        return [key for key, point in self._given(s).items() if point != PASSED]

    def passed(self, s: Any) -> Collection[Key]:
        return [key for key, point in self._given(s).items() if point == PASSED]

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who gave a score or passed, and who has no card to score."""
        return {*self._given(s), *(key for key in ctx.seats if self.block.card(s, key) is None)}

    def _given(self, s: Any) -> Mapping[Key, int]:
        return self.block.of(s).given[-1] if self.block.of(s).given else {}

    @staticmethod
    def _ends(ctx: Ctx) -> tuple[Words, Words]:
        return ctx.settings.five or widgets.FIVE, ctx.settings.one or widgets.ONE
