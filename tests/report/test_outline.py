"""What documents tell first, and how: what stays open, groups of one card in one list, and nothing long told twice."""

from __future__ import annotations

from dataclasses import replace

from facilitator.report import outline
from facilitator.report import words as say
from facilitator.report.digest import readable
from facilitator.report.model import Column, LedgerEntry, Paragraph, Quote, Quotes, Record, Section, Table

OPEN = Section(
    "Action plan", finished=False,
    ledger=(
        LedgerEntry("actions", "add", "a1", {"text": "Find lifts", "status": "not started"}),
        LedgerEntry("actions", "add", "a2", {"text": "Ask for a key", "who": "Sam", "status": "not started"}),
        LedgerEntry("actions", "add", "a3", {"text": "Old thing", "status": "dropped"}),
        LedgerEntry("feedback", "add", "f1", {"text": "It is too loud", "status": "promised", "who": "Ann"}),
        LedgerEntry("feedback", "add", "f2", {"text": "It is too late", "status": "done"}),
    ),
)  # fmt: skip
MEETING = Record("Meeting", "", "2026-11-24", "en", "7KQ4", 12, 0, (OPEN,))


def test_what_somebody_still_has_to_do_something_about_is_named_first():
    (first, *others) = outline.following(MEETING, "room")
    looking, table = first.blocks
    assert looking == Paragraph("1 task above is looking for someone.") and first.title == "What stays open"
    assert isinstance(table, Table)
    assert table.rows == (("It is too loud", "Promised"), ("Action plan", "Not finished."))
    assert others == [OPEN]


def test_outside_nobody_is_said_to_be_missing_and_where_nothing_is_open_nothing_is_said():
    (first, _section) = outline.following(MEETING, "public")
    assert isinstance(first.blocks[0], Table)
    assert [row[0] for row in first.blocks[0].rows] == ["It is too loud", "Action plan"]
    done = replace(MEETING, sections=(replace(OPEN, ledger=OPEN.ledger[1:3], finished=True),))
    assert len(outline.following(done, "room")) == 1


def test_what_there_is_to_know_about_the_record_stands_under_one_heading_at_the_end():
    about = Section("Access", blocks=(Paragraph("3 access requests were made."),))
    told = Section("What was removed", blocks=(Paragraph("2 cards were removed by their writers."),))
    *_others, last = outline.following(replace(MEETING, sections=(about, told, OPEN)), "room")
    assert last == Section("About this record", blocks=(*about.blocks, *told.blocks))


def test_a_table_of_one_column_is_a_list_that_is_called_like_it():
    done = Table("done", "", (Column("Milestone"), Column("Note")), (("We met", ""), ("We wrote", "")))
    found = outline.told(Section("Thanks", blocks=(Paragraph("Look."), done))).blocks[1]
    assert isinstance(found, Table) and found.title == "Milestone"
    assert say.points(readable(found)) == ["We met", "We wrote"] and say.points(found) == []


def test_what_is_the_same_in_every_row_stands_once_below_the_table():
    columns = Column("Need"), Column("How it stands"), Column("People", "count")
    table = Table("needs", "", columns, (("A lift", "Rated", 2), ("A key", "Rated", 2), ("Tea", "Rated", 2)), note="N.")
    shown = readable(table)
    assert [column.title for column in shown.columns] == ["Need", "People"]
    assert shown.note == "N. How it stands, in every row: Rated."
    assert readable(replace(table, rows=table.rows[:2])) == replace(table, rows=table.rows[:2])


def cards(title: str, *texts: str) -> Quotes:
    return Quotes(title, tuple(Quote(text) for text in texts))


def test_groups_of_one_card_that_are_called_like_it_stand_in_one_list_after_the_others():
    blocks = (cards("Strength: Tea", "Tea"), cards("Food", "Cake", "Soup"), cards("Need: Rest", "Rest"),
              cards("Time", "More breaks"), Paragraph("2 cards were hidden."))  # fmt: skip
    told = outline.told(Section("Cards", blocks=blocks))
    assert [getattr(block, "title", "") for block in told.blocks] == ["Food", "On their own", "Time", ""]
    gathered = told.blocks[1]
    assert isinstance(gathered, Quotes)
    assert [(quote.label, quote.text) for quote in gathered.quotes] == [("Strength", "Tea"), ("Need", "Rest")]


def test_they_join_those_that_stand_on_their_own_already_and_one_alone_stays_as_it_is():
    blocks = (cards("Tea", "Tea"), cards("On their own", "Soup"))
    (gathered,) = outline.told(Section("Cards", blocks=blocks)).blocks
    assert isinstance(gathered, Quotes) and [quote.text for quote in gathered.quotes] == ["Tea", "Soup"]
    alone = Section("Cards", blocks=(cards("Tea", "Tea"), cards("Food", "Cake", "Soup")))
    assert outline.told(alone) == alone


def test_many_of_one_kind_that_stand_above_are_only_counted():
    names = ("Tea", "Rest", "Soup", "Time")
    ledger = tuple(LedgerEntry("needs", "add", name, {"text": name, "status": "named"}) for name in names)
    section = Section("Needs", blocks=(cards("All", *names),), ledger=ledger)
    assert say.carried_on(section) == [("Need", "4, as they stand above")]
    assert len(say.carried_on(replace(section, blocks=(cards("All", *names[:3]),)))) == 4
    assert len(say.carried_on(replace(section, ledger=ledger[:3]))) == 3
