"""Reading: the decisions of today one after the other, in their exact words, and what people say to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from activities.read_back.rules import Asked, Checked, checked
from facilitator.activity import Ctx, Day
from facilitator.blocks.decision import review_of
from facilitator.blocks.rate import ITEM, Rate, Scale
from facilitator.blocks.rate.rules import distributions
from facilitator.composing import Block
from facilitator.i18n import Words, _
from facilitator.report.words import status

SAYS = Scale({2: _("That is what we decided"), 1: _("That is not how I remember it")}, aside="", names=("yes", "no"))
Entry = Any
"""An entry of a ledger, as `ctx.ledgers` has it."""
NOTHING = _("Nothing was decided today, so there is nothing to read back.")


@dataclass
class Reading:
    """Which decision is read (key of its entry), words that were mended, days that were set."""

    at: str = ""
    asked: str = ""
    """The words in which it was read, whatever was mended since."""
    words: dict[str, str] = field(default_factory=dict)
    days: dict[str, Day] = field(default_factory=dict)
    again: bool = False
    """Whether the same decision is read once more, in whatever words it has now."""


class Answers(Rate):
    """What people say to the words that are read; unseen until the result."""

    prefix = "read"

    def __init__(self, read: Decisions) -> None:
        super().__init__(scales=SAYS)
        self.read = read


class Decisions(Block[Reading, Mapping[str, Checked]]):
    """The decisions of this session, and what becomes of their words."""

    def __init__(self) -> None:
        self.answers = Answers(self)

    def today(self, ctx: Ctx) -> Sequence[Entry]:
        """What this session decided, changed or ended; in the order in which it was made."""
        return ctx.ledgers.of_today("decisions")

    def entry(self, s: Any, ctx: Ctx) -> Entry | None:
        """The decision that is read; before the first one, the one that comes first."""
        some, at = self.today(ctx), self.of(s).at
        return next((each for each in some if each.key == at), some[0] if some else None)

    def text(self, s: Any, ctx: Ctx, entry: Entry | None = None) -> str:
        """Its words as they are read now: as the log has them, or mended."""
        entry = entry or self.entry(s, ctx)
        return self.of(s).words.get(entry.key, entry.text) if entry else ""

    def readings(self, s: Any, ctx: Ctx) -> dict[str, list[Asked]]:
        """What was said to each decision, reading by reading."""
        found: dict[str, list[Asked]] = {}
        for each in self.answers.shown(s, ctx):
            entry = self.entry(each.state, ctx)
            if entry is not None:
                ratings = self.answers.of(each.state)
                count = distributions(ratings, SAYS.rules([ITEM]))[ITEM]
                found.setdefault(entry.key, []).append(
                    Asked(self.of(each.state).asked, count.at(2), count.at(1), len(ratings.passed()),
                          self.answers.present(each))
                )  # fmt: skip
        return found

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, Checked]:
        readings = self.readings(s, ctx)
        return {each.key: checked(each.text, readings.get(each.key, ())) for each in self.today(ctx)}

    def next(self, s: Any, ctx: Ctx) -> Entry | None:
        """The one that is read next: the same once more where its words were mended, else the first not yet read."""
        here, found = self.entry(s, ctx), self.results(s, ctx)
        if here is not None and self.of(s).again:
            return here
        return next((each for each in self.today(ctx) if found[each.key].ended == "not read"), None)

    def disputed(self, s: Any, ctx: Ctx) -> bool:
        """Whether the one that was read last is disputed."""
        here = self.entry(s, ctx)
        return here is not None and self.results(s, ctx)[here.key].ended == "disputed"

    def day(self, s: Any, entry: Entry) -> Day | None:
        """When it is looked at again: as was set, or as the log has it; None where it has no day."""
        day = self.of(s).days.get(entry.key) or review_of(entry)
        return None if day == Day.min else day

    def without_day(self, s: Any, ctx: Ctx) -> list[Entry]:
        """Decisions of today in force that have no day to look at them again."""
        return [each for each in self.today(ctx) if each.status in ("agreed", "trial") and not self.day(s, each)]

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        missing = self.without_day(s, ctx)
        if not missing:
            return ""
        return _("{number} has no day to look at it again. Set one first.", number=missing[0].number)

    # Where it goes on

    def after_result(self, s: Any, ctx: Ctx) -> str:
        """What is disputed is mended; else the next one, and the end after the last."""
        here = self.entry(s, ctx)
        first = here is not None and len(self.readings(s, ctx).get(here.key, ())) == 1
        return "remember" if self.disputed(s, ctx) and first else self.onward_to(s, ctx)

    def onward_to(self, s: Any, ctx: Ctx) -> str:
        """The next one, and the end after the last."""
        return "read" if self.next(s, ctx) else "end"

    def exact(self, s: Any, ctx: Ctx) -> Words:
        """The exact words that are read."""
        return self.text(s, ctx) or _("What did we decide today?")

    def place(self, s: Any, ctx: Ctx) -> Words:
        """Which one of how many, and how it ended."""
        here, some = self.entry(s, ctx), self.today(ctx)
        if here is None:
            return ""
        return _("{number}, {n} of {total}: {status}", number=here.number, n=some.index(here) + 1, total=len(some),
                 status=status(here.status))  # fmt: skip
