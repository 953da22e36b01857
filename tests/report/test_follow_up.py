"""What is sent and put into a calendar after a workshop: the same tasks and days, names only where they may stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.report import render
from facilitator.report.model import LedgerEntry, Outcome, Record, Section

ENTRIES = (
    LedgerEntry("decisions", "add", "d1", {"text": "We open on Thursdays.", "status": "agreed",
                                           "review": "2027-02-24"}),
    LedgerEntry("decisions", "add", "d2", {"text": "We close at 9.", "status": "ended", "review": "2027-02-24"}),
    LedgerEntry("decisions", "add", "d3", {"text": "We share numbers.", "status": "not agreed"}),
    LedgerEntry("agreements", "add", "g1", {"text": "We let people\nfinish.", "status": "agreed"}),
    LedgerEntry("actions", "add", "a1", {"text": "Ask for a key; to room 3, soon", "who": "Sam", "with": "Asha",
                                         "by": "2026-12-01", "status": "not started"}),
    LedgerEntry("actions", "add", "a2", {"text": "Find lifts", "status": "not started"}),
    LedgerEntry("actions", "add", "a3", {"text": "Old thing", "who": "Tom", "by": "2026-12-08", "status": "done"}),
    LedgerEntry("actions", "add", "a4", {"text": "Odd day", "who": "Tom", "by": "soon", "status": "not started"}),
)  # fmt: skip
DONE = Record("Thursday drop-in", "Second meeting", "2026-11-24", "en", "7KQ4", 12, 0, (Section("A", ledger=ENTRIES),))


def test_the_message_says_what_was_decided_and_who_does_what_by_when():
    assert render(DONE, "txt", "room").decode() == (
        "Thursday drop-in\nSecond meeting, 24 November 2026\n\n"
        "12 people took part.\n\n"
        "What we decided\n- We open on Thursdays. We look again on 24 February 2027.\n"
        "- We close at 9.\n\n"
        "What we agreed on\n- We let people finish.\n\n"
        "Who does what\n- Sam, with Asha: Ask for a key; to room 3, soon. By 1 December 2026.\n"
        "- Tom: Odd day. By soon.\n- Looking for someone: Find lifts.\n\n"
        "Not agreed, we will come back to it:\n- We share numbers.\n\n"
        "How this came about is in the record of the workshop.\n"
    )


def test_the_calendar_has_what_is_still_waited_for_and_is_the_same_each_time():
    file = render(DONE, "ics", "room").decode().replace("\r\n ", "")
    assert file.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Sam\\, with Asha: Ask for a key\\; to room 3\\, soon\r\n" in file
    assert "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202" in file
    assert "SUMMARY:Look again: We open on Thursdays.\r\n" in file and "DTSTART;VALUE=DATE:20270224" in file
    assert "DTSTAMP:20261124T000000Z" in file and render(DONE, "ics", "room").decode().replace("\r\n ", "") == file


def test_a_calendar_puts_what_it_has_already_in_its_place_also_when_who_does_it_or_the_day_is_another():
    def uids(copy: str, **data: str) -> list[str]:
        task = LedgerEntry("actions", "add", "a1", {"text": "Ask for a key", "who": "Sam", "by": "2026-12-01",
                                                    "number": "A-1", **data})  # fmt: skip
        file = render(replace(DONE, sections=(Section("A", ledger=(task,)),)), "ics", copy).decode()
        return [line for line in file.split("\r\n") if line.startswith("UID:")]

    assert uids("room") == uids("public") == uids("room", who="Asha", by="2026-12-08", text="Ask for two keys")
    assert len(uids("room")) == 1 and uids("room") != uids("room", number="A-2")


@pytest.mark.parametrize("format", ["txt", "ics"])
def test_nobody_is_named_outside(format: str):
    public = render(DONE, format, "public").decode()
    assert "Ask for a key" in public
    assert not any(name in public for name in ("Sam", "Asha", "Tom", "7KQ4"))


def test_where_nothing_was_decided_the_message_says_what_came_of_each_question():
    section = Section("Dot vote", "Which first?", blocks=(Outcome("none", "The shortlist: Tea; Juice"),))
    told = render(replace(DONE, sections=(section, replace(section, finished=False))), "txt", "room").decode()
    assert told.count("What came of it\n- Which first? The shortlist: Tea; Juice.") == 1 and told.count("Tea") == 1
    assert "What came of it" not in render(DONE, "txt", "room").decode()


def test_a_workshop_with_nothing_in_it_gives_files_that_open():
    nothing = replace(DONE, sections=(), subtitle="", date="")
    assert "No decision was written down." in render(nothing, "txt", "room").decode()
    assert render(nothing, "ics", "room").decode().startswith("BEGIN:VCALENDAR\r\nVERSION:2.0")
