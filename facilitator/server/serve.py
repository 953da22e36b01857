"""Runs the server: takes folder and port, opens the sessions, and tells where everything is.

One process, one port. The order matters: whatever can be refused is refused before anything is written, and the links
are told only when the server listens.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from rich.console import Console

from facilitator.host.instance import data_folder, listening_on_all
from facilitator.host.network import ANY, Network
from facilitator.host.qr import typed
from facilitator.host.rooms import Rooms
from facilitator.i18n import _
from facilitator.library.plans import load
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.server.connections import AT_ONCE, Connections
from facilitator.server.guard import Guard
from facilitator.store.disk import raise_file_limit

SETTINGS: dict[str, Any] = {
    "ws": "websockets-sansio",
    "ws_max_size": 64_000,
    "ws_per_message_deflate": True,
    "backlog": AT_ONCE,
    "access_log": False,  # addresses of people are kept nowhere
    "log_level": "warning",
    "server_header": False,
    "timeout_graceful_shutdown": 3,
}


@dataclass(frozen=True)
class Wish:
    """What the command line asks for. `data` is absolute; empty texts mean "not given"."""

    data: Path
    host: str
    port: int
    address: str
    public_url: str
    plan: str
    activities: Path | None
    opens: bool
    json: bool


def serve(wish: Wish) -> None:
    """Serve until the process is told to stop. Raises `Trouble`, `PlanError` or `StoreError` if that cannot begin."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # what comes after the server's own orderly end
    library = Registry.load(wish.activities)
    plan = load(wish.plan, library) if wish.plan else None
    with data_folder(wish.data) as note, listening_on_all(wish.host, wish.port) as sockets:
        handles = raise_file_limit()
        port = sockets[0].getsockname()[1]
        network = Network(port, host=wish.host, address=wish.address, public_url=wish.public_url)
        rooms = Rooms(wish.data, library)
        rooms.join_address = network.join_address
        room = rooms.start(plan) if plan else None
        here = f"http://{_local(wish.host)}:{port}"
        links = _links(rooms, room, here)
        note.write_text(f"{here}/console", encoding="utf-8")
        os.environ["NICEGUI_STORAGE_PATH"] = str(wish.data / ".nicegui")
        from facilitator.server import app as web  # NiceGUI comes with it, and takes half a second

        app = web.create(rooms, lambda: network.hosts, network=network)
        with suppress(KeyboardInterrupt):
            _Server(app, rooms, network, handles, lambda: _tell(wish, rooms, network, links)).run(sockets=sockets)


class _Server(uvicorn.Server):
    """uvicorn with four additions: no more connections than `handles` allow, `ready` when it listens, a watch on the
    network, the sessions closed at the end.
    """

    def __init__(self, app: Guard, rooms: Rooms, network: Network, handles: int, ready: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(app, http=Connections(handles), **SETTINGS))  # type: ignore[arg-type]
        self.app, self.rooms, self.network, self.ready = app, rooms, network, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.watching = asyncio.create_task(self.network.watch(self._moved))
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.watching.cancel()
        await self.app.sockets.stop()
        await super().shutdown(sockets)
        self.rooms.close()

    def _moved(self) -> None:
        self.rooms.join_address = self.network.join_address
        self.app.live.wake()


def _links(rooms: Rooms, room: Room | None, here: str) -> dict[str, str | None]:
    """What `--json` prints. Links with a key are for this laptop; the one to join is for phones."""
    key = rooms.facilitator_key
    return {
        "console": f"{here}/console?key={key}",
        "board": f"{here}/board/{room.code}?key={room.board_key}" if room else None,
        "stage": f"{here}/stage/{room.code}?key={key}" if room else None,
        "join": f"{rooms.join_address}/J/{room.code}" if room else None,
        "code": room.code if room else None,
    }


def _tell(wish: Wish, rooms: Rooms, network: Network, links: dict[str, str | None]) -> None:
    if wish.json:
        print(json.dumps(links), flush=True)
    else:
        _print(rooms, network, links)
    if wish.opens and _has_screen():
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, str(links["console"]))


def _print(rooms: Rooms, network: Network, links: dict[str, str | None]) -> None:
    out = Console(soft_wrap=True, highlight=False, markup=False)
    out.print(str(_("The server runs. Open the console in a browser on this laptop:")), style="bold")
    out.print(str(links["console"]))
    out.print(str(_("This link holds your key. Keep it to yourself.")))
    out.print(str(_("Phones join at {address}", address=typed(network.join_address))))
    for room in rooms.open:
        if room.status == "open":
            out.print(str(_("  “{title}” with the code {code}", title=room.title, code=room.code)))
    for words in (network.warning, rooms.library.hint, *rooms.troubles.values()):
        if words:
            out.print(f"! {words}")
    if rooms.library.broken:
        broken = len(rooms.library.broken)
        out.print(str(_("! {n} activities could not be loaded. See: facilitator activities", n=broken)))
    out.print(str(_("To stop, press Ctrl and C.")))


def _local(host: str) -> str:
    """How a browser on this laptop reaches the server."""
    if host in ANY:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """Whether a browser would open in a window; without one a text browser would take over the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
