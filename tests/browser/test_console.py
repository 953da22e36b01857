"""The console in a real browser: for everyone, by keyboard, in every width, and back by itself after a crash.

No page may ask another host for anything: `open_page` looks at every request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALLEST = 44
"""Pixels of a target."""


@dataclass
class Desk:
    """A facilitator's browser with a demo session of its own. The server is the same for all tests."""

    served: Any
    page: Page
    home: str
    code: str
    board: str

    @property
    def base(self) -> str:
        return self.home.partition("/console")[0]

    def open(self, path: str = "") -> None:
        """Open the desk, or what `path` says behind it."""
        self.page.goto(f"{self.base}/console/room/{self.code}{path}")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def stage(self) -> Any:
        return self.page.frame_locator("iframe[data-stage]")

    @property
    def titles(self) -> list[str]:
        return [row.inner_text() for row in self.page.locator(".step .title > :first-child").all()]


@pytest.fixture(scope="module")
def demos(several_demos: Callable[[int], tuple[Any, Iterator[Any]]]) -> tuple[Any, Iterator[Any]]:
    """One server for the tests, with a session for each that wants a desk."""
    return several_demos(8)


@pytest.fixture
def desk(demos: tuple[Any, Iterator[Any]], open_page: Callable[..., Page]) -> Desk:
    server, (code, key) = demos[0], next(demos[1])
    home, key_of = server.links["console"].split("?")
    page = open_page(f"{home}/room/{code}?{key_of}", 1440, 900)
    expect(page.get_by_role("button", name="Seats and codes")).to_be_visible()
    base = home.partition("/console")[0]
    return Desk(server, page, server.links["console"], code, f"{base}/board/{code}?key={key}")


def faults(page: Page, within: str = "") -> list[str]:
    """What axe has to say, in a dialog only about the dialog: what lies behind it is dimmed."""
    found = Axe().run(page, context={"include": [[within]]} if within else None, options=RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found.response["violations"]]


def small(page: Page) -> list[str]:
    """Everything to press that is smaller than a finger. Words in a sentence may be."""
    return page.evaluate(
        """least => [...document.querySelectorAll("a, button, [role=switch], [role=radio], input, textarea")]
            .map(each => each.matches("input, textarea") ? each.closest(".q-field__control") || each : each)
            .map(each => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < least - .5 || box.width < least - .5))
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)""",
        SMALLEST,
    )  # fmt: skip


def test_every_page_and_dialog_is_for_everyone(desk: Desk):
    page = desk.page
    page.goto(desk.home)
    expect(page.get_by_role("button", name="Go on").first).to_be_visible()
    assert faults(page) + small(page) == []
    for name in ("Look inside", "Empty plan"):
        page.get_by_role("button", name=name).first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert faults(page, ".q-dialog") + small(page) == [], name
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    desk.open("/record")
    expect(page.get_by_role("heading", name="Save a copy")).to_be_visible()
    assert faults(page) + small(page) == []
    desk.open()
    expect(desk.button("Seats and codes")).to_be_visible()
    page.get_by_role("button", name="How much support").click()
    expect(desk.button("Change")).to_be_visible()
    assert faults(page) + small(page) == []
    for name in ("Ways in", "Help", "Add to the agenda", "Change", "Add a seat", "Seats and codes"):
        desk.button(name).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert faults(page, ".q-dialog") + small(page) == [], name
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(desk.button(name)).to_be_focused()


def test_everything_is_done_by_keyboard(desk: Desk):
    page = desk.page
    page.goto(desk.home)
    page.get_by_role("button", name="Go on").first.press("Enter")
    row = page.get_by_role("button", name="How much support")
    expect(row).to_be_visible()
    first, second = desk.titles
    page.locator("body").press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate("each => getComputedStyle(each).outlineWidth") == "3px"
    row.press("Enter")
    expect(desk.button("Up")).to_be_visible()
    desk.button("Up").press("Enter")
    expect(page.locator(".step .title").first).to_contain_text(second)
    assert desk.titles == [second, first]
    # "Up" is gone with the top: the focus is not lost, it stands in the agenda.
    assert page.evaluate("document.activeElement.closest('[data-panel]').dataset.panel") == "agenda"
    desk.button("Leave out").press("Enter")
    expect(desk.button("Put back")).to_be_focused()
    desk.button("Put back").press("Enter")
    expect(desk.button("Leave out")).to_be_focused()


