"""What a room left behind so far, as the record that can be printed: sections in the order of the agenda."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, replace
from itertools import count
from typing import Any

from facilitator import __version__, zones
from facilitator.i18n import _, ngettext, speaking
from facilitator.ledger import LETTERS, Entry
from facilitator.report.model import SECTION, Column, LedgerEntry, Paragraph, Quote, Quotes, Record, Section, Table
from facilitator.run.run import Run
from facilitator.seats import digest
from facilitator.session import access, removed
from facilitator.session import log as log_of
from facilitator.session.session import Session
from facilitator.session.step import Step

log = logging.getLogger("facilitator")


def record(session: Session) -> Record:
    """The record of a room, finished or not, without anything that is still hidden."""
    if session.imported is not None:
        kept = (_lasting(section, session) for section in session.sections.values())
        return replace(session.imported.head, sections=(*kept, *removed.sections(session)))
    sections = [_lasting(_section(session, step), session) for step in session.agenda if step.id in session.sections]
    if session.run is not None and (session.run.finished or any(session.run.early)):
        sections += _still_open(session, session.run)
    counted = [seat for seat in session.seats.values() if not seat.helper]
    begun = [step.started for step in session.agenda if step.started]
    ended = [step.ended for step in session.agenda if step.ended]
    with speaking(session.language):
        told = tuple((zones.clock(at, session.zone), str(words)) for at, words in session.log)
    return Record(
        title=session.title,
        subtitle=session.subtitle,
        date=zones.day(min(begun, default=session.created), session.zone).isoformat(),
        language=session.language,
        code=session.code,
        people=len(counted),
        helpers=len(session.seats) - len(counted),
        sections=(*sections, *_log(session), *access.sections(session), *removed.sections(session), *_unread(session)),
        began=zones.clock(min(begun), session.zone) if begun else "",
        ended=zones.clock(max(ended), session.zone) if ended else "",
        paper=sum(bool(seat.paper) for seat in counted),
        program=__version__,
        log=told,
    )


def _lasting(section: Section, session: Session) -> Section:
    """The section in which cards whose time outside is over are for the notes only, without the name for outside.

    It is the same object where there are none, so that two records are soon compared.
    """
    today = session.today.isoformat()

    def over(quote: Quote) -> bool:
        return quote.until < today and quote.permission > 2

    def now(quote: Quote) -> Quote:
        named = quote.name if quote.open else ""
        return replace(quote, permission=2, name=named, purpose="") if quote.until and over(quote) else quote

    quotes = (quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes)
    if not any(quote.until and over(quote) for quote in quotes):
        return section
    blocks = (
        replace(block, quotes=tuple(map(now, block.quotes))) if isinstance(block, Quotes) else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def _log(session: Session) -> list[Section]:
    """All decisions of the group, with their versions and reasons, where some are older than this session."""
    decided = session.ledgers.of("decisions")
    if all(change.session == session.session for entry in decided for change in entry.changes):
        return []
    with speaking(session.language):
        heads = (Column(str(_("Number"))), Column(str(_("Decision"))), Column(str(_("How it stands"))),
                 Column(str(_("Since then"))))  # fmt: skip
        zone = session.zone
        rows = tuple(
            (entry.number, entry.text, log_of.stands(entry, zone), " ".join(log_of.history(entry, zone)))
            for entry in reversed(decided)
        )
        return [Section(str(_("What we have decided so far")), blocks=(Table("log", "", heads, rows),))]


def _unread(session: Session) -> list[Section]:
    """What may be missing of the programme, said as long as the record is read; not with which code one joined it."""
    if not session.unread:
        return []
    with speaking(session.language):
        words = ngettext(
            "{n} earlier session of this group could not be read when this one began: {names}. "
            "What it left may be missing here.",
            "{n} earlier sessions of this group could not be read when this one began: {names}. "
            "What they left may be missing here.",
            len(session.unread), names=", ".join(re.sub("-[a-z0-9]{4}$", "", name) for name in session.unread),
        )  # fmt: skip
        return [Section(str(_("Earlier sessions")), blocks=(Paragraph(str(words)),))]


def left_by(session: Session, run: Run) -> tuple[Section, list[dict[str, Any]]]:
    """What a run leaves when it is closed: its section, printed in the session's language, and ledger operations.

    An added entry gets a key that is unique in the programme.
    """
    section, before = _printed(session, run), len(session.ledger)
    free = {ledger: count(session.ledgers.free(ledger)) for ledger in LETTERS}
    operations = [
        {
            "id": f"{run.id}.{number}", "at": run.now, "n": before + number, "ledger": entry.ledger, "op": entry.op,
            "entry": _key(session.session, run.id, entry), "data": entry.data,
            **({"number": f"{LETTERS[entry.ledger]}-{next(free[entry.ledger])}"} if entry.op == "add" else {}),
        }
        for number, entry in enumerate(section.ledger, 1)
    ]  # fmt: skip
    return section, operations


def seal(session: Session, run: Run) -> None:
    """Keep what a run seals when it is closed, in the order of a hash, and forget what it opened."""
    seals = run.activity.seals(run.course.state, run.ctx)
    session.unseal(seals.opened)
    kept = [{"topic": each.topic, "at": run.now, "data": dict(each.data)} for each in seals.keep]
    kept.sort(key=lambda each: digest(f"{run.seed}:{json.dumps(each, sort_keys=True)}"))
    session.sealed += [
        {"key": f"{session.session}:{run.id}:{place}", **each}
        for place, each in enumerate(kept, len(session.sealed) + 1)
    ]


def _section(session: Session, step: Step) -> Section:
    """The section of a step, in which every ledger entry has its key and its number in the programme."""
    run = session.runs[list(session.sections).index(step.id)]
    return _numbered(session, step, run, session.sections[step.id])


def _still_open(session: Session, run: Run) -> list[Section]:
    """What the room has seen of the activity that runs; nothing where that cannot be printed."""
    try:
        with speaking(session.language):
            section = replace(_printed(session, run), open=True)
    except Exception:
        log.exception("a section failed: %s", run.activity.id)
        session.problem = str(_("“{title}” could not be put into the record.", title=run.activity.title))
        return []
    return [_numbered(session, session.step(run.step), run.id, section)]


def _printed(session: Session, run: Run) -> Section:
    """The section of a run as plain data, in the language that is spoken now, with how many have left."""
    left = sum(seat.left and not seat.helper for seat in session.seats.values())
    return replace(SECTION.validate_python(json.loads(json.dumps(asdict(run.section()), default=str))), left=left)


def _numbered(session: Session, step: Step, run: str, section: Section) -> Section:
    ledger = []
    for entry in section.ledger:
        key = _key(session.session, run, entry)
        found = session.ledgers.find(key)
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
