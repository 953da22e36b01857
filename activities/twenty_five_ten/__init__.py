"""25/10: bold ideas, quickly sifted."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from activities.twenty_five_ten.counting_up import CountUp
from activities.twenty_five_ten.ideas import Ideas
from activities.twenty_five_ten.owning import Owning
from activities.twenty_five_ten.rules import Sifted
from activities.twenty_five_ten.scoring import Scoring
from facilitator.activity import Ctx, SaysWhatFor
from facilitator.blocks.collect import Care
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark

ENOUGH = 3
"""So many scores an idea needs to have a place, where nothing else is set and there are as many rounds."""


class TwentyFiveTenSettings(SaysWhatFor):
    """What is fixed before the first idea."""

    question: str = Field("", title=mark("Question. Empty: ten times bolder"), max_length=140)
    rounds: int = Field(5, title=mark("Rounds of scores"), ge=1, le=9)
    five: str = Field("", title=mark("What 5 means. Empty: Let us do it"), max_length=40)
    one: str = Field("", title=mark("What 1 means. Empty: Not for me"), max_length=40)
    show_top: int = Field(10, title=mark("Count up from place"), ge=1, le=30)
    min_scores: int | None = Field(None, title=mark("Fewest scores for a place. Empty: 3"), ge=1, le=9)
    ownership: bool = Field(True, title=mark("Ask at the end who works on which idea"))

    @model_validator(mode="after")
    def _reachable(self) -> TwentyFiveTenSettings:
        if self.min_scores is not None and self.min_scores > self.rounds:
            raise ValueError(str(_("An idea cannot have more scores than there are rounds.")))
        return self

    def least(self, rounds: int) -> int:
        """How many scores an idea needs to have a place after so many rounds."""
        return min(self.min_scores or ENOUGH, rounds)


class TwentyFiveTen(Activity[TwentyFiveTenSettings]):
    """Bold ideas from everyone, sifted in a few quick rounds.

    Each person writes one bold idea with a first step. Cards are dealt round after round, so that nobody gets their
    own or one of them twice, and everyone gives each a score without seeing any other. Then you count up to the first
    place. It is a sift, not a decision: take the top to a dot vote, to work at tables, or to a fist of five.
    """

    id, title, glyph = "twenty-five-ten", _("25/10"), "twenty-five-ten"
    leads_to = ("dot-vote", "break", "fist-of-five")
    used_for, who_decides = _("Which ideas we look at first"), _("Nobody yet, this is a sift")
    example = {"question": "If we were ten times bolder, what would we do?", "rounds": 3, "min_scores": 2}
    shelf = Shelf(
        steps=(4,), point=3, purposes=("choose", "gather"), minutes=(20, 30), people=(5, 100),
        when=_("A question needs bold ideas, and there are too many to talk about each."),
        leaves=_("Ideas in order, with a first step each"),
    )  # fmt: skip

    ideas = Ideas()
    scoring = Scoring(ideas, TwentyFiveTenSettings.least)
    count = CountUp(scoring)
    owning = Owning(count)
    care = Care(ideas)

    phases = (
        Phase("write", _("Write"), ideas.write, go=_("Open for ideas"), minutes=5,
              say=_("One bold idea each, and its first step. Nobody will ask whose it is.")),
        Phase("ready", _("Cards"), scoring.ready, ask=scoring.are_in, go=_("Close the writing"),
              then=scoring.after_writing, note=_("You can go back to it until the cards are dealt."),
              say=_("Everyone gets a card of somebody else. Read it, and say how much you want it.")),
        Phase("look", _("All cards"), ideas.wall, ask=_("All ideas, before anyone scores them"), aside=True,
              reveal=True, go=_("Show all cards first"), then=scoring.after_writing,
              note=_("Board and phones show all cards, so that you can hide one. You cannot undo this."),
              say=_("Tell me if a card names somebody, or hurts. Only its writer will know.")),
        Phase("score", _("Score"), scoring.score, ask=scoring.asks, go=_("Deal the cards"),
              note=_("Each phone gets the card of somebody else. No more ideas after this."),
              say=_("Read the card, give it a score, then talk to somebody new if you like.")),
        Phase("count", _("Count up"), count.places, ask=count.asks, go=_("Count up to place 1"),
              reveal=True, then=owning.after_counting,
              note=_("The board begins with the last place. You cannot undo this.")),
        Phase("own", _("Own it"), owning.ask, go=_("Ask who works on what"),
              ask={"phone": _("Will you work on one of these?"), "board": _("Who works on what?")},
              when=lambda given: given.ownership, note=_("Only who answers here is named."),
              say=_("If one was yours and you would work on it, say so. Or join another. You can pass.")),
        Phase("next", _("Next"), owning.told, ask=_("Who works on what?"), go=_("What next"),
              when=lambda given: given.ownership, note=_("The ideas at the top can go on to another step."),
              say=_("This was a sift. Nothing is decided. Now look closer at the top.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question or _("If we were ten times bolder, what would we do? What is the first step?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.scoring.too_late(s, ctx, phase) or super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Sifted:
        return self.scoring.results(s, ctx)
