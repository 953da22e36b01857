"""What a POST does: the same acts as over the socket, for pages without a script.

The answer to a form is shown once, on the next page.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from facilitator.activity import Refused
from facilitator.i18n import Words, _
from facilitator.live.limits import Bucket
from facilitator.room import Room
from facilitator.seats import Allowance, Who, typed
from facilitator.server import pages
from facilitator.server.request import Visit, go
from facilitator.server.within import no_room, not_saved
from facilitator.session.command import Act, Answer
from facilitator.views.paper import NEXT, codes

LARGEST, MOST = 64 * 1024, 400
"""Bytes and fields of a form."""
LARGEST_LED, MOST_LED = 256 * 1024, 4_000
"""The same for the facilitator, who types in whole batches of slips."""
PATIENCE = 10.0
"""Seconds in which a form must have arrived."""

Pairs = list[tuple[str, str]]


class Unread(Exception):
    """A form that is not read; `status` is the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


async def read(request: Request, led: bool) -> Pairs:
    """The (name, text) pairs of a form. Raises `Unread` for another type, a large one or a slow one."""
    largest, most = (LARGEST_LED, MOST_LED) if led else (LARGEST, MOST)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Unread(415)
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > largest:
        raise Unread(413)
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                body += part
                if len(body) > largest:
                    raise Unread(413)
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=most)
    except TimeoutError:
        raise Unread(408) from None
    except (ValueError, ClientDisconnect):
        raise Unread(400) from None


async def entrance(visit: Visit, pairs: Pairs) -> Response:
    """Somebody typed the code of a room."""
    return pages.enter(visit, dict(pairs).get("code", ""))


async def phone(visit: Visit, pairs: Pairs) -> Response:
    """A person joins, takes a seat back, or acts."""
    room, seat = visit.room, visit.keys.seat
    if room is None:
        return no_room(visit)
    if room.status == "closed":
        return visit.notice(409, _("This workshop has ended"), _CLOSED, (f"/j/{room.code}", _("Go on")))
    do = dict(pairs).get("do", "")
    if do == "rejoin":
        return await _rejoin(visit, room, dict(pairs))
    if seat is not None:
        if do != "join":
            await act(visit, room, Who.of(seat.id), pairs)
        return go(f"/j/{room.code}")
    return await _join(visit, room, dict(pairs)) if do == "join" else await pages.join(visit, room, message=_NO_SEAT)


async def agreed(visit: Visit, pairs: Pairs) -> Response:
    """A person asks for a talk about an agreement, or takes out their own words; or takes that back."""
    room, seat = visit.room, visit.keys.seat
    if room is None or seat is None:
        return no_room(visit)
    await act(visit, room, Who.of(seat.id), pairs)
    return go(visit.path)


async def stage(visit: Visit, pairs: Pairs) -> Response:
    """The facilitator acts, also for somebody without a phone."""
    room = visit.room
    if room is None:
        return no_room(visit)
    if visit.found.door.name == "paper":
        return await _paper(visit, room, pairs)
    done = await act(visit, room, Who.facilitator(), pairs)
    stays = not done or visit.found.door.name in ("stage", "access", "private")
    return go(visit.here if stays else f"/stage/{room.code}")


async def _paper(visit: Visit, room: Room, pairs: Pairs) -> Response:
    """An answer from paper, then the codes of its cards, then the next sheet or the stage."""
    seat = visit.found.rest["seat"]
    before = codes(room, seat)
    if not await act(visit, room, Who.facilitator(), pairs):
        return go(visit.here)
    after = dict(parse_qsl(dict(pairs).get("do", "").partition("?")[2])).get(NEXT, "")
    next = f"/stage/{room.code}/for/{after}" if after in room.seats else f"/stage/{room.code}"
    new = [code for code in codes(room, seat) if code not in before]
    return pages.paper_codes(visit, room, new, next) if new else go(next)


