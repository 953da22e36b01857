"""Makes a session of a record that somebody saved, so that it can be read and printed again.

It comes into the list of sessions as a closed one. Nothing that is there is ever changed or replaced.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator import zones
from facilitator.i18n import Words, _
from facilitator.report.model import Record
from facilitator.report.reading import Unreadable
from facilitator.seats import ROOM_CODE, code
from facilitator.session import snapshot
from facilitator.session.imported import Imported, mark
from facilitator.session.retention import LATER
from facilitator.session.session import Session, SessionFacts
from facilitator.session.step import BREAK, Step
from facilitator.store import Store, StoreError, glimpse, read, sessions


@dataclass(frozen=True)
class There:
    """A session that is here already, and has the same record or seems to have made it."""

    folder: Path
    title: str

    @property
    def words(self) -> Words:
        """What to say about it."""
        return _("This record is here already: “{title}”, in {name}.", title=self.title, name=self.folder.name)


def there(data: Path, record: Record) -> There | None:
    """The session of a data folder that was made from this record, or made it."""
    return next((There(folder, facts["title"]) for folder, facts in _known(data) if _same(record, facts)), None)


def bring(data: Path, record: Record) -> Path:
    """A new closed session with this record; its folder. Raises `Unreadable` and `StoreError`, and leaves nothing."""
    taken, now, zone = {str(glimpse(folder).get("code")) for folder in sessions(data)}, time.time(), zones.here()
    entropy = secrets.token_hex(16)
    drawn = (code(entropy, ROOM_CODE, f"room{attempt}") for attempt in range(10_000))
    free = next(each for each in (record.code, *drawn) if each and each not in taken and not _used(data, each))
    slug = re.sub(r"[^a-z0-9]+", "-", record.title.lower()).strip("-")[:40].strip("-") or "record"
    folder = data / f"{record.date}-{slug}-{free.lower()}"
    facts = SessionFacts(
        session=folder.name, code=free, title=record.title, subtitle=record.subtitle, language=record.language,
        created=zones.at(record.date, record.began, zone), zone=zone, board_key=secrets.token_hex(16),
    )  # fmt: skip
    tables = snapshot.tables(_closed(facts, record, now))
    try:
        snapshot.facts(tables, "record.json")
    except StoreError as error:
        raise Unreadable(error.words) from None
    Store.create(folder, tables).close()
    return folder


def which(record: Record) -> Words:
    """What to say of a record that is less than others of the same workshop; nothing of any other."""
    if record.copy == "room":
        return _("It is the copy for the room. Which cards may be shared is not in it, so none go out from here.")
    if record.code:
        return ""
    return _("It is the copy for everyone outside. Names, and cards that may not be shared, are not in it.")


def _closed(facts: SessionFacts, record: Record, now: float) -> Session:
    """A session in which nobody sits, and of which nothing goes on."""
    session = Session({}, facts)
    session.status, session.imported, session.remind = "closed", Imported.of(record, now), now + LATER
    for number, section in enumerate(record.sections, 1):
        step = Step(f"i{number}", section.activity or BREAK, section.title, section.minutes or 0, state="done")
        session.agenda.append(step)
        session.sections[step.id] = section
    return session


def _known(data: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in sessions(data):
        with suppress(StoreError):  # what cannot be read is told of in the list of sessions
            yield folder, snapshot.facts(read(folder)[0])


def _same(record: Record, facts: dict[str, Any]) -> bool:
    made_it = bool(record.code) and (facts["code"], facts["title"]) == (record.code, record.title)
    return bool(facts["mark"] == mark(record)) if facts["mark"] else made_it


def _used(data: Path, each: str) -> bool:
    return any(path.name.endswith(f"-{each.lower()}") for path in data.glob("*") if path.is_dir())
