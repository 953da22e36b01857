"""Whoever writes on paper gets the codes of their cards, too: once, on the page after a helper typed them in."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from facilitator.seats import Who
from tests.conftest import Hall
from tests.server.test_app import press, read

STORY, OTHER = "They let me wait for two hours", "A nurse who listened"
NOTES, ROOM = 2, 1


@pytest.fixture
def lead():
    """The facilitator's browser, in a room in which people write cards that carry permissions."""
    with Hall("sorting") as hall, httpx.Client(base_url=hall.url, headers=hall.facilitator) as client:
        client.hall = hall
        hall.act(Who.facilitator(), "add_seat", name="Ann")
        (client.seat,) = hall.room.seats
        client.path = f"/stage/T2BL/for/{client.seat}"
        yield client


def codes(answer):
    """The codes on a page, in order."""
    return [
        text.strip() for text in html.fromstring(answer.text).xpath("//*[@id='codes']//span[@class='label']/text()")
    ]


def write(lead, page, **typed):
    return press(lead, page, "sheet", lead.path, **{"cards.start": f"{STORY}\n{OTHER}", "permission": NOTES, **typed})


def test_the_codes_are_shown_once_without_the_words(lead):
    page = read(lead, lead.path)
    first = write(lead, page)
    assert first.status_code == 200 and first.headers["cache-control"] == "no-store"
    shown = codes(first)
    assert len(shown) == 2 and all(len(code) == len("K7M 2QX") for code in shown)
    assert STORY not in first.text and OTHER not in first.text and "Ann" not in first.text
    again = write(lead, page)
    assert again.status_code == 303 and again.headers["location"] == "/stage/T2BL"
    for path in (lead.path, "/stage/T2BL", "/stage/T2BL/slips"):
        assert not any(code in lead.get(path).text for code in shown)


def test_a_code_from_paper_removes_its_card(lead):
    first, second = codes(write(lead, read(lead, lead.path)))
    hall = lead.hall
    assert hall.act(Who.facilitator(), "go", phase="group").ok
    assert hall.act(Who.facilitator(), "finish").ok
    assert STORY in str(hall.room.record()) and OTHER in str(hall.room.record())
    assert hall.act(Who.facilitator(), "withdraw", code=second).ok
    assert STORY in str(hall.room.record()) and OTHER not in str(hall.room.record())
    assert hall.act(Who.facilitator(), "withdraw", code=first).ok
    assert STORY not in str(hall.room.record())


def test_cards_that_stay_in_the_room_need_no_code(lead):
    assert write(lead, read(lead, lead.path), permission=ROOM).headers["location"] == "/stage/T2BL"


def test_the_page_leads_to_the_next_person(lead):
    hall = lead.hall
    hall.act(Who.facilitator(), "add_seat", name="Bob")
    other = next(seat for seat in hall.room.seats if seat != lead.seat)
    answer = press(
        lead, read(lead, lead.path), f"sheet?then={other}", lead.path, **{"cards.start": STORY, "permission": NOTES}
    )
    assert len(codes(answer)) == 1
    assert html.fromstring(answer.text).xpath("//a[@href=$to]", to=f"/stage/T2BL/for/{other}")
