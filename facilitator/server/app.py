"""The whole server as one ASGI application on one port: guard, light pages, socket, console."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from facilitator.host.network import Network
from facilitator.host.rooms import Rooms
from facilitator.i18n import _
from facilitator.live.gateway import Live
from facilitator.live.sockets import Sockets
from facilitator.server import contacts, downloads, forms, pages
from facilitator.server.guard import Guard
from facilitator.server.request import Visit

GET = {**pages.GET, **downloads.GET, **contacts.GET}
POST = {**forms.POST, **contacts.POST}
HOME = frozenset({"localhost", "127.0.0.1", "::1"})


def create(
    rooms: Rooms,
    hosts: Callable[[], Collection[str]] = lambda: HOME,
    console: bool = True,
    network: Network | None = None,
) -> Guard:
    """The application. `hosts` gives the names under which it may be asked. The console can be there once a process.

    With `network`, the facilitator can choose the address for phones in the console.
    """
    live = Live(rooms)
    sockets = Sockets(live)

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        live.start()
        sockets.start()
        yield
        await sockets.stop()

    inner = Starlette(lifespan=running)
    if console:
        from facilitator.console import mount  # half a second, and only a server needs it

        mount(inner, rooms, live, network)
    inner.router.default = light(live)
    return Guard(inner, sockets, hosts)


def light(live: Live) -> ASGIApp:
    """All light pages and their forms, for requests that the guard has let in."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = await respond(Visit.of(scope, live), Request(scope, receive))
        await answer(scope, receive, send)

    return serve


async def respond(visit: Visit, request: Request) -> Response:
    """Answer one request."""
    name, seat = visit.found.door.name, visit.keys.seat
    if visit.room is not None and seat is not None:
        visit.live.looked(visit.room, seat.id)
    if request.method == "POST" and name in POST:
        try:
            pairs = await forms.read(request, led=visit.found.door.opener == "facilitator")
        except forms.Unread as unread:
            words = _("Please go back and send less text.") if unread.status == 413 else _("Please load the page.")
            return visit.notice(unread.status, _("This form could not be read"), words)
        return await POST[name](visit, pairs)
    if name in GET:
        return await GET[name](visit)
    return visit.notice(404, _("There is no such page"), _("Please check the address."))
