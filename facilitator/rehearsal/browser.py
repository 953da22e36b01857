"""One device of somebody: pages, forms and cookies over HTTP, and at most one live page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from facilitator.rehearsal.line import TRIES, Line
from facilitator.rehearsal.page import Gone, Page
from facilitator.testing.taps import Pairs


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
        pages = [
            Page.read(where, status, body.decode("utf-8", "replace"))
            for status, where, body in await asyncio.gather(*twice)
        ]
        self.page = pages[-1]
        self.page.said = next((page.said for page in pages if page.said), "")  # it is told on one page only
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
