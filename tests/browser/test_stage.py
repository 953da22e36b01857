"""The stage and the board in a real browser: opened by a link, led by one key, and paper typed in by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from facilitator.seats import Who


@pytest.fixture
def lead(hall, open_page):
    """Open a page of the facilitator by its secret link."""

    def start(path):
        page = open_page(f"{hall.url}{path}?key={hall.facilitator_key}")
        expect(page).to_have_url(f"{hall.url}{path}")
        return page

    return start


def test_the_stage_is_led_by_the_space_key_and_shows_the_time(hall, lead):
    stage = lead(f"/stage/{hall.code}")
    hall.connected()
    stage.keyboard.press("Space")
    expect(stage.get_by_text(re.compile(r"\b[12]:\d\d\b"))).to_be_visible()
    assert hall.room.run.phase.name == "show"


@pytest.mark.parametrize("script", [True, False])
def test_an_answer_on_paper_is_entered_and_the_stage_comes_back(hall, open_page, script):
    stage = open_page(f"{hall.url}/stage/{hall.code}?key={hall.facilitator_key}", java_script_enabled=script)
    expect(stage).to_have_url(f"{hall.url}/stage/{hall.code}")
    hall.act(Who.facilitator(), "add_seat")
    stage.reload()
    stage.get_by_role("link", name="Enter ballot").click()
    stage.get_by_label("Coffee").check()
    stage.get_by_role("button", name="Enter this answer").click()
    expect(stage).to_have_url(f"{hall.url}/stage/{hall.code}")
    expect(stage.get_by_text("entered")).to_be_visible()
    assert list(hall.room.run.course.state.chosen.values()) == ["coffee"]


@pytest.mark.parametrize("script", [True, False])
def test_after_one_answer_on_paper_comes_the_form_of_the_next_seat(hall, open_page, script):
    page = open_page(f"{hall.url}/stage/{hall.code}?key={hall.facilitator_key}", java_script_enabled=script)
    expect(page).to_have_url(f"{hall.url}/stage/{hall.code}")
    for name in ("Ann", "Bob"):
        hall.act(Who.facilitator(), "add_seat", name=name)
    page.reload()
    page.get_by_role("link", name="Enter ballot: Bob").click()
    expect(page.get_by_role("heading", name="What do you need today?")).to_be_visible()
    page.get_by_label("Tea").check()
    page.get_by_role("button", name="Enter it, then Ann").click()
    expect(page.get_by_role("heading", name="Answer for Ann")).to_be_visible()
    expect(page.get_by_label("Tea")).not_to_be_checked()
    page.get_by_label("Coffee").check()
    page.get_by_role("button", name="Enter this answer").click()
    expect(page).to_have_url(f"{hall.url}/stage/{hall.code}")
    assert sorted(hall.room.run.course.state.chosen.values()) == ["coffee", "tea"]


def test_a_refused_batch_of_slips_need_not_be_typed_again(hall, open_page):
    page = open_page(f"{hall.url}/stage/{hall.code}/slips?count=3&key={hall.facilitator_key}")
    choices = page.get_by_label("Coffee")
    expect(choices).to_have_count(3)
    for number in range(3):
        choices.nth(number).check()
    page.get_by_role("button", name="Enter all slips").click()
    expect(page.locator("#said")).to_contain_text("There are 3 slips for 0 people")
    expect(choices.nth(2)).to_be_checked()
    for name in ("Ann", "Bob", "Cleo"):
        hall.act(Who.facilitator(), "add_seat", name=name)
    page.get_by_role("button", name="Enter all slips").click()
    expect(page).to_have_url(f"{hall.url}/stage/{hall.code}")
    assert len(hall.room.run.course.state.chosen) == 3
    expect(page.locator("body")).to_have_attribute("data-state", "connected")
    page.goto(f"{hall.url}/stage/{hall.code}/slips?count=3")
    expect(choices.nth(0)).not_to_be_checked()


def test_the_board_loads_again_when_it_turns_dark(hall, lead):
    board = lead(f"/board/{hall.code}")
    hall.connected()
    assert board.locator("html").get_attribute("data-theme") == "light"
    hall.act(Who.facilitator(), "dark", on=1)
    expect(board.locator("html")).to_have_attribute("data-theme", "dark")
