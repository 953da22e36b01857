"""Pabulib files: what is written is read again, also by another program, and says nothing of who voted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from pabutools.election.pabulib import parse_pabulib_from_string

from activities.share_resources import ShareResources
from activities.share_resources.equal_shares import Election, equal_shares
from activities.share_resources.pabulib import read, written
from facilitator.cli import main
from facilitator.library import plans
from facilitator.library.registry import Registry
from facilitator.report import documents
from tests.activities.test_equal_shares import TEN, elections
from tests.activities.test_share_resources import funds

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
    if len(given.voters) < 5:
        return  # of a few people no vote is written
    assert sorted(map(sorted, found.ballots.values())) == sorted(sorted(b) for b in given.ballots.values() if b)
    same = Election(given.costs, given.ballots, given.budget, [*given.costs], given.unit)
    assert equal_shares(found).funded == equal_shares(same).funded


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("VOTES\n", "", "no part VOTES"), ("approval", "ordinal", "Line 7: Only files with approval"),
     (";500;", ";many;", "Line 12: “many” is not"), ("budget;1000", "budget;400", "Line 12: “Minibus” costs nothing"),
     ("Garden;400", "Park;400", "which is not among"), ("Garden;400", "Minibus;400", "Line 13: A project has no id")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why_and_in_which_line(old: str, new: str, words: str):
    with pytest.raises(ValueError) as caught:
        read(written(TEN, NAMES, "Our pot").replace(old, new, 1))
    assert words.lower() in str(caught.value).lower()


def test_of_a_few_people_no_vote_is_written():
    few = Election(TEN.costs, dict([*TEN.ballots.items()][:4]), 1000, TEN.lot)
    assert written(few, NAMES, "Our pot").endswith("voter_id;vote\n")


def test_a_council_can_check_its_count_by_command_and_a_room_can_begin_with_its_projects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "council.pb"
    file.write_text(written(TEN, NAMES, "Our pot"), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["check", str(file)])
    said = " ".join(capsys.readouterr().out.split())
    assert "5 projects for 1000, with 10 votes. Equal shares fund: Minibus, Cafe, Art." in said
    plan = plans.read(file, Registry.load())
    assert plan.steps[0].settings["projects"][0] == "Minibus: 500" and plan.steps[0].settings["amount"] == 1000
    file.write_text("nonsense", encoding="utf-8")
    with pytest.raises(plans.PlanError, match="no part META"):
        plans.read(file, Registry.load())


def test_a_file_can_be_pasted_in_place_of_the_projects():
    lines = written(TEN, NAMES, "Our pot").splitlines()
    given = ShareResources.settings_type.model_validate({"amount": 1, "who": "We", "projects": lines})
    assert given.amount == 1000 and given.projects[1] == "Garden: 400"
    with pytest.raises(ValueError, match="no part PROJECTS"):
        ShareResources.settings_type.model_validate({"amount": 1, "who": "We", "projects": lines[:5]})


def test_the_votes_of_a_room_are_in_the_facilitators_copy_alone():
    table = funds(TEN)
    table.go("count")
    record = table.room.record()
    files = documents(record, ["pb"], "facilitator")
    (text,) = (content.decode() for content in files.values())
    election, names = read(text)
    assert equal_shares(election).funded and [names[each] for each in equal_shares(election).funded] == [
        "Minibus",
        "Cafe",
        "Art",
    ]
    assert [*files] == ["01-share-resources-votes-1-facilitator.pb"]
    assert documents(record, ["pb"], "room") == documents(record, ["pb"], "public") == {}
    assert not any(str(person.key) in text for person in table.people)
