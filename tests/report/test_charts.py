"""Now and wanted, waves, three-way sorts and the flow of a pot are one drawing in every format, with their figures."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import html
from pydantic import TypeAdapter
from pypdf import PdfReader

from facilitator import kit
from facilitator.i18n import speaking
from facilitator.report import charts, render, svg
from facilitator.report.charts.flow import Measure, Piece, bar
from facilitator.report.charts.pen import Pen
from facilitator.report.model import SECTION, Column, Dots, Flow, Parts, Record, Section, Spread, Table
from facilitator.report.pictures import WORDS, files
from facilitator.report.reading import read
from facilitator.report.tables import only

COUNT: Any = "count"
HEADS = ("Coercion", "Educating", "Informing", "Consulting", "Engaging", "Co-design", "Co-production")
NOW, WANTED = (0, 1, 3, 4, 2, 2, 0), (0, 0, 0, 0, 0, 4, 8)
LADDER = Table(
    "ladder", "How far", (Column("Answer"), Column("Points", "number"), Column("Now", COUNT), Column("Wanted", COUNT)),
    (*((head, nr, NOW[nr - 1], WANTED[nr - 1]) for nr, head in enumerate(HEADS, 1)), ("Can't say", None, 1, 0)),
    Spread(0, (2, 3), False, 7, ("4.1", "6.7"), way=True),
)  # fmt: skip
SORTED = Table(
    "sort-1", "Sorted", (Column("Part"), Column("Must stay", COUNT), Column("May change", COUNT)),
    (("Somebody with lived experience leads every meeting", 31, 2), ("Tea", 5, 24)), Spread(0, (1, 2)),
)  # fmt: skip
POT = Table(
    "steps-1", "Step by step", (Column("Project"), Column("Cost", "number")),
    (("Minibus", 500), ("Garden", 400), ("Cafe", 300), ("A very small workshop of art", 20)),
    Flow(0, 1, (0, 2, 3), 1000),
)  # fmt: skip


SPLIT = Table(
    "divided-1", "Lines", (Column("Line"), Column("Set aside"), Column("From the points"), Column("Gets")),
    (("Travel", 1200, 493, 1693), ("Publicity", 0, 300, 300)), Parts(0, (1, 2)),
)  # fmt: skip


def words(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def dots(drawing: str) -> int:
    return drawing.count("h.1")


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_every_person_is_a_dot_with_its_figure_under_the_point(width: int) -> None:
    drawn = charts.drawing(LADDER, width)
    assert dots(drawn) == sum(NOW) + sum(WANTED)
    assert [word for word in words(drawn) if word in ("Now", "Wanted", "4.1", "6.7")] == ["Now", "4.1", "Wanted", "6.7"]
    assert drawn.count('class="way"') == 1
    for inside in re.findall(r'(?:\bx="|translate\()([-\d.]+)', drawn):
        assert 0 <= float(inside) <= width


def test_many_are_bars_with_their_figures_and_no_colour_tells_anything() -> None:
    drawn = charts.drawing(SORTED)
    assert dots(drawn) == 0 and drawn.count("outline") == 4 and {"31", "2", "5", "24"} <= {*words(drawn)}
    pot = charts.drawing(POT)
    assert words(pot) == ["Minibus 500", "Cafe 300", "180 left", "3 A very small workshop of art 20"]
    assert charts.alt(POT) == "Minibus: 500; Cafe: 300; A very small workshop of art: 20; 180 left."
    assert charts.alt(SORTED).startswith(
        "Somebody with lived experience leads every meeting: Must stay: 31; May change: 2."
    )


def test_what_is_paid_now_and_what_is_left_look_different_without_colour() -> None:
    pen, paid = Pen(1600), [Piece("Cafe", 300), Piece("Minibus", 500, now=True)]
    assert bar(pen, paid, 900, Measure(1600, 64, 40, 8)) == ["100 left"]
    drawn = pen.drawn(64, "pot")
    assert re.findall(r'class="piece (\w+)"', drawn) == ["ink", "now", "left"]
    assert words(drawn) == ["Cafe 300", "Minibus 500"]
    small = Pen(350)
    bar(small, [Piece("Cafe", 300)], 900, Measure(350, 24, 0, 3))
    assert words(small.drawn(24, "pot")) == []


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_a_line_is_a_bar_of_its_parts_with_a_key_that_says_what_they_are(width: int) -> None:
    drawn = charts.drawing(SPLIT, width)
    shown = words(drawn)
    assert shown[:2] == ["Set aside: 1,200", "From the points: 793"] and {"Travel", "1,693", "493", "300"} <= {*shown}
    assert re.findall(r'class="piece (\w+)"', drawn) == ["ink", "now", "ink", "now", "now"]
    assert charts.alt(SPLIT) == (
        "Travel: Set aside: 1,200; From the points: 493. Publicity: Set aside: 0; From the points: 300."
    )
    assert only(SPLIT, (0, 2, 1)).chart == Parts(0, (2, 1)) and only(SPLIT, (0, 1)).chart is None


@pytest.mark.parametrize("answered", [12, 20, 21, 60])
def test_rows_have_the_same_marks_on_the_wall_as_in_the_record(answered: int) -> None:
    counts, bars = (9, 7, 2), answered > 20
    rows = [kit.ChartRow(f"o{at}", f"Option {at}", n) for at, n in enumerate(counts)]
    chart = kit.chart(rows, answered, 1, "Shortlist ends here")
    wall = [each for each in re.findall("<li.*?</li>", chart, re.DOTALL) if "Option" in each]
    for at, (n, here) in enumerate(zip(counts, wall, strict=True)):
        there = svg.row(n, answered, chosen=at <= 1)
        lengths = [float(wide) for wide in re.findall(r'<rect class="[a-z]+"[^>]* width="([\d.]+)"', there)]
        parts = [float(wide) for wide in re.findall(r'<rect width="([\d.]+)%"', here)]
        assert [round(each / lengths[0], 2) for each in lengths[1:]] == [round(each / 100, 2) for each in parts]
        steps = re.findall(r'stroke-dasharray="0 ([\d.]+)" d="M[\d. ]+h([\d.]+)"', there)
        dots = [1 + int(float(long) / float(step)) for step, long in steps]
        assert (here.count("<i>"), dots, len(parts)) == ((0, [], 1) if bars else (n, [n], 0))
        assert ("hatch" in here) == ("hatch" in there) == (bars and at > 1)


def test_a_row_may_have_two_lines_and_what_is_not_shown_has_none() -> None:
    columns = (Column("Need"), *(Column(f"{n}", COUNT) for n in range(4)))
    rows = (("Buses", 3, 1, 0, 4), ("Letters", None, None, None, None), ("Lunch", 0, 5, 5, 0))
    chart = Spread(
        0, (1, 2), means=("1.2", "2.0", "", "", "2.0", "1.0"), way=True, below=(3, 4), names=("Important", "Met")
    )
    needs = Table("needs", "", columns, rows, chart)
    drawn = charts.drawing(needs)
    shown = words(drawn)
    assert "Letters" not in shown and (shown.count("Important"), shown.count("Met")) == (2, 2)
    assert dots(drawn) == 18 and drawn.count('class="way"') == 1 and drawn.count('class="hair"') == 2
    assert charts.alt(needs).startswith("Buses, Important: 1: 3; 2: 1. Met: 2: 4. Lunch, Important: 2: 5.")
    assert only(needs, (0, 3, 4, 1, 2)).chart == replace(chart, counts=(3, 4), below=(1, 2))


def test_nothing_is_drawn_of_nothing() -> None:
    nobody = replace(SORTED, rows=(("Tea", 0, 0),))
    assert charts.drawing(nobody) == charts.drawing(replace(POT, chart=Flow(0, 1, (), 1000))) == ""
    assert charts.drawing(replace(LADDER, chart=None)) == charts.drawing(replace(SPLIT, rows=())) == ""
    assert charts.drawing(replace(SPLIT, rows=(("Travel", 0, None, ""),)))


def test_it_goes_from_right_to_left_and_hostile_words_stay_words() -> None:
    odd = replace(SORTED, rows=(("</text><script>&amp;", 1, 2), ("x" * 500, 0, 0)))
    with speaking("ar"):
        drawn = charts.drawing(odd)
    assert "<script" not in drawn and 'x="666"' in drawn and all(len(word) < 60 for word in words(drawn))


def test_each_document_has_the_picture_and_the_table_beside(record: Record) -> None:
    tables = (LADDER, SORTED, POT, SPLIT)
    sections = tuple(Section("A", table.title, blocks=(table,), activity="a") for table in tables)
    for language in ("en", "ar"):
        whole = replace(record, language=language, sections=sections)
        page = html.document_fromstring(render(whole, "html", "public").decode())
        assert len(page.xpath("//svg[@class='figure']")) == len(page.xpath("//svg[@class='figure narrow']")) == 4
        assert all(svg.get("aria-hidden") == "true" for svg in page.xpath("//svg")) and len(page.xpath("//table")) == 4
        pdf = PdfReader(BytesIO(render(whole, "pdf", "public")))
        assert "Co-design" in " ".join(each.extract_text() for each in pdf.pages)
    found = files(whole, "room")
    assert [*found] == [WORDS, "01-a-ladder.png", "02-a-sort-1.png", "03-a-steps-1.png", "04-a-divided-1.png"]


def test_older_records_load_and_newer_ones_come_back(record: Record) -> None:
    old = {"title": "", "block": "table", "id": "t", "columns": [{"title": "A"}, {"title": "n"}], "rows": [["a", 1]],
           "chart": {"label": 0, "count": 1, "people": 3}}  # fmt: skip
    (table,) = SECTION.validate_python({"title": "x", "blocks": [old]}).blocks
    assert isinstance(table, Table) and table.dots == Dots(0, 1, 3)
    for each in (LADDER, SORTED, POT, SPLIT):
        shape = TypeAdapter(Table)
        assert shape.validate_json(shape.dump_json(each)) == each and each.dots is None
        assert read(render(replace(record, sections=(Section("A", blocks=(each,)),)), "json", "room"))
    moved = only(LADDER, (0, 3))
    assert moved.chart is None and only(POT, (1, 0)).chart == Flow(1, 0, (0, 2, 3), 1000)
