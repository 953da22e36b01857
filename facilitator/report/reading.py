"""Reads a record that somebody brings as `record.json`, and refuses what this program did not write, with a sentence.

The file may come from anywhere. What is read can be printed in every format, and names no file outside its folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from pydantic import TypeAdapter, ValidationError

from facilitator.i18n import Words, _
from facilitator.report.copies import plain
from facilitator.report.model import Chart, Dots, Flow, Parts, Quotes, Record, Section, Spread, Table

LARGEST = 50_000_000
"""Bytes of a file at most: ten times a large workshop."""
TOO_LARGE: Words = _("It is too large for a record. Choose the file record.json that was saved.")
PACKED = b"PK\x03\x04"
"""How an archive begins, and what Word and Excel write."""
LONGEST, MOST = 20_000, 10**15
"""Code points of a line of words, and the highest figure."""
_RECORD = TypeAdapter(Record)


class Unreadable(Exception):
    """It cannot be read. `words` say why, and what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


def read(content: bytes) -> Record:
    """The record in a file. Raises `Unreadable`; whatever is in the file, nothing else."""
    if len(content) > LARGEST:
        raise Unreadable(TOO_LARGE)
    try:
        record = plain(_RECORD.validate_json(content, strict=True))
    except (ValidationError, RecursionError) as error:
        raise Unreadable(_why(content, error)) from None
    fault = next(_faults(record), "")
    if fault:
        raise Unreadable(_not_ours(fault))
    return record


def _why(content: bytes, error: ValidationError | RecursionError) -> Words:
    if content.startswith(PACKED):
        return _("It is an archive, or for Word or Excel. Choose the file record.json; an archive has one in it.")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return _("It is no saved record, or its end is missing. Choose the file record.json that was saved.")
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > 1:
        return _("It was written by a newer version of this program. Install that version first.")
    first = error.errors(include_url=False, include_input=False)[0]["loc"] if isinstance(error, ValidationError) else ()
    return _not_ours(", ".join(map(str, first[:8])) or "record")


def _not_ours(where: str) -> Words:
    words = _("It is not a record as this program writes it: {where}. Choose the file record.json that was saved.")
    return words.with_params(where=where[:200])


def _faults(record: Record) -> Iterator[str]:
    """What no record of this program has, each as the place where it stands."""
    head = {"title": record.title, "subtitle": record.subtitle, "program": record.program, "began": record.began}
    yield from (name for name, text in {**head, "ended": record.ended}.items() if len(text) > LONGEST)
    if not _is_day(record.date):
        yield "date"
    if not re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", record.language):
        yield "language"
    if not re.fullmatch("([A-Z0-9]{4})?", record.code):
        yield "code"
    for name in ("people", "helpers", "paper"):
        if not 0 <= getattr(record, name) <= 100_000:
            yield name
    for nr, section in enumerate(record.sections):
        yield from (f"sections, {nr}, {fault}" for fault in _in_section(section))


def _in_section(section: Section) -> Iterator[str]:
    if not re.fullmatch("[A-Za-z0-9][A-Za-z0-9_-]{0,59}|", section.activity):
        yield "activity"
    yield from (
        "files" for file in section.files if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}\.[a-z]{1,5}", file.name)
    )
    if not all(0 <= number <= 100_000 for number in (section.minutes or 0, section.left)):
        yield "minutes"
    taken = set[str]()
    for nr, block in enumerate(section.blocks):
        if isinstance(block, Quotes) and any((quote.column or 0) < 0 for quote in block.quotes):
            yield f"blocks, {nr}, column"
        if isinstance(block, Table):
            yield from (f"blocks, {nr}, {fault}" for fault in _in_table(block))
            if block.id in taken:
                yield f"blocks, {nr}, id"
            taken.add(block.id)


def _in_table(table: Table) -> Iterator[str]:
    wide, tall = len(table.columns), len(table.rows)
    if not re.fullmatch("[a-z0-9-]{1,40}", table.id):
        yield "id"
    if not wide:
        yield "columns"
    for row in table.rows:
        if len(row) != wide or any(isinstance(cell, int) and abs(cell) > MOST for cell in row):
            yield "rows"
    if table.chart is not None and not _fits(table.chart, wide, tall):
        yield "chart"


def _fits(chart: Chart, wide: int, tall: int) -> bool:
    """Whether its columns and rows are there."""
    match chart:
        case Dots():
            columns, people = [chart.label, chart.count], chart.people
            rows = [*chart.marked, *chart.rings, chart.line_after or 0]
        case Spread():
            columns, people = [chart.label, *chart.counts, *chart.below], 0
            rows = [max(0, (chart.points or 0) - 1)]
            if not all(mean == "" or re.fullmatch(r"[-−]?\d{1,6}(\.\d{1,6})?", mean) for mean in chart.means):
                return False
        case Parts():
            columns, people, rows = [chart.label, *chart.parts], 0, []
            if not chart.parts:
                return False
        case Flow():
            columns, people, rows = [chart.label, chart.amount], 0, [*chart.rows]
            if not 0 <= chart.total <= MOST:
                return False
    columns_fit = len({*columns}) == len(columns) and all(0 <= at < wide for at in columns)
    return columns_fit and all(0 <= at < max(1, tall) for at in rows) and 0 <= people <= 1_000_000


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and date.fromisoformat(text).year >= 1970
    except ValueError:
        return False
