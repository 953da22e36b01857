"""Markdown reads well as it is, and what people wrote is shown letter for letter by every reader of Markdown."""

from __future__ import annotations

import re
from typing import Any

import markdown2
import pytest
from lxml import html
from markdown_it import MarkdownIt

from facilitator.report import render
from facilitator.report.copies import plain
from facilitator.report.markdown import line, text
from facilitator.report.model import Record

COMMON = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
READERS = {
    "commonmark": COMMON.render,
    "markdown2": lambda words: str(markdown2.markdown(words, extras=["tables", "fenced-code-blocks", "strike"])),
}
SAFE = {
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "div",
}


def words_of(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize("reader", READERS)
def test_hostile_words_are_only_words(hostile: Any, reader: str) -> None:
    tree = html.fragment_fromstring(READERS[reader](render(hostile.record, "md", "facilitator").decode()), "div")
    assert {element.tag for element in tree.iter()} <= SAFE
    assert not tree.xpath("//@*[name() != 'style' and name() != 'align' and name() != 'class']")
    shown = " ".join(plain(hostile.words).split())
    assert words_of(tree.xpath("//h1")[0]) == shown
    assert words_of(tree).count(shown) > 15


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "words",
    ["1) one", "10. ten", "- a", "-", "+ b", "=", "===", "# x", "#", "a_b_c * d*", "a\\*b", "&lt;", "~~~", "> q"],
)
def test_a_line_stays_a_line(reader: str, words: str) -> None:
    tree = html.fragment_fromstring(READERS[reader](f"Before\n\n{line(words)}\n\nAfter"), "div")
    assert [words_of(element) for element in tree] == ["Before", words, "After"]
    assert {element.tag for element in tree} == {"p"}


def test_paragraphs_keep_their_lines() -> None:
    assert text("one\n\n  - two\n") == "one  \n\\- two"


def test_it_reads_in_order_and_counts(record: Record) -> None:
    shown = render(record, "md", "facilitator").decode()
    headings = re.findall("^#+ (.*)$", shown, re.MULTILINE)
    order = ["Thursday drop-in", "What we decided", "Who does what", "Which would help most in the next six months?",
             "What the facilitator did"]  # fmt: skip
    assert list(dict.fromkeys(heading for heading in headings if heading in order)) == order
    assert "Second meeting, 24 November 2026, 10:00 to 12:02" in shown
    assert "**Agreed, with reservations (3).** Fist of five. Second round. 12 of 12 answered." in shown
    assert "- left it to the group: 1" in shown
    assert "D-4. We look again on 24 February 2027." in shown
    assert "How it was counted: Agreed if: everyone shows 3 or more. Answers needed: 4 of 5 people present." in shown
    assert "| Ring people the day before | Looking for someone | every week |" in shown
    assert "| **1** | **A quiet room** | **41** | **49\u00a0%** |" in shown
    assert (
        "| **3** |\n|  | The shortlist ends here. Two had the same number of dots, so both stay. |  |\n| 5 |" in shown
    )
    assert "84 people answered. A full bar would be all 84." in shown
    assert "Not finished. It was ended early, so there is no result." in shown


def test_nothing_at_all_is_said_so(empty: Record) -> None:
    shown = render(empty, "md", "room").decode()
    assert shown.startswith(
        "# Workshop\n\n24 November 2026, 10:00 to 12:02\n\n0 people took part.\n\nNothing was written"
    )
