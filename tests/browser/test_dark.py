"""Darkened by force, by the browser or by the system, the board stays readable: its code, and full and empty dots."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from facilitator.seats import Who

FORCED = {"forced_colors": "active", "color_scheme": "dark"}


def taken(page, clip=None) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")


def light(picture: Image.Image, x: float, y: float) -> int:
    return sum(picture.getpixel((round(x), round(y)))) // 3


def darkened(page) -> None:
    """Load the page again in a browser that darkens all pages that do not forbid it."""
    page.locator("#join img").wait_for()
    page.context.new_cdp_session(page).send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    page.reload()


@pytest.fixture(params=["the browser", "the system", "nobody"])
def board(request, one_hall, open_page):
    """The board with people at the table, darkened by somebody."""
    one_hall.seat()
    one_hall.act(Who.facilitator(), "show_code", on=1)
    options = {"nobody": {}, "the browser": {"color_scheme": "dark"}}.get(request.param, FORCED)
    page = open_page(f"{one_hall.url}/board/T2BL?key=board", **options)
    if request.param == "the browser":
        darkened(page)
    page.locator("#join img").wait_for()
    return page


def test_the_code_is_never_recoloured(one_hall, board):
    found = zxingcpp.read_barcodes(taken(board).convert("L"), try_invert=False)
    assert [code.text for code in found] == [f"http://{one_hall.host}/J/T2BL".upper().replace("HTTP", "http")]
    box = board.locator("#join img").bounding_box()
    assert light(taken(board), box["x"] + 4, box["y"] + box["height"] / 2) == 255, "its quiet zone is white"


def test_full_and_empty_dots_tell_apart(one_hall, board):
    full, empty = board.locator(".edge circle:not(.o)").first, board.locator(".edge circle.o").first
    full.wait_for()
    picture, middles = taken(board), []
    for dot in (full, empty):
        box = dot.bounding_box()
        middles.append(light(picture, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    paper = light(picture, 40, 400)
    assert abs(middles[0] - paper) > 100 and abs(middles[1] - paper) < 40, (middles, paper)


def test_a_board_for_daylight_stays_light_when_the_browser_darkens_pages(one_hall, open_page):
    page = open_page(f"{one_hall.url}/board/T2BL?key=board", color_scheme="dark")
    darkened(page)
    page.locator("#join img").wait_for()
    assert light(taken(page), 40, 400) == 255
