"""What stands between simulated people and the server: pages, forms and cookies over HTTP, and the live socket.

An act goes out under an id that is made here, and is repeated until it is acknowledged, as the script of a real page
does it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp
import socketio
from lxml import etree
from lxml import html as lxml_html

from facilitator.activity import Html
from facilitator.testing.taps import Control, Pairs, controls

NAMESPACE, PATH = "/live", "/live/socket.io"
TRIES = 60
"""How often something is tried again before the server counts as gone."""


class Gone(Exception):
    """The server does not answer any more, or answers with a page that nobody should see."""


@dataclass
class Page:
    """A page as it came: its view, and what its frame says."""

    path: str
    status: int
    view: str = ""
    """The HTML inside the view, in one way of writing."""
    forms: str = ""
    """The same with what only a page without a script carries."""
    kind: str = ""
    """"phone", "board", "stage" or "paper"; empty for one that is not live."""
    version: int = 0
    shell: str = ""
    code: str = ""
    """The seat code that the page shows."""
    said: str = ""
    sent: str = ""
    """The whole page."""

    @classmethod
    def read(cls, path: str, status: int, text: str) -> Page:
        """Take a page apart."""
        root = lxml_html.document_fromstring(text)
        view, said = (root.find(f".//*[@id='{name}']") for name in ("view", "said"))
        data = root.find("body").attrib if root.find("body") is not None else {}
        seat = root.find(".//header/p[@class='seat']")
        forms = _inside(view) if view is not None else ""
        return cls(
            path, status, canonical(view) if view is not None else "", forms, data.get("data-page", ""), int(data.get("data-v") or 0), data.get("data-shell", ""),
            "".join((seat.text_content() if seat is not None else "").split()[-2:]),
            " ".join(said.text_content().split()) if said is not None else "", text,
        )  # fmt: skip

    @property
    def controls(self) -> list[Control]:
        """Everything on it that does something."""
        return controls(cast(Html, self.forms))


@dataclass
class Browser:
    """One device: its cookies, and at most one live page. `who` is only for messages."""

    host: str
    who: str
    connector: aiohttp.BaseConnector
    doubles: Callable[[], bool] = lambda: False
    """Whether to send the next thing twice, as an impatient thumb does."""
    line: Line | None = None
    page: Page = field(default_factory=lambda: Page("", 0))

    def __post_init__(self) -> None:
        self.http = aiohttp.ClientSession(
            f"http://{self.host}", connector=self.connector, connector_owner=False,
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": f"http://{self.host}"},
            timeout=aiohttp.ClientTimeout(total=15),
        )  # fmt: skip

    async def get(self, path: str) -> Page:
        """Open an address, after redirects; the page is the one that is shown now."""
        status, where, body = await self._ask("GET", path)
        self.page = Page.read(where, status, body.decode("utf-8", "replace"))
        return self.page

    async def fetch(self, path: str) -> tuple[int, bytes]:
        """Download a file."""
        status, _where, body = await self._ask("GET", path)
        return status, body

    async def post(self, path: str, do: str, pairs: Pairs) -> Page:
        """Send a form as a page without a script does, and follow to the next page."""
        form = [*pairs, ("do", do)]
        twice = [self._ask("POST", path, form) for _time in range(2 if self.doubles() else 1)]
        status, where, body = (await asyncio.gather(*twice))[-1]
        self.page = Page.read(where, status, body.decode("utf-8", "replace"))
        return self.page

    async def live(self) -> None:
        """Connect the live page that is shown."""
        if self.line is None:
            self.line = Line(self)
        await self.line.connect()

    async def close(self) -> None:
        """Put the device away."""
        if self.line is not None:
            await self.line.close()
        await self.http.close()

    async def _ask(self, method: str, path: str, form: Pairs | None = None) -> tuple[int, str, bytes]:
        for _attempt in range(TRIES):
            try:
                async with self.http.request(method, path, data=form) as answer:
                    return answer.status, answer.url.raw_path_qs, await answer.read()
            except (aiohttp.ClientError, OSError, TimeoutError):
                await asyncio.sleep(0.1)
        raise Gone(f"{self.who}: no answer from {path}")


class Line:
    """The live socket of one page. `view` is what the page shows now, `seen` every view since `watch` was called."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kind, self.path, self.version = browser.page.kind, browser.page.path, browser.page.version
        self.view, self.shell = browser.page.view, browser.page.shell
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
        raise Gone(f"{self.browser.who}: the socket does not come back")

    async def act(self, id: str, do: str, pairs: Pairs) -> str:
        """Send an act until it is acknowledged. Returns why it was refused; empty when it was accepted."""
        message = {"id": id, "do": do, "pairs": [list(pair) for pair in pairs]}
        for _attempt in range(TRIES):
            await self.connect()
            answer = await self._say(message)
            if answer is not None and "slow" not in answer:
                return str(answer.get("refused", ""))
            await asyncio.sleep(min(answer["slow"] / 1000, 1) if answer else 0.05)
        raise Gone(f"{self.browser.who}: “{do}” is not acknowledged")

    async def settle(self, patience: float = 10.0) -> None:
        """Wait until the page shows what the server would send anew. Raises `Gone` when a view never comes."""
        await self.connect()
        page = await self.browser.get(self.path)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self.view != page.view:
                    self._changed.clear()
                    waiting = [asyncio.ensure_future(each.wait()) for each in (self._changed, self._lost)]
                    _done, open_ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=2)
                    for task in open_:
                        task.cancel()
                    await self.connect()
                return
        raise Gone(f"{self.browser.who}: the newest view did not come to {self.path}")

    async def close(self) -> None:
        """Be gone without a word."""
        self._closed = True
        await self._hang_up()

    async def _dial(self) -> None:
        client = socketio.AsyncClient(reconnection=False, handle_sigint=False, http_session=self.browser.http)
        client.on("view", self._show, namespace=NAMESPACE)
        client.on("disconnect", self._drop, namespace=NAMESPACE)
        self._client = client
        self._lost.clear()
        room = urlsplit(self.path).path.split("/")[2]
        await client.connect(
            f"http://{self.browser.host}", transports=["websocket"], namespaces=[NAMESPACE], socketio_path=PATH,
            auth={"room": room, "page": self.kind, "v": self.version}, wait_timeout=5,
            headers={"Origin": f"http://{self.browser.host}"},
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

        lost = asyncio.ensure_future(self._lost.wait())
        try:
            for _time in range(2 if self.browser.doubles() else 1):
                await self._client.emit("act", message, namespace=NAMESPACE, callback=answered)
            await asyncio.wait([heard, lost], return_when=asyncio.FIRST_COMPLETED, timeout=3)
        except (socketio.exceptions.SocketIOError, OSError, AttributeError):
            return None  # gone while it was being sent
        finally:
            lost.cancel()
        return heard.result() if heard.done() else None

    async def _show(self, message: dict[str, Any]) -> None:
        if message["shell"] != self.shell:
            page = await self.browser.get(self.path)
            self.shell, self.version, self.view = page.shell, page.version, page.view
        else:
            self.version, self.view = message["v"], canonical(lxml_html.fromstring(f"<main>{message['html']}</main>"))
        self.seen.append(self.view)
        self._changed.set()

    def _drop(self, *_reason: object) -> None:
        self._lost.set()


def canonical(view: Any) -> str:
    """The inside of a view in one way of writing, without the number that only a page without a script carries."""
    for number in view.xpath(".//input[@type='hidden'][@name='n']"):
        number.drop_tree()
    return _inside(view)


def without_counts(view: str) -> str:
    """A view without what may change in a hidden phase: the counter, and on the stage what asks whether all are done."""
    root = deepcopy(lxml_html.fromstring(f"<main>{view}</main>"))
    for part in root.xpath(".//*[@data-count or @popover or @id='primary' or @id='paper']"):
        part.drop_tree()
    return canonical(root)


def _inside(view: Any) -> str:
    inside = (view.text or "") + "".join(etree.tostring(part, encoding="unicode", method="html") for part in view)
    return " ".join(inside.split())


def act_id(random: Random) -> str:
    """32 signs, as the script of a page makes them."""
    return f"{random.getrandbits(128):032x}"
