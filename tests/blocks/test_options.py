"""Options with what is said of each of them, and two votes on one list, each with rules and results of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator.blocks.options.rules import Detail, Options
from facilitator.library.registry import module_of
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, suite

grants: Any = module_of(Path(__file__).parents[1] / "kinds" / "grants.py")


@pytest.fixture
def table() -> Table:
    """Three options of which all is said but who would lead the choir."""
    table = Table(grants.Grants, 3, options=["Garden", "Minibus", "Choir"])
    for option, said in (("o1", ("300", "Ann")), ("o2", ("700", "Bob")), ("o3", ("50",))):
        table.facilitator.do("say", option=option, details=dict(zip(("cost", "who"), said, strict=False)))
    return table


def test_what_is_said_of_an_option_stands_wherever_it_is_read(table: Table):
    for seen in (table.board, table.stage, table.people[0].sees):
        assert "Cost: 300; Who would do it: Ann" in seen
    table.facilitator.tap("Say this", near="Choir", **{"details.who": "Cem"})
    assert "Cost: 50; Who would do it: Cem" in table.board
    assert grants.Grants.options.number(table.run.course.state, "o2", grants.COST) == 700


@pytest.mark.parametrize(
    ("detail", "text", "why"),
    [
        ("cost", "a lot", "whole number"), ("cost", "-3", "whole number"), ("cost", "٣", "whole number"),
        ("who", "\u200b ", "empty"), ("who", "x" * 41, "at most 40"), ("height", "3", "Nothing is written"),
        ("", "", "Nothing is written"), ("cost", "1000001", "to 1000000"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(table: Table, detail: str, text: str, why: str):
    with table.refused(why):
        table.facilitator.do("say", option="o1", details={detail: text} if detail else {})


def test_what_is_said_of_an_option_goes_with_it():
    options, cost = Options.of(["Tea", "Coffee"]), Detail("cost", "Cost", number=True, needed=True)
    assert "“Cost” is still missing for “Tea”." in str(options.missing([cost]))
    options.say("o1", {"cost": "3"}, [cost])
    assert "“Cost” is still missing for “Coffee”." in str(options.missing([cost]))
    options.drop("o1")
    assert options.details == {}


def test_two_votes_on_one_list_keep_their_rules_and_their_results(table: Table):
    ann, bob, cy = table.people
    table.facilitator.do("say", option="o3", details={"who": "Cem"})
    table.go("approve")
    ann.do("ballot", dots={"o1": 1, "o2": 1, "o3": 1})
    bob.do("ballot", dots={"o1": 1})
    cy.do("pass")
    table.go("approved")
    assert "2 of 3 voted" in table.board
    table.go("first")
    with table.refused("2 at most"):
        ann.do("ballot", dots={"o1": 1, "o2": 1, "o3": 1})
    ann.do("place", option="o3")
    ann.do("finish_ballot")
    table.go("order")
    approved, first = table.results
    assert [each.dots for each in approved.options] == [2, 1, 1]
    assert [each.dots for each in first.options] == [0, 0, 1]
    said, *told = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert said.rows == (("Garden", 300, "Ann"), ("Minibus", 700, "Bob"), ("Choir", 50, "Cem"))
    assert [(each.id, each.title) for each in told] == [("approved-1", "Approved"), ("round-1", "Result")]


def test_a_list_without_details_offers_none():
    assert "say" in grants.Grants.actions
    plain = module_of(Path(__file__).parents[1] / "docs" / "energy_check.py").EnergyCheck
    assert "say" not in plain.actions


@pytest.mark.parametrize("case", list(suite.cases(grants.Grants)), ids=str)
def test_it_keeps_the_contract(case: suite.Case):
    case.check(case.kind, case.settings)
