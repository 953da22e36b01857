"""The console: what the facilitator works with, made with NiceGUI. Nothing else in the program knows of NiceGUI.

One file a panel. Every change goes through the same door as everybody's; nothing is kept in a page, so that each can
be made anew from its room at any time. What is hidden from the room is hidden here, too.
"""

from __future__ import annotations

from typing import Any, cast

from nicegui import run, ui
from starlette.applications import Starlette

from facilitator.console import theme
from facilitator.console.desk_page import DeskPage
from facilitator.console.home import Home
from facilitator.console.page import Console
from facilitator.console.record import RecordPage
from facilitator.console.visits import Visits
from facilitator.host.network import Network
from facilitator.host.rooms import Rooms
from facilitator.i18n import _, speaking
from facilitator.live.gateway import Live

__all__ = ["mount", "pages"]

PATIENCE = 120.0
"""Seconds for which the server keeps an open page that has lost its connection, with all that was typed into it."""


def mount(app: Starlette, rooms: Rooms, live: Live, network: Network | None = None) -> None:
    """Put the console into `app` at /console. Works once a process, after all other mounts of `app`."""
    console = Console(rooms, live, network)

    def own() -> frozenset[str]:
        return network.hosts if network else frozenset()

    app.add_middleware(cast(Any, Visits), own=own, reached=console.was_reached)
    theme.install()
    pages(console)
    run.process_pool_start_method = "spawn"  # a forked helper would hold on to the locks of the sessions
    ui.run_with(
        cast(Any, app), mount_path=theme.PREFIX, title="Facilitator", favicon=theme.MARK, language="en-US",
        reconnect_timeout=PATIENCE, tailwind=False, show_welcome_message=False,
    )  # fmt: skip


def pages(console: Console) -> None:
    """Register all pages."""

    @ui.page("/")
    def home() -> None:
        with speaking("en"):
            Home(console)

    @ui.page("/room/{code}")
    def desk(code: str) -> None:
        _room_page(console, code, DeskPage)

    @ui.page("/room/{code}/record")
    def record(code: str) -> None:
        _room_page(console, code, RecordPage)


def _room_page(console: Console, code: str, page: type[DeskPage] | type[RecordPage]) -> None:
    room = console.live.room(code)
    if room is None:
        with speaking("en"):
            more = _("It may have been closed. Your workshops are all here:")
            theme.nowhere(_("There is no open room with this code."), more)
        return
    with speaking(room.language):
        page(console, room)
