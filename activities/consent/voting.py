"""The fallback: a vote, only where the charter says so, and only past an objection that stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from activities.consent.loop import Loop
from facilitator import kit
from facilitator.activity import Ctx, Html, action
from facilitator.blocks import charter
from facilitator.blocks.charter import ABSENT, METHODS, Method, Votes
from facilitator.blocks.decision import ByCharter
from facilitator.blocks.draft import frames
from facilitator.blocks.rate import ITEM, Rate, Scale, in_words
from facilitator.blocks.rate.rules import distributions
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.report.model import Passage

_html = kit.macros("consent", beside=__file__)

CLEAR = in_words(clear=_("It is clear, and ours to decide"), unclear=_("It is not clear to me"),
                 other=_("It is not ours to decide"))  # fmt: skip
WHY = _("Is it clear why we decide this, and is it ours?")
FITS: tuple[Method, ...] = ("consent",)
"""The ways of a charter that this is."""
ROUNDS = 3
"""Rounds of stances before there can be a vote."""
SAYS = Scale({3: _("For"), 2: _("Against"), 1: _("Blank")}, aside="", names=("for", "against", "blank"))
Ended = Literal["passed", "no quorum", "not passed", ""]


@dataclass
class Tick:
    """Whether somebody with lived experience is here, as was asked aloud, and what the last vote was about."""

    lived: bool = False
    version: int = 0
    """Of the text."""
    round: int = 0
    """Of the votes."""


class Clear(Rate):
    """Whether it is clear why a decision is needed, and whose it is."""

    called = WHY


class Ballots(Rate):
    """For, against and blank."""

    called = _("The vote")


class Fallback(Block[Tick, None]):
    """What the charter says of this decision. Panels: `terms`; for the vote `tick`, `result`, and those of `votes`."""

    def __init__(self, loop: Loop, by: ByCharter) -> None:
        self.loop, self.by = loop, by
        self.votes = Ballots(scales=SAYS, do="vote", field="vote")
        self.terms, self.tick, self.result = Terms(self), TickLived(self), Voted(self)

    def absent(self, s: Any, ctx: Ctx) -> Words:
        """What the charter says of people who are not here; empty without it."""
        way = self.by.way(s, ctx)
        return ABSENT[way.absent] if way and way.ours else ""

    def stuck(self, s: Any, ctx: Ctx) -> Words:
        """What happens when the group gets stuck."""
        way = self.by.followed(s, ctx)
        return (way.stuck if way else "") or _("Nothing was agreed before. So we work on it, or it is not decided.")

    def why_not(self, s: Any, ctx: Ctx) -> Words:
        """Why there can be no vote; empty when there can."""
        way, story, place = self.by.followed(s, ctx), self.loop.now(ctx), self.loop.focus.of(s)
        if way is None or way.fallback not in ("vote", "small-then-vote"):
            return _("Nothing was agreed before about a vote, so there can be none.")
        if not story.open:
            return _("No objection is open, so no vote is needed.")
        if not story.current:
            return _("The words have changed. Ask everyone for their stance first.")
        if len(story.rounds) < ROUNDS:
            return _("There can be a vote after {n} rounds. Work on the objections first.", n=ROUNDS)
        if way.fallback == "small-then-vote" and not 0 < place.reworked < len(story.rounds):
            return _("A small group reworks it once before a vote. Say so below, then ask everyone again.")
        return ""

    def ended(self, s: Any, ctx: Ctx) -> Ended:
        """How the last vote that was shown ended; empty without one about the words of now."""
        shown, way, story = self.votes.shown(s, ctx), self.by.followed(s, ctx), self.loop.now(ctx)
        tick = self.of(s)
        if not shown or way is None or not story.rounds or (tick.round, tick.version) != (
            shown[-1].number, self.loop.text.at(s)
        ):  # fmt: skip
            return ""
        count = distributions(self.votes.of(shown[-1].state), SAYS.rules([ITEM]))[ITEM]
        votes = Votes(count.at(3), count.at(2), count.at(1))
        present = len(shown[-1].seats)
        members = len({*shown[-1].seats, *story.rounds[-1].ballot.asked})
        lived, share = self.of(s).lived, Fraction(way.fallback_share)
        return charter.by_vote(votes, present, members, lived, share, Fraction(way.quorum))

    def after_vote(self, s: Any, ctx: Ctx) -> str:
        """On with what is decided; else to the close."""
        return "concerns" if self.ended(s, ctx) == "passed" else "close"

    def words(self, s: Any, ctx: Ctx) -> Words:
        """The outcome. It never says consent, and says how many objections stay open."""
        n = len(self.loop.now(ctx).open)
        told: dict[Ended, Words] = {
            "passed": ngettext("Decided by vote, {n} open objection", "Decided by vote, {n} open objections", n),
            "no quorum": _("Not decided: too few of us are here for a vote"),
            "not passed": _("Not decided: too few are for it"),
        }
        return told.get(self.ended(s, ctx), "")

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()


class Terms(Panel[Fallback]):
    """Before anyone answers: why a decision is needed, how it is made, and what happens if we get stuck."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        def tall(row: tuple[Words, Words]) -> float:
            return fitting.lines(row[1], fitting.WIDE - frames.LABEL, frames.SIZE) * frames.SIZE * 1.15 + 1.6

        shown, part = kit.paged(self.rows(s, ctx), 9, tall, fitting.room())
        return kit.join(_html.terms(shown), part)

    def rows(self, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
        """Label and words, for every page and the record."""
        why = ctx.settings.why
        rows: list[tuple[Words, Words]] = [(_("Why"), why)] if why else []
        return [*rows, (_("How"), METHODS["consent"]), (_("If we get stuck"), self.block.stuck(s, ctx))]


class TickLived(Panel[Fallback]):
    """On the stage: whether somebody with lived experience is here. It is asked aloud, and never looked up."""

    @action(by="facilitator")
    def lived(self, s: Any, here: bool) -> None:
        """Somebody with lived experience is here, or nobody said so."""
        self.block.of(s).lived = here

    def entering(self, s: Any, ctx: Ctx) -> None:
        """What is voted on now is remembered: a vote says nothing about other words."""
        tick = self.block.of(s)
        tick.version, tick.round = self.block.loop.text.at(s), ctx.round

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.why_not(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(self.block.stuck(s, ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        here = self.block.of(s).lived
        words = _("Nobody with lived experience is here") if here else _("Somebody with lived experience is here")
        note = kit.hint(_("Ask it aloud. Without it a vote does not count."))
        return kit.join(kit.secondary([kit.button(words, kit.act(self.named("lived"), here=int(not here)))]), note)


class Voted(Panel[Fallback]):
    """How the vote ended, over the counts."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        asked = ctx.current.get("vote")
        return "" if asked and asked.number else _("There is no vote yet.")

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return self.block.words(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        words = self.block.words(s, ctx)
        return (
            kit.outcome("agreed" if self.block.ended(s, ctx) == "passed" else "not-yet", words) if words else Html("")
        )
