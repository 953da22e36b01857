"""Equal Shares: the worked examples, beside a second and slow count, and beside another program for the same method."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from activities.share_resources.equal_shares import Election, Run, equal_shares, most_votes, one_count, unit_for


def election(budget: int, projects: str, people: str, unit: int = 1) -> Election:
    """An election from "Minibus 500: a b, Garden 400: a"; the lot is as they are listed."""
    costs, ballots = dict[str, int](), {person: list[str]() for person in people.split()}
    for each in projects.split(", "):
        named, supporters = each.split(":")
        name, cost = named.split()
        costs[name] = int(cost)
        for person in supporters.split():
            ballots[person].append(name)
    return Election(costs, ballots, budget, [*costs], unit)


TEN = election(
    1000, "Minibus 500: a b c d e f, Garden 400: a b c d e, Cafe 300: g h i j, Phones 200: f g h i, Art 100: i j",
    "a b c d e f g h i j",
)  # fmt: skip
ELEVEN = election(
    1100,
    "bike 700: 1 2 3 4 5 6 11, gym 400: 1 2 3 4 5 6, park 250: 2 4 5 7 10, playground 200: 7 8 9 10, "
    "library 100: 7 9 10",
    "1 2 3 4 5 6 7 8 9 10 11",
)
NOTHING = election(1000, "Hall 800: a b c d e, Pool 800: f g h i j", "a b c d e f g h i j")


def steps(run: Run) -> list[tuple[str, Fraction, Fraction]]:
    return [(each.project, each.votes, each.payment) for each in run.steps]


def test_ten_people_and_five_projects():
    found = equal_shares(TEN)
    first, last = found.outcomes
    assert (first.share, steps(first)) == (100, [("Minibus", 6, Fraction(250, 3)), ("Cafe", 4, 75)])
    assert (last.share, last.steps[-1].project, last.steps[-1].votes, last.steps[-1].payment) == (125, "Art", 2, 50)
    assert found.funded == ("Minibus", "Cafe", "Art") and found.kept.cost == 900
    assert found.kept.share == 125 and found.over is None and not TEN.fits(found.funded)
    assert {*most_votes(TEN)} == {"Minibus", "Garden", "Art"}
    assert (TEN.served(found.funded), TEN.served(most_votes(TEN))) == (10, 8)


def test_the_published_example():
    assert {*equal_shares(ELEVEN).funded} == {"bike", "playground", "library"}


def test_nothing_funded():
    found = equal_shares(NOTHING)
    assert (found.funded, found.kept.share) == ((), 159)
    assert found.over is not None and (found.over.share, found.over.cost) == (160, 1600)
    assert found.runs < 30
    assert most_votes(NOTHING) == ("Hall",)
    assert most_votes(Election(NOTHING.costs, NOTHING.ballots, 1000, ["Pool", "Hall"])) == ("Pool",)


def test_who_is_a_voter_and_what_is_refused():
    empty = Election({"a": 5}, {"ann": [], "bob": []}, 10, ["a"])
    assert (equal_shares(empty).funded, most_votes(empty), empty.served(["a"])) == ((), (), 0)
    one = Election({"a": 5, "b": 6}, {"ann": [], "bob": ["a", "a"]}, 10, ["a", "b"])
    assert (equal_shares(one).funded, one.voters, one.supporters) == (("a",), ["bob"], {"a": [0]})
    for costs, lot, unit in [({"a": 11}, ["a"], 1), ({"a": 0}, ["a"], 1), ({"a": 1}, [], 1), ({"a": 1}, ["a"], 0)]:
        with pytest.raises(ValueError):
            Election(costs, {}, 10, lot, unit)


def test_ties_go_by_cost_then_approvals_then_lot():
    level = election(12, "dear 6: a b, cheap 4: c d, lot 6: e f", "a b c d e f", 6)
    assert [each.project for each in one_count(level, Fraction(100)).steps] == ["cheap", "dear", "lot"]
    drawn = Election(level.costs, level.ballots, 12, ["lot", "dear", "cheap"])
    assert [each.project for each in one_count(drawn, Fraction(3)).steps] == ["cheap", "lot", "dear"]
    # d buys "own" first and has 1 left of 7: "many" then has 4 - 1 people who pay 3 each, as "few" has 3.
    many = election(100, "own 6: d x y z, many 10: a b c d, few 10: e f g", "a b c d e f g x y z")
    run = one_count(many, Fraction(7, 2))
    assert [(each.project, each.votes, each.emptied) for each in run.steps][1:] == [
        ("many", Fraction(30, 8), 1), ("few", 3, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("pot", "unit"), [(1, 1), (9_999, 1), (10_000, 1), (10_001, 2), (1_000_000, 100)])
def test_the_unit(pot: int, unit: int):
    assert unit_for(pot) == unit


def slowly(given: Election) -> tuple[list[tuple[str, Fraction, Fraction]], Fraction]:
    """The section word for word: purchases of the last count that is kept and its share, every share tried."""
    voters = [key for key, chosen in given.ballots.items() if chosen]
    chosen_by = {c: [key for key in voters if c in given.ballots[key]] for c in given.costs}

    def price(cost: int, balances: list[Fraction]) -> Fraction:
        """The p for which the sum of min(balance, p) is the cost: some pay all they have, and the others p."""
        for candidate in [*range(len(balances))]:
            poor = sorted(balances)[:candidate]
            p = (cost - sum(poor, Fraction(0))) / (len(balances) - candidate)
            if sum(min(each, p) for each in balances) == cost:
                return p
        raise AssertionError("there is always one for what is affordable")

    def count(share: Fraction) -> list[tuple[str, Fraction, Fraction]]:
        balance, bought = dict.fromkeys(voters, share), list[tuple[str, Fraction, Fraction]]()
        while True:
            best = []
            for project, cost in given.costs.items():
                people = chosen_by[project]
                waits = people and project not in [each for each, _, _ in bought]
                if waits and sum(balance[key] for key in people) >= cost:
                    p = price(cost, [balance[key] for key in people])
                    best.append((-cost / p, cost, -len(people), given.lot.index(project), project, p))
            if not best:
                return bought
            votes, _cost, _people, _lot, project, p = min(best)
            bought.append((project, -votes, p))
            for key in chosen_by[project]:
                balance[key] -= min(balance[key], p)

    def spent(bought: list[tuple[str, Fraction, Fraction]]) -> int:
        return sum(given.costs[project] for project, _, _ in bought)

    share = Fraction(given.budget, len(voters))
    kept = count(share)
    while any(
        people and c not in [each for each, _, _ in kept] and given.costs[c] <= given.budget - spent(kept)
        for c, people in chosen_by.items()
    ):
        again = count(share + given.unit)
        if spent(again) > given.budget:
            break
        kept, share = again, share + given.unit
    return kept, share


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Any small election, with many level costs and a few dear projects, so that ties and completion matter."""
    chance = Random(draw(st.integers(0, 10**9)))
    budget = draw(st.integers(1, 60))
    names = "abcdefg"[: draw(st.integers(1, 7))]
    costs = {name: chance.randint(1, chance.choice([budget, max(1, budget // 4)])) for name in names}
    likes = chance.choice([0.2, 0.5, 0.8])
    people = range(draw(st.integers(1, 9)))
    ballots = {str(n): [name for name in names if chance.random() < likes] for n in people}
    ballots["someone"] = [names[0]]
    return Election(costs, ballots, budget, chance.sample(names, len(names)), draw(st.integers(1, 3)))


@settings(max_examples=150, deadline=None)
@given(elections())
def test_it_counts_as_the_section_says(given: Election):
    found, (bought, share) = equal_shares(given), slowly(given)
    assert (steps(found.kept), found.kept.share) == (bought, share)
    assert found.kept.cost <= given.budget
    every = equal_shares(given, skip=False)
    assert (every.kept, every.over) == (found.kept, found.over), "leaving shares out changes nothing"
    assert [(each.share, each.funded) for each in every.outcomes] == [
        (each.share, each.funded) for each in found.outcomes
    ]


@settings(max_examples=60, deadline=None)
@given(elections())
def test_another_program_finds_the_same(given: Election):
    """It also waits for projects that nobody chose, and counts people who chose nothing: these are not handed to it."""
    assert {*equal_shares(given).funded} == elsewhere(given)


@pytest.mark.parametrize("seed", range(4))
def test_another_program_finds_the_same_in_a_large_room(seed: int):
    chance = Random(seed)
    costs = {f"p{n}": chance.randint(50, 3000) for n in range(12)}
    ballots = {str(n): chance.sample([*costs], chance.randint(0, 5)) for n in range(40)}
    large = Election(costs, ballots, 8000, chance.sample([*costs], 12), 20)
    assert {*equal_shares(large).funded} == elsewhere(large)


def elsewhere(given: Election) -> set[str]:
    """What pabutools funds, with exact fractions, the same completion and the same way to part ties."""
    projects = {each: Project(each, given.costs[each]) for each in given.supporters}
    ballots = [ApprovalBallot(projects[each] for each in chosen) for chosen in given.ballots.values() if chosen]
    ties = TieBreakingRule(lambda _instance, _profile, each: given.ties[each.name])
    found = method_of_equal_shares(
        Instance(projects.values(), budget_limit=given.budget), ApprovalProfile(ballots), sat_class=Cost_Sat,
        tie_breaking=ties, voter_budget_increment=given.unit,
    )  # fmt: skip
    return {each.name for each in found}
