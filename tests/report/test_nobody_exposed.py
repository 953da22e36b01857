"""Every byte of every format of every copy: who may read what, as one table (`whole_day.MAY`)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from facilitator.report import COPIES, FORMATS, SCHEMA_FILE, Copy, everything
from facilitator.report.model import Column, Dots, File, LedgerEntry, Paragraph, Record, Section
from facilitator.report.model import Table as Rows
from facilitator.testing.opened import found, opened
from tests.report.whole_day import MAY, Day, played

Parts = dict[str, bytes]
MADE = (1980, 1, 1, 0, 0, 0)
"""When every file in an archive was made."""


@pytest.fixture(scope="module")
def day() -> Day:
    return played()


def printed(content: bytes) -> Iterator[bytes]:
    """What a reader of a PDF sees, and what it says of itself; what is said beside pictures stands in its objects."""
    reader = PdfReader(io.BytesIO(content))
    yield "".join(page.extract_text() for page in reader.pages).encode()
    yield repr([dict(reader.metadata or {}), reader.outline, [*reader.attachments]]).encode()


def laid_open(record: Record, copy: Copy, formats: Collection[str]) -> Parts:
    """All files of a copy, opened. What the schema says is not about this record."""
    files, missing = everything.files(record, formats, copy, lambda _words: None)
    assert missing == []
    parts = {f"{name} {inside}": data for name, content in files.items() for inside, data in opened(content).items()}
    for name, content in [*parts.items()]:
        if content[:4] == b"%PDF":
            parts |= {f"{name} printed {at}": data for at, data in enumerate(printed(content))}
    return {name: data for name, data in parts.items() if SCHEMA_FILE not in name}


def wrong(day: Day, copy: Copy, parts: Parts) -> list[str]:
    """What stands in a copy, and may not; and what may, and is nowhere, so that it was not looked for rightly."""
    told = list[str]()
    for what, may in MAY.items():
        there = found(day.known[what], parts)
        if copy in may.split():
            told += [f"{what} is not in the {copy} copy: {word}" for word in day.known[what] if word not in there]
        else:
            told += [f"{what} stands in the {copy} copy: {word}, in {name}" for word, name in there.items()]
    return told


@pytest.mark.parametrize("copy", COPIES)
def test_nothing_stands_where_it_may_not(day: Day, copy: Copy) -> None:
    assert {*day.known} == {*MAY} and all(day.known.values())
    assert wrong(day, copy, laid_open(day.record, copy, ["zip"])) == []


def test_no_archive_says_when_or_by_whom_it_was_made(day: Day) -> None:
    files, _missing = everything.files(day.record, ["zip", "docx", "xlsx", "csv", "png"], "room", lambda _words: None)
    for name, content in files.items():
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert {each.date_time for each in archive.infolist()} == {MADE} and not archive.comment, name
                assert not [each for each in archive.infolist() if each.extra or each.comment], name
                about = archive.read("docProps/core.xml").decode() if "docProps/core.xml" in archive.namelist() else ""
            assert {*re.findall(r"(?:creator|lastModifiedBy)>([^<\s]+)</", about)} <= {"Facilitator"}
    assert len(files) > 5


# That it would be found


LIGHT = ("md", "json", "csv")


def test_a_summary_has_no_words_of_a_card_and_of_stories_nothing_in_its_tables_either() -> None:
    table = played().table
    table.facilitator.do("end", keep="summary")
    words = {"Quercus", "Zinnia", "Begonia", "Bergamot", "Calluna", "Dahlia", "Erica", "Fuchsia"}
    for copy in COPIES:
        parts = laid_open(table.room.record(), copy, ["zip"])
        assert not found(words, parts), copy
        assert len(found(["A card that was not kept", "cards were not kept", "Statice"], parts)) == 3


@pytest.mark.parametrize("copy", COPIES)
def test_what_nobody_may_read_is_found_wherever_it_stands(day: Day, copy: Copy) -> None:
    nobody = [what for what, may in MAY.items() if not may]
    words = Paragraph(" ".join(day.known[what][-1] for what in nobody))
    record = replace(day.record, sections=(*day.record.sections, Section("More", blocks=(words,))))
    told = wrong(day, copy, laid_open(record, copy, LIGHT))
    assert {line.partition(" stands in the ")[0] for line in told} == {*nobody}


@pytest.mark.parametrize("copy", ["room", "public"])
def test_the_copy_of_somebody_else_is_found_out(day: Day, copy: Copy) -> None:
    told = wrong(day, copy, laid_open(day.record, "facilitator", LIGHT))
    more = {what for what, may in MAY.items() if "facilitator" in may.split() and copy not in may.split()}
    assert {line.partition(" stands in the ")[0] for line in told} == more and len(more) > 5


PLANTED = "Saxifrage"


@pytest.mark.parametrize("format", FORMATS)
def test_a_word_is_found_in_every_format(day: Day, format: str) -> None:
    rows = Rows("t", PLANTED, (Column("Option"), Column("People", "count")), ((PLANTED, 3),), Dots(0, 1, 3))
    task = LedgerEntry("actions", "add", "a", {"text": PLANTED, "by": "2027-02-24", "status": "not started"})
    section = Section("Vote", blocks=(rows,), ledger=(task,), files=(File("votes.pb", PLANTED),), activity="dot-vote")
    parts = laid_open(replace(day.record, title=f"Łódź {PLANTED}", sections=(section,)), "facilitator", [format])
    assert [*found([PLANTED, "Kalmia"], parts)] == [PLANTED]
    if format == "pdf":
        said = [name.partition(" ")[2].strip() for name, data in parts.items() if found([PLANTED], {name: data})]
        assert {"", "printed 0", "printed 1"} <= {*said}, "in its objects, on its pages, in what it says of itself"


def test_what_pictures_say_in_words_is_found() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + b"crc!"

    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"x" * 13)
    for kind, data in ((b"tEXt", b"Author\0Kalmia"), (b"zTXt", b"Author\0\0" + zlib.compress(b"Kalmia"))):
        assert found(["Kalmia"], opened(start + chunk(kind, data) + chunk(b"IEND", b"")))
    assert not found(["Kalmia"], opened(start + chunk(b"IDAT", b"Kalmia") + chunk(b"IEND", b"")))
