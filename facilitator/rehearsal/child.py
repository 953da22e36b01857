"""The server of a rehearsal as a process of its own: `DATA PLAN SEED [ACTIVITIES]`, until standard input ends.

It says its port and the code of its room on the first line, and goes on with the session that it finds.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import uvicorn

from facilitator.host.instance import listening
from facilitator.library.plans import load
from facilitator.library.registry import Registry
from facilitator.rehearsal.server import rooms_of
from facilitator.server.app import create
from facilitator.server.serve import SETTINGS
from facilitator.store.disk import raise_file_limit


def main(data: str, plan: str, seed: str, activities: str = "") -> None:
    """Serve a plan in a folder, and say where."""
    raise_file_limit()
    library = Registry.load(Path(activities) if activities else None)
    with listening("127.0.0.1", 0) as sock:
        rooms = rooms_of(Path(data), library, load(plan, library), int(seed))
        server = uvicorn.Server(uvicorn.Config(create(rooms, console=False), **SETTINGS))
        threading.Thread(target=_until_told, args=(server,), daemon=True).start()
        sys.stdout.write(f"{sock.getsockname()[1]} {rooms.open[0].code}\n")
        sys.stdout.flush()
        server.run(sockets=[sock])
        rooms.close()


def _until_told(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main(*sys.argv[1:])
