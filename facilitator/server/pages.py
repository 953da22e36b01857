"""The light pages: what a GET shows. It changes nothing, and shows nothing that is not safe on the disk."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from facilitator import kit
from facilitator.activity import Refused
from facilitator.host import qr
from facilitator.i18n import Words, _, speaking
from facilitator.kit.shell import Shell, board_page, door_page, join_page, phone_page, stage_page
from facilitator.live.broadcast import Drawn
from facilitator.live.keys import new_device
from facilitator.room import Room
from facilitator.seats import Seat, Who, digest
from facilitator.server.headers import KEPT_FOR_EVER
from facilitator.server.request import Visit, go
from facilitator.server.within import NO_CODE, in_room, no_room, not_saved, numbered, seen
from facilitator.session.access import asks
from facilitator.session.ballot_box import on_paper, slips_left
from facilitator.static.bundle import bundle
from facilitator.text import clean
from facilitator.views import access, agreements, mine, private
from facilitator.views.paper import answer_form, batch_form, called, codes_page

MOST_SLIPS = 60


async def health(visit: Visit) -> Response:
    """`ok`."""
    return visit.file(b"ok", "text/plain; charset=utf-8")


async def file(visit: Visit) -> Response:
    """The script and the font."""
    found = bundle().find(visit.path)
    if found is None:
        return visit.notice(404, _("There is no such file"), _("Please load the page again."))
    answer = visit.file(found.body, found.kind, found.packed)
    answer.raw_headers.append(KEPT_FOR_EVER)
    return answer


async def entrance(visit: Visit) -> Response:
    """Asks for the room's code."""
    code = visit.query.get("code", "")
    if code:
        return enter(visit, code)
    return visit.page(door_page(page=Shell(title=_("Facilitator"))))


def enter(visit: Visit, code: str) -> Response:
    """Go into the room with this code, or ask again."""
    room = visit.live.room(code)
    if room is not None:
        return go(f"/j/{room.code}")
    return visit.page(door_page(page=Shell(title=_("Facilitator")), message=NO_CODE), 404)


@in_room
async def phone(visit: Visit, room: Room) -> Response:
    """A person's page, or the page on which they take a seat."""
    seat, who = visit.keys.seat, visit.keys.who("phone")
    if who is None:
        return await join(visit, room)

    def dress(drawn: Drawn) -> str:
        if seat is None:
            return phone_page(drawn.html, page=_shell(visit, room, drawn, "phone", who, part=_("The end")))
        links: list[tuple[str, Words]] = [
            (f"/j/{room.code}/agreed", _("What we have decided")), (f"/board/{room.code}", _("Read the board here")),
            (f"/j/{room.code}/mine", mine.TITLE),
        ]  # fmt: skip
        if room.released:
            links.append((f"/j/{room.code}/record", _("Read what we said and decided")))
        mark = digest(f"{room.session}:{seat.id}", 10)
        return phone_page(
            drawn.html, page=_shell(visit, room, drawn, "phone", who, seat=seat.code, links=links, mark=mark)
        )

    return await seen(visit, room, who, dress)


@in_room
async def agreed_page(visit: Visit, room: Room) -> Response:
    """All agreements and decisions, for everyone who has a seat."""
    query, older = clean(visit.query.get("q", ""))[:80], visit.query.get("older", "")
    return await _of_seat(visit, room, lambda seat: agreements.page(room, seat, query, older))


@in_room
async def mine_page(visit: Visit, room: Room) -> Response:
    """A person's own words, to take them out."""
    return await _of_seat(visit, room, lambda seat: mine.page(room, seat))


async def _of_seat(visit: Visit, room: Room, draw: Callable[[Seat], kit.Html]) -> Response:
    """A page beside a person's own one. It needs no script."""
    seat = visit.keys.seat
    if seat is None:
        return no_room(visit)
    n, who = room.n, Who.of(seat.id)
    with speaking(room.language):
        with numbered(visit, room, who):
            html = draw(seat)
        if not await visit.live.release.stands(room, n, 5):
            return not_saved(visit)
        shell = Shell(
            title=room.title, part=_PARTS[visit.found.door.name], lang=room.language, code=room.code, seat=seat.code,
            said=visit.live.said(room, who), links=[(f"/j/{room.code}", _("Back"))],
        )  # fmt: skip
        return visit.page(phone_page(html, page=shell))


