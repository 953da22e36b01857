"""The store of an open session: everything is handed to one writer thread and counts once it is on the disk.

There is no timer: what came in while the disk was busy is the next batch, one write and one sync. Checkpoints, moves
and the end of the program stand in the same queue, so files change in the order in which things happened.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Condition, Thread
from threading import Event as Flag

from facilitator.i18n import Words, _

from . import contacts
from .contacts import Change, Contacts
from .disk import Disk, crowded
from .folder import Folder
from .journal import compact
from .places import unusable
from .schema import Event, StoreError, Tables, check_shape

log = logging.getLogger(__name__)
PAUSE = 0.05
"""Seconds until a checkpoint for which no file could be opened is tried again."""


@dataclass(frozen=True)
class Job:
    """One thing for the writer thread, after which the last event is `n`."""

    n: int
    body: bytes = b""
    tables: Tables | None = None
    forget: bool = False
    to: Path | None = None
    change: Change | None = None
    contacts: bool = False
    done: Future[None] | None = None
    stop: bool = False


class Store:
    """One session folder, opened and locked. All methods are for one thread, usually the event loop.

    Tables that are handed over are serialised later, in the writer thread: whoever calls builds them anew each time
    and does not change them, nor anything in them, afterwards. Events are serialised at once.
    """

    def __init__(self, folder: Folder, n: int, disk: Disk) -> None:
        self.durable = n
        self.failed: Words = ""
        self._folder = folder
        self._disk = disk
        self._last = n
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._changed = Condition()
        self._closing = Flag()
        self._listeners: list[Callable[[], None]] = []
        self._thread = Thread(target=self._work, name=f"store {folder.path.name}", daemon=True)
        self._thread.start()

    @classmethod
    def create(cls, folder: Path, tables: Tables, disk: Disk | None = None) -> Store:
        """A session in a new or empty folder, on the disk when this returns. `n` of `meta` is the first `durable`."""
        disk = disk or Disk()
        n = tables["meta"]["1"].get("n", 0)
        try:
            return cls(Folder.create(folder, tables, n, disk), n, disk)
        except OSError as error:
            raise unusable(folder, error) from error

    @classmethod
    def open(cls, folder: Path, disk: Disk | None = None) -> tuple[Store, Tables, list[Event]]:
        """The session of a folder, or of the folder it was moved to: its last checkpoint and the events after it.

        A folder that is open elsewhere, damaged, or written by a newer version is a StoreError.
        """
        disk = disk or Disk()
        try:
            held, tables, events = Folder.open(folder, disk)
        except OSError as error:
            raise unusable(folder, error) from error
        return cls(held, tables["meta"]["1"]["n"] + len(events), disk), tables, events

    @property
    def folder(self) -> Path:
        """Where the session is now."""
        return self._folder.path

    @property
    def aside(self) -> Words:
        """What the facilitator should know about files that were left aside, or ""."""
        return self._folder.aside

    @property
    def free(self) -> int:
        """Bytes that can still be written where the session is."""
        return self._disk.free(self.folder)

    def commit(self, event: Event, tables: Tables | None = None, forget: bool = False) -> None:
        """Hand over the next event; never waits. `durable` reaches its `n` when it is on the disk.

        With `tables`, the state after it, a checkpoint follows. With `forget` as well, `durable` reaches `n` only when
        nothing written earlier is left in any file of the session. Raises ValueError or TypeError for what is not JSON.
        """
        if event["n"] != self._last + 1:
            raise ValueError(f"event {event['n']} does not follow event {self._last}")
        if forget and tables is None:
            raise ValueError("only a checkpoint can forget")
        if tables is not None:
            check_shape(tables)
        self._jobs.put(Job(event["n"], body=compact(event), tables=tables, forget=forget))
        self._last += 1

    def checkpoint(self, tables: Tables, n: int, forget: bool = False) -> Future[None]:
        """Hand over the state after the last event, `n`; never waits. The future is done once it is on the disk.

        Where it cannot be written `failed` is set, and the future carries a StoreError.
        """
        self._check(tables, n)
        done: Future[None] = Future()
        self._jobs.put(Job(n, tables=tables, forget=forget, done=done))
        return done

    def move(self, folder: Path, tables: Tables, n: int) -> Future[None]:
        """Go on in another, new or empty folder, also after a failure; never waits. `n` is the last event.

        When the state stands in the new folder, `durable` catches up and the old folder is cleared but for a note.
        If it cannot be written there, nothing changes and the future carries a StoreError.
        """
        self._check(tables, n)
        done: Future[None] = Future()
        self._jobs.put(Job(n, tables=tables, to=folder, done=done))
        return done

    @property
    def contacts(self) -> Contacts:
        """How people can be reached, as it stands on the disk. Raises `StoreError` for a file that is damaged."""
        return contacts.unpacked(self._folder.contacts)

    def change_contacts(self, change: Change | None) -> Future[None]:
        """Let the writer thread make other contacts out of those that are kept; never waits. None deletes all.

        The future is done when they are on the disk. It carries a StoreError if they cannot be written, or whatever
        `change` raises; then nothing has changed, and the session goes on.
        """
        done: Future[None] = Future()
        self._jobs.put(Job(self._last, change=change, contacts=True, done=done))
        return done

    def listen(self, call: Callable[[], None]) -> None:
        """Call this from the writer thread whenever `durable`, `failed` or `folder` has changed."""
        self._listeners.append(call)

    def wait(self, n: int, timeout: float = 10) -> bool:
        """Block until `durable` is `n` or more: True. After a failure, or after `timeout` seconds: False."""
        with self._changed:
            self._changed.wait_for(lambda: self.durable >= n or bool(self.failed), timeout)
        return self.durable >= n

    def close(self) -> None:
        """Write what is waiting, end the thread, let go of the folder."""
        if self._thread.is_alive():
            self._closing.set()
            self._jobs.put(Job(self._last, stop=True))
            self._thread.join()
            self._folder.close()

    def _check(self, tables: Tables, n: int) -> None:
        check_shape(tables)
        if n != self._last:
            raise ValueError(f"the last event is {self._last}, not {n}")

    def _work(self) -> None:
        stop = False
        while not stop:
            jobs = [self._jobs.get()]
            while not self._jobs.empty():
                jobs.append(self._jobs.get())
            events: list[Job] = []
            for job in jobs:
                if job.body and not job.forget:  # what is forgotten stands in the checkpoint only
                    events.append(job)
                if job.tables is not None:
                    self._append(events)
                    events = []
                    if job.to and job.done:
                        self._move(job.to, job.tables, job.n, job.done)
                    else:
                        self._checkpoint(job, job.tables)
                        if job.done:
                            self._end(job.done)
                elif job.contacts and job.done:
                    self._append(events)
                    events = []
                    self._change_contacts(job.change, job.done)
                stop = stop or job.stop
            self._append(events)

    def _append(self, events: list[Job]) -> None:
        if events and not self.failed:
            try:
                self._folder.append([event.body for event in events])
            except Exception as error:
                self._fail(error)
            else:
                self._tell(events[-1].n)

    def _checkpoint(self, job: Job, tables: Tables) -> None:
        while not self.failed:
            try:
                self._folder.checkpoint(tables, job.n, job.forget)
            except Exception as error:
                if not crowded(error) or self._closing.wait(PAUSE):
                    self._fail(error)
            else:
                return self._tell(job.n)

    def _end(self, done: Future[None]) -> None:
        if self.failed:
            done.set_exception(StoreError(self.failed))
        else:
            done.set_result(None)

    def _move(self, to: Path, tables: Tables, n: int, done: Future[None]) -> None:
        try:
            new = Folder.create(to, tables, n, self._disk, beside=self._folder.contacts)
        except StoreError as error:
            done.set_exception(error)
        except Exception as error:
            done.set_exception(unusable(to, error))
        else:
            old, self._folder = self._folder, new
            if not old.leave(new.path):
                new.aside = _(
                    "The old folder {old} could not be cleared. Delete it yourself. After a restart, open {new}.",
                    old=str(old.path),
                    new=str(new.path),
                )
            self._tell(n)
            done.set_result(None)

    def _change_contacts(self, change: Change | None, done: Future[None]) -> None:
        try:
            self._folder.change_contacts(change)
        except OSError as error:
            log.error("the contacts of session %s", self.folder.name, exc_info=error)
            done.set_exception(unusable(self.folder, error))
        except Exception as error:
            done.set_exception(error)
        else:
            done.set_result(None)

    def _fail(self, error: Exception) -> None:
        log.error("session %s", self.folder.name, exc_info=error)
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        self._tell(self.durable, FULL if full else BROKEN)

    def _tell(self, durable: int, failed: Words = "") -> None:
        with self._changed:
            self.durable, self.failed = durable, failed
            self._changed.notify_all()
        for call in self._listeners:
            try:
                call()
            except Exception as error:  # the disk goes on, whoever listens
                log.error("a listener of session %s", self.folder.name, exc_info=error)


FULL = _("The disk is full. Nothing new is saved. Save a copy in another folder.")
BROKEN = _("Writing to the disk did not work. Nothing new is saved. Save a copy in another folder.")
