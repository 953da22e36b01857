"""The next action and the tool of the phase are inside the window, at both sizes, in every phase of every activity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from facilitator.activity import Refused
from facilitator.kit.shell import Shell, stage_page
from facilitator.library.registry import Registry
from facilitator.seats import Who
from facilitator.testing.crowd import Crowd
from facilitator.testing.suite import ways

WAYS = ways(Registry.load().activities.values())
FRAMES = {(1280, 720): (720, 644), (1440, 900): (811, 824)}
"""Windows of a laptop, and how large the stage is in the console there."""
SEEN = """() => {
    const faults = [], box = id => document.getElementById(id)?.getBoundingClientRect();
    const stand = box("stand"), action = box("primary") || box("missing"), tools = box("tools"), wall = box("wall");
    const inside = each => each.top >= 0 && each.bottom <= innerHeight && each.left >= 0 && each.right <= innerWidth;
    if (document.documentElement.scrollHeight > innerHeight) faults.push("the page scrolls");
    if (!action || !inside(action)) faults.push("the next action is outside");
    if (!inside(tools) || tools.height < 150) faults.push(`the tools have ${tools.height} pixels`);
    if (!inside(wall) || wall.height > .3 * stand.height) faults.push(`the picture has ${wall.height} pixels`);
    for (const name of ["title", "say", "now"]) {
        const part = box(name);
        if (part && !inside(part)) faults.push(`${name} is outside`);
    }
    const say = document.getElementById("say"), last = document.querySelector(".phases")?.getBoundingClientRect();
    if (say && say.scrollHeight > say.clientHeight + 1) faults.push("what to say is cut off");
    if (last && !inside(last)) faults.push("the phase bar is outside");
    const first = [...document.querySelectorAll("#tools :is(button, summary, a, input, textarea)")]
        .find(each => each.getBoundingClientRect().height > 1);
    if (first && first.getBoundingClientRect().bottom > tools.bottom) faults.push(`too low: ${first.textContent}`);
    const flag = document.querySelector(".flag span").getBoundingClientRect().height;
    const long = document.getElementById("all").offsetHeight > tools.height + 1;
    if (long !== flag > 0) faults.push(`long: ${long}, and ${flag} pixels say so`);
    return faults;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page in which stages are shown one after another."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def faults(page: Page, crowd: Crowd) -> list[str]:
    """What cannot be seen at once on the stage as it is now."""
    shell = Shell("A table", now=1.0, theme="light")
    html = stage_page(crowd.table.room.view(Who.facilitator()), page=shell)
    page.set_content(html)
    found = []
    for window, (width, height) in FRAMES.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{window[0]}: {fault}" for fault in page.evaluate(SEEN)]
    return found


@pytest.mark.parametrize("people", [0, 7])
@pytest.mark.parametrize(("kind", "given"), WAYS.values(), ids=WAYS.keys())
def test_the_next_action_and_the_tool_are_in_one_window(page: Page, kind: Any, given: dict[str, Any], people: int):
    crowd = Crowd(kind, given, people=people)
    found = []
    for name in crowd.table.run.phases:
        if not people:
            try:
                crowd.table.go(name)
            except Refused:  # nobody is there to write what it needs
                continue
        elif crowd.table.run.phases[name].aside and crowd.passed_over(name):
            continue
        elif name != crowd.table.run.phase.name:
            crowd.reach(name)
        found += [f"{name} at {fault}" for fault in faults(page, crowd)]
        crowd.answer(2 if people else 0)
    assert found == []


def test_the_words_of_a_proposal_and_their_button_stand_in_one_row_in_the_window(page: Page):
    kind = Registry.load().activities["fist-of-five"]
    crowd = Crowd(kind, kind.example, people=7)
    assert faults(page, crowd) == []  # 1440 x 900 comes last
    tools, words, use, decide = (
        page.locator(each).bounding_box() or {}
        for each in ("#tools", "#tools textarea", "#tools .write .act", "#tools .write + .row button")
    )
    assert abs(words["y"] + words["height"] - use["y"] - use["height"]) < 2 and words["x"] + words["width"] < use["x"]
    assert decide["y"] + decide["height"] < tools["y"] + tools["height"] - 30


def test_so_they_are_between_activities_and_with_nothing_planned(page: Page):
    crowd = Crowd(Registry.load().activities["check-in"], {})
    room = crowd.table.room
    room.run, room.library = None, dict(Registry.load().activities)
    for step in room.agenda:
        step.state = "planned"
    assert faults(page, crowd) == []
    room.agenda.clear()
    room.sections.clear()
    assert faults(page, crowd) == []


def test_the_stage_is_as_large_in_the_console(serve: Callable[..., Any], open_page: Callable[..., Page]):
    links = serve("--plan", "demo").links
    page = open_page(links["console"], 1440, 900)
    page.goto(f"{links['console'].partition('/console')[0]}/console/room/{links['code']}")
    frame = page.locator("iframe[data-stage]")
    stage = page.frame_locator("iframe[data-stage]")
    expect(stage.locator("#primary")).to_be_visible()
    for (width, height), (wide, high) in FRAMES.items():
        page.set_viewport_size({"width": width, "height": height})
        box = frame.bounding_box()
        assert box and box["width"] >= wide and box["height"] >= high, (width, box)
    page.set_viewport_size({"width": 1280, "height": 720})
    stage.get_by_text("Look at it big").click()
    wall = stage.locator("#wall")
    assert wall.bounding_box()["width"] > 600  # type: ignore[index]
    stage.get_by_text("Make it small again").click()
    assert wall.bounding_box()["width"] < 400  # type: ignore[index]
    page.set_viewport_size({"width": 320, "height": 225})  # 1280 x 900 at 400 %
    expect(stage.locator("#primary")).to_be_visible()
    box = frame.bounding_box()
    assert box and box["height"] >= 200 and box["width"] >= 300


def test_what_only_a_screen_reader_reads_makes_the_page_no_longer(page: Page):
    kind = Registry.load().activities["needs-and-strengths"]
    crowd = Crowd(kind, kind.example, people=12)
    crowd.answer(4)
    crowd.reach("group")
    for _time in range(9):
        crowd.facilitate()
    assert crowd.table.facilitator.html.count('class="vh"') > 6
    assert faults(page, crowd) == []
