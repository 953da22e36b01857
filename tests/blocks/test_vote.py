"""Vote: what a ballot may be, what is kept, and how it is counted."""

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from facilitator.activity import Key, Refused
from facilitator.blocks.vote.rules import Ballots, Rules, default_dots, strength, tally

EIGHT = Rules(tuple("ABCDEFGH"), dots=2)
ann, bob = Key("ann"), Key("bob")


def cast(rules: Rules, *ballots: str, passes: int = 0) -> Ballots:
    """Ballots from words: "AAB" is two dots on A and one on B."""
    made = Ballots()
    for number, ballot in enumerate(ballots):
        made.whole(Key(f"p{number}"), {option: ballot.count(option) for option in ballot}, rules)
    for number in range(passes):
        made.pass_(Key(f"q{number}"))
    return made


def refuses(call: Callable[..., None], *args: Any) -> str:
    """The sentence of the refusal; nothing may have changed."""
    ballots = call.__self__  # type: ignore[attr-defined]
    before = copy.deepcopy(ballots)
    with pytest.raises(Refused) as caught:
        call(*args)
    assert ballots == before
    return str(caught.value.words)


class TestRules:
    @pytest.mark.parametrize(
        ("options", "dots"), [(1, 1), (2, 1), (3, 2), (8, 2), (9, 2), (10, 3), (12, 3), (14, 4), (20, 5), (50, 10)]
    )
    def test_default_dots_are_roughly_a_quarter_of_the_options(self, options: int, dots: int) -> None:
        assert default_dots(options) == dots

    @given(st.integers(3, 500))
    def test_default_dots_follow_the_formula(self, n: int) -> None:
        assert default_dots(n) == min(10, max(2, int(Fraction(n, 4) + Fraction(1, 2))))

    def test_strength_is_half_of_the_dots_but_two_at_least(self) -> None:
        assert [strength(dots) for dots in (1, 2, 3, 4, 5, 6, 9, 10)] == [1, 2, 2, 2, 3, 3, 5, 5]

    @pytest.mark.parametrize(("options", "dots", "most"), [("AB", 0, 0), ("AB", 2, 3), ("AB", 2, 0), ("AA", 1, 1)])
    def test_impossible_rules_are_refused(self, options: str, dots: int, most: int) -> None:
        with pytest.raises(ValueError, match="a vote needs"):
            Rules(tuple(options), dots, most)

    @pytest.mark.parametrize("wrong", [True, False, -1, 1.0, "1", None])
    def test_dots_are_whole_numbers(self, wrong: Any) -> None:
        ballots = Ballots()
        assert "whole numbers" in refuses(ballots.whole, ann, {"A": wrong}, EIGHT)
        assert "whole numbers" in refuses(ballots.place, ann, "A", wrong, EIGHT)
        ballots.place(ann, "A", 1, EIGHT)
        assert "whole numbers" in refuses(ballots.take, ann, "A", wrong, EIGHT)

    def test_a_whole_ballot_keeps_to_every_limit(self) -> None:
        ballots = cast(EIGHT, "A")
        me = Key("p0")
        assert "not one of the options" in refuses(ballots.whole, me, {"A": 1, "Z": 0}, EIGHT)
        assert refuses(ballots.whole, me, {"A": 2}, EIGHT) == "You can put 1 dot on one option."
        strong = Rules(("A", "B"), dots=4, most=2)
        assert refuses(ballots.whole, me, {"A": 3}, strong) == "You can put 2 dots on one option."
        assert refuses(ballots.whole, me, dict.fromkeys("ABC", 1), EIGHT) == (
            "This ballot has 3 dots. It can have 2 at most."
        )
        assert ballots.of(me) == {"A": 1}


