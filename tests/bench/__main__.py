"""Measures the server under load, on this machine and against itself only: `uv run python -m tests.bench`.

It prints a table in Markdown, and takes about two minutes. Names of measures may follow: only those are done then.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import time
from collections.abc import Callable

from facilitator.store.disk import raise_file_limit
from tests.bench import measures, records

ALL: dict[str, Callable[[], list[measures.Row]]] = {
    "act": measures.one_act,
    "weights": lambda: asyncio.run(measures.weights()),
    "board50": lambda: asyncio.run(measures.vote_to_board(50, 10)),
    "board200": lambda: asyncio.run(measures.vote_to_board(200, 40)),
    "fsync": lambda: asyncio.run(measures.all_at_once()),
    "join": lambda: asyncio.run(measures.join_burst()),
    "memory": lambda: asyncio.run(measures.memory()),
    "phase": lambda: asyncio.run(measures.phase_change()),
    "record": lambda: asyncio.run(records.exports()),
    "shares": measures.equal_shares_count,
}


def main(wanted: list[str]) -> None:
    """Measure and print."""
    raise_file_limit()
    load = f", load average {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}{load}\n")
    print("| what | measured |\n| --- | --- |", flush=True)
    began = time.monotonic()
    for name in wanted or ALL:
        for what, figure in ALL[name]():
            print(f"| {what} | {figure} |", flush=True)
    print(f"\nThat took {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main(sys.argv[1:])
