"""The same store without a disk, for tests and trials: what is handed over counts at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import cast

from facilitator.i18n import Words

from .contacts import Change, Contacts, packed, unpacked
from .journal import compact
from .schema import Event, Tables, check_shape, stamped


class MemoryStore:
    """A `Store` that keeps `tables`, the last checkpoint, and `events`, those after it, and loses both at the end."""

    def __init__(self, tables: Tables, folder: Path = Path()) -> None:
        self.folder = folder
        self.failed: Words = ""
        self.aside: Words = ""
        self.free = 2**40
        self.durable: int = tables["meta"]["1"].get("n", 0)
        self.events: list[Event] = []
        self._contacts = b""
        self._read: Tables | None = None
        self._keep(tables)
        self._listeners: list[Callable[[], None]] = []

    @classmethod
    def create(cls, folder: Path, tables: Tables) -> MemoryStore:
        """A session that is nowhere; `folder` is only a name."""
        return cls(tables, folder)

    @property
    def tables(self) -> Tables:
        """The last checkpoint, read as from a disk by who asks for it first."""
        if self._read is None:
            self._read = cast(Tables, json.loads(self._written))
        return self._read

    def commit(self, event: Event, tables: Tables | None = None, forget: bool = False) -> None:
        """Take the next event; `durable` is its `n` at once."""
        if event["n"] != self.durable + 1:
            raise ValueError(f"event {event['n']} does not follow event {self.durable}")
        if forget and tables is None:
            raise ValueError("only a checkpoint can forget")
        if tables is not None:
            check_shape(tables)
        written = compact(event)
        self.durable += 1
        self.events.append(json.loads(written))
        if tables is not None:
            self._keep(tables)
        self._tell()

    def checkpoint(self, tables: Tables, n: int, forget: bool = False) -> Future[None]:
        """Take the state after the last event, `n`."""
        if n != self.durable:
            raise ValueError(f"the last event is {self.durable}, not {n}")
        self._keep(tables)
        self._tell()
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def move(self, folder: Path, tables: Tables, n: int) -> Future[None]:
        """Take another name, and end a failure that a test has set."""
        self.folder, self.failed = folder, ""
        return self.checkpoint(tables, n)

    @property
    def contacts(self) -> Contacts:
        """How people can be reached."""
        return unpacked(self._contacts)

    def change_contacts(self, change: Change | None) -> Future[None]:
        """Make other contacts out of those that are kept; None deletes all."""
        done: Future[None] = Future()
        try:
            self._contacts = packed(change(self.contacts)) if change else b""
        except Exception as error:
            done.set_exception(error)
        else:
            done.set_result(None)
        return done

    def listen(self, call: Callable[[], None]) -> None:
        """Call this after everything that was taken."""
        self._listeners.append(call)

    def wait(self, n: int, timeout: float = 10) -> bool:
        """Whether event `n` was taken."""
        return self.durable >= n

    def close(self) -> None:
        """Nothing to do."""

    def _keep(self, tables: Tables) -> None:
        self._written = compact(stamped(tables, self.durable))
        self._read, self.events = None, []

    def _tell(self) -> None:
        for call in self._listeners:
            call()
