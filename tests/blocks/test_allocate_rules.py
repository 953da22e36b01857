"""Allocate: what an answer may be, how answers are counted, and how an amount is divided, beside a slow count."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.share_resources.splitting import Pot
from facilitator.activity import Key, Refused
from facilitator.blocks.allocate.rules import Allocation, Allocations, Rules, allocation, divided, spread

ann, bob = Key("ann"), Key("bob")
LINES = Rules(("travel", "payment", "group", "publicity"))
SEVEN = [(20, 30, 40, 10), (10, 50, 30, 10), (25, 25, 25, 25), (0, 40, 60, 0), (30, 30, 35, 5), (10, 20, 60, 10),
         (20, 40, 30, 10)]  # fmt: skip
FLOORS = {"travel": 1200, "payment": 800, "group": 0, "publicity": 0}


def found(ballots: Sequence[Sequence[int]], rules: Rules = LINES) -> Allocation:
    given = Allocations()
    for number, ballot in enumerate(ballots):
        given.whole(Key(f"p{number}"), dict(zip(rules.lines, ballot, strict=True)), rules)
    return allocation(given, rules)


def test_the_worked_example():
    count = found(SEVEN)
    assert [*count.means.values()] == [Fraction(115, 7), Fraction(235, 7), 40, 10]
    spreads = [each.spread for each in count.lines if each.spread]
    assert [each.median for each in spreads] == [20, 30, 35, 10]
    assert [(each.lower, each.upper) for each in spreads] == [(10, 25), (25, 40), (30, 60), (5, 10)]
    assert [each.wide for each in spreads] == [False, False, True, False]
    assert Pot(5000, FLOORS).split(count.means) == {"travel": 1693, "payment": 1807, "group": 1200, "publicity": 300}


def test_few_answers_show_no_middle_and_none_show_nothing():
    assert [each.spread for each in found(SEVEN[:4]).lines] == [None] * 4
    nobody = allocation(Allocations(), LINES)
    assert (nobody.lines, nobody.people, nobody.amounts(100)) == ((), 0, {})
    assert Pot(5000, FLOORS).split(nobody.means) == FLOORS


def test_what_a_pot_may_be():
    assert Pot(10, {"a": 4, "b": 6}).split({"a": Fraction(0), "b": Fraction(100)}) == {"a": 4, "b": 6}
    assert Pot(5, {"a": 6}).to_share == -1
    with pytest.raises(ValueError):
        Pot(5, {"a": 6}).split({"a": Fraction(1)})
    for amount, floor, unit in [(15, 0, 10), (20, 5, 10), (20, -10, 10), (20, 0, 0)]:
        with pytest.raises(ValueError):
            Pot(amount, {"a": floor}, unit)


def test_remainders_go_to_the_larger_mean_and_then_to_the_earlier_line():
    assert divided(100, {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)}) == {"a": 34, "b": 33, "c": 33}
    assert divided(2, {"a": Fraction(1), "b": Fraction(3)}) == {"a": 0, "b": 2}
    assert divided(20, {"a": Fraction(1), "b": Fraction(3)}, 10) == {"a": 0, "b": 20}
    with pytest.raises(ValueError):
        divided(25, {"a": Fraction(1)}, 10)


def test_points_are_given_bit_by_bit():
    given = Allocations()
    given.give(ann, "travel", 60, LINES)
    assert (given.left(ann, LINES), given.answered(LINES), given.begun(LINES)) == (40, [], [ann])
    with pytest.raises(Refused, match="40 points are left"):
        given.finish(ann, LINES)
    with pytest.raises(Refused, match="10 points too many"):
        given.give(ann, "group", 50, LINES)
    given.give(ann, "group", 40, LINES)
    given.finish(ann, LINES)
    assert (given.answered(LINES), given.begun(LINES), given.finished) == ([ann], [], {ann: True})
    given.give(ann, "travel", -70, LINES)
    assert (given.of(ann), given.finished) == ({"group": 40}, {})
    with pytest.raises(Refused, match="no points yet"):
        given.give(ann, "travel", -1, LINES)
    given.pass_(ann)
    assert (given.points, given.passed(), given.left(ann, LINES)) == ({}, [ann], 100)
    given.equally(ann, LINES)
    assert (given.of(ann), given.passed()) == (dict.fromkeys(LINES.lines, 25), [])
    given.clear(ann)
    assert (given.points, given.passes) == ({}, {})


def test_what_cannot_be_shared_equally_goes_to_the_first_lines():
    assert Rules(("a", "b", "c")).equally({}) == {"a": 34, "b": 33, "c": 33}
    assert Rules(("a", "b", "c")).equally({"b": 90}) == {"a": 4, "b": 93, "c": 3}
    assert Rules(("a", "b", "c"), total=2).equally({}) == {"a": 1, "b": 1}


@pytest.mark.parametrize("points", [{"other": 1}, {"group": -1}, {"group": True}, {"group": 101},
                                    {"group": 99, "travel": 2}, {"group": 99}, {}])  # fmt: skip
def test_a_wrong_answer_is_refused_and_changes_nothing(points: dict[str, int]):
    given = Allocations()
    given.give(bob, "travel", 10, LINES)
    before = copy.deepcopy(given)
    with pytest.raises(Refused):
        given.whole(bob, points, LINES)
    assert given == before


def slowly(amount: int, shares: Sequence[Fraction]) -> list[int]:
    """Unit by unit: who has most still to come gets the next, once everyone has their part rounded down."""
    exact = [amount * share / sum(shares) for share in shares]
    got = [0] * len(shares)
    for at, part in enumerate(exact):
        while got[at] + 1 <= part:
            got[at] += 1
    extra = [False] * len(shares)
    while sum(got) < amount:
        best = max((at for at in range(len(got)) if not extra[at]), key=lambda at: (exact[at] % 1, shares[at], -at))
        extra[best], got[best] = True, got[best] + 1
    return got


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.lists(st.fractions(0, 9, max_denominator=7), min_size=1, max_size=6), st.integers(1, 3))
def test_an_amount_is_divided_exactly(units: int, shares: list[Fraction], unit: int):
    made = divided(units * unit, {str(at): share for at, share in enumerate(shares)}, unit)
    if not sum(shares):
        assert made == {}
        return
    assert sum(made.values()) == units * unit
    assert [n // unit for n in made.values()] == slowly(units, shares)
    assert all(abs(n - units * unit * s / sum(shares)) < unit for n, s in zip(made.values(), shares, strict=True))


@given(st.lists(st.integers(0, 100), min_size=5, max_size=12))
def test_quartiles_part_the_answers_in_halves(points: list[int]):
    found = spread(points)
    listed = sorted(points)
    middle = [*listed[: len(listed) // 2]], [*listed[(len(listed) + 1) // 2 :]]
    for half, quartile in zip(middle, (found.lower, found.upper), strict=True):
        pairs = [Fraction(a + b, 2) for a, b in product(half, half)]
        assert quartile in pairs
        assert sum(each <= quartile for each in half) * 2 >= len(half) <= sum(each >= quartile for each in half) * 2
    assert found.lower <= found.median <= found.upper


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=25, max_size=25), min_size=1, max_size=8))
def test_means_come_to_the_total(rooms: list[list[int]]):
    rules = Rules(("a", "b", "c", "d", "e"), total=25)
    count = found([[room.count(line) for line in range(5)] for room in rooms], rules)
    assert sum(count.means.values()) == 25
    assert sum(count.amounts(1000).values()) == 1000
