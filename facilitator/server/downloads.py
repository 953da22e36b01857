"""The record to take home: for the facilitator in every format, for the room once it has been given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from starlette.responses import Response

from facilitator.host.printing import Job, Unprintable
from facilitator.i18n import _
from facilitator.report import COPIES, FORMATS, Copy, everything
from facilitator.report.model import Record
from facilitator.report.schema import schema
from facilitator.room import Room
from facilitator.server.request import Visit
from facilitator.server.within import in_room, not_saved

MADE = TypeVar("MADE")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The document brings its own, stricter policy with the hash of its style; a browser obeys both."""
SHOWN = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For a PDF that the browser shows with a viewer of its own, which brings styles and pictures."""
TAKEN_HOME = ("html", "pdf", "ics")
"""What a phone may save of the record."""


@in_room
async def record(visit: Visit, room: Room) -> Response:
    """A download: the ending of the address is the format, `copy` says for whom it is; `open` shows a PDF to print."""
    ending, copy = visit.found.rest["ending"], visit.query.get("copy", "room")
    found = next((name for name in COPIES if name == copy), None)
    if found is None or (ending not in FORMATS and ending != everything.ENDING):
        return visit.notice(404, _("There is no such document"), _("Please choose one in the console."))
    press = visit.live.rooms.press
    try:
        if ending == everything.ENDING:
            n, body = await _as_it_stands(room, lambda record: press.everything(room.session, record, found))
            media, name = everything.MEDIA, everything.name(found)
        else:
            kind, job = FORMATS[ending], Job(ending, found)
            n, printed = await _as_it_stands(room, lambda record: press.watched(room.session, record, job))
            body, media, name = printed.body, kind.media, kind.name(found)
    except Unprintable:
        return _not_made(visit)
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    if ending != "pdf" or not visit.query.get("open"):
        return visit.file(body, media, name=f"{_called(room, found)}-{name}")
    answer = visit.file(body, media)
    answer.headers["content-security-policy"] = SHOWN
    return answer


@in_room
async def copy(visit: Visit, room: Room) -> Response:
    """The room's copy as a page, for everyone who was there."""
    here = f"/j/{room.code}"
    ways = ((f"{here}/record.html", _("Save it on this device")), (here, _("Back")))
    return await _given(visit, room, Job("html", "room", ways))


@in_room
async def taken(visit: Visit, room: Room) -> Response:
    """The room's copy as a file, for everyone who was there."""
    ending = visit.found.rest["ending"]
    if ending not in TAKEN_HOME:
        return visit.notice(404, _("There is no such document"), _("Please go back and choose one there."))
    return await _given(visit, room, Job(ending, "room"), f"{room.session}-{FORMATS[ending].file}")


async def _given(visit: Visit, room: Room, job: Job, name: str = "") -> Response:
    """What the facilitator gave to the room; with a `name`, to be saved under it."""
    n, released = room.n, room.released
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    if not released:
        return visit.notice(
            403, _("The record is not ready yet"), _("The facilitator gives it to everyone at the end."),
            (f"/j/{room.code}", _("Back")),
        )  # fmt: skip
    try:
        press = visit.live.rooms.press
        n, printed = await _as_it_stands(room, lambda record: press.document(room.session, record, job))
    except Unprintable:
        return _not_made(visit)
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    answer = visit.file(printed.body, FORMATS[job.format].media, printed.packed, name=name)
    if job.format == "html":
        answer.headers["content-security-policy"] = POLICY
    return answer


async def _as_it_stands(room: Room, make: Callable[[Record], Awaitable[MADE]]) -> tuple[int, MADE]:
    """What is made of the record, with the number of its last event; anew where something was removed meanwhile."""
    while True:
        n, removed = room.n, ({**room.removed}, room.keeping)
        made = await make(room.record())
        if removed == ({**room.removed}, room.keeping):
            return n, made


def _called(room: Room, copy: Copy) -> str:
    """How the names of its files begin; those for everyone outside do not tell the code of the room."""
    return room.session.removesuffix(f"-{room.code.lower()}") if copy == "public" else room.session


def _not_made(visit: Visit) -> Response:
    title, words = _("This document could not be made"), _("Please try again, or take the record in another format.")
    return visit.notice(500, title, words, (visit.here, _("Try again")))


async def shape(visit: Visit) -> Response:
    """The JSON Schema of the record, for programs."""
    return visit.file(await asyncio.to_thread(schema), "application/schema+json")


GET: Mapping[str, Callable[[Visit], Awaitable[Response]]] = {
    "record": record,
    "copy": copy,
    "taken": taken,
    "shape": shape,
}
