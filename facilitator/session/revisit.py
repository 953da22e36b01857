"""This needs a talk: anyone can ask, without a name, to talk about an agreement again; two put it on the agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator.activity import Refused, action
from facilitator.i18n import Words, _, ngettext
from facilitator.session.agenda import Step

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.command import Moment

ENOUGH = 2
"""So many people put an agreement on the agenda."""
ACTIVITY = "ground-rules"
"""What talks about agreements again: its setting `reopen` names them by their keys."""
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
        if found is None or found.ledger != "agreements":
            raise Refused(_("This agreement is not there any more. Please load the page again."))
        room.talks.ask(entry, me, on)
        if len(room.talks.asked.get(entry, ())) >= ENOUGH:
            _plan(room, ctx, entry)


def settled(room: Room, line: Step) -> None:
    """After a step: what it was to talk about, or changed, is asked for no more."""
    section = room.sections.get(line.id)
    changed = [each.entry for each in section.ledger if each.op == "set"] if section else []
    room.talks.settle([*_about(line), *changed])


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
    if ACTIVITY not in room.library or _step_for(room, entry) is not None:
        return
    waiting = next((line for line in room.agenda if line.state == "planned" and _about(line)), None)
    if waiting is not None and len(_about(waiting)) < 9:
        waiting.settings = {**waiting.settings, "reopen": [*_about(waiting), entry]}
        return
    place = room.place(room.next.id) if room.next else len(room.agenda)
    title = str(_("A rule needs a talk"))
    line = Step(ctx.id(f"talk:{entry}:{ctx.n}"), ACTIVITY, title, MINUTES, {"reopen": [entry]})
    room.agenda.insert(place, line)


def _step_for(room: Room, entry: str) -> Step | None:
    """The step that will talk about it, or does so now, or was left out by the facilitator."""
    return next((line for line in room.agenda if line.state != "done" and entry in _about(line)), None)


def _about(line: Step) -> list[str]:
    return list(line.settings.get("reopen", ())) if line.activity == ACTIVITY else []
