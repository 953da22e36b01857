"""Empty forms for what was answered on paper: for one seat without a phone, or for a batch of the ballot box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator import kit, showing
from facilitator.activity import Html
from facilitator.ballot_box import NOT_ALONE, PASSED, SLIP_FIELD
from facilitator.i18n import _
from facilitator.seats import shown

if TYPE_CHECKING:
    from facilitator.room import Room


def answer_form(room: Room, seat_id: str) -> Html:
    """An empty form for the answer of a seat without a phone; it never shows an earlier answer. Raises `Refused`."""
    seat, run = room.seat(seat_id), room.running()
    found = showing.paper(run)
    with showing.page(run, "paper", acts_for=seat.id):
        name = seat.name or (_("Paper {n}", n=seat.paper) if seat.paper else _("Seat {code}", code=shown(seat.code)))
        if found is None:
            return kit.join(kit.topline(), kit.question(name), kit.lead(_("Nobody answers in this step.")))
        if run.activity.privacy(run.phase) == "sensitive":
            return kit.join(kit.topline(), kit.question(name), kit.lead(NOT_ALONE))
        return kit.join(
            kit.form_start(),
            kit.topline(),
            kit.question(_("Answer for {name}", name=name)),
            kit.hint(_("A helper will type this in and will see it. What is sent replaces an earlier answer.")),
            found.fields(""),
            kit.send(found.do, found.passes, send_words=_("Enter this answer")),
        )


def batch_form(room: Room, count: int) -> Html:
    """Empty forms for a batch of `count` slips of the ballot box, sent together. Raises `Refused`."""
    run = room.running()
    found = showing.paper(run)
    with showing.page(run, "paper"):
        if found is None:
            return kit.join(kit.topline(), kit.question(_("Ballot box")), kit.lead(_("Nobody answers in this step.")))
        parts = [
            kit.form_start(),
            kit.topline(),
            kit.question(_("Ballot box: {n} slips", n=count)),
            kit.hint(_("Shuffle the slips first. They are tied to no seat and cannot be changed later.")),
        ]
    for number in range(1, count + 1):
        with showing.page(run, "paper", f"{number}."):
            parts += [
                kit.heading(_("Slip {n}", n=number)),
                kit.hidden_field(SLIP_FIELD, "1"),
                found.fields(f"{number}."),
                kit.tick(PASSED, _("This slip is a pass")) if found.passes else Html(""),
            ]
    with showing.page(run, "paper"):
        return kit.join(*parts, kit.send("slips", "", send_words=_("Enter all slips")))
