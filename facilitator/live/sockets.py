"""The Socket.IO side of the door: who connects, what they send, how views reach them, who is let go.

One message each way in the namespace `/live`. A client sends `act {id, do, pairs}` and hears `{ok, v}`, `{refused}` or
`{slow}`; it is sent `view {v, now, html, shell, moved, told}` and acknowledges it, and the next one waits for that.
The cookie of the handshake decides who somebody is.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from time import monotonic
from typing import Any

import socketio
from socketio.exceptions import ConnectionRefusedError as Refusal
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from facilitator.i18n import _, speaking
from facilitator.live.broadcast import Drawn, Viewer
from facilitator.live.gateway import Live
from facilitator.live.keys import Keys, keys, read_cookies
from facilitator.live.packets import NAMESPACE, Message, read_act
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session.command import Answer

log = logging.getLogger("facilitator")
_SILENT = logging.getLogger("facilitator.engine")
_SILENT.setLevel(logging.CRITICAL)  # what strangers send is no error of ours, and may name somebody

PATH = "/live/socket.io"
LARGEST = 16_000
"""Bytes of a message from a client."""
MUTE = 10.0
"""Seconds after which a page that acknowledges no view is let go: it will come back and get the newest."""
STRANGER = 5.0
"""Seconds that a connection may stay without saying whose it is."""
STRANGERS = 50
"""Connections that may be in that state at once, unless they show a key."""
PAGES_OF_A_SEAT = 3
"""Open pages of one seat; when there are more, the oldest goes."""
PAGES = {"board": 40, "facilitator": 20}
"""The same for those who hold the board's or the facilitator's key."""
LEAST_PLACES = 1200
"""Connections in all; three times the seats when that is more."""
FLOOD = 60
"""Acts in a row that were too many at once, after which the connection goes."""


class Sockets:
    """All connections. `app` is the ASGI application; it wants its whole path, prefix included."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.io = socketio.AsyncServer(
            async_mode="asgi",
            async_handlers=False,  # one message after the other: a flood is slowed down by the network itself
            cors_allowed_origins=[],  # the guard has looked at the origin, for every address by one rule
            max_http_buffer_size=LARGEST,
            ping_interval=10,
            ping_timeout=8,
            always_connect=False,
            namespaces=[NAMESPACE],
            serializer=Message,
            engineio_logger=_SILENT,
        )
        self.io.on("connect", self._connect, namespace=NAMESPACE)
        self.io.on("act", self._act, namespace=NAMESPACE)
        self.io.on("disconnect", self._disconnect, namespace=NAMESPACE)
        self._engine = socketio.ASGIApp(self.io, socketio_path=PATH)
        self._since: dict[str, float] = {}
        self._address = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: set[asyncio.Task[None]] = set()

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, unless it opens a connection and there are too many."""
        if b"sid=" not in scope["query_string"] and self._full(scope):
            await _turn_away(scope, send)
            return
        serve = self._poll if scope["type"] == "http" and scope["method"] == "GET" else self._engine
        try:
            await serve(scope, receive, send)
        except Exception:  # whatever strangers send; the connection ends here
            log.debug("a connection ended badly", exc_info=True)

    async def _poll(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request that waits for the next message, and notice when its browser has gone."""
        request = await receive()

        async def again() -> AsgiMessage:
            return request

        serving = asyncio.ensure_future(self._engine(scope, again, send))
        leaving = asyncio.ensure_future(receive())
        try:
            await asyncio.wait({serving, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            serving.cancel()
            leaving.cancel()
            await asyncio.gather(serving, leaving, return_exceptions=True)

    def start(self) -> None:
        """Begin to send views, and to look around, on the loop of the server."""
        self._tasks = [asyncio.create_task(self.live.viewers.run(self)), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Send nothing more, and let everyone go: a page that polls would hold up the end of the server."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if tasks:
            await asyncio.gather(*map(self._cut, list(self.io.eio.sockets)), *self._closing)
            await self.io.shutdown()

    async def _watch(self) -> None:
        """Look around every second."""
        while True:
            await asyncio.sleep(1)
            try:
                self.look(monotonic())
            except Exception:  # the next look may find it in order again
                log.exception("the connections could not be looked through")

    def look(self, now: float) -> None:
        """Let go of those who do not answer and of those who do not say who they are; notice another join address."""
        if self._address != self.live.rooms.join_address:
            self._address = self.live.rooms.join_address
            self.live.viewers.wake()
        for viewer in list(self.live.viewers.all.values()):
            if viewer.away and now - viewer.away > MUTE:
                self.drop(viewer)
        known = {self.io.manager.eio_sid_from_sid(sid, NAMESPACE) for sid in self.live.viewers.all}
        strangers = [engine for engine in self.io.eio.sockets if engine not in known]
        self._since = {engine: self._since.get(engine, now) for engine in strangers}
        for engine, since in self._since.items():
            if now - since > STRANGER:
                self._later(self._cut(engine))

    def drop(self, viewer: Viewer) -> None:
        """Let a page go. It connects again by itself if anyone looks at it."""
        self.live.viewers.all.pop(viewer.sid, None)
        self._later(self._part(viewer.sid))

    async def deliver(self, viewer: Viewer, drawn: Drawn) -> None:
        """Send a view."""

        def received(*_answer: object) -> None:
            viewer.away = 0.0
            self.live.viewers.wake()

        view = {"v": drawn.n, "now": viewer.room.clock(), "html": str(drawn.html), "shell": drawn.frame}
        message = {**view, "moved": drawn.moved, "told": dict(drawn.told)}
        await self.io.emit("view", message, to=viewer.sid, namespace=NAMESPACE, callback=received)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        wanted = auth if isinstance(auth, dict) else {}
        room = self.live.room(str(wanted.get("room", "")))
        held = keys(self.live.rooms, room, read_cookies(environ.get("HTTP_COOKIE", "")))
        who = held.who(str(wanted.get("page", "")))
        if room is None or who is None:
            raise Refusal("gone")
        viewer = _viewer(sid, room, who, held)
        viewer.mirrors = wanted.get("page") == "mirror"
        last = self.live.viewers.last(room, who)
        if last is not None and last.n == wanted.get("v"):
            viewer.sent = last.mark
        self.live.connected(room, viewer.seat)
        self._make_place(viewer)
        self.live.viewers.all[sid] = viewer
        self.live.viewers.wake()

    async def _act(self, sid: str, *data: Any) -> dict[str, Any]:
        viewer = self.live.viewers.all.get(sid)
        act = read_act(data[0] if data else None)
        if viewer is None:
            return {"slow": 1000}
        if act is None:
            with speaking(viewer.room.language):
                return {"refused": str(_("This could not be read. Please load the page again."))}
        if not self.live.viewers.sits(viewer):
            return {"slow": 1000}
        answer = await self.live.answer(viewer.room, viewer.who, act)
        if isinstance(answer, Answer):
            return {"ok": True, "v": answer.n} if answer.ok else {"refused": answer.words}
        if self.live.flooded(viewer.room, viewer.who, FLOOD):
            self.drop(viewer)
        return {"slow": answer.ms}

    async def _disconnect(self, sid: str, *_reason: object) -> None:
        self.live.viewers.all.pop(sid, None)

    def _make_place(self, viewer: Viewer) -> None:
        place = (viewer.room, viewer.holder)
        same = [one for one in self.live.viewers.all.values() if (one.room, one.holder) == place]
        most = PAGES.get(viewer.holder, PAGES_OF_A_SEAT)
        for oldest in same[: max(0, len(same) + 1 - most)]:
            self.drop(oldest)

    def _full(self, scope: Scope) -> bool:
        """Whether one more is too many. Who shows no key waits in a much shorter line."""
        seats = sum(len(room.seats) for room in self.live.rooms.open)
        there = len(self.io.eio.sockets)
        if there >= max(LEAST_PLACES, 3 * seats):
            return True
        return there - len(self.live.viewers.all) >= STRANGERS and not self._shows_a_key(scope)

    def _shows_a_key(self, scope: Scope) -> bool:
        cookies = read_cookies(";".join(text.decode("latin-1") for name, text in scope["headers"] if name == b"cookie"))
        held = (keys(self.live.rooms, room, cookies) for room in self.live.rooms.open)
        return any(one.open("board") or one.reader for one in held)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _part(self, sid: str) -> None:
        engine = self.io.manager.eio_sid_from_sid(sid, NAMESPACE)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.io.disconnect(sid, NAMESPACE), 1)
        if engine is not None:
            await self._cut(engine)

    async def _cut(self, engine: str) -> None:
        """End a connection, also one whose other side reads nothing and would keep it open for ever."""
        environ = self.io.environ.get(engine, {})
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.io.eio.disconnect(engine), 1)
        self.io.eio.sockets.pop(engine, None)
        protocol = getattr(environ.get("asgi.send"), "__self__", None)
        transport = getattr(protocol, "transport", None)
        if transport is not None and environ["asgi.scope"]["type"] == "websocket":
            transport.abort()


async def _turn_away(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013})
    else:
        await send({"type": "http.response.start", "status": 503, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def _viewer(sid: str, room: Room, who: Who, held: Keys) -> Viewer:
    """A page with the key that opened it."""
    if who.role == "reader":
        return Viewer(sid, room, who, holder=f"reader {held.token}")
    if who.role != "seat" and (held.facilitator or held.board):
        return Viewer(sid, room, who, holder="facilitator" if held.facilitator else "board")
    seat = held.seat.id if held.seat else ""
    return Viewer(sid, room, who, held.token, seat, holder=f"seat {seat}")
