"""What is tapped is where it is seen: each radio over its number, boxes large enough, a choice in any browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from activities.check_in import widgets
from activities.ground_rules.widgets import scales
from facilitator import kit
from facilitator.blocks.draft import Subject
from facilitator.kit.shell import Shell, phone_page, stage_page
from facilitator.kit.styles import style


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


def test_every_radio_of_a_rule_lies_over_its_own_number(page: Page):
    rules = [Subject(each, f"We ask {each}", number) for number, each in enumerate("ab", 1)]
    with kit.drawing(run="r.1", privacy="hidden"):
        page.set_content(phone_page(kit.join(kit.form_start(), scales(rules, {}, 3)), page=SHELL))
    boxes = [radio.bounding_box() for radio in page.get_by_role("radio").all()]
    assert len(boxes) == len({(box["x"], box["y"]) for box in boxes}) == 14
    assert all(box["width"] >= 40 and box["height"] >= 44 for box in boxes)
    page.get_by_role("radio").nth(2).check()
    page.mouse.click(boxes[4]["x"] + 5, boxes[4]["y"] + 5)
    assert [radio.is_checked() for radio in page.get_by_role("radio").all()[:7]].index(True) == 4


def test_a_pass_on_a_slip_is_as_large_as_any_choice(page: Page):
    page.set_content(stage_page(kit.tick("passed", "This slip is a pass"), page=SHELL))
    assert page.locator("label").bounding_box()["height"] >= 44


def test_a_chosen_picture_is_seen_where_a_browser_does_not_know_has(page: Page):
    with kit.drawing(run="r.1"):
        view = widgets.pictures("")
    lacking = style("phone").replace(":has(", ":unknown(")
    page.set_content(phone_page(view, page=SHELL).replace(style("phone"), lacking))
    first = page.get_by_role("radio").first
    assert first.evaluate("each => getComputedStyle(each).opacity") == "1" and first.bounding_box()["width"] >= 20
    page.set_content(phone_page(view, page=SHELL))
    assert page.get_by_role("radio").first.evaluate("each => getComputedStyle(each).opacity") == "0"


def test_lists_stay_lists(page: Page):
    page.set_content(phone_page(kit.options(["Tea", "Coffee"]), page=SHELL))
    # A list with `list-style: none` is none for some screen readers.
    assert page.locator("ul").first.evaluate("each => getComputedStyle(each).listStyleType") == '""'


SHELL = Shell("A table", code="T2BL", seat="K7M2QX", now=1.0)
