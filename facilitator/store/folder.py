"""One session folder, held by one program: a checkpoint, the journal after it, and how the two follow each other."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from itertools import count
from pathlib import Path

from facilitator.i18n import Words, _

from . import contacts
from .contacts import Change
from .database import SESSION, AtomicStorage, sealed
from .disk import DRAFT, Disk, crowded
from .journal import Found, compact, line, segment, segments
from .places import BACKUP, LOCK, MOVED, TORN, clear, contents, copies, lock, where
from .schema import SCHEMA, Event, StoreError, Tables, stamped, upgraded


class Folder:
    """A locked session folder. After an OSError nothing more may be written here."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.aside: Words = ""
        self.contacts = contacts.read(path, disk)
        self._disk = disk
        self._lock = lock(path)
        self._file: FileIO | None = None
        self._first = self._before = 0  # the events with which the segment in `_file`, and the one before it, begin
        self._spare = self._one_more()  # a handle that makes room for the next checkpoint when no other is left

    @classmethod
    def create(cls, path: Path, tables: Tables, n: int, disk: Disk, beside: bytes = b"") -> Folder:
        """A session in a new or empty folder, with its contacts `beside` it, on the disk when this returns."""
        if any(name != LOCK for name in disk.names(path)):
            raise StoreError(_("The folder {folder} is not empty. Choose an empty folder.", folder=str(path)))
        disk.make_folder(path)
        folder = cls(path, disk)
        try:
            if beside:
                folder._keep_contacts(beside)
            folder.checkpoint(tables, n)
        except BaseException:
            folder.close()
            with suppress(OSError):
                clear(path, disk)
            raise
        return folder

    @classmethod
    def open(cls, path: Path, disk: Disk) -> tuple[Folder, Tables, list[Event]]:
        """The session of this folder, or of the folder it was moved to. All that is returned is on the disk."""
        here = where(path, disk)
        folder = cls(here, disk)
        disk.shut(here)
        try:
            tables, found = contents(here, disk)
            schema = tables["meta"]["1"]["schema"]
            tables = upgraded(tables, str(here / SESSION))
            if schema < SCHEMA:
                folder._back_up(schema)
            if found.torn:
                folder._set_aside(found)
            folder._settle(tables, found)
        except BaseException:
            folder.close()
            raise
        if here != path:
            with suppress(OSError):
                clear(path, disk)
        return folder, tables, found.events

    def append(self, bodies: list[bytes]) -> None:
        """Events that are saved together, each already `compact`. They are on the disk when this returns."""
        assert self._file is not None
        self._disk.write(self._file, line(bodies))
        self._disk.sync(self._file)

    def checkpoint(self, tables: Tables, n: int, forget: bool = False) -> None:
        """Write the state as of event `n`. With `forget` nothing written earlier is left when this returns.

        After an OSError with `crowded` it can be tried again, and has a handle more to do it with.
        """
        try:
            self._checkpoint(tables, n, forget)
        except OSError as error:
            if crowded(error):
                self._give_up_spare()
            raise
        self._spare = self._spare or self._one_more()

    def _checkpoint(self, tables: Tables, n: int, forget: bool) -> None:
        def before() -> None:
            if forget:
                self._delete_copies()
            else:
                self._begin_segment(n + 1)

        AtomicStorage(self.path / SESSION, self._disk, before).write(sealed(stamped(tables, n)))
        self._begin_segment(n + 1)  # not earlier if it forgets: event n is in no journal, and would seem to be missing
        kept = self._first if forget or self._disk.folders_sync else self._before  # the old checkpoint may come back
        self._delete_segments(lambda first: first < kept)
        if forget:
            self._disk.sync_folder(self.path)

    def change_contacts(self, change: Change | None) -> None:
        """Keep other contacts, on the disk when this returns; without a `change` none, also where they are damaged."""
        self._keep_contacts(contacts.packed(change(contacts.unpacked(self.contacts))) if change else b"")

    def leave(self, to: Path) -> bool:
        """Clear and close this folder, whose session is in the folder `to` now. False if that did not work."""
        self._close_file()
        mark = str(to.absolute()).encode("utf-8")
        try:
            try:
                self._disk.write_whole(self.path / MOVED, mark)
                clear(self.path, self._disk)
            except OSError:
                clear(self.path, self._disk)  # a full disk has room for the mark only now; a bad one may still take it
                self._disk.delete(self.path / MOVED)
                with self._disk.create(self.path / MOVED) as file:
                    self._disk.write(file, mark)
        except OSError:
            return False
        finally:
            self.close()
        return True

    def close(self) -> None:
        """Let go of the folder."""
        self._close_file()
        self._give_up_spare()
        self._lock.release()

    def _keep_contacts(self, data: bytes) -> None:
        contacts.write(self.path, data, self._disk)
        self.contacts = data

    def _settle(self, tables: Tables, found: Found) -> None:
        """Write what was found anew: not all of it was surely on the disk, and older files may lie beside it."""
        for name in self._disk.names(self.path):
            if name.endswith(DRAFT):
                self._disk.delete(self.path / name)
        self._first = self._before = found.n + 1
        path = self.path / segment(self._first)
        self._disk.write_whole(path, b"".join(line([compact(event)]) for event in found.events))
        AtomicStorage(self.path / SESSION, self._disk).write(sealed(stamped(tables, found.n)))
        self._delete_segments(lambda first: first != self._first)
        self._disk.sync_folder(self.path)
        self._file = self._disk.reopen(path)

    def _begin_segment(self, first: int) -> None:
        if self._first != first:
            self._close_file()
            self._before, self._first = self._first, first
        if self._file is None:
            self._file = self._disk.create(self.path / segment(first))

    def _delete_segments(self, old: Callable[[int], bool]) -> None:
        for first, name in segments(self._disk.names(self.path)).items():
            if old(first):
                self._disk.delete(self.path / name)

    def _delete_copies(self) -> None:
        for path in copies(self.path, self._disk):
            self._disk.delete(path)
        if (self.path / BACKUP).is_dir():
            self._disk.sync_folder(self.path / BACKUP)
        self.aside = ""

    def _back_up(self, schema: int) -> None:
        self._disk.make_folder(self.path / BACKUP)
        for name in [SESSION, *segments(self._disk.names(self.path)).values()]:
            copy = self.path / BACKUP / f"schema-{schema}-{name}"
            self._disk.write_whole(copy, self._disk.read(self.path / name))

    def _set_aside(self, found: Found) -> None:
        taken = self._disk.names(self.path)
        wanted = (f"{TORN}{found.last + 1:012d}-{number}.txt" for number in count(1))
        name = next(name for name in wanted if name not in taken)
        self._disk.write_whole(self.path / name, found.torn)
        self.aside = _("The end of the journal was cut off, so it does not count. It is kept in {name}.", name=name)

    def _one_more(self) -> FileIO | None:
        try:
            return open(os.devnull, "rb", buffering=0)
        except OSError:
            return None

    def _give_up_spare(self) -> None:
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _close_file(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what counts is synced before
                self._file.close()
            self._file = None
