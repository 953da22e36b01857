"""Small groups: sizes, fair mixing, people who are kept apart, and everyone who comes late or leaves."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activity import Key
from facilitator.blocks.tables.rules import Mix, Seating, alternating, letter, pairs_of, tables_of


def people(n: int) -> list[Key]:
    return [Key(f"k{at:03}") for at in range(n)]


def drawn(n: int, mix: Mix = "random", seed: str = "1", **given: object) -> Seating:
    seating = Seating(**given)  # type: ignore[arg-type]
    seating.draw(people(n), mix, seed)
    return seating


def sizes(seating: Seating) -> tuple[list[int], list[int]]:
    pairs = [len(pair) for pair in seating.pairs]
    return pairs, [sum(pairs[at] for at in table.pairs) for table in seating.tables]


@pytest.mark.parametrize(
    ("n", "pairs", "tables"),
    [
        (0, [], []),
        (1, [], []),
        (2, [2], []),
        (3, [3], []),
        (4, [2, 2], []),
        (5, [2, 3], []),
        (7, [2, 2, 3], []),
        (8, [2, 2, 2, 2], [4, 4]),
        (9, [2, 2, 2, 3], [4, 5]),
        (10, [2] * 5, [6, 4]),
        (11, [2, 2, 2, 2, 3], [6, 5]),
        (13, [2, 2, 2, 2, 2, 3], [4, 4, 5]),
        (25, [2] * 11 + [3], [4, 4, 4, 4, 4, 5]),
    ],
)
def test_the_worked_example(n: int, pairs: list[int], tables: list[int]):
    assert sizes(drawn(n)) == (pairs, tables)


def slow_sizes(n: int) -> tuple[list[int], list[int]]:
    """The same, said otherwise: take two away until two or three are left; then pairs from the end by two."""
    pairs: list[int] = []
    while n >= 2:
        pairs.append(3 if n == 3 else 2)
        n -= pairs[-1]
    rest, tables = list(pairs), []
    while rest:
        tables.insert(0, sum(rest[-2:] if len(rest) != 3 else rest))
        rest = rest[:-2] if len(rest) != 3 else []
    return pairs, tables if len(tables) > 1 else []


@pytest.mark.parametrize("n", range(1, 61))
def test_sizes_up_to_sixty(n: int):
    seating = drawn(n, seed=f"{n}")
    assert sizes(seating) == slow_sizes(n)
    placed = [key for pair in seating.pairs for key in pair]
    assert sorted(placed) == (people(n) if n > 1 else [])
    assert all(2 <= len(pair) <= 3 for pair in seating.pairs)


def test_the_same_seed_gives_the_same_groups_in_whatever_order_people_are_named():
    one, other = drawn(25), Seating()
    other.draw(people(25)[::-1], "random", "1")
    assert one.pairs == other.pairs
    assert drawn(25, seed="2").pairs != one.pairs


def test_tables_have_letters():
    assert [letter(at) for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


SAID = st.lists(st.sampled_from("abc"), min_size=1, max_size=7)


def neighbours(order: list[Key], said: dict[Key, str]) -> int:
    return sum(said[one] == said[two] for one, two in pairwise(order))


@settings(max_examples=60)
@given(SAID)
def test_perspectives_alternate_as_well_as_they_can(given: list[str]):
    there = people(len(given))
    said = dict(zip(there, given, strict=True))
    best = min(neighbours(list(order), said) for order in permutations(there))
    made = alternating(there, said)
    assert sorted(made) == there
    assert neighbours(made, said) == best
    for name in set(given):
        mine = [key for key in there if said[key] == name]
        assert [key for key in made if said[key] == name] == mine


def test_pairs_are_mixed_by_what_was_said_for_it():
    there = people(20)
    said = {key: "lived" if at < 10 else "health" for at, key in enumerate(there)}
    seating = drawn(20, "by perspective", said=said)
    assert all({said[key] for key in pair} == {"lived", "health"} for pair in seating.pairs)
    unasked = drawn(20, "random", said=said)
    assert any(len({said[key] for key in pair}) == 1 for pair in unasked.pairs)


def test_as_seated_tables_stay_as_they_are_and_nobody_is_alone():
    there = people(14)
    said = dict(zip(there, "AAAAABBBBC", strict=False))
    seating = drawn(14, "as seated", said=said)
    at = {table.name: [key for pair in table.pairs for key in seating.pairs[pair]] for table in seating.tables}
    assert set(at) == {"A", "B"}
    assert {key for key in there if said.get(key) == "A"} <= set(at["A"])
    assert sorted(key for keys in at.values() for key in keys) == there
    assert sorted(map(len, at.values())) == [7, 7]
    assert drawn(5, "as seated").tables == []


# Kept apart


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 16), st.randoms(use_true_random=False))
def test_two_who_are_kept_apart_meet_only_where_it_cannot_be_otherwise(n: int, random: Random):
    a, b = random.sample(people(n), 2)
    seating = drawn(n, seed=str(random.random()), apart=[[a, b]])
    one_group = len(tables_of(len(pairs_of(people(n))))) == 0 and len(pairs_of(people(n))) == 1
    assert seating.together() == ([[a, b]] if one_group else [])
    assert sizes(seating) == slow_sizes(n)


def test_several_are_kept_apart_in_a_large_room_and_the_rest_is_told():
    there = people(24)
    apart = [[there[0], other] for other in there[1:8]]
    assert drawn(24, apart=apart).together() == []
    everyone = [[a, b] for at, a in enumerate(there[:8]) for b in there[at + 1 : 8]]
    left = drawn(24, apart=everyone)
    assert left.together()
    assert sizes(left) == slow_sizes(24)


# Coming late, and leaving


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 20), st.integers(1, 12), st.booleans())
def test_who_comes_late_joins_the_smallest(n: int, late: int, by_table: bool):
    seating = drawn(n)
    for at in range(late):
        here = people(n + at + 1)
        before = seating.sat(here[:-1])
        seating.seat(here, by_table)
        (mine,) = [place for place, pair in enumerate(seating.pairs) if here[-1] in pair]
        joined = before.size(mine) if by_table else before.size(mine)[::-1]
        assert joined == min(before.size(pair) if by_table else before.size(pair)[::-1] for pair in before.pairs)
    assert max(map(len, seating.pairs)) - min(map(len, seating.pairs)) <= max(1, late if by_table else 1)


def test_two_late_comers_after_a_single_person_are_a_pair_and_then_three():
    seating = drawn(1)
    seating.seat(people(2), False)
    assert seating.pairs == [people(2)]
    seating.seat(people(3), False)
    assert sizes(seating)[0] == [3]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 20), st.randoms(use_true_random=False))
def test_nobody_is_alone_when_others_leave_and_everyone_comes_back_to_their_own(n: int, random: Random):
    seating = drawn(n)
    here = random.sample(people(n), random.randint(1, n))
    now = seating.sat(here)
    assert {*now.pair_of} == {*here}
    together = Counter(now.pair_of.values())
    assert len(here) == 1 or min(together.values()) > 1
    for key, pair in now.pair_of.items():
        own = next(at for at, those in enumerate(seating.pairs) if key in those)
        mates = [mate for mate in seating.pairs[own] if mate in here and mate != key]
        assert pair == own or not mates
        table = [mate for mate in here if mate != key and now.table_of.get(now.pair_of[mate]) == now.table_of.get(own)]
        assert now.table_of.get(pair) == now.table_of.get(own) or not table
    assert seating.sat(people(n)).pair_of == drawn(n).sat(people(n)).pair_of
