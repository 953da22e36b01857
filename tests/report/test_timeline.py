"""What is due on which day is one line of time in every document, and the same in words."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pytest
from lxml import html
from pypdf import PdfReader

from facilitator.i18n import speaking
from facilitator.report import render
from facilitator.report.charts import timeline
from facilitator.report.charts.timeline import Timeline
from facilitator.report.copies import Copy
from facilitator.report.model import LedgerEntry, Record, Section
from facilitator.report.pictures import DAYS, WORDS, files


def record(*due: str, again: tuple[str, ...] = (), language: str = "en", text: str = "Call the council") -> Record:
    ledger = [
        LedgerEntry("actions", "add", f"a{at}", {"text": f"{text} {at}", "who": "Maria", "by": day})
        for at, day in enumerate(due, 1)
    ]
    ledger += [
        LedgerEntry("decisions", "add", f"d{at}", {"text": f"Quiet hour {at}", "status": "agreed", "review": day})
        for at, day in enumerate(again, 1)
    ]
    section = Section("Action plan", ledger=tuple(ledger), activity="action-plan")
    return Record("Carers", "", "2027-02-24", language, "7KQ4", 12, 0, (section,))


def drawn(record: Record, copy: Copy = "room") -> Timeline:
    with speaking(record.language):
        made = timeline(record, copy)
    assert made is not None
    return made


def words(drawing: str) -> list[str]:
    return [re.sub("[\u2067\u2069]", "", each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", drawing)]


@pytest.mark.parametrize("days", [(), ("2027-03-01", "2027-04-01"), ("2027-03-01",) * 9, ("soon", "later", "never")])
def test_a_few_days_or_one_are_left_to_the_table(days: tuple[str, ...]) -> None:
    assert timeline(record(*days), "room") is None


def test_each_thing_has_a_sign_over_its_day_and_the_same_words_as_a_calendar() -> None:
    made = drawn(record("2027-03-01", "2027-03-01", "2027-04-28", again=("2027-05-24",)))
    assert made.alt == (
        "1 March 2027: Maria: Call the council 1; Maria: Call the council 2. 28 April 2027: Maria: Call the council 3. "
        "24 May 2027: Look again: Quiet hour 1."
    )
    for each in (made.wide, made.narrow):
        signs = re.findall(r'<rect class="(ink|outlined|broken)"', each)
        assert (signs.count("ink"), signs.count("outlined")) == (3 + 1, 1 + 1), "with one of each to say what it means"
        assert {"1", "2", "3", "1 March 2027", "28 April 2027", "24 May 2027", "To look at again"} <= {*words(each)}
    assert "Maria" not in drawn(record("2027-03-01", "2027-03-02", "2027-04-28"), "public").alt
    assert "Maria" in made.alone and "Maria" not in made.wide + made.narrow, "the table says it"


def test_what_was_due_before_the_workshop_says_so_in_words_and_in_broken_line() -> None:
    made = drawn(record("2027-01-15", "2027-03-03", again=("2027-02-01",)))
    assert made.alt.startswith("15 January 2027: Overdue: Maria: Call the council 1. 1 February 2027: Overdue: Look")
    assert made.wide.count('class="broken"') == 2 + 2 and "To do, overdue" in words(made.wide)


def test_many_days_stand_by_month_or_year_and_none_upon_another() -> None:
    month = drawn(record(*(f"2027-{3 + at // 9:02}-{1 + at * 3 % 27:02}" for at in range(40))))
    assert {"March 2027", "July 2027", "+6"} <= {*words(month.wide)} and month.alt.count("Maria") == 40
    several = drawn(record(*(f"{2027 + at // 6}-{1 + at % 12:02}-11" for at in range(3, 26))))
    assert {"2027", "2031"} <= {*words(several.narrow)}
    odd = drawn(record(*(f"{2030 + at * at}-01-01" for at in range(40)), "9999-12-31"))
    for each in (month, several, odd):
        for drawing in (each.wide, each.narrow):
            places = [float(x) for x in re.findall(r'<path class="at" d="M([\d.]+)', drawing)]
            assert all(after - before >= 25 for before, after in pairwise(places))
            width = int(re.findall(r'width="(\d+)"', drawing)[0])
            assert places[0] > 0 and places[-1] < width and len(places) <= 10


def test_long_hostile_and_arabic_words_stay_words_inside_the_picture() -> None:
    hostile = drawn(record("2027-03-01", "2027-03-02", "2027-04-28", text="<script>" + "x" * 900))
    assert "<script" not in hostile.alone and all(len(each) < 90 for each in words(hostile.alone))
    mirrored = drawn(record("2027-03-01", "2027-03-02", "2027-04-28", language="ar"))
    ways = [[float(x) for x in re.findall(r'<path class="at" d="M([\d.]+)', each)] for each in (mirrored.wide,)]
    assert ways[0] == sorted(ways[0], reverse=True) and "\u2067" in mirrored.alone


def test_every_document_has_it_beside_who_does_what() -> None:
    whole = record("2027-03-01", "2027-03-02", "2027-04-28")
    page = html.document_fromstring(render(whole, "html", "public").decode())
    (section,) = page.xpath("//section[h2='Who does what']")
    assert [each.get("class") for each in section.xpath("svg")] == ["figure", "figure narrow"]
    text = " ".join(each.extract_text() for each in PdfReader(BytesIO(render(whole, "pdf", "room"))).pages)
    assert text.count("28 April 2027") == 2
    assert [*files(whole, "room")] == [WORDS, DAYS]
    assert "28 April 2027: Call the council 3." in files(whole, "public")[WORDS].decode()
