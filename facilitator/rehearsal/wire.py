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
        """Drop everything."""
        self._server.close()
        self.cut(Random(0), 1.1)
        for task in list(self._tasks):
            task.cancel()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        self._ends.add(writer)
        for source, target in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pass_on(source, target, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, near: asyncio.StreamWriter
    ) -> None:
        with contextlib.suppress(OSError):
            while part := await source.read(65536):
                target.write(part)
                await target.drain()
        target.close()
        self._ends.discard(near)
