"""A proposal: its wordings, what it is for, and what happens to it afterwards. A new wording voids earlier answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator.activity import Ctx, Refused, action
from facilitator.i18n import Text, _
from facilitator.text import is_blank

Wording = Annotated[str, Field(min_length=3, max_length=280)]
Use = Literal["decision", "temperature"]
After = Literal["consent", "small-group", "fallback", "leave"]
AFTER: dict[After, Text] = {
    "consent": _("We take it to a consent round."),
    "small-group": _("A small group reworks it."),
    "fallback": _("We use the fallback that we agreed before."),
    "leave": _("We leave it."),
}
NOT_ASKED = _("New wording, not asked yet")
"""What is said of words that nobody was asked about, in place of a result."""


@dataclass
class Proposal:
    """The wordings, oldest first; a proposal is a decision, or a check of the temperature that decides nothing."""

    use: Use = "decision"
    wordings: list[str] = field(default_factory=list)
    after: After | None = None
    review: date | None = None

    @property
    def words(self) -> str:
        """The present wording; empty before there is one."""
        return self.wordings[-1] if self.wordings else ""

    @property
    def before(self) -> str:
        """The wording before the present one; empty without one."""
        return self.wordings[-2] if len(self.wordings) > 1 else ""

    def look_again(self, ctx: Ctx, days: int) -> date:
        """The day on which a decision is looked at again: the one that was set, or `days` after now."""
        return self.review or ctx.today + timedelta(days)


class WordsProposal:
    """Actions for an activity whose state has `proposal: Proposal`: phases "proposal", "reveal", "change", "close"."""

    @action("proposal", "change", by="facilitator", voids=True)
    def word(self, s: Any, text: Wording) -> None:
        """Say the proposal in these words; a new round begins, since earlier answers were about other words."""
        if is_blank(text):
            raise Refused(_("The proposal is empty. Write a sentence."))
        if text == s.proposal.words:
            raise Refused(_("These are the same words. Change them, or go on."))
        s.proposal.wordings.append(text)

    @action("proposal", by="facilitator", voids=True)
    def decide(self, s: Any, use: Use) -> None:
        """Say beforehand whether this decides, or only takes the temperature."""
        s.proposal.use = use

    @action("reveal", "change", "close", by="facilitator", moves=True)
    def go_on(self, s: Any, after: After) -> None:
        """Record how the group goes on with a proposal that was not agreed."""
        s.proposal.after = after

    @action("reveal", "close", by="facilitator")
    def look_again(self, s: Any, on: date) -> None:
        """Set the day on which the decision is looked at again."""
        s.proposal.review = on
