"""The Method of Equal Shares, exact, and most votes first beside it: which projects a pot can pay for.

Everyone who chose a project gets the same share of the pot. A project is paid for by those who chose it, each as little
as possible: everyone the same, or all that they have left. What is bought first is what costs its supporters least for
its size, so that the most "effective votes" stand behind it: its cost divided by what each of them pays.

With shares of exactly pot / voters, money is often left over. So all is counted again with a share that is one unit
larger, and again (the completion), until nothing that somebody chose would still fit, or until the next count would
spend more than there is. `equal_shares` leaves out the shares that cannot change anything: as long as the same projects
are bought in the same order, a larger share leaves everyone at least as much, so no project has fewer effective votes
than with a smaller one. If at every purchase the one that was bought had more of them *with the smaller share* than any
other *with the larger share*, then all shares between the two buy the same in the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import gcd

Ballots = Mapping[str, Collection[str]]
"""The projects (ids) that each person chose; who chose none is no voter."""
Place = tuple[Fraction, int, int, int]
"""Where a project stands at a purchase, lowest first: effective votes (negative), cost, approvals (negative), lot."""
LAST: Place = (Fraction(1), 0, 0, 0)
"""Behind every project."""


@dataclass(frozen=True)
class Election:
    """What is counted: costs by project, who chose what, the budget, and the lot, drawn once before any count.

    The unit is what the completion adds to every share. All amounts are whole.
    """

    costs: Mapping[str, int]
    ballots: Ballots
    budget: int
    lot: Sequence[str]
    unit: int = 1

    def __post_init__(self) -> None:
        if sorted(self.lot) != sorted(self.costs):
            raise ValueError("every project has one place in the lot")
        if self.unit < 1 or self.budget < 0 or not all(0 < cost <= self.budget for cost in self.costs.values()):
            raise ValueError("a cost is above 0 and at most the budget, and the unit is 1 or more")

    @cached_property
    def voters(self) -> list[str]:
        """Everyone who chose a project."""
        return [key for key, chosen in self.ballots.items() if chosen]

    @cached_property
    def supporters(self) -> dict[str, list[int]]:
        """Who chose each project that somebody chose, by number."""
        found: dict[str, list[int]] = {project: [] for project in self.costs}
        for number, key in enumerate(self.voters):
            for project in dict.fromkeys(self.ballots[key]):
                found[project].append(number)
        return {project: people for project, people in found.items() if people}

    @cached_property
    def ties(self) -> dict[str, tuple[int, int, int]]:
        """What parts a tie: the lower cost, then more approvals, then the lot."""
        drawn = {project: at for at, project in enumerate(self.lot)}
        return {each: (self.costs[each], -len(people), drawn[each]) for each, people in self.supporters.items()}

    def cost(self, projects: Collection[str]) -> int:
        """What they cost together."""
        return sum(self.costs[each] for each in projects)

    def fits(self, funded: Collection[str]) -> list[str]:
        """What somebody chose, is not funded, and would fit in what is left."""
        left = self.budget - self.cost(funded)
        return [each for each in self.supporters if each not in funded and self.costs[each] <= left]

    def served(self, funded: Collection[str]) -> int:
        """How many people have at least one funded choice."""
        return sum(not set(funded).isdisjoint(chosen) for chosen in self.ballots.values())


@dataclass(frozen=True)
class Step:
    """One purchase: what is bought, with how many effective votes, and what nobody pays more than."""

    project: str
    cost: int
    supporters: int
    votes: Fraction
    payment: Fraction
    """What each supporter pays, or all that they have left where that is less."""
    emptied: int
    """How many of them pay all that they had left, because it is no more than that."""


@dataclass(frozen=True)
class Run:
    """One count with one share: its purchases in order."""

    share: Fraction
    steps: tuple[Step, ...]
    first: tuple[Place, ...] = ()
    """Where what was bought stood, purchase by purchase."""
    next: tuple[Place, ...] = ()
    """What stood behind it, or a place that is no worse."""

    @property
    def funded(self) -> tuple[str, ...]:
        """What it funds, in order of purchase."""
        return tuple(step.project for step in self.steps)

    @property
    def cost(self) -> int:
        """What that costs."""
        return sum(step.cost for step in self.steps)

    def settles(self, larger: Run) -> bool:
        """Whether all shares between this one and a larger one buy the same, in the same order."""
        same = self.funded == larger.funded
        return same and all(mine < theirs for mine, theirs in zip(self.first, larger.next, strict=True))


@dataclass(frozen=True)
class Counted:
    """A whole count: every outcome on the way, each with the first share that has it, and the one that is kept."""

    outcomes: tuple[Run, ...]
    kept: Run
    """The last count that does not spend more than there is, with the last share that was tried."""
    over: Run | None
    """The count that would spend too much, and is not kept; up to the purchase that is too much. None: nothing fits."""
    runs: int
    """How many counts that took."""

    @property
    def funded(self) -> tuple[str, ...]:
        """What is funded, in order of purchase."""
        return self.kept.funded


@dataclass(frozen=True)
class Funding:
    """What a round comes to: by equal shares and by most votes first, and which of the two is the result."""

    election: Election
    shares: Counted
    votes: tuple[str, ...]
    by_votes: bool

    @property
    def funded(self) -> tuple[str, ...]:
        """What is funded."""
        return self.votes if self.by_votes else self.shares.funded

    @property
    def left(self) -> int:
        """What is left over."""
        return self.election.budget - self.election.cost(self.funded)


def equal_shares(election: Election, skip: bool = True) -> Counted:
    """Count by equal shares with completion. Without `skip` every share is counted; the outcome is the same.

    Nobody chose anything: a share of 0 and nothing funded.
    """
    if not election.voters:
        nothing = Run(Fraction(0), ())
        return Counted((nothing,), nothing, None, 0)
    kept = one_count(election, Fraction(election.budget, len(election.voters)))
    outcomes, ahead, runs, leap = [kept], list[Run](), 1, 1
    while election.fits(kept.funded):
        if not ahead:
            ahead, runs = [one_count(election, kept.share + leap * election.unit)], runs + 1
        gap = int((ahead[-1].share - kept.share) / election.unit)
        if gap > 1 and not kept.settles(ahead[-1]):
            leap = gap // 2
            ahead, runs = [*ahead, one_count(election, kept.share + leap * election.unit)], runs + 1
            continue
        tried = ahead.pop()
        if tried.cost > election.budget:
            return Counted(tuple(outcomes), kept, tried, runs)
        if {*tried.funded} != {*kept.funded}:
            outcomes.append(tried)
        kept, leap = tried, 2 * leap if skip else 1
    return Counted(tuple(outcomes), kept, None, runs)


def one_count(election: Election, share: Fraction) -> Run:
    """One count with this share for everyone. It ends early once it spends more than the budget.

    Money is counted in parts of one `whole`, so that all of it stays a whole number, however often it is divided.
    A project's effective votes only fall while others are bought, so one that stood behind with more is not looked at.
    """
    whole, left = share.denominator, [share.numerator] * len(election.voters)
    waiting: list[tuple[Place, str]] = [
        ((Fraction(-len(p)), *election.ties[c]), c) for c, p in election.supporters.items()
    ]
    heapify(waiting)
    steps, first, behind, spent = list[Step](), list[Place](), list[Place](), 0
    while waiting and spent <= election.budget:
        _stale, project = heappop(waiting)
        cost, people = election.costs[project], election.supporters[project]
        price = _price(cost * whole, [left[each] for each in people])
        if price is None:
            continue
        rest, sharing = price
        place: Place = (-Fraction(cost * whole * sharing, rest), *election.ties[project])
        if waiting and waiting[0][0] < place:
            heappush(waiting, (place, project))
            continue
        finer = sharing // gcd(sharing, rest)
        if finer > 1:
            whole, left = whole * finer, [each * finer for each in left]
        payment = rest * finer // sharing
        emptied = sum(left[each] <= payment for each in people)
        for each in people:
            left[each] = max(0, left[each] - payment)
        steps.append(Step(project, cost, len(people), -place[0], Fraction(payment, whole), emptied))
        first.append(place)
        behind.append(waiting[0][0] if waiting else LAST)
        spent += cost
    return Run(share, tuple(steps), tuple(first), tuple(behind))


def most_votes(election: Election) -> tuple[str, ...]:
    """What is funded by most votes first: by approvals, a project that does not fit in what is left is skipped."""
    funded, left = list[str](), election.budget
    for each in sorted(election.supporters, key=lambda one: (-len(election.supporters[one]), election.ties[one])):
        if election.costs[each] <= left:
            funded, left = [*funded, each], left - election.costs[each]
    return tuple(funded)


def unit_for(pot: int) -> int:
    """What the completion adds to every share: a ten-thousandth of the pot, rounded up, and 1 at least."""
    return max(1, -(-pot // 10_000))


def _price(cost: int, balances: list[int]) -> tuple[int, int] | None:
    """What those who have enough pay together, and how many they are; the others pay all they have. None: too dear."""
    sharing = len(balances)
    for balance in sorted(balances):
        if balance * sharing >= cost:
            return cost, sharing
        cost, sharing = cost - balance, sharing - 1
    return None
