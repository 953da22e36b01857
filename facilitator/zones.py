"""The time zone of a session: days and times of a record are those of the room, on whatever computer it is printed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel.localtime import get_localzone


def here() -> str:
    """The zone of this computer: its name, such as "Europe/London", else what its clock is ahead, such as "+05:30"."""
    try:
        name = getattr(get_localzone(), "key", None)
    except (LookupError, ValueError, OSError):  # a setting that names no zone
        name = None
    ahead = datetime.now(UTC).astimezone().strftime("%z")
    return str(name) if name else f"{ahead[:3]}:{ahead[3:5]}"


def kept(name: object) -> str:
    """The zone that a session has kept, or that of this computer where it kept none that is known."""
    try:
        return name if isinstance(name, str) and _zone(name) else here()
    except ValueError:
        return here()


def day(at: float, zone: str) -> date:
    """The day in `zone` at `at`, seconds since 1970."""
    return datetime.fromtimestamp(at, _zone(zone)).date()


def clock(at: float, zone: str) -> str:
    """The time there, such as "10:05"."""
    return datetime.fromtimestamp(at, _zone(zone)).strftime("%H:%M")


def at(day: str, time: str, zone: str) -> float:
    """Seconds since 1970 at an ISO day and a time such as "10:05"; at noon where `time` is none."""
    told = time if re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", time) else "12:00"
    return datetime.fromisoformat(f"{day}T{told}").replace(tzinfo=_zone(zone)).timestamp()


@cache
def _zone(name: str) -> tzinfo:
    """Raises `ValueError` for what no zone is called."""
    if name[:1] in ("+", "-"):
        return datetime.strptime(name, "%z").tzinfo or UTC
    try:
        return ZoneInfo(name)
    except (LookupError, OSError):
        raise ValueError(f"There is no time zone {name!r}.") from None
