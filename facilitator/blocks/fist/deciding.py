"""What a fist of five finds in its rounds, by which rule, and what it leaves in the record and in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from facilitator.activity import Ctx, Key, Round
from facilitator.blocks.collect import Care
from facilitator.blocks.decision import ByCharter, Decision
from facilitator.blocks.fist import record, rules
from facilitator.blocks.fist.asides import Asides
from facilitator.blocks.fist.proposal import Proposal
from facilitator.blocks.fist.record import Told
from facilitator.blocks.fist.rules import PROPOSAL, Bar, Outcome
from facilitator.blocks.rate.rules import Ratings
from facilitator.composing.block import Block
from facilitator.i18n import Words
from facilitator.report.model import LedgerEntry, Passage


class Deciding(Block[Ratings, Outcome]):
    """The fingers of everyone for a proposal, and what becomes of it."""

    per_round = True
    heading = False
    """Whether the words that were asked about stand over the section of the record."""

    def __init__(
        self, proposal: Proposal, asides: Asides, care: Care, method: Words, decides: Words,
        by: ByCharter | None = None,
    ) -> None:  # fmt: skip
        self.proposal, self.asides, self.care = proposal, asides, care
        self.method, self.decides, self.by = method, decides, by
        asides.shares, asides.harm = self, self.sees_harm

    def results(self, s: Any, ctx: Ctx) -> Outcome:
        return self.told(replace(ctx.current[self.question], state=s), ctx)

    def told(self, each: Round, ctx: Ctx) -> Outcome:
        """What became of the proposal in a round."""
        return rules.told(self.of(each.state), each.seats, ctx.settings, self.bar(each.state, ctx))

    def bar(self, s: Any, ctx: Ctx) -> Bar:
        """What the proposal has to reach: as the charter says, where the group follows it, else as the settings say."""
        given: Bar = ctx.settings.bar
        way = self.by.followed(s, ctx) if self.by else None
        if way is None:
            return given
        if way.method == "vote":
            return replace(given, rule="share", share=Fraction(way.threshold))
        return replace(given, rule="everyone")

    def agreed(self, s: Any, ctx: Ctx) -> bool:
        """Whether the last result that was shown carries the proposal."""
        last = self.last(s, ctx)
        return last is not None and self.told(last, ctx).agreed

    def last_round(self, s: Any, ctx: Ctx) -> bool:
        """Whether there were as many rounds as there may be."""
        return len(self.shown(s, ctx)) >= int(ctx.settings.rounds_max)

    def sees_harm(self, s: Any, me: Key) -> bool:
        """Whether somebody showed a fist."""
        return self.of(s).of(me).get(PROPOSAL) == 0

    # What it leaves

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.blocks(self._rounds(s, ctx), self.proposal.of(s), ctx.settings, ctx, self.heading)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        made = self.decision(s, ctx)
        if made is None:
            return ()
        again = self.proposal.again
        return [again.left(made, str(made.text), s, ctx) if again and again.entry(ctx) else made.entry()]

    def decision(self, s: Any, ctx: Ctx) -> Decision | None:
        """What was decided; None before a result, and where nothing is decided."""
        given, days = ctx.settings, self.proposal.days(ctx.settings)
        known = {"method": self.method, "why": given.purpose, "decides": given.decides or self.decides}
        rounds = self._rounds(s, ctx)
        if self.by:
            stuck = self.by.stuck(s, ctx) if self.proposal.of(s).after == "fallback" else ""
            known |= {**self.by.told(s, ctx), **({"next": stuck} if stuck else {})}
        return record.decision(rounds, self.proposal.of(s), given, ctx, days, **known)

    def _rounds(self, s: Any, ctx: Ctx) -> list[Told]:
        return self.told_of([each for each in self.shown(s, ctx) if each.number], s, ctx)

    def told_of(self, rounds: Sequence[Round], s: Any, ctx: Ctx) -> list[Told]:
        """Some rounds as the record tells them, with their cards as they are in the state `s`."""
        return [
            Told(
                each.number, self.proposal.of(each.state), self.of(each.state), self.told(each, ctx),
                self.asides.as_now(each, ctx, self.care.of(s)), self.bar(each.state, ctx),
            )
            for each in rounds
        ]  # fmt: skip
