"""One word keeps the contract, and does what it says."""

import pytest
from one_word import OneWord

from facilitator.testing import Table, suite


@pytest.mark.parametrize("case", list(suite.cases(OneWord)), ids=str)
def test_it_keeps_the_contract(case):
    case.check(case.kind, case.settings)


def test_equal_words_are_counted_and_nobody_sees_who_wrote_them():
    table = Table(OneWord, 3)
    ann, bob, cy = table.people
    ann.tap("Send", word="Curious")
    bob.tap("Send", word="curious ")
    cy.tap("Pass")
    assert "Curious" not in table.board
    assert "3 of 3 are done" in table.board
    table.go("read")
    assert "Curious (2)" in table.board
    assert [item.text for item in table.section.items] == ["Curious"]
