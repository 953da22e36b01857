"""Fist of five: how far a proposal carries the room, and what it would take."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from facilitator.activity import Ctx
from facilitator.blocks.collect import Care
from facilitator.blocks.decision import Again, ByCharter
from facilitator.blocks.fist import Asides, Fist, FistSettings, Outcome, Proposal
from facilitator.blocks.fist.replies import with_ids
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class FistOfFiveSettings(FistSettings):
    """What is fixed before the first answer."""

    proposal: str = Field("", title=mark("Proposal. Empty: choose or write it when you start"), max_length=280)
    explanation: str = Field("", title=mark("More about it, behind a button"), max_length=600)
    use: Literal["decision", "temperature"] = Field("decision", title=mark("Does it decide, or only ask?"))
    names: bool = Field(False, title=mark("Show names with the answers"))
    kind: str = Field("", title=mark("Kind of decision, as your charter calls it"), max_length=140)
    review_of: str = Field("", title=mark("A decision to look at again, by its number (D-3)"), max_length=200)
    review_days: int = Field(90, title=mark("Days until the decision is looked at again"), ge=1, le=1100)


def _decides(s: Any) -> bool:
    return bool(s.proposal.use == "decision")


class FistOfFive(Activity[FistOfFiveSettings]):
    """See in one minute how far a proposal carries the room.

    Everyone shows nought to five fingers at the same moment, unseen. One fist stops it, and anyone below three says
    what it would take, so that the words can change and be shown again. There is no average: it would hide the one
    person who sees harm. Ask "what would it take?", never "why?".
    """

    takes_items = True
    id, title, glyph = "fist-of-five", _("Fist of five"), "fist-of-five"
    used_for, who_decides = _("Whether we go on with this"), _("Everyone here")
    version = 2
    example = {"proposal": "We open a quiet room every Thursday from 2 to 4."}

    shelf = Shelf(
        steps=(5,), point=2, purposes=("decide",), minutes=(5, 20), people=(3, 200),
        when=_("There is a proposal in words that everyone knows."),
        leaves=_("A decision, with a day to look at it again"),
    )  # fmt: skip

    reopens = {"decisions": "review_of"}

    by = ByCharter(("vote", "all"), decides=_decides)
    again = Again(lambda given: given.review_of)
    proposal = Proposal(
        words=lambda given: given.proposal,
        use=lambda given: given.use,
        explains=lambda given: given.explanation,
        days=lambda given: given.review_days,
        again=again,
    )
    asides = Asides()
    mended = Care(asides)
    ratings = Fist(proposal, asides, mended, method=title, decides=who_decides, names=lambda given: given.names,
                   by=by, heading=True)  # fmt: skip

    phases = (
        Phase("proposal", _("Proposal"), ratings.read, by.look, again.choose, proposal.choose, ask=ratings.present,
              say=_("I will read it aloud. Ask if a word is not clear.")),
        *ratings.phases(),
    )  # fmt: skip
    below = (mended.mine, mended.hiding)

    def __init__(self, settings: FistOfFiveSettings) -> None:
        super().__init__(settings)
        self.takes_items = not settings.proposal and not settings.review_of

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.ratings.asked(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> Outcome:
        return self.ratings.results(s, ctx)

    def told_before(self, s: Any, ctx: Ctx) -> tuple[Words, Words]:
        used, decides = super().told_before(s, ctx)
        decision = self.proposal.of(s).use == "decision"
        return used, decides if decision else self.settings.decides or _("Nobody today")

    @classmethod
    def upgrade(cls, kind: str, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Until version 2 a card was only its text, by its writer."""
        old = kind == "state" and version < 2 and data.get("asides")
        return data | {"asides": with_ids(old)} if old else data
