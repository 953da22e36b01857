"""The complete record survives JSON, and a folder gets every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.report import COPIES, FORMATS, SCHEMA_FILE, copy_of, documents, render
from facilitator.report.json import load
from facilitator.report.model import Record
from facilitator.store import Disk


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
    paths = Disk().write_together(tmp_path / "new" / "folder", documents(record, FORMATS, "room"))
    assert {path.name for path in paths} >= {"record.md", "record.html", "record.json", "01-dot-vote-totals.csv"}
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert all(path.stat().st_size for path in paths)


def test_copies_in_one_folder_do_not_replace_each_other(record: Record, tmp_path: Path) -> None:
    written = [path for copy in COPIES for path in Disk().write_together(tmp_path, documents(record, FORMATS, copy))]
    own = [path for path in written if path.name != SCHEMA_FILE]
    assert len({*own}) == len(own) == len([*tmp_path.iterdir()]) - 1
    names = {path.name for path in written}
    assert {"record.html", "record-public.html", "record-facilitator.html", "01-dot-vote-totals-public.csv"} <= names
    for kind in FORMATS.values():
        assert len({kind.name(copy) for copy in COPIES}) == len(COPIES)


def test_an_unknown_format_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="no format 'exe'"):
        documents(record, ["md", "exe"], "room")
