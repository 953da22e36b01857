"""What a room left behind so far, as the record that can be printed: sections in the order of the agenda."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from facilitator import __version__, zones
from facilitator.i18n import _, ngettext, speaking
from facilitator.report.model import SECTION, LedgerEntry, Paragraph, Record, Section
from facilitator.session import access

if TYPE_CHECKING:
    from facilitator.ledger import Entry
    from facilitator.room import Room
    from facilitator.run.run import Run
    from facilitator.session.agenda import Step

log = logging.getLogger("facilitator")


def record(room: Room) -> Record:
    """The record of a room, finished or not, without anything that is still hidden."""
    sections = [_section(room, step) for step in room.agenda if step.id in room.sections]
    if room.run is not None and room.run.finished:
        sections += _still_open(room, room.run)
    counted = [seat for seat in room.seats.values() if not seat.helper]
    begun = [step.started for step in room.agenda if step.started]
    ended = [step.ended for step in room.agenda if step.ended]
    with speaking(room.language):
        told = tuple((zones.clock(at, room.zone), str(words)) for at, words in room.log)
    return Record(
        title=room.title,
        subtitle=room.subtitle,
        date=zones.day(min(begun, default=room.created), room.zone).isoformat(),
        language=room.language,
        code=room.code,
        people=len(counted),
        helpers=len(room.seats) - len(counted),
        sections=(*sections, *access.sections(room), *_unread(room)),
        began=zones.clock(min(begun), room.zone) if begun else "",
        ended=zones.clock(max(ended), room.zone) if ended else "",
        paper=sum(bool(seat.paper) for seat in counted),
        program=__version__,
        log=told,
    )


def _unread(room: Room) -> list[Section]:
    """What may be missing of the programme, said as long as the record is read."""
    if not room.unread:
        return []
    with speaking(room.language):
        words = ngettext(
            "{n} earlier session of this group could not be read when this one began: {names}. "
            "What it left may be missing here.",
            "{n} earlier sessions of this group could not be read when this one began: {names}. "
            "What they left may be missing here.",
            len(room.unread), names=", ".join(room.unread),
        )  # fmt: skip
        return [Section(str(_("Earlier sessions")), blocks=(Paragraph(str(words)),))]


def left_by(room: Room, run: Run) -> tuple[Section, list[dict[str, Any]]]:
    """What a run leaves when it is closed: its section, printed in the session's language, and ledger operations.

    An added entry gets a key that is unique in the programme.
    """
    section, session, before = _printed(room, run), room.session, len(room.ledger)
    operations = [
        {
            "id": f"{run.id}.{number}", "at": run.now, "n": before + number, "ledger": entry.ledger, "op": entry.op,
            "entry": _key(session, run.id, entry), "data": entry.data,
        }
        for number, entry in enumerate(section.ledger, 1)
    ]  # fmt: skip
    return section, operations


def _section(room: Room, step: Step) -> Section:
    """The section of a step, in which every ledger entry has its key and its number in the programme."""
    run = room.runs[list(room.sections).index(step.id)]
    return _numbered(room, step, run, room.sections[step.id])


def _still_open(room: Room, run: Run) -> list[Section]:
    """What the room has seen of the activity that runs; nothing where that cannot be printed."""
    try:
        with speaking(room.language):
            section = replace(_printed(room, run), open=True)
    except Exception:
        log.exception("a section failed: %s", run.activity.id)
        room.problem = str(_("“{title}” could not be put into the record.", title=run.activity.title))
        return []
    return [_numbered(room, room.step(run.step), run.id, section)]


def _printed(room: Room, run: Run) -> Section:
    """The section of a run as plain data, in the language that is spoken now, with how many have left."""
    left = sum(seat.left and not seat.helper for seat in room.seats.values())
    return replace(SECTION.validate_python(json.loads(json.dumps(asdict(run.section()), default=str))), left=left)


def _numbered(room: Room, step: Step, run: str, section: Section) -> Section:
    ledger = []
    for entry in section.ledger:
        key = _key(room.session, run, entry)
        found = room.ledgers.find(key)
        ledger.append(replace(entry, entry=key, data=_told(entry, found)))
    return replace(section, minutes=step.minutes, ledger=tuple(ledger))


def _told(entry: LedgerEntry, found: Entry | None) -> dict[str, str]:
    """What an entry says with its number; a change to an older one stands on all that was known of it."""
    if found is None:
        return entry.data
    return (found.data if entry.op == "set" else {}) | entry.data | {"number": found.number}


def _key(session: str, run: str, entry: LedgerEntry) -> str:
    """What names an entry in the programme: an added one gets a key that no other session has."""
    return f"{session}:{run}:{entry.entry}" if entry.op == "add" else entry.entry
