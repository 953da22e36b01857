"""`facilitator new-activity`: what it makes works at once, and a name that cannot be used is one sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.library.scaffold import LONGEST
from facilitator.testing.suite import CHECKS

ROOT = Path(__file__).resolve().parents[2]
LONG = "a" * LONGEST


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python module as a command, in a folder whose modules it can import."""
    command = [sys.executable, "-m", *arguments]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=300)


@pytest.fixture
def made(tmp_path, monkeypatch, capsys):
    """Make an activity in an empty folder: `made("room-mood")`; what was printed."""
    monkeypatch.chdir(tmp_path)

    def make(name: str) -> str:
        with pytest.raises(SystemExit) as end:
            main(["new-activity", name])
        assert not end.value.code
        return capsys.readouterr().out

    return make


@pytest.mark.slow
def test_what_it_makes_keeps_the_contract_and_passes_its_test(made, tmp_path):
    said = made("room-mood")
    assert "room_mood.py and test_room_mood.py are ready" in said
    assert "facilitator check room_mood.py" in said
    done = run(tmp_path, "pytest", "-p", "no:cacheprovider", "test_room_mood.py", "--activity-contract", "room_mood.py")
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) > len(CHECKS)
    listed = run(tmp_path, "facilitator", "activities", "--activities", ".")
    assert "room-mood" in listed.stdout
    assert "✗" not in listed.stdout


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like a checkout of this project."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "facilitator"\n')
    (tmp_path / "tests" / "activities").mkdir(parents=True)
    (tmp_path / "activities").mkdir()
    (tmp_path / "activities" / "__init__.py").write_text('"""Activities."""\n')
    return tmp_path


def test_in_a_checkout_it_stands_with_the_others(made, checkout):
    made("room-mood")
    done = run(checkout, "pytest", "-p", "no:cacheprovider", "tests")
    assert done.returncode == 0, done.stdout
    assert (checkout / "activities" / "room_mood.py").exists()


@pytest.mark.parametrize("name", ["a", LONG])
def test_what_it_makes_has_the_style_of_this_project(made, checkout, name):
    made(name)
    rules = ["--config", str(ROOT / "pyproject.toml"), "--config", 'lint.isort.known-first-party = ["facilitator"]']
    for check in (["check"], ["format", "--check"]):
        done = run(checkout, "ruff", *check, "--no-cache", *rules, ".")
        assert done.returncode == 0, done.stdout
    assert len((checkout / "activities" / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 84


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Room Mood", "cannot be a name"),
        ("../mood", "cannot be a name"),
        ("mood-", "cannot be a name"),
        (f"{LONG}a", "cannot be a name"),
        ("test-mood", "taken for a test"),
        ("dot-vote", "There is an activity “dot-vote” already"),
        ("json", "means something in Python"),
        ("class", "means something in Python"),
        ("activity", "means something in Python"),
        ("rated", "means something in Python"),
        ("there", "There is a file"),
    ],
)
def test_a_name_that_cannot_be_used_is_one_sentence(tmp_path, monkeypatch, capsys, name, why):
    (tmp_path / "test_there.py").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["new-activity", name])
    said = capsys.readouterr()
    assert (end.value.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert why in said.err
    assert [file.name for file in tmp_path.iterdir()] == ["test_there.py"]
