"""Where sessions are, and what files a session folder may hold, open or not.

* `session.json`: the state as of event n
* `journal-000000000124.jsonl`: the events after n, here 123
* `torn-000000000130-1.txt`: the torn end of a journal before event 130, set aside after a power cut
* `backup/`: files of an older schema, as they were
* `contacts.json`: how people can be reached, apart from all else
* `moved.txt`: all that is left in a folder after a move, the folder where the session is now
* `lock`: held while a program has the session open
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from facilitator.i18n import _

from .contacts import CONTACTS
from .database import SESSION, load
from .disk import DRAFT, OWNER_FILE, Disk
from .journal import NAME, Found, find
from .schema import Event, StoreError, Tables, upgraded

MOVED, BACKUP, TORN, LOCK = "moved.txt", "backup", "torn-", "lock"


def sessions(data: Path) -> list[Path]:
    """The folders directly in `data` to open or read, one a session, by name. A moved session keeps its old folder."""
    found = {path.parent for name in (SESSION, MOVED) for path in data.absolute().glob(f"*/{name}")}
    targets = {_moved(folder, Disk()) for folder in found}
    return sorted(folder for folder in found if folder not in targets or _lost(folder))


def read(folder: Path, disk: Disk | None = None) -> tuple[Tables, list[Event]]:
    """The last checkpoint of a session and the events after it, also while a program has it open. Changes nothing.

    A torn end is left out. Damage and a newer schema are a StoreError.
    """
    disk = disk or Disk()
    trouble: StoreError | OSError
    for _attempt in range(3):  # the program may be replacing files meanwhile
        try:
            here = where(folder, disk)
            tables, found = contents(here, disk)
            return upgraded(tables, str(here / SESSION)), found.events
        except (StoreError, OSError) as error:
            trouble = error
    raise trouble if isinstance(trouble, StoreError) else unusable(folder, trouble)


def where(folder: Path, disk: Disk, been: frozenset[Path] = frozenset()) -> Path:
    """The folder that holds the session now: this one, or the one it was moved to. None is a StoreError."""
    if MOVED in disk.names(folder):
        to = _moved(folder, disk)
        if to is None or to in been or not {SESSION, MOVED} & set(disk.names(to)):
            raise StoreError(
                _("This session was moved to {folder}. It is not there now. Connect that disk.", folder=str(to or "?"))
            )
        return where(to, disk, been | {folder, to})
    if SESSION not in disk.names(folder):
        raise StoreError(_("There is no session in {folder}.", folder=str(folder)))
    return folder


def lock(folder: Path) -> BaseFileLock:
    """Hold the folder for this program. Held by another one, it is a StoreError at once. A kill lets go of it."""
    held = FileLock(folder / LOCK, mode=OWNER_FILE, thread_local=False)
    try:
        held.acquire(blocking=False)
    except Timeout:
        raise StoreError(
            _("Another program has the session in {folder} open. Close it there first.", folder=str(folder))
        ) from None
    return held


def contents(folder: Path, disk: Disk) -> tuple[Tables, Found]:
    """The checkpoint, in the schema it was written in, and the events after it. Changes nothing."""
    tables = load(folder / SESSION, disk)
    return tables, find(disk, folder, tables["meta"]["1"]["n"])


def copies(folder: Path, disk: Disk) -> list[Path]:
    """Files that were set aside: torn ends and backups."""
    torn = [folder / name for name in disk.names(folder) if name.startswith(TORN)]
    return torn + [folder / BACKUP / name for name in disk.names(folder / BACKUP)]


def clear(folder: Path, disk: Disk, checkpoint_last: bool = False) -> None:
    """Delete every file of the session. What others put into the folder stays, such as exports.

    Without its checkpoint a folder is no session; with `checkpoint_last` it is one until all else is gone.
    """
    names = [name for name in disk.names(folder) if NAME.fullmatch(name) or name.endswith(DRAFT)]
    rest = [folder / CONTACTS, *(folder / name for name in names), *copies(folder, disk)]
    for path in [*rest, folder / SESSION] if checkpoint_last else [folder / SESSION, *rest]:
        disk.delete(path)
    for changed in (folder / BACKUP, folder):
        if changed.is_dir():
            disk.sync_folder(changed)


def erase(folder: Path, disk: Disk | None = None) -> None:
    """Delete a session that is not open, wherever it was moved to, for good. Exports in its folder stay.

    An interrupted deletion leaves a session that is still listed and can be erased again.
    """
    try:
        _erase(folder, disk or Disk())
    except OSError as error:
        raise unusable(folder, error) from error


def _erase(folder: Path, disk: Disk) -> None:
    here = where(folder, disk)
    held = lock(here)
    try:
        clear(here, disk, checkpoint_last=True)
    finally:
        held.release()
    for left in {here, folder}:
        for name in (MOVED, LOCK):
            disk.delete(left / name)
        for empty in (left / BACKUP, left):
            if empty.is_dir() and not disk.names(empty):
                empty.rmdir()


def glimpse(folder: Path) -> dict[str, Any]:
    """What a session that cannot be read says about itself, as far as that can be told; nothing in it is checked."""
    try:
        meta = json.loads(Disk().read(folder / SESSION))["meta"]["1"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _lost(folder: Path) -> bool:
    """Whether nobody can follow where its session went."""
    try:
        where(folder, Disk())
    except (StoreError, OSError):
        return True
    return False


def _moved(folder: Path, disk: Disk) -> Path | None:
    """Where a session was moved to; None where that cannot be told."""
    try:
        return Path(disk.read(folder / MOVED).decode("utf-8", "replace"))
    except OSError:
        return None


def unusable(folder: Path, error: Exception) -> StoreError:
    """What the system says about a folder, as a sentence."""
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    return StoreError(_("The folder {folder} cannot be used: {reason}.", folder=str(folder), reason=reason))
