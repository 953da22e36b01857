"""A proposal: its wordings, what it is for, and what happens to it afterwards. A new wording voids earlier answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from facilitator.activity import Ctx, Refused
from facilitator.i18n import Text, _
from facilitator.text import is_blank

LONGEST = 280
"""Code points of a wording at most."""
Wording = Annotated[str, Field(min_length=3, max_length=LONGEST)]
Use = Literal["decision", "temperature"]
After = Literal["consent", "small-group", "fallback", "leave"]
AFTER: dict[After, Text] = {
    "consent": _("We take it to a consent round."),
    "small-group": _("A small group reworks it."),
    "fallback": _("We use the fallback that we agreed before."),
    "leave": _("We leave it."),
}


@dataclass
class Wordings:
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

    def word(self, text: str) -> None:
        """Say it in these words. Refused when they are none, or the same."""
        if is_blank(text):
            raise Refused(_("The proposal is empty. Write a sentence."))
        if text == self.words:
            raise Refused(_("These are the same words. Change them, or go on."))
        self.wordings.append(text)

    def propose(self, text: str) -> None:
        """Propose these words before anyone was asked; those before them were proposed by nobody."""
        self.wordings = [text]

    def look_again(self, ctx: Ctx, days: int) -> date:
        """The day on which a decision is looked at again: the one that was set, or `days` after now."""
        return self.review or ctx.today + timedelta(days)
