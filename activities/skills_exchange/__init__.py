"""Skills exchange: what everyone can share and would like to learn, who meets whom, and what is missing here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from activities.skills_exchange import record
from activities.skills_exchange.cards import Piles
from activities.skills_exchange.felt import Felt
from activities.skills_exchange.gaps import Gaps
from activities.skills_exchange.market import Market
from activities.skills_exchange.rules import Exchange
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Care
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import _, mark

QUESTION = _("What could you share, and what would you like to learn?")
"""How the record asks all of it; the pages ask one after the other."""


class SkillsSettings(SaysWhatFor):
    """What is fixed before anyone writes."""

    tags: OptionList = Field([], title=mark("Skills to choose from. Empty: nine from daily life"), max_length=12)
    offers: Literal["open", "hidden"] = Field("open", title=mark("Offers with names, or with a name for who likes"))
    most_offers: int = Field(3, title=mark("Most offers of one person"), ge=1, le=5)
    most_requests: int = Field(3, title=mark("Most requests of one person"), ge=1, le=5)
    credit: Literal["none", "hours"] = Field("none", title=mark("Count hours: an hour is an hour, whoever gives it"))
    confidence: str = Field(
        "", title=mark("How confident do you feel to … such as: speak in a meeting. Empty: not asked"), max_length=80
    )
    months: int = Field(6, title=mark("Months that an offer or a request stands"), ge=1, le=24)


def _asks(given: SkillsSettings) -> bool:
    return bool(given.confidence.strip())


class SkillsExchange(Activity[SkillsSettings]):
    """Show what everyone can share and would like to learn, and let people find each other.

    Offers come first, with examples from daily life, so that nobody is only a learner. Then requests, with a name or
    without. The tool suggests who fits; two people agree, and only they see a no. What nobody here can take is a gap
    to find a training, a visit or a buddy for. Is it work that should be paid? Then put it into a shared budget.
    """

    id, title, glyph = "skills-exchange", _("Skills exchange"), "skills-exchange"
    used_for, who_decides = _("Who helps whom, and what we learn next"), _("Each person, only about themselves")
    leads_to = ("action-plan",)
    example = {"confidence": "speak in a meeting", "credit": "hours"}
    further = {"without names": {"offers": "hidden", "tags": ["Cooking", "Reading"]}}
    shelf = Shelf(
        steps=(8, 1), point=2, purposes=("meet", "learn", "act"), minutes=(20, 45), people=(4, 60),
        when=_("People could learn from each other, and do not know yet who can do what."),
        leaves=_("Who helps whom, what everyone offers for half a year, and ideas for what is missing"),
    )  # fmt: skip

    offers = Piles("most_offers", True, _("Your offers"))
    requests = Piles("most_requests", False, _("Your requests"))
    market = Market(offers, requests)
    gaps = Gaps(market)
    felt = Felt()
    care = Care(offers, requests)
    below = (care.mine, care.hiding)

    phases = (
        Phase("offers", _("Offers"), offers.write, ask=_("What could you share?"), minutes=5,
              say=_("Think of daily life: cook for many, mend a bike, listen, fill in a form.")),
        Phase("requests", _("Requests"), requests.write, go=_("Ask what people would like to learn"), minutes=4,
              ask=_("What would you like to learn, or get better at?"),
              note=_("Nobody sees a card before all are shown."),
              say=_("Everyone offers, and everyone may ask. Your name under it is up to you.")),
        Phase("market", _("Market"), market.look, ask=_("What is here?"), go=_("Show offers and requests"), reveal=True,
              minutes=8, note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Look around. What can you help with, and what would you like?")),
        Phase("match", _("Match"), market.match, ask=_("Who helps whom?"), go=_("Ask who agrees"),
              note=_("Phones suggest who fits. A match stands when both said yes."),
              say=_("Your phone suggests people. Say yes, or not this time. Only the two of you see a no.")),
        Phase("gaps", _("Gaps"), market.own, gaps.ideas, ask=_("What could help with the gaps?"), go=_("Show the gaps"),
              note=_("Everyone sees what nobody here can take now. Ideas become actions."),
              say=_("A training, a visit, a buddy: what could help? Do it yourself, or only say it.")),
        Phase("confident", _("Confidence"), felt.ask, ask=felt.asks, when=_asks, minutes=2,
              go=_("Ask how confident people feel"), note=_("Nobody sees an answer before the result."),
              say=_("Answer for yourself. You can pass.")),
        Phase("confidence", _("Result"), market.own, felt.result, ask=felt.asks, when=_asks, reveal=True,
              go=_("Show the result"), note=_("The board and all phones show it at once. You cannot undo this.")),
    )  # fmt: skip

    def results(self, s: Any, ctx: Ctx) -> Exchange:
        return self.market.now(ctx) if s is ctx.state else self.market.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made = super().section(s, ctx)
        told = (*record.passages(self.market, self.gaps, s, ctx), *self.felt.record(s, ctx))
        return replace(
            made, question=str(QUESTION), blocks=told, ledger=(*record.skills(self.market, s, ctx), *made.ledger)
        )
