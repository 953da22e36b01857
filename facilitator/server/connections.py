"""How many connections the server takes, and how long one may take to say what it wants.

Strangers who open connections and say nothing cost a file handle each. So there are never more than the system has
handles for, and the one that has owed a request the longest makes room for the next.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Protocol
else:
    from uvicorn.protocols.http.auto import AutoHTTPProtocol as Protocol

PATIENCE = 10.0
"""Seconds in which the head of a request must have come."""
SPARE = 256
"""File handles that are no connections: of sessions, of the console, and of those that wait to be accepted."""
AT_ONCE = 128
"""Connections that wait to be accepted, fewer than `SPARE`: the system hands them over all at once."""
FEWEST = 16


class Connections:
    """Makes the protocol of every connection of one server, for a process that can hold `handles` open files."""

    def __init__(self, handles: int, patience: float = PATIENCE) -> None:
        self.most, self.patience = max(FEWEST, handles - SPARE), patience
        self.owing: dict[Connection, None] = {}
        """Connections of which no whole request has come yet, or none after the last; the oldest first."""

    def __call__(self, **given: Any) -> Connection:
        return Connection(self, **given)

    def admit(self, new: Connection) -> None:
        """Take one more. When there are too many, the one that has owed a request the longest goes."""
        self.owing[new] = None
        if len(new.connections) > self.most:
            oldest = next(iter(self.owing))
            del self.owing[oldest]
            oldest.transport.abort()


class Connection(Protocol):
    """One connection, until a WebSocket takes it over."""

    def __init__(self, line: Connections, **given: Any) -> None:
        super().__init__(**given)
        self._line = line
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._line.admit(self)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._line.owing.pop(self, None)
        self._no_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """An answer has left: the next request is owed from now on."""
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        """See what has come by now: nothing, a head, or a whole request."""
        if self.transport.is_closing():
            return
        taken_over = self not in self.connections
        head = taken_over or (self.cycle is not None and not self.cycle.response_complete)
        if head:
            self._no_timer()
        elif self._timer is None:
            self._timer = self.loop.call_later(self._line.patience, self.transport.abort)
        if taken_over or (head and not self.cycle.more_body):
            self._line.owing.pop(self, None)
        else:
            self._line.owing.setdefault(self)

    def _no_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
