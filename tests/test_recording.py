"""What the record holds while an activity still runs: all that the room has seen, and nothing it has not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.fist_of_five import FistOfFive
from facilitator.registry import module_of
from facilitator.report import digest, render
from facilitator.testing import Table

choirs: Any = module_of(Path(__file__).parent / "kinds" / "choirs.py")


@pytest.fixture
def table() -> Table:
    """Everyone has shown five fingers."""
    table = Table(FistOfFive, 5, proposal="We open a quiet room.")
    table.go("show")
    for person in table.people:
        person.do("show", finger=5)
    return table


def printed(table: Table) -> str:
    return render(table.room.record(), "md", "room").decode()


def test_a_result_that_was_shown_is_in_the_record_of_an_open_activity(table: Table):
    assert not table.room.record().sections
    table.go("reveal")
    for now in (table, table.copy()):
        assert "**Agreed.**" in printed(now) and "still open" in printed(now)
        assert [each.entry.words for each in digest.decisions(now.room.record())] == ["We open a quiet room."]
    table.facilitator.do("finish")
    assert "**Agreed.**" in printed(table) and "still open" not in printed(table)


def test_what_is_entered_unseen_is_in_no_record(table: Table):
    table.go("reveal")
    table.go("listen")
    before = printed(table)
    table.people[0].tap("Send", text="Someone who has the key")
    assert printed(table) == before
    table.go("change")
    assert "Someone who has the key" in printed(table)


def test_the_second_round_is_in_no_record_before_it_is_shown(table: Table):
    table.go("reveal")
    first = printed(table)
    table.go("show")
    for person in table.people:
        person.do("show", finger=0)
    assert printed(table) == first


def test_an_activity_that_cannot_be_printed_leaves_the_rest_of_the_record():
    table = Table(choirs.CannotBePrinted, 3)
    table.go("show")
    assert not table.room.record().sections
    assert "could not be put into the record" in table.room.problem
