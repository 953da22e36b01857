"""The record to take home: for the facilitator in every format, for the room once it has been given."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.responses import Response

from facilitator.i18n import _
from facilitator.report import COPIES, FORMATS, html, render
from facilitator.report.schema import schema
from facilitator.room import Room
from facilitator.server.request import Visit
from facilitator.server.within import in_room, not_saved

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The document brings its own, stricter policy with the hash of its style; a browser obeys both."""


@in_room
async def record(visit: Visit, room: Room) -> Response:
    """A download: the ending of the address is the format, `copy` says for whom it is."""
    ending, copy = visit.found.rest["ending"], visit.query.get("copy", "room")
    kind = FORMATS.get(ending)
    found = next((name for name in COPIES if name == copy), None)
    if kind is None or found is None:
        return visit.notice(404, _("There is no such document"), _("Please choose one in the console."))
    n, document = room.n, room.record()
    body = await asyncio.to_thread(render, document, ending, found)
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    return visit.file(body, kind.media, name=f"{room.session}-{kind.name(found)}")


@in_room
async def copy(visit: Visit, room: Room) -> Response:
    """The room's copy as a page, for everyone who was there; `save` in the address makes it a download."""
    n, released, document = room.n, room.released, room.record()
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    if not released:
        return visit.notice(
            403, _("The record is not ready yet"), _("The facilitator gives it to everyone at the end."),
            (f"/j/{room.code}", _("Back")),
        )  # fmt: skip
    here = f"/j/{room.code}"
    saved = bool(visit.query.get("save"))
    ways = () if saved else ((f"{here}/record?save=1", _("Save it on this device")), (here, _("Back")))
    body = await asyncio.to_thread(html.render, document, "room", ways)
    name = f"{room.session}-{FORMATS['html'].file}" if saved else ""
    answer = visit.file(body, FORMATS["html"].media, name=name)
    answer.headers["content-security-policy"] = POLICY
    return answer


async def shape(visit: Visit) -> Response:
    """The JSON Schema of the record, for programs."""
    return visit.file(await asyncio.to_thread(schema), "application/schema+json")


GET: Mapping[str, Callable[[Visit], Awaitable[Response]]] = {"record": record, "copy": copy, "shape": shape}
