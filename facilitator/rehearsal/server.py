"""The real server for a rehearsal, with a clock and a chance of its own: in a thread, or as a process to be killed.

The clock moves with the events and chance comes from the seed, so that the same workshop has the same record.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import uvicorn

from facilitator.errors import Trouble
from facilitator.host.rooms import KEY, Rooms
from facilitator.i18n import Words, _
from facilitator.library.plans import Plan
from facilitator.library.registry import Registry
from facilitator.seats import digest
from facilitator.server.app import create
from facilitator.server.serve import SETTINGS

BEGAN = 1_800_003_600.0
"""When every rehearsal begins, seconds since 1970."""
PACE = 20
"""Seconds of its clock that go by with each event."""
DAY = 86_400
CHILD = "facilitator.rehearsal.child"
PATIENCE = 180.0
"""Seconds in which a server must listen."""
ENDING = 120.0
"""Seconds in which it must end."""


@dataclass(frozen=True)
class Meeting:
    """Which meeting of which programme is played, and how many days after the first; without a name it stands alone."""

    number: int = 0
    day: int = 0
    programme: str = ""


ALONE = Meeting()


def rooms_of(data: Path, library: Registry, plan: Plan, seed: int, meeting: Meeting = ALONE) -> Rooms:
    """The rooms of a data folder with one session of the plan in them, begun now or gone on with."""
    rooms: Rooms | None = None
    began = BEGAN + DAY * meeting.day
    drawn = f"{seed}.{meeting.number}" if meeting.number else str(seed)

    def events() -> int:
        return sum(room.n for room in rooms.open) if rooms else 0

    def entropy(label: str) -> str:
        plain = re.sub(r'"token": "[^"]*"', "", label)  # cookies of devices are random
        return digest(f"{drawn}:{events()}:{plain}", 32)

    rooms = Rooms(data, library, clock=lambda: began + PACE * events(), entropy=entropy)
    rooms.start(plan, meeting.programme)
    return rooms


class InThread:
    """The server in a thread of this process."""

    def __init__(self, data: Path, library: Registry, plan: Plan, seed: int, meeting: Meeting = ALONE) -> None:
        self.rooms = rooms_of(data, library, plan, seed, meeting)
        self.key = self.rooms.facilitator_key
        self.code = self.rooms.open[-1].code
        self._log = _Log()
        self._server = uvicorn.Server(uvicorn.Config(create(self.rooms, console=False), **SETTINGS, log_config=None))
        self._sock = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port: int = self._sock.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="rehearsal server", daemon=True)
        logging.getLogger().addHandler(self._log)
        self._thread.start()

    @property
    def troubles(self) -> list[str]:
        """What the console would tell the facilitator."""
        return [room.problem for room in self.rooms.open if room.problem]

    @property
    def log(self) -> list[str]:
        """Every line that the server wrote to its log."""
        return self._log.lines

    def stop(self) -> None:
        """End it in order, as Ctrl and C does."""
        self._server.should_exit = True
        self._thread.join(ENDING)
        self._sock.close()
        logging.getLogger().removeHandler(self._log)
        self.rooms.close()

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._sock]))


class AsProcess:
    """The server as a process of its own; `kill` ends it at once and starts another one on the same data."""

    def __init__(self, data: Path, words: tuple[str, str], seed: int, meeting: Meeting = ALONE) -> None:
        """`words` name the plan and the folder of loose activities, as on the command line."""
        which = [str(meeting.number), str(meeting.day), meeting.programme]
        self._command = [sys.executable, "-m", CHILD, str(data), words[0], str(seed), words[1], *which]
        self._data = data
        self.log: list[str] = []
        self.troubles: list[str] = []
        self._start()

    def kill(self) -> None:
        """As a flat battery does it; then start again."""
        self._process.kill()
        self._ended()
        self._start()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._pipe(self._process.stdin).close()
        self._ended()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            errors="replace",
        )  # fmt: skip
        said = len(self.log)
        self._reader = threading.Thread(target=self._read, args=(self._pipe(self._process.stderr),), daemon=True)
        self._reader.start()
        late = threading.Timer(PATIENCE, self._process.kill)
        late.start()
        first = self._pipe(self._process.stdout).readline().split()
        slow = late.finished.is_set()
        late.cancel()
        if len(first) != 2:
            self._ended()
            raise Trouble(_("The server did not start. {why}", why=self._why(slow, self.log[said:])))
        self.port, self.code = int(first[0]), first[1]
        self.key = (self._data / KEY).read_text(encoding="utf-8").strip()

    def _why(self, slow: bool, log: list[str]) -> Words:
        """Why there is no server."""
        if slow:
            return _("It was not ready after {n} seconds. Close other programs, and try again.", n=round(PATIENCE))
        return log[-1] if log else _("It ended at once, with the exit code {code}.", code=self._process.returncode)

    def _ended(self) -> None:
        self._process.wait(ENDING)
        self._reader.join(5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            self._pipe(pipe).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe

    def _read(self, lines: IO[str]) -> None:
        self.log += [line for text in lines if (line := text.strip())]


class _Log(logging.Handler):
    """Collects what the server's threads write, and nothing of what simulated people do in this process."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if (record.threadName or "").startswith(("rehearsal server", "store ", "asyncio")):
            self.lines.append(self.format(record))
