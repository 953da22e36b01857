"""One part of a page that fails takes no other with it, says so, and is drawn again when it can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from nicegui.testing import User

from facilitator.console import looks, parts, pulse
from facilitator.console.page import FACILITATOR, Console
from facilitator.library.plans import Plan
from facilitator.room import Room
from facilitator.session.command import Act
from tests.waiting import until

PANELS = {
    "agenda": "Which ideas first?", "times": "If we start now", "people": "0 people",
    "health": "No board is open", "bar": "Ways in",
}  # fmt: skip
"""The parts of the desk, and words that stand in each."""
MISSING = "This part cannot be shown just now. It comes back by itself."


def act(room: Room, do: str, **given: object) -> None:
    answer = room.act(FACILITATOR, Act(f"test-{room.n}-{do}", do, tuple((name, str(v)) for name, v in given.items())))
    assert answer.ok, answer.words


@pytest.fixture
def tried() -> Counter[str]:
    """How often a panel was to be shown, by its name."""
    return Counter()


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch, tried: Counter[str]) -> set[tuple[str, str]]:
    """Names of panels that fail, each with where: when it is looked at, or half-way while it is drawn."""
    failing: set[tuple[str, str]] = set()
    show, init = parts.Panel.show, parts.Panel.__init__

    def made(panel: Any, name: str, draw: Callable[[Any], None], *more: Any, **also: Any) -> None:
        def drawn(facts: Any) -> None:
            draw(facts)
            assert (name, "drawing") not in failing

        init(panel, name, drawn, *more, **also)

    def shown(panel: Any, facts: Callable[[], Any], again: bool = False) -> None:
        def looked() -> Any:
            assert (panel.name, "looking") not in failing
            return facts()

        tried[panel.name] += 1
        show(panel, looked, again)

    monkeypatch.setattr(parts.Panel, "__init__", made)
    monkeypatch.setattr(parts.Panel, "show", shown)
    monkeypatch.setattr(pulse, "BEAT", 0.05)
    return failing


@pytest.mark.parametrize("where", ["looking", "drawing"])
@pytest.mark.parametrize("name", PANELS)
async def test_a_part_that_fails_is_alone_and_comes_back(
    user: User, room: Room, fail: set[tuple[str, str]], tried: Counter[str], name: str, where: str,
    caplog: pytest.LogCaptureFixture,
):  # fmt: skip
    fail.add((name, where))
    await user.open(f"/room/{room.code}")
    await user.should_see(MISSING)
    for other, words in PANELS.items():
        if other == name:
            await user.should_not_see(words)
        else:
            await user.should_see(words)
    if name != "health":
        await user.should_see("A part of this page cannot be shown")
    before = tried[name]
    await until(lambda: tried[name] >= before + 4)
    assert caplog.text.count("could not be drawn") == 1, "it is told once, not once a beat"
    fail.clear()
    await user.should_see(PANELS[name])
    await user.should_not_see(MISSING)
    await user.should_not_see("A part of this page cannot be shown")


async def test_a_room_that_cannot_be_looked_at_is_said_and_looked_at_again(
    user: User, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(pulse, "BEAT", 0.05)
    with monkeypatch.context() as broken:
        broken.setattr(looks, "_line", lambda room, step: 1 / 0)
        await user.open(f"/room/{room.code}")
        await user.should_see("A part of this page cannot be shown")
    await user.should_see("Which ideas first?")
    await user.should_not_see("A part of this page cannot be shown")
    assert caplog.text.count("could not be looked at") == 1


async def test_an_empty_agenda_has_a_whole_desk(user: User, console: Console):
    empty = Plan.model_construct(
        title="Table", subtitle="", about="", language="en", perspectives=None, steps=(), name=""
    )
    room = console.rooms.begin(empty, "")
    await user.open(f"/room/{room.code}")
    for words in ("The agenda is empty.", "Add", "Break", "0 people", "Add a seat", "Ways in", "Saved"):
        await user.should_see(words)
    await user.should_not_see(MISSING)
    act(room, "add_step", activity="check-in")
    await user.should_see("If we start now")


@pytest.mark.parametrize("do", ["skip_step", "drop_step"])
async def test_so_has_an_agenda_of_which_nothing_is_left(user: User, room: Room, do: str):
    await user.open(f"/room/{room.code}")
    for step in list(room.agenda):
        act(room, do, step=step.id)
    await user.should_see("left out" if do == "skip_step" else "The agenda is empty.")
    await user.should_see("Add a seat")
    await user.should_not_see(MISSING)
