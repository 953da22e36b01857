"""What a rating comes to, against a slow second way of counting: items, scales, perspectives, ways and differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import counting
from facilitator.activity import Key, Refused
from facilitator.blocks.rate import Box, Part, Rated, Scale, aloud, apart, boxes, in_words, way
from facilitator.blocks.rate.counts import rated
from facilitator.blocks.rate.rules import Distribution, Point, Ratings, check
from facilitator.blocks.rate.scale import Given
from facilitator.i18n import Words

WORDS = {1: "Never", 2: "Rarely", 3: "Sometimes", 4: "Often", 5: "Always"}
NOW, WANTED = Scale(WORDS, "now", "Now", passes=True), Scale(WORDS, "want", "Where we want to be", "Wanted")
ITEMS: Mapping[str, Words] = {"a": "We listen.", "b": "We decide together."}
VIEWS = ("Lived experience", "Professionals", "Family")
PEOPLE = [Key(f"p{n:02}") for n in range(24)]

points = st.one_of(st.integers(1, 5), st.just("aside"))
forms = st.dictionaries(st.sampled_from(["a.now", "a.want", "b.now", "b.want"]), points, min_size=1)
rooms = st.dictionaries(st.sampled_from(PEOPLE), forms)
views = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(VIEWS))


def counted(room: Mapping[Key, Mapping[str, Any]], seen: Mapping[Key, str] | None = None) -> Rated:
    ratings = Ratings({key: dict(form) for key, form in room.items()})
    groups = None if seen is None else counting.breakdown(sorted(room), seen, VIEWS)
    return rated(ratings, ITEMS, (NOW, WANTED), groups, seen)


def numbers(room: Mapping[Key, Mapping[str, Any]], cell: str) -> dict[Key, int]:
    return {key: form[cell] for key, form in room.items() if isinstance(form.get(cell), int)}


@given(rooms)
def test_every_item_is_counted_on_every_scale(room: dict[Key, dict[str, Any]]) -> None:
    found = counted(room)
    assert found.answered == len(room)
    for item in ITEMS:
        for scale in (NOW, WANTED):
            said = [form.get(scale.cell(item)) for form in room.values()]
            count = found.of(item, scale)
            assert list(count.counts) == [said.count(point) for point in WORDS]
            assert count.aside == said.count("aside")
            given_points = [point for point in said if isinstance(point, int)]
            made = found.figures(item, scale)
            assert (made is None) == (len(given_points) < 5)
            if made:
                assert made.mean == Fraction(sum(given_points), len(given_points))


@given(rooms)
def test_a_way_is_only_of_those_who_gave_both(room: dict[Key, dict[str, Any]]) -> None:
    found = counted(room)
    for item in ITEMS:
        steps = []
        for form in room.values():
            before, after = form.get(f"{item}.now"), form.get(f"{item}.want")
            if isinstance(before, int) and isinstance(after, int):
                steps.append(after - before)
        slow = Fraction(sum(steps)) / len(steps) if len(steps) >= 5 else None
        assert (found.ways[item].n, found.ways[item].mean) == (len(steps), slow)


@given(rooms, views)
def test_parts_are_whole_or_not_there(room: dict[Key, dict[str, Any]], seen: dict[Key, str]) -> None:
    """Each part holds five at least, all together are the whole, and no group is cut off but as small groups are."""
    found = counted(room, seen)
    sizes = {name: sum(seen.get(key, "") == name for key in room) for name in (*VIEWS, "")}
    buckets = counting.small_groups(sizes).buckets
    for item in ITEMS:
        for scale in (NOW, WANTED):
            parts, whole = found.by_perspective(item, scale), numbers(room, scale.cell(item))
            slow = [
                sorted(point for key, point in whole.items() if seen.get(key, "") in bucket.perspectives)
                for bucket in buckets
            ]
            if not buckets or any(len(part) < 5 for part in slow):
                assert parts == ()
                continue
            assert [[p for p in part.count.points for _one in range(part.count.at(p))] for part in parts] == slow
            assert [part.label for part in parts] == [bucket.label for bucket in buckets]
            assert sum(part.count.n for part in parts) == len(whole)


@given(st.lists(st.lists(st.integers(1, 7), min_size=1, max_size=9), max_size=5))
def test_apart_is_the_largest_difference_of_two_means(said: list[list[int]]) -> None:
    parts = [Part(f"part {at}", Distribution(1, tuple(map(each.count, range(1, 8))))) for at, each in enumerate(said)]
    means = [Fraction(sum(each), len(each)) for each in said if len(each) >= 5]
    assert apart(parts) == (max(means) - min(means) if len(means) > 1 else 0)


@given(
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 7)),
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 7)),
)
def test_a_way_and_its_way_back(first: dict[Key, int], second: dict[Key, int]) -> None:
    there, back = way(first, second), way(second, first)
    assert there.n == back.n == len({*first} & {*second})
    assert there.mean == (None if back.mean is None else -back.mean)


def test_no_way_between_different_scales_or_words() -> None:
    other = Scale({1: "No", 2: "Yes"}, "other", "Other")
    assert rated(Ratings(), ITEMS, (NOW, other)).ways == {}
    assert rated(Ratings(), {"a": ""}, (in_words(yes="Yes", no="No"),)).ways == {}


AGAIN = in_words(yes="Yes", no="No")


@pytest.mark.parametrize(
    ("scale", "given", "read"),
    [(NOW, 3, 3), (NOW, "3", 3), (NOW, "aside", "aside"), (NOW, "pass", "pass"), (AGAIN, "yes", 2), (AGAIN, "no", 1)],
)
def test_what_is_posted_is_read_and_written_back(scale: Scale, given: Given, read: Point) -> None:
    assert scale.read(given) == read
    assert scale.read(scale.value(read)) == read


def test_check_needs_an_answer() -> None:
    with pytest.raises(Refused, match="Nothing is chosen"):
        check({}, NOW.rules(ITEMS))


# As it is drawn and read aloud

TWELVE = {
    key: {"a.now": 1 + at % 3, "a.want": 5, "b.now": 2, "b.want": "aside" if at else 4}
    for at, key in enumerate(PEOPLE[:12])
}
SIDES = {key: VIEWS[at % 2] for at, key in enumerate(PEOPLE[:12])}


def test_a_box_for_each_item_then_its_perspectives() -> None:
    made = boxes(counted(TWELVE, SIDES), {"a.now": 2})
    assert [(box.id, box.parts) for box in made] == [("a", False), ("a-parts", True), ("b", False), ("b-parts", True)]
    now, wanted = made[0].rows
    assert (now.label, now.mean, wanted.label, wanted.mean) == ("Now", "2.0", "Wanted", "5.0")
    assert [cell.mine for cell in now.cells] == [0, 1, 0, 0, 0] and [cell.count for cell in now.cells] == [
        4,
        4,
        4,
        0,
        0,
    ]
    assert [str(row.label) for row in made[1].rows] == ["Lived experience (6)", "Professionals (6)"]
    assert str(made[2].rows[1].detail) == "1 person. Can't say: 11." and made[2].rows[1].mean == ""


def test_without_titles_all_items_are_rows() -> None:
    scale = Scale(WORDS)
    found = rated(Ratings({key: {"a": 4, "b": 2} for key in PEOPLE[:5]}), ITEMS, (scale,))
    (box,) = boxes(found, {})
    assert [(row.label, row.mean) for row in box.rows] == [("We listen.", "4.0"), ("We decide together.", "2.0")]
    (alone,) = boxes(rated(Ratings(), {"one": ""}, (scale,)), {})
    assert [str(row.label) for row in alone.rows] == ["Everyone"]


def test_different_means_are_never_written_alike() -> None:
    room = {key: {"a.now": 3, "b.now": 3 if at else 4} for at, key in enumerate(PEOPLE[:24])}
    first, second = (box.rows[0] for box in boxes(counted(room), {}))
    assert (first.mean, second.mean) == ("3.00", "3.04")


def test_a_box_is_read_aloud_with_every_count() -> None:
    box: Box = boxes(counted(TWELVE), {})[0]
    said = " ".join(str(words) for words in aloud(box))
    assert said.startswith(
        "We listen. Now: 1 Never: 4 people. 2 Rarely: 4 people. 3 Sometimes: 4 people. On average 2.0."
    )
    assert said.endswith("Wanted: 5 Always: 12 people. On average 5.0.")
    assert "Nobody gave a number." in str(aloud(boxes(counted({}), {})[0])[1])


def test_the_broken_line_begins_and_ends_under_the_points() -> None:
    now = boxes(counted(TWELVE), {})[0].rows[0]
    assert now.way is None
    assert replace(now, to=Fraction(5)).way == ("30.0", "90.0")
