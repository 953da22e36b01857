"""One CSV file for every result table, safe to open in a spreadsheet, and all of them in one ZIP.

UTF-8 with a byte order mark, every cell in quotes; commas between them, or semicolons where the language of the record
writes its decimals with a comma, as its spreadsheets expect. Text that a spreadsheet would take for a formula, a number
or a date gets an apostrophe in front; numbers do not.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

from facilitator.i18n import _, speaking
from facilitator.report import words as say
from facilitator.report.cells import as_text, formula_safe
from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Cell, Column, Record, Section, Table

NOTES = "about-the-tables.txt"


def files(record: Record, copy: Copy) -> dict[str, bytes]:
    """File names and contents: `<nn>-<activity>-<table id>.csv`, nn being the number of the section, and the notes."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        found = {NOTES: f"{_NOTES}\n".encode()}
        for nr, section in enumerate(safe.sections, 1):
            for block in section.blocks:
                if isinstance(block, Table):
                    found[file_name(nr, section, block.id, "csv")] = table(block)
        return found


def render(record: Record, copy: Copy) -> bytes:
    """All files in one ZIP, the same bytes for the same record."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(record, copy).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(block: Table) -> bytes:
    """One table, in the language that is spoken now."""
    out, mark = io.StringIO(newline=""), say.decimal_mark()
    writer = csv.writer(out, delimiter=";" if mark == "," else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([formula_safe(_title(column)) for column in block.columns])
    for row in block.rows:
        writer.writerow([_cell(cell, column, mark) for cell, column in zip(row, block.columns, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(cell: Cell, column: Column, mark: str) -> str:
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, int) or (column.figures and _NUMBER.fullmatch(text)):
        return text.replace("−", "-").replace(".", mark)
    return text if column.kind == "date" and _DATE.fullmatch(text) else as_text(text)


def _title(column: Column) -> str:
    return f"{column.title} (%)" if column.kind == "percent" and "%" not in column.title else column.title


def file_name(nr: int, section: Section, id: str, ending: str) -> str:
    """The name of a file for a result: number of the section, activity, id of the table."""
    return f"{nr:02d}-{_slug(section.activity) or 'section'}-{_slug(id) or 'table'}.{ending}"


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:40]


_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?")
_NOTES = _(
    "One file for every table of results. An apostrophe stands before some text. "
    "Without it, a spreadsheet would take the text for a formula, a number or a date. "
    "Nobody wrote the apostrophe."
)
