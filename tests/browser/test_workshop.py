"""A whole workshop, as people would play it: stage, board, a phone, a small phone, a phone without a script."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

FIRST, SECOND = "Quiet hour in the café", "A lift to every meeting"


@dataclass
class Room:
    """All pages of one workshop."""

    served: Any
    serve: Callable[..., Any]
    stage: Page
    board: Page
    phones: list[Page]
    plain: Page
    """A phone without JavaScript: it sees a new view when it loads again."""

    def next(self, words: str) -> None:
        """Press the one big button, which must say `words`."""
        button = self.stage.locator("[data-key]")
        expect(button).to_contain_text(words)
        expect(self.stage.locator("#view:not([data-fresh])")).to_be_attached()
        button.click()

    def confirm(self, words: str) -> None:
        """Press a button in the question that came up."""
        self.stage.locator("[popover]:popover-open").get_by_role("button", name=words, exact=True).click()


@pytest.fixture
def room(serve: Callable[..., Any], open_page: Callable[..., Page]) -> Room:
    """The demo plan with three people in the room."""
    served = serve("--plan", "demo")
    links = served.links
    join = links["console"].split("/console")[0] + f"/j/{links['code']}"
    stage, board = open_page(links["stage"], 1024, 800), open_page(links["board"], 1920, 1080)
    phones = [open_page(join, 390, 844), open_page(join, 320, 640)]
    plain = open_page(join, 390, 844, java_script_enabled=False)
    for phone in (*phones, plain):
        phone.get_by_role("button", name="Join").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("You are in")
    return Room(served, serve, stage, board, phones, plain)


def place(phone: Page, option: str) -> None:
    """Put a dot on an option."""
    phone.get_by_role("button", name=f"Place a dot: {option}").click()


def status(phone: Page) -> Any:
    """The line at the top that says whether an answer is in."""
    return phone.locator("#status")


def test_from_the_code_on_the_wall_to_the_record(room: Room) -> None:
    stage, board, plain = room.stage, room.board, room.plain
    first, small = room.phones
    expect(board.locator("#view")).to_contain_text("3 are here")
    assert decoded(board) == room.served.links["join"]

    room.next("Start: Which ideas first?")
    room.next("Open the vote")
    place(first, FIRST)
    place(first, SECOND)
    expect(status(first)).to_contain_text("Saved")
    place(small, FIRST)
    small.get_by_role("button", name="Done").click()
    expect(status(small)).to_contain_text("Saved")
    plain.reload()
    plain.get_by_role("button", name="Pass", exact=True).click()
    expect(plain.locator("body")).to_contain_text("You passed. You can still answer.")
    plain.get_by_role("button", name=f"Place a dot: {SECOND}").click()
    expect(board.locator("#view")).to_contain_text("2 of 3 are done, 1 has begun")
    plain.get_by_role("button", name="Done").click()
    expect(board.locator("#view")).to_contain_text("3 of 3 are done")
    expect(board.locator("#view")).not_to_contain_text(FIRST)

    room.next("Show the result")
    expect(board.locator("#view")).to_contain_text("3 of 3 voted. Every dot is one person.")
    expect(first.locator("#view")).to_contain_text("your dot")
    plain.reload()
    expect(plain.locator("body")).to_contain_text("3 of 3 voted")
    room.next("Talk about it")
    room.next("What next")
    room.next("Close this activity")

    room.next("Take these on to: How much support is there?")
    stage.get_by_role("button", name=f"Propose this: {SECOND}").click()
    room.next("Ask everyone to show")
    expect(board.get_by_role("heading", level=1)).to_have_text(SECOND)
    for phone, finger in ((first, "5"), (small, "3")):
        phone.locator(f"input[name=finger][value='{finger}']").check()
        phone.get_by_role("button", name="Send").click()
        expect(status(phone)).to_contain_text("Saved")
    room.next("Show the result")
    expect(stage.locator("[popover]:popover-open")).to_contain_text("1 of 3 is not done yet.")
    room.confirm("Wait")
    plain.reload()
    plain.locator("input[value=aside]").check()
    plain.get_by_role("button", name="Send").click()
    expect(board.locator("#view")).to_contain_text("3 of 3 are done")
    room.next("Show the result")
    expect(board.locator("#view")).to_contain_text("Agreed, with reservations (1)")
    room.next("Close the question")
    room.next("Close this activity")

    room.next("Give everyone the record")
    expect(first.get_by_role("link", name="Save the record")).to_be_visible()
    first.get_by_role("link", name="Read what we said and decided").first.click()
    expect(first.locator("body")).to_contain_text("Agreed, with reservations (1)")
    record = json.loads(download(stage, f"/record/{room.served.links['code']}.json"))
    assert [section["activity"] for section in record["sections"]] == ["dot-vote", "fist-of-five"]

    stage.get_by_role("button", name="Close the workshop").click()
    room.confirm("Close it")
    expect(board.get_by_role("heading", level=1)).to_have_text("What we take home")
    expect(small.get_by_role("heading", level=1)).to_have_text("We have ended. Thank you for your part.")
    expect(small.locator("header")).not_to_contain_text("Seat")
    for phone in (first, plain):  # an open record, and a phone without a script
        phone.reload()
    expect(first.locator("body")).to_contain_text("Agreed, with reservations (1)")
    with plain.expect_download() as saved:
        plain.get_by_role("link", name="Save the record").click()
    assert saved.value.suggested_filename.endswith(".html")


def test_a_flat_battery_in_the_middle_of_a_vote_loses_nothing(room: Room) -> None:
    first, small = room.phones
    room.next("Start: Which ideas first?")
    room.next("Open the vote")
    place(first, FIRST)
    expect(status(first)).to_contain_text("Saved")
    room.served.kill()
    place(small, FIRST)
    expect(status(small)).to_contain_text("Kept on this phone")

    port = room.served.links["console"].split(":")[2].split("/")[0]
    again = room.serve("--plan", "demo", "--port", port)
    assert again.links == room.served.links
    expect(status(small)).to_contain_text("Saved", timeout=15_000)
    expect(first.locator("#view")).to_contain_text("You have 1 dot left of 2")
    expect(room.board.locator("#view")).to_contain_text("2 have begun", timeout=15_000)
    expect(room.stage.locator("#view")).to_contain_text("2 have begun", timeout=15_000)
    room.next("Show the result")
    room.confirm("Show it")
    expect(room.board.locator("#view")).to_contain_text("2 of 3 voted")


def decoded(board: Page) -> str:
    """What a phone's camera would read from the wall."""
    picture = Image.open(io.BytesIO(board.screenshot()))
    return zxingcpp.read_barcode(picture).text


def download(page: Page, path: str) -> bytes:
    """A file, with the cookies of a page."""
    answer = page.request.get(page.url.split("/stage")[0] + path)
    assert answer.ok
    return answer.body()
