"""What each viewer sees: the running activity, or the room itself between activities."""

from __future__ import annotations

from typing import Literal

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import _, ngettext
from facilitator.run import view as showing
from facilitator.seats import Seat, Who
from facilitator.session.session import Session
from facilitator.views import agreements, contacts, ending
from facilitator.views.one_page import fitting
from facilitator.views.stage import stage

LINES, WIDE = 10, 55
"""Lines of the board with agreements and what is due, headings among them, and the letters that stand in one."""


def view(session: Session, who: Who) -> Html:
    """The inside of the page of one viewer."""
    if who.role == "facilitator":
        return stage(session)
    if who.role == "board":
        return board(session)
    if session.status == "closed":
        return ending.phone(session)
    return phone(session, session.seats[who.seat]) if who.seat in session.seats else _joined_with_another(session)


def phone(session: Session, seat: Seat) -> Html:
    """What one person sees."""
    if session.run is not None and not seat.left:
        if seat.helper:
            words = kit.lead(_("You are here as a helper. You see what the room sees."))
            with showing.page(session.run, "phone"):
                return kit.join(kit.form_start(), words, showing.board(session.run, "phone"), _foot(session))
        return kit.join(showing.phone(session.run, session.keys[seat.id]), _foot(session))
    with kit.drawing(surface="phone", activity=session.title):
        return kit.join(kit.form_start(), _phone_between(session, seat))


def _joined_with_another(session: Session) -> Html:
    """The facilitator made one seat of two while this one was looking."""
    with kit.drawing(surface="phone", activity=session.title):
        return kit.waiting(_("Your two seats are one now"), _("Please load this page again. Your answers are kept."))


def _phone_between(session: Session, seat: Seat) -> Html:
    read = kit.link(_("Read what we said and decided"), f"/j/{session.code}/record") if session.released else Html("")
    leave, soon = _foot(session), _("We go on in a moment. Keep this page open.")
    if seat.left:
        back = kit.button(_("I am back"), "come_back", kind="act")
        words = _("Your answers are kept. You can come back at any time.")
        return kit.waiting(_("You have left"), words, kit.join(back, read))
    if session.wall == "agreements":
        return kit.join(_agreements(session), leave)
    if session.now is not None:
        return kit.waiting(session.title_of(session.now), soon, kit.join(read, leave))
    if not session.sections:
        words = _("We begin in a moment. Keep this page open.")
        return kit.waiting(_("You are in"), words, kit.join(_name_form(seat), leave))
    if session.next is None:
        return ending.phone(session, leave)
    return kit.waiting(_("Next: {title}", title=session.title_of(session.next)), soon, kit.join(read, leave))


def _foot(session: Session) -> Html:
    """On every page of a phone, in the same place: below everything else."""
    return kit.join(*contacts.way(session), kit.button(_("I am leaving"), "leave", kind="quiet"))


def _name_form(seat: Seat) -> Html:
    note = _("Any name you like, or none. Everyone may see it.")
    return kit.text_form(
        kit.TextField("name", _("What shall we call you?"), 40, seat.name, note=note), "rename", _("Save")
    )


def board(session: Session) -> Html:
    """What stands on the wall."""
    if session.run is not None and not session.wall and session.status == "open":
        return showing.board(session.run)
    with kit.drawing(surface="board", activity=session.title):
        if session.status == "open" and session.wall == "agreements":
            return _agreements(session)
        if session.status == "open" and (session.wall == "code" or (session.now is None and not session.sections)):
            return kit.lobby(session.title, session.subtitle, sum(not seat.left for seat in session.seats.values()))
        if session.status == "closed" or (session.now is None and session.next is None):
            return ending.board(session)
        after = session.title_of(session.next) if session.next else ""
        if session.now is None:
            return kit.interval(_("Next"), after, _agenda(session))
        return kit.interval(
            session.title_of(session.now), _("Then: {title}", title=after) if after else "", _agenda(session)
        )


def _agenda(session: Session) -> kit.Agenda:
    state: dict[str, Literal["done", "now", "later"]] = {"done": "done", "now": "now", "planned": "later"}
    return [
        (session.title_of(step), ngettext("{n} minute", "{n} minutes", step.minutes), state[step.state])
        for step in session.agenda
        if step.state != "skipped"
    ]


def _agreements(session: Session) -> Html:
    """What the group agreed, decisions that come up for review, and tasks that were to be done by now."""
    lists = [
        (title, id, rows)
        for title, id, rows in (
            (_("What we agreed"), "rules", agreements.standing(session)),
            (_("What comes up for review"), "due", agreements.to_review(session)),
            (_("What was to be done by now"), "late", agreements.to_do(session)),
        )
        if rows
    ]
    whole = [rows for _title, _id, rows in lists]
    on_board = kit.page.get().surface == "board"
    shown = fitting(whole, _lines, LINES - len(lists)) if on_board else whole
    left = sum(map(len, whole)) - sum(map(len, shown))
    more = ngettext("{n} more is on the phones.", "{n} more are on the phones.", left)
    told = [
        kit.join(kit.heading(title) if at else kit.question(title, marked=True), kit.rule_list(rows, id=id))
        for at, ((title, id, _rows), rows) in enumerate(zip(lists, shown, strict=True))
    ]
    return kit.join(kit.topline(), *told, kit.hint(more) if left else "")


def _lines(row: kit.RuleRow) -> int:
    return -(-len(str(row.words)) // WIDE) + bool(row.note)
