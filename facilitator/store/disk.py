"""The disk, and all that differs between Linux, macOS and Windows: sync, replace, folders, free space.

Everything the store does to files goes through one `Disk` object, so that a test can slow it down, fill it up, or
record it and try out every state in which a power cut could leave it.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path

if sys.platform == "darwin":
    import fcntl
if sys.platform != "win32":
    import resource

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700
ANYONE_FILE, ANYONE_FOLDER = 0o666, 0o777
"""Who may read: its owner, or whoever the person's own setting lets in."""
UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOTTY})
IN_USE = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation. A virus scanner or a sync client holds the file."""


class Disk:
    """The disk of this computer. Every method raises OSError as the system reports it.

    A sync is never repeated: after a failed one the system may call the next one good although the data is gone.
    """

    folders_sync = sys.platform != "win32"
    """Whether the system can force the names in a folder onto the disk."""
    patience = 2.0
    """Seconds to wait until another program lets go of a file (Windows)."""

    def create(self, path: Path, mode: int = OWNER_FILE) -> FileIO:
        """A new, empty file, open for writing, for its owner alone unless `mode` says more. None may be there."""
        return open(path, "xb", buffering=0, opener=lambda name, flags: os.open(name, flags, mode))

    def reopen(self, path: Path) -> FileIO:
        """An existing file, open for writing at its end."""
        return open(path, "ab", buffering=0)

    def write(self, file: FileIO, data: bytes) -> None:
        """All of the data at the end of the file. It can be lost until `sync` has returned."""
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]

    def sync(self, file: FileIO) -> None:
        """What was written to this file is on the disk when this returns."""
        _sync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Rename `source` to `target` in one step. It can be undone by a power cut until `sync_folder` has returned."""
        self._patiently(lambda: os.replace(source, target))

    def delete(self, path: Path) -> None:
        """Delete a file; one that is not there is fine."""
        self._patiently(lambda: path.unlink(missing_ok=True))

    def sync_folder(self, folder: Path) -> None:
        """The names in this folder (made, renamed, deleted) are on the disk when this returns."""
        if not self.folders_sync:
            return self._sync_names(folder)
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
        finally:
            os.close(handle)

    def make_folder(self, folder: Path, mode: int = OWNER_FOLDER) -> None:
        """The folder and those above it, for their owner alone unless `mode` says more; one that is there is fine."""
        if not folder.is_dir():
            self.make_folder(folder.parent, mode)
            folder.mkdir(mode, exist_ok=True)
            self.sync_folder(folder.parent)

    def shut(self, folder: Path) -> None:
        """Let nobody but their owner read a folder and the files in it, as far as the system knows of owners."""
        with suppress(OSError):
            os.chmod(folder, OWNER_FOLDER)
            for path in folder.iterdir():
                if path.is_file() and not path.is_symlink():
                    os.chmod(path, OWNER_FILE)

    def write_whole(self, path: Path, data: bytes, before: Callable[[], None] = lambda: None) -> None:
        """The file holds either what it held or all of `data`, whatever happens. `before` runs just before the swap."""
        draft = path.with_name(path.name + DRAFT)
        self.delete(draft)
        with self.create(draft) as file:
            self.write(file, data)
            self.sync(file)
        before()
        self.replace(draft, path)
        self.sync_folder(path.parent)

    def write_together(self, folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
        """Files (name, content) in place of older ones, each one whole, or none if the disk does not take all."""
        self.make_folder(folder, ANYONE_FOLDER)
        drafts = {folder / name: folder / f"{name}{DRAFT}" for name in contents}
        try:
            for draft, content in zip(drafts.values(), contents.values(), strict=True):
                self.delete(draft)
                with self.create(draft, ANYONE_FILE) as file:
                    self.write(file, content)
                    self.sync(file)
            for path, draft in drafts.items():
                self.replace(draft, path)
        except OSError:
            for draft in drafts.values():
                self.delete(draft)
            raise
        self.sync_folder(folder)
        return list(drafts)

    def read(self, path: Path) -> bytes:
        """All of a file."""
        return path.read_bytes()

    def names(self, folder: Path) -> list[str]:
        """The names of what is in a folder, sorted; none if there is no such folder."""
        return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []

    def free(self, folder: Path) -> int:
        """Bytes that can still be written on the disk that holds this folder."""
        return shutil.disk_usage(folder).free

    def _sync_names(self, folder: Path) -> None:
        """NTFS writes changes of names down in order, so a new file that is synced takes the earlier ones along."""
        mark = folder / f"names{DRAFT}"
        self.delete(mark)
        with self.create(mark) as file:
            self.write(file, b"\n")
            self.sync(file)
        self.delete(mark)

    def _patiently(self, call: Callable[[], None]) -> None:
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return call()
            except OSError as error:
                if getattr(error, "winerror", None) not in IN_USE or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def crowded(error: Exception) -> bool:
    """Whether there are too many open files: the disk is well, and what was not written can be written later."""
    return isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)


DRAFT = ".new"
"""Ending of a file that is being written and not yet valid."""


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # plain fsync leaves the data in the drive's own memory
            return
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
    if hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:
        os.fsync(handle)


def raise_file_limit(wanted: int = 8192) -> int:
    """Let this process hold `wanted` open files and sockets, or as many as the system allows. Returns the limit now."""
    if sys.platform == "win32":
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= most:
        return wanted if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    except (OSError, ValueError):  # the system has a lower limit that it does not tell
        return soft
    return most
