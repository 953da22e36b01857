"""What a decision in the log consists of, and which ones come up for review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from facilitator.activity import Ctx
from facilitator.i18n import Words
from facilitator.ledger import Entry, Ledgers
from facilitator.report.model import LedgerEntry

REVIEW_DAYS = 90
"""Days after which a decision is looked at again, where nobody says anything else."""
STANDS = ("agreed", "trial")
"""States of a decision that is in force, so that it comes up for review."""
CONCERNS_IN = ("stances", "concerns", "objections", "options")
"""Fields with several lines."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision as the log keeps it, agreed or not. What is left empty is not kept.

    Lines of `stances`, `concerns`, `objections` and `options` are short sentences, each without a line break.
    """

    text: Words
    """The exact words that were asked about."""
    agreed: bool
    review: date
    """When it is looked at again; kept only of what is agreed. There is no decision without it."""
    method: Words
    """How it was made: "Consent", "Fist of five", "Vote, after consent was not reached"."""
    outcome: Words = ""
    """How it ended, such as "Agreed, with reservations (3)"; with `detail` behind it."""
    detail: Words = ""
    why: Words = ""
    """Why a decision was needed."""
    decides: Words = ""
    """Who decides it."""
    threshold: Words = ""
    """What it had to reach."""
    kind: str = ""
    """The kind of decision, as the charter calls it."""
    departs: str = ""
    """Why it was made in another way than the charter says."""
    present: int = 0
    answered: int = 0
    stances: Sequence[Words] = ()
    """How many gave each answer: "5: 3"."""
    concerns: Sequence[Words] = ()
    objections: Sequence[Words] = ()
    """Those that stayed open, where a fallback was used."""
    options: Sequence[Words] = ()
    """What else was considered, and why not."""
    who: str = ""
    """Who does what. The public copy leaves it out."""
    signs: Words = ""
    """How we will know that it works."""
    missing: Words = ""
    """Who was not there."""
    table: str = ""
    """The id of the table in the section that has the counts."""
    next: Words = ""
    """How the group goes on with what was not agreed."""
    trial: bool = False
    id: str = "decision"
    """Unique in a run, for an activity that leaves several."""

    def entry(self) -> LedgerEntry:
        """The operation that adds it to the log."""
        return LedgerEntry("decisions", "add", self.id, self.data())

    def data(self) -> dict[str, str]:
        """The same as the ledger keeps it."""
        lines = {name: "\n".join(" ".join(str(line).split()) for line in getattr(self, name)) for name in CONCERNS_IN}
        plain = {field.name: str(getattr(self, field.name)) for field in fields(self) if field.name not in NOT_PLAIN}
        data = plain | lines | {
            "status": ("trial" if self.trial else "agreed") if self.agreed else "not agreed",
            "review": self.review.isoformat() if self.agreed else "",
            "stances": lines["stances"].replace("\n", ", "),
        }  # fmt: skip
        if not self.present:
            data |= {"present": "", "answered": ""}
        return {name: text for name, text in data.items() if text}


NOT_PLAIN = (*CONCERNS_IN, "agreed", "review", "trial", "id")


def in_days(ctx: Ctx, days: int) -> date:
    """The day so many days after today."""
    return ctx.today + timedelta(days)


def due(ledgers: Ledgers, today: date) -> list[Entry]:
    """The decisions in force whose day of review has come, the longest waiting first; without a day they are due."""
    some = [each for each in ledgers.of("decisions", *STANDS) if review_of(each) <= today]
    return sorted(some, key=lambda each: (review_of(each), each.at, each.number))


def review_of(entry: Entry) -> date:
    """The day on which a decision is looked at again; the first of days for one that has none."""
    try:
        return date.fromisoformat(entry.data.get("review", ""))
    except ValueError:
        return date.min
