"""The energy check of the tutorial: what people see, and what it leaves behind."""

from __future__ import annotations

import pytest
from energy_check import EnergyCheck

from facilitator.activity import Item
from facilitator.testing import Table, suite


def test_a_choice_is_hidden_until_the_result():
    table = Table(EnergyCheck, 3, options=["A walk", "A meal"])
    ann, bob, cy = table.people
    table.go("choose")
    before = cy.sees
    ann.tap("Send", option="o2")
    bob.tap("Pass")
    assert cy.sees == before
    assert "2 of 3 are done" in table.board
    table.go("result")
    assert table.results == {"o2": 1, "o1": 0}
    assert "1 of 3 chose" in table.board
    assert "your dot" in ann.sees
    assert "your dot" not in bob.sees


def test_a_choice_can_be_changed_and_taken_back():
    table = Table(EnergyCheck, 2, options=["A walk", "A meal"])
    ann, bob = table.people
    table.go("choose")
    ann.tap("Send", option="o1")
    ann.tap("Send change", option="o2")
    bob.tap("Send", option="o1")
    bob.tap("Pass")
    with table.refused("not one of the options"):
        ann.do("choose", option="o3")
    table.go("result")
    with table.refused("closed now"):
        ann.do("choose", option="o1")
    assert table.results == {"o2": 1, "o1": 0}


def test_somebody_without_a_phone_counts_like_anybody():
    table = Table(EnergyCheck, 1, options=["A walk", "A meal"])
    cy = table.paper_seat()
    table.go("choose")
    table.enter(cy, "choose", option="o2")
    table.go("result")
    assert "1 of 2 chose" in table.board


def test_the_record_keeps_every_round():
    table = Table(EnergyCheck, 2, options=["A walk", "A meal"])
    ann, bob = table.people
    table.go("choose")
    ann.tap("Send", option="o1")
    table.go("result")
    table.facilitator.tap("New round")
    ann.tap("Send", option="o2")
    bob.tap("Send", option="o2")
    table.go("result")
    first, second = table.section.blocks
    assert first.rows == (("A walk", 1), ("A meal", 0))
    assert second.rows == (("A meal", 2), ("A walk", 0))


def test_it_takes_items_from_a_step_before_and_hands_some_on():
    table = Table(EnergyCheck, 2, options=[], incoming=(Item("o7", "A walk"), Item("o9", "A meal")))
    ann, _bob = table.people
    table.go("choose")
    ann.tap("Send", option="o2")
    table.go("result")
    assert [item.text for item in table.section.items] == ["A meal"]


def test_one_option_is_not_enough_to_choose_from():
    table = Table(EnergyCheck, 1, options=["A walk"])
    with table.refused("at least 2 options"):
        table.go("choose")
    table.facilitator.tap("Add", text="A meal")
    table.go("choose")


@pytest.mark.parametrize("case", list(suite.cases(EnergyCheck)), ids=str)
def test_it_keeps_the_contract(case: suite.Case):
    case.check(case.kind, case.settings)
