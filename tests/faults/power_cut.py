"""A disk that records what is asked of it, and every state in which a power cut could leave it.

Until a sync has returned, a file may hold none, part or all of what was written, or zeros in its place. Until the
folder was synced, each new, renamed or deleted name may or may not be there.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from facilitator.store import Disk

Names = dict[str, int]  # path inside the root -> file number


@dataclass
class Recorder(Disk):
    """A disk that writes what is asked, in order, into `log`. `skip` takes a sync of a file or folder away."""

    root: Path
    skip: Callable[[str], bool] = lambda path: False
    log: list[tuple[object, ...]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.names_now: Names = {}
        self.contents: list[bytes] = []
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.name != "lock":
                self.names_now[self.short(path)] = len(self.contents)
                self.contents.append(path.read_bytes())
        self.begin = dict(self.names_now)
        self.synced = list(self.contents)

    def short(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def create(self, path: Path) -> FileIO:
        file = super().create(path)
        self.names_now[self.short(path)] = len(self.contents)
        self.contents.append(b"")
        self.log.append(("name", self.short(path.parent), {self.short(path): len(self.contents) - 1}))
        return file

    def write(self, file: FileIO, data: bytes) -> None:
        self.gate.wait()
        super().write(file, data)
        self.log.append(("write", self.names_now[self.short(Path(str(file.name)))], data))

    def sync(self, file: FileIO) -> None:
        path = self.short(Path(str(file.name)))
        if not self.skip(path):
            self.log.append(("sync", self.names_now[path]))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        number = self.names_now.pop(self.short(source))
        self.names_now[self.short(target)] = number
        self.log.append(("name", self.short(target.parent), {self.short(source): None, self.short(target): number}))

    def delete(self, path: Path) -> None:
        super().delete(path)
        if self.names_now.pop(self.short(path), None) is not None:
            self.log.append(("name", self.short(path.parent), {self.short(path): None}))

    def sync_folder(self, folder: Path) -> None:
        if not self.folders_sync:
            super().sync_folder(folder)
        elif not self.skip(self.short(folder)):
            self.log.append(("folder", self.short(folder)))


@dataclass(frozen=True)
class State:
    """What the disk may hold after a power cut, and what had been promised by then."""

    files: tuple[tuple[str, bytes], ...]
    durable: int
    forgotten: int


def states(disk: Recorder, ordered: bool = False) -> set[State]:
    """Every state the recorded run can leave. `ordered`: names change in order and with the next sync of any file."""
    names, pending = dict(disk.begin), list[tuple[str, dict[str, int | None]]]()
    synced, writes = dict(enumerate(disk.synced)), dict[int, list[bytes]]()
    durable, forgotten, found = -1, 0, set[State]()
    for entry in disk.log:
        match entry:
            case ("name", folder, change):
                pending.append((folder, change))
                for number in change.values():
                    synced.setdefault(number, b"")
            case ("write", number, data):
                writes.setdefault(number, []).append(data)
            case ("sync", number):
                synced[number] += b"".join(writes.pop(number, []))
                if ordered:
                    pending = settle(names, pending, None)
            case ("folder", folder):
                pending = settle(names, pending, folder)
            case ("promise", durable, forgotten):
                pass
        for chosen in subsets(pending, ordered):
            trial = dict(names)
            settle(trial, list(chosen), None)
            versions = [
                [(name, data) for data in variants(synced[n], writes.get(n))] for name, n in sorted(trial.items())
            ]
            found.update(State(files, durable, forgotten) for files in itertools.product(*versions))
    return found


def settle(names: Names, pending: list[tuple[str, dict[str, int | None]]], folder: str | None) -> list:
    """Carry out the changes in `folder` (None: all); the others are still pending."""
    for where, change in pending:
        if folder in (None, where):
            for name, number in change.items():
                if number is None:
                    names.pop(name, None)
                else:
                    names[name] = number
    return [(where, change) for where, change in pending if folder not in (None, where)]


def subsets(pending: list, ordered: bool) -> Iterator[tuple]:
    if ordered:
        return (tuple(pending[:size]) for size in range(len(pending) + 1))
    free = max(0, len(pending) - 7)  # the latest seven in any combination
    return (
        (*pending[:free], *chosen)
        for size in range(len(pending) - free + 1)
        for chosen in itertools.combinations(pending[free:], size)
    )


def variants(synced: bytes, writes: list[bytes] | None) -> set[bytes]:
    if not writes:
        return {synced}
    new = b"".join(writes)
    half = len(new) // 2
    lost = [
        b"",
        new,
        new[:half],
        new[:-1],
        bytes(len(new)),
        bytes(half) + new[half:],
        new[:half] + bytes(len(new) - half),
    ]
    return {synced + data for data in lost}


class Quick(Disk):
    """For looking at a state: no sync."""

    def sync(self, file: FileIO) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass
