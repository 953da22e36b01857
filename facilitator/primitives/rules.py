"""Rules of a group: what becomes of one when everyone says how far they can go with it. No average exists anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import Field

from facilitator import counting
from facilitator.activity import Key, Round, SaysWhatFor
from facilitator.blocks.collect.card import CollectSettings
from facilitator.blocks.group.rules import GroupSettings
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import Text, Words, _, mark, ngettext
from facilitator.report.model import Sign

Status = Literal["stopped", "not enough answers", "needs work", "adopted"]
TURNOUT = Fraction(4, 5)
"""Part of those present that has to answer about a rule; a pass is no answer."""
LOW, HIGH = 0, 5

SIGNS: Mapping[Status, Sign] = {
    "stopped": "stopped",
    "not enough answers": "too-few",
    "needs work": "not-yet",
    "adopted": "agreed",
}


class RulesSettings(CollectSettings, GroupSettings, SaysWhatFor):
    """What is fixed before the first card."""

    question: str = Field("", title=mark("Question. Empty: what helps, and what gets in the way"), max_length=140)
    pass_level: Literal[2, 3] = Field(3, title=mark("Nobody may be below this, from 0 to 5"))
    max_rules: int = Field(8, title=mark("Most rules"), ge=1, le=9)
    rounds_max: int = Field(3, title=mark("Most rounds"), ge=1, le=5)
    starter_cards: bool = Field(False, title=mark("Offer rules of other groups, after people wrote their own"))
    reopen: list[str] = Field([], title=mark("Agreements to talk about again, such as R-2"), max_length=9)


@dataclass(frozen=True)
class Told:
    """What became of one rule in one round, and the counts behind it."""

    status: Status
    text: str
    """The words that were asked."""
    count: rate.Distribution
    turnout: counting.Turnout
    level: int = 3
    """What everybody has to reach."""

    @property
    def adopted(self) -> bool:
        """Whether everyone consents to it."""
        return self.status == "adopted"

    @property
    def sign(self) -> Sign:
        """How it is drawn."""
        return SIGNS[self.status]

    @property
    def below(self) -> int:
        """People who gave less than they would have to."""
        return self.count.below(self.level)

    @property
    def words(self) -> Text:
        """The status with the number that explains it."""
        if self.status == "stopped":
            return _("Stopped ({n})", n=self.count.at(0))
        if self.status == "not enough answers":
            return _("Not enough answers ({n} of {total})", n=self.turnout.answered, total=self.turnout.present)
        if self.status == "needs work":
            return _("Needs work ({n} below {level})", n=self.below, level=self.level)
        return _("Adopted")

    @property
    def detail(self) -> Words:
        """What else there is to say about a rule that was stopped: who is below besides."""
        more = self.below - self.count.at(0)
        if self.status != "stopped" or not more:
            return ""
        return ngettext("{n} more below {level}", "{n} more below {level}", more, level=self.level)


def status(count: rate.Distribution, turnout: counting.Turnout, level: int = 3) -> Status:
    """The first that fits, in this order.

    Somebody gave 0: stopped, whatever the rest says. Too few of those present answered: not enough answers. Somebody is
    below `level`: needs work. Otherwise it is adopted.
    """
    if count.at(0):
        return "stopped"
    if not turnout.reaches(TURNOUT):
        return "not enough answers"
    return "needs work" if count.below(level) else "adopted"


def scale(rules: Collection[str]) -> rate.Rules:
    """What can be answered about these rules (ids): nought to five or pass, each."""
    return rate.Rules(tuple(rules), LOW, HIGH, aside=False)


def required(round: Round) -> list[Key]:
    """Whose answers a round needs: who came late counts once they know what is proposed."""
    return [seat for seat in round.seats if seat not in round.late or seat in round.state.known]


def of_round(round: Round, asked: Sequence[str], level: int) -> dict[str, Told]:
    """What became of the rules (ids) that a round asked about; its state has `draft`, `ratings` and `known`."""
    ratings: rate.Ratings = round.state.ratings
    counts, seats, found = rate.distributions(ratings, scale(asked)), required(round), {}
    for rule in asked:
        turnout = counting.turnout(seats, ratings.answered(rule), ratings.passed(rule))
        words = round.state.draft.rules[rule].at(round.number)
        found[rule] = Told(status(counts[rule], turnout, level), words, counts[rule], turnout, level)
    return found


@dataclass(frozen=True)
class Story:
    """All rounds whose result was shown, each with what became of the rules that were still open then."""

    rounds: tuple[tuple[Round, dict[str, Told]], ...] = ()

    @property
    def last(self) -> dict[str, Told]:
        """The last that was said about each rule."""
        return {rule: told for _round, said in self.rounds for rule, told in said.items()}

    @property
    def adopted(self) -> list[str]:
        """The rules (ids) that everyone consented to."""
        return [rule for rule, told in self.last.items() if told.adopted]

    def about(self, rule: str, words: str) -> Told | None:
        """The last that was said about exactly these words of a rule (id); None when nobody was asked about them."""
        said = (told[rule] for _round, told in reversed(self.rounds) if rule in told)
        return next((told for told in said if told.text == words), None)

    def open(self, rules: Collection[str]) -> list[str]:
        """Those of `rules` that are not adopted, in their order."""
        adopted = self.adopted
        return [rule for rule in rules if rule not in adopted]


def story(rounds: Sequence[Round], level: int) -> Story:
    """Count the shown `rounds`, oldest first. What was adopted stays so and is not asked again."""
    told = Story()
    for each in rounds:
        asked = told.open(each.state.draft.rules)
        told = Story((*told.rounds, (each, of_round(each, asked, level))))
    return told
