"""Turns: a random start and then around, passing is free, and who passed is asked once more."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activity import Key, Refused
from facilitator.blocks.turns import Order
from facilitator.testing import Table

SEATS = tuple(Key(name) for name in "abcdef")


def begun(seats: tuple[Key, ...] = SEATS, seed: int = 1) -> Order:
    turns = Order()
    turns.begin(seats, Random(seed))
    return turns


def asked(turns: Order, seats: tuple[Key, ...], passing: set[Key] = frozenset()) -> list[Key]:  # type: ignore[assignment]
    """Everyone whose turn it becomes, when those who are `passing` pass every time."""
    found = []
    while (now := turns.now(seats)) is not None:
        found.append(now)
        turns.go_on(seats, passes=now in passing)
    return found


@given(st.integers(0, 50), st.sets(st.sampled_from(SEATS)))
def test_everyone_is_asked_in_seat_order_and_who_passed_once_more_at_the_end(seed: int, passing: set[Key]) -> None:
    order = asked(begun(seed=seed), SEATS, passing)
    start = SEATS.index(order[0])
    around = [*SEATS[start:], *SEATS[:start]]
    assert order == [*around, *(key for key in around if key in passing)]


def test_the_start_is_random() -> None:
    assert {begun(seed=seed).now(SEATS) for seed in range(60)} == set(SEATS)


def test_before_and_after_the_round_it_is_nobodys_turn() -> None:
    turns = Order()
    assert turns.now(SEATS) is None
    with pytest.raises(Refused, match="Nobody is here"):
        turns.begin((), Random(1))
    turns = begun()
    asked(turns, SEATS)
    with pytest.raises(Refused, match="over"):
        turns.go_on(SEATS, passes=False)
    turns.begin(SEATS, Random(2))
    assert turns.rounds == 2 and len(asked(turns, SEATS)) == len(SEATS)


def test_who_left_is_left_out_and_who_comes_late_comes_last() -> None:
    turns = begun()
    first = turns.now(SEATS)
    here = tuple(key for key in SEATS if key != first)
    assert turns.now(here) != first
    late = (*here, Key("z"))
    order = asked(turns, late)
    assert order[-1] == "z" and sorted(order) == sorted(late)


@given(
    st.lists(st.tuples(st.sets(st.sampled_from([*SEATS, Key("y"), Key("z")]), min_size=1), st.booleans()), max_size=30)
)
def test_whoever_comes_and_goes_nobody_is_asked_more_than_twice(steps: list[tuple[set[Key], bool]]) -> None:
    turns, spoken, count = begun(), set(), {}
    for here, passes in steps:
        seats = tuple(sorted(here))
        now = turns.now(seats)
        if now is None:
            continue
        assert now in here and now not in spoken
        count[now] = count.get(now, 0) + 1
        turns.go_on(seats, passes)
        if not passes:
            spoken.add(now)
    assert all(times <= 2 for times in count.values())


def test_a_turn_shows_by_a_chosen_name_or_on_ones_own_phone_only(sorting: Any) -> None:
    table = Table(sorting, seats=0)
    people = [table.join(name="Mo"), table.join()]
    table.go("group")
    table.go("list")
    table.facilitator.do("add_slot", title="Tea")
    table.go("claim")
    table.go("round")
    assert "You can always pass" in table.board
    table.facilitator.tap("Start the round")
    for _turn in people:
        speaker = next(person for person in people if "your turn" in person.sees)
        other = next(person for person in people if person is not speaker)
        assert ("Mo, please" if speaker is people[0] else "The phone that shows a full circle, please") in table.board
        with table.refused("somebody else"):
            other.do("my_turn", passes=0)
        speaker.tap("Pass")
    assert table.run.course.state.turns.again is False
    speaker = next(person for person in people if "your turn" in person.sees)
    speaker.tap("I have spoken")
    table.facilitator.tap("Next person")
    assert "has spoken" in table.board
