"""Tables open in any spreadsheet as what they are: text stays text, numbers stay numbers."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from facilitator.i18n import speaking
from facilitator.report import csv as report_csv
from facilitator.report import render
from facilitator.report.model import Column, Record, Table


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_one_file_a_table_named_by_number_activity_and_table(record: Record) -> None:
    assert list(report_csv.files(record, "room")) == [
        "about-the-tables.txt",
        "01-dot-vote-totals.csv",
        "02-fist-of-five-round-1.csv",
        "02-fist-of-five-round-2.csv",
        "03-fist-of-five-round-1.csv",
        "05-action-plan-plan.csv",
        "06-check-in-means.csv",
        "07-dot-vote-totals.csv",
    ]


def test_every_cell_is_quoted_and_numbers_are_numbers(record: Record) -> None:
    content = report_csv.files(record, "room")["06-check-in-means.csv"]
    assert rows(content) == [
        ["Statement", "Mean", "Agree (%)", "n"],
        ["People listen", "-1.8", "63", "8"],
        ["Meetings are easy", "4.0", "", "1250"],
    ]
    assert content.split(b"\r\n")[1] == b'"People listen","-1.8","63","8"'


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1 is cold", "@A1", "＝1", "＋1", "－1", "＠1", "\t=1", "\rx", "  =1", "\ufeff=1"]
)
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    block = Table("t", "T", (Column("=title"), Column("Number", "number")), ((text, "-1.8"), (None, "=2")))
    assert rows(report_csv.table(block)) == [["'=title", "Number"], [f"'{text}", "-1.8"], ["", "'=2"]]


@pytest.mark.parametrize(
    "text",
    ["007", "01/02", "1.2.2027", "3-4", " 12", "1,5", "1 000", "5 %", "£5", "5 €", "1E5", "(5)", "10:30", "9 am", "½",
     "3 May", "May 3", "Mar-24", "00７", "１／２", "TRUE", "false", "2027年5月3日", "12345678901234567890", "5-"],
)  # fmt: skip
def test_text_that_looks_like_a_number_or_a_date_stays_text(text: str) -> None:
    block = Table("t", "T", (Column("Text"), Column("Number", "number")), ((text, "7"),))
    assert rows(report_csv.table(block))[1] == [f"'{text}", "7"]


def test_months_of_the_language_of_the_record_are_dates(record: Record) -> None:
    with speaking("de"):
        content = report_csv.table(Table("t", "T", (Column("Text"),), (("3. Mai",), ("3. Mann",))))
    assert rows(content)[1:] == [["'3. Mai"], ["3. Mann"]]


@pytest.mark.parametrize(("language", "line"), [("de", '"-1,8";"63"'), ("fr", '"-1,8";"63"'), ("en", '"-1.8","63"')])
def test_a_language_with_a_decimal_comma_has_semicolons_between_cells(record: Record, language: str, line: str) -> None:
    content = report_csv.files(replace(record, language=language), "room")["06-check-in-means.csv"]
    assert line in content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "A quiet room",
        "3 apples",
        "4th of July",
        "K7M 2QX",
        "Room 12",
        "1+1=2",
        "'quoted'",
        '"quoted", with comma',
        "two\nlines",
        "",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert rows(report_csv.table(Table("t", "T", (Column("Text"),), ((text,), (7,)))))[1:] == [
        [text] if text else [""],
        ["7"],
    ]


def test_a_real_minus_becomes_one_that_spreadsheets_know() -> None:
    assert rows(report_csv.table(Table("t", "T", (Column("n", "number"),), (("−1.8",),))))[1] == ["-1.8"]


def test_the_zip_is_the_same_for_the_same_record(record: Record, empty: Record) -> None:
    assert render(record, "csv", "room") == render(record, "csv", "room")
    with zipfile.ZipFile(io.BytesIO(render(empty, "csv", "room"))) as archive:
        assert archive.namelist() == ["about-the-tables.txt"]
        assert b"apostrophe" in archive.read("about-the-tables.txt")


def test_hostile_words_cannot_become_a_formula_or_a_path(hostile: Any) -> None:
    for name, content in report_csv.files(hostile.record, "facilitator").items():
        assert name.strip("abcdefghijklmnopqrstuvwxyz0123456789-") in (".", "")
        if name.endswith(".csv"):
            assert not [cell for row in rows(content) for cell in row if cell.lstrip()[:1] in [*"=+-@＝＋－＠"]]
