"""Reads a batch of folded slips: tied to no seat, never fewer than three, never more than there are people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from facilitator.action import plain
from facilitator.activity import Key, Refused
from facilitator.i18n import _
from facilitator.run.attendance import heard
from facilitator.run.run import Run
from facilitator.run.slips import entered, who_chose
from facilitator.run.view import paper
from facilitator.seats import Seat
from facilitator.session.session import Session

SMALLEST_BATCH, LARGEST_BATCH = 3, 60
"""Fewer slips than three could be traced to those who wrote them."""
PASSED = "passed"
"""The name of the box that a slip ticks instead of answering."""
NOT_ALONE = _("Nobody may see these answers. On paper they go through the ballot box.")
"""Why a helper types in no single answer to a sensitive question."""
NOT_ALIKE = _("Each person is asked something else in this step. Enter it seat by seat.")
"""Why slips of nobody are not taken where people are asked different things."""
SLIP_FIELD = "slip"
"""Posted with every slip, so that one with nothing on it is one, too."""


def read_batch(run: Run, pairs: Iterable[tuple[str, str]], without_phone: Collection[Key]) -> list[dict[str, Any]]:
    """The answers of a batch as events carry them: `[{"do": action, "args": ...}]`.

    Fields of slip 3 are named `3.<field>`. Refused as a whole: fewer than three slips, more slips than there can be
    (see `slips_left`), a slip that cannot be read.
    """
    found = paper(run)
    if found is None:
        raise Refused(_("There is nothing to answer on paper in this step."))
    if run.phase.personal:
        raise Refused(NOT_ALIKE)
    slips: dict[int, list[tuple[str, str]]] = {}
    for name, text in pairs:
        place = re.fullmatch(r"(\d{1,3})\.(.+)", name)
        if place is None:
            raise Refused(_("This form could not be read. Please load the page again."))
        slips.setdefault(int(place[1]), []).append((place[2], text))
    room_for = slips_left(run, without_phone)
    if len(slips) < SMALLEST_BATCH:
        raise Refused(_("A batch needs at least {n} slips. Invite others to use a slip too.", n=SMALLEST_BATCH))
    if len(slips) > min(room_for, LARGEST_BATCH):
        raise Refused(
            _("There are {slips} slips for {people} people on paper. Add a seat for each, or count again.",
              slips=len(slips), people=max(room_for, 0))
        )  # fmt: skip
    return [_read(run, found.do, number, slips[number]) for number in sorted(slips)]


def on_paper(session: Session) -> list[Key]:
    """Those who are here without a phone."""
    return [session.keys[seat.id] for seat in session.present if seat.paper]


def slips_left(run: Run, without_phone: Collection[Key]) -> int:
    """How many slips can still come in: one a seat on paper that has not answered, one a seat that chose a slip."""
    return len(set(without_phone) - heard(run)) + len(who_chose(run)) - entered(run)


def refuse_on_paper(run: Run, seat: Seat, key: Key, without_phone: Collection[Key]) -> None:
    """Raise `Refused` where a helper must not type in an answer for this seat, with the sentence that says why."""
    if not seat.paper:
        raise Refused(_("This seat has a phone. It answers there, or moves to paper first."))
    if run.activity.privacy(run.phase) == "sensitive":
        raise Refused(NOT_ALONE)
    if key not in heard(run) and slips_left(run, without_phone) < 1:
        raise Refused(_("You have a slip for each person on paper. Someone new? Add a seat. If not, count again."))


def _read(run: Run, answering: str, number: int, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    do = "pass" if (PASSED, "1") in pairs else answering
    action = run.find(do, "facilitator", on_behalf=True)
    try:
        args = action.read([] if do == "pass" else [pair for pair in pairs if pair[0] != SLIP_FIELD])
    except Refused as refused:
        raise Refused(_("Slip {n}: {why}", n=number, why=str(refused.words))) from None
    return {"do": do, "args": plain(args)}
