"""Pages show a look only when what it was made from is on the disk, and gather what changes in between."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from weakref import ref

import pytest

from activities.dot_vote import DotVote
from facilitator.console import watch
from facilitator.console.watch import Following, Watch
from facilitator.room import Room
from facilitator.testing import Table


@dataclass(frozen=True)
class Count:
    """How many seats there are."""

    n: int
    seats: int


def count(room: Room) -> Count:
    return Count(room.n, len(room.seats))


class Held:
    """A disk that writes what it is given at once, or, while it is `held`, when it is told to."""

    def __init__(self, n: int) -> None:
        self.durable = self.last = n
        self.failed = ""
        self.held = False
        self._listeners: list[Callable[[], None]] = []

    def listen(self, call: Callable[[], None]) -> None:
        self._listeners.append(call)

    def commit(self, event: dict[str, Any], tables: Any = None, forget: bool = False) -> None:
        self.last = event["n"]
        if not self.held:
            self.write()

    def write(self, up_to: int | None = None) -> None:
        """Write everything, or up to an event."""
        self.durable = up_to or self.last
        for call in self._listeners:
            call()


def table() -> tuple[Table, Held]:
    made = Table(DotVote, seats=2)
    store = Held(made.room.n)
    made.room.store = cast(Any, store)
    return made, store


async def passes(following: Following[Count]) -> None:
    """Everything that is due is looked at, and shown if it may be."""
    await asyncio.sleep(0)  # what the disk told is heard
    while following._due is not None:
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PAUSE", 0.0)


async def test_a_page_begins_with_what_is_on_the_disk():
    made, _store = table()
    following = Following(made.room, count)
    following.join(lambda: None)
    assert following.seen == Count(made.room.n, 2)


async def test_nothing_is_shown_before_the_disk_has_it():
    made, store = table()
    following = Following(made.room, count)
    following.join(lambda: None)
    store.held = True
    made.join()
    await passes(following)
    assert following.seen is not None and following.seen.seats == 2
    made.join()
    store.write()
    await passes(following)
    assert following.seen.seats == 4


async def test_what_waits_is_what_it_was_made_from():
    made, store = table()
    following = Following(made.room, count)
    following.join(lambda: None)
    store.held = True
    made.join()
    await passes(following)
    with_three = made.room.n
    made.join()
    store.write(with_three)
    await passes(following)
    assert following.seen is not None and following.seen.seats == 3


async def test_many_changes_are_one_look():
    made, _store = table()
    looks: list[Count] = []

    def look(room: Room) -> Count:
        looks.append(count(room))
        return looks[-1]

    following = Following(made.room, look)
    following.join(lambda: None)
    for _time in range(20):
        made.join()
    await passes(following)
    assert [each.seats for each in looks] == [2, 22]


async def test_a_page_that_has_gone_is_not_called():
    made, _store = table()
    following, calls = Following(made.room, count), []
    leave = following.join(lambda: calls.append(1))
    leave()
    before = len(calls)
    made.join()
    await passes(following)
    assert len(calls) == before


async def test_pages_of_one_room_share_one_following_that_goes_with_the_room():
    made, _store = table()
    pages = Watch()
    first = pages.of(made.room, count)
    assert pages.of(made.room, count) is first
    listeners = len(made.room._listeners)
    for _page in range(5):
        pages.of(made.room, count).join(lambda: None)()
    assert len(made.room._listeners) == listeners
    gone = ref(first)
    del first, made, _store
    gc.collect()
    assert gone() is None


async def test_it_knows_since_when_the_disk_is_behind():
    made, store = table()
    following = Following(made.room, count)
    following.join(lambda: None)
    assert not following.behind
    store.held = True
    made.join()
    assert following.behind
    store.write()
    await passes(following)
    assert not following.behind
