"""The network between people and the server, where it can be cut: passes bytes on, and drops connections when told."""

from __future__ import annotations

import asyncio
import contextlib
from random import Random


class Wire:
    """Listens on a port of its own and passes everything on to `port`, which may change when the server is another."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.here = 0
        self._ends: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Begin to listen; `here` is the port then."""
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0, backlog=2048)
        self.here = self._server.sockets[0].getsockname()[1]

    def cut(self, random: Random, share: float) -> None:
        """Drop about so many of the connections at once, in the middle of whatever they carry."""
        for end in sorted(self._ends, key=lambda end: str(end.get_extra_info("peername"))):
            if random.random() < share:
                end.transport.abort()

    async def close(self) -> None:
        """Drop everything, and wait until it is gone."""
        self._server.close()
        self.cut(Random(0), 1.1)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        self._ends.add(writer)
        both = asyncio.create_task(self._both(reader, writer, far_reader, far_writer))
        self._tasks.add(both)
        both.add_done_callback(self._tasks.discard)

    async def _both(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, far_reader: asyncio.StreamReader,
        far_writer: asyncio.StreamWriter,
    ) -> None:  # fmt: skip
        await asyncio.gather(_pass_on(reader, far_writer), _pass_on(far_reader, writer))
        self._ends.discard(writer)
        for end in (writer, far_writer):
            with contextlib.suppress(OSError):
                await end.wait_closed()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while part := await source.read(65536):
            target.write(part)
            await target.drain()
    target.close()
