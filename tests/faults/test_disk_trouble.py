"""A full disk, a failed sync, a second program: nothing promised is lost, nothing more is promised, moving helps."""

import errno
import subprocess
import sys
import threading
from io import FileIO
from pathlib import Path

import pytest

from facilitator.store import Disk, Store, StoreError, Tables, read


class FullDisk(Disk):
    """Has room for `room` bytes in the folder `where`; then it writes what fits and fails."""

    def __init__(self, room: int, where: Path) -> None:
        self.room, self.where = room, where

    def write(self, file: FileIO, data: bytes) -> None:
        fits = len(data)
        if self.where in Path(str(file.name)).parents:
            fits = max(0, self.room - sum(path.stat().st_size for path in self.where.iterdir()))
        super().write(file, data[:fits])
        if fits < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")


class BadDisk(Disk):
    """From the sync number `good` on, no sync in the folder `where` succeeds."""

    def __init__(self, good: int, where: Path, number: int = errno.EIO) -> None:
        self.good, self.where, self.number = good, where, number
        self.synced: list[str] = []

    def sync(self, file: FileIO) -> None:
        if self.where in Path(str(file.name)).parents:
            self.synced.append(Path(str(file.name)).name)
            if len(self.synced) > self.good:
                raise OSError(self.number, "no")
        super().sync(file)


def state(n: int) -> Tables:
    return {"meta": {"1": {"title": "Kick-off"}}, "record": {str(i): {"text": f"card {i}"} for i in range(1, n + 1)}}


def texts(folder: Path) -> list[str]:
    tables, events = read(folder)
    return [row["text"] for row in tables["record"].values()] + [event["text"] for event in events]


def cards(n: int) -> list[str]:
    return [f"card {i}" for i in range(1, n + 1)]


def commit(store: Store, n: int) -> None:
    store.commit({"n": n, "text": f"card {n}"}, state(n) if n % 4 == 0 else None, forget=n % 8 == 0)
    store.wait(n)


def until_it_fails(store: Store) -> int:
    for n in range(1, 100):
        commit(store, n)
        if store.failed:
            return n
    raise AssertionError("it never failed")


@pytest.mark.parametrize("room", [*range(400, 3000, 171)])
def test_a_full_disk_loses_nothing_and_moving_goes_on(tmp_path: Path, room: int) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    store = Store.create(old, state(0), FullDisk(room, old))
    n = until_it_fails(store)
    assert str(store.failed) == "The disk is full. Nothing new is saved. Save a copy in another folder."
    promised = store.durable
    assert promised < 100
    assert texts(old)[:promised] == cards(promised)
    commit(store, n + 1)
    assert store.durable == promised
    store.move(new, state(n + 1), n + 1).result(5)
    assert (store.durable, store.failed, store.aside, store.folder) == (n + 1, "", "", new)
    commit(store, n + 2)
    store.close()
    assert texts(new) == texts(old) == cards(n + 2)
    assert sorted(path.name for path in old.iterdir()) == ["lock", "moved.txt"]


def test_a_full_disk_while_opening_is_told_and_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    store = Store.create(folder, state(0))
    for n in (1, 2, 3):
        commit(store, n)
    store.close()
    with pytest.raises(StoreError, match="cannot be used: No space left"):
        Store.open(folder, FullDisk(10, folder))
    with pytest.raises(StoreError, match="cannot be used: No space left"):
        Store.create(tmp_path / "t", state(0), FullDisk(10, tmp_path / "t"))
    store, _tables, events = Store.open(folder)
    store.close()
    assert [event["n"] for event in events] == [1, 2, 3]


