"""Fist of five: what each number of fingers says, and what becomes of a proposal. No average exists anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import Field

from facilitator import counting
from facilitator.activity import Key, SaysWhatFor
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import Text, Words, _, mark, ngettext
from facilitator.report.model import Cell, Column, Dots, Sign, Table

Part = Literal["1/2", "2/3", "3/4", "4/5", "9/10"]
PROPOSAL = "proposal"
"""The one item that is answered about."""

FINGERS: Mapping[int, Text] = {
    5: _("I am all for it and will help make it happen"),
    4: _("I think it is good"),
    3: _("I can live with it"),
    2: _("I have some doubts; I would like to talk first"),
    1: _("I have serious doubts"),
    0: _("Stop: I see harm in this"),
}
SHORT: Mapping[int, Text] = {**FINGERS, 5: _("I am all for it and will help"), 2: _("I have some doubts")}
"""The same for the wall."""
ASIDE = _("I do not want to decide this. The group can.")
ASIDE_SHORT = _("The group can decide")


@dataclass(frozen=True)
class Bar:
    """What a proposal has to reach. Fixed before the first answer."""

    pass_level: int = 3
    rule: Literal["everyone", "share"] = "everyone"
    share: Fraction = Fraction(4, 5)
    """Of the fingers, how many have to be at the pass level under "share"; compared exactly."""
    turnout: Fraction = Fraction(4, 5)
    """Of those present, how many have to answer; standing aside is an answer."""


@dataclass(frozen=True)
class Outcome:
    """What became of a proposal: a sign, its fixed words, and the counts behind them."""

    sign: Sign
    words: Text
    count: rate.Distribution
    turnout: counting.Turnout
    doubts: int = 0
    """Of those who agree, how many have doubts; 0 where nothing is agreed."""

    @property
    def agreed(self) -> bool:
        """Whether it carries."""
        return self.sign == "agreed"

    @property
    def detail(self) -> Words:
        """How many answered, of how many, and how many of them have doubts about what is agreed."""
        answered, total = self.turnout.answered, self.turnout.present
        if not self.doubts:
            return _("{n} of {total} answered", n=answered, total=total)
        return ngettext(
            "{answered} of {total} answered. {n} person has doubts.",
            "{answered} of {total} answered. {n} people have doubts.",
            self.doubts,
            answered=answered,
            total=total,
        )

    def line(self, bar: Bar) -> Words:
        """What stands under the last answer that reaches the level."""
        if not self.count.below(bar.pass_level):
            return _("Below this line, we talk again.")
        if self.agreed:
            return _("These people do not agree yet.")
        return _("These people do not agree yet. We talk again.")


class FistSettings(SaysWhatFor):
    """What every fist of five fixes before the first answer."""

    scale: Literal["0-5", "1-5"] = Field("0-5", title=mark("Fingers. 0 stops the proposal"))
    pass_level: Literal[2, 3] = Field(3, title=mark("Fingers needed to agree"))
    rule: Literal["everyone", "share"] = Field("everyone", title=mark("Who has to reach that"))
    share: Part = Field("4/5", title=mark("The share, only if you agreed on one before"))
    turnout_min: Part = Field("4/5", title=mark("Part of the room that has to answer"))
    rounds_max: int = Field(2, title=mark("Most rounds"), ge=1, le=5)
    stand_aside: bool = Field(True, title=mark("People can leave it to the group"))

    @property
    def rules(self) -> rate.Rules:
        """What can be answered."""
        return rate.Rules((PROPOSAL,), int(self.scale[0]), 5, aside=self.stand_aside)

    @property
    def bar(self) -> Bar:
        """What the proposal has to reach."""
        return Bar(self.pass_level, self.rule, Fraction(self.share), Fraction(self.turnout_min))


def outcome(count: rate.Distribution, turnout: counting.Turnout, bar: Bar) -> Outcome:
    """What becomes of a proposal. The first that fits, in this order:

    somebody shows a fist: stopped, whatever the rest says; too few of those present answered: not enough answers;
    nobody gave a finger: no decision; somebody (or, under a share, too many) is below the pass level: not yet; else it
    is agreed, and answers that only just carry it are told as reservations.
    """
    below = count.below(bar.pass_level)
    reservations = count.at(bar.pass_level) + (count.at(3) if bar.pass_level < 3 else 0)

    def told(sign: Sign, words: Text) -> Outcome:
        return Outcome(sign, words, count, turnout, reservations if sign == "agreed" else 0)

    if count.at(0):
        return told("stopped", _("Stopped"))
    if not turnout.reaches(bar.turnout):
        return told("too-few", _("Not enough answers"))
    if count.n == 0:
        return told("none", _("No decision"))
    carried = below == 0 if bar.rule == "everyone" else counting.reaches(count.n - below, count.n, bar.share)
    if not carried:
        return told("not-yet", _("Not yet ({n} below {level})", n=below, level=bar.pass_level))
    if reservations and below:
        return told("agreed", _("Agreed, with reservations ({n}); {m} below", n=reservations, m=below))
    if reservations:
        return told("agreed", _("Agreed, with reservations ({n})", n=reservations))
    return told("agreed", _("Agreed; {m} below", m=below) if below else _("Agreed"))


def in_words(told: Outcome, bar: Bar) -> Words:
    """The outcome as a sentence for somebody who was not there: it begins with the fixed words."""
    n, harm = told.count.below(bar.pass_level), told.count.at(0)
    fewer = ngettext("{n} person showed fewer than {level} fingers.", "{n} people showed fewer than {level} fingers.",
                     n, level=bar.pass_level)  # fmt: skip
    if told.sign == "stopped":
        return ngettext("Stopped: {n} person sees harm in it.", "Stopped: {n} people see harm in it.", harm)
    if told.sign == "too-few":
        return _("Not enough answers.")
    if told.sign == "none":
        return _("No decision: nobody showed a finger.")
    if told.sign == "not-yet":
        return _("Not yet: {words}", words=fewer)
    agreed: Words = _("Agreed.")
    if told.doubts:
        agreed = ngettext("Agreed, with reservations of {n} person.", "Agreed, with reservations of {n} people.",
                          told.doubts)  # fmt: skip
    return f"{agreed} {fewer}" if n else agreed


def told(ratings: rate.Ratings, seats: Sequence[Key], given: FistSettings, bar: Bar) -> Outcome:
    """What became of a proposal in a round: what everyone showed, of those who were here."""
    turnout = counting.turnout(seats, ratings.answered(PROPOSAL), ratings.passed(PROPOSAL))
    return outcome(rate.distributions(ratings, given.rules)[PROPOSAL], turnout, bar)


def table(id: str, title: Words, told: Outcome, bar: Bar, who: Mapping[Key, str], ratings: rate.Ratings) -> Table:
    """Fingers with their counts, most first, then who left it to the group; names only where everyone knew of it."""
    count = told.count
    points = sorted(count.points, reverse=True)
    rows: list[tuple[Cell, ...]] = [
        (str(point), str(FINGERS[point]), count.at(point), *_names(point, who, ratings)) for point in points
    ]
    if count.aside:
        rows.append(("–", str(ASIDE_SHORT), count.aside, *_names(rate.ASIDE, who, ratings)))
    columns = [Column(str(_("Fingers"))), Column(str(_("What it says"))), Column(str(_("People")), "count")]
    if who:
        columns.append(Column(str(_("Names")), names=True))
    last = max((place for place, point in enumerate(points) if point >= bar.pass_level), default=None)
    chart = Dots(1, 2, count.answered, (), last, str(told.line(bar)))
    return Table(id, str(title), tuple(columns), tuple(rows), chart)


def names(point: rate.Point, who: Mapping[Key, str], ratings: rate.Ratings) -> str:
    """The chosen names of those who showed `point`, alphabetically."""
    return ", ".join(sorted((who[key] for key in who if ratings.of(key).get(PROPOSAL) == point), key=str.casefold))


def _names(point: rate.Point, who: Mapping[Key, str], ratings: rate.Ratings) -> tuple[str, ...]:
    return (names(point, who, ratings),) if who else ()
