"""What each viewer sees: the running activity, or the room itself between activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import _, ngettext
from facilitator.run import view as showing
from facilitator.seats import Seat, Who
from facilitator.views import agreements, ending
from facilitator.views.stage import stage

if TYPE_CHECKING:
    from facilitator.room import Room


def view(room: Room, who: Who) -> Html:
    """The inside of the page of one viewer."""
    if who.role == "facilitator":
        return stage(room)
    if who.role == "board":
        return board(room)
    if room.status == "closed":
        return ending.phone(room)
    return phone(room, room.seats[who.seat]) if who.seat in room.seats else _joined_with_another(room)


def phone(room: Room, seat: Seat) -> Html:
    """What one person sees."""
    if room.run is not None and not seat.left:
        if seat.helper:
            words = kit.lead(_("You are here as a helper. You see what the room sees."))
            with showing.page(room.run, "phone"):
                return kit.join(kit.form_start(), words, showing.board(room.run, "phone"), _leaving())
        return kit.join(showing.phone(room.run, room.keys[seat.id]), _leaving())
    with kit.drawing(surface="phone", activity=room.title):
        return kit.join(kit.form_start(), _phone_between(room, seat))


def _joined_with_another(room: Room) -> Html:
    """The facilitator made one seat of two while this one was looking."""
    with kit.drawing(surface="phone", activity=room.title):
        return kit.waiting(_("Your two seats are one now"), _("Please load this page again. Your answers are kept."))


def _phone_between(room: Room, seat: Seat) -> Html:
    read = kit.link(_("Read what we said and decided"), f"/j/{room.code}/record") if room.released else Html("")
    leave, soon = _leaving(), _("We go on in a moment. Keep this page open.")
    if seat.left:
        back = kit.button(_("I am back"), "come_back", kind="act")
        words = _("Your answers are kept. You can come back at any time.")
        return kit.waiting(_("You have left"), words, kit.join(back, read))
    if room.wall == "agreements":
        return kit.join(_agreements(room), leave)
    if room.now is not None:
        return kit.waiting(room.title_of(room.now), soon, kit.join(read, leave))
    if not room.sections:
        words = _("We begin in a moment. Keep this page open.")
        return kit.waiting(_("You are in"), words, kit.join(_name_form(seat), leave))
    if room.next is None:
        return ending.phone(room, leave)
    return kit.waiting(_("Next: {title}", title=room.title_of(room.next)), soon, kit.join(read, leave))


def _leaving() -> Html:
    """On every page of a phone, in the same place: below everything else."""
    return kit.button(_("I am leaving"), "leave", kind="quiet")


def _name_form(seat: Seat) -> Html:
    note = _("Any name you like, or none. Everyone may see it.")
    return kit.text_form("name", _("What shall we call you?"), "rename", 40, _("Save"), value=seat.name, note=note)


def board(room: Room) -> Html:
    """What stands on the wall."""
    if room.run is not None and not room.wall and room.status == "open":
        return showing.board(room.run)
    with kit.drawing(surface="board", activity=room.title):
        if room.status == "open" and room.wall == "agreements":
            return _agreements(room)
        if room.status == "open" and (room.wall == "code" or (room.now is None and not room.sections)):
            return kit.lobby(room.title, room.subtitle, sum(not seat.left for seat in room.seats.values()))
        if room.status == "closed" or (room.now is None and room.next is None):
            return ending.board(room)
        after = room.title_of(room.next) if room.next else ""
        if room.now is None:
            return kit.interval(_("Next"), after, _agenda(room))
        return kit.interval(room.title_of(room.now), _("Then: {title}", title=after) if after else "", _agenda(room))


def _agenda(room: Room) -> kit.Agenda:
    state: dict[str, Literal["done", "now", "later"]] = {"done": "done", "now": "now", "planned": "later"}
    return [
        (room.title_of(step), ngettext("{n} minute", "{n} minutes", step.minutes), state[step.state])
        for step in room.agenda
        if step.state != "skipped"
    ]


def _agreements(room: Room) -> Html:
    rows, title = agreements.standing(room), kit.question(_("What we agreed"), marked=True)
    shown = rows if kit.page.get().surface == "phone" else rows[:9]
    more = ngettext("{n} more is on the phones.", "{n} more are on the phones.", len(rows) - len(shown))
    return kit.join(kit.topline(), title, kit.rule_list(shown), kit.hint(more) if len(rows) > len(shown) else "")
