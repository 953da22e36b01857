"""What was said, what came of it, and what counts as an answer; and when a room disputes one. Everything is exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from facilitator import counting
from facilitator.activity import Day
from facilitator.i18n import Text, Words, _

Status = Literal["done", "under way", "not possible", "not yet decided"]
STATUSES: Mapping[Status, Text] = {
    "done": _("Done"), "under way": _("Under way"), "not possible": _("Not possible"),
    "not yet decided": _("Not decided yet"),
}  # fmt: skip
SILENT: Text = _("No answer yet")
NEEDS: Mapping[Status, tuple[str, ...]] = {
    "done": ("words", "who"), "under way": ("words", "who", "by"), "not possible": ("words", "who"),
    "not yet decided": ("who", "by"),
}  # fmt: skip
"""What each status requires. Without all of it, it counts as no answer."""
LACKS: Mapping[tuple[str, str], Words] = {
    ("done", "words"): _("what was done"), ("done", "who"): _("who did it"),
    ("under way", "words"): _("what is being done"), ("under way", "who"): _("who does it"),
    ("under way", "by"): _("the next day"), ("not possible", "words"): _("why it is not possible"),
    ("not possible", "who"): _("who decided that"), ("not yet decided", "who"): _("who decides"),
    ("not yet decided", "by"): _("the day of the decision"),
}  # fmt: skip
Verdict = Literal["fine", "disputed", "too few"]


@dataclass
class Answer:
    """What came of something that was said: whatever is filled in so far."""

    status: Status | None = None
    words: str = ""
    """What was done or is being done; where it is not possible, why."""
    who: str = ""
    by: Day | None = None
    seen: str = ""
    """How people can see it."""

    @property
    def lacks(self) -> list[str]:
        """What its status requires and is not there."""
        return [name for name in NEEDS[self.status] if not getattr(self, name)] if self.status else []

    @property
    def stands(self) -> Status | None:
        """Its status, where nothing is missing."""
        return None if self.lacks else self.status


@dataclass
class Theme:
    """Something that people said, in their words, with what they were promised, and what came of it."""

    text: str
    ledger: str = ""
    """Where it is kept; empty where it was typed in."""
    key: str = ""
    promised: Day | None = None
    """The day by which people were to hear back."""
    promiser: str = ""
    before: str = ""
    """What stood here the last time; empty where it is asked for the first time."""
    answer: Answer = field(default_factory=Answer)

    def overdue(self, today: Day) -> bool:
        """Whether the day that was promised is over, and it is neither done nor found impossible."""
        return (
            self.promised is not None and self.promised < today and self.answer.stands not in ("done", "not possible")
        )


@dataclass(frozen=True)
class Rates:
    """How many of all themes that are due have an answer, and how many are done."""

    due: int
    answered: int
    done: int

    @property
    def answer_rate(self) -> int | None:
        """Percent of things, not of people: it is shown however few there are."""
        return counting.percent(self.answered, self.due, None)

    @property
    def done_rate(self) -> int | None:
        """Percent that are done, of all that are due."""
        return counting.percent(self.done, self.due, None)


def rates(themes: Iterable[Theme]) -> Rates:
    """Count themes. One without an answer counts among those that are due."""
    stands = [theme.answer.stands for theme in themes]
    return Rates(len(stands), sum(each is not None for each in stands), stands.count("done"))


def verdict(yes: int, partly: int, no: int, share: Fraction, least: int) -> Verdict:
    """Disputed from the share on, exactly; who can't say is in no part of it. Of fewer than `least` nothing is said."""
    n = yes + partly + no
    if n < least:
        return "too few"
    return "disputed" if counting.reaches(partly + no, n, share) else "fine"
