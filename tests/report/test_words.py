"""Dates, figures, decisions and tasks, as the record's language and the rules of counting want them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.i18n import speaking
from facilitator.report import words as say
from facilitator.report.digest import decisions, entries, full, not_agreed, readable, tasks
from facilitator.report.model import Cell, Column, Dots, Kind, LedgerEntry, Quote, Quotes, Record, Section, Table


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "24 February 2027"),
        ("en-US", "February 24, 2027"),
        ("de", "24. Februar 2027"),
        ("xx-nonsense", "24 February 2027"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, shown: str) -> None:
    with speaking(language):
        assert say.day("2027-02-24") == say.day("2027-02-24T10:00:00") == shown


def test_what_is_no_date_stays_as_it_is() -> None:
    assert [say.day(words) for words in ("every week", "2027-02-30", "", "2027-02-24x")] == [
        "every week", "2027-02-30", "", "2027-02-24x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "kind", "english", "german"),
    [(1250, "count", "1,250", "1.250"), ("4.0", "number", "4.0", "4,0"), ("-1.8", "number", "−1.8", "−1,8"),
     (63, "percent", "63\u00a0%", "63\u00a0%"), (None, "number", "", ""), ("-1.8", "text", "-1.8", "-1.8"),
     (-3, "text", "−3", "−3")],
)  # fmt: skip
def test_figures(cell: Cell, kind: Kind, english: str, german: str) -> None:
    with speaking("en"):
        assert say.figure(cell, kind) == english
    with speaking("de"):
        assert say.figure(cell, kind) == german


def test_a_decision_brings_the_counts_of_its_last_round(record: Record) -> None:
    quiet, letters = decisions(record)
    assert (quiet.outcome, quiet.people) == ("Agreed, with reservations (3)", 12)
    assert [(count.label, count.n) for count in quiet.counts][1] == ("four", 5)
    assert [count.ring for count in letters.counts] == [False, False, True]
    assert [entry.words for entry in not_agreed(record)] == ["We share phone numbers."]


def test_two_decisions_of_one_activity_do_not_share_counts(record: Record) -> None:
    section = record.sections[1]
    two = LedgerEntry("decisions", "add", "other", {"text": "Another", "outcome": "Agreed", "table": "round-1"})
    found = decisions(replace(record, sections=(replace(section, ledger=(*section.ledger, two)),)))
    assert [(each.outcome, len(each.counts)) for each in found] == [("", 0), ("Agreed", 4)]


def test_a_later_change_is_laid_over_an_entry(record: Record) -> None:
    change = LedgerEntry("actions", "set", "a1", {"status": "done", "note": "The key is here"})
    older = LedgerEntry("actions", "set", "from-last-time", {"number": "A-2", "status": "stuck"})
    later = replace(record, sections=(*record.sections, Section("Look back", ledger=(change, older))))
    assert tasks(later)[0].data["who"] == "Sam"
    assert len(entries(later, "actions")) == 4
    titles, rows = say.task_table(tasks(later), "room")
    assert titles == ["Task", "Who", "By when", "How far"]
    assert rows[0] == ["Ask for a key to room 3", "Sam", "1 December 2026", "Done. The key is here"]
    assert rows[3][0] == "A-2" and rows[3][2] == "No day yet"
    assert say.task_table(tasks(later), "public")[0] == ["Task", "By when", "How far"]


def test_two_activities_may_use_the_same_id(record: Record) -> None:
    add = LedgerEntry("decisions", "add", "decision", {"text": "One"})
    sections = tuple(Section("Fist", ledger=(replace(add, data={"text": words}),)) for words in ("One", "Two"))
    assert [each.entry.words for each in decisions(replace(record, sections=sections))] == ["One", "Two"]


def chart(people: int, *counts: int, one_each: bool = True) -> Table:
    return Table(
        "t", "T", (Column("Option"), Column("n", "count")), tuple(zip("abcdef", counts, strict=False)),
        Dots(0, 1, people, one_each=one_each),
    )  # fmt: skip


def test_bars_bring_percentages_rounded_half_up_and_dots_do_not() -> None:
    assert [row[2] for row in readable(chart(24, 15, 3, 0)).rows] == [63, 13, 0]
    assert readable(chart(20, 15)).rows == (("a", 15),)
    assert readable(chart(24, 30, one_each=False)).rows == (("a", 30),)


def test_every_chart_says_how_many_answered_and_what_a_dot_is() -> None:
    assert say.basis(chart(1, 1)) == "1 person answered. Every dot is one person."
    assert say.basis(chart(5, 6, one_each=False)) == "5 people answered. One person may give several dots."
    assert say.basis(chart(21, 3)) == "21 people answered. A full bar would be all 21."
    assert say.basis(chart(0, 0)) == "Nobody answered."
    assert full(chart(5, 6, one_each=False)) == 6


def test_the_sign_of_a_column_stands_with_a_title_that_alone_says_it() -> None:
    one = Quote("A", column=1)
    assert say.column(Quotes("Stop", (one, Quote("B", column=1)))) == 1
    for others in ((), (Quote("B", column=0),), (Quote("B"),), (Quote("B", "Stop", column=1),)):
        assert say.column(Quotes("Stop", (*others, one) if others else ())) is None
