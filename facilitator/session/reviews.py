"""What is due: decisions whose day has come are offered, and a press puts one on the agenda; tasks are only told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Activity, Refused
from facilitator.blocks.decision import due
from facilitator.i18n import _
from facilitator.ledger import Entry, Ledgers
from facilitator.report.calendar import day_of
from facilitator.report.digest import FINISHED
from facilitator.session.action import action
from facilitator.session.agenda import prepare
from facilitator.session.command import Moment
from facilitator.session.session import Session
from facilitator.session.step import Step

LEDGER = "decisions"
"""What can be looked at again; an activity says in `reopens` that it can do so, and which setting names the entry."""
MINUTES = 5
BESIDE = frozenset({"check", "read"})
"""What a change tells that leaves a decision as it was."""


@action(by="facilitator")
def review_next(session: Session, ctx: Moment, entry: Annotated[str, Field(max_length=160)]) -> None:
    """Put a decision on the agenda as the next step, to be kept, changed or ended."""
    found, way = session.ledgers.find(entry), way_of(session.library)
    if found is None or found.ledger != LEDGER:
        raise Refused(_("This decision is not there any more. Please load the page again."))
    if not way:
        raise Refused(_("No activity here can look at a decision again. Install fist of five."))
    if planned(session, found):
        raise Refused(_("This decision is on the agenda already."))
    kind, setting = way
    settings = {setting: found.key}
    prepare(session.library, kind, settings)
    place = session.place(session.next.id) if session.next else len(session.agenda)
    title = str(_("Look again: {number}", number=found.number))
    session.agenda.insert(place, Step(ctx.id(f"review:{entry}:{ctx.n}"), kind, title, MINUTES, settings))


def coming(session: Session) -> list[Entry]:
    """What is due today and was not looked at in this session, the longest waiting first."""
    return [entry for entry in due(session.ledgers, session.today) if not _looked(session, entry)]


def late(session: Session) -> list[Entry]:
    """Tasks of earlier sessions that were to be done by today, and of which nobody has said anything in this one."""
    some = overdue(session.ledgers, session.today)
    return [entry for entry in some if not any(change.session == session.session for change in entry.changes)]


def overdue(ledgers: Ledgers, today: date) -> list[Entry]:
    """Tasks that were to be done by this day and are not, the longest waiting first."""
    waiting = [entry for entry in ledgers.of("actions") if entry.status not in FINISHED]
    known = [(day, entry) for entry in waiting if (day := day_of(entry.data.get("by", ""))) and day <= today]
    return [entry for _day, entry in sorted(known, key=lambda each: (each[0], each[1].at, each[1].number))]


def _looked(session: Session, entry: Entry) -> bool:
    """Whether this session looked at a decision again: to say what came of it, or to read it back, is not that."""
    here = (change.data for change in entry.changes if change.session == session.session)
    return any(BESIDE.isdisjoint(data) for data in here)


def planned(session: Session, entry: Entry) -> bool:
    """Whether a step that is still to come, or runs, looks at it again."""
    names = (entry.key, entry.number)
    return any(line.state in ("planned", "now") and _about(session, line) in names for line in session.agenda)


def _about(session: Session, line: Step) -> str:
    kind = session.library.get(line.activity)
    return str(line.settings.get(kind.reopens.get(LEDGER, ""), "")) if kind else ""


def way_of(library: Mapping[str, type[Activity[Any, Any]]]) -> tuple[str, str] | None:
    """The activity that looks at a decision again, with the setting that names it."""
    kinds = (kind for kind in library.values() if LEDGER in kind.reopens)
    return next(((kind.id, kind.reopens[LEDGER]) for kind in kinds), None)
