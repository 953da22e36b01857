"""A workbook to sort and to sum: numbers, days and shares are what they are, and text is never anything but text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from facilitator.report import render
from facilitator.report.copies import plain
from facilitator.report.model import Column, Quote, Quotes, Record, Section, Table


def read(record: Record, copy: Any = "room") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(record, "xlsx", copy)))


def rows(record: Record, name: str, copy: Any = "room") -> list[tuple[Any, ...]]:
    return [*read(record, copy)[name].iter_rows(values_only=True)]


def of(record: Record, *tables: Table) -> Record:
    return replace(record, sections=tuple(Section("Dot vote", blocks=(table,)) for table in tables))


def test_the_first_sheet_says_what_the_others_are(record: Record) -> None:
    about = rows(record, "About")
    assert [row[0] for row in about[:4]] == [
        "Thursday drop-in", "Record of the workshop", "Second meeting, 24 November 2026, 10:00 to 12:02",
        "12 people took part. 2 of them on paper. 1 supporter was with us.",
    ]  # fmt: skip
    assert about[9] == (
        "1 Dots for each option", "Which would help most in the next six months?", "Dots for each option",
        "11 people answered. Every dot is one person.", "",
    )  # fmt: skip
    assert [row[4] for row in about if row[0] in ("2 Round 2", "3 Fist of five")] == [
        "Agreed, with reservations (3).", "Agreed.",
    ]  # fmt: skip
    assert [row[0] for row in about[6:-2]] == read(record).sheetnames[1:] == [
        "What we decided", "Who does what", "What people wrote", "1 Dots for each option", "2 Round 1", "2 Round 2",
        "3 Fist of five", "5 The plan", "6 How it feels", "7 Dot vote",
    ]  # fmt: skip


def test_cells_are_numbers_shares_days_and_words(record: Record) -> None:
    heads = (Column("Words"), Column("n", "count"), Column("Mean", "number"), Column("Agree", "percent"),
             Column("When", "date"))  # fmt: skip
    cells = (("007", 1250, "−1.80", 63, "2027-02-24"), ("2027-02-24", None, "many", "62.5", "soon"))
    sheet = read(of(record, Table("t", "T", heads, cells)))["1 T"]
    assert [cell.value for cell in sheet[2]] == ["007", 1250, -1.8, 0.63, datetime(2027, 2, 24)]
    assert [cell.number_format for cell in sheet[2]] == ["General", "#,##0", "0.00", "0%", "yyyy-mm-dd"]
    assert [cell.value for cell in sheet[3]] == ["2027-02-24", None, "many", 0.625, "soon"]
    assert [cell.number_format for cell in sheet[3]][3] == "0.0%"
    assert sheet["A2"].quotePrefix and sheet["A2"].data_type == "s"


def test_days_of_tasks_and_reviews_can_be_sorted(record: Record) -> None:
    assert rows(record, "Who does what")[1] == ("Ask for a key to room 3", "Sam", datetime(2026, 12, 1))
    assert rows(record, "Who does what")[3][2] == "every week"
    assert rows(record, "What we decided")[1][-1] == datetime(2027, 2, 24)
    assert rows(record, "Who does what", "public")[0] == ("Task", "By when")


def test_what_people_wrote_stands_on_one_sheet(record: Record) -> None:
    assert rows(record, "What people wrote")[-1] == ("What brought you here?", "Stories", None, "I bring cake.", "Eve")
    assert rows(record, "What people wrote", "public")[-2][3] == "It may go out."


def test_titles_stay_in_sight_and_sheets_can_be_sorted(record: Record) -> None:
    for sheet in read(record).worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions and table.autoFilter is not None
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert sheet.column_dimensions["A"].width >= 8


def test_sheets_have_names_that_a_spreadsheet_takes(record: Record) -> None:
    heads = (Column("Same"), Column("same"), Column(""))
    titles = ["History", "a/b:c", "x" * 40, "x" * 41, "👩‍👩‍👧" * 20, "'quoted'", "About"]
    names = read(of(record, *(Table("t", title, heads, (("a", "b", "c"),)) for title in titles))).sheetnames
    assert names[1:] == [
        "1 History", "2 a b c", f"3 {'x' * 28}…", f"4 {'x' * 28}…", names[5], "6 'quoted", "7 About"
    ]  # fmt: skip
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
    twice = Section("V", blocks=(Table("a", "Same", heads, (("a", "b", "c"),)), Table("b", "same", heads, ())))
    book = read(replace(record, sections=(twice,)))
    assert book.sheetnames == ["About", "1 Same", "1 same (2)"]
    assert [cell.value for cell in book["1 Same"][1]] == ["Same", "same (2)", "–"]


def test_hostile_words_are_words(hostile: Any) -> None:
    book = read(hostile.record, "facilitator")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type not in "sn" or cell.hyperlink]
    assert plain(hostile.words) in [cell.value for cell in cells]


@pytest.mark.parametrize("words", ["=1+1", "_x0041_ stays", "مرحبا łódź আমরা ŵyth 👩‍👩‍👧", "x" * 40_000, "two\nlines"])
def test_text_comes_back_as_it_was(record: Record, words: str) -> None:
    cards = Section("Cards", blocks=(Quotes("", (Quote(words),)),))
    (head, row) = rows(replace(record, sections=(cards,)), "What people wrote")
    assert head == ("Question", "Words")
    assert row[1].replace("_x005F_", "_") == (words if len(words) < 32_000 else "x" * 31_999 + "…")


def test_it_is_the_same_for_the_same_record(record: Record, empty: Record) -> None:
    content = render(record, "xlsx", "room")
    assert content == render(record, "xlsx", "room")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = read(record).properties
    assert (about.title, about.creator, about.created) == ("Thursday drop-in", "Facilitator", datetime(2026, 11, 24))
    assert read(empty).sheetnames == ["About"]


def test_a_record_in_arabic_is_laid_out_from_right_to_left(record: Record) -> None:
    assert all(sheet.sheet_view.rightToLeft for sheet in read(replace(record, language="ar")).worksheets)
