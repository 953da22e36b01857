"""Fist of five: how far people can go along with a proposal, what it would take, and what becomes of it.

Three blocks that belong together: the words of the proposal, the fingers of everyone, and what they say it would take.
An activity can end with them: `*fingers.phases()` is how it goes from the first answer to the close.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Privacy, Settings, action
from facilitator.blocks.collect import Care
from facilitator.blocks.decision import ByCharter
from facilitator.blocks.fist import record, widgets
from facilitator.blocks.fist.asides import Asides
from facilitator.blocks.fist.deciding import Deciding
from facilitator.blocks.fist.proposal import Proposal
from facilitator.blocks.fist.rules import PROPOSAL, FistSettings, Outcome
from facilitator.blocks.fist.wordings import AFTER, After
from facilitator.blocks.rate.rules import Point
from facilitator.composing.inputs import Input
from facilitator.composing.panel import ForWhom, Panel
from facilitator.composing.phase import Asked, Phase
from facilitator.i18n import Words, _
from facilitator.report.words import day

__all__ = ["Asides", "Fist", "FistSettings", "Outcome", "Proposal"]

LISTEN, CLOSE = "listen", "close"


class Fist(Deciding):
    """Nought to five fingers of everyone for a proposal, unseen, and what becomes of it. There is no average.

    `care` knows what became of the cards in `asides`. The decision is kept with its `method`, and with who `decides`
    where the settings do not say. With `names` everyone sees who showed what, once it is shown. With `by` the rule is
    the one of the charter, where it has one for this kind of decision. With `heading` the words that were asked about
    stand over the section of the record. The settings of the activity are `FistSettings`.
    """

    def __init__(
        self, proposal: Proposal, asides: Asides, care: Care, method: Words, decides: Words,
        names: Callable[[Any], bool] = lambda _given: False, by: ByCharter | None = None, heading: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(proposal, asides, care, method, decides, by)
        self.names, self.heading = names, heading
        self.read, self.show, self.wall = Read(self), Show(self), Wall(self)
        self.result, self.ways, self.ending = Result(self), Ways(self), Ending(self)

    def phases(
        self, *beside: Panel[Any], when: Callable[[Any], bool] | None = None,
        then: str | Callable[[Any, Ctx], str | None] = "", ending: Sequence[Panel[Any]] = (),
        changing: Sequence[Panel[Any]] = (),
    ) -> tuple[Phase, ...]:  # fmt: skip
        """From the first answer to the close, each with the proposal at the top.

        `beside` stands under the question while people answer, `changing` where the words are changed, and `ending`
        under the result at the close. `when` says whether they are part of a run, `then` where the last one leads, as
        in `Phase`.
        """
        return (
            Phase("show", _("Show"), *beside, self.show, ask=self.present, when=when, go=_("Ask everyone to show"),
                  note=_("Phones can answer. Nobody sees any answer before the result."),
                  say=_("Three, two, one. Show what you think on your phone or on paper.")),
            Phase("reveal", _("Result"), self.result, ask=self.asked, go=_("Show the result"), reveal=True, when=when,
                  then=self.after_result, note=_("The board and all phones show it at once. You cannot undo this.")),
            Phase(LISTEN, _("Listen"), self.wall, self.asides.write, ask=self.beside, when=when,
                  go=_("Ask what it would take"), note=_("Phones can send a card without a name."),
                  say=_("What would it take? Write it on your phone or on paper, or say it. Thank you.")),
            Phase("change", _("Change"), self.read, self.asides.cards, self.proposal.mend, *changing, self.ways,
                  ask=self.present, go=_("Show the cards"), when=when, then=self.after_change,
                  note=_("The board shows the cards, in no order."),
                  say=_("What can we change so that more of us can live with it?")),
            Phase(CLOSE, _("Close"), self.ending, *ending, ask=self.asked, go=_("Close the question"),
                  when=when, then=then, note=_("The board shows how it ended."),
                  say=_("This is how it stands, and how we go on from here.")),
        )  # fmt: skip

    # What stands at the top, and where it goes on

    def present(self, s: Any, ctx: Ctx) -> Words:
        """The words that are proposed now, or that they come next."""
        return self.proposal.of(s).words or _("The proposal comes next")

    def asked(self, s: Any, ctx: Ctx) -> Words:
        """The words that the last result is about; before there is one, those that are proposed, if any."""
        last = self.last(s, ctx)
        return self.proposal.of(last.state if last else s).words

    def beside(self, s: Any, ctx: Ctx) -> Asked:
        """The words of the result on the wall; on a phone the present ones, which people write about."""
        return {"board": self.asked(s, ctx), "phone": self.present(s, ctx)}

    def after_result(self, s: Any, ctx: Ctx) -> str:
        """To the close with what is agreed; otherwise people say what it would take."""
        return CLOSE if self.agreed(s, ctx) else LISTEN

    def after_change(self, s: Any, ctx: Ctx) -> str | None:
        """New words are asked about, as long as there can be a round."""
        return self.question if not ctx.revealed and not self.show.ready(s, ctx, self.question) else None


class About(Panel[Fist]):
    """Anything about the proposal: what an answer to it is used for, and the words before the present ones."""

    def privacy_with(self, given: Settings) -> Privacy | None:
        return "open" if self.block.names(given) else self.privacy

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        return self.stands_for(s, ctx)

    def stands_for(self, s: Any, ctx: Ctx) -> Words:
        """What an answer is used for."""
        return record.stands_for(self.block.proposal.of(s).use, self.block.bar(s, ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.versions(self.block.proposal.of(s))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.proposal.of(s).words else _("There is no proposal yet. Choose one or write it below.")


class Read(About):
    """The words, before anyone answers and while they are mended."""


class Show(About, Input[Fist]):
    """One of the seven answers."""

    round, do = True, "show"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.scale("finger", ctx.settings.rules, self.block.of(s).of(me).get(PROPOSAL) if me else None)

    def whole(self, s: Any, me: Key, ctx: Ctx, finger: Point) -> Callable[[], None]:
        """Show fingers, or leave it to the group."""
        ctx.settings.rules.check(PROPOSAL, finger)
        return lambda: self.block.of(s).give(me, PROPOSAL, finger, ctx.settings.rules)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).points

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).passed()

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).points.pop(me, None)
        self.block.of(s).passes[me] = True

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        by, again = self.block.by, self.block.proposal.again
        why = super().ready(s, ctx, phase)
        if not why and again is not None:
            why = again.unready(self.block.proposal.of(s).words, s, ctx)
        if not why and self.block.last_round(s, ctx):
            why = _("That was the last round. Say below how you go on.")
        return why or (by.unready(s, ctx) if by else "")


class Wall(About):
    """The last result: its words, the outcome, the fingers. On phones only what people write about it."""

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        return {"board": self.follows(s, ctx), "phone": self.stands_for(s, ctx)}

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self.drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return Html("")

    def follows(self, s: Any, ctx: Ctx) -> Words:
        """When it is looked at again, or how the group goes on; before it is known, what the answers were for."""
        proposal, days = self.block.proposal.of(s), self.block.proposal.days(ctx.settings)
        agreed = self.block.agreed(s, ctx)
        if agreed and proposal.use == "decision":
            return _("We look at it again on {date}.", date=day(proposal.look_again(ctx, days).isoformat()))
        shown = self.block.last(s, ctx) is not None
        return AFTER[proposal.after] if shown and proposal.after and not agreed else self.stands_for(s, ctx)

    def drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        """The result, with the answer of `me` marked; before there is one, the words."""
        last = self.block.last(s, ctx)
        if last is None:
            return super().board(s, ctx)
        told, ratings = self.block.told(last, ctx), self.block.of(last.state)
        asked, now = self.block.proposal.of(last.state), self.block.proposal.of(s)
        mine = ratings.of(me).get(PROPOSAL) if me else None
        newer = kit.lead(_("New wording, not asked yet: “{text}”", text=now.words)) if now.words != asked.words else ""
        return kit.join(
            kit.outcome(told.sign, record.outcome(told, asked.use), told.detail), newer,
            widgets.hands(told, self.block.bar(last.state, ctx), mine, ctx.names, ratings),
        )  # fmt: skip


class Ways(Panel[Fist]):
    """How the group goes on with what was not agreed."""

    @action(by="facilitator", moves=True)
    def go_on(self, s: Any, after: After) -> None:
        """Record how the group goes on with a proposal that was not agreed."""
        self.block.proposal.of(s).after = after

    def stage(self, s: Any, ctx: Ctx) -> Html:
        by = self.block.by
        return widgets.ways_on(self.block.proposal.of(s), by.stuck(s, ctx) if by else "", self.named)


class Ending(Wall, Ways):
    """The result on every page; what is decided gets a day, for what is not it is said how the group goes on."""

    @action(by="facilitator")
    def look_again(self, s: Any, on: date) -> None:
        """Set the day on which the decision is looked at again."""
        self.block.proposal.of(s).review = on

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        return self.follows(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.drawn(s, ctx, me)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.agreed(s, ctx):
            return super().stage(s, ctx)
        proposal, days = self.block.proposal.of(s), self.block.proposal.days(ctx.settings)
        return (
            widgets.review_form(proposal.look_again(ctx, days), self.named) if proposal.use == "decision" else Html("")
        )


class Result(Ending):
    """The same when it was just shown: how the group goes on is asked when there can be no other round."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        goes = self.block.agreed(s, ctx) or self.block.last_round(s, ctx)
        return super().stage(s, ctx) if goes else Html("")
