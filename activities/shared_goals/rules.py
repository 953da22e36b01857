"""When a goal is ready: three questions to everyone, each with a bar that is exact. No average exists anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from facilitator import counting
from facilitator.blocks.draft import Drafted, Field, Wording
from facilitator.blocks.draft.story import Asked, Story
from facilitator.blocks.rate import Distribution, Scale
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


def counted(asked: Asked, goal: str, bar: Fraction) -> Told:
    """What the room says to a goal (id) in a check."""
    found = []
    for scale in QUESTIONS:
        cell, ratings = scale.cell(goal), asked.ratings
        count = distributions(ratings, scale.rules([goal]))[cell]
        turnout = counting.turnout(asked.round.seats, ratings.answered(cell), ratings.passed(cell))
        found.append(Said(scale, count, turnout, bar))
    return Told(asked.wording(goal), tuple(found))


def those_ready(story: Story[Told], goals: Mapping[str, Drafted]) -> list[str]:
    """The goals (ids) that are ready as they stand."""
    return [id for id, told in story.now(goals).items() if told is not None and told.ready]
