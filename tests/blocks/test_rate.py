"""Rate: what can be answered, what is kept, and which figures may be made of it."""

import copy
from collections.abc import Callable, Iterable
from fractions import Fraction
from statistics import mean, median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from facilitator import counting
from facilitator.activity import Key, Refused
from facilitator.blocks.rate.rules import Distribution, Point, Ratings, Rules, distributions, figures, pairs
from facilitator.counting import Turnout, decimals, percent, plain, turnout

ONE = Rules(("q",))
FIST = Rules(("q",), low=0, high=5)
FIVE_ASIDE: list[Point] = ["aside"] * 5
ann, bob = Key("ann"), Key("bob")


def gave(rules: Rules, points: Iterable[Point | None], item: str = "q") -> Ratings:
    """One person for each point; `None` does nothing."""
    ratings = Ratings()
    for number, point in enumerate(points):
        if point is not None:
            ratings.give(Key(f"p{number}"), item, point, rules)
    return ratings


def spread(*points: Point | None, rules: Rules = ONE) -> Distribution:
    return distributions(gave(rules, points), rules)["q"]


def refuses(call: Callable[..., None], *args: Any) -> str:
    """The sentence of the refusal; nothing may have changed."""
    ratings = call.__self__  # type: ignore[attr-defined]
    before = copy.deepcopy(ratings)
    with pytest.raises(Refused) as caught:
        call(*args)
    assert ratings == before
    return str(caught.value.words)


class TestAnswers:
    @pytest.mark.parametrize("wrong", [0, 6, True, False, 3.0, "3", "", None, "other"])
    def test_only_answers_that_exist_are_kept(self, wrong: Any) -> None:
        ratings = gave(ONE, [4])
        said = "Please choose one of the answers, from 1 to 5."
        assert refuses(ratings.give, Key("p0"), "q", wrong, ONE) == said
        assert refuses(ratings.whole, Key("p0"), {"q": wrong}, ONE) == said

    def test_items_that_do_not_exist_are_refused(self) -> None:
        ratings = Ratings()
        assert "not one of the questions" in refuses(ratings.give, ann, "other", 3, ONE)
        assert "not one of the questions" in refuses(ratings.whole, ann, {"q": 3, "other": 3}, ONE)

    def test_where_only_an_answer_from_everyone_counts_there_is_no_pass(self) -> None:
        stance = Rules(("q",), low=1, high=4, aside=False, passes=False)
        ratings = Ratings()
        assert "no pass here" in refuses(ratings.pass_, ann, stance)
        assert "choose one of the answers" in refuses(ratings.give, ann, "q", "pass", stance)
        assert "choose one of the answers" in refuses(ratings.give, ann, "q", "aside", stance)

    def test_the_last_answer_counts(self) -> None:
        ratings = Ratings()
        for point in (2, "aside", 5):
            ratings.give(ann, "q", point, ONE)
        assert ratings.of(ann) == {"q": 5}

    def test_a_pass_takes_answers_back_and_an_answer_takes_the_pass_back(self) -> None:
        ratings = Ratings()
        ratings.give(ann, "q", 2, ONE)
        ratings.pass_(ann, ONE)
        assert (ratings.of(ann), ratings.answered(), ratings.passed("q")) == ({}, [], [ann])
        ratings.give(ann, "q", 3, ONE)
        assert (ratings.answered(), ratings.passed()) == ([ann], [])

    def test_a_whole_form_replaces_everything_and_is_never_empty(self) -> None:
        rules = Rules(("a", "b"))
        ratings = Ratings()
        ratings.pass_(ann, rules)
        assert "Nothing is chosen" in refuses(ratings.whole, ann, {}, rules)
        ratings.whole(ann, {"a": 1, "b": 2}, rules)
        ratings.whole(ann, {"b": "pass"}, rules)
        assert (ratings.of(ann), ratings.answered(), ratings.passed(), ratings.passed("a")) == (
            {"b": "pass"},
            [],
            [ann],
            [],
        )

    def test_items_are_passed_one_by_one(self) -> None:
        rules = Rules(("a", "b"))
        ratings = Ratings()
        ratings.whole(ann, {"a": 4, "b": "pass"}, rules)
        ratings.pass_(bob, rules)
        assert (ratings.answered(), ratings.passed()) == ([ann], [bob])
        assert (ratings.answered("b"), ratings.passed("b")) == ([], [ann, bob])
        counted = distributions(ratings, rules)
        assert (counted["a"].passes, counted["b"].passes) == (1, 2)

    def test_the_wire_reads_numbers_and_words(self) -> None:
        read = TypeAdapter(Point).validate_python
        assert [read("3"), read("aside"), read("pass")] == [3, "aside", "pass"]

    def test_what_a_person_reads_is_a_copy(self) -> None:
        ratings = gave(ONE, [4])
        ratings.of(Key("p0"))["q"] = 1
        assert ratings.of(Key("p0")) == {"q": 4}


