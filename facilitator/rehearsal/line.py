"""The live socket of a page: views come in, acts go out and are repeated until they are acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from random import Random
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import aiohttp
import socketio

from facilitator.activity import Html
from facilitator.rehearsal.page import Gone, Page, canonical, elements
from facilitator.testing.taps import Control, Pairs, controls

NAMESPACE, PATH = "/live", "/live/socket.io"
_SILENT = logging.getLogger("facilitator.rehearsal.line")
_SILENT.setLevel(logging.CRITICAL)  # a connection that breaks off is made again
TRIES = 1800
"""How often something is tried again before the server counts as gone: as long as it may take to start."""


class Device(Protocol):
    """What a line is opened from: the page that it keeps live, and the way to the server. `who` is for messages."""

    @property
    def host(self) -> str:
        """The server."""

    @property
    def who(self) -> str:
        """Whose device it is."""

    @property
    def http(self) -> aiohttp.ClientSession:
        """The connections, with the cookies."""

    @property
    def page(self) -> Page:
        """The page that is shown."""

    def doubles(self) -> bool:
        """Whether to send the next thing twice."""

    async def get(self, path: str) -> Page:
        """Open an address."""


class Line:
    """The live socket of one page. `view` is what the page shows now, `seen` every view since `watch` was called."""

    def __init__(self, device: Device) -> None:
        self.device, page = device, device.page
        self.kind, self.path, self.version = page.kind, page.path, page.version
        self.view, self.shell = page.view, page.shell
        self.seen: list[str] = []
        self._lost, self._changed, self._closed = asyncio.Event(), asyncio.Event(), False
        self._client: Any = None
        self._connecting = asyncio.Lock()

    @property
    def controls(self) -> list[Control]:
        """Everything on the page that does something."""
        return controls(cast(Html, self.view))

    @property
    def lost(self) -> bool:
        """Whether the connection is gone."""
        return self._client is None or not self._client.connected or self._lost.is_set()

    def watch(self) -> None:
        """Remember what is shown from now on."""
        self.seen = [self.view]

    async def connect(self) -> None:
        """Be connected, again if need be."""
        async with self._connecting:
            for _attempt in range(TRIES):
                if not self.lost or self._closed:
                    return
                await self._hang_up()
                try:
                    await self._dial()
                    return
                except (socketio.exceptions.ConnectionError, aiohttp.ClientError, OSError, TimeoutError):
                    await asyncio.sleep(0.1)
        raise Gone(f"{self.device.who}: the socket does not come back")

    async def act(self, id: str, do: str, pairs: Pairs) -> str:
        """Send an act until it is acknowledged. Returns why it was refused; empty when it was accepted."""
        message = {"id": id, "do": do, "pairs": [list(pair) for pair in pairs]}
        for _attempt in range(TRIES):
            await self.connect()
            answer = await self._say(message)
            if answer is not None and "slow" not in answer:
                return str(answer.get("refused", ""))
            await asyncio.sleep(min(answer["slow"] / 1000, 1) if answer else 0.05)
        raise Gone(f"{self.device.who}: “{do}” is not acknowledged")

    async def settle(self, patience: int = 30) -> None:
        """Wait until the page shows what the server would send anew. Raises `Gone` when a view never comes.

        How long that takes is no matter, for a machine may have much to do: only when the server gave the page so
        often, and no view came in between, it will not come.
        """
        await self.connect()
        page, asked = await self.device.get(self.path), 1
        while self.view != page.view:
            if asked > patience:
                raise Gone(f"{self.device.who}: the newest view did not come to {self.path}")
            if await self._waited():
                asked = 0
                await self.connect()
            page, asked = await self.device.get(self.path), asked + 1

    async def _waited(self, most: float = 2.0) -> bool:
        """Wait for the next view, or until the connection is gone; whether either was."""
        self._changed.clear()
        waiting = [asyncio.create_task(each.wait()) for each in (self._changed, self._lost)]
        done, open_ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=most)
        for task in open_:
            task.cancel()
        return bool(done)

    async def close(self) -> None:
        """Be gone without a word."""
        self._closed = True
        await self._hang_up()

    async def _dial(self) -> None:
        client = socketio.AsyncClient(
            reconnection=False, handle_sigint=False, http_session=self.device.http, engineio_logger=_SILENT
        )
        client.on("view", self._show, namespace=NAMESPACE)
        client.on("disconnect", self._drop, namespace=NAMESPACE)
        self._client = client
        self._lost.clear()
        room = urlsplit(self.path).path.split("/")[2]
        await client.connect(
            f"http://{self.device.host}", transports=["websocket"], namespaces=[NAMESPACE], socketio_path=PATH,
            auth={"room": room, "page": self.kind, "v": self.version}, wait_timeout=5,
            headers={"Origin": f"http://{self.device.host}"},
        )  # fmt: skip

    async def _hang_up(self) -> None:
        if self._client is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self._client.disconnect(), 2)
        self._client = None

    async def _say(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Send a message once, or twice at the same time; what is heard, or None when nothing is."""
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[dict[str, Any]] = loop.create_future()

        def answered(answer: dict[str, Any]) -> None:
            if not heard.done():
                heard.set_result(answer)

        lost = asyncio.create_task(self._lost.wait())
        either: set[asyncio.Future[Any]] = {heard, lost}
        try:
            for _time in range(2 if self.device.doubles() else 1):
                await self._client.emit("act", message, namespace=NAMESPACE, callback=answered)
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED, timeout=3)
        except (socketio.exceptions.SocketIOError, OSError, AttributeError):
            return None  # gone while it was being sent
        finally:
            lost.cancel()
        return heard.result() if heard.done() else None

    async def _show(self, message: dict[str, Any]) -> None:
        if message["shell"] != self.shell:
            page = await self.device.get(self.path)
            self.shell, self.version, self.view = page.shell, page.version, page.view
        else:
            self.version, self.view = message["v"], canonical(elements(message["html"]))
        self.seen.append(self.view)
        self._changed.set()

    def _drop(self, *_reason: object) -> None:
        self._lost.set()


def act_id(random: Random) -> str:
    """32 signs, as the script of a page makes them."""
    return f"{random.getrandbits(128):032x}"
