"""One request to a light page: where it goes, what it proves, and how it is answered."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode

from starlette.responses import Response
from starlette.types import Scope

from facilitator.i18n import Words, speaking
from facilitator.kit.shell import Shell, notice_page
from facilitator.live.gateway import Live
from facilitator.live.keys import Keys
from facilitator.room import Room
from facilitator.server.routes import Found

SMALL = 400
"""Bytes below which packing saves nothing."""


@dataclass(frozen=True)
class Visit:
    """What the guard found out about a request."""

    live: Live
    found: Found
    keys: Keys
    room: Room | None
    path: str
    query: Mapping[str, str]
    packs: bool
    """Whether the browser takes gzip."""
    secure: bool
    on_laptop: bool
    """Whether it was made on this laptop, whose screen may be on the wall."""

    @classmethod
    def of(cls, scope: Scope, live: Live) -> Visit:
        """Read a request that came through the guard."""
        headers = dict(scope["headers"])
        found: Found = scope["found"]
        return cls(
            live, found, scope["keys"], live.room(found.code) if found.code else None, scope["path"],
            dict(parse_qsl(scope["query_string"].decode("latin-1"))),
            b"gzip" in headers.get(b"accept-encoding", b""), scope["scheme"] == "https", _on_laptop(scope),
        )  # fmt: skip

    @property
    def here(self) -> str:
        """The address that was asked for."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def page(self, html: str, status: int = 200) -> Response:
        """A page."""
        return self.file(html.encode("utf-8", "replace"), "text/html; charset=utf-8", status=status)

    def notice(self, status: int, title: Words, words: Words, link: tuple[str, Words] | None = None) -> Response:
        """A page that says one thing."""
        with speaking(self.room.language if self.room else "en"):
            shell = Shell(title=title, lang=self.room.language if self.room else "en")
            return self.page(notice_page(title, words, page=shell, link=link), status)

    def file(self, body: bytes, kind: str, packed: bytes = b"", status: int = 200, name: str = "") -> Response:
        """Anything else. `packed` is the same with gzip if that was made before; `name` makes it a download."""
        headers = {"content-type": kind, "vary": "accept-encoding"}
        if name:
            headers["content-disposition"] = f'attachment; filename="{name}"'
        if self.packs and len(body) > SMALL and (packed or kind.startswith("text/")):
            headers["content-encoding"] = "gzip"
            body = packed or gzip.compress(body, 6, mtime=0)
        return Response(body, status, headers)


def _on_laptop(scope: Scope) -> bool:
    """Whether both ends of a connection are this machine; also where that cannot be told."""
    try:
        client, server = (ip_address(scope[end][0]) for end in ("client", "server"))
    except (KeyError, TypeError, ValueError):
        return True
    mapped = getattr(client, "ipv4_mapped", None) or client
    return client == server or bool(mapped.is_loopback)


def go(url: str, cookies: Sequence[bytes] = ()) -> Response:
    """Send the browser on to an address of ours, with a GET."""
    answer = Response(b"", 303, {"location": url})
    answer.raw_headers.extend((b"set-cookie", cookie) for cookie in cookies)
    return answer
