"""What many tests need: a server as the command line starts it, one room in a thread, and browsers last."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio
import uvicorn
from hypothesis import HealthCheck, settings

from facilitator.host.press import Press
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import Seat, Who, digest, typed
from facilitator.server.app import HOME, create
from facilitator.server.serve import SETTINGS
from facilitator.session import snapshot
from facilitator.session.command import Act, Answer
from facilitator.store import MemoryStore
from facilitator.testing import Table

PROGRAM = (sys.executable, "-m", "facilitator")
ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a slow or busy machine is no reason to fail
UV = os.environ.get("UV") or shutil.which("uv") or "uv"
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # else each of the many programs that start here compiles all again
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: a browser keeps an event loop of its own in this thread."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@dataclass
class Served:
    """A running server. `links` is the line that `--json` prints."""

    process: subprocess.Popen[str]
    links: dict[str, Any]
    data: Path

    def stop(self) -> bool:
        """Ask it to end, as a service manager does. Whether it ended in order; Windows has no way to ask."""
        self.process.terminate()
        return self.process.wait(20) == 0 or sys.platform == "win32"

    def kill(self) -> None:
        """End it at once, as a flat battery does."""
        self.process.kill()
        self.process.wait(20)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start `facilitator run` on a free port of this machine: `serve("--plan", "demo")`."""
    with _serving(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def serve_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """The same for a whole file of tests."""
    with _serving(tmp_path_factory.mktemp("served")) as start:
        yield start


@contextmanager
def _serving(folder: Path) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def start(*options: str, data: Path = folder / "data", program: Sequence[str] = PROGRAM) -> Served:
        port = [] if "--port" in options else ["--port", "0"]
        process = subprocess.Popen(
            [*program, "run", "--json", "--no-open", "--host", "127.0.0.1", *port, "--data", str(data), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        served = Served(process, json.loads(_first_line(process)), data)
        started.append(served)
        return served

    yield start
    for served in started:
        served.process.kill()
        served.process.communicate(timeout=20)


def _first_line(process: subprocess.Popen[str]) -> str:
    """The first line on standard output; fails with what the server said if it ends before, or after 60 seconds."""
    assert process.stdout is not None and process.stderr is not None
    late = threading.Timer(60, process.kill)
    late.start()
    line = process.stdout.readline()
    late.cancel()
    if not line:
        pytest.fail(f"The server did not start: {process.communicate()[1]}")
    return line


class Held(MemoryStore):
    """A disk that a test can make slow (`hold`, `let_go`) or break (`fail`)."""

    held = False
    reached = 0

    def hold(self) -> None:
        """Write nothing from now on."""
        self.reached, self.held = self.durable, True

    def let_go(self) -> None:
        """Catch up."""
        self.held = False
        self._tell()

    def fail(self) -> None:
        """Write nothing any more, and say so."""
        self.hold()
        self.failed = "The disk is full."
        self._tell()

    @property
    def durable(self) -> int:
        return self.reached if self.held else self._durable

    @durable.setter
    def durable(self, n: int) -> None:
        self._durable = n

    def commit(self, event: dict[str, Any], tables: Any = None, forget: bool = False) -> None:
        held, self.held = self.held, False
        super().commit(event, tables, forget)
        self.held = held


class Hall:
    """A server in a thread with one room, in which an activity of `tests/loose`, or any other `kind`, has begun."""

    def __init__(self, loose: str = "notes", kind: Any = None) -> None:
        library = Registry()
        library.take_file(Path(__file__).parent / "loose" / f"{loose}.py")
        self.table = Table(kind or library.activities[loose], seats=0)
        self.room, self.code = self.table.room, self.table.room.code
        self.store = self.room.store = Held(snapshot.tables(self.room))
        self.facilitator_key, self.data, self.press = "key-of-the-facilitator", Path(), Press()
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self.sock.getsockname()[1]}"
        self.url, self.join_address = f"http://{self.host}", f"http://{self.host}"
        self.app = create(self, console=False)  # type: ignore[arg-type]
        self.live, self.sockets = self.app.live, self.app.sockets
        self.server = uvicorn.Server(uvicorn.Config(self.app, **SETTINGS))
        self.thread = threading.Thread(target=self._run, daemon=True)

    @property
    def open(self) -> list[Room]:
        return [self.room]

    def by_code(self, text: str) -> Room | None:
        return self.room if typed(text) == self.code else None

    def seat(self, **given: Any) -> tuple[Seat, dict[str, str]]:
        """Somebody who joined: their seat, and the headers that their browser would send."""
        token = secrets.token_hex(16)
        seat = self.do(lambda: self.room.join(digest(token), **given))
        return seat, {"Cookie": f"seat-{self.code}={token}", "Origin": self.url}

    @property
    def facilitator(self) -> dict[str, str]:
        """The headers of the facilitator's browser."""
        return {"Cookie": f"facilitator={self.facilitator_key}", "Origin": self.url}

    def do(self, work: Callable[[], Any]) -> Any:
        """Run something on the server's loop, where rooms live."""

        async def working() -> Any:
            return work()

        return asyncio.run_coroutine_threadsafe(working(), self.loop).result(10)

    def act(self, who: Who, do: str, **args: object) -> Answer:
        """An act that no page sent."""
        pairs = tuple((name, str(value)) for name, value in args.items())
        return self.do(lambda: self.room.act(who, Act(secrets.token_hex(8), do, pairs)))

    def connected(self, pages: int = 1) -> None:
        """Wait until so many pages are connected, up to ten seconds. The board inside the stage is none."""
        for _attempt in range(500):
            found = [viewer for viewer in list(self.live.viewers.all.values()) if not viewer.mirrors]
            if len(found) == pages:
                return
            time.sleep(0.02)
        pytest.fail(f"{len(found)} pages are connected, not {pages}")

    def vanish(self) -> None:
        """Be out of reach, like a laptop that left the network."""
        self.app.hosts, self.join_address = (lambda: frozenset()), "http://192.0.2.1:1"
        self.do(lambda: [self.sockets.drop(viewer) for viewer in list(self.live.viewers.all.values())])

    def come_back(self) -> None:
        """Be there again."""
        self.app.hosts, self.join_address = (lambda: HOME), f"http://{self.host}"

    def __enter__(self) -> Hall:
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self.sockets.stop(), self.loop).result(10)
        self.server.should_exit = True
        self.thread.join(10)
        self.sock.close()

    def _run(self) -> None:
        async def serving() -> None:
            self.loop = asyncio.get_running_loop()
            await self.server.serve(sockets=[self.sock])

        asyncio.run(serving())


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A running server with one room; see `Hall`."""
    with Hall() as there:
        yield there


@pytest.fixture(scope="module")
def one_hall() -> Iterator[Hall]:
    """The same for a whole file of tests that do not mind each other."""
    with Hall() as there:
        yield there


class Phone:
    """A client that keeps every view it is sent. With `mute` it acknowledges none."""

    def __init__(self, hall, headers, page="phone", v=0, room=None, mute=False):
        self.hall, self.mute = hall, mute
        self.auth = {"room": room or hall.code, "page": page, "v": v}
        self.views, self.gone = [], asyncio.Event()
        self.came = asyncio.Condition()
        # The client would send our headers with some requests only.
        self.session = aiohttp.ClientSession(headers=headers)
        self.io = socketio.AsyncClient(reconnection=False, http_session=self.session)
        self.io.on("view", self._view, namespace="/live")
        self.io.on("disconnect", self._gone, namespace="/live")

    async def _view(self, message):
        async with self.came:
            self.views.append(message)
            self.came.notify_all()
        if self.mute:
            await asyncio.sleep(60)

    async def _gone(self, *_reason):
        self.gone.set()

    async def connect(self, transports=("websocket",)):
        await self.io.connect(
            self.hall.url, namespaces=["/live"], socketio_path="/live/socket.io", auth=self.auth,
            transports=list(transports), wait_timeout=5,
        )  # fmt: skip

    async def close(self):
        with suppress(TimeoutError):  # a poll that waits for the next view is only cut by closing the session
            await asyncio.wait_for(self.io.disconnect(), 0.5)
        await self.session.close()

    async def act(self, do, id="", **args):
        pairs = [[name, str(value)] for name, value in args.items()]
        return await self.send({"id": id or secrets.token_hex(8), "do": do, "pairs": pairs})

    async def send(self, data):
        return await self.io.call("act", data, namespace="/live", timeout=8)

    async def sees(self, words, within=5.0):
        """The first view that holds these words."""
        async with asyncio.timeout(within), self.came:
            await self.came.wait_for(lambda: any(words in view["html"] for view in self.views))
        return next(view for view in self.views if words in view["html"])


@pytest.fixture
def phone(hall):
    """Connect a client to the hall: `async with phone() as ann`. Without headers it gets a seat of its own."""

    @asynccontextmanager
    async def start(headers=None, transports=("websocket",), **options):
        made = Phone(hall, headers or hall.seat()[1], **options)
        try:
            await made.connect(transports)
            yield made
        finally:
            await made.close()

    return start


class Environment:
    """An empty environment for Python, as on the computer of somebody else."""

    def __init__(self, folder: Path) -> None:
        _uv("venv", "--python", sys.executable, folder)
        self.scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = next(file for file in (self.scripts / "python.exe", self.scripts / "python") if file.exists())

    def install(self, *packages: str | Path) -> None:
        """Install packages with all that they need; what was fetched for the tests is not fetched again."""
        install = ("pip", "install", "--python", self.python, *packages)
        try:
            _uv(*install, "--offline")
        except AssertionError:
            _uv(*install)

    def program(self, name: str) -> str:
        """A command that a package brought."""
        return str(next(self.scripts.glob(f"{name}*")))

    def run(self, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command that a package brought, and wait for its end."""
        name, *arguments = map(str, command)
        env = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"}
        return subprocess.run(
            [self.program(name), *arguments], cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=240
        )


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An empty environment for Python; see `Environment`."""
    return Environment(tmp_path / "venv")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as people install it."""
    folder = tmp_path_factory.mktemp("wheel")
    _uv("build", "--wheel", "--out-dir", folder)
    return next(folder.glob("*.whl"))


def _uv(*arguments: str | Path) -> None:
    done = subprocess.run([UV, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
