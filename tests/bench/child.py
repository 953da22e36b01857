"""The servers that are measured, each as a process of its own: a workshop, or a bare Socket.IO relay beside it.

Started with "workshop DATA PLAN", "record DATA PLAN" (the same at its end, with a large record) or "relay". The first
line on standard output is a line of JSON. Each line on standard input is answered with the longest time that the event
loop stood still since the last one, in milliseconds, and how much of the processor this process took in such a time.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import socketio
import uvicorn

from facilitator.host.instance import listening
from facilitator.host.rooms import Rooms
from facilitator.library.plans import load
from facilitator.library.registry import Registry
from facilitator.live import limits
from facilitator.server.app import create
from facilitator.server.serve import SETTINGS
from facilitator.store.disk import raise_file_limit
from tests.bench import records

BEAT = 0.002


def main(kind: str, *rest: str) -> None:
    """Serve until standard input ends."""
    raise_file_limit()
    with listening("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        app, facts, end = relay() if kind == "relay" else workshop(*rest, full=kind == "record")
        server = uvicorn.Server(uvicorn.Config(app, **SETTINGS))
        print(json.dumps({"port": port, **facts}), flush=True)
        asyncio.run(serve(server, sock))
        end()


async def serve(server: uvicorn.Server, sock: Any) -> None:
    """Serve, and watch the loop meanwhile."""
    worst = [0.0, 0.0]
    tasks = [asyncio.create_task(beat(worst)), asyncio.create_task(listen(server, worst))]
    await server.serve(sockets=[sock])
    for task in tasks:
        task.cancel()


async def beat(worst: list[float]) -> None:
    """Notice how late a short sleep comes back. What other programs took does not count among the second figures."""
    while True:
        before, busy = monotonic(), process_time()
        await asyncio.sleep(BEAT)
        worst[:] = [max(worst[0], monotonic() - before - BEAT), max(worst[1], process_time() - busy)]


async def listen(server: uvicorn.Server, worst: list[float]) -> None:
    """Answer each line; end when there are no more."""
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(*(round(each * 1000, 1) for each in worst), flush=True)
        worst[:] = [0.0, 0.0]
    server.should_exit = True


def workshop(data: str, plan: str, full: bool = False) -> tuple[Any, dict[str, str], Any]:
    """The real application with one session. The limit on people who join is lifted: the server is measured, not it."""
    limits.SEATS_AT_ONCE = limits.SEATS_A_SECOND = 10_000.0
    library = Registry.load(None)
    rooms = Rooms(Path(data), library)
    room = rooms.start(load(plan, library))
    if full:
        records.fill(room)
    facts = {"code": room.code, "board": room.board_key, "key": rooms.facilitator_key}
    return create(rooms, console=False), facts, rooms.close


def relay() -> tuple[Any, dict[str, str], Any]:
    """The least that a server could do: acknowledge a vote and tell the board at once, without rules or a disk."""
    io = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=[], async_handlers=False, namespaces=["/live"])
    count = [0]

    @io.on("connect", namespace="/live")
    async def connect(sid: str, _environ: Any, auth: Any = None) -> None:
        if auth and auth.get("page") == "board":
            await io.enter_room(sid, "board", namespace="/live")

    @io.on("act", namespace="/live")
    async def act(_sid: str, _message: Any) -> dict[str, Any]:
        count[0] += 1
        words = f"<p><b>{count[0]}</b> are done</p>"
        await io.emit("view", {"v": count[0], "html": words}, room="board", namespace="/live")
        return {"ok": True, "v": count[0]}

    return socketio.ASGIApp(io, socketio_path="/live/socket.io"), {"code": "", "board": "", "key": ""}, lambda: None


if __name__ == "__main__":
    main(*sys.argv[1:])
