"""The console without a browser: real rooms on a disk, pages built in this process, one simulated facilitator."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from nicegui import core
from nicegui.testing import User
from nicegui.testing.general import nicegui_reset_globals, prepare_simulation

from facilitator.console import pages
from facilitator.console.page import Console
from facilitator.host.network import Adapter, Network
from facilitator.host.rooms import Rooms
from facilitator.library.plans import load
from facilitator.library.registry import Registry
from facilitator.live.gateway import Live
from facilitator.room import Room

ADAPTERS = [Adapter("wlan0", "192.168.1.20", 24), Adapter("eth0", "10.0.0.5", 24)]


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    """The server behind the pages, with the demo session open."""
    library = Registry.load()
    rooms = Rooms(tmp_path, library)
    rooms.start(load("demo", library))
    network = Network(8080, look=lambda: ADAPTERS)
    rooms.join_address = network.join_address
    live = Live(rooms)
    live.start()
    yield Console(rooms, live, network)
    rooms.close()


@pytest.fixture
def room(console: Console) -> Room:
    """The demo session."""
    return console.rooms.open[0]


@pytest.fixture
async def user(console: Console) -> AsyncIterator[User]:
    """A facilitator who looks at the pages."""
    with _simulation():
        prepare_simulation()
        pages(console)
        async with (
            core.app.router.lifespan_context(core.app),
            httpx.AsyncClient(transport=httpx.ASGITransport(core.app), base_url="http://test") as client,
        ):
            yield User(client)


@contextmanager
def _simulation() -> Iterator[None]:
    """NiceGUI as in a fresh process; it throws away the modules of its pages afterwards, and they are needed again."""
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "facilitator"}
    os.environ["NICEGUI_USER_SIMULATION"] = "true"
    try:
        with nicegui_reset_globals():
            yield
    finally:
        del os.environ["NICEGUI_USER_SIMULATION"]
        sys.modules.update(kept)
