"""The disk: patience with Windows, none with a failed sync, and files that are replaced whole."""

import errno
import os
from io import FileIO
from pathlib import Path

import pytest

from facilitator.store import Disk
from facilitator.store.disk import DRAFT


class Held(OSError):
    """What Windows raises while another program holds a file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "held")
        self.winerror = winerror


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_replace_waits_until_another_program_lets_go(tmp_path: Path, monkeypatch, winerror: int) -> None:
    real, tries = os.replace, []

    def replace(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) < 3:
            raise Held(winerror)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    (tmp_path / "a").write_bytes(b"new")
    Disk().replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"new"
    assert len(tries) == 3


def test_replace_gives_up_after_its_patience(tmp_path: Path, monkeypatch) -> None:
    def replace(source: Path, target: Path) -> None:
        raise Held(32)

    monkeypatch.setattr(os, "replace", replace)
    disk = Disk()
    assert disk.patience == 2
    disk.patience = 0.05
    with pytest.raises(Held):
        disk.replace(tmp_path / "a", tmp_path / "b")


def test_other_errors_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Disk().replace(tmp_path / "a", tmp_path / "b")


def test_a_write_that_the_system_cuts_short_goes_on(tmp_path: Path) -> None:
    class Short(FileIO):
        def write(self, data: memoryview) -> int:
            return super().write(data[:3])

    with Short(tmp_path / "a", "w") as file:
        Disk().write(file, b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_failed_sync_is_not_repeated(tmp_path: Path, monkeypatch) -> None:
    calls = []

    def sync(handle: int) -> None:
        calls.append(handle)
        raise OSError(errno.EIO, "gone")

    for name in ("fdatasync", "fsync"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, sync)
    with Disk().create(tmp_path / "a") as file, pytest.raises(OSError, match="gone"):
        Disk().sync(file)
    assert len(calls) == 1


def test_a_folder_is_synced_where_that_exists(tmp_path: Path, monkeypatch) -> None:
    numbers = iter([errno.EINVAL, errno.EIO])

    def fsync(handle: int) -> None:
        raise OSError(next(numbers), "no")

    monkeypatch.setattr(os, "fsync", fsync)
    disk = Disk()
    disk.folders_sync = True
    disk.sync_folder(tmp_path)
    with pytest.raises(OSError, match="no"):
        disk.sync_folder(tmp_path)


def test_where_it_does_not_exist_a_synced_file_takes_the_names_along(tmp_path: Path) -> None:
    class Windows(Disk):
        folders_sync = False

        def sync(self, file: FileIO) -> None:
            synced.append(Path(str(file.name)).parent)

    synced: list[Path] = []
    Windows().sync_folder(tmp_path)
    assert synced == [tmp_path]
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    path, disk = tmp_path / "a", Disk()
    disk.write_whole(path, b"old")

    def stop() -> None:
        assert path.read_bytes() == b"old"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        disk.write_whole(path, b"new", before=stop)
    assert path.read_bytes() == b"old"
    disk.write_whole(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert disk.names(tmp_path) == ["a"]
    assert not path.with_name("a" + DRAFT).exists()


def test_folders_names_and_space(tmp_path: Path) -> None:
    disk = Disk()
    disk.make_folder(tmp_path / "a" / "b")
    disk.make_folder(tmp_path / "a" / "b")
    assert disk.names(tmp_path / "a") == ["b"]
    assert disk.names(tmp_path / "nowhere") == []
    assert disk.free(tmp_path) > 0
    with disk.create(tmp_path / "c"), pytest.raises(FileExistsError):
        disk.create(tmp_path / "c")
    disk.delete(tmp_path / "c")
    disk.delete(tmp_path / "c")


@pytest.mark.parametrize("fails", ["sync", "replace"])
def test_a_disk_that_fills_up_leaves_the_older_files_and_no_half_ones(tmp_path: Path, fails: str) -> None:
    class Full(Disk):
        def sync(self, file: FileIO) -> None:
            if fails == "sync" and Path(str(file.name)).name.startswith("b"):
                raise OSError(errno.ENOSPC, "No space left on device")

        def replace(self, source: Path, target: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a").write_bytes(b"of yesterday")
    with pytest.raises(OSError, match="No space"):
        Full().write_together(tmp_path, {"a": b"of today", "b": b"more"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"of yesterday"}
    assert Disk().write_together(tmp_path, {"a": b"of today", "b": b"more"}) == [tmp_path / "a", tmp_path / "b"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"of today", "b": b"more"}
