"""What people install: two top-level names with everything inside, and a server that starts in an empty environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
UV = os.environ.get("UV") or shutil.which("uv") or "uv"


def uv(*arguments: str | Path) -> None:
    done = subprocess.run([UV, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--out-dir", folder)
    return next(folder.glob("*.whl"))


def test_it_holds_two_names_and_all_that_is_read_at_run_time(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"facilitator", "activities"}
    for folder, inside in ((ROOT / "assets", "facilitator/assets"), (ROOT / "facilitator", "facilitator")):
        files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        assert {f"{inside}/{file.relative_to(folder).as_posix()}" for file in files} <= set(names)


def test_it_runs_in_an_empty_environment(wheel, serve, tmp_path):
    place = tmp_path / "venv"
    uv("venv", "--python", sys.executable, place)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    python = next(file for file in (scripts / "python.exe", scripts / "python") if file.exists())
    install = ("pip", "install", "--python", python, wheel)
    try:
        uv(*install, "--offline")  # everything was just fetched for the tests
    except AssertionError:
        uv(*install)
    program = (str(next(scripts.glob("facilitator*"))),)
    listed = subprocess.run([*program, "activities"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "dot-vote" in listed.stdout
    assert "✗" not in listed.stdout
    served = serve(program=program)
    console = served.links["console"]
    assert urlopen(f"{console.partition('/console')[0]}/healthz").read() == b"ok"
    assert served.stop()
