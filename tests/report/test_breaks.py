"""No page of a printed record ends between what belongs together."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from facilitator.i18n import speaking
from facilitator.report import render
from facilitator.report import words as say
from facilitator.report.breaks import LEAD, Part, held, leads
from facilitator.report.copies import copy_of
from facilitator.report.model import Column, Facts, Outcome, Paragraph, Quote, Quotes, Record, Section, Table
from facilitator.report.pages import Pages
from facilitator.report.reading import read

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "sample-record" / "record.json"


def part(kind: str) -> Part:
    """`+` is a note, `!` what is too long."""
    words = "x" * (LEAD + 1 if "!" in kind else 5)
    return {"kind": kind.strip("+!"), "words": words, "note": "+" in kind, "long": "!" in kind}


def holding(*kinds: str) -> list[bool]:
    """Which parts hold on to the next."""
    return [each["leads"] for each in held([*map(part, kinds)])]


def test_what_says_what_comes_next_stays_with_it() -> None:
    assert holding("h2", "soft", "p", "outcome", "h3", "soft", "table") == [True] * 6 + [False]
    assert holding("p", "p", "cards", "h2", "p") == [True, True, False, True, False]
    assert holding("p!", "p", "table") == [False, True, False]
    assert holding("outcome", "p", "h2") == [True, False, True] and holding("outcome", "h2") == [False, True]


def test_a_note_stays_with_what_it_is_about_and_not_with_what_follows() -> None:
    assert holding("table", "soft+", "table") == [True, False, False]
    assert holding("table!", "soft+", "h3", "cards") == [False, False, True, False]
    assert holding("cards", "p", "h3", "table") == [False, False, True, False], "what was shown says no more what comes"
    (cards, after) = held([part("cards!"), part("soft+"), part("soft+"), part("h2")])
    assert cards["below"] == ["xxxxx"] * 2 and after["kind"] == "h2"


def test_the_same_is_true_of_the_blocks_of_a_section() -> None:
    table, cards = Table("t", "", (), ()), Quotes("", (Quote("Tea"),))
    blocks = (Paragraph("Round 1"), Outcome("agreed", "Agreed"), table, Paragraph("2 passed."), Facts(()), cards)
    assert [leads(blocks, at) for at in range(len(blocks))] == [True, True, False, True, False, False]


def test_no_row_of_a_long_table_stands_alone_on_the_last_page(record: Record) -> None:
    rows = tuple((f"Row{nr}", f"something about {nr}" * (1 + nr % 3)) for nr in range(22))
    table = Table("t", "The list", (Column("Name"), Column("What")), rows)
    alone = replace(record, sections=(Section("A", "Question?", activity="x", blocks=(table,)),), subtitle="")
    pages = [page.extract_text().count("Row") for page in PdfReader(BytesIO(render(alone, "pdf", "room"))).pages]
    assert pages == [20, 2]


def test_no_page_of_the_sample_ends_with_a_heading_or_with_what_leads_on() -> None:
    record = copy_of(read(SAMPLE.read_bytes()), "room")
    with speaking("en"):
        body, foot = Pages(record, "room").all()["body"], str(say.FOOT)
    leading = {" ".join(each["words"].split()) for each in body if each["leads"] and "words" in each}
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(record, "pdf", "room"))).pages]
    assert len(leading) > 10 and len(pages) > 3
    for page in pages[:-1]:
        last = re.sub(r"\s+", " ", page.partition(foot)[0]).strip()
        assert not [words for words in leading if last.endswith(words)], last[-80:]
