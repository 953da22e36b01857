"""The page stands alone, says everything in words, and what people wrote stays words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

from lxml import etree, html

from facilitator.report import Copy, render
from facilitator.report.copies import plain
from facilitator.report.model import Paragraph, Record
from facilitator.report.svg import inline, people, row
from tests.report.conftest import STOPPED_EARLY


def page(record: Record, copy: Copy = "room") -> html.HtmlElement:
    return html.document_fromstring(render(record, "html", copy).decode())


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_decisions_first_then_tasks_then_results_then_how_it_was_counted(record: Record) -> None:
    headings = [words_of(element) for element in page(record).xpath("//h2")]
    assert headings[:3] == ["What we decided", "Who does what", "What stays open"]
    assert headings[-1] == "Shall we try it?"
    decided = words_of(page(record).xpath("//ol[@class='decisions']/li")[0])
    assert decided == (
        "We open a quiet room every Thursday from 2 to 4. Agreed, with reservations (3). Fist of five. Second round. "
        "12 of 12 answered. five: 3 four: 5 three: 3 left it to the group: 1 D-4. We look again on 24 February 2027."
    )


def test_a_chart_is_a_table_whose_drawings_agree_with_its_figures(record: Record) -> None:
    table = page(record).xpath("//table[@class='chart']")[0]
    assert words_of(table.xpath("caption")[0]) == "Dots for each option"
    assert words_of(table.xpath("../preceding-sibling::p[1]")[0]) == "11 people answered. Every dot is one person."
    for each in table.xpath("tbody/tr[not(@class='line')]"):
        count, drawing = int(words_of(each.xpath("td[2]")[0])), each.xpath("td[@class='drawn']/svg")[0]
        assert dots(etree.tostring(drawing).decode()) == count
    assert words_of(table.xpath(".//tr[@class='line']")[0]).startswith("The shortlist ends here.")
    assert len(table.xpath(".//tr[contains(@class, 'marked')]")) == 4


def dots(drawing: str) -> int:
    """How many dots the round-capped broken line makes."""
    found = re.search(r'stroke-dasharray="0 ([\d.]+)" d="M[\d.]+ [\d.]+h([\d.]+)"', drawing)
    if not found:
        return drawing.count("<circle")
    step, long = float(found[1]), float(found[2])
    assert long % step > step / 5, "the viewer of Chrome leaves out a last dot at the very end of the line"
    return 1 + int(long / step)


def test_dots_as_long_as_they_can_be_counted_then_bars() -> None:
    assert [dots(row(n, 20)) for n in (0, 1, 7, 20)] == [0, 1, 7, 20]
    assert dots(inline(3, 5, ring=True)) == 3
    assert 'class="ink"' in row(21, 21) and 'class="hatch"' in row(3, 21, chosen=False)
    assert people(41) == people(0) == ""
    assert people(40).count("<path") == 2


def test_the_page_needs_nothing_from_outside_and_runs_nothing(record: Record) -> None:
    source = render(record, "html", "room").decode()
    tree = page(record)
    assert not tree.xpath("//script|//iframe|//img|//object|//@style|//@*[starts-with(name(), 'on')]")
    assert all(address.startswith("data:") for address in tree.xpath("//@src|//@href"))
    assert not re.search(r"url\((?!data:|#hatch)|@import", source)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = tree.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; ")


def test_language_direction_and_title_are_set(record: Record) -> None:
    tree = page(replace(record, language="ar"), "public")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert page(record).get("dir") == "ltr"
    assert page(record).xpath("//title")[0].text == "Thursday drop-in · Record of the workshop"


def test_ids_are_unique_and_every_table_has_headers_and_a_name(record: Record) -> None:
    tree = page(record, "facilitator")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)
    for table in tree.xpath("//table"):
        assert table.xpath("caption") and table.xpath("thead/tr/th[@scope='col']")
        cells = {sum(int(cell.get("colspan", 1)) for cell in line.xpath("th|td")) for line in table.xpath(".//tr")}
        assert cells == {len(table.xpath("colgroup/col"))}


def test_it_is_valid_enough_for_a_strict_reader(record: Record, empty: Record) -> None:
    for each in (record, empty):
        parser = etree.HTMLParser(recover=False)
        etree.fromstring(render(each, "html", "facilitator"), parser)
        serious = [error for error in parser.error_log if "invalid" not in error.message]  # libxml2 knows HTML 4 tags
        assert serious == []


def test_nothing_at_all_is_said_so(empty: Record) -> None:
    assert words_of(page(empty).xpath("//main")[0]) == (
        "Workshop 24 November 2026, 10:00 to 12:02 0 people took part. Nothing was written down in this workshop."
    )


def test_an_activity_that_was_ended_early_has_no_result(record: Record) -> None:
    section = page(record).xpath("//section[h2='Shall we try it?']")[0]
    assert words_of(section) == "Shall we try it? Consent. Not finished. It was ended early, so there is no result."


def test_hostile_words_are_only_words(hostile: Any, record: Record) -> None:
    tree = page(hostile.record, "facilitator")
    known = {element.tag for element in page(record, "facilitator").iter()}
    assert {element.tag for element in tree.iter()} <= known | {"wbr"}
    assert len(tree.xpath("//head/*")) == len(page(record).xpath("//head/*"))
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    shown = " ".join(plain(hostile.words).split())
    assert words_of(tree.xpath("//h1")[0]) == shown
    assert words_of(tree.xpath("//main")[0]).count(shown) > 12


def test_what_was_said_in_the_open_stands_under_what_was_ended_early(record: Record) -> None:
    said = replace(STOPPED_EARLY, blocks=(Paragraph("The council decides about the rent."),))
    for each, words in ((said, "Not finished. It was ended early. This was said in the open until then:"),
                        (replace(said, open=True), "It may have changed since.")):  # fmt: skip
        shown = words_of(page(replace(record, sections=(each,))).xpath("//section[h2='Shall we try it?']")[0])
        assert words in shown and "The council decides" in shown and ("Not finished" in shown) != each.open
