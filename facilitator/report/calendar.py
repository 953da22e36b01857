"""A calendar file of one's own actions: a whole day each, with its title and nothing else of what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote

LONGEST = 75
"""Bytes of a line; what is longer goes on in the next, which begins with a space."""


def calendar(days: Iterable[tuple[str, date, str]], now: float, of: str) -> str:
    """The file, by RFC 5545, of titles, their days, and what names each; `of` tells these from those of another plan.

    A calendar that has the day of the same name already puts this one in its place.
    """
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Facilitator//Actions//EN"]
    for title, day, name in days:
        uid = sha256(f"{of}|{name}".encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT", f"UID:{uid}@facilitator.invalid", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(title)}", "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def day_of(iso: str) -> date | None:
    """The day of a date or time after ISO 8601; None for any other text."""
    found = re.match(r"\d{4}-\d\d-\d\d(?=$|T)", iso)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def address(file: str) -> str:
    """The whole file as an address, so that a phone can save it without asking anybody."""
    return f"data:text/calendar;charset=utf-8,{quote(file, safe='')}"


def folded(line: str) -> str:
    """A line in pieces that are short enough; no letter is cut in two."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join((*pieces, piece))


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
