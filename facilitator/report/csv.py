"""One CSV file for every result table, safe to open in a spreadsheet, and all of them in one ZIP.

UTF-8 with a byte order mark, commas, every cell in quotes. Text that a spreadsheet would take for a formula gets an
apostrophe in front; numbers do not.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

from facilitator.i18n import _, speaking
from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Cell, Column, Record, Section, Table

NOTES = "about-the-tables.txt"


def files(record: Record, copy: Copy) -> dict[str, bytes]:
    """File names and contents: `<nn>-<activity>-<table id>.csv`, nn being the number of the section, and the notes."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        notes = f"{_NOTES}\n"
    found = {NOTES: notes.encode()}
    for nr, section in enumerate(safe.sections, 1):
        for block in section.blocks:
            if isinstance(block, Table):
                found[_name(nr, section, block)] = table(block)
    return found


def render(record: Record, copy: Copy) -> bytes:
    """All files in one ZIP, the same bytes for the same record."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(record, copy).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(block: Table) -> bytes:
    """One table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guard(_title(column)) for column in block.columns])
    for row in block.rows:
        writer.writerow([_cell(cell, column) for cell, column in zip(row, block.columns, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guard(text: str) -> str:
    """`text`, with an apostrophe in front if a spreadsheet could take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, int) or (column.kind != "text" and _NUMBER.fullmatch(text)):
        return text.replace("−", "-")
    return guard(text)


def _title(column: Column) -> str:
    return f"{column.title} (%)" if column.kind == "percent" and "%" not in column.title else column.title


def _name(nr: int, section: Section, block: Table) -> str:
    return f"{nr:02d}-{_slug(section.activity) or 'section'}-{_slug(block.id) or 'table'}.csv"


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:40]


_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠]|[\t\r]")
_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?")
_NOTES = _(
    "One file for every table of results. Text starting with = + - @ has an apostrophe in front, "
    "so that no spreadsheet takes it for a formula. The apostrophe is not part of what was written."
)
