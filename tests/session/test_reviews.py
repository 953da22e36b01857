"""Decisions that are due: offered on stage, board and phones, and put on the agenda with a press."""

from __future__ import annotations

from typing import Any

from activities.fist_of_five import FistOfFive
from facilitator.report import render
from facilitator.testing import Table, words
from facilitator.views import agreements


def decided(n: int, session: str = "old", **data: str) -> dict[str, Any]:
    known = {"text": f"We do {n}.", "status": "agreed", "review": "2020-01-01"} | data
    return {"id": f"d{n}", "at": 5.0 + n, "n": n, "ledger": "decisions", "op": "add", "entry": f"{session}:r1:d{n}",
            "session": session, "data": known}  # fmt: skip


def between(*carried: dict[str, Any]) -> Table:
    """A room before its first step."""
    table = Table(FistOfFive, 4, carried=carried, proposal="We paint the hall.")
    table.facilitator.do("finish", early=True)
    table.room.sections.clear()
    return table


def test_what_is_due_is_offered_on_every_page_and_becomes_a_step():
    table = between(decided(1), decided(2, review="2099-01-01"), decided(3, status="ended"), decided(4, status="trial"))
    assert "These decisions come up for review" in table.stage and "We do 2" not in table.stage
    table.facilitator.tap("Show what comes up for review")
    for page in (table.board, table.people[0].sees):
        assert "D-1: We do 1." in page and "D-4: We do 4." in page and "We do 3" not in page
    assert "2 decisions come up for review: D-1, D-4." in words(agreements.page(table.room, table.people[0].seat))
    table.facilitator.tap("Look at it again next", near="We do 4.")
    step = table.room.next
    assert step is not None and (step.activity, step.title) == ("fist-of-five", "Look again: D-4")
    assert "It is on the agenda." in table.stage
    with table.refused("on the agenda already"):
        table.facilitator.do("review_next", entry="old:r1:d4")
    with table.refused("not there any more"):
        table.facilitator.do("review_next", entry="nothing")
    table.facilitator.do("begin", step=step.id)
    assert "We keep this: We do 4." in table.board
    table.go("show")
    for person in table.people:
        person.do("show", finger="4")
    table.go("reveal")
    table.facilitator.do("finish")
    entry = table.room.ledgers.find("old:r1:d4")
    assert entry is not None and entry.status == "trial" and entry.data["review"] > "2027-02"
    assert "We do 1." in table.stage and "We do 4." not in table.stage, "what was looked at is not offered again"


def test_what_was_looked_at_without_agreement_stays_due_but_only_for_the_next_session():
    table = between(decided(1), decided(1, "table", review="2020-01-01") | {"op": "set", "entry": "old:r1:d1", "n": 9})
    assert "come up for review" not in table.stage


def test_what_was_only_told_of_or_read_back_today_still_comes_up_for_review():
    said = decided(2, "table") | {"op": "set", "entry": "old:r1:d1", "data": {"answer": "done", "check": "fine"}}
    read = decided(3, "table") | {"op": "set", "entry": "old:r1:d1", "data": {"read": "confirmed"}}
    assert "D-1: We do 1." in between(decided(1), said, read).stage


def test_tasks_whose_day_has_come_are_told_of_until_somebody_says_how_one_stands():
    def task(n: int, **data: str) -> dict[str, Any]:
        known = {"text": f"Ask {n}", "status": "not started", "by": "2020-01-0" + str(n)} | data
        return decided(n) | {"ledger": "actions", "data": known}

    others = (task(3, status="done"), task(4, by="2099-01-01"), task(5, by=""))
    table = between(task(2, who="Sam"), task(1), *others)
    assert "These tasks were to be done by now" in table.stage
    table.facilitator.tap("Show what was to be done by now")
    for page in (table.board, table.people[0].sees):
        assert "Ask 2" in page and "Who: Sam. By 2 January 2020." in page and page.index("Ask 1") < page.index("Ask 2")
        assert not any(f"Ask {n}" in page for n in (3, 4, 5))
    said = task(2, status="in progress") | {"op": "set", "entry": "old:r1:d2", "session": "table", "n": 9}
    assert "Ask 2" not in between(task(2), task(1), said).stage
    both = between(decided(1), task(2))
    both.facilitator.tap("Show what comes up for review")
    assert "We do 1." in both.board and "What was to be done by now" in both.board and "Ask 2" in both.board


def test_the_record_has_the_whole_log_with_versions_and_reasons():
    change = decided(5) | {"op": "set", "entry": "old:r1:d1", "data": {"text": "We do one.", "reason": "It was vague."}}
    table = between(decided(1), decided(2, status="not agreed", outcome="Stopped"), change)
    for ending in ("md", "html", "json", "csv"):
        said = render(table.room.record(), ending, "public")
        assert b"What we have decided so far" in said or ending == "csv"
        for told in (b"D-1", b"We do one.", b"It was vague.", b"We do 1.", b"D-2", b"Stopped."):
            assert told in said or ending == "csv"
    assert "so far" not in render(between().room.record(), "md", "room").decode()