class TestFigures:
    def test_four_answers_have_counts_and_nothing_else(self) -> None:
        few = spread(5, 4, 4, 2)
        assert few.counts == (0, 1, 0, 2, 1)
        assert figures(few) is None
        assert percent(few.at(4), few.n, few.n) is None

    def test_nine_answers_of_twelve_present(self) -> None:
        ratings = gave(ONE, [4, 4, 5, 3, 2, 4, 5, 4, 3])
        item = distributions(ratings, ONE)["q"]
        made = figures(item)
        assert made is not None
        assert (item.n, item.counts, made.mean, made.median) == (9, (0, 1, 2, 4, 2), Fraction(34, 9), Fraction(4))
        assert (decimals([made.mean]), plain([made.median])) == (["3.8"], ["4"])
        attended = turnout([f"p{n}" for n in range(12)], ratings.answered(), ratings.passed())
        assert percent(attended.answered, attended.present, item.n) == 75

    def test_can_t_say_is_an_answer_but_not_in_n(self) -> None:
        item = spread(4, 4, 5, 3, *FIVE_ASIDE)
        assert (item.n, item.answered, item.aside) == (4, 9, 5)
        assert figures(item) is None

    def test_turnout_counts_can_t_say(self) -> None:
        points: list[Point | None] = [4, 4, 4, 4, 4, 4, 4, "aside", "aside", "pass", None]
        ratings = gave(ONE, points)
        here = [f"p{number}" for number in range(11) if number != 8]
        assert turnout(here, ratings.answered(), ratings.passed()) == Turnout(11, 9, 10)
        assert distributions(ratings, ONE)["q"].n == 7

    def test_an_activity_may_have_its_own_least_number(self) -> None:
        scored = [figures(spread(*scores), at_least=3) for scores in [(5, 4, 5, 4, 5), (5, 4, 4, 4), (5, 5)]]
        assert [made and made.mean * 5 for made in scored] == [23, Fraction(85, 4), None]
        assert figures(spread(), at_least=0) is None

    def test_waves(self) -> None:
        before, after = figures(spread(2, 3, 2, 1, 4, 3, 2, 3, 2, 3)), figures(spread(4, 4, 3, 3, 4, 4, 2, 4, 3))
        assert before is not None and after is not None
        assert (before.mean, before.median, after.mean, after.median) == (
            Fraction(5, 2),
            Fraction(5, 2),
            Fraction(31, 9),
            Fraction(4),
        )
        assert after.mean - before.mean == Fraction(17, 18)

    @pytest.mark.parametrize(
        ("points", "split"),
        [
            ([1, 2, 3, 3, 3, 3, 4, 5], True),  # exactly a quarter at each end
            ([1, 2, 3, 3, 3, 3, 3, 4, 5], False),
            ([1, 1, 5, 5], False),  # four people
            ([1, 2, 5, 5, 3], True),
            ([1, 1, 1, 1, 1], False),
            ([3, 3, 3, 3, 3], False),
        ],
    )
    def test_people_see_it_differently(self, points: list[Point], split: bool) -> None:
        made = figures(spread(*points), at_least=1)
        assert made is not None
        assert made.split is split

    def test_three_points_are_never_split_and_four_can_be(self) -> None:
        points: list[Point] = [1, 1, 1, 3, 3, 3]
        three, four = Rules(("q",), high=3), Rules(("q",), low=0, high=3)
        made = [figures(spread(*points, rules=rules)) for rules in (three, four)]
        assert [each and each.split for each in made] == [False, True]

    def test_shares_are_of_the_numbers_on_any_scale(self) -> None:
        made = figures(spread(0, 1, 2, 9, 10, 10, "aside", "pass", rules=Rules(("q",), low=0, high=10)))
        assert made is not None
        assert (made.low_share, made.high_share, made.split) == (Fraction(1, 3), Fraction(1, 2), True)

    def test_some_people_are_counted_alone(self) -> None:
        ratings = gave(ONE, [5, 5, 1, "aside", "pass"])
        ratings.pass_(Key("x"), ONE)
        some = distributions(ratings, ONE, only=[Key("p0"), Key("p3"), Key("p4"), Key("x"), Key("nobody")])["q"]
        assert some == Distribution(1, (0, 0, 0, 0, 1), aside=1, passes=2)