class TestActions:
    def test_dots_run_out_and_can_be_taken_back(self) -> None:
        ballots = Ballots()
        ballots.place(ann, "A", 1, EIGHT)
        ballots.place(ann, "B", 1, EIGHT)
        assert ballots.left(ann, EIGHT) == 0
        assert refuses(ballots.place, ann, "C", 1, EIGHT) == "You have no dots left. Take one back first."
        ballots.take(ann, "A", 1, EIGHT)
        ballots.place(ann, "C", 1, EIGHT)
        assert ballots.of(ann) == {"B": 1, "C": 1}

    def test_a_refusal_says_how_many_dots_there_are(self) -> None:
        strong = Rules(("A", "B", "C"), dots=3, most=2)
        ballots = cast(strong, "AA")
        me = Key("p0")
        assert refuses(ballots.place, me, "A", 1, strong) == "You can put 2 dots on one option."
        assert refuses(ballots.place, me, "B", 2, strong) == "You have 1 dot left."
        assert refuses(ballots.take, me, "A", 3, strong) == "You have 2 dots on this option."
        assert refuses(ballots.take, me, "B", 1, strong) == "You have 0 dots on this option."
        assert "not one of the options" in refuses(ballots.take, me, "Z", 1, strong)
        assert "not one of the options" in refuses(ballots.place, me, "Z", 1, strong)

    def test_taking_the_last_dot_back_is_doing_nothing(self) -> None:
        ballots = Ballots()
        ballots.place(ann, "A", 1, EIGHT)
        ballots.finish(ann)
        assert ballots.answered() == [ann]
        ballots.take(ann, "A", 1, EIGHT)
        assert ballots == Ballots()

    def test_done_without_a_dot_is_a_pass(self) -> None:
        ballots = Ballots()
        ballots.finish(ann)
        assert (ballots.answered(), ballots.passed()) == ([], [ann])
        ballots.whole(bob, {"A": 0}, EIGHT)
        assert (ballots.answered(), ballots.passed()) == ([], [ann, bob])
        assert tally(ballots, EIGHT).voters == 0

    def test_a_pass_takes_the_dots_back_and_a_dot_takes_the_pass_back(self) -> None:
        ballots = Ballots()
        ballots.place(ann, "A", 1, EIGHT)
        ballots.pass_(ann)
        assert (ballots.of(ann), ballots.answered(), ballots.passed()) == ({}, [], [ann])
        ballots.place(ann, "B", 1, EIGHT)
        assert (ballots.of(ann), ballots.answered(), ballots.passed()) == ({"B": 1}, [ann], [])

    def test_a_refused_dot_keeps_the_pass(self) -> None:
        ballots = Ballots()
        ballots.pass_(ann)
        refuses(ballots.place, ann, "A", 2, EIGHT)
        assert ballots.passed() == [ann]

    def test_what_a_person_reads_is_a_copy(self) -> None:
        ballots = cast(EIGHT, "A")
        ballots.of(Key("p0"))["B"] = 9
        assert ballots.of(Key("p0")) == {"A": 1}

    def test_order_of_arrival_shows_nowhere(self) -> None:
        ballots = Ballots()
        for name in ("zoe", "ann", "mia"):
            ballots.place(Key(name), "A", 1, EIGHT)
        ballots.pass_(Key("mia"))
        ballots.pass_(Key("bob"))
        assert (ballots.answered(), ballots.passed()) == (["ann", "zoe"], ["bob", "mia"])


