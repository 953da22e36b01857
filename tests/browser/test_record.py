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
from facilitator.report.model import Record
from tests.report.conftest import empty, record, worst

__all__ = ["empty", "record", "worst"]


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
        if name in ("record", "worst"):
            found = Axe().run(view)
            assert found.violations_count == 0, found.generate_report()
    assert heard == []
