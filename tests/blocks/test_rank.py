"""Rank: what an order may be, how orders are counted, and how they are given by press and on paper."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activity import Ctx, Key, Refused, Settings
from facilitator.blocks.options import Listing
from facilitator.blocks.rank import Orders, Rank, Rules, ranking
from facilitator.composing import Activity, Phase
from facilitator.testing import Table

ann, bob = Key("ann"), Key("bob")
GOALS = Rules(("G1", "G2", "G3", "G4"))
BALLOTS = "G1 G2 G4, G1 G4 G2, G2 G1 G4, G2 G4 G1, G4 G1, G1 G2 G4, G2 G1, G4, G1 G4 G2"


def orders(ballots: Sequence[Sequence[str]], rules: Rules) -> Orders:
    made = Orders()
    for number, ballot in enumerate(ballots):
        made.whole(Key(f"p{number}"), {option: place for place, option in enumerate(ballot, 1)}, rules)
    return made


def test_the_worked_example() -> None:
    found = ranking(orders([each.split() for each in BALLOTS.split(", ")], GOALS), GOALS)
    assert [(each.option, each.points, each.first, each.rank) for each in found.options] == [
        ("G1", 19, 4, 1), ("G2", 15, 3, 2), ("G3", 0, 0, 4), ("G4", 15, 2, 2),
    ]  # fmt: skip
    assert [[each.option for each in group] for group in found.level] == [["G2", "G4"]]
    assert [each.option for each in found.ranked] == ["G1", "G2", "G4", "G3"], "a tie stands as it was set up"


def slowly(ballots: Sequence[Sequence[str]], options: Sequence[str], top: int) -> dict[str, tuple[int, int, int]]:
    """Points, first choices and rank, by giving points one by one and counting who has more."""
    points: Counter[str] = Counter()
    for ballot in ballots:
        worth = top
        for option in ballot:
            points[option] += worth
            worth -= 1
    return {
        option: (
            points[option],
            len([ballot for ballot in ballots if ballot and ballot[0] == option]),
            1 + len([other for other in options if points[other] > points[option]]),
        )
        for option in options
    }


@st.composite
def elections(draw: Any) -> tuple[list[list[str]], Rules]:
    options = [f"o{n}" for n in range(draw(st.integers(1, 7)))]
    top = draw(st.integers(1, 5))
    ballot = st.permutations(options).flatmap(
        lambda order: st.integers(1, min(top, len(order))).map(lambda n: list(order)[:n])
    )
    return draw(st.lists(ballot, max_size=12)), Rules(tuple(options), top)


@given(elections())
def test_counted_twice(election: tuple[list[list[str]], Rules]) -> None:
    ballots, rules = election
    found = ranking(orders(ballots, rules), rules)
    known = slowly(ballots, rules.options, rules.top)
    assert found.voters == len(ballots)
    for each in found.options:
        points, first, rank = known[each.option]
        assert (each.points, each.first) == (points, first)
        assert each.rank == (rank if ballots else None), "with nobody there are no ranks"
        assert sum(each.places) == sum(each.option in ballot for ballot in ballots)
    assert sum(each.points for each in found.options) == sum(
        rules.top - at for ballot in ballots for at in range(len(ballot))
    )


@given(elections(), st.randoms())
def test_who_comes_first_does_not_matter(election: tuple[list[list[str]], Rules], chance: Any) -> None:
    ballots, rules = election
    mixed = list(ballots)
    chance.shuffle(mixed)
    assert ranking(orders(ballots, rules), rules) == ranking(orders(mixed, rules), rules)


PRESSES = st.lists(st.tuples(st.sampled_from(["put", "out", "up"]), st.sampled_from(["G1", "G2", "G3", "G4", "G9"])))


@given(PRESSES)
def test_pressed_it_is_the_order_that_one_sees(presses: list[tuple[str, str]]) -> None:
    made, mine = Orders(), list[str]()
    for press, option in presses:
        before = copy.deepcopy(made)
        try:
            if press == "put":
                made.put(ann, option, GOALS)
                mine = [*mine, option]
            elif press == "out":
                made.out(ann, option)
                mine.remove(option)
            else:
                made.up(ann, option)
                at = mine.index(option)
                mine[at], mine[at - 1] = mine[at - 1], mine[at]
        except Refused:
            assert made == before
        assert made.of(ann) == mine and len(mine) <= 3 and len(set(mine)) == len(mine)


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ({"G1": 1, "G2": 1}, "Two have the same place"),
        ({"G1": 4}, "from 1 to 3"),
        ({"G1": -1}, "from 1 to 3"),
        ({"G1": True}, "from 1 to 3"),
        ({"G9": 1}, "not on the list"),
    ],
)
def test_what_is_no_order_is_refused_whole(places: Mapping[str, int], why: str) -> None:
    made = orders([["G1", "G2"]], GOALS)
    with pytest.raises(Refused, match=why):
        made.whole(Key("p0"), places, GOALS)
    assert made.of(Key("p0")) == ["G1", "G2"]


def test_a_gap_closes_up_and_nothing_is_a_pass() -> None:
    made = Orders()
    made.whole(ann, {"G2": 3, "G4": 1, "G1": 0}, GOALS)
    assert made.of(ann) == ["G4", "G2"] and made.done(GOALS) == {ann}
    made.whole(ann, {"G1": 0}, GOALS)
    assert (made.answered(), made.passed()) == ([], [ann])
    made.put(ann, "G1", GOALS)
    assert (made.answered(), made.passed(), made.done(GOALS)) == ([ann], [], set())


def test_fewer_options_than_places_fill_an_order() -> None:
    made, two = Orders(), Rules(("A", "B"), 3)
    made.put(ann, "B", two)
    assert not made.done(two)
    made.put(ann, "A", two)
    assert made.done(two) == {ann}
    assert [(each.option, each.points) for each in ranking(made, two).ranked] == [("B", 3), ("A", 2)]


class Errands(Settings):
    """What is to be done."""

    top: int = 3


class Order(Activity[Errands]):
    """Put errands in order."""

    id, title = "errands", "Errands"

    errands = Listing(lambda given: ["Bread", "Milk", "Paint", "Rope"])
    first = Rank(errands, top=lambda given: given.top, note="Nothing is dropped.")

    phases = (
        Phase("list", "List", errands.read),
        Phase("order", "Order", first.order),
        Phase("shown", "Shown", first.result, reveal=True),
    )

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "What comes first?"


@pytest.fixture
def table() -> Any:
    made = Table(Order, 3)
    made.go("order")
    return made


def test_an_order_is_made_by_pressing(table: Any) -> None:
    ann, bob, cem = table.people
    ann.tap("Make it number 1: Milk")
    ann.tap("Make it number 2: Rope")
    assert "1. Milk" in ann.sees and "2. Rope" in ann.sees and table.run.counter()[:2] == (0, 3)
    ann.tap("Up: Rope")
    ann.tap("Make it number 3: Bread")
    assert "Make it number" not in ann.sees, "three is the most"
    assert table.run.counter().done == 1, "a full order is done"
    ann.tap("Take out: Milk")
    ann.tap("Done")
    bob.tap("Done")
    cem.tap("Pass")
    assert table.run.counter().done == 3
    table.go("shown")
    found = table.run.activity.first.now(table.ctx)
    assert [(each.option, each.points, each.places) for each in found.ranked[:2]] == [
        ("o4", 3, (1, 0, 0)), ("o1", 2, (0, 1, 0)),
    ]  # fmt: skip
    assert (found.voters, found.passes) == (1, 2)
    assert "1 of 3 answered. Every dot is one person." in table.board and "Nothing is dropped." in table.board
    assert "3 points" in table.board and "1 person put it first" in table.board
    assert "your dot" in ann.sees and "your dot" not in bob.sees
    assert "Those with the same points share a place." in table.board, "two have none"


def test_on_paper_it_is_numbers(table: Any) -> None:
    paper = table.paper_seat()
    table.enter(paper, "ranking", place={"o1": 2, "o3": 1})
    with table.refused("Two have the same place"):
        table.enter(paper, "ranking", place={"o1": 2, "o3": 2})
    table.go("shown")
    table.facilitator.do("finish")
    grid, facts = table.room.record().sections[0].blocks
    assert grid.rows[:2] == ((1, "Paint", 3, 1, 0, 0), (2, "Bread", 2, 0, 1, 0))
    assert "1 of 4 people put them in order." in dict(facts.rows).values()
