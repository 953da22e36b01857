"""The journal: events after the checkpoint, one line for all that were saved together, with a checksum a line.

A line is `<crc32 hex> <space> <JSON list of events>`. A line is written and synced whole, so a bad last line was never
acknowledged or is damage to the very end: it is set aside and reported. A bad line with anything after it is damage to
acknowledged events, and is refused.

    journal-000000000124.jsonl      begins with event 124
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from facilitator.i18n import _

from .disk import Disk
from .schema import Event, StoreError

NAME = re.compile(r"journal-(\d{12})\.jsonl")


@dataclass
class Found:
    """What a journal holds after event `n`: events without gaps, and the torn end of its last segment."""

    n: int
    events: list[Event] = field(default_factory=list)
    torn: bytes = b""

    @property
    def last(self) -> int:
        """Number of the last event."""
        return self.n + len(self.events)


def segment(first: int) -> str:
    """The name of the segment that begins with event `first`."""
    return f"journal-{first:012d}.jsonl"


def segments(names: Sequence[str]) -> dict[int, str]:
    """The segments among these names by their first event, in order."""
    return dict(sorted((int(match[1]), name) for name in names if (match := NAME.fullmatch(name))))


def compact(value: Any, sort: bool = False) -> bytes:
    """JSON in one line of ASCII. Raises TypeError or ValueError for what is not JSON, NaN included."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False, sort_keys=sort).encode("ascii")


def line(bodies: Sequence[bytes]) -> bytes:
    """One line of events that are saved together, each already `compact`."""
    body = b"[" + b",".join(bodies) + b"]"
    return b"%08x %s\n" % (crc32(body), body)


def find(disk: Disk, folder: Path, n: int) -> Found:
    """The events after `n` in the segments of a folder, in order. Damage and gaps are refused with a StoreError."""
    names = segments(disk.names(folder))
    needed = [first for first in names if not any(first < other <= n + 1 for other in names)]
    found = Found(n)
    for first in needed:
        _add(found, disk.read(folder / names[first]), first, str(folder / names[first]), final=first == needed[-1])
    return found


def _add(found: Found, data: bytes, first: int, file: str, final: bool) -> None:
    if first > found.last + 1:
        raise _missing(file)
    batches, found.torn = _batches(data)
    after = found.torn.split(b"\n")[1:]
    if found.torn and (not final or any(_decode(text) is not None for text in after)):
        raise _damaged(file, len(batches) + 1)
    for number, batch in enumerate(batches, start=1):
        for event in batch:
            known = found.events[first - found.n - 1] if found.n < first <= found.last else event
            if event.get("n") != first or event != known:
                raise _damaged(file, number)
            if first > found.last:
                found.events.append(event)
            first += 1


def _batches(data: bytes) -> tuple[list[list[Event]], bytes]:
    """The good lines at the beginning, and everything from the first bad one on."""
    batches: list[list[Event]] = []
    while data:
        text, _newline, rest = data.partition(b"\n")
        batch = _decode(text)
        if batch is None:
            break
        batches.append(batch)
        data = rest
    return batches, data


def _decode(text: bytes) -> list[Event] | None:
    body = text[9:]
    if text[:9] != b"%08x " % crc32(body):
        return None
    try:
        events: list[Event] = json.loads(body)
    except (ValueError, RecursionError):  # the checksum is right: somebody wrote it so
        return None
    return events if isinstance(events, list) and all(isinstance(event, dict) for event in events) else None


def _damaged(file: str, number: int) -> StoreError:
    return StoreError(
        _(
            "{file} is damaged at line {number}. Nothing was changed. Put this session's folder back from a copy.",
            file=file,
            number=number,
        )
    )


def _missing(file: str) -> StoreError:
    return StoreError(
        _(
            "A file that comes before {file} is missing. Nothing was changed. "
            "Put this session's folder back from a copy.",
            file=file,
        )
    )
