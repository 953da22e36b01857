"""The server of a rehearsal as a process of its own, until standard input ends.

It is given `DATA PLAN SEED`, then maybe `ACTIVITIES` and a meeting as `NUMBER DAY PROGRAMME`. It says its port and the
code of its room on the first line, and goes on with the session that it finds.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import uvicorn

from facilitator.host.instance import listening
from facilitator.library.plans import load
from facilitator.library.registry import Registry
from facilitator.rehearsal.server import Meeting, rooms_of
from facilitator.server.app import create
from facilitator.server.serve import SETTINGS
from facilitator.store.disk import raise_file_limit


def main(
    data: str, plan: str, seed: str, activities: str = "", number: str = "0", day: str = "0", programme: str = ""
) -> None:
    """Serve a plan in a folder, and say where."""
    meeting = Meeting(int(number), int(day), programme)
    raise_file_limit()
    library = Registry.load(Path(activities) if activities else None)
    with listening("127.0.0.1", 0) as sock:
        rooms = rooms_of(Path(data), library, load(plan, library), int(seed), meeting)
        server = uvicorn.Server(uvicorn.Config(create(rooms, console=False), **SETTINGS))
        threading.Thread(target=_until_told, args=(server,), daemon=True).start()
        sys.stdout.write(f"{sock.getsockname()[1]} {rooms.open[-1].code}\n")
        sys.stdout.flush()
        server.run(sockets=[sock])
        rooms.close()


def _until_told(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main(*sys.argv[1:])