class TestPairs:
    def test_only_who_gave_both_numbers_is_used(self) -> None:
        rules = Rules(("affected", "say"))
        ratings = Ratings()
        for name, affected, say in [("c", 5, 1), ("a", 4, 2), ("b", "aside", 3), ("d", 5, None)]:
            points = {"affected": affected, "say": say}
            ratings.whole(Key(name), {item: point for item, point in points.items() if point}, rules)  # type: ignore[misc]
        assert pairs(ratings.numbers("affected"), ratings.numbers("say")) == {"a": (4, 2), "c": (5, 1)}
        assert list(ratings.numbers("affected")) == ["a", "c", "d"]

    def test_distance_between_now_and_wanted(self) -> None:
        rules = Rules(("now", "want"), high=7)
        ratings = Ratings()
        now, want = [3, 4, 3, 2, 4, 3, 5, 6, 5, 4, 6, 5], [7, 6, 7, 7, 6, 7, 7, 7, 6, 7, 7, 6]
        for number, points in enumerate(zip(now, want, strict=True)):
            ratings.whole(Key(f"{number:02}"), dict(zip(rules.items, points, strict=True)), rules)
        both = pairs(ratings.numbers("now"), ratings.numbers("want")).values()
        assert counting.mean(wanted - today for today, wanted in both) == Fraction(5, 2)
        halves = [distributions(ratings, rules, [Key(f"{n:02}") for n in half]) for half in (range(6), range(6, 12))]
        means = [made.mean for half in halves if (made := figures(half["now"]))]
        assert (decimals(means), means[1] - means[0]) == (["3.2", "5.2"], Fraction(2))


