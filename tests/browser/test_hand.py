"""The facilitator's hand in a real browser: a press is for now, and the key works wherever the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from facilitator.seats import Who

BOSS = Who.facilitator()
AGAIN = "No answer came. Look at what is open now, then press again."


@pytest.fixture
def lead(hall, open_page):
    """Open the stage: `stage = lead()`. It waits until the page is connected."""

    def start():
        page = open_page(f"{hall.url}/stage/{hall.code}?key={hall.facilitator_key}")
        expect(page).to_have_url(f"{hall.url}/stage/{hall.code}")
        expect(page.locator("#status")).to_have_text("Connected")
        hall.connected()
        return page

    return start


def settled(stage):
    """Wait until the big button takes presses again."""
    expect(stage.locator("#view:not([data-fresh])")).to_be_attached()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_second_press_does_not_meet_the_next_words(hall, lead, by_key):
    stage = lead()
    stage.evaluate(
        """byKey => new MutationObserver(() => {
          const button = document.querySelector('[data-key]')
          if (window.hit || !button.textContent.includes('Close')) return
          window.hit = true
          if (!byKey) return button.click()
          document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'Space', bubbles: true, cancelable: true}))
        }).observe(document.getElementById('view'), {childList: true, subtree: true, characterData: true})""",
        by_key,
    )
    stage.keyboard.press("Space")
    expect(stage.locator("[data-key]")).to_contain_text("Close this activity")
    settled(stage)
    assert stage.evaluate("window.hit") and hall.room.run.phase.name == "show"
    stage.keyboard.press("Space")
    expect(stage.locator("[data-key]")).not_to_contain_text("Close this activity")
    assert hall.room.run is None


def test_what_is_pressed_without_a_connection_is_never_sent(hall, lead):
    stage = lead()
    hall.vanish()
    expect(stage.locator("#status")).to_have_text("No connection. This page shows the last that arrived.")
    stage.keyboard.press("Space")
    expect(stage.locator("#said")).to_have_text(AGAIN)
    stage.get_by_role("button", name="Offer paper slips").click()
    hall.come_back()
    expect(stage.locator("#status")).to_have_text("Connected", timeout=15_000)
    expect(stage.get_by_role("button", name="Offer paper slips")).to_be_visible()
    assert hall.room.run.phase.name == "write"
    stage.keyboard.press("Space")
    expect(stage.locator("[data-key]")).to_contain_text("Close this activity")
    expect(stage.locator("#said")).to_be_hidden()


def test_a_press_that_is_on_its_way_when_the_connection_breaks_is_not_sent_again(hall, lead):
    stage = lead()
    stage.evaluate("WebSocket.prototype.send = () => {}")
    stage.keyboard.press("Space")
    expect(stage.locator("#status")).to_have_text("Sending")
    expect(stage.locator("#said")).to_have_text(AGAIN, timeout=10_000)
    assert hall.room.run.phase.name == "write"


def test_two_stages_do_not_skip_a_step_together(hall, lead):
    stage = lead()
    hall.do(hall.store.hold)
    hall.act(BOSS, "go", phase="show")
    stage.keyboard.press("Space")
    hall.do(hall.store.let_go)
    expect(stage.locator("#said")).to_have_text(
        "This had moved on already. Look at what is open now, then press again."
    )
    expect(stage.locator("[data-key]")).to_contain_text("Close this activity")
    assert hall.room.run.phase.name == "show"


def test_the_key_works_after_a_click_and_gives_way_to_the_keyboard(hall, lead):
    stage = lead()
    slips = stage.get_by_role("button", name="offer")
    slips.focus()
    stage.keyboard.press("Tab")
    stage.keyboard.press("Shift+Tab")
    expect(slips).to_be_focused()
    stage.keyboard.press("Space")
    expect(slips).to_have_text("Stop offering slips")
    assert hall.room.run.phase.name == "write"
    slips.click()
    stage.keyboard.press("Space")
    expect(stage.locator("[data-key]")).to_contain_text("Close this activity")


def test_the_key_belongs_to_who_types_and_to_a_question(hall, lead):
    stage = lead()
    stage.get_by_role("button", name="End early").click()
    expect(stage.get_by_role("button", name="Wait")).to_be_focused()
    stage.keyboard.press("Space")
    expect(stage.get_by_role("button", name="Wait")).to_be_hidden()
    assert hall.room.run.phase.name == "write"
