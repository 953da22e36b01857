"""The one wrapper in front of everything: whatever is not allowed by name is refused.

It asks in this order: is this server meant (`Host`), is there such a door, does the request come from one of our own
pages (`Origin`), does the visitor hold its key. A key in the address is taken once: it becomes a cookie, and the page
that sets it goes on by itself, because a redirect that began elsewhere would lose a strict cookie.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitator.i18n import Words, _
from facilitator.kit.shell import Shell, landing_page, notice_page
from facilitator.live.keys import BOARD, FACILITATOR, cookie, keys, read_cookies, same
from facilitator.live.sockets import Sockets
from facilitator.server.headers import KEPT_NOWHERE, Header, console, light
from facilitator.server.routes import Found, find

KEY_DAYS = 30


class Guard:
    """Stands before `app`, and before `sockets`, which want to speak with the server directly.

    `hosts` gives the names, in lower case and without port, under which this server may be asked.
    """

    def __init__(self, app: ASGIApp, sockets: Sockets, hosts: Callable[[], Collection[str]]) -> None:
        self.app, self.sockets, self.live, self.hosts = app, sockets, sockets.live, hosts
        self.rooms = sockets.live.rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, with what was found out about it in `scope["found"]` and `scope["keys"]`, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        asked = _asked(scope)
        host = _netloc(f"//{asked.get('host', '')}")
        found = find(scope["path"])
        framed = found is not None and found.door.framed
        own = found is not None and found.door.name == "console"
        reply = _with_headers(send, console(host) if own else light(host, framed))
        if not self._meant(host):
            return await _refuse(scope, reply, 421, _("This address is not known here"), _HOST)
        if found is None:
            return await _refuse(scope, reply, 404, _("There is no such page"), _NOTHING, _ENTRANCE)
        if not self._ours(scope, asked, host):
            return await _refuse(scope, reply, 403, _("This did not come from our own page"), _ORIGIN, _ENTRANCE)
        method = scope.get("method", "GET")
        if method not in (("GET", "HEAD", "POST") if found.door.posts else ("GET", "HEAD")) and not own:
            return await _refuse(scope, reply, 405, _("This cannot be done here"), _NOTHING)
        room = self.rooms.by_code(found.code) if found.code else None
        held = keys(self.rooms, room, _cookies(scope))
        if method == "GET" and found.door.opener != "anyone":
            landed = self._landing(scope, found)
            if landed:
                return await _answer(reply, 200, *landed)
        if held.reader and room is not None and found.door.opener in ("board", "seat") and not held.open("board"):
            return await _answer(reply, 303, "", [(b"location", f"/j/{room.code}".encode())])
        if not held.open(found.door.opener):
            way = (f"/j/{room.code}", _("Go to the room")) if room is not None else _ENTRANCE
            return await _refuse(scope, reply, 403, _("This page needs a key"), _KEYS[found.door.opener], way)
        scope["found"], scope["keys"] = found, held
        behind: ASGIApp = self.sockets.app if found.door.name == "socket" else self.app
        await behind(scope, receive, reply if scope["type"] == "http" else send)

    def _meant(self, host: str) -> bool:
        name = _name(host)
        return bool(name) and (name in self.hosts() or name == _name(_netloc(self.rooms.join_address)))

    def _ours(self, scope: Scope, asked: Mapping[str, str], host: str) -> bool:
        """Whether a request that can change something was made by a page of ours; others must only not deny it."""
        ours = {host, _netloc(self.rooms.join_address)}
        if "origin" in asked:
            return _netloc(asked["origin"]) in ours
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            return True
        if "sec-fetch-site" in asked:
            return asked["sec-fetch-site"] == "same-origin"
        return _netloc(asked.get("referer", "")) in ours

    def _landing(self, scope: Scope, found: Found) -> tuple[str, list[Header]] | None:
        """The page that takes the key out of the address, if the right one is in it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        given = next((text for name, text in query if name == "key"), "")
        room = self.rooms.by_code(found.code) if found.code else None
        secure = scope["scheme"] == "https"
        if same(given, self.rooms.facilitator_key):
            made = cookie(FACILITATOR, given, strict=True, days=KEY_DAYS, secure=secure)
        elif found.door.opener == "board" and room is not None and same(given, room.board_key):
            made = cookie(BOARD + room.code, given, strict=True, days=KEY_DAYS, secure=secure)
        else:
            return None
        rest = urlencode([pair for pair in query if pair[0] != "key"])
        url = quote(scope["path"]) + (f"?{rest}" if rest else "")
        return landing_page(url), [(b"set-cookie", made)]


_NAME = re.compile(r"[a-z0-9._-]+|\[[a-f0-9:.]+\]")
"""What may stand in a header that repeats the host."""

Way = tuple[str, Words]
_ENTRANCE: Way = ("/", _("Type the code"))

_HOST = _("Please use the address on the board.")
_NOTHING = _("Please check the address, or scan the code on the board again.")
_ORIGIN = _("Please open the page again from the address on the board.")
_KEYS: dict[str, Words] = {
    "reader": _("It is for people in this room. Please join first, on this phone and in this browser."),
    "facilitator": _("It is for the facilitator. Please open it with the link that the program showed at its start."),
    "board": _("Please open it from the facilitator's console, or join the room first."),
    "seat": _("It is for people in this room. Please join first, on this phone and in this browser."),
}


def _asked(scope: Scope) -> dict[str, str]:
    """The headers of a request. Two of one name make one text with a comma, so two hosts or origins are no address."""
    asked: dict[str, str] = {}
    for name, text in scope["headers"]:
        key, value = name.decode("latin-1"), text.decode("latin-1")
        asked[key] = f"{asked[key]}, {value}" if key in asked else value
    return asked


def _cookies(scope: Scope) -> dict[str, str]:
    return read_cookies("; ".join(text.decode("latin-1") for name, text in scope["headers"] if name == b"cookie"))


def _netloc(url: str) -> str:
    """Host and port of an address in lower case, without the usual port; empty if it is none."""
    try:
        parts = urlsplit(url.lower())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or parts.username is not None or not parts.hostname:
        return ""
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if not _NAME.fullmatch(name):
        return ""
    return name if port in (None, 80, 443) else f"{name}:{port}"


def _name(netloc: str) -> str:
    return urlsplit(f"//{netloc}").hostname or ""


def _with_headers(send: Send, more: list[Header]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            names = {name.lower() for name, _text in given}
            wanted = [*more, KEPT_NOWHERE]
            message = {**message, "headers": given + [pair for pair in wanted if pair[0] not in names]}
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, status: int, title: Words, words: Words, way: Way | None = None) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await _answer(send, status, notice_page(title, words, page=Shell(title=title), link=way), [])


async def _answer(send: Send, status: int, page: str, more: list[Header]) -> None:
    body = page.encode()
    kind = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": kind + more})
    await send({"type": "http.response.body", "body": body})