class TestTally:
    def test_worked_example(self) -> None:
        ballots = cast(EIGHT, "AB", "AC", "AB", "BD", "CA", "DF", "EA", "B", passes=1)
        count = tally(ballots, EIGHT, shortlist=3)
        assert (count.voters, count.passes, count.used, count.available) == (8, 1, 15, 16)
        assert [(each.option, each.dots, each.rank) for each in count.options] == list(
            zip("ABCDEFGH", (5, 4, 2, 2, 1, 1, 0, 0), (1, 2, 3, 3, 5, 5, 7, 7), strict=True)
        )
        assert [each.percent for each in count.options] == [63, 50, 25, 25, 13, 13, 0, 0]
        assert count["A"].share == Fraction(5, 8)
        assert count.shortlist == ("A", "B", "C", "D")
        assert count.tied_at_cut == ("C", "D")
        assert count.stronger == ()

    def test_nine_passes_have_no_shares_no_ranks_no_shortlist(self) -> None:
        count = tally(cast(EIGHT, passes=9), EIGHT)
        assert (count.voters, count.passes, count.available) == (0, 9, 0)
        assert {(each.share, each.percent, each.rank) for each in count.options} == {(None, None, None)}
        assert (count.shortlist, count.tied_at_cut) == ((), ())

    def test_strength_counts_dots_and_people(self) -> None:
        rules = Rules(("A", "B", "C"), dots=2, most=2)
        count = tally(cast(rules, "AA", "AA", "BC", "BC", "B"), rules)
        assert [(each.dots, each.people, each.rank) for each in count.options] == [(4, 2, 1), (3, 3, 2), (2, 2, 3)]
        assert count.stronger == (("A", "B"),)
        assert (count.used, count.available) == (9, 10)

    def test_the_warning_is_only_about_the_shortlist(self) -> None:
        rules = Rules(("A", "B", "C"), dots=2, most=2)
        assert tally(cast(rules, "AA", "AA", "BC", "BC", "B"), rules, shortlist=1).stronger == ()

    def test_an_option_without_dots_fills_no_place(self) -> None:
        count = tally(cast(EIGHT, "A", "A", "B"), EIGHT, shortlist=3)
        assert count.shortlist == ("A", "B")
        assert count.tied_at_cut == ()

    def test_all_level_are_all_in(self) -> None:
        count = tally(cast(EIGHT, "AB", "CD"), EIGHT, shortlist=1)
        assert count.shortlist == count.tied_at_cut == ("A", "B", "C", "D")

    def test_four_voters_have_shares_but_no_percentages(self) -> None:
        count = tally(cast(EIGHT, "A", "A", "B", "C"), EIGHT)
        assert count["A"].share == Fraction(1, 2)
        assert {each.percent for each in count.options} == {None}

    def test_some_people_are_counted_alone(self) -> None:
        ballots = cast(EIGHT, "AB", "AC", "D", passes=2)
        count = tally(ballots, EIGHT, only=[Key("p0"), Key("p1"), Key("q1"), Key("silent")])
        assert (count.voters, count.passes, count.used, count["A"].rank, count["D"].dots) == (2, 1, 4, 1, 0)
        assert tally(ballots, EIGHT, only=[]).voters == 0

    def test_bars_are_sorted_and_level_ones_keep_their_order(self) -> None:
        count = tally(cast(EIGHT, "HG", "H", "B"), EIGHT)
        assert "".join(each.option for each in count.ranked) == "HBGACDEF"

    def test_a_slip_is_a_ballot(self) -> None:
        ballots = cast(EIGHT, "A")
        ballots.whole(Key("slip-1"), {"A": 1}, EIGHT)
        ballots.whole(Key("slip-2"), {}, EIGHT)
        count = tally(ballots, EIGHT)
        assert (count.voters, count.passes, count["A"].people) == (2, 1, 2)


people = st.sampled_from([Key("ann"), Key("bob"), Key("slip-1")])
amounts = st.integers(-1, 4)
options = st.sampled_from("ABCDZ")
taps = st.one_of(
    st.tuples(st.just("place"), people, options, amounts),
    st.tuples(st.just("take"), people, options, amounts),
    st.tuples(st.just("whole"), people, st.dictionaries(options, amounts)),
    st.tuples(st.sampled_from(["finish", "pass_"]), people),
)
rules_of = st.integers(1, 5).flatmap(
    lambda dots: st.builds(Rules, st.just(tuple("ABCD")), st.just(dots), st.integers(1, dots))
)


@given(rules_of, st.lists(taps, max_size=30), st.integers(1, 4))
def test_any_taps_leave_valid_ballots_that_add_up(rules: Rules, tapped: list[Any], size: int) -> None:
    ballots = Ballots()
    for name, *args in tapped:
        before = copy.deepcopy(ballots)
        with_rules = (rules,) if name in ("place", "take", "whole") else ()
        try:
            getattr(ballots, name)(*args, *with_rules)
        except Refused:
            assert ballots == before
        for key in (*before.dots, *before.passes, *before.finished):
            if key != args[0]:
                assert ballots.of(key) == before.of(key)
                assert (key in ballots.passes) == (key in before.passes)
    for key, ballot in ballots.dots.items():
        rules.check(ballot)
        assert ballot and all(ballot.values())
        assert ballots.left(key, rules) >= 0
    assert not ballots.dots.keys() & ballots.passes.keys()
    assert ballots.finished.keys() <= ballots.dots.keys()

    adapter = TypeAdapter(Ballots)
    assert adapter.validate_json(adapter.dump_json(ballots)) == ballots

    count = tally(ballots, rules, size)
    assert count.voters == len(ballots.answered())
    assert sum(each.dots for each in count.options) == count.used <= count.available
    totals = sorted((each.dots for each in count.options), reverse=True)
    chosen = {each.option for each in count.options if each.dots >= totals[size - 1] and each.dots > 0}
    assert set(count.shortlist) == chosen
    assert bool(count.tied_at_cut) == (len(chosen) > size)
    assert all(each.people <= each.dots <= each.people * rules.most for each in count.options)
