"""Access notes: what would make today easier for somebody. They hold no seat, and only the facilitator reads them.

A note comes with a joining, but stands in no journal: it goes into a checkpoint at once, apart from seats and in no
order of arrival. The laptop may be on the wall, so its screen never shows one. All are deleted when the session closes;
how many there were, and how many were met, stays in the record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator import kit
from facilitator.activity import Html, Refused, action
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.report.model import Paragraph, Section

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.agenda import Step

LONGEST = 500
"""Code points of a note at most."""

Note = Annotated[str, Field(max_length=LONGEST)]


@dataclass
class Access:
    """What was asked for in one session."""

    wanted: bool = False
    """Whether the plan asks, whatever its steps say."""
    notes: dict[str, str] = field(default_factory=dict)
    """By random ids, in the order of these."""
    made: int = 0
    met: int | None = None
    """How many were met; None while nobody has said."""

    def add(self, id: str, note: str) -> None:
        """Keep a note under a random id."""
        self.notes = dict(sorted({**self.notes, id: note}.items()))
        self.made += 1

    def forget(self) -> None:
        """Delete all notes; the counts stay."""
        self.notes = {}


class AccessActions:
    """What the facilitator does about access notes; an action of the room."""

    @action(by="facilitator")
    def access_met(self, room: Room, met: Annotated[int, Field(ge=0)]) -> None:
        """Say how many of the requests were met today."""
        if met > room.access.made:
            raise Refused(_("There were not so many requests. Please load the page again."))
        room.access.met = met


def asks(room: Room) -> bool:
    """Whether the joining page asks: the plan says so, or the first step that has a say in it."""
    said = (asked for step in room.agenda if (asked := _asks(room, step)) is not None)
    return room.access.wanted or next(said, False)


def told(access: Access) -> Words:
    """What the record says; empty where nobody asked for anything."""
    if access.met is None:
        return ngettext("{n} access request was made.", "{n} access requests were made.", access.made)
    return ngettext(
        "{n} access request was made; {met} was met today.", "{n} access requests were made; {met} were met today.",
        access.made, met=access.met,
    )  # fmt: skip


def sections(room: Room) -> tuple[Section, ...]:
    """The section of the record; none where nobody asked for anything."""
    if not room.access.made:
        return ()
    with speaking(room.language):
        return (Section(str(_("Access")), blocks=(Paragraph(str(told(room.access))),)),)


def way(room: Room) -> list[Html]:
    """The way to the notes from the stage, which itself only counts them."""
    n = room.access.made
    words = ngettext("{n} access note", "{n} access notes", n)
    return [kit.link(words, f"/stage/{room.code}/access")] if n else []


def unsaid(room: Room) -> list[Words]:
    """What to think of before the session closes."""
    if not room.access.made or room.access.met is not None:
        return []
    return [_("Nobody has said how many of the access requests were met.")]


def page(room: Room, here: bool, sheet: bool) -> Html:
    """The notes, for the facilitator. With `here`, on this laptop, none shows; a `sheet` has them for print alone."""
    with kit.drawing(run=room.run.token if room.run else "", surface="paper", glyph="lock", activity=room.title):
        top = [kit.form_start(), kit.topline(), kit.question(_("Access notes"))]
        if not room.access.made:
            return kit.join(*top, kit.empty(_("Nobody has asked for anything yet."), ""))
        if room.status == "closed":
            return kit.join(*top, kit.lead(_("The notes were deleted when the workshop closed.")), _count(room))
        notes = kit.quotes(list(room.access.notes.values()), "", "notes")
        if sheet:
            return kit.join(*top, _printing(), kit.unseen(notes))
        return kit.join(*top, _elsewhere(room) if here else kit.join(_yours(), notes), _count(room), _met(room.access))


def _yours() -> Html:
    return kit.lead(_("Only you see this. A note has no name, unless somebody wrote one."))


def _elsewhere(room: Room) -> Html:
    return kit.join(
        kit.lead(_("This laptop may be on the wall, so it does not show them.")),
        kit.lead(_("Open the stage on your own phone, and tap “Access notes” there.")),
        kit.link(_("Print them on a sheet"), f"/stage/{room.code}/access?sheet=1"),
    )


def _printing() -> Html:
    return kit.join(
        kit.lead(_("The notes are on this page, but only paper shows them. Print it now.")),
        kit.hint(_("The browser shows the sheet before it prints. First take this screen off the wall.")),
    )


def _count(room: Room) -> Html:
    return kit.join(kit.heading(_("For the record")), kit.hint(told(room.access)))


def _met(access: Access) -> Html:
    met = access.met or 0
    more, fewer = kit.act("access_met", met=met + 1), kit.act("access_met", met=met - 1)
    none = [kit.button(_("None were met"), kit.act("access_met", met=0))] if access.met is None else []
    buttons = [kit.button(_("One more was met"), more)] if met < access.made else []
    return kit.secondary([*buttons, *none, *([kit.button(_("One fewer"), fewer)] if met else [])])


def _asks(room: Room, step: Step) -> bool | None:
    """What the setting of a step about the joining page says; None where it has none, or is left out."""
    kind = room.library.get(step.activity)
    if kind is None or not kind.asks_needs or step.state == "skipped":
        return None
    return bool(step.settings.get(kind.asks_needs, kind.settings_type.model_fields[kind.asks_needs].default))
