"""Pabulib files: what is written is read again, also by another program, and says nothing of who voted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pabutools.election.pabulib import parse_pabulib_from_string

from activities.share_resources.equal_shares import Election, equal_shares
from activities.share_resources.pabulib import read, written
from tests.activities.test_equal_shares import TEN, elections

NAMES = {each: each for each in TEN.costs}


def test_what_is_written_is_read_again_and_counts_the_same():
    text = written(TEN, {**NAMES, "Art": 'Art; "for" all'}, "Our pot", equal_shares(TEN).funded)
    found, names = read(text)
    assert (found.costs, found.budget, names["Art"]) == (TEN.costs, 1000, 'Art; "for" all')
    assert equal_shares(found).funded == equal_shares(TEN).funded
    instance, profile = parse_pabulib_from_string(text)
    assert {each.name: int(each.cost) for each in instance} == TEN.costs and instance.budget_limit == 1000
    assert len(profile) == 10


def test_votes_do_not_say_who_gave_them():
    turned = Election(TEN.costs, dict(reversed(TEN.ballots.items())), TEN.budget, TEN.lot)
    assert written(TEN, NAMES, "Our pot") == written(turned, NAMES, "Our pot")
    named = Election(TEN.costs, {f"somebody-{key}": chosen for key, chosen in TEN.ballots.items()}, 1000, TEN.lot)
    assert "somebody" not in written(named, NAMES, "Our pot")


@settings(max_examples=40, deadline=None)
@given(elections())
def test_any_election_comes_back(given: Election):
    found, _names = read(written(given, {each: each for each in given.costs}, "x"))
    assert (found.costs, found.budget, found.unit) == (given.costs, given.budget, given.unit)
    assert sorted(map(sorted, found.ballots.values())) == sorted(sorted(b) for b in given.ballots.values() if b)
    same = Election(given.costs, given.ballots, given.budget, [*given.costs], given.unit)
    assert equal_shares(found).funded == equal_shares(same).funded


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("VOTES\n", "", "no part VOTES"), ("approval", "ordinal", "only files with approval"), ("500", "many", "many"),
     ("budget;1000", "budget;400", "more than the whole budget"), ("Garden;400", "Park;400", "which is not among")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(old: str, new: str, words: str):
    with pytest.raises(ValueError) as caught:
        read(written(TEN, NAMES, "Our pot").replace(old, new, 1))
    assert words.lower() in str(caught.value).lower()
