"""Which sessions of a data folder are this laptop's own: begun here, or opened here because somebody asked for it.

Only these open by themselves when the program starts. A folder that arrives from elsewhere waits until it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from facilitator.store import Disk, unusable

LIST = "sessions.own"


class Own:
    """The names of these folders, on the disk as soon as they are told. `before` are those of an older program."""

    def __init__(self, data: Path, before: Iterable[str]) -> None:
        self._path, self._disk = data / LIST, Disk()
        try:
            self._names = set(self._disk.read(self._path).decode("utf-8", "replace").splitlines())
        except OSError:
            self._write(set(before))

    def __contains__(self, folder: Path) -> bool:
        return folder.name in self._names

    def add(self, folder: Path) -> None:
        """This one is ours. Raises `StoreError` when that cannot be written."""
        if folder.parent == self._path.parent and folder not in self:
            self._write(self._names | {folder.name})

    def drop(self, folder: Path) -> None:
        """This one is gone."""
        if folder in self:
            self._write(self._names - {folder.name})

    def _write(self, names: set[str]) -> None:
        try:
            self._disk.make_folder(self._path.parent)
            self._disk.write_whole(self._path, "".join(f"{name}\n" for name in sorted(names)).encode())
        except OSError as error:
            raise unusable(self._path.parent, error) from error
        self._names = names
