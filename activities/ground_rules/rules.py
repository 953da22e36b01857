"""What becomes of a rule when everyone says how far they can go with it. No average exists anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from facilitator import counting
from facilitator.activity import Key, Round
from facilitator.blocks.draft import Drafted
from facilitator.blocks.fist.rules import FINGERS
from facilitator.blocks.rate import Distribution, Ratings, Scale
from facilitator.blocks.rate.rules import distributions
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.report.model import Sign

Status = Literal["stopped", "not enough answers", "needs work", "adopted"]
TURNOUT = Fraction(4, 5)
"""Part of those present that has to answer about a rule; a pass is no answer."""
SCALE = Scale({point: FINGERS[point] for point in range(5, -1, -1)}, aside="", passes=True)
"""Five to nought or pass, for each rule; nobody stands aside here."""

SIGNS: Mapping[Status, Sign] = {
    "stopped": "stopped",
    "not enough answers": "too-few",
    "needs work": "not-yet",
    "adopted": "agreed",
}


@dataclass(frozen=True)
class Told:
    """What became of one rule in one round, and the counts behind it."""

    status: Status
    text: str
    """The words that were asked."""
    count: Distribution
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


def status(count: Distribution, turnout: counting.Turnout, level: int = 3) -> Status:
    """The first that fits, in this order.

    Somebody gave 0: stopped, whatever the rest says. Too few of those present answered: not enough answers. Somebody is
    below `level`: needs work. Otherwise it is adopted.
    """
    if count.at(0):
        return "stopped"
    if not turnout.reaches(TURNOUT):
        return "not enough answers"
    return "needs work" if count.below(level) else "adopted"


@dataclass(frozen=True)
class Asked:
    """A round whose result was shown: the rules as they were then, and what everyone said."""

    round: Round
    texts: Mapping[str, Drafted]
    ratings: Ratings
    known: Collection[Key] = ()
    """Who came late and said that they know what was proposed: they count, and others who came late do not."""

    @property
    def required(self) -> list[Key]:
        """Whose answers it needed."""
        return [seat for seat in self.round.seats if seat not in self.round.late or seat in self.known]

    def told(self, rules: Sequence[str], level: int) -> dict[str, Told]:
        """What became of the `rules` (ids) that it asked about."""
        counts, seats, found = distributions(self.ratings, SCALE.rules(rules)), self.required, {}
        for rule in rules:
            turnout = counting.turnout(seats, self.ratings.answered(rule), self.ratings.passed(rule))
            words = self.texts[rule].at(self.round.number)
            found[rule] = Told(status(counts[rule], turnout, level), words, counts[rule], turnout, level)
        return found


@dataclass(frozen=True)
class Story:
    """All rounds whose result was shown, each with what became of the rules that were still open then."""

    rounds: tuple[tuple[Asked, dict[str, Told]], ...] = ()

    @property
    def last(self) -> dict[str, Told]:
        """The last that was said about each rule."""
        return {rule: told for _asked, said in self.rounds for rule, told in said.items()}

    @property
    def adopted(self) -> list[str]:
        """The rules (ids) that everyone consented to."""
        return [rule for rule, told in self.last.items() if told.adopted]

    def about(self, rule: str, words: str) -> Told | None:
        """The last that was said about exactly these words of a rule (id); None when nobody was asked about them."""
        said = (told[rule] for _asked, told in reversed(self.rounds) if rule in told)
        return next((told for told in said if told.text == words), None)

    def open(self, rules: Collection[str]) -> list[str]:
        """Those of `rules` that are not adopted, in their order."""
        adopted = self.adopted
        return [rule for rule in rules if rule not in adopted]


def story(rounds: Sequence[Asked], level: int) -> Story:
    """Count the shown `rounds`, oldest first. What was adopted stays so and is not asked again."""
    told = Story()
    for each in rounds:
        told = Story((*told.rounds, (each, each.told(told.open(each.texts), level))))
    return told
