"""The stage between two activities: the step that comes next, what else can be shown, the record, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator import kit
from facilitator.activity import Activity, Html, Refused
from facilitator.i18n import Words, _, ngettext
from facilitator.session import access, handover, revisit
from facilitator.session.agenda import Step, prepare
from facilitator.views import ending

if TYPE_CHECKING:
    from facilitator.room import Room


def stage(room: Room) -> Html:
    """What the facilitator can do between two activities, and after the end."""
    with kit.drawing(surface="stage", activity=room.title):
        return kit.join(kit.form_start(), _closed(room) if room.status == "closed" else _open(room))


def _closed(room: Room) -> Html:
    stays = _("The record stays on this laptop.")
    told = [kit.lead(ending.told(room)), kit.secondary([_record(room)])]
    return kit.stand(_("This workshop is closed"), seen=kit.seen(room.code, now=stays), next=told)


def _open(room: Room) -> Html:
    here = ngettext("{n} person is here", "{n} people are here", len(room.present))
    beside = kit.secondary(_beside_steps(room))
    return kit.stand(
        _title(room),
        seen=kit.seen(room.code, now=here),
        next=[_next_step(room), beside],
        tools=[*map(kit.banner, revisit.told(room)), _to_add(room), kit.secondary(access.way(room))],
    )


def _title(room: Room) -> Words:
    """Where the session stands; what it is called stands at the top of the page already."""
    if room.now is not None:
        return room.title_of(room.now)
    if not room.sections:
        return _("Before the first step")
    return _("Between two steps") if room.next else _("After the last step")


def _next_step(room: Room) -> Html:
    after = room.next
    if room.now is not None:
        note = _("Then: {title}.", title=room.title_of(after)) if after else _("This is the last step.")
        return kit.primary(kit.act("finish"), _("End the break"), note)
    if not room.sections and room.wall != "agreements" and room.ledgers.of("agreements", "agreed"):
        note = _("The board shows them for a moment. Read them aloud.")
        return kit.primary(kit.act("show_agreements", on=1), _("Show what we agreed"), note)
    if after is not None:
        return kit.primary(*handover.start(room, after), _what_begins(room, after))
    if not room.sections:
        return kit.missing(_nothing_planned(room), _("Add an activity on the desk, or one of these here."))
    if not room.released:
        note = _("Every phone can read and save it. You can take it back.")
        return kit.primary(kit.act("release", on=1), _("Give everyone the record"), note)
    # Where one press before stood "Give everyone the record" there is nothing to press.
    return kit.missing(_("Everyone can read and save the record now."), _("Give people time. Then close the workshop."))


def _nothing_planned(room: Room) -> Words:
    """That nothing was done yet, and nothing can begin; empty when there is something."""
    if room.now or room.next or room.sections:
        return ""
    return _("Every step is left out.") if room.agenda else _("The agenda is empty.")


def _to_add(room: Room) -> Html:
    """Where nothing is planned: what can be added at once, and the way out."""
    if not _nothing_planned(room):
        return Html("")
    rows = [kit.Row(kind.id, kind.title, "", [_add(kind)]) for kind in room.library.values() if _needs_nothing(kind)]
    return kit.join(
        kit.listing(rows, _("Add an activity"), "add") if rows else "",
        kit.secondary([kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(room))]),
    )


def _needs_nothing(kind: type[Activity[Any, Any]]) -> bool:
    """Whether an activity can begin as it comes, without a question or options that somebody must write first."""
    try:
        prepare({kind.id: kind}, kind.id, {})
    except Refused:
        return False
    return True


def _add(kind: type[Activity[Any, Any]]) -> Html:
    add = kit.act("add_step", activity=kind.id, minutes=handover.MINUTES)
    return kit.button(_("Add"), add, label=_("Add {title}", title=kind.title))


def _what_begins(room: Room, step: Step) -> Words:
    try:
        first = prepare(room.library, step.activity, step.settings).shown_phases()[0]
    except Refused:
        return _("The board and all phones show it.")
    if first.privacy is not None:
        return _("The board and all phones show it. People can answer at once.")
    return _("The board and all phones show its first step. Nobody answers yet.")


def _beside_steps(room: Room) -> list[Html]:
    buttons = []
    if room.released and room.now is None and room.next is None:
        buttons.append(kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(room)))
    if room.wall == "code":
        buttons.append(kit.button(_("Hide the code"), kit.act("show_code", on=0)))
    elif room.sections or room.now:
        buttons.append(kit.button(_("Show code big"), kit.act("show_code", on=1)))
    if room.wall == "agreements":
        buttons.append(kit.button(_("Put the agreements away"), kit.act("show_agreements", on=0)))
    elif room.sections and room.ledgers.of("agreements", "agreed"):
        buttons.append(kit.button(_("Show what we agreed"), kit.act("show_agreements", on=1)))
    if room.released:
        buttons.append(_record(room))
    return handover.ways(room) + buttons


def _closing(room: Room) -> kit.Confirm:
    return kit.Confirm(
        _("Close this workshop for good?"),
        [
            *access.unsaid(room),
            _("Nobody can add anything any more."),
            _("The phones that were here can still read the record that you gave them."),
            _("You cannot undo this."),
        ],
        _("Wait"),
        _("Close it"),
    )


def _record(room: Room) -> Html:
    if room.released:
        return kit.button(_("Take the record back"), kit.act("release", on=0))
    return kit.button(_("Give everyone the record"), kit.act("release", on=1))
