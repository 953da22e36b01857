"""Vote: whole dots spread over options, and how they are counted.

A ballot is valid when it names only options that exist, puts a whole number of dots from 0 to `most` on each, and has
no more than `dots` in all. Dots may stay unspent. A ballot with no dots is a pass; doing nothing is nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from facilitator import counting
from facilitator.activity import Key, Refused, SaysWhatFor
from facilitator.i18n import _, mark, ngettext


@dataclass(frozen=True)
class Rules:
    """What a ballot may be: `dots` a person, at most `most` of them on one of the `options` (ids, in set-up order).

    With `most` 1 a total says how many people chose an option, and nobody can carry one alone. Otherwise every
    person can show strength. Approving as many as one likes is one dot for each option.
    """

    options: tuple[str, ...]
    dots: int
    most: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.most <= self.dots or len(set(self.options)) < len(self.options):
            raise ValueError("a vote needs 1 dot up to all dots for one option, and no option twice")

    def check(self, ballot: Mapping[str, int]) -> None:
        """Refuse a ballot that is not valid."""
        for option, dots in ballot.items():
            self.check_option(option)
            if not _is_whole(dots):
                raise Refused(_("Dots are whole numbers, from 0 to {most}.", most=self.most))
            if dots > self.most:
                raise Refused(
                    ngettext("You can put {n} dot on one option.", "You can put {n} dots on one option.", self.most)
                )
        given = sum(ballot.values())
        if given > self.dots:
            raise Refused(_("This ballot has {given} dots. It can have {dots} at most.", given=given, dots=self.dots))

    def check_option(self, option: str) -> None:
        """Refuse an option that does not exist."""
        if option not in self.options:
            raise Refused(_("This is not one of the options. Please load the page again."))


def default_dots(options: int) -> int:
    """Dots a person for so many options: roughly a quarter of them, from 2 to 10; 1 for two options or fewer."""
    return 1 if options <= 2 else min(10, max(2, (options + 2) // 4))


def strength(dots: int) -> int:
    """Most dots on one option when people may show strength: half of theirs, rounded up, but 2 at least.

    That needs two dots a person; with one dot it is 1, and nothing but people is counted.
    """
    return 1 if dots < 2 else max(2, (dots + 1) // 2)


def a_few(options: Iterable[str], dots: int | None = None) -> Rules:
    """So many dots for each person, or as many as suit the number of options (ids); one at most on each."""
    listed = tuple(options)
    return Rules(listed, dots or default_dots(len(listed)))


def as_many_as_you_like(_settings: object, options: Sequence[str]) -> Rules:
    """One dot on each option (id) that one approves of."""
    return Rules(tuple(options), max(1, len(options)))


class VoteSettings(SaysWhatFor):
    """What every vote with dots fixes before the first one."""

    dots: int | None = Field(
        None, title=mark("Dots for each person. Empty: about a quarter of the options"), ge=1, le=20
    )
    max_per_option: int = Field(1, title=mark("Most dots on one option"), ge=1, le=20)
    strength: bool = Field(False, title=mark("People can show strength: up to half of their dots on one option"))
    shortlist: int = Field(3, title=mark("Length of the shortlist"), ge=1, le=10)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.dots is not None and self.max_per_option > self.dots:
            raise ValueError(mark("Nobody can put more dots on one option than they have."))
        return self

    def rules(self, options: Iterable[str]) -> Rules:
        """What a ballot on these options (ids) may be."""
        listed = tuple(options)
        dots = self.dots or default_dots(len(listed))
        return Rules(listed, dots, strength(dots) if self.strength else min(self.max_per_option, dots))


@dataclass
class Ballots:
    """The ballots of one round. Every action costs as much as one ballot, and refuses before it changes anything.

    A person answered with at least one dot. Taking back the last dot is doing nothing, unless the person passes or
    says that they are done. Any change takes back a pass and a "done".
    """

    dots: dict[Key, dict[str, int]] = field(default_factory=dict)
    """Dots of a person on each option, all at least 1; nobody is here without a dot."""
    passes: dict[Key, bool] = field(default_factory=dict)
    finished: dict[Key, bool] = field(default_factory=dict)
    """Who said that they are done, with at least one dot. It informs; what counts is the dots."""

    def place(self, me: Key, option: str, dots: int, rules: Rules) -> None:
        """Put `dots` more on an option, 1 at least."""
        rules.check_option(option)
        if not _is_whole(dots) or dots < 1:
            raise Refused(_("Dots are whole numbers. Place one at least."))
        left = self.left(me, rules)
        if left == 0:
            raise Refused(_("You have no dots left. Take one back first."))
        ballot = self.of(me)
        ballot[option] = ballot.get(option, 0) + dots
        if ballot[option] <= rules.most and dots > left:
            raise Refused(ngettext("You have {n} dot left.", "You have {n} dots left.", left))
        rules.check(ballot)
        self._keep(me, ballot)

    def take(self, me: Key, option: str, dots: int, rules: Rules) -> None:
        """Take `dots` back from an option, 1 at least."""
        rules.check_option(option)
        if not _is_whole(dots) or dots < 1:
            raise Refused(_("Dots are whole numbers. Take back one at least."))
        ballot = self.of(me)
        there = ballot.get(option, 0)
        if dots > there:
            raise Refused(ngettext("You have {n} dot on this option.", "You have {n} dots on this option.", there))
        ballot[option] = there - dots
        self._keep(me, ballot)

    def whole(self, me: Key, dots: Mapping[str, int], rules: Rules) -> None:
        """Hand in a whole ballot in place of any earlier one, as on paper. Without a dot it is a pass."""
        rules.check(dots)
        self._keep(me, dots)
        self.finish(me)

    def finish(self, me: Key) -> None:
        """Say that the ballot is done. Without a dot that is a pass."""
        if me in self.dots:
            self.finished[me] = True
        else:
            self.pass_(me)

    def pass_(self, me: Key) -> None:
        """Pass: any dots are taken back."""
        self._keep(me, {})
        self.passes[me] = True

    def of(self, me: Key) -> dict[str, int]:
        """The dots of one person, as a new dict without zeros."""
        return dict(self.dots.get(me, {}))

    def done(self, rules: Rules) -> set[Key]:
        """Everyone who passed, said so, or has placed every dot that can be placed."""
        full = min(rules.dots, rules.most * len(rules.options))
        return {*self.passes, *self.finished, *(me for me, dots in self.dots.items() if sum(dots.values()) >= full)}

    def left(self, me: Key, rules: Rules) -> int:
        """How many dots a person can still place."""
        return rules.dots - sum(self.dots.get(me, {}).values())

    def answered(self) -> list[Key]:
        """Everyone with at least one dot, in an order that says nothing."""
        return sorted(self.dots)

    def passed(self) -> list[Key]:
        """Everyone who passed, in an order that says nothing."""
        return sorted(self.passes)

    def _keep(self, me: Key, ballot: Mapping[str, int]) -> None:
        self.passes.pop(me, None)
        self.finished.pop(me, None)
        kept = {option: dots for option, dots in ballot.items() if dots}
        if kept:
            self.dots[me] = kept
        else:
            self.dots.pop(me, None)


@dataclass(frozen=True)
class Counted:
    """The count of one option."""

    option: str
    dots: int
    people: int
    """How many ballots have at least one dot here."""
    share: Fraction | None
    """People of all voters, exactly; `None` without voters."""
    percent: int | None
    """The share as it may be shown; `None` with fewer than five voters."""
    rank: int | None
    """By dots; equal totals share a place. `None` without voters."""
    shortlisted: bool


@dataclass(frozen=True)
class Tally:
    """The count of one round."""

    options: tuple[Counted, ...]
    """In set-up order."""
    voters: int
    """Ballots with at least one dot."""
    passes: int
    used: int
    """Dots placed."""
    available: int
    """Dots that the voters had."""
    tied_at_cut: tuple[str, ...]
    """Options that were level at the end of the shortlist and made it longer than planned; else empty."""
    stronger: tuple[tuple[str, str], ...]
    """Pairs in the shortlist where the first has more dots than the second, from fewer people."""

    def __getitem__(self, option: str) -> Counted:
        return {counted.option: counted for counted in self.options}[option]

    @property
    def ranked(self) -> tuple[Counted, ...]:
        """Most dots first; level ones stay in set-up order and share a rank."""
        return tuple(sorted(self.options, key=lambda counted: -counted.dots))

    @property
    def shortlist(self) -> tuple[str, ...]:
        """The shortlisted options, most dots first."""
        return tuple(counted.option for counted in self.ranked if counted.shortlisted)


def tally(ballots: Ballots, rules: Rules, shortlist: int = 3, only: Collection[Key] | None = None) -> Tally:
    """Count a round, of everyone or `only` of some people.

    On the shortlist of so many is every option whose total is at least that of the last place on it. So a tie at the
    cut makes the shortlist longer, never shorter, and an option without a dot is never on it.
    """
    some = None if only is None else set(only)
    cast = [ballot for key, ballot in ballots.dots.items() if some is None or key in some]
    dots, people = dict.fromkeys(rules.options, 0), dict.fromkeys(rules.options, 0)
    for ballot in cast:
        for option, placed in ballot.items():
            dots[option] += placed
            people[option] += 1
    voters = len(cast)
    places = counting.ranks([dots[option] if voters else None for option in rules.options])
    options = tuple(
        Counted(
            option,
            dots[option],
            people[option],
            share=Fraction(people[option], voters) if voters else None,
            percent=counting.percent(people[option], voters, voters),
            rank=rank,
            shortlisted=rank is not None and rank <= shortlist and dots[option] > 0,
        )
        for option, rank in zip(rules.options, places, strict=True)
    )
    return Tally(
        options,
        voters,
        passes=sum(some is None or key in some for key in ballots.passes),
        used=sum(dots.values()),
        available=voters * rules.dots,
        tied_at_cut=_tied_at_cut(options, shortlist),
        stronger=_stronger(options),
    )


def _tied_at_cut(options: tuple[Counted, ...], size: int) -> tuple[str, ...]:
    chosen = [counted for counted in options if counted.shortlisted]
    last = min((counted.dots for counted in chosen), default=0)
    return tuple(counted.option for counted in chosen if counted.dots == last) if len(chosen) > size else ()


def _stronger(options: tuple[Counted, ...]) -> tuple[tuple[str, str], ...]:
    chosen = [counted for counted in options if counted.shortlisted]
    return tuple((a.option, b.option) for a in chosen for b in chosen if a.dots > b.dots and a.people < b.people)


def _is_whole(dots: object) -> bool:
    return isinstance(dots, int) and not isinstance(dots, bool) and dots >= 0
