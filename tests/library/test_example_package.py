"""A package of somebody else, installed beside this one: it is in the library, keeps the contract, and is played."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[1] / "example_package"


@pytest.mark.slow
def test_an_installed_package_brings_an_activity(wheel, environment, tmp_path):
    package = tmp_path / "package"
    shutil.copytree(EXAMPLE, package, ignore=shutil.ignore_patterns("__pycache__"))
    environment.install(wheel, f"{package}[test]")
    listed = environment.run("facilitator", "activities", cwd=tmp_path)
    assert "one-word" in listed.stdout and "✗" not in listed.stdout, listed.stdout

    tested = environment.run("pytest", "tests", "-p", "no:cacheprovider", cwd=package)
    assert tested.returncode == 0, tested.stdout

    plan, to = package / "plan.toml", tmp_path / "out"
    played = environment.run("facilitator", "rehearse", plan, "--people", "6", "--seed", "1", "--to", to, cwd=tmp_path)
    assert (played.returncode, played.stderr) == (0, ""), played.stdout
    record = json.loads((to / "record.json").read_text(encoding="utf-8"))
    words, vote = record["sections"]
    assert (words["activity"], vote["activity"]) == ("one-word", "dot-vote")
    handed_on, voted_on = (_texts(section) for section in (words, vote))
    assert handed_on and voted_on == handed_on


def _texts(section: dict[str, Any]) -> set[str]:
    """What people wrote, in the first table of a section."""
    table = next(block for block in section["blocks"] if block["block"] == "table")
    return {row[table["chart"]["label"] if table["chart"] else 0] for row in table["rows"]}
