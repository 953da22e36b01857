"""A note that somebody makes for themselves in a real browser: it stays there, and is in nothing that is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from activities.where_we_stand import WhereWeStand
from facilitator.seats import Who
from tests.conftest import Hall

SECRET = "What I would never say aloud"


@pytest.fixture
def hall():
    with Hall(kind=WhereWeStand) as there:
        yield there


def test_a_note_of_ones_own_never_leaves_the_phone_and_is_found_again(hall, open_page):
    _seat, headers = hall.seat()
    page = open_page(f"{hall.url}/healthz", width=390, height=844)
    name, _, token = headers["Cookie"].partition("=")
    page.context.add_cookies([{"name": name, "value": token, "url": hall.url}])
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    hall.act(Who.facilitator(), "go", phase="reflect")
    page.goto(f"{hall.url}/j/{hall.code}")
    hall.connected()
    page.get_by_label("A note for yourself").fill(SECRET)
    hall.act(Who.facilitator(), "go", phase="rate")
    page.locator("label:has([value='3'])").first.click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your answer is in.")).to_be_visible()
    hall.act(Who.facilitator(), "go", phase="reveal")
    hall.act(Who.facilitator(), "go", phase="act")
    page.get_by_label("People would").fill("Listen")
    page.get_by_role("button", name="Add card").click()
    expect(page.locator(".text", has_text="Listen")).to_be_visible()
    page.reload()
    page.get_by_text("Your own note").click()
    expect(page.get_by_label("A note for yourself")).to_have_value(SECRET)
    assert len(sent) > 3 and [each for each in sent if "never" in each] == []
    assert "never say" not in str(hall.store.events) + str(hall.store.tables)
