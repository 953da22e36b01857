"""Every dialog of the console in a browser: closed by one press, sent by Enter, left by Escape; focus in and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture(scope="module")
def demos(several_demos: Callable[[int], tuple[Any, Iterator[Any]]]) -> tuple[Any, Iterator[Any]]:
    """One server for the tests, with a session for each."""
    return several_demos(2)


@pytest.fixture
def page(demos: tuple[Any, Iterator[Any]], open_page: Callable[..., Page]) -> Iterator[Page]:
    """The first page of the console, with a demo session open."""
    served, (code, _key) = demos[0], next(demos[1])
    page = open_page(served.links["console"], 1440, 900)
    page.room = f"{served.links['console'].partition('/console')[0]}/console/room/{code}"  # type: ignore[attr-defined]
    expect(page.get_by_role("button", name="Go on").first).to_be_visible()
    yield page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def dialogs(page: Page) -> Iterator[tuple[str, Callable[[], Locator]]]:
    """Every dialog by its name, and how it is opened: each returns the button that was pressed."""

    def opener(name: str, *before: str) -> Callable[[], Locator]:
        def start() -> Locator:
            for each in (*before, name):
                found = button(page, each)
                found.click()
            return found

        return start

    yield "Look inside", opener("Look inside First meeting, short")
    yield "Empty plan", opener("Empty plan")
    yield "Help", opener("Help")
    page.goto(page.room)  # type: ignore[attr-defined]
    expect(button(page, "Seats and codes")).to_be_visible()
    page.get_by_role("button", name="How much support").click()
    for name in ("Ways in", "Help", "Add to the agenda", "Change", "Add a seat", "Seats and codes"):
        yield name, opener(name)
    yield "Choose", opener("Choose Dot vote", "Add to the agenda")
    yield "Merge two seats", opener("Merge two seats", "Seats and codes")
    page.goto(f"{page.room}/record")  # type: ignore[attr-defined]
    for name in ("Keep the session on another disk", "Take a card out", "Close the session"):
        yield name, opener(name)


def test_every_dialog_closes_with_one_press_and_with_escape(page: Page):
    seen = []
    for name, start in dialogs(page):
        opened = page.get_by_role("dialog")
        for leave in ("press", "Escape"):
            before = start()
            if name == "Choose":
                expect(page.get_by_role("heading", name="On the agenda")).to_be_visible()
            expect(opened).to_have_count(2 if name == "Merge two seats" else 1)
            expect(opened.last.locator(":focus")).to_have_count(1)
            if leave == "press":
                opened.last.locator(".two button").first.click()
            else:
                page.keyboard.press("Escape")
            if name == "Merge two seats":
                expect(opened).to_have_count(1)
                page.keyboard.press("Escape")
            expect(opened).to_have_count(0)
            if name not in ("Choose", "Merge two seats"):
                expect(before).to_be_focused()
        seen.append(name)
    assert len(seen) == 14


def test_enter_sends_a_dialog_once_and_a_question_waits_with_it(page: Page):
    page.goto(page.room)  # type: ignore[attr-defined]
    button(page, "Add a seat").click()
    page.get_by_label("Name, or nothing").fill("Ann")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="1 person")).to_be_visible()
    expect(button(page, "Add a seat")).to_be_focused()
    button(page, "Seats and codes").click()
    expect(page.locator(".seats .line")).to_have_count(1)
    page.keyboard.press("Escape")
    page.goto(f"{page.room}/record")  # type: ignore[attr-defined]
    button(page, "Close the session").click()
    expect(button(page, "Wait")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button(page, "Close the session")).to_be_visible()
    button(page, "Close the session").click()
    button(page, "Close it").click()
    expect(page.get_by_text("This session is closed. This is still on this laptop:")).to_be_visible()


def test_a_room_that_reads_from_the_right_is_mirrored_with_header_and_dialogs(
    serve: Callable[..., Any], open_page: Callable[..., Page], tmp_path: Path
):
    plan = tmp_path / "plan.toml"
    step = '[[steps]]\nactivity = "check-in"\nminutes = 5\n'
    plan.write_text(f'title = "\u0627\u0644\u062c\u064a\u0631\u0627\u0646"\nlanguage = "ar"\n{step}', encoding="utf-8")
    served = serve("--plan", str(plan))
    page = open_page(served.links["console"], 1440, 900)
    page.goto(f"{served.links['console'].partition('/console')[0]}/console/room/{served.links['code']}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "en")  # nobody has translated the console yet
    expect(page.locator("h1")).to_have_attribute("dir", "auto")
    button(page, "Ways in").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for part in (".sun", ".dialog", ".said"):
        assert page.locator(part).evaluate("each => getComputedStyle(each).direction") == "rtl", part
    assert page.locator(".sun .name").bounding_box()["x"] > page.locator(".sun > .ends").bounding_box()["x"]  # type: ignore[index]
    agenda, people = page.locator("#agenda").bounding_box(), page.locator("#people").bounding_box()
    assert agenda and people and agenda["x"] > people["x"]
