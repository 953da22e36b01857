"""The record as a file that somebody opens at home: accessible, quiet, and never wider than its window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from facilitator.report import render
from facilitator.report.model import Record, Table
from tests.report.conftest import empty, record, worst

__all__ = ["empty", "record", "worst"]


WIDER = """() => [...document.querySelectorAll("main *")]
    .filter((each) => !each.closest(".unseen, svg") && each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
    .map((each) => `${each.tagName}.${each.className} ${each.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize("name", ["record", "empty", "worst", "rtl"])
def test_it_is_accessible_quiet_and_never_scrolls_sideways(
    name: str, request: Any, open_page: Callable[..., Page], tmp_path: Path
):
    each: Record = request.getfixturevalue("record" if name == "rtl" else name)
    file = tmp_path / "record.html"
    file.write_bytes(render(replace(each, language="ar") if name == "rtl" else each, "html", "facilitator"))
    view = open_page("about:blank")
    heard: list[str] = []
    view.on("console", lambda message: heard.append(message.text))
    view.on("dialog", lambda dialog: heard.append(dialog.message))
    view.on("request", lambda asked: asked.url.startswith(("data:", "file:")) or heard.append(asked.url))
    view.goto(file.as_uri())
    assert view.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    for width in (1440, 320):
        view.set_viewport_size({"width": width, "height": 800})
        assert view.evaluate("document.documentElement.scrollWidth") == width
        assert view.evaluate(WIDER) == [], "no part scrolls by itself either"
        if name in ("record", "worst"):
            found = Axe().run(view)
            assert found.violations_count == 0, found.generate_report()
    assert heard == []


A_PAGE = 980
"""CSS pixels of A4 between the margins of the record, 15 mm and 23 mm."""


def test_no_page_is_left_half_empty_in_print(record: Record, open_page: Callable[..., Page], tmp_path: Path):
    """What must stay in one piece, with the headings that stay with it, is small beside a page."""
    file = tmp_path / "record.html"
    table = next(block for block in record.sections[0].blocks if isinstance(block, Table))
    long = replace(record.sections[0], blocks=(replace(table, rows=(table.rows * 2)[:12]),))
    file.write_bytes(render(replace(record, sections=(*record.sections, long)), "html", "facilitator"))
    view = open_page("about:blank")
    view.set_viewport_size({"width": 794, "height": 1123})
    view.emulate_media(media="print")
    view.goto(file.as_uri())
    heights: list[float] = view.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter((each) => getComputedStyle(each).breakInside === "avoid")
            .map((each) => {
                const stays = (other) => other && getComputedStyle(other).breakAfter === "avoid";
                let top = each;
                while (stays(top.previousElementSibling)) top = top.previousElementSibling;
                return each.getBoundingClientRect().bottom - top.getBoundingClientRect().top;
            })"""
    )
    assert len(heights) > 20 and max(heights) < 0.4 * A_PAGE


def test_words_have_the_room_that_they_need(record: Record, open_page: Callable[..., Page], tmp_path: Path):
    file = tmp_path / "record.html"
    file.write_bytes(render(record, "html", "facilitator"))
    view = open_page("about:blank")
    view.set_viewport_size({"width": 1280, "height": 900})
    view.goto(file.as_uri())
    broken = """() => [...document.querySelectorAll("th[scope=col], tbody th bdi")].filter((cell) =>
        cell.getClientRects().length > 1 || cell.scrollWidth > cell.clientWidth + 1 && cell.matches("th"))
        .map((cell) => cell.textContent)"""
    assert view.evaluate(broken) == []
    options = "document.querySelector('table.chart th[scope=row]').getBoundingClientRect().width"
    assert view.evaluate(options) > 0.5 * view.evaluate("document.querySelector('table.chart').offsetWidth")
