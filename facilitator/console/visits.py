"""Notices that another device has reached this server: a laptop cannot see by itself whether phones get through."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send


class Visits:
    """Calls `reached` once when a request came from elsewhere. `own` says which addresses are this laptop's.

    No address is kept.
    """

    def __init__(self, app: ASGIApp, own: Callable[[], frozenset[str]], reached: Callable[[], None]) -> None:
        self.app, self.own, self.reached = app, own, reached
        self.waits = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if self.waits and scope["type"] == "http" and scope.get("client"):
            host = str(scope["client"][0])
            if host not in self.own() and not _is_loopback(host):
                self.waits = False
                self.reached()
        await self.app(scope, receive, send)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return True
