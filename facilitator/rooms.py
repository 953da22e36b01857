"""The open rooms of this server, by code; sessions begin, come back and are listed here."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator import keeping, zones
from facilitator.activity import Activity
from facilitator.agenda import Step
from facilitator.i18n import Text, Words, _
from facilitator.programme import Operation, left_by
from facilitator.room import Room
from facilitator.seats import PERSPECTIVES, ROOM_CODE, code, digest, typed
from facilitator.store import Store, StoreError, Tables, read, sessions

if TYPE_CHECKING:
    from facilitator.plans import Plan
    from facilitator.registry import Registry

KEY = "facilitator.key"


@dataclass(frozen=True)
class Past:
    """A session on the disk as a list shows it. `trouble` says why it cannot be opened."""

    folder: Path
    title: str
    subtitle: str = ""
    code: str = ""
    created: float = 0.0
    status: str = ""
    people: int = 0
    programme: str = ""
    trouble: Words = ""


class Rooms:
    """All rooms of one process. Sessions that were open when the program ended are open again at once.

    `clock` and `entropy` come from outside so that a rehearsal can be played twice: `entropy` is given a label for
    what it is drawn for, and returns 32 hex signs.
    """

    def __init__(
        self,
        data: Path,
        library: Registry,
        *,
        clock: Callable[[], float] = time.time,
        entropy: Callable[[str], str] = lambda label: secrets.token_hex(16),
    ) -> None:
        self.data, self.library = data, library
        self.clock, self.entropy = clock, entropy
        self.join_address = "HTTP://127.0.0.1:8080"
        self.troubles: dict[Path, Words] = {}
        """Sessions that could not be opened, and why."""
        self._rooms: dict[str, Room] = {}
        for folder in sessions(data):
            self._resume_if_open(folder)
        self.facilitator_key = self._key()

    @property
    def open(self) -> list[Room]:
        """The rooms of this server, oldest first."""
        return sorted(self._rooms.values(), key=lambda room: room.created)

    @property
    def activities(self) -> Mapping[str, type[Activity[Any, Any]]]:
        """The library by id."""
        return self.library.activities

    def by_code(self, text: str) -> Room | None:
        """The room with this code; case, spaces and dashes do not matter."""
        return self._rooms.get(typed(text))

    def start(self, plan: Plan) -> Room:
        """A session from a plan; the one of the same plan that is still open, if there is one."""
        again = next(
            (room for room in self.open if plan.name and room.plan == plan.name and room.status == "open"), None
        )
        return again or self.begin(plan)

    def begin(self, plan: Plan, programme: str = "") -> Room:
        """A new session from a plan, of a programme when one is named. Raises `StoreError` if it cannot be written."""
        now = self.clock()
        entropy = self.entropy(f"session:{plan.name}")
        room_code = self._free_code(entropy)
        zone = zones.here()
        name = f"{zones.day(now, zone)}-{_slug(plan.name or plan.title)}-{room_code.lower()}"
        room = self._room(
            session=name, code=room_code, title=plan.title, subtitle=plan.subtitle, language=plan.language, created=now,
            board_key=digest(f"{entropy}:board", 32), perspectives=plan.perspectives or PERSPECTIVES,
            plan=plan.name, programme=programme, zone=zone,
        )  # fmt: skip
        room.agenda = [
            Step(digest(f"{entropy}:step{place}", 10), step.activity, step.title, step.minutes, dict(step.settings))
            for place, step in enumerate(plan.steps)
        ]
        room.access.wanted = plan.access_question
        room.carried = self.left_in(programme) if programme else []
        room.store = Store.create(self.data / name, keeping.tables(room))
        self._rooms[room.code] = room
        return room

    def resume(self, folder: Path) -> Room:
        """The session in a folder, open or closed, as it was. Raises `StoreError` with a sentence."""
        for room in self._rooms.values():
            if room.store.folder == folder:
                return room
        store, tables, events = Store.open(folder)
        try:
            facts = keeping.facts(tables)
            room = self._room(session=facts["session"], code=facts["code"], title=facts["title"])
            room.store = store
            keeping.restore(room, tables, events)
            if room.code in self._rooms:
                raise StoreError(_("Another open session has the code {code}. Close that one first.", code=room.code))
        except Exception:
            store.close()
            raise
        self._rooms[room.code] = room
        return room

    def past(self) -> list[Past]:
        """Every session in the data folder, newest first."""
        found = [self._past(folder) for folder in sessions(self.data)]
        return sorted(found, key=lambda past: -past.created)

    def left_in(self, programme: str) -> list[Operation]:
        """What the sessions of a programme left in its ledgers; one that cannot be read now leaves nothing."""
        here = {room.store.folder: room for room in self._rooms.values()}
        found: list[Operation] = []
        for folder in sessions(self.data):
            tables = keeping.tables(here[folder]) if folder in here else self._read(folder)
            if tables is not None and keeping.facts(tables)["programme"] == programme:
                found += left_by(keeping.facts(tables)["session"], tables)
        return found

    @property
    def programmes(self) -> list[str]:
        """The names of all programmes, alphabetically."""
        return sorted({past.programme for past in self.past() if past.programme}, key=str.casefold)

    def leave(self, room: Room) -> None:
        """Put a room away: a last checkpoint, and its folder is free for another program."""
        del self._rooms[room.code]
        _put_away(room)

    def close(self) -> None:
        """Put every room away."""
        for room in self._rooms.values():
            _put_away(room)
        self._rooms.clear()

    def _room(self, **facts: Any) -> Room:
        return Room(self.library.activities, clock=self.clock, entropy=self.entropy, **facts)

    def _read(self, folder: Path) -> Tables | None:
        try:
            return read(folder)[0]
        except StoreError as error:
            self.troubles[folder] = error.words
            return None

    def _past(self, folder: Path) -> Past:
        try:
            tables, _events = read(folder)
        except StoreError as error:
            return Past(folder, folder.name, trouble=str(error))
        facts = keeping.facts(tables)
        names = ("title", "subtitle", "code", "created", "status", "people", "programme")
        return Past(folder, **{name: facts[name] for name in names}, trouble=self.troubles.get(folder, ""))

    def _resume_if_open(self, folder: Path) -> None:
        try:
            tables, _events = read(folder)
            if keeping.facts(tables)["status"] == "open" or keeping.still_read(tables, self.clock()):
                self.resume(folder)
        except StoreError as error:
            self.troubles[folder] = str(error)
        except Exception as error:  # a session that cannot be replayed must not stop the others
            self.troubles[folder] = Text(
                "This session could not be opened: {why}.", {"why": str(error) or type(error).__name__}
            )

    def _key(self) -> str:
        """The facilitator's key: kept while a session is open, so that open pages come back; new otherwise."""
        path = self.data / KEY
        if any(room.status == "open" for room in self._rooms.values()) and path.is_file():
            return path.read_text(encoding="utf-8").strip()
        self.data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(24), encoding="utf-8")
        return path.read_text(encoding="utf-8")

    def _free_code(self, entropy: str) -> str:
        taken = {past.code for past in self.past()}
        return next(
            found for attempt in range(10_000) if (found := code(entropy, ROOM_CODE, f"room{attempt}")) not in taken
        )


def _put_away(room: Room) -> None:
    if not room.store.failed:
        room.store.checkpoint(keeping.tables(room), room.n)
    room.store.close()


def _slug(text: str) -> str:
    """Letters, digits and dashes only; never what somebody typed as it is."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "session"
