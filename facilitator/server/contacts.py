"""The page apart that asks how to reach people: what it shows, what its forms do, and the list for the facilitator.

Nothing of it becomes an event of the session. A form is answered when the list is on the disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.responses import Response

from facilitator.activity import Refused
from facilitator.i18n import Words, _, speaking
from facilitator.kit.shell import Shell, phone_page, stage_page
from facilitator.report.csv import table
from facilitator.report.model import Column, Table
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.server.request import Visit, go
from facilitator.server.within import in_room, no_room, not_saved
from facilitator.session import contacts
from facilitator.session.contacts import HOW, OFTEN, Contact
from facilitator.static.bundle import bundle
from facilitator.store import StoreError
from facilitator.views import contacts as view

Pairs = list[tuple[str, str]]


@in_room
async def page(visit: Visit, room: Room) -> Response:
    """What this device left, or an empty form."""
    return await _page(visit, room)


@in_room
async def paper(visit: Visit, room: Room) -> Response:
    """An empty form for what was written on a slip."""
    return await _page(visit, room)


@in_room
async def saved(visit: Visit, room: Room) -> Response:
    """The list as a file for a spreadsheet."""
    with speaking(room.language):
        try:
            body = table(listed(room))
        except StoreError as error:
            return visit.notice(409, _("The contacts cannot be read"), error.words)
    return visit.file(body, "text/csv; charset=utf-8", name=f"{room.session}-contacts.csv")


def listed(room: Room) -> Table:
    """All contacts as rows, with the notice under which each was given."""
    titles = (_("Name"), _("Where"), _("How"), _("About what"), _("How often"), _("What they were told"))
    rows = tuple(
        (each.name, each.reach, str(HOW.get(each.how, "")), each.about, str(OFTEN.get(each.often, "")), each.notice)
        for each in contacts.every(room.store.contacts).values()
    )
    return Table("contacts", "", tuple(Column(str(title)) for title in titles), rows)


async def left(visit: Visit, pairs: Pairs) -> Response:
    """Somebody leaves how to reach them, changes it, or takes it out; the facilitator enters a slip."""
    room = visit.room
    if room is None:
        return no_room(visit)
    fields, on_paper = dict(pairs), visit.found.door.name == "touch-paper"
    given = Contact.given(fields, room.notice)
    mark = secrets.token_hex(16) if on_paper else visit.keys.contact
    try:
        if not contacts.open_page(room):
            raise Refused(_NOT_OPEN)
        if fields.get("do") == view.DROP and not on_paper:
            change, told = partial(contacts.without, mark=mark), _("It is out. We keep nothing of it.")
        else:
            change, told = partial(contacts.with_one, mark=mark, contact=given.checked()), _("Saved")
        await visit.live.change_contacts(room, _who(visit), change)
    except Refused as refused:
        return await _page(visit, room, given, refused.words)
    visit.live.say(room, _who(visit), told)
    return go(visit.path)


async def _page(visit: Visit, room: Room, given: Contact | None = None, wrong: Words = "") -> Response:
    on_paper, n = visit.found.door.name == "touch-paper", room.n
    back = f"/stage/{room.code}" if on_paper else f"/j/{room.code}"
    if not await visit.live.release.stands(room, n, 5):
        return not_saved(visit)
    if not contacts.open_page(room):
        return visit.notice(409, _("This page is not open now"), _NOT_OPEN, (back, _("Back")))
    with speaking(room.language):
        shell = Shell(
            title=room.title, part=view.TITLE, lang=room.language, code=room.code,
            faces=bundle().faces if on_paper else "", said=visit.live.said(room, _who(visit)),
            links=[(back, _("Back"))],
        )  # fmt: skip
        if on_paper:
            return visit.page(stage_page(view.paper(room, given, wrong), page=shell))
        try:
            mine = contacts.of(room.store.contacts, visit.keys.contact)
        except StoreError:
            mine, wrong = None, _("The list cannot be read just now. Please tell the facilitator.")
        return visit.page(phone_page(view.page(room, mine, given, wrong), page=shell))


def _who(visit: Visit) -> Who:
    seat = visit.keys.seat
    return Who.of(seat.id) if seat is not None and visit.found.door.name == "touch" else Who.facilitator()


GET: Mapping[str, Callable[[Visit], Awaitable[Response]]] = {"touch": page, "touch-paper": paper, "contacts": saved}
POST: Mapping[str, Callable[[Visit, Pairs], Awaitable[Response]]] = {"touch": left, "touch-paper": left}

_NOT_OPEN: Words = _("The facilitator opens it. It closes when the workshop ends.")
