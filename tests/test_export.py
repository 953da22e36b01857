"""`facilitator export`: whatever happens to it, a session stays as it is, and no file is half under its own name."""

from __future__ import annotations

import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.host.rooms import Rooms
from facilitator.report import COPIES, FORMATS
from facilitator.room import Room
from facilitator.session import snapshot
from tests.test_taken_back import LIBRARY, PLAN, STORY, begin

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def room(data: Path) -> Iterator[Room]:
    """A session that is running, with a card that was shown; the program has it open."""
    rooms = Rooms(data, LIBRARY)
    room, _ann, _bob = begin(rooms)
    room.store.checkpoint(snapshot.tables(room), room.n).result(10)
    yield room
    rooms.close()


@pytest.fixture
def export(capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path) -> Call:
    def call(session: str, *options: str, to: Path = tmp_path / "out") -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(arguments(data, session, to, *options))
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


def arguments(data: Path, session: str, to: Path, *options: str) -> list[str]:
    loose = str(Path(__file__).parent / "loose")
    return ["export", session, "--to", str(to), "--data", str(data), "--activities", loose, *options]


def kept(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_a_running_session_is_not_touched_and_every_copy_has_names_of_its_own(
    room: Room, export: Call, data: Path, tmp_path: Path
) -> None:
    before, name = kept(data), room.store.folder.name
    for copy in COPIES:
        more = ",zip" if copy == "public" else ""
        code, out, err = export(name, "--copy", copy, "--formats", f"md, html,json,csv,txt,ics,pb{more}")
        assert (code, err) == (0, "") and STORY in (tmp_path / "out" / FORMATS["md"].name("room")).read_text("utf-8")
        assert all(copy == "room" or f"-{copy}." in line or ".schema." in line for line in out.splitlines())
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"record-all-public.zip", "record-facilitator.md", "message-public.txt"} <= names
    with zipfile.ZipFile(tmp_path / "out" / "record-all-public.zip") as archive:
        assert {"record-public.pdf", "record-public.docx", "csv/about-the-tables-public.txt"} <= {*archive.namelist()}
    assert kept(data) == before


def test_a_session_that_never_began_has_a_record_too(data: Path, export: Call, tmp_path: Path) -> None:
    rooms = Rooms(data, LIBRARY)
    name = rooms.begin(PLAN).store.folder.name
    rooms.close()
    before = kept(data)
    assert export(name, "--formats", "md,json,html")[0] == 0 and "0 people" in (tmp_path / "out/record.md").read_text()
    assert kept(data) == before


def test_one_format_that_fails_takes_no_other_with_it_and_is_named(
    room: Room, export: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setitem(FORMATS, "html", replace(FORMATS["html"], render=fails))
    code, out, err = export(room.store.folder.name, "--formats", "md,html,json")
    assert code == 1 and "This could not be made: Web page. The others are there." in err and "Traceback" not in out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "record.json",
        "record.md",
        "record.schema.json",
    ]


def test_a_folder_that_cannot_be_written_is_one_sentence(room: Room, export: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, out, err = export(room.store.folder.name, "--formats", "md", to=tmp_path / "file" / "in")
    assert (code, out, err.count("\n")) == (1, "", 1) and str(tmp_path / "file") in err
    (tmp_path / "out" / "record.md").mkdir(parents=True)
    code, out, err = export(room.store.folder.name, "--formats", "md,json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["record.md"], "nothing is left of the try"


CHILD = """
import os, resource, signal, sys
from facilitator.cli import main
from facilitator.store import Disk
how, left = sys.argv[1], int(sys.argv[2])
real = Disk.{method}
def call(self, *args):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), getattr(signal, how))
    return real(self, *args)
if how == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
else:
    Disk.{method} = call
main(sys.argv[3:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("how", "method", "steps"), [
    ("SIGKILL", "replace", 1), ("SIGTERM", "write", 2), ("full", "write", 0),
])  # fmt: skip
def test_no_file_is_half_after_a_kill_or_on_a_full_disk_and_a_second_try_works(
    room: Room, export: Call, data: Path, tmp_path: Path, how: str, method: str, steps: int
) -> None:
    out, name, formats = tmp_path / "out", room.store.folder.name, ("--formats", "md,json,html")
    out.mkdir()
    (out / "record.md").write_text("older")
    before, given = kept(data), arguments(data, name, out, *formats)
    child = subprocess.run([sys.executable, "-c", CHILD.format(method=method), how, str(steps), *given],
                           capture_output=True, text=True)  # fmt: skip
    assert child.returncode == (1 if how == "full" else -getattr(signal, how)), child.stderr
    left = {path.name: path.read_bytes() for path in out.iterdir()}
    assert kept(data) == before
    assert export(name, *formats)[0] == 0
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {*made} == {"record.md", "record.html", "record.json", "record.schema.json"}, "no draft is left"
    for file, content in left.items():
        assert file.endswith(".new") or content in (b"older", made[file]), f"{file} is half"
    if how == "full":
        assert [*left] == ["record.md"] and child.stderr.count("\n") == 1, "nothing is left, and one sentence says why"
