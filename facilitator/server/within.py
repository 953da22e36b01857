"""Pages of a room: what they have in common, and what is said where there is no room or the disk is behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from starlette.responses import Response

from facilitator import kit
from facilitator.i18n import _, speaking
from facilitator.live.broadcast import Drawn
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.server.request import Visit

NO_CODE = _("No room has this code. Please look at the board again.")


def in_room(page: Callable[[Visit, Room], Awaitable[Response]]) -> Callable[[Visit], Awaitable[Response]]:
    """Make a page of a room a page: it says so where there is no room."""

    @wraps(page)
    async def answer(visit: Visit) -> Response:
        return no_room(visit) if visit.room is None else await page(visit, visit.room)

    return answer


async def seen(visit: Visit, room: Room, who: Who, dress: Callable[[Drawn], str]) -> Response:
    """The live view of somebody, in the frame that `dress` puts around it in the language of the room."""
    drawn = await visit.live.view(room, who)
    if drawn is None:
        return not_saved(visit)
    with speaking(room.language):
        return visit.page(dress(drawn))


@contextmanager
def numbered(visit: Visit, room: Room, who: Who) -> Iterator[None]:
    """The forms that are drawn inside carry their number, for a page without a script."""
    number = kit.number.set(visit.live.number(room, who))
    try:
        yield
    finally:
        kit.number.reset(number)


def no_room(visit: Visit) -> Response:
    """There is no such room, or not any more."""
    return visit.notice(404, _("There is no room with this code"), NO_CODE, ("/", _("Type the code")))


def not_saved(visit: Visit) -> Response:
    """The disk is behind or has failed, and nothing older can be shown."""
    words = _("The laptop cannot save right now. Please load this page again in a moment.")
    return visit.notice(503, _("Please wait a moment"), words, (visit.path, _("Load again")))
