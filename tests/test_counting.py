"""Counting: exact inside, rounded only to be read, and nobody found by subtraction."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import mean as plain_mean
from statistics import median as plain_median
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator import counting
from facilitator.counting import Bucket, Turnout, breakdown, small_groups, turnout

numbers = st.fractions(min_value=-30, max_value=30, max_denominator=400)


def shown(sizes: dict[str, int], k: int = 5) -> list[tuple[str, int]]:
    return [(str(bucket.label), bucket.n) for bucket in small_groups(sizes, k).buckets]


class TestDisplay:
    def test_different_values_that_look_the_same_get_more_decimals_and_only_those(self) -> None:
        assert counting.decimals([Fraction(421, 100), Fraction(419, 100), 3]) == ["4.21", "4.19", "3.0"]
        assert counting.decimals([Fraction(42041, 10000), Fraction(42044, 10000)]) == ["4.2041", "4.2044"]

    def test_each_value_gets_no_more_decimals_than_it_needs(self) -> None:
        values = [Fraction(21, 5), Fraction(421, 100), Fraction(42041, 10000), Fraction(42041, 10000)]
        assert counting.decimals(values) == ["4.200", "4.21", "4.204", "4.204"]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Fraction(-1, 100), "0.0"),
            (Fraction(9, 4), "2.3"),
            (Fraction(-37, 20), "-1.9"),
            (Fraction(-1, 20), "-0.1"),
            (Fraction(199, 20), "10.0"),
            (4, "4.0"),
            (Fraction(34, 9), "3.8"),
        ],
    )
    def test_one_decimal_half_away_from_zero(self, value: Fraction, text: str) -> None:
        assert counting.decimals([value]) == [text]

    def test_a_value_beside_zero_is_parted_from_it(self) -> None:
        assert counting.decimals([Fraction(-1, 100), 0]) == ["-0.01", "0.00"]

    def test_too_few_people_leave_an_empty_place(self) -> None:
        assert counting.decimals([None, 4]) == ["", "4.0"]
        assert counting.plain([None]) == [""]

    def test_medians_and_sums_drop_a_final_zero(self) -> None:
        assert counting.plain([4, Fraction(5, 2), 23, 20]) == ["4", "2.5", "23", "20"]
        assert counting.plain([23, Fraction(85, 4), 21]) == ["23", "21.3", "21"]
        assert counting.plain([23, Fraction(2299, 100)]) == ["23.00", "22.99"]

    def test_percent_is_whole_and_only_of_enough_people(self) -> None:
        assert counting.percent(5, 8, 8) == 63
        assert counting.percent(1, 8, 8) == 13
        assert counting.percent(9, 12, 9) == 75
        assert counting.percent(4, 4, 4) is None
        assert counting.percent(0, 0, None) is None
        assert counting.percent(2, 3, None) == 67

    @given(numbers)
    def test_rounding_agrees_with_the_decimal_module(self, value: Fraction) -> None:
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert counting.decimals([value]) == [str(rounded if rounded else Decimal("0.0"))]

    @given(st.lists(numbers, max_size=12))
    def test_a_list_keeps_order_and_parts_what_differs(self, values: list[Fraction]) -> None:
        texts = counting.decimals(values)
        read = dict(zip(values, map(Decimal, texts), strict=True))
        assert all(read[a] < read[b] for a, b in pairwise(sorted(set(values))))
        assert "-0.0" not in texts

    @given(st.lists(numbers, min_size=2, max_size=8))
    def test_one_decimal_less_would_not_part_them(self, values: list[Fraction]) -> None:
        for value, text in zip(values, counting.decimals(values), strict=True):
            digits = len(text.split(".")[1])
            if digits > 1:
                at_one_less = [counting._text(other, digits - 1) for other in set(values) - {value}]
                assert counting._text(value, digits - 1) in at_one_less


class TestExactness:
    def test_six_of_nine_is_two_thirds(self) -> None:
        assert counting.reaches(6, 9, Fraction(2, 3))
        assert not counting.reaches(5, 9, Fraction(2, 3))
        assert not counting.reaches(0, 0, Fraction(0))
        assert counting.reaches(6 * 10**30, 9 * 10**30, Fraction(2, 3))
        assert not counting.reaches(6 * 10**30 - 1, 9 * 10**30, Fraction(2, 3))

    @pytest.mark.parametrize("wrong", [0.67, True, "2/3", Decimal(1)])
    def test_inexact_numbers_are_refused(self, wrong: Any) -> None:
        for call in (
            lambda: counting.reaches(6, 9, wrong),
            lambda: counting.mean([wrong]),
            lambda: counting.median([wrong]),
            lambda: counting.decimals([wrong]),
            lambda: counting.ranks([wrong]),
        ):
            with pytest.raises(TypeError):
                call()

    def test_no_values_have_no_mean_and_no_median(self) -> None:
        for call in (counting.mean, counting.median):
            with pytest.raises(ValueError, match="no values"):
                call([])

    @given(st.lists(numbers, min_size=1, max_size=30))
    def test_mean_and_median_agree_with_the_standard_library(self, values: list[Fraction]) -> None:
        assert counting.mean(values) == plain_mean(values)
        assert counting.median(values) == plain_median(values)

    def test_enough_means_five(self) -> None:
        assert [n for n in range(10) if counting.enough(n)] == [5, 6, 7, 8, 9]


class TestRanks:
    def test_standard_competition_ranks(self) -> None:
        assert counting.ranks([5, 4, 2, 2, 1, 1, 0, 0]) == [1, 2, 3, 3, 5, 5, 7, 7]
        assert counting.ranks([1, None, 3, Fraction(6, 2)]) == [3, None, 1, 1]
        assert counting.ranks([]) == []

    def test_values_that_look_the_same_have_different_ranks(self) -> None:
        assert counting.ranks([Fraction(419, 100), Fraction(421, 100)]) == [2, 1]

    @given(st.lists(st.integers(0, 6), max_size=15))
    def test_a_rank_is_one_more_than_those_above(self, values: list[int]) -> None:
        assert counting.ranks(values) == [1 + sum(other > value for other in values) for value in values]


class TestTurnout:
    seats = [*"abcdefgh", "passed", "silent"]  # eight who answered, and two who did not
    answered = [*"abcdefgh", "answered and left"]

    def test_worked_example(self) -> None:
        counted = turnout(self.seats, self.answered, ["passed"])
        assert counted == Turnout(present=11, answered=9, done=10)
        assert counted.share == Fraction(9, 11)

    def test_passing_and_leaving_is_not_being_present(self) -> None:
        assert turnout(["a"], ["a"], ["gone"]) == Turnout(1, 1, 1)

    def test_slips_stand_for_seats_that_are_counted_already(self) -> None:
        counted = turnout(["a", "b", "c", "paper 1", "paper 2"], ["a", "slip-1", "slip-2"], ["b", "slip-3"])
        assert counted == Turnout(present=5, answered=3, done=5)

    def test_more_slips_than_seats_left_never_make_more_than_all(self) -> None:
        assert turnout(["a"], ["slip-1", "slip-2", "a"], []).share == 1

    def test_with_no_one_present_there_are_never_enough(self) -> None:
        nobody = turnout([], [], [])
        assert nobody == Turnout(0, 0, 0)
        assert nobody.share is None
        assert not nobody.reaches(Fraction(0))

    def test_thresholds_are_exact(self) -> None:
        assert Turnout(9, 8, 8).reaches(Fraction(4, 5))
        assert Turnout(10, 8, 8).reaches(Fraction(4, 5))
        assert not Turnout(9, 6, 6).reaches(Fraction(4, 5))

    @given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from([*"abcdefgh", "slip-1", "slip-2"])), st.data())
    def test_answered_is_at_most_done_is_at_most_present(
        self, seats: set[str], gave: set[str], data: st.DataObject
    ) -> None:
        passed = data.draw(st.sets(st.sampled_from([*"abcdefgh", "slip-3"]))) - gave
        counted = turnout(seats, gave, passed)
        assert counted.answered <= counted.done <= counted.present


class TestSmallGroups:
    @pytest.mark.parametrize(
        ("sizes", "expected"),
        [
            (
                {"LE": 7, "care": 2, "family": 1, "professionals": 6, "community": 0, "": 1},
                [("LE", 7), ("Everyone else", 10)],
            ),
            (
                {"LE": 7, "care": 3, "professionals": 6, "": 2},
                [("LE", 7), ("professionals", 6), ("Everyone else", 5)],
            ),
            ({"LE": 6, "professionals": 3}, []),
            ({"A": 3, "B": 6}, []),
            ({"LE": 9, "professionals": 0}, []),
            ({"A": 3, "B": 6, "direct": 4}, [("B", 6), ("Everyone else", 7)]),
            ({"LE": 5, "professionals": 5, "care": 1}, [("LE", 5), ("Everyone else", 6)]),
            ({"LE": 5, "": 5}, [("LE", 5), ("Rather not say", 5)]),
            ({"A": 5, "B": 6, "C": 7}, [("A", 5), ("B", 6), ("C", 7)]),
            ({"LE": 2, "professionals": 2}, []),
            ({"A": 1, "B": 5, "C": 9, "D": 5, "E": 1}, [("B", 5), ("C", 9), ("Everyone else", 7)]),
            ({}, []),
        ],
    )
    def test_worked_examples(self, sizes: dict[str, int], expected: list[tuple[str, int]]) -> None:
        assert shown(sizes) == expected

    def test_the_limit_can_be_raised_never_lowered(self) -> None:
        assert shown({"LE": 9, "professionals": 6}, k=10) == []
        assert shown({"LE": 12, "care": 10, "professionals": 6}, k=10) == [("LE", 12), ("Everyone else", 16)]
        with pytest.raises(ValueError, match="never lowered"):
            small_groups({"LE": 9, "professionals": 6}, k=4)

    def test_who_has_no_perspective_and_every_slip_would_rather_not_say(self) -> None:
        said = {f"a{i}": "LE" for i in range(6)} | {f"b{i}": "care" for i in range(5)}
        answered = [*said, "quiet 1", "quiet 2", "quiet 3", "slip-1", "slip-2"]
        found = breakdown(answered, said, ["care", "LE", "nobody"])
        assert found.buckets == (Bucket(("care",), 5), Bucket(("LE",), 6), Bucket(("",), 5))
        assert [str(bucket.label) for bucket in found.buckets] == ["care", "LE", "Rather not say"]

    def test_an_item_that_few_of_a_bucket_answered_shows_the_whole_room(self) -> None:
        said = {f"a{i}": "LE" for i in range(6)} | {f"b{i}": "care" for i in range(5)}
        found = breakdown(said, said, ["LE", "care"])
        whole = [key for key in said if key != "a0"]
        assert [(str(bucket.label), keys) for bucket, keys in found.split(whole, said)] == [
            ("LE", ["a1", "a2", "a3", "a4", "a5"]),
            ("care", ["b0", "b1", "b2", "b3", "b4"]),
        ]
        assert found.split([key for key in said if key != "b0"], said) == []
        assert found.split([*said, "quiet"], said) == []
        assert breakdown([], said, ["LE", "care"]).split(said, said) == []

    @given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12)), st.integers(5, 8))
    def test_nobody_is_found_by_subtraction(self, sizes: dict[str, int], k: int) -> None:
        buckets = small_groups(sizes, k).buckets
        assume(buckets)
        assert len(buckets) > 1
        assert sum(bucket.n for bucket in buckets) == sum(sizes.values())
        assert all(bucket.n >= k for bucket in buckets)
        assert all(bucket.n == sum(sizes[name] for name in bucket.perspectives) for bucket in buckets)
        alone = {bucket.perspectives[0] for bucket in buckets if len(bucket.perspectives) == 1}
        assert alone <= {name for name, size in sizes.items() if size >= k}

    @given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12)))
    def test_no_group_is_hidden_without_need(self, sizes: dict[str, int]) -> None:
        small = sum(size for size in sizes.values() if size < 5)
        large = sorted((size for size in sizes.values() if size >= 5), reverse=True)
        while 0 < small < 5 and large:
            small += large.pop()
        expected = len(large) + (small > 0)
        assert len(small_groups(sizes).buckets) == (expected if expected > 1 else 0)
