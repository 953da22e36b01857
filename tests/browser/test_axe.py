"""No view of any activity has an accessibility fault that axe finds: phone, board, stage and paper, phase by phase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from facilitator.host import qr
from facilitator.kit.shell import Shell, board_page, phone_page, stage_page
from facilitator.library.registry import Registry, module_of
from facilitator.seats import Who
from facilitator.testing.crowd import Crowd
from facilitator.testing.suite import ways
from facilitator.views import private

supper: Any = module_of(Path(__file__).parents[1] / "kinds" / "supper.py")
WAYS = ways([*Registry.load().activities.values(), supper.Supper])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
ADDRESS = "http://192.168.1.20:8080"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page in which the views are shown one after another."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("kind", "given"), WAYS.values(), ids=WAYS.keys())
def test_no_violation_in_any_phase_on_any_surface(page: Page, kind: Any, given: dict[str, Any]):
    crowd = Crowd(kind, given, people=7)
    found = []
    for phase in crowd.phases(crowd.answer):
        crowd.answer(1)
        page.emulate_media(color_scheme="dark" if phase.reveal else "light")
        found += [
            f"{phase.name}, {where}: {fault}" for where, html in pages(crowd) for fault in faults(page, where, html)
        ]
    assert found == []


def test_a_fault_would_be_found(page: Page):
    assert faults(page, "phone", "<html lang=en><title>x</title><main><input></main></html>") == ["label at input"]


def pages(crowd: Crowd) -> Iterator[tuple[str, str]]:
    """Every kind of page as it is now."""
    room, shell = crowd.table.room, Shell("A table", code="T2BL", seat="K7M2QX", now=1.0)
    yield "phone", phone_page(room.view(crowd.people[0].who), page=shell)
    svg = qr.image(f"{ADDRESS}/J/{room.code}")
    dark = crowd.table.run.phase.reveal
    yield (
        "board",
        board_page(room.view(Who.board()), page=shell, qr=svg, address=qr.typed(ADDRESS), code=room.code, dark=dark),
    )
    yield "stage", stage_page(room.view(Who.facilitator()), page=shell)
    if crowd.table.run.activity.keeps_private(crowd.table.ctx):
        yield "private", stage_page(private.page(room, here=False, sheet=False), page=shell)
    if crowd.table.run.asks:
        yield "paper", stage_page(crowd.answer_form(crowd.paper[0]), page=shell)
        yield "slips", stage_page(crowd.batch_form(), page=shell)


def faults(page: Page, where: str, html: str) -> list[str]:
    """What axe says about a page, in short; on a narrow screen but for the board."""
    page.set_viewport_size({"width": 1280, "height": 720} if where == "board" else {"width": 360, "height": 640})
    page.set_content(html)
    if page.evaluate("typeof axe === 'undefined'"):  # what a page knows stays known when other content is put into it
        page.evaluate(Axe().axe_script)
    violations = page.evaluate("rules => axe.run(rules).then(answer => answer.violations)", RULES)
    twice = [
        f"the id {id} is there twice" for id, n in Counter(re.findall(r'<[^>]*\sid="([^"]+)"', html)).items() if n > 1
    ]
    return twice + [f"{fault['id']} at {node['target'][0]}" for fault in violations for node in fault["nodes"]]
