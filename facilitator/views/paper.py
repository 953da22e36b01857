"""Empty forms for what was answered on paper: for one seat without a phone, or for a batch of the ballot box."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.run import view
from facilitator.run.run import Run
from facilitator.seats import Seat, shown
from facilitator.session.ballot_box import NOT_ALIKE, NOT_ALONE, PASSED, SLIP_FIELD
from facilitator.session.session import Session

NEXT = "then"
"""Posted with an answer: the seat (id) whose form comes next."""


def answer_form(session: Session, seat_id: str) -> Html:
    """An empty form for the answer of a seat without a phone; it never shows an earlier answer. Raises `Refused`."""
    seat, run = session.seat(seat_id), session.running()
    found, name = view.paper(run, session.keys[seat.id]), called(seat)
    with view.page(run, "paper", acts_for=seat.id):
        if found is None:
            words = _("This person has nothing to answer now.") if run.asks else _("Nobody answers in this step.")
            return kit.join(kit.topline(), kit.form_title(name), kit.lead(words))
        if run.activity.privacy(run.phase) == "sensitive":
            return kit.join(kit.topline(), kit.form_title(name), kit.lead(NOT_ALONE))
        after = _next(session, run, seat)
        enter = _("Enter it, then {name}", name=called(after)) if after else ""
        return kit.join(
            kit.form_start(),
            kit.form_title(_("Answer for {name}", name=name)),
            kit.hint(_("A helper will type this in and will see it. What is sent replaces an earlier answer.")),
            _asked(run),
            found.fields(""),
            kit.send(found.do, found.passes, send_words=_("Enter this answer")),
            kit.button(enter, kit.act(found.do, **{NEXT: after.id})) if after else "",
        )


def codes(session: Session, seat_id: str) -> list[str]:
    """The withdrawal codes of what somebody wrote on paper, in the order of the sheet."""
    seat = session.seats.get(seat_id)
    return (
        view.codes(session.run, session.keys[seat.id])
        if session.run is not None and seat is not None and seat.paper
        else []
    )


def codes_page(session: Session, given: Sequence[str], next: str) -> Html:
    """Codes to copy onto somebody's own sheet; `next` is the address to go on to. It names nobody, and no card."""
    rows = [kit.Row(str(n), code, _("Card {n} on the sheet", n=n)) for n, code in enumerate(given, 1)]
    with kit.drawing(surface="paper", glyph="lock", activity=session.title):
        return kit.join(
            kit.form_title(_("Codes for this sheet")),
            kit.lead(_("Print this page for the person, or copy the codes onto their sheet. It is shown only once.")),
            kit.hint(_("With a code we can remove that card later. Copies handed out by then cannot be called back.")),
            kit.listing(rows, id="codes"),
            kit.link(_("They are copied. Go on"), next),
        )


def batch_form(session: Session, count: int) -> Html:
    """Empty forms for a batch of `count` slips of the ballot box, sent together. Raises `Refused`."""
    run = session.running()
    found = view.paper(run)
    with view.page(run, "paper"):
        if found is None or run.phase.personal:
            why = _("Nobody answers in this step.") if found is None else NOT_ALIKE
            return kit.join(kit.topline(), kit.form_title(_("Ballot box")), kit.lead(why))
        parts = [
            kit.form_start(),
            kit.form_title(_("Ballot box: {n} slips", n=count)),
            kit.hint(_("Shuffle the slips first. They are tied to no seat and cannot be changed later.")),
            _asked(run),
        ]
    for number in range(1, count + 1):
        with view.page(run, "paper", f"{number}."):
            slip = kit.join(
                kit.hidden_field(SLIP_FIELD, "1"),
                found.fields(f"{number}."),
                kit.tick(PASSED, _("This slip is a pass")) if found.passes else Html(""),
            )
            parts.append(kit.part(f"slip-{number}", _("Slip {n}", n=number), slip))
    with view.page(run, "paper"):
        return kit.join(*parts, kit.send("slips", "", send_words=_("Enter all slips")))


def _asked(run: Run) -> Html:
    """What the paper says, too: the question, and what it is about, as it stands on the board."""
    return run.activity.board(run.course.state, run.ctx)


def called(seat: Seat) -> Words:
    """What somebody on paper is called on the stage."""
    if seat.paper and not seat.name:
        return _("Paper {n}", n=seat.paper)
    return seat.name or _("Seat {code}", code=shown(seat.code))


def _next(session: Session, run: Run, seat: Seat) -> Seat | None:
    """The seat without a phone whose answer is still missing, after this one, else from the first."""
    done = run.done()
    others = [each for each in session.present if each.paper and each is not seat and session.keys[each.id] not in done]
    return min(others, key=lambda each: (each.paper < seat.paper, each.paper), default=None)
