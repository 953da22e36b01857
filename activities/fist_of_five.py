"""Fist of five: how far a proposal carries the room, and what it would take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from facilitator import kit
from facilitator.activity import (
    Activity,
    Ctx,
    Html,
    Key,
    Phase,
    Privacy,
    Round,
    Section,
    State,
    per_round,
)
from facilitator.blocks.fist import fingers
from facilitator.blocks.fist import record as fist_record
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.fist.asides import Asides, WritesAsides
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import Words, _, mark
from facilitator.primitives.caring import Mended
from facilitator.primitives.proposal import Proposal, WordsProposal

SHOWN = ("reveal", "listen", "close")
"""Phases in which the last result stands on the wall."""


class FistOfFiveSettings(fist.FistSettings):
    """What is fixed before the first answer."""

    proposal: str = Field("", title=mark("Proposal. Empty: choose or write it when you start"), max_length=280)
    explanation: str = Field("", title=mark("More about it, behind a button"), max_length=600)
    use: Literal["decision", "temperature"] = Field("decision", title=mark("Does it decide, or only ask?"))
    names: bool = Field(False, title=mark("Show names with the answers"))
    review_days: int = Field(90, title=mark("Days until the decision is looked at again"), ge=1, le=1100)


@dataclass
class FistOfFiveState(State):
    """The words that are proposed, what people show, and what they say it would take."""

    proposal: Proposal
    ratings: rate.Ratings = per_round(rate.Ratings)
    asides: Asides = per_round(Asides)
    mended: Mended = field(default_factory=Mended)


class FistOfFive(fingers.ShowsFingers, WordsProposal, WritesAsides, Activity[FistOfFiveSettings, FistOfFiveState]):
    """See in one minute how far a proposal carries the room.

    Everyone shows nought to five fingers at the same moment, unseen. One fist stops it, and anyone below three says
    what it would take, so that the words can change and be shown again. There is no average: it would hide the one
    person who sees harm. Ask "what would it take?", never "why?".
    """

    takes_items = True
    id, title, glyph = "fist-of-five", _("Fist of five"), "fist-of-five"
    used_for, who_decides = _("Whether we go on with this"), _("Everyone here")
    example = {"proposal": "We open a quiet room every Thursday from 2 to 4."}
    phases = (
        Phase("proposal", _("Proposal"), say=_("I will read it aloud. Ask if a word is not clear.")),
        Phase("show", _("Show"), go=_("Ask everyone to show"), privacy="hidden", hidden=True, round=True,
              note=_("Phones can answer. Nobody sees any answer before the result."),
              say=_("Three, two, one. Show what you think on your phone or on paper.")),
        Phase("reveal", _("Result"), go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("listen", _("Listen"), go=_("Ask what it would take"), privacy="hidden", hidden=True,
              note=_("Phones can send a card without a name."),
              say=_("What would it take? Write it on your phone or on paper, or say it. Thank you.")),
        Phase("change", _("Change"), go=_("Show the cards"), note=_("The board shows the cards, in no order."),
              say=_("What can we change so that more of us can live with it?")),
        Phase("close", _("Close"), go=_("Close the question"), note=_("The board shows how it ended."),
              say=_("This is how it stands, and how we go on from here.")),
    )  # fmt: skip

    def __init__(self, settings: FistOfFiveSettings) -> None:
        super().__init__(settings)
        self.takes_items = not settings.proposal

    def start(self, ctx: Ctx) -> FistOfFiveState:
        given = self.settings
        return FistOfFiveState(Proposal(given.use, [given.proposal] if given.proposal else []))

    def privacy(self, phase: Phase) -> Privacy | None:
        return "open" if self.settings.names and phase.name != "listen" else phase.privacy

    def told_before(self, s: FistOfFiveState, ctx: Ctx) -> tuple[Words, Words]:
        used, decides = super().told_before(s, ctx)
        return used, decides if s.proposal.use == "decision" else self.settings.decides or _("Nobody today")

    def ready(self, s: FistOfFiveState, ctx: Ctx, phase: str) -> Words:
        if phase != "proposal" and not s.proposal.words:
            return _("There is no proposal yet. Choose one or write it below.")
        if phase == "show" and len(ctx.shown(s)) >= self.settings.rounds_max:
            return _("That was the last round. Say below how you go on.")
        return ""

    def results(self, s: FistOfFiveState, ctx: Ctx) -> fist.Outcome:
        return fist.of_round(Round(ctx.round, ctx.round_seats, s, True), self.settings)

    def suggest(self, s: FistOfFiveState, ctx: Ctx) -> str | None:
        if ctx.phase == "reveal":
            return "close" if ctx.results.agreed else "listen"
        return "show" if ctx.phase == "change" and not ctx.revealed and not self.ready(s, ctx, "show") else None

    def phone(self, s: FistOfFiveState, me: Key, ctx: Ctx) -> Html:
        given, mine = self.settings, s.ratings.of(me).get(fist.PROPOSAL)
        if ctx.phase == "proposal":
            return kit.join(self.board(s, ctx), kit.explained(given.explanation))
        if ctx.phase == "show":
            send = kit.send("show", saved=mine is not None, passed=me in s.ratings.passes)
            return kit.join(self.board(s, ctx), kit.privacy(), kit.scale("finger", given.rules, mine), send)
        if ctx.phase == "listen":
            form = kit.aside_form(s.asides, me, harm=mine == 0)
            return kit.join(kit.proposed(s.proposal, given.bar), kit.privacy(), form)
        return kit.result(s, given, ctx, given.review_days, me) if ctx.phase in SHOWN else self.board(s, ctx)

    def board(self, s: FistOfFiveState, ctx: Ctx) -> Html:
        if ctx.phase in SHOWN:
            return kit.result(s, self.settings, ctx, self.settings.review_days)
        cards = kit.aside_cards(s.asides, ctx) if ctx.phase == "change" and ctx.revealed else ""
        return kit.join(kit.proposed(s.proposal, self.settings.bar), cards)

    def stage(self, s: FistOfFiveState, ctx: Ctx) -> Html:
        return kit.proposal_tools(s, self.settings, ctx, self.settings.review_days)

    def paper(self, s: FistOfFiveState, ctx: Ctx) -> tuple[str, Html]:
        if ctx.phase == "listen":
            return "card", kit.text_area("text", _("What would move it up?"), 280)
        return "show", kit.scale("finger", self.settings.rules, None)

    def section(self, s: FistOfFiveState, ctx: Ctx) -> Section:
        given = self.settings
        _used, decides = self.told_before(s, ctx)
        return fist_record.section(self.title, s, given, ctx, given.purpose, decides, given.review_days)
