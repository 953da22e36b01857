"""What listeners hear, and where a refusal stands: one sentence a change, outside the view, and nothing wiped away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from facilitator.seats import Who

BOSS = Who.facilitator()
SPY = """
  window.heard = []
  new MutationObserver(found => {
    for (const change of found) {
      const place = change.target.closest ? change.target : change.target.parentElement
      const live = place.closest('[role=status],[role=alert]')
      if (live && live.textContent.trim()) window.heard.push(live.id + ': ' + live.textContent.trim())
    }
  }).observe(document.body, {childList: true, subtree: true, characterData: true})
"""


@pytest.fixture
def sit(hall, open_page):
    """Open the page of somebody who has a seat, with a spy on all live regions: `seat, page = sit()`."""

    def start(path="/j/", width=360, height=640, **options):
        seat, headers = hall.seat()
        page = open_page(f"{hall.url}/healthz", width, height, **options)
        name, _, token = headers["Cookie"].partition("=")
        page.context.add_cookies([{"name": name, "value": token, "url": hall.url}])
        page.goto(f"{hall.url}{path}{hall.code}")
        if options.get("java_script_enabled", True):
            hall.connected()
            expect(page.locator("#status")).to_have_text("Connected")
            page.evaluate(SPY)
        return seat, page

    return start


def heard(page):
    """What the region beside the view said since it was last asked."""
    return page.evaluate(
        "window.heard.splice(0).filter(words => words.startsWith('told: ')).map(words => words.slice(6))"
    )


def test_a_phone_says_what_has_opened_once_and_in_one_region(hall, sit):
    seat, phone = sit()
    told = phone.locator("#told")
    hall.act(BOSS, "go", phase="show")
    expect(told).to_have_text("Now: Show.")
    hall.act(BOSS, "go", phase="write")
    expect(told).to_have_text("You can answer now.")
    assert heard(phone) == ["Now: Show.", "You can answer now."]
    hall.act(Who.of(seat.id), "add", text="from my other phone")
    expect(phone.get_by_text("from my other phone")).to_be_visible()
    hall.act(BOSS, "finish")
    expect(told).to_have_text("Thank you for your part.")
    assert len(heard(phone)) == 1
    assert phone.locator("#view [role=status], #view [aria-live]").count() == 0


def test_the_board_says_who_is_done_and_who_came(hall, sit):
    seat, board = sit("/board/")
    told = board.locator("#told")
    hall.act(Who.of(seat.id), "choose", tea="tea")
    expect(told).to_have_text("1 of 1 are done")
    hall.seat()
    expect(told).to_have_text("1 of 2 are done")
    hall.act(BOSS, "show_code", on=1)
    expect(told).to_have_text("2 are here")
    hall.seat()
    expect(told).to_have_text("3 are here")
    assert heard(board) == ["1 of 1 are done", "1 of 2 are done", "2 are here", "3 are here"]


def test_a_page_that_comes_back_says_only_what_is_new(hall, sit):
    seat, phone = sit()
    hall.vanish()
    expect(phone.locator("body")).to_have_attribute("data-state", "offline")
    hall.come_back()
    expect(phone.locator("#status")).to_have_text("Connected", timeout=15_000)
    hall.act(Who.of(seat.id), "add", text="Tea")
    expect(phone.get_by_role("listitem").filter(has_text="Tea")).to_be_visible()
    assert heard(phone) == []


def test_a_refusal_is_seen_in_a_long_page_until_the_next_tap(hall, sit):
    seat, phone = sit()
    for number in range(30):
        hall.act(Who.of(seat.id), "add", text=f"A note that makes the page long, number {number}")
    expect(phone.get_by_text("number 29")).to_be_visible()
    field, said = phone.get_by_label("Your note"), phone.locator("#said")
    field.fill("no")
    phone.get_by_role("button", name="Add").click()
    expect(said).to_have_text("Please write something else.")
    phone.get_by_text("number 29").scroll_into_view_if_needed()
    box = said.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 640 and phone.evaluate("scrollY") > 300
    expect(field).to_have_attribute("aria-invalid", "true")
    note = phone.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    expect(note).to_have_text("Please write something else.")
    hall.act(Who.of(seat.id), "add", text="from my other phone")
    expect(phone.get_by_text("from my other phone")).to_be_attached()
    expect(said).to_have_text("Please write something else.")
    expect(note).to_be_attached()
    expect(field).to_have_value("no")
    field.fill("yes")
    phone.get_by_role("button", name="Add").click()
    expect(said).to_be_hidden()
    expect(note).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_refusal_stands_beside_the_button_where_nothing_was_typed(hall, sit):
    _seat, phone = sit()
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#said")).to_contain_text("Something is still empty.")
    expect(phone.locator(".send:has([value=choose]) + #refused")).to_contain_text("Something is still empty.")
    assert phone.locator("[aria-invalid=true]").count() == 0


def test_saved_is_about_the_question_that_is_open(hall, sit):
    _seat, phone = sit()
    phone.get_by_label("Coffee").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#status")).to_have_text("Saved")
    hall.act(BOSS, "go", phase="show")
    expect(phone.locator("#told")).to_have_text("Now: Show.")
    expect(phone.locator("#status")).to_have_text("Connected")


def test_without_a_script_the_page_says_how_to_see_more_and_its_person_is_not_away(hall, sit):
    seat, phone = sit(java_script_enabled=False)
    expect(phone.locator("#status")).to_have_text("Load again to see what is new")
    assert seat.id in hall.live.phones(hall.room)
    hall.act(BOSS, "go", phase="show")
    phone.get_by_role("link", name="Load again to see what is new").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What we wrote")
