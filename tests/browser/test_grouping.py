"""Grouping in a real browser: by tapping, by dragging, by keys; it moves at once and the server has the last word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from facilitator.library.registry import Registry
from facilitator.session import snapshot
from facilitator.store import MemoryStore
from facilitator.testing import Table

TEXTS = ("Tea", "Milk", "Chairs")


@pytest.fixture
def sorting(hall: Any) -> Any:
    """The room of the hall, with three cards that can be grouped."""
    library = Registry()
    library.take_file(Path(__file__).parent.parent / "loose" / "sorting.py")
    hall.table = table = Table(library.activities["sorting"], seats=1)
    hall.room, hall.code = table.room, table.room.code
    for text in TEXTS:
        table.people[0].do("write", text=text, column="start")
    table.go("group")
    hall.room.store = MemoryStore(snapshot.tables(hall.room))
    return hall


@pytest.fixture
def stage(sorting: Any, open_page: Any) -> Page:
    """The facilitator's page."""
    page = open_page(f"{sorting.url}/healthz", width=1000, height=1400)
    page.context.add_cookies([{"name": "facilitator", "value": sorting.facilitator_key, "url": sorting.url}])
    page.goto(f"{sorting.url}/stage/{sorting.code}")
    sorting.connected()
    expect(page.locator("script#more")).to_be_attached()
    return page


def card(page: Page, text: str) -> Locator:
    return page.locator("#sorting [data-card]", has_text=text)


def group(page: Page, place: int) -> Locator:
    return page.locator("#sorting [data-group]").nth(place)


def grouped(hall: Any) -> list[list[str]]:
    s = hall.room.run.course.state
    return [sorted(s.cards.cards[id].text for id in ids) for ids in s.groups.members(s.cards).values()]


def arrived(page: Page, hall: Any, wanted: list[list[str]]) -> None:
    """A card moves on the page at once; the room hears of it a moment later."""
    for _turn in range(500):
        if grouped(hall) == wanted:
            return
        page.wait_for_timeout(20)
    assert grouped(hall) == wanted


def drag(page: Page, what: Locator, to: Locator) -> None:
    start, end = what.bounding_box(), to.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 120, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 30, steps=6)
    page.mouse.up()


def test_a_card_is_tapped_then_its_place(stage: Page, sorting: Any) -> None:
    card(stage, "Tea").get_by_role("radio").check()
    stage.get_by_role("button", name="Start a group with it").click()
    expect(stage.locator("#sorting section")).to_have_count(3)
    card(stage, "Milk").get_by_role("radio").check()
    group(stage, 0).get_by_role("button", name="Move here").click()
    expect(group(stage, 0).locator("[data-card]")).to_have_count(2)
    arrived(stage, sorting, [["Milk", "Tea"]])


def test_a_card_is_dragged_and_moves_at_once(stage: Page, sorting: Any) -> None:
    drag(stage, card(stage, "Tea"), group(stage, 1))
    expect(group(stage, 0).locator("[data-card]")).to_have_text(["Start: Tea"])
    moved = stage.evaluate(
        """() => {
          const milk = [...document.querySelectorAll('[data-card]')].find(each => each.textContent.includes('Milk'));
          milk.querySelector('input').checked = true;
          document.querySelector('[data-group] [data-here]').click();
          return document.querySelector('[data-group]').contains(milk);
        }"""
    )
    assert moved, "the card waited for the server"
    expect(stage.locator("body")).to_have_attribute("data-state", "saved")
    arrived(stage, sorting, [["Milk", "Tea"]])


def test_a_card_that_cannot_go_there_comes_back(stage: Page, sorting: Any) -> None:
    drag(stage, card(stage, "Tea"), group(stage, 1))
    expect(group(stage, 0).locator("[data-card]")).to_have_count(1)
    stage.evaluate("document.querySelector('[data-group] [data-here]').value = 'move?to=g9'")
    drag(stage, card(stage, "Milk"), group(stage, 0))
    expect(stage.locator("#said")).to_contain_text("not there any more")
    expect(group(stage, 0).locator("[data-card]")).to_have_count(1)
    arrived(stage, sorting, [["Tea"]])


def test_a_card_goes_to_its_group_by_keys_alone(stage: Page, sorting: Any) -> None:
    drag(stage, card(stage, "Tea"), group(stage, 1))
    expect(group(stage, 0).locator("[data-card]")).to_have_count(1)
    card(stage, "Milk").get_by_role("radio").focus()
    for key in ("Space", "Enter"):
        stage.keyboard.press(key)
    expect(group(stage, 0).get_by_role("button", name="Move here")).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Escape", "Enter", "Enter"):
        stage.keyboard.press(key)
    expect(group(stage, 0).locator("[data-card]")).to_have_count(2)
    arrived(stage, sorting, [["Milk", "Tea"]])


def test_names_are_saved_with_the_enter_key_and_not_lost_while_cards_move(stage: Page, sorting: Any) -> None:
    drag(stage, card(stage, "Tea"), group(stage, 1))
    name = group(stage, 0).get_by_label("Name of this group")
    name.fill("Drinks")
    drag(stage, card(stage, "Milk"), group(stage, 0))
    expect(group(stage, 0).locator("[data-card]")).to_have_count(2)
    expect(name).to_have_value("Drinks")
    name.press("Enter")
    expect(stage.locator("#sorting h2").first).to_have_text("Drinks")


def test_other_pages_do_not_load_the_script(sorting: Any, open_page: Any) -> None:
    _seat, headers = sorting.seat()
    page = open_page(f"{sorting.url}/healthz", width=360, height=740)
    name, _, token = headers["Cookie"].partition("=")
    page.context.add_cookies([{"name": name, "value": token, "url": sorting.url}])
    page.goto(f"{sorting.url}/j/{sorting.code}")
    sorting.connected()
    assert page.locator("script").count() == 1
