"""This needs a talk: anyone can ask, without a name, to talk about an agreement again; two put it on the agenda."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator.activity import Refused, action
from facilitator.i18n import Words, _, ngettext
from facilitator.session.agenda import Step, prepare

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.command import Moment

ENOUGH = 2
"""So many people put an agreement on the agenda."""
LEDGER = "agreements"
"""What people can ask to talk about again; an activity says in `reopens` that it can do so."""
MINUTES = 10

Entry = Annotated[str, Field(max_length=160)]


@dataclass
class Talks:
    """Who asks for a talk about which agreement, until the session closes; only the count is ever shown."""

    asked: dict[str, list[str]] = field(default_factory=dict)
    """Seats (ids), sorted, by the key of the agreement."""

    def ask(self, entry: str, seat: str, on: bool) -> None:
        """A seat asks for a talk, or takes that back."""
        others = [each for each in self.asked.get(entry, ()) if each != seat]
        changed = {**self.asked, entry: sorted([*others, seat] if on else others)}
        self.asked = {each: seats for each, seats in changed.items() if seats}

    def asks(self, entry: str, seat: str) -> bool:
        """Whether this seat asks for it."""
        return seat in self.asked.get(entry, ())

    def merged(self, seat: str, into: str) -> None:
        """Two seats are one person, who counts once."""
        for entry in [entry for entry in self.asked if self.asks(entry, seat)]:
            self.ask(entry, seat, False)
            self.ask(entry, into, True)

    def settle(self, entries: list[str]) -> None:
        """These were talked about."""
        self.asked = {entry: seats for entry, seats in self.asked.items() if entry not in entries}


class TalkActions:
    """What people can do about an agreement; an action of the room."""

    @action(touches="everyone")
    def needs_talk(self, room: Room, me: str, ctx: Moment, entry: Entry, on: bool = True) -> None:
        """Ask for a talk about an agreement, or take that back. Each person counts once."""
        if not room.seat(me).counts:
            raise Refused(_("Only people who are counted can ask for a talk."))
        found = room.ledgers.find(entry)
        if found is None or found.ledger != LEDGER:
            raise Refused(_("This agreement is not there any more. Please load the page again."))
        room.talks.ask(entry, me, on)
        if len(room.talks.asked.get(entry, ())) >= ENOUGH:
            _plan(room, ctx, entry)


def settled(room: Room, line: Step) -> None:
    """After a step: what it was to talk about, or changed, is asked for no more."""
    section = room.sections.get(line.id)
    changed = [each.entry for each in section.ledger if each.op == "set"] if section else []
    room.talks.settle([*_about(room, line), *changed])


def told(room: Room) -> list[Words]:
    """What the facilitator hears: how many ask for which talk, and where it stands on the agenda."""
    return [_told(room, entry, len(seats)) for entry, seats in room.talks.asked.items() if room.ledgers.find(entry)]


def _told(room: Room, entry: str, n: int) -> Words:
    found, line = room.ledgers.find(entry), _step_for(room, entry)
    rule = found.text if found else ""
    words = ngettext(
        "{n} person asks for a talk about “{rule}”.", "{n} people ask for a talk about “{rule}”.", n, rule=rule
    )
    if line is None or line.state == "now":
        return words
    where = _("It is the next step.") if line is room.next else _("It is on the agenda.")
    return _("{words} {where}", words=words, where=where)


def _plan(room: Room, ctx: Moment, entry: str) -> None:
    """Put the talk on the agenda as the next step, together with others that wait there."""
    activity = next((kind.id for kind in room.library.values() if LEDGER in kind.reopens), "")
    if not activity or _step_for(room, entry) is not None:
        return
    waiting = next((line for line in room.agenda if line.state == "planned" and _about(room, line)), None)
    if waiting is not None and _more(room, waiting, entry):
        return
    place = room.place(room.next.id) if room.next else len(room.agenda)
    line = Step(ctx.id(f"talk:{entry}:{ctx.n}"), activity, str(_("A rule needs a talk")), MINUTES)
    if _more(room, line, entry):
        room.agenda.insert(place, line)


def _more(room: Room, line: Step, entry: str) -> bool:
    """Let a step be about one more agreement; False where its activity takes no more of them."""
    listed = room.library[line.activity].reopens[LEDGER]
    settings = {**line.settings, listed: [*_about(room, line), entry]}
    with suppress(Refused):
        prepare(room.library, line.activity, settings)
        line.settings = settings
        return True
    return False


def _step_for(room: Room, entry: str) -> Step | None:
    """The step that will talk about it, or does so now, or was left out by the facilitator."""
    return next((line for line in room.agenda if line.state != "done" and entry in _about(room, line)), None)


def _about(room: Room, line: Step) -> list[str]:
    """The agreements that a step is to talk about again."""
    kind = room.library.get(line.activity)
    return list(line.settings.get(kind.reopens.get(LEDGER, ""), ())) if kind else []
