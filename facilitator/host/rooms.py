"""The open rooms of this server, by code; sessions begin, come back and are listed here."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from facilitator import zones
from facilitator.activity import Activity, Refused
from facilitator.host.apart import PATIENCE, opened, written
from facilitator.host.own import Own
from facilitator.host.past import Past, past_of
from facilitator.host.press import Press
from facilitator.host.programmes import Left, gather
from facilitator.host.sweeping import sweep
from facilitator.i18n import Words, _
from facilitator.library.plans import Plan
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import PERSPECTIVES, ROOM_CODE, Who, code, digest, typed
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.session.facts import check
from facilitator.session.session import UNKNOWN, SessionFacts
from facilitator.session.step import Step
from facilitator.session.traces import Trace
from facilitator.store import SESSION, Disk, Store, StoreError, erase, glimpse, read, sessions, where

KEY = "facilitator.key"


class Rooms:
    """All rooms of one process. Sessions of this laptop that were open when the program ended are open again at once.

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
        self.join_address, self.press = "http://127.0.0.1:8080", Press()
        self.troubles: dict[Path, Words] = {}
        """Sessions that could not be opened, and why."""
        self._rooms: dict[str, Room] = {}
        self._swept: dict[str, list[Trace]] = {}
        there = sessions(data)
        self._own = Own(data, (folder.name for folder in there if (data / KEY).is_file()))
        for folder in there:
            Disk().shut(folder)
            if folder in self._own:
                self._resume_if_open(folder)
        for folder in there:
            self._finish(folder)
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

    def start(self, plan: Plan, programme: str = "") -> Room:
        """A session from a plan, maybe of a programme; the one of the same plan that is still open, if there is one."""
        again = next(
            (room for room in self.open if plan.name and room.plan == plan.name and room.status == "open"), None
        )
        return again or self.begin(plan, programme)

    def begin(self, plan: Plan, programme: str = "") -> Room:
        """A new session from a plan, of a programme when one is named. Raises `StoreError` if it cannot be written."""
        now = self.clock()
        entropy = self.entropy(f"session:{plan.name}")
        room_code = self._free_code(entropy)
        zone = zones.here()
        name = f"{zones.day(now, zone)}-{_slug(plan.name or plan.title)}-{room_code.lower()}"
        facts = SessionFacts(
            session=name, code=room_code, title=plan.title, subtitle=plan.subtitle, language=plan.language, created=now,
            board_key=digest(f"{entropy}:board", 32), perspectives=plan.perspectives or PERSPECTIVES,
            plan=plan.name, programme=programme, zone=zone,
        )  # fmt: skip
        room = self._room(facts)
        ids = [digest(f"{entropy}:step{place}", 10) for place in range(len(plan.steps))]
        room.agenda = [
            Step(id, step.activity, step.title, step.minutes, dict(step.settings),
                 take=ids[step.take - 1] if step.take else "", note=step.note)
            for id, step in zip(ids, plan.steps, strict=True)
        ]  # fmt: skip
        room.access.wanted = plan.access_question
        if programme:
            left = self._settled(programme)
            room.carried, room.found_sealed, room.unread = left.operations, left.sealed, left.unread
            room.clock.not_before(snapshot.latest(room))
        self._own.add(self.data / name)
        room.store = Store.create(self.data / name, snapshot.tables(room))
        return self._opened(room)

    def resume(self, folder: Path) -> Room:
        """The session in a folder, open or closed, as it was. Raises `StoreError` with a sentence."""
        there = self._at(folder)
        if there is not None:
            return there
        store, tables, events = Store.open(folder)
        try:
            check(tables, folder / SESSION)
            room = self._room()
            room.store = store
            snapshot.restore(room, tables, events)
            if room.code in self._rooms:
                raise StoreError(_("Another open session has the code {code}. Close that one first.", code=room.code))
            self._own.add(folder)
        except Exception:
            store.close()
            raise
        return self._opened(room)

    def _opened(self, room: Room) -> Room:
        self._rooms[room.code] = room
        room.listen(partial(self._sweep, room))
        return room

    def past(self) -> list[Past]:
        """Every session in the data folder, newest first."""
        found = [past_of(folder, self._own, self.troubles.get(folder, "")) for folder in sessions(self.data)]
        return sorted(found, key=lambda past: -past.created)

    def left_in(self, programme: str) -> Left:
        """What the sessions of a programme left, and the folders that cannot be read and may be of it."""
        left = gather(self.data, self._at, self._own, programme)
        self.troubles |= left.troubles
        return left

    def delete(self, folder: Path) -> None:
        """Delete a session for good. One that is open is a `StoreError`."""
        room = self._at(folder)
        if room is not None and room.status == "open":
            raise StoreError(_("This session is open. Close it first."))
        if room is not None:
            self.leave(room)
        erase(folder)
        self._own.drop(folder)
        self.troubles.pop(folder, None)

    def do(self, folder: Path, do: str, **args: str) -> None:
        """Do something as the facilitator in a session, open here or not. A `StoreError` says what is in the way."""
        with self.within(folder) as room:
            answer = room.act(Who.facilitator(), Act(secrets.token_hex(16), do, tuple(args.items())))
            if not answer.ok:
                raise StoreError(answer.words)

    def leave(self, room: Room) -> None:
        """Put a room away: a last checkpoint, and its folder is free for another program."""
        del self._rooms[room.code]
        _put_away(room)
        if room.opened:
            self._settled(room.programme)

    def close(self) -> None:
        """Put every room away."""
        self.press.close()
        for room in self.open:
            self.leave(room)

    def _at(self, folder: Path) -> Room | None:
        """The room whose session is in this folder, or was moved from it."""
        with suppress(StoreError, OSError):
            folder = where(folder, Disk())
        return next((room for room in self._rooms.values() if room.store.folder == folder), None)

    def _settled(self, programme: str) -> Left:
        """What a programme left, after what was opened or deleted unread is out of every file that can be written."""
        left = self.left_in(programme)
        for folder, keys in left.spent.items():
            with suppress(StoreError, Refused, OSError):  # it counts no more; the next session tries again
                self._without(folder, keys)
        return left

    def _without(self, folder: Path, keys: list[str]) -> None:
        with self.within(folder) as room:
            room.unseal(keys)

    @contextmanager
    def within(self, folder: Path) -> Iterator[Room]:
        """The session in a folder for a moment, open here or not. What was done is written, and nothing older stays.

        Raises `StoreError` where it cannot be written.
        """
        here = self._at(folder)
        if here is None:
            with opened(self._room, folder) as room:
                yield room
            return
        yield here
        written(here)
        here.touched()

    def _sweep(self, room: Room) -> None:
        """Once for the same traces: what could not be done then is done at the next start."""
        traces = list(room.traces)
        if traces and traces != self._swept.get(room.session) and room.store.wait(room.n, PATIENCE):
            self._swept[room.session] = traces
            sweep(self.data, self._at, self.within, room)

    def _room(self, facts: SessionFacts = UNKNOWN) -> Room:
        return Room(self.library.activities, facts, clock=self.clock, entropy=self.entropy)

    def _resume_if_open(self, folder: Path) -> None:
        try:
            tables, _events = read(folder)
            if snapshot.facts(tables, folder / SESSION)["status"] == "open" or snapshot.still_read(
                tables, self.clock()
            ):
                self.resume(folder)
        except StoreError as error:
            self.troubles[folder] = error.words
        except Refused as refused:
            self.troubles[folder] = refused.words

    def _finish(self, folder: Path) -> None:
        """Go on with what was to be deleted when the program was ended."""
        meta = glimpse(folder)
        if meta.get("status") == "closed" and meta.get("keeping") == "nothing":
            with suppress(StoreError):
                self.delete(folder)
        elif meta.get("traces"):
            with suppress(StoreError, Refused, OSError), self.within(folder) as room:
                self._sweep(room)

    def _key(self) -> str:
        """The facilitator's key: kept while a session is open, so that open pages come back; new otherwise."""
        path = self.data / KEY
        if any(room.status == "open" for room in self._rooms.values()) and path.is_file():
            kept = path.read_text(encoding="ascii", errors="replace").strip()
            if re.fullmatch(r"[A-Za-z0-9_-]{20,200}", kept):
                return kept
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
        room.store.checkpoint(snapshot.tables(room), room.n)
    room.store.close()


def _slug(text: str) -> str:
    """Letters, digits and dashes only; never what somebody typed as it is."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "session"