class TestFistOfFive:
    """The counting behind its outcome: fingers from 0 to 5 and people who stand aside, and never an average."""

    @pytest.mark.parametrize(
        ("present", "shown", "below", "at", "enough"),
        [
            (9, [5, 4, 3, 2, 4, 4, 5, 3, 4], 1, 2, True),
            (9, [5, 4, 3, 3, 4, 4, 5, 3, 4], 0, 3, True),
            (9, [5, 5, 5, 5, 5, 5, 5, 5, 0], 1, 0, True),
            (9, [5, 4, 4, 3, 3, 5, 4, 4], 0, 2, True),
            (9, [4, 4, 5, 3, 4, 5], 0, 1, False),
            (9, [4, 4, 5, 5, 4, *["aside"] * 4], 0, 0, True),
            (10, [4, 4, 4, 4, 4, 4, 4, 3, 2, 2], 2, 1, True),
            (0, [], 0, 0, False),
        ],
    )
    def test_worked_examples(self, present: int, shown: list[Point], below: int, at: int, enough: bool) -> None:
        ratings = gave(FIST, shown)
        fingers = distributions(ratings, FIST)["q"]
        assert (fingers.below(3), fingers.at(3)) == (below, at)
        seats = [f"p{number}" for number in range(present)]
        assert turnout(seats, ratings.answered(), ratings.passed()).reaches(Fraction(4, 5)) is enough

    def test_a_share_is_compared_exactly(self) -> None:
        fingers = spread(4, 4, 4, 4, 4, 4, 4, 4, 2, 2, rules=FIST)
        assert counting.reaches(fingers.n - fingers.below(3), fingers.n, Fraction(4, 5))
        fingers = spread(4, 4, 4, 4, 4, 4, 4, 2, 2, rules=FIST)
        assert not counting.reaches(fingers.n - fingers.below(3), fingers.n, Fraction(4, 5))

    def test_any_fist_is_found(self) -> None:
        assert spread(5, 5, 0, rules=FIST).at(0) == 1
        assert spread(5, 5, 1).at(0) == 0

    def test_when_all_stand_aside_nobody_gave_a_finger(self) -> None:
        fingers = spread(*FIVE_ASIDE, rules=FIST)
        assert (fingers.n, fingers.answered) == (0, 5)

    def test_counting_fingers_makes_no_average(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(values: object) -> Fraction:
            raise AssertionError("an average was made")

        monkeypatch.setattr(counting, "mean", never)
        monkeypatch.setattr(counting, "median", never)
        fingers = spread(5, 4, 3, 2, 4, 4, 5, 3, 4, rules=FIST)
        assert fingers.counts == (0, 0, 1, 2, 4, 2)
        with pytest.raises(AssertionError, match="average"):
            figures(fingers)

    def test_one_rule_of_several(self) -> None:
        ratings = gave(FIST, [5, 4, 2, 4, 5, 4, "pass", "pass"])
        attended = turnout([f"p{n}" for n in range(8)], ratings.answered("q"), ratings.passed("q"))
        assert attended == Turnout(8, 6, 8)
        assert not attended.reaches(Fraction(4, 5))


points = st.one_of(st.integers(-1, 6), st.sampled_from(["aside", "pass", "other"]), st.booleans())
people = st.sampled_from([Key("ann"), Key("bob"), Key("cat"), Key("dan"), Key("eve"), Key("slip-1")])
items = st.sampled_from(["a", "b", "z"])
taps = st.one_of(
    st.tuples(st.just("give"), people, items, points),
    st.tuples(st.just("whole"), people, st.dictionaries(items, points)),
    st.tuples(st.just("pass_"), people),
)


@given(st.lists(taps, max_size=40))
def test_any_taps_leave_answers_that_add_up(tapped: list[Any]) -> None:
    rules = Rules(("a", "b"), low=0)
    ratings = Ratings()
    for name, *args in tapped:
        before = copy.deepcopy(ratings)
        try:
            getattr(ratings, name)(*args, rules)
        except Refused:
            assert ratings == before
        assert all(ratings.of(key) == before.of(key) for key in (*before.points, *ratings.points) if key != args[0])
    for said in ratings.points.values():
        assert said
        for item, point in said.items():
            rules.check(item, point)
    assert not ratings.points.keys() & ratings.passes.keys()

    adapter = TypeAdapter(Ratings)
    assert adapter.validate_json(adapter.dump_json(ratings)) == ratings

    for item, counted in distributions(ratings, rules).items():
        assert counted.answered == len(ratings.answered(item))
        assert counted.passes == len(ratings.passed(item))
        assert counted.n == len(ratings.numbers(item))
        assert not set(ratings.answered(item)) & set(ratings.passed(item))


@given(st.lists(st.integers(1, 5), min_size=5, max_size=40))
def test_figures_agree_with_the_standard_library(given_points: list[int]) -> None:
    made = figures(spread(*given_points))
    assert made is not None
    exact = [Fraction(point) for point in given_points]
    assert (made.mean, made.median) == (mean(exact), median(exact))
    assert made.low_share == Fraction(sum(point <= 2 for point in given_points), len(given_points))
    assert made.high_share == Fraction(sum(point >= 4 for point in given_points), len(given_points))
