"""The stage between two activities: the step that comes next, what else can be shown, the record, the end."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Activity, Html, Refused
from facilitator.i18n import Words, _, ngettext
from facilitator.ledger import Entry
from facilitator.session import log, reviews, revisit
from facilitator.session.access import unsaid
from facilitator.session.agenda import prepare
from facilitator.session.handover import MINUTES
from facilitator.session.session import Session
from facilitator.session.step import Step
from facilitator.views import access, agreements, ending, handover

MOST_DUE = 5
"""So many decisions that are due stand on the stage at once."""


def stage(session: Session) -> Html:
    """What the facilitator can do between two activities, and after the end."""
    with kit.drawing(surface="stage", activity=session.title):
        return kit.join(kit.form_start(), _closed(session) if session.status == "closed" else _open(session))


def _closed(session: Session) -> Html:
    stays = _("The record stays on this laptop.")
    told = [kit.lead(ending.told(session)), kit.secondary([_record(session)])]
    return kit.stand(_("This workshop is closed"), seen=kit.seen(session.code, now=stays), next=told)


def _open(session: Session) -> Html:
    here = ngettext("{n} person is here", "{n} people are here", len(session.present))
    beside = kit.secondary(_beside_steps(session))
    return kit.stand(
        _title(session),
        seen=kit.seen(session.code, now=here),
        next=[_next_step(session), _note(session), beside],
        tools=[
            *map(kit.banner, revisit.told(session)),
            _due(session),
            _late(session),
            _to_add(session),
            kit.secondary(access.way(session)),
        ],
    )


def _due(session: Session) -> Html:
    """Decisions that come up for review, each with a press that puts it on the agenda."""
    some = reviews.coming(session)
    rows = [
        kit.Row(
            entry.key, f"{entry.number}: {entry.text}", log.on(entry.at, session.zone), [_look_again(session, entry)]
        )
        for entry in some[:MOST_DUE]
    ]
    more = ngettext("{n} more is on the phones.", "{n} more are on the phones.", len(some) - len(rows))
    left = kit.hint(more) if len(some) > len(rows) else ""
    return kit.join(kit.listing(rows, _("These decisions come up for review"), "due"), left) if rows else Html("")


def _late(session: Session) -> Html:
    """Tasks that were to be done by now. Nobody is made to answer: what became of them is asked by an activity."""
    some = reviews.late(session)
    rows = [
        kit.Row(entry.key, f"{entry.number}: {entry.text}", agreements.promised(entry)) for entry in some[:MOST_DUE]
    ]
    more = ngettext("{n} more is on the phones.", "{n} more are on the phones.", len(some) - len(rows))
    left = kit.hint(more) if len(some) > len(rows) else ""
    return kit.join(kit.listing(rows, _("These tasks were to be done by now"), "late"), left) if rows else Html("")


def _look_again(session: Session, entry: Entry) -> Html:
    if reviews.planned(session, entry):
        return kit.hint(_("It is on the agenda."))
    label = _("Look at it again next: {text}", text=entry.text)
    return kit.button(_("Look at it again next"), kit.act("review_next", entry=entry.key), label=label)


def _note(session: Session) -> Html:
    """What the plan says to the facilitator about the break that is on, or the step that comes next."""
    about = session.now or session.next
    return kit.hint(about.note) if about and about.note else Html("")


def _title(session: Session) -> Words:
    """Where the session stands; what it is called stands at the top of the page already."""
    if session.now is not None:
        return session.title_of(session.now)
    if not session.sections:
        return _("Before the first step")
    return _("Between two steps") if session.next else _("After the last step")


def _next_step(session: Session) -> Html:
    after = session.next
    if session.now is not None:
        note = _("Then: {title}.", title=session.title_of(after)) if after else _("This is the last step.")
        return kit.primary(kit.act("finish"), _("End: {title}", title=session.title_of(session.now)), note)
    words = "" if session.sections or session.wall == "agreements" else _to_show(session)
    if words:
        note = _("The board shows them for a moment. Read them aloud.")
        return kit.primary(kit.act("show_agreements", on=1), words, note)
    if after is not None:
        return kit.primary(*handover.start(session, after), _what_begins(session, after))
    if not session.sections:
        return kit.missing(_nothing_planned(session), _("Add an activity on the desk, or one of these here."))
    if not session.released:
        note = _("Every phone can read and save it. You can take it back.")
        return kit.primary(kit.act("release", on=1), _("Give everyone the record"), note)
    # Where one press before stood "Give everyone the record" there is nothing to press.
    return kit.missing(_("Everyone can read and save the record now."), _("Give people time. Then close the workshop."))


def _to_show(session: Session) -> Words:
    """What the board shows at the start of a session, where there is anything."""
    if session.ledgers.of("agreements", "agreed"):
        return _("Show what we agreed")
    if reviews.coming(session):
        return _("Show what comes up for review")
    return _("Show what was to be done by now") if reviews.late(session) else ""


def _nothing_planned(session: Session) -> Words:
    """That nothing was done yet, and nothing can begin; empty when there is something."""
    if session.now or session.next or session.sections:
        return ""
    return _("Every step is left out.") if session.agenda else _("The agenda is empty.")


def _to_add(session: Session) -> Html:
    """Where nothing is planned: what can be added at once, and the way out."""
    if not _nothing_planned(session):
        return Html("")
    rows = [kit.Row(kind.id, kind.title, "", [_add(kind)]) for kind in session.library.values() if _needs_nothing(kind)]
    return kit.join(
        kit.listing(rows, _("Add an activity"), "add") if rows else "",
        kit.secondary([kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(session))]),
    )


def _needs_nothing(kind: type[Activity[Any, Any]]) -> bool:
    """Whether an activity can begin as it comes, without a question or options that somebody must write first."""
    try:
        prepare({kind.id: kind}, kind.id, {})
    except Refused:
        return False
    return True


def _add(kind: type[Activity[Any, Any]]) -> Html:
    add = kit.act("add_step", activity=kind.id, minutes=MINUTES)
    return kit.button(_("Add"), add, label=_("Add {title}", title=kind.title))


def _what_begins(session: Session, step: Step) -> Words:
    try:
        first = prepare(session.library, step.activity, step.settings).shown_phases()[0]
    except Refused:
        return _("The board and all phones show it.")
    if first.privacy is not None:
        return _("The board and all phones show it. People can answer at once.")
    return _("The board and all phones show its first step. Nobody answers yet.")


def _beside_steps(session: Session) -> list[Html]:
    buttons = []
    if session.released and session.now is None and session.next is None:
        buttons.append(kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(session)))
    if session.wall == "code":
        buttons.append(kit.button(_("Hide the code"), kit.act("show_code", on=0)))
    elif session.sections or session.now:
        buttons.append(kit.button(_("Show code big"), kit.act("show_code", on=1)))
    if session.wall == "agreements":
        away = _("Put the agreements away") if session.ledgers.of("agreements", "agreed") else _("Put it away")
        buttons.append(kit.button(away, kit.act("show_agreements", on=0)))
    elif session.sections and session.ledgers.of("agreements", "agreed"):
        buttons.append(kit.button(_("Show what we agreed"), kit.act("show_agreements", on=1)))
    if session.released:
        buttons.append(_record(session))
    return handover.ways(session) + buttons


def _closing(session: Session) -> kit.Confirm:
    return kit.Confirm(
        _("Close this workshop for good?"),
        [
            *unsaid(session),
            _("Nobody can add anything any more."),
            _("The phones that were here can still read the record that you gave them."),
            _("Results and cards stay, without the writers. To keep less, close it on the page of the record."),
            _("You cannot undo this."),
        ],
        _("Wait"),
        _("Close it"),
    )


def _record(session: Session) -> Html:
    if session.released:
        return kit.button(_("Take the record back"), kit.act("release", on=0))
    return kit.button(_("Give everyone the record"), kit.act("release", on=1))
