"""Join, answer, result, stage and board once in WebKit and in Firefox, as phones and laptops of others have them."""

from __future__ import annotations

import os

import pytest

from facilitator.seats import Who
from tests.engines.drivers import Missing, firefox, webkit

BOSS = Who.facilitator()


@pytest.fixture(params=[webkit, firefox], ids=["webkit", "firefox"])
def browser(request, tmp_path):
    """A browser of each engine. A missing one is left out with a sentence; where CI is true that fails."""
    try:
        with request.param(tmp_path) as found:
            yield found
    except Missing as missing:
        (pytest.fail if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip)(str(missing))


def test_join_answer_result_stage_and_board(hall, browser):
    browser.open(f"{hall.url}/J/{hall.code}")
    browser.press("What shall we call you?")
    browser.type("Sam")
    browser.press("Join")
    browser.until("document.body.dataset.state", "connected")
    browser.press("Place a dot: Biscuits")
    browser.reads("#status", "Saved")
    browser.reads("#steps", "1 dot from you")
    browser.press("Your note")
    browser.type("More light")
    browser.press("Add")
    browser.reads(".options", "More light")
    browser.press("Coffee")
    browser.press("Send")
    browser.reads("#view", "Send change")
    hall.act(BOSS, "go", phase="show")
    browser.reads("h1", "What we wrote")
    browser.reads("#told", "Now: Show.")
    hall.act(BOSS, "go", phase="write")
    (seat,) = hall.room.seats.values()
    state = hall.room.run.course.state
    assert (seat.name, [*state.texts.values()], [*state.chosen.values()]) == ("Sam", [["More light"]], ["coffee"])

    browser.open(f"{hall.url}/board/{hall.code}?key=board")
    browser.reads("h1", "What do you need today?")
    browser.until("document.querySelector('#join svg, #join img').getBoundingClientRect().width > 50")
    hall.act(BOSS, "go", phase="show")
    browser.reads("h1", "What we wrote")
    hall.act(BOSS, "go", phase="write")

    browser.open(f"{hall.url}/stage/{hall.code}?key={hall.facilitator_key}")
    browser.until("document.body.dataset.state", "connected")
    browser.press("End early")
    browser.until("document.activeElement.textContent", "Wait")
    browser.press("Wait")
    browser.until("[...document.querySelectorAll('[popover]')].some(box => box.checkVisibility())", False)
    browser.press("Offer paper slips")
    browser.reads("#view", "Stop offering slips")
    browser.type(" ")
    browser.reads("[data-key]", "Close this activity")
    assert hall.room.run.phase.name == "show"
