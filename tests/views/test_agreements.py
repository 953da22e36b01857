"""Every kind of entry that a programme keeps is found again on the phones of a later session."""

from __future__ import annotations

import pytest

from activities.dot_vote import DotVote
from facilitator.ledger import LETTERS
from facilitator.testing import Table, words
from facilitator.views import agreements


def kept(ledger: str, **data: str) -> dict[str, object]:
    return {"id": f"x-{ledger}", "at": 5.0, "n": 1, "ledger": ledger, "op": "add", "entry": f"old:r1:{ledger}",
            "session": "old", "data": {"text": f"Words of {ledger}", **data}}  # fmt: skip


def page(*entries: dict[str, object]) -> str:
    table = Table(DotVote, 2, carried=list(entries), criterion="Which first?", options=["Tea", "Coffee"])
    return words(str(agreements.page(table.room, table.people[0].seat)))


@pytest.mark.parametrize("ledger", LETTERS)
def test_an_entry_of_any_ledger_is_found_in_the_next_session(ledger):
    said = page(kept(ledger))
    assert f"Words of {ledger}" in said and f"{LETTERS[ledger]}-1," in said


def test_it_says_who_by_when_and_how_far():
    said = page(kept("actions", who="Amina", by="2027-03-01", status="in progress"))
    assert "Who does what" in said and "Who: Amina." in said and "1 March 2027" in said and "In progress." in said


def test_ledgers_without_entries_are_left_out():
    assert "Our goals" not in page(kept("needs"))
