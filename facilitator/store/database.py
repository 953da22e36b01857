"""The checkpoint: a session as a TinyDB file that is replaced whole, never changed in place.

`TinyDB("session.json")` opens it with nothing else installed. It is indented JSON in ASCII, because TinyDB reads with
whatever encoding the system prefers. The document "1" of `meta` carries a checksum, `check`: a file that somebody
changed by hand is refused, unless they also set `check` to "".
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb.storages import Storage

from facilitator.i18n import _

from .disk import Disk
from .journal import compact
from .schema import SCHEMA, StoreError, Tables, check_shape

SESSION = "session.json"


class AtomicStorage(Storage):
    """A TinyDB storage whose every write leaves either the old file or the new one: `TinyDB(path, storage=...)`.

    `before` runs when the new text is on the disk and the old file is still in place.
    """

    def __init__(self, path: str | Path, disk: Disk | None = None, before: Callable[[], None] = lambda: None) -> None:
        self.path = Path(path)
        self._disk = disk or Disk()
        self._before = before

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None if there is no file yet. Raises ValueError for text that is not JSON."""
        try:
            data = self._disk.read(self.path)
        except FileNotFoundError:
            return None
        tables: dict[str, dict[str, Any]] = json.loads(data)
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        text = json.dumps(data, indent=2, allow_nan=False) + "\n"
        self._disk.write_whole(self.path, text.encode("ascii"), self._before)


def sealed(tables: Tables) -> Tables:
    """The tables with their checksum. The tables given are left as they are."""
    return {**tables, "meta": {**tables["meta"], "1": {**tables["meta"]["1"], "check": _checksum(tables)}}}


def load(path: Path, disk: Disk) -> Tables:
    """The tables of a checkpoint as they were written, of whatever schema. Damage is refused with a StoreError."""
    try:
        tables = AtomicStorage(path, disk).read() or {}
        check_shape(tables)
        meta = tables["meta"]["1"]
        newer = meta["schema"] > SCHEMA  # its checksum may follow another rule
        numbers = [meta["schema"], meta["n"]]
        if (
            all(type(number) is int for number in numbers)
            and meta["schema"] >= 1
            and meta["n"] >= 0
            and (newer or meta.pop("check") in ("", _checksum(tables)))
        ):
            return tables
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise StoreError(
        _("{file} is damaged. Nothing was changed. Put this session's folder back from a copy.", file=str(path))
    )


def _checksum(tables: Tables) -> str:
    meta = {key: value for key, value in tables["meta"]["1"].items() if key != "check"}
    return f"{crc32(compact({**tables, 'meta': {**tables['meta'], '1': meta}}, sort=True)):08x}"
