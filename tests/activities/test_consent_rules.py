"""Consent: what four stances come to, and that nobody but its owner ends an objection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.consent.rules import ANSWERS, STANCES, Ballot, Found, found, objections
from facilitator.activity import Key

TEN = [Key(f"p{at}") for at in range(10)]
SHORT: dict[str, Any] = {"n": "none", "c": "concern", "o": "object", "m": "more"}


def ballot(round: int, version: int, stances: str, seats: Sequence[Key] = TEN, **said: Any) -> Ballot:
    """ "nnco-": what p0, p1, … say; "-" says nothing. What objectors said then: `p9=("settled", 2)`."""
    given = {key: SHORT[each] for key, each in zip(TEN, stances, strict=False) if each in SHORT}
    return Ballot(round, version, given, seats, {Key(key): each for key, each in said.items()})


def told(*ballots: Ballot, here: Sequence[Key] = TEN) -> Found:
    return found(ballots[-1], here, sum(each.open for each in objections(ballots)))


def now(told: Found) -> list[int]:
    return [told.counts[each] for each in STANCES]


V1 = ballot(1, 1, "nnnnnnncco")
OWNER = TEN[9]


def test_the_worked_example():
    first = told(V1)
    assert str(first.words) == "Objections to work on (1 open)" and now(first) == [7, 2, 1, 0]
    second = told(ballot(1, 1, "nnnnnnncco", p9=("concern", 2)), ballot(2, 2, "nnnnnnnccc"))
    assert str(second.words) == "Agreed" and now(second) == [7, 3, 0, 0]


def test_a_missing_answer_is_waited_for_until_the_person_is_marked_as_left():
    nine = ballot(2, 2, "nnnnnncc-c")
    assert str(told(V1, nine).words) == "Waiting (1 missing)"
    left = told(V1, nine, here=[key for key in TEN if key != TEN[8]])
    assert str(left.words) == "Agreed" and str(left.detail) == "9 of 9 took a stance. 1 had left."
    late = told(V1, replace(nine, asked=[*TEN, Key("late")]), here=[*(k for k in TEN if k != TEN[8]), Key("late")])
    assert late.required == 10 and str(late.words) == "Waiting (1 missing)"
    box = replace(nine, given={**nine.given, Key("slip-1"): "none", Key("slip-2"): "concern"})
    assert str(told(V1, box).detail) == "10 of 10 took a stance. 1 stance more was given.", "as many as the table has"


def test_a_question_comes_first():
    assert str(told(V1, ballot(2, 2, "nnnnnnnnmn")).words) == "Questions first (1)"


@pytest.mark.parametrize(
    ("answer", "counts", "path"),
    [
        ("settled", [8, 2, 0, 0], "settled"),
        ("withdrawn", [8, 2, 0, 0], "withdrawn"),
        ("concern", [7, 3, 0, 0], "softened"),
        ("not-yet", [7, 2, 1, 0], "open"),
    ],
)
def test_on_the_same_text_the_objector_changes_their_stance(answer: Any, counts: list[int], path: str):
    same = ballot(1, 1, "nnnnnnncco", p9=(answer, 1))
    assert now(told(same)) == counts and [told(same).shown[each] for each in STANCES] == [7, 2, 1, 0]
    assert told(same).agreed == (answer != "not-yet") and [each.path for each in objections([same])] == [path]


def test_the_objection_of_somebody_who_left_stays_open_on_every_later_version():
    rest = [key for key in TEN if key != OWNER]
    for version in (2, 3, 4):
        after = [ballot(at, at, "nnnnnnnnn", rest) for at in range(2, version + 1)]
        assert str(told(V1, *after, here=rest).words) == "Objections to work on (1 open)"


def test_all_leave_or_nobody_is_asked():
    assert str(told(ballot(1, 1, ""), here=[]).words) == "Waiting"
    assert str(told(ballot(1, 1, "", []), here=[]).words) == "Waiting"


def test_needing_to_know_more_ends_no_objection_and_neither_does_silence():
    for said in ("m", "-"):
        assert [each.path for each in objections([V1, ballot(2, 2, "nnnnnnnnn" + said)])] == ["open"]


def test_an_objection_ends_on_the_version_that_settles_it_and_a_new_one_is_another():
    made = objections([V1, ballot(2, 2, "nnnnnnnnnn"), ballot(3, 3, "nnnnnnnnno")])
    assert [(each.path, each.version, each.ended) for each in made] == [("settled", 1, 2), ("open", 3, 0)]
    assert str(made[0].words) == "Settled by version 2"


def test_what_an_objector_says_last_counts_until_the_next_round():
    assert [each.path for each in objections([ballot(1, 1, "nnnnnnncco", p9=("not-yet", 2))])] == ["open"]
    same = objections([ballot(1, 1, "nnnnnnncco", p9=("settled", 1))])
    assert str(same[0].words) == "Settled by talking, with the same words"


def boxed(round: int, slips: str, phones: str = "", seats: Sequence[Key] = TEN[:5]) -> Ballot:
    """Five are asked: p3 and p4 on phones, p0 to p2 by slips, or by phones where they are given."""
    keys = {Key(f"slip-{round}-{n}"): each for n, each in enumerate(slips)}
    given = {**keys, **dict(zip(TEN[:5], phones, strict=False))}
    return Ballot(round, round, {key: SHORT[each] for key, each in given.items() if each in SHORT}, seats)


def test_slips_stand_for_those_who_did_not_answer_on_a_phone():
    assert str(told(boxed(1, "nnn", "---nn")).words) == "Agreed"
    assert str(told(boxed(1, "nn", "---nn")).words) == "Waiting (1 missing)"
    gone = told(boxed(1, "nnn", "---n-"), here=TEN[1:5])
    assert gone.missing == 1 and not gone.agreed, "one of the slips may be by who left"


def test_an_objection_on_a_slip_ends_when_everyone_who_can_have_made_it_answers_and_none_of_them_objects():
    first = boxed(1, "ono", "---nn")

    def open_after(*later: Ballot) -> int:
        return sum(each.open for each in objections([first, *later]))

    assert open_after() == 2
    assert open_after(boxed(2, "nnc", "---nn")) == open_after(boxed(2, "", "nnnnn")) == 0
    assert open_after(boxed(2, "n", "nn-nn")) == 0, "two of them took their phones this time"
    assert open_after(boxed(2, "nn", "---nn")) == 2, "one of them did not answer"
    assert open_after(boxed(2, "nnm", "---nn")) == 2
    assert open_after(boxed(2, "nno", "---nn")) == 3, "nobody can say which of them it is"
    assert open_after(boxed(2, "", "-nnnn", TEN[1:5])) == 2, "who made it may have left"


STANCE, ANSWER = st.sampled_from([*STANCES, None]), st.sampled_from([*ANSWERS, None])
PERSON = st.tuples(STANCE, ANSWER)
ROUNDS = st.lists(st.lists(PERSON, min_size=4, max_size=4), min_size=1, max_size=5)


def slow_open(said: Sequence[tuple[Any, Any]]) -> bool:
    """The diary of one person, sentence by sentence: whether they still object at the end."""
    objects = False
    for stance, after in said:
        if stance == "object":
            objects = True
        if stance in ("none", "concern"):
            objects = False
        if after in ("settled", "withdrawn", "concern"):
            objects = False
    return objects


@given(ROUNDS, st.sets(st.integers(0, 3)))
def test_against_the_diary_of_every_person(rounds: list[Any], gone: set[int]):
    keys = TEN[:4]
    ballots = [
        Ballot(
            at, at,
            {key: one[0] for key, one in zip(keys, people, strict=True) if one[0]},
            keys,
            {key: (one[1], at) for key, one in zip(keys, people, strict=True) if one[1]},
        )
        for at, people in enumerate(rounds, 1)
    ]  # fmt: skip
    made = objections(ballots)
    still = {key for at, key in enumerate(keys) if slow_open([people[at] for people in rounds])}
    assert {each.owner for each in made if each.open} == still and sum(each.open for each in made) == len(still)
    here = [key for at, key in enumerate(keys) if at not in gone]
    last = told(*ballots, here=here)
    if last.agreed:
        assert not still and here and all(key in ballots[-1].given for key in here)
        assert last.counts["object"] == last.counts["more"] == 0
    if still:
        assert last.status == "objections", "by consent is impossible with an open objection"
