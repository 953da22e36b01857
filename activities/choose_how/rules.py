"""Which method leads for a kind of decision, which one is proposed when none does, and what is not settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from facilitator import counting
from facilitator.activity import Key
from facilitator.blocks.charter import METHODS, SHORT, Method
from facilitator.blocks.rate import Distribution, Ratings, Scale
from facilitator.blocks.rate.rules import distributions
from facilitator.i18n import Words, _
from facilitator.report.model import Sign

CODES: Mapping[int, Method] = {4: "small", 3: "vote", 2: "consent", 1: "all"}
"""What people choose from, by the points that are kept."""
PICKS = Scale(
    {point: SHORT[code] for point, code in CODES.items()}, aside="",
    names=("small-group", "vote", "consent", "all-agree"),
)  # fmt: skip

How = Literal["leads", "proposed", "not settled"]


@dataclass(frozen=True)
class Told:
    """What people chose for one kind of decision in one round."""

    text: str
    """The words that were asked about."""
    count: Distribution
    turnout: counting.Turnout
    share: Fraction

    def n(self, method: Method) -> int:
        """How many chose it."""
        return next(self.count.at(point) for point, code in CODES.items() if code == method)

    @property
    def leads(self) -> Method | None:
        """The method that enough of those who answered chose, exactly; None where there is none."""
        n = self.count.n
        return next((code for code in CODES.values() if n and counting.reaches(self.n(code), n, self.share)), None)

    @property
    def standing(self) -> tuple[How, Method]:
        """The method as it goes into the charter, and how it got there.

        Where none leads, the more chosen of consent and all is proposed, consent when they are equal, if together they
        would lead. Anything else, and what nobody chose for, is not settled, and uses consent until it is.
        """
        if self.leads:
            return "leads", self.leads
        consent, everyone, n = self.n("consent"), self.n("all"), self.count.n
        if n and counting.reaches(consent + everyone, n, self.share):
            return "proposed", "consent" if consent >= everyone else "all"
        return "not settled", "consent"

    @property
    def sign(self) -> Sign:
        """How it is drawn."""
        return "agreed" if self.leads else "not-yet"

    @property
    def words(self) -> Words:
        """What came of it, in a sentence."""
        how, method = self.standing
        if how == "leads":
            return METHODS[method]
        return _("No way leads. Proposed: {method}", method=METHODS[method]) if how == "proposed" else _("No way leads")

    @property
    def led(self) -> Words:
        """The same in a word or two, for the record."""
        how, method = self.standing
        return SHORT[method] if how == "leads" else self.short[1] if how == "proposed" else _("No way leads")

    @property
    def short(self) -> tuple[Words, Words]:
        """The same for the wall: what stands on the sign, and what stands beside it."""
        how, method = self.standing
        if how == "leads":
            return SHORT[method], self.detail
        if how == "proposed":
            return _("No way leads"), _("Proposed: {method}", method=SHORT[method])
        return _("No way leads"), self.detail

    @property
    def detail(self) -> Words:
        """The count behind it."""
        if not self.leads:
            return _("{n} of {total} answered", n=self.turnout.answered, total=self.turnout.present)
        return _("{n} of {total} chose it", n=self.n(self.leads), total=self.count.n)


@dataclass(frozen=True)
class Asked:
    """A round whose result was shown: the kinds that people could be asked about, and what they chose."""

    number: int
    kinds: Mapping[str, str]
    ratings: Ratings
    seats: Sequence[Key]


Story = list[tuple[Asked, dict[str, Told]]]


def story(rounds: Sequence[Asked], share: Fraction) -> Story:
    """Count the shown rounds, oldest first. A kind for which a method leads is not asked about again."""
    found: Story = []
    for each in rounds:
        led = {kind: told.text for _asked, said in found for kind, told in said.items() if told.leads}
        open_ = [kind for kind, words in each.kinds.items() if led.get(kind) != words]
        counts = distributions(each.ratings, PICKS.rules(open_))
        said = {}
        for kind in open_:
            turnout = counting.turnout(each.seats, each.ratings.answered(kind), each.ratings.passed(kind))
            said[kind] = Told(each.kinds[kind], counts[kind], turnout, share)
        found.append((each, said))
    return found


def last(told: Story, kind: str, words: str) -> Told | None:
    """What was said last about exactly these words of a kind (id); None when nobody was asked about them."""
    said = (each[kind] for _asked, each in reversed(told) if kind in each)
    return next((each for each in said if each.text == words), None)
