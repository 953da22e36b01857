"""The days of a record for a calendar: when a task is due, and when the group looks at a decision again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from facilitator.i18n import _, speaking
from facilitator.report import words as say
from facilitator.report.calendar import calendar, day_of
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import OVER, agreements, decisions, not_agreed, to_do
from facilitator.report.model import Record


class Due(NamedTuple):
    """What somebody waits for on a day: something to do, or, with `again`, something to look at again."""

    day: date
    words: str
    again: bool = False
    number: str = ""
    """What it is called in its programme: the same when its words, its day or who does it are others."""

    @property
    def title(self) -> str:
        """How it stands in a calendar."""
        return str(_("Look again: {words}", words=self.words)) if self.again else self.words


def render(record: Record, copy: Copy) -> bytes:
    """A calendar file by RFC 5545, a whole day for each; the public copy names nobody."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        found = sorted((each.day, each.title, each.number) for each in days(safe, copy))
    made = datetime.combine(day_of(safe.date) or date(1970, 1, 1), datetime.min.time(), UTC)
    named = ((title, day, number or title) for day, title, number in found)
    return calendar(named, made.timestamp(), f"{safe.title}|{safe.date}").encode()


def days(record: Record, copy: Copy) -> Iterator[Due]:
    """Days and what there is to do, in no order; only what somebody still waits for."""
    for task in to_do(record):
        if due := day_of(task["by"]):
            yield Due(due, say.task(task, copy), number=task["number"])
    stands = [*(each.entry for each in decisions(record)), *agreements(record), *not_agreed(record)]
    for entry in stands:
        if (again := day_of(entry["review"])) and entry["status"] not in OVER:
            yield Due(again, entry.words, again=True, number=entry["number"])
