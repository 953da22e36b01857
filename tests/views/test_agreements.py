"""Every kind of entry that a programme keeps is found again on the phones of a later session."""

from __future__ import annotations

import gzip

import pytest

from activities.dot_vote import DotVote
from facilitator.kit.shell import Shell, phone_page
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


def test_a_skill_stands_until_its_day_or_until_it_is_taken_back():
    assert "Until 1 March 2027." in page(kept("skills", who="Amina", until="2027-03-01", status="offered"))
    for over in ({"until": "2026-03-01"}, {"status": "taken back"}):
        assert "What we can offer" not in page(kept("skills", **over))


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


# The log of decisions


def decided(n: int, op: str = "add", entry: str = "", **data: str) -> dict[str, object]:
    key = entry or f"old:r1:d{n}"
    return {"id": f"d{n}", "at": n * 86_400.0, "n": n, "ledger": "decisions", "op": op, "entry": key, "session": "old",
            "data": data}  # fmt: skip


def log(*entries: dict[str, object], query: str = "", older: str = "") -> str:
    table = Table(DotVote, 2, carried=tuple(entries), criterion="Which first?", options=["Tea", "Coffee"])
    return str(agreements.page(table.room, table.people[0].seat, query, older))


def test_decisions_stand_newest_first_and_apart_from_what_is_not_in_force():
    said = words(log(
        decided(1, text="Old", status="agreed", review="2099-01-01"), decided(2, text="Gone", status="ended"),
        decided(3, text="Refused", status="not agreed", outcome="Not yet (2 below 3)"),
        decided(4, text="New", status="trial", review="1970-02-01"),
        kept("agreements", text="The council decides the budget", status="not ours"),
    ))  # fmt: skip
    order = ["In force", "New", "Old", "Not agreed.", "Refused", "Not ours to decide", "The council decides", "Ended",
             "Gone", "What we have agreed"]  # fmt: skip
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)
    assert "1 decision comes up for review: D-4." in said and "On trial." in said and "Not yet (2 below 3)." in said


def test_every_version_stands_with_its_day_and_its_reason():
    said = words(log(
        decided(1, text="Thursdays", status="agreed", concerns="It is loud.\nWho pays?", why="People asked"),
        decided(5, "set", "old:r1:d1", text="Tuesdays", reason="We looked again. The hall is taken"),
        decided(9, "set", "old:r1:d1", text="Fridays", reason="We read it back, and put the words right."),
        decided(12, "set", "old:r1:d1", text="Fridays", reason="It stays", asked="We end it", answer="Stopped"),
    ))  # fmt: skip
    for told in ("It is loud. · Who pays?", "6 January 1970: We looked again. The hall is taken. Before: “Thursdays”",
                 "10 January 1970: We read it back, and put the words right. Before: “Tuesdays”",
                 "We asked: “We end it” Stopped."):  # fmt: skip
        assert told in said
    assert said.index("Fridays") < said.index("Tuesdays")


def test_words_that_are_newer_than_the_read_back_were_not_read_back():
    first = decided(1, text="Thursdays", status="agreed", review="2099-01-01")
    read = decided(2, "set", "old:r1:d1", text="Thursdays", read="confirmed", reason="We read it back.")
    changed = decided(3, "set", "old:r1:d1", text="Tuesdays", reason="The hall is taken.")
    assert "Read back and confirmed." in words(log(first, read))
    assert "Read back and confirmed." not in words(log(first, read, changed))


@pytest.mark.parametrize(("query", "found"), [
    ("THURSDAY room", True), ("D-1", True), ("cafe", True), ("Kraków", True), ("loud", True), ("garden", False),
    ("  ", True), ("thursday garden", False), ("first words", True), ("<script>", False),
])  # fmt: skip
def test_it_is_found_by_words_of_any_version_without_case_or_accents(query: str, found: bool):
    said = log(
        decided(1, text="A quiet room in the Café krakow, first words", status="agreed", concerns="Loud"),
        decided(2, "set", "old:r1:d1", text="A quiet room in the Café in Krakow, on Thursdays", reason="x"),
        query=query,
    )  # fmt: skip
    assert ("Thursdays" in words(said)) == found and "<script>" not in said
    assert found or "No decision has these words." in words(said)


def test_a_long_log_stays_light_and_leads_on_to_what_is_older():
    many = [decided(n, text=f"Decision {n}: " + "we do what we said, and say what we do " * 6, status="agreed",
                    outcome="Agreed, with reservations (3)", detail="9 of 11 answered", concerns="It is loud.\n" * 5,
                    review="2099-01-01") for n in range(1, 61)]  # fmt: skip
    first, last = log(*many), log(*many, older="40")
    assert "40 older decisions" in words(first) and "older=20" in first and "Decision 41" in words(first)
    assert "Decision 20" in words(last) and "Decision 21:" not in words(last) and "older decision" not in words(last)
    page_ = phone_page(first, page=Shell("A table", code="T2BL", seat="K7M2QX"))
    assert len(gzip.compress(page_.encode(), 6)) <= 10_000
    assert log(*many, older="-1") == log(*many, older="99999999") == first