@pytest.mark.parametrize("good", range(1, 12))
def test_a_failed_sync_is_not_repeated_and_nothing_more_is_promised(tmp_path: Path, good: int) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    disk = BadDisk(good, old)
    store = Store.create(old, state(0), disk)
    heard: list[tuple[int, bool]] = []
    told = threading.Event()

    def listen() -> None:
        heard.append((store.durable, bool(store.failed)))
        if store.failed or store.folder == new:
            told.set()

    store.listen(listen)
    n = until_it_fails(store)
    assert str(store.failed) == "Writing to the disk did not work. Nothing new is saved. Save a copy in another folder."
    assert told.wait(5)
    assert heard[-1] == (store.durable, True)
    promised = store.durable
    for extra in (1, 2, 3):
        commit(store, n + extra)
    store.checkpoint(state(n + 3), n + 3)
    assert not store.wait(n + 3, timeout=0.01)
    assert len(disk.synced) == good + 1
    assert store.durable == promised
    told.clear()
    store.move(new, state(n + 3), n + 3).result(5)
    assert told.wait(5)
    assert heard[-1] == (n + 3, False)
    commit(store, n + 4)
    store.close()
    assert texts(new) == texts(old) == cards(n + 4)


def test_a_store_that_failed_opens_again_with_all_it_promised(tmp_path: Path) -> None:
    for good in range(1, 14):
        folder = tmp_path / str(good)
        store = Store.create(folder, state(0), BadDisk(good, folder))
        until_it_fails(store)
        store.close()
        store, _tables, _events = Store.open(folder)
        promised = store.durable
        store.close()
        assert texts(folder) == cards(promised)


def test_a_move_that_fails_too_can_be_tried_again_elsewhere(tmp_path: Path) -> None:
    class Worse(BadDisk):
        def write(self, file: FileIO, data: bytes) -> None:
            if tmp_path / "stick" in Path(str(file.name)).parents:
                raise OSError(errno.EROFS, "Read-only file system")
            super().write(file, data)

    store = Store.create(tmp_path / "s", state(0), Worse(1, tmp_path / "s"))
    commit(store, 1)
    with pytest.raises(StoreError, match="cannot be used: Read-only"):
        store.move(tmp_path / "stick", state(1), 1).result(5)
    assert store.failed
    assert store.durable == 0
    with pytest.raises(StoreError, match="not empty"):
        store.move(tmp_path / "s", state(1), 1).result(5)
    store.move(tmp_path / "new", state(1), 1).result(5)
    store.close()
    assert store.durable == 1
    assert texts(tmp_path / "new") == cards(1)


def test_an_old_folder_that_cannot_be_cleared_is_named(tmp_path: Path) -> None:
    class Frozen(Disk):
        def delete(self, path: Path) -> None:
            if frozen.is_set() and tmp_path / "old" in path.parents:
                raise OSError(errno.EROFS, "Read-only file system")
            super().delete(path)

    frozen = threading.Event()
    store = Store.create(tmp_path / "old", state(0), Frozen())
    frozen.set()
    store.move(tmp_path / "new", state(0), 0).result(5)
    assert "old could not be cleared. Delete it yourself. After a restart, open " in str(store.aside)
    commit(store, 1)
    assert store.durable == 1
    store.close()


def test_tables_that_are_not_json_are_reported_like_a_bad_disk(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", state(0))
    store.commit({"n": 1, "text": "card 1"}, {**state(0), "runs": {"1": {"x": object()}}})
    store.checkpoint(state(1), 1)
    store.commit({"n": 2, "text": "card 2"})
    assert not store.wait(2)
    assert store.failed
    store.close()
    assert texts(tmp_path / "s") == cards(1)


def test_a_second_program_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    Store.create(folder, state(0)).close()
    child = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("kill_child.py"), folder], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline().startswith(b"opened")
        with pytest.raises(StoreError, match=r"Another program has the session in .* open\. Close it there first"):
            Store.open(folder)
        assert read(folder)[0]["meta"]["1"]["title"] == "Kick-off"
    finally:
        child.kill()
        child.communicate()
    Store.open(folder)[0].close()


@pytest.mark.skipif(sys.platform == "win32", reason="the number of handles cannot be limited")
def test_too_many_open_files_are_no_broken_disk(tmp_path: Path) -> None:
    child = [sys.executable, Path(__file__).with_name("few_handles.py"), tmp_path / "s"]
    said = subprocess.run(child, capture_output=True, text=True, timeout=60, check=False)
    assert said.stdout.splitlines() == [
        "with the spare one: True well", "with none: False well", "later: True well", "closed: 5",
    ], said.stderr  # fmt: skip
    assert texts(tmp_path / "s") == cards(5)