async def join(
    visit: Visit, room: Room, given: Mapping[str, str] | None = None, message: Words = "", wrong: Words = ""
) -> Response:
    """Where a seat is taken or taken back; `given` is what was typed before.

    The page brings a cookie. Only when it has come back is a seat made: a browser that keeps none makes no ghosts, and
    two taps on Join make one seat.
    """
    if not await visit.live.release.stands(room, room.n, 5):
        return not_saved(visit)
    if room.status == "closed":
        return visit.notice(410, _("This workshop has ended"), _("Ask the facilitator for the record."))
    if not wrong and visit.live.was_moved(visit.keys.token):
        wrong = _("Your seat is on another device now. With its code you can take it back.")
    with speaking(room.language):
        shell = Shell(title=room.title, part=_("Join"), lang=room.language, code=room.code)
        views_offered = tuple((view, _(view)) for view in room.perspectives)
        html = join_page(
            page=shell, perspectives=views_offered, message=message, rejoin_message=wrong, given=given or {},
            ask_perspective=bool(views_offered), ask_access=asks(room), known=bool(room.seats),
            paused=room.paused,
        )  # fmt: skip
        answer = visit.page(html)
    if not visit.keys.token:
        answer.raw_headers.append((b"set-cookie", new_device(room.code, secure=visit.secure)))
    return answer


@in_room
async def board(visit: Visit, room: Room) -> Response:
    """What the room sees: on the wall, and on the phone of somebody who cannot see the wall."""
    who, address = Who.board(), visit.live.rooms.join_address

    def dress(drawn: Drawn) -> str:
        shell = _shell(visit, room, drawn, "mirror" if visit.query.get("in") == "stage" else "board", who)
        code = qr.image(f"{address}/J/{room.code}")
        return board_page(drawn.html, page=shell, qr=code, address=qr.typed(address), code=room.code, dark=room.dark)

    return await seen(visit, room, who, dress)


@in_room
async def stage(visit: Visit, room: Room) -> Response:
    """The facilitator's controls."""
    who = Who.facilitator()

    def dress(drawn: Drawn) -> str:
        # The console is light, whatever the device prefers, and has a header of its own.
        theme = "light" if visit.query.get("in") == "console" else ""
        shell = _shell(visit, room, drawn, "stage", who, theme=theme, more_url=bundle().stage.url)
        return stage_page(drawn.html, page=shell)

    return await seen(visit, room, who, dress)


@in_room
async def paper(visit: Visit, room: Room) -> Response:
    """An empty form for the answer of somebody without a phone."""
    seat = visit.found.rest["seat"]
    return await _form(visit, room, lambda: answer_form(room, seat), seat)


def paper_codes(visit: Visit, room: Room, given: Sequence[str], next: str) -> Response:
    """Once, in answer to what a helper entered: the codes for that sheet."""
    with speaking(room.language):
        html = codes_page(room, given, next)
        return visit.page(stage_page(html, page=_shell(visit, room, Drawn(room.n, html), "paper", Who.facilitator())))


@in_room
async def slips(visit: Visit, room: Room) -> Response:
    """Empty forms for the slips of the ballot box; `count` in the address says how many."""
    given = visit.query.get("count", "")
    waiting = slips_left(room.run, on_paper(room)) if room.run is not None else 0
    count = min(MOST_SLIPS, max(1, int(given) if given.isascii() and given.isdigit() else waiting))
    return await _form(visit, room, lambda: batch_form(room, count), "slips", count)


