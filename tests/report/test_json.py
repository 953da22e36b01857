"""The complete record survives JSON, and a folder gets every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.report import COPIES, FORMATS, copy_of, render, write
from facilitator.report.json import load
from facilitator.report.model import Record


def test_the_record_comes_back_from_json(record: Record, empty: Record) -> None:
    for each in (record, empty):
        for copy in COPIES:
            assert load(render(each, "json", copy)) == copy_of(each, copy)


def test_it_says_its_version(record: Record) -> None:
    assert json.loads(render(record, "json", "facilitator"))["version"] == 1
    with pytest.raises(ValueError, match="version"):
        load(render(record, "json", "room").replace(b'"version": 1', b'"version": 2'))


def test_hostile_words_come_back_as_they_went_in(hostile: Any) -> None:
    assert load(render(hostile.record, "json", "room")) == copy_of(hostile.record, "room")


def test_a_folder_gets_every_file(record: Record, tmp_path: Path) -> None:
    paths = write(record, tmp_path / "new" / "folder", FORMATS, "room")
    assert {path.name for path in paths} >= {"record.md", "record.html", "record.json", "01-dot-vote-totals.csv"}
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert all(path.stat().st_size for path in paths)


def test_an_unknown_format_is_refused_before_anything_is_written(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no format 'exe'"):
        write(record, tmp_path, ["md", "exe"], "room")
    assert not list(tmp_path.iterdir())
