"""Strangers who hold connections open and say nothing: they are let go, and nobody else is kept out by them."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn

from facilitator.server.connections import FEWEST, SPARE, Connections
from facilitator.server.serve import SETTINGS
from facilitator.store import read
from facilitator.store.disk import raise_file_limit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not count sockets as files")
HANDLES, SEATS = 400, 5
LIMITED = f"""
import resource, runpy
resource.setrlimit(resource.RLIMIT_NOFILE, ({HANDLES}, {HANDLES}))
runpy.run_module("facilitator", run_name="__main__", alter_sys=True)
"""
HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


async def hello(scope: Any, receive: Any, send: Any) -> None:
    """Reads the whole request, then answers it."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def serving(line: Connections) -> AsyncIterator[int]:
    """A server of ours on a free port."""
    given: dict[str, Any] = {**SETTINGS, "lifespan": "off", "http": line}
    server = uvicorn.Server(uvicorn.Config(hello, **given))
    with socket.create_server(("127.0.0.1", 0)) as sock:
        running = asyncio.create_task(server.serve(sockets=[sock]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield sock.getsockname()[1]
        finally:
            server.should_exit = True
            await running


async def said(port: int, *parts: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    return reader, writer


async def ended(reader: asyncio.StreamReader) -> bytes:
    """All that still comes until the other side lets go."""
    try:
        return await asyncio.wait_for(reader.read(), 8)
    except ConnectionError:
        return b""


@pytest.mark.parametrize("parts", [(), (b"G",), (HEAD,)])
async def test_who_sends_no_whole_head_in_time_is_let_go(parts: tuple[bytes, ...]) -> None:
    async with serving(Connections(8192, patience=0.1)) as port:
        reader, writer = await said(port, *parts)
        assert await ended(reader) == b""
        writer.close()


async def test_who_answered_once_and_then_sends_half_a_head_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Connections(8192, patience=0.2)) as port:
        reader, writer = await said(port, HEAD + b"\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET ")
        assert await ended(reader) == b""
        writer.close()


async def test_who_is_slow_with_the_rest_is_heard_out() -> None:
    async with serving(Connections(8192, patience=0.1)) as port:
        post = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n\r\nab"
        reader, writer = await said(port, post)
        await asyncio.sleep(0.3)
        writer.write(b"cd")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        writer.close()


@pytest.mark.parametrize("begun", [b"", b"GET", b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na"])
async def test_the_oldest_that_still_owes_a_request_makes_room(begun: bytes) -> None:
    line = Connections(0)
    assert (line.most, Connections(8192).most) == (FEWEST, 8192 - SPARE)
    async with serving(line) as port, aiohttp.ClientSession() as web:
        mute = [await said(port, begun) for _one in range(3 * FEWEST)]
        async with web.get(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        for reader, _writer in mute[: 2 * FEWEST]:
            assert await ended(reader) == b""
        assert len(line.owing) <= FEWEST
        for _reader, writer in mute:
            writer.close()


# A whole server that may hold few files


@pytest.fixture
def crowded() -> Iterator[Callable[[int], None]]:
    """Opens so many connections to a port, and says nothing on them."""
    with ExitStack() as open_:

        def crowd(port: int) -> None:
            for _one in range(2 * HANDLES):
                open_.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))

        yield crowd


def test_a_stranger_with_many_connections_keeps_nobody_out_and_nothing_from_the_disk(
    serve: Any, crowded: Callable[[int], None], tmp_path: Path
) -> None:
    raise_file_limit()
    served = serve("--plan", "demo", program=(sys.executable, "-c", LIMITED))
    url, code = served.links["console"].partition("/console")[0], served.links["code"]
    crowded(int(url.rpartition(":")[2]))
    asyncio.run(_goes_on(url, code, served.links["stage"]))
    served.kill()
    (folder,) = [each.parent for each in served.data.glob("*/session.json")]
    tables, events = read(folder)
    assert tables["meta"]["1"]["agenda"][0]["state"] == "now", "the checkpoint was written"
    assert len(tables["seats"]) + sum(event["do"] == "add_seat" for event in events) == SEATS


async def _goes_on(url: str, code: str, stage: str) -> None:
    """A phone finds the room, seats are added and the first activity begins, whoever else is there."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(headers={"Origin": url}, cookie_jar=jar) as lead:
        async with lead.get(stage) as answer:
            assert answer.status == 200
        async with aiohttp.ClientSession() as phone, phone.get(f"{url}/j/{code}") as answer:
            assert answer.status == 200
        async with lead.get(f"{url}/stage/{code}") as answer:
            step = (await answer.text()).partition("begin?step=")[2].partition('"')[0]
        for do in (f"begin?step={step}", *["add_seat"] * SEATS):
            async with lead.post(f"{url}/stage/{code}", data={"do": do}) as answer:
                assert answer.status == 200