async def act(visit: Visit, room: Room, who: Who, pairs: Pairs) -> bool:
    """Do what a form says, and keep the answer for the next page. The same form sent twice from a page is one act."""
    fields = dict(pairs)
    do, rest = fields.get("do", ""), tuple(pair for pair in pairs if pair[0] not in ("do", "n"))
    n = fields.get("n", "")
    id = form_id(n, do, rest) if n else secrets.token_hex(16)
    answer = await visit.live.answer(room, who, Act(id, do, rest), patience=8.0)
    if isinstance(answer, Answer):
        visit.live.say(room, who, _("Saved") if answer.ok else answer.words)
        return answer.ok
    visit.live.say(room, who, _SLOW if answer.ms < 3000 else _DISK)
    return False


def form_id(n: str, do: str, rest: tuple[tuple[str, str], ...]) -> str:
    """The id of the act that a form asks for: the same for the same form of one page, sent once or twice.

    `n` stands on nobody else's page (see `Live.number`), so nobody can try out what somebody may have sent.
    """
    return hmac.new(n.encode(), f"{do}:{rest!r}".encode(), hashlib.sha256).hexdigest()[:32]


async def _join(visit: Visit, room: Room, fields: Mapping[str, str]) -> Response:
    if not visit.keys.token:  # a seat without a cookie would be lost at once, and be counted for ever
        return await pages.join(visit, room, fields, _NO_COOKIE)
    door = visit.live.joining.setdefault(room.code, Bucket.of_seats(monotonic()))
    if door.spend(monotonic()):
        return await pages.join(visit, room, fields, _CROWD)
    try:
        room.join(
            visit.keys.token, name=fields.get("name", ""), perspective=fields.get("perspective", ""),
            helper=fields.get("helper", "") == "on", note=fields.get("note", ""),
        )  # fmt: skip
    except Refused as refused:
        return await pages.join(visit, room, fields, refused.words)
    return await _seated(visit, room)


async def _rejoin(visit: Visit, room: Room, fields: Mapping[str, str]) -> Response:
    code, seat, token = typed(fields.get("seat", "")), visit.keys.seat, visit.keys.token
    if not token:
        return await pages.join(visit, room, fields, wrong=_NO_COOKIE)
    if seat is not None and seat.code == code:  # the form came twice, or the facilitator let them in
        return await _seated(visit, room)
    wrong = visit.live.wrong_codes.setdefault(room.code, Allowance())
    if not wrong.left(monotonic()):  # right and wrong codes hear the same, so that nobody can go on trying
        visit.live.ask_in(room, code, token)
        return await pages.join(visit, room, fields, wrong=_TOO_MANY)
    try:
        visit.live.move(room, code, token)
    except Refused as refused:
        wrong.spend(monotonic())
        return await pages.join(visit, room, fields, wrong=refused.words)
    return await _seated(visit, room)


async def _seated(visit: Visit, room: Room) -> Response:
    if not await visit.live.release.stands(room, room.n, 8.0):
        return not_saved(visit)
    return go(f"/j/{room.code}")


POST: Mapping[str, Callable[[Visit, Pairs], Awaitable[Response]]] = {
    "entrance": entrance, "phone": phone, "agreed": agreed, "mine": agreed, "stage": stage, "paper": stage,
    "slips": stage, "access": stage, "private": stage,
}  # fmt: skip

_NO_SEAT: Words = _("This device has no seat here yet. Please join, or type your seat code.")
_TOO_MANY: Words = _(
    "Too many wrong codes were typed just now. If yours is right, the facilitator can let you in. "
    "Ask them, then tap “Take my seat” again."
)
_NO_COOKIE: Words = _(
    "This browser did not keep our cookie, so we would not know you again. You are not in the room yet. "
    "Allow cookies for this page and tap again, or use another browser, or ask for paper."
)
_CROWD: Words = _("Many people are joining right now. Please try again in a moment.")
_CLOSED: Words = _("What you sent came after the end. It is not in the record.")
_SLOW: Words = _("That was a lot at once. Please wait a moment and send it again.")
_DISK: Words = _("This is not saved yet. Please send it again in a moment.")