async def _form(visit: Visit, room: Room, draw: Callable[[], kit.Html], name: str, count: int = 0) -> Response:
    n, who = room.n, Who.facilitator()
    with speaking(room.language):
        try:
            with numbered(visit, room, who):
                html = draw()
        except Refused as refused:
            return visit.notice(409, _("This form is not open now"), refused.words, (f"/stage/{room.code}", _("Back")))
        if not await visit.live.release.stands(room, n, 5):
            return not_saved(visit)
        links: list[tuple[str, Words]] = [(f"/stage/{room.code}", _("Back"))]
        if count:
            links = [(f"{visit.path}?count={more}", words) for more, words in _more_or_fewer(count)] + links
        part = _("From paper: {name}", name=called(room.seats[name])) if name in room.seats else ""
        shell = _shell(visit, room, Drawn(n, html), "paper", who, links=links, mark=name, part=part)
        return visit.page(stage_page(html, page=shell))


def _more_or_fewer(count: int) -> list[tuple[int, Words]]:
    more: list[tuple[int, Words]] = [(count + 1, _("One slip more"))]
    return [*more, (count - 1, _("One slip fewer"))] if count > 1 else more


@in_room
async def access_notes(visit: Visit, room: Room) -> Response:
    """What people asked for at the door."""
    return await _alone(visit, room, access.page)


@in_room
async def private_page(visit: Visit, room: Room) -> Response:
    """What the open step has for the facilitator alone."""
    return await _alone(visit, room, private.page)


async def _alone(visit: Visit, room: Room, draw: Callable[[Room, bool, bool], kit.Html]) -> Response:
    """A page that this laptop does not show; `sheet` in the address is for its printer."""
    n, who = room.n, Who.facilitator()
    with speaking(room.language):
        with numbered(visit, room, who):
            html = draw(room, visit.on_laptop, bool(visit.query.get("sheet")))
        if not await visit.live.release.stands(room, n, 5):
            return not_saved(visit)
        back, part = [(f"/stage/{room.code}", _("Back"))], _PARTS[visit.found.door.name]
        shell = Shell(
            title=room.title, part=part, lang=room.language, code=room.code, faces=bundle().faces,
            said=visit.live.said(room, who), links=back,
        )  # fmt: skip
        return visit.page(stage_page(html, page=shell))


@in_room
async def sign(visit: Visit, room: Room) -> Response:
    """The code to join as a picture, or as a sheet for the door."""
    if not await visit.live.release.stands(room, room.n, 5):
        return not_saved(visit)
    url = f"{visit.live.rooms.join_address}/J/{room.code}"
    sheet = bool(visit.found.rest["sheet"])
    with speaking(room.language):
        picture = qr.sheet(url, room.code, room.title) if sheet else qr.png(url)
    return visit.file(picture, "image/png", name=f"join-{room.code}{'-a4' if sheet else ''}.png")


def _shell(
    visit: Visit, room: Room, drawn: Drawn, page: str, who: Who, mark: str = "", part: Words = "", **more: Any
) -> Shell:
    return Shell(
        title=room.title, part=part or _PARTS[visit.found.door.name], lang=room.language, code=room.code,
        version=drawn.n, script_url=bundle().script.url,
        faces="" if page == "phone" else bundle().faces, now=room.clock(), said=visit.live.said(room, who),
        data={"page": page, "seat": mark, "shell": drawn.frame, **_heard(drawn)}, **more,
    )  # fmt: skip


def _heard(drawn: Drawn) -> dict[str, str]:
    """What a page that is read from the top need not say again."""
    return {"moved": str(drawn.moved), "told": json.dumps(dict(drawn.told), ensure_ascii=False)}


_PARTS: Mapping[str, Words] = {
    "phone": _("My page"), "mine": mine.TITLE, "agreed": _("What we have decided"), "board": _("Board"),
    "stage": _("Stage"),
    "paper": _("From paper"), "slips": _("Slips"), "access": _("Access notes"),
    "private": private.TITLE,
}  # fmt: skip
"""What the pages of a workshop are called, by their doors."""

GET: Mapping[str, Callable[[Visit], Awaitable[Response]]] = {
    "health": health, "file": file, "entrance": entrance, "phone": phone, "agreed": agreed_page, "mine": mine_page,
    "board": board, "stage": stage, "paper": paper, "slips": slips, "access": access_notes, "private": private_page,
    "sign": sign,
}  # fmt: skip
