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


def test_goals_that_are_not_adopted_stand_apart_from_ours_and_say_how_they_stand():
    ours = kept("goals", status="adopted", whom="People at home", know="9 of 10 calls are answered.", when="In May")
    others = [{**kept("goals", text=f"Goal {status}", status=status), "id": status, "entry": status}
              for status in ("not adopted", "ready", "not ready", "draft")]  # fmt: skip
    said = page(*others, ours)
    head, _title, tail = said.partition("Goals that are not adopted")
    assert "Our goals" in head and "Words of goals" in head and "Goal " not in head.partition("Our goals")[2]
    assert "Adopted. For whom: People at home. How we will know: 9 of 10 calls are answered. By when: In May." in head
    for words_ in ("Not adopted.", "Ready, not adopted yet.", "Not ready yet.", "Not checked yet."):
        assert words_ in tail
    assert tail.index("Goal not adopted") < tail.index("Goal draft"), "what was made together stays in its order"


def test_a_need_says_how_far_it_is_in_words():
    said = page(kept("needs", status="named"))
    assert "Not rated yet." in said and " named." not in said
