"""Many light phones in one process: they speak the wire of Socket.IO by themselves, so that they cost little."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import subprocess
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

import aiohttp
import psutil

CHILD = "tests.bench.child"


class Server:
    """A child process: its port, its keys, its memory."""

    def __init__(self, *what: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", CHILD, *what], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        facts = json.loads(self.process.stdout.readline())  # type: ignore[union-attr]
        self.host = f"127.0.0.1:{facts['port']}"
        self.code, self.board, self.key = facts["code"], facts["board"], facts["key"]
        self.busy = 0.0
        """What its process took of the processor while its loop stood still, at most; `stall` asks for it."""

    @property
    def memory(self) -> int:
        """Bytes that the process holds."""
        return psutil.Process(self.process.pid).memory_info().rss

    @property
    def printing(self) -> float:
        """Seconds of the processor that the processes which it started have taken."""
        times = [child.cpu_times() for child in psutil.Process(self.process.pid).children(recursive=True)]
        return sum(each.user + each.system for each in times)

    def stall(self) -> float:
        """The longest its loop stood still since the last question, in milliseconds."""
        self.process.stdin.write("\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        still, self.busy = map(float, self.process.stdout.readline().split())  # type: ignore[union-attr]
        return still

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()  # type: ignore[union-attr]


class Phone:
    """One page: `views` are (time, number, bytes) of what came. The cookie says who it is."""

    def __init__(self, http: aiohttp.ClientSession, server: Server, page: str = "phone", cookie: str = "") -> None:
        self.http, self.server, self.page, self.cookie = http, server, page, cookie
        self.views: list[tuple[float, int, int]] = []
        self.html = ""
        self.on_view: Callable[[int], None] = lambda _v: None
        self._acks: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self.taps = 1
        """How often Join was tapped until there was a seat."""

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": f"http://{self.server.host}", "Cookie": self.cookie}

    async def get(self, path: str) -> str:
        """A page."""
        async with self.http.get(f"http://{self.server.host}{path}", headers=self.headers) as answer:
            return await answer.text()

    async def join(self, looks: bool = False) -> None:
        """Take a seat; with `looks` the pages before and after it are loaded, too. Tap again where there is a crowd."""
        path = f"/j/{self.server.code}"
        if looks:
            await self.get(path)
        self.cookie = f"seat-{self.server.code}={secrets.token_hex(16)}"
        form = {"do": "join", "name": "", "perspective": ""}
        url = f"http://{self.server.host}{path}"
        while True:
            async with self.http.post(url, data=form, headers=self.headers, allow_redirects=False) as answer:
                if answer.status == 303:
                    break
            self.taps += 1
            await asyncio.sleep(0.5)
        if looks:
            await self.get(path)

    async def connect(self) -> None:
        """Open the socket, and read it from now on."""
        url = f"http://{self.server.host}/live/socket.io/?EIO=4&transport=websocket"
        self.socket = await self.http.ws_connect(url, headers=self.headers, compress=15)
        await self.socket.receive_str()
        claim = {"room": self.server.code, "page": self.page, "v": -1}
        await self.socket.send_str(f"40/live,{json.dumps(claim)}")
        answer = await self.socket.receive_str()
        assert answer.startswith("40/live"), answer
        self.reading = asyncio.create_task(self._read())

    async def act(self, do: str, **fields: str) -> tuple[float, dict[str, Any]]:
        """Send an act; how long its acknowledgement took, in seconds, and what it says."""
        self._number += 1
        heard = self._acks[self._number] = asyncio.get_running_loop().create_future()
        message = {"id": secrets.token_hex(16), "do": do, "pairs": [list(pair) for pair in fields.items()]}
        began = monotonic()
        await self.socket.send_str(f"42/live,{self._number}{json.dumps(['act', message])}")
        answer = await asyncio.wait_for(heard, 30)
        return monotonic() - began, answer

    async def close(self) -> None:
        self.reading.cancel()
        with contextlib.suppress(Exception):
            await self.socket.close()

    async def _read(self) -> None:
        async for message in self.socket:
            text = message.data
            if text == "2":
                await self.socket.send_str("3")
            elif text.startswith("42/live,"):
                now = monotonic()
                number, _bracket, rest = text[8:].partition("[")
                view = json.loads(f"[{rest}")[1]
                self.html = view["html"]
                self.views.append((now, view["v"], len(text)))
                if number:
                    await self.socket.send_str(f"43/live,{number}[]")
                self.on_view(view["v"])
            elif text.startswith("43/live,"):
                number, _bracket, rest = text[8:].partition("[")
                self._acks.pop(int(number)).set_result(json.loads(f"[{rest}")[0])


def session() -> aiohttp.ClientSession:
    """Connections for any number of phones; cookies are the phones' own."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=120),
    )  # fmt: skip


async def seated(http: aiohttp.ClientSession, server: Server, count: int, at_once: int = 20) -> list[Phone]:
    """So many phones, joined and connected."""
    phones = [Phone(http, server) for _phone in range(count)]
    gate = asyncio.Semaphore(at_once)

    async def one(phone: Phone) -> None:
        async with gate:
            if server.code:
                await phone.join()
            await phone.connect()

    await asyncio.gather(*map(one, phones))
    return phones


async def lead(http: aiohttp.ClientSession, server: Server) -> Phone:
    """The facilitator at the stage."""
    stage = Phone(http, server, "stage", f"facilitator={server.key}")
    await stage.connect()
    return stage


async def wall(http: aiohttp.ClientSession, server: Server) -> Phone:
    """The board."""
    board = Phone(http, server, "board", f"board-{server.code}={server.board}")
    await board.connect()
    return board
