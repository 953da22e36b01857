"""The days of a record for a calendar: when a task is due, and when the group looks at a decision again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from facilitator.i18n import _, speaking
from facilitator.report import words as say
from facilitator.report.calendar import calendar
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import agreements, decisions, not_agreed, tasks
from facilitator.report.model import Record

OVER = ("done", "dropped", "ended", "replaced")
"""What nobody waits for any more."""


def render(record: Record, copy: Copy) -> bytes:
    """A calendar file by RFC 5545, a whole day for each; the public copy names nobody."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        found = sorted(days(safe, copy))
    made = datetime.combine(_day(safe.date) or date(1970, 1, 1), datetime.min.time(), UTC)
    return calendar(((title, day) for day, title in found), made.timestamp(), f"{safe.title}|{safe.date}").encode()


def days(record: Record, copy: Copy) -> Iterator[tuple[date, str]]:
    """Days and what there is to do, in no order; only what somebody still waits for."""
    for task in tasks(record):
        if (due := _day(task["by"])) and task["status"] not in OVER:
            yield due, say.task(task, copy)
    stands = [*(each.entry for each in decisions(record)), *agreements(record), *not_agreed(record)]
    for entry in stands:
        if (again := _day(entry["review"])) and entry["status"] not in OVER:
            yield again, str(_("Look again: {words}", words=entry.words))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