def test_keys_press_what_is_marked_with_them(desk: Desk):
    page = desk.page
    expect(desk.stage.locator("[data-key=Space]")).to_contain_text("Start: Which ideas first?")
    page.keyboard.press("Space")
    expect(desk.stage.locator("[data-key=Space]")).to_contain_text("Open the vote")
    expect(page.locator(".step.now")).to_contain_text("Which ideas first?")
    page.keyboard.press("c")  # the focus is on the stage now: letters work there, too
    expect(desk.button("Put the code away")).to_be_visible()
    page.keyboard.press("c")
    expect(desk.button("Show code big")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Press the big button on the stage")
    page.keyboard.press("c")
    expect(desk.button("Show code big")).to_be_attached()
    desk.button("Switch letter keys off").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("a")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert page.get_by_role("dialog").count() == 0


def test_a_space_in_a_field_is_a_space(desk: Desk):
    desk.button("Add a seat").click()
    name = desk.page.get_by_label("Name, or nothing")
    name.press_sequentially("Ann c b")
    expect(name).to_have_value("Ann c b")
    desk.button("Add the seat").click()
    expect(desk.page.get_by_role("heading", name="1 person")).to_be_visible()
    expect(desk.stage.locator("[data-key=Space]")).to_contain_text("Start: Which ideas first?")


def test_typed_text_outlives_what_others_do(desk: Desk, open_page: Callable[..., Page]):
    desk.page.get_by_role("button", name="How much support").click()
    desk.button("Change").click()
    proposal = desk.page.get_by_role("textbox", name="Proposal")
    proposal.press_sequentially("We meet on Mond")
    phone = open_page(f"{desk.base}/j/{desk.code}", 390, 844)
    phone.get_by_role("button", name="Join").click()
    expect(desk.page.get_by_role("heading", name="1 person", include_hidden=True)).to_be_attached()
    expect(proposal).to_be_focused()
    proposal.press_sequentially("ays")
    expect(proposal).to_have_value("We meet on Mondays")
    desk.button("Save").click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_in_a_narrow_window_the_columns_become_tabs(desk: Desk):
    page = desk.page
    parts = {name: page.locator(f"#{name}") for name in ("agenda", "stage", "people")}

    def shown() -> set[str]:
        return {name for name, part in parts.items() if part.is_visible()}

    expect(desk.button("Seats and codes")).to_be_visible()
    assert shown() == {"agenda", "stage", "people"}
    page.set_viewport_size({"width": 1099, "height": 900})
    assert shown() == {"agenda", "stage"}
    desk.button("People and health").click()
    expect(parts["people"]).to_be_visible()
    assert shown() == {"agenda", "people"}
    page.set_viewport_size({"width": 799, "height": 900})
    desk.button("Stage").click()
    expect(parts["stage"]).to_be_visible()
    assert shown() == {"stage"}
    desk.button("Agenda").click()
    expect(parts["agenda"]).to_be_visible()
    assert shown() == {"agenda"}
    for width in (799, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_board_counts_only_when_the_room_can_see_it(desk: Desk, open_page: Callable[..., Page]):
    expect(desk.page.get_by_text("No board is open")).to_be_visible()
    board = open_page(desk.board)
    expect(desk.page.get_by_text("Board is showing")).to_be_visible()
    board.close()
    expect(desk.page.get_by_text("No board is open")).to_be_visible(timeout=25_000)


def test_it_says_when_the_program_has_gone_and_comes_back_as_it_was(desk: Desk, serve_all: Callable[..., Any]):
    page = desk.page
    desk.button("Break: add one at the end").click()
    expect(page.locator(".step")).to_have_count(3)
    lost = page.get_by_text("The console has lost the program.")
    expect(lost).to_be_hidden()
    well, saved = page.locator("[data-panel=health] h2"), page.get_by_text("Saved", exact=True)
    expect(well).to_be_visible()
    desk.served.kill()
    expect(lost).to_be_visible(timeout=15_000)
    expect(well).to_be_hidden()
    expect(saved).to_be_hidden()  # nothing is claimed of a program that is gone
    desk.button("Break: add one at the end").click()  # a press is for now: this one never arrives
    serve_all("--port", desk.base.rpartition(":")[2], data=desk.served.data)
    expect(lost).to_be_hidden(timeout=30_000)
    expect(well).to_be_visible()
    expect(page.locator(".step")).to_have_count(3)
    desk.button("Break: add one at the end").click()
    expect(page.locator(".step")).to_have_count(4)
