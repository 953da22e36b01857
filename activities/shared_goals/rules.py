"""When a goal is ready: three questions to everyone, each with a bar that is exact. No average exists anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator import counting
from facilitator.activity import Round
from facilitator.blocks.draft import Drafted, Field, Wording
from facilitator.blocks.rate import Distribution, Ratings, Scale
from facilitator.blocks.rate.rules import distributions
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Sign

TURNOUT = Fraction(4, 5)
"""Part of those present that has to answer each question; a pass is no answer."""
YES = 3
ANSWERS: Mapping[int, Words] = {YES: _("Yes"), 2: _("Not sure"), 1: _("No")}
NAMES = ("yes", "not-sure", "no")
CLEAR = Scale(ANSWERS, "clear", _("Is it clear?"), aside="", names=NAMES)
ACHIEVABLE = Scale(ANSWERS, "achievable", _("Is it achievable?"), aside="", names=NAMES)
MATTERS = Scale(ANSWERS, "matters", _("Does it matter to you?"), short=_("Does it matter?"), aside="", names=NAMES)
QUESTIONS = (CLEAR, ACHIEVABLE, MATTERS)

WHAT = Field("what", _("What will be different"), 120)
WHOM = Field("whom", _("For whom"), 80)
KNOW = Field("know", _("How we will know"), 120)
WHEN = Field("when", _("By when"), 40)
NEED = Field("need", _("What we need"), 120)
FRAME = (WHAT, WHOM, KNOW, WHEN, NEED)


def still_empty(goal: Drafted) -> list[Field]:
    """The fields of a goal that are not filled in."""
    return [field for field in FRAME[1:] if not goal.more.get(field.name)]


@dataclass(frozen=True)
class Said:
    """What the room says to one question about a goal."""

    scale: Scale
    count: Distribution
    turnout: counting.Turnout
    bar: Fraction

    @property
    def yes(self) -> int:
        """People who say yes."""
        return self.count.at(YES)

    @property
    def needed(self) -> int:
        """How many of those who answered would have to."""
        return -(-self.bar.numerator * self.count.n // self.bar.denominator)

    @property
    def enough(self) -> bool:
        """Whether enough of those present answered."""
        return self.turnout.reaches(TURNOUT)

    @property
    def reached(self) -> bool:
        """Whether enough answered, and enough of them say yes; who is not sure does not."""
        return self.enough and counting.reaches(self.yes, self.count.n, self.bar)

    @property
    def words(self) -> Words:
        """Whether it is reached, and what is missing if not."""
        if not self.enough:
            return _("too few answered")
        short = self.needed - self.yes
        return _("reached") if self.reached else ngettext("{n} short", "{n} short", short)


@dataclass(frozen=True)
class Told:
    """What the room says to one goal, in the words that it was asked in."""

    wording: Wording
    said: tuple[Said, ...]

    @property
    def ready(self) -> bool:
        """Whether all three questions are reached."""
        return all(each.reached for each in self.said)

    @property
    def sign(self) -> Sign:
        """How that is drawn."""
        if self.ready:
            return "agreed"
        return "not-yet" if all(each.enough for each in self.said) else "too-few"

    @property
    def words(self) -> Words:
        """The outcome in two or three words."""
        return READY if self.ready else NOT_READY


READY, NOT_READY = _("Ready"), _("Not ready yet")


@dataclass(frozen=True)
class Asked:
    """A round whose result was shown: the goals as they stood then, and what everyone said."""

    round: Round
    goals: Mapping[str, Drafted]
    ratings: Ratings

    def told(self, some: Collection[str], bar: Fraction) -> dict[str, Told]:
        """What the room says to some goals (ids)."""
        return {id: Told(self.goals[id].wording(self.round.number), self._said(id, bar)) for id in some}

    def _said(self, goal: str, bar: Fraction) -> tuple[Said, ...]:
        found = []
        for scale in QUESTIONS:
            cell = scale.cell(goal)
            count = distributions(self.ratings, scale.rules([goal]))[cell]
            turnout = counting.turnout(self.round.seats, self.ratings.answered(cell), self.ratings.passed(cell))
            found.append(Said(scale, count, turnout, bar))
        return tuple(found)


@dataclass(frozen=True)
class Story:
    """All checks whose result was shown, each with what was said to the goals that it asked about."""

    rounds: tuple[tuple[Asked, dict[str, Told]], ...] = ()

    def about(self, goal: str, wording: Wording) -> Told | None:
        """The last that was said about a goal (id) in exactly these words; None when nobody was asked."""
        said = (told[goal] for _asked, told in reversed(self.rounds) if goal in told)
        return next((told for told in said if same(told.wording, wording)), None)

    def unasked(self, goals: Mapping[str, Drafted]) -> list[str]:
        """The goals (ids) that nobody was asked about in their present words, in their order."""
        return [id for id, goal in goals.items() if self.about(id, goal.wordings[-1]) is None]

    def now(self, goals: Mapping[str, Drafted]) -> dict[str, Told | None]:
        """What was said to every goal in its present words."""
        return {id: self.about(id, goal.wordings[-1]) for id, goal in goals.items()}

    def ready(self, goals: Mapping[str, Drafted]) -> list[str]:
        """The goals (ids) that are ready as they stand."""
        return [id for id, told in self.now(goals).items() if told is not None and told.ready]


def same(one: Wording, other: Wording) -> bool:
    """Whether all fields of two wordings say the same."""
    return (one.text, one.more) == (other.text, other.more)


def story(rounds: Sequence[Asked], bar: Fraction) -> Story:
    """Count the shown `rounds`, oldest first. What was asked in the same words before is not asked again."""
    told = Story()
    for each in rounds:
        stood = {id: goal for id, goal in each.goals.items() if goal.wording(each.round.number).text}
        asked = [id for id, goal in stood.items() if told.about(id, goal.wording(each.round.number)) is None]
        told = Story((*told.rounds, (each, each.told(asked, bar))))
    return told
