"""The checkpoint: plain TinyDB opens it, every write is whole, and a changed file is noticed."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from facilitator.store import SESSION, AtomicStorage, Disk, Store, StoreError
from facilitator.store.database import load, sealed
from facilitator.store.schema import stamped

TABLES = {
    "meta": {"1": {"title": "Zoë’s 東 \ud83d evening", "code": "7KQ4"}},
    "record": {"1": {"text": "<&\"'"}, "2": {"x": 1.5}},
}


def write(folder: Path, **meta: object) -> Path:
    tables = sealed(stamped(TABLES, 7))
    tables["meta"]["1"].update(meta)
    AtomicStorage(folder / SESSION).write(tables)
    return folder / SESSION


def test_plain_tinydb_opens_a_session(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", TABLES)
    store.commit({"n": 1})
    store.checkpoint({**TABLES, "record": {"12": {"text": "a card"}}}, 1)
    store.close()
    with TinyDB(tmp_path / "s" / SESSION, access_mode="r") as database:
        assert database.tables() == {"meta", "record"}
        meta = database.table("meta").get(doc_id=1)
        assert meta is not None
        assert (meta["schema"], meta["n"], meta["title"]) == (1, 1, TABLES["meta"]["1"]["title"])
        assert database.table("record").get(where("text") == "a card").doc_id == 12
    assert '\n    "1": {\n' in (tmp_path / "s" / SESSION).read_text("ascii")


def test_the_storage_works_with_all_of_tinydb(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    with TinyDB(path, storage=AtomicStorage) as database:
        assert database.all() == []
        database.insert_multiple({"x": x} for x in range(5))
        database.remove(where("x") > 1)
        database.update({"y": 1}, where("x") == 0)
    with TinyDB(path, access_mode="r") as plain:
        assert plain.all() == [{"x": 0, "y": 1}, {"x": 1}]
    assert [file.name for file in tmp_path.iterdir()] == ["any.json"]


def test_what_was_sealed_is_loaded(tmp_path: Path) -> None:
    assert load(write(tmp_path), Disk()) == stamped(TABLES, 7)


def test_sorting_and_indenting_a_file_is_no_change(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text()), sort_keys=True, indent=7))
    assert load(path, Disk()) == stamped(TABLES, 7)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", '{"meta": {}}', '{"meta": {"1": 3}}', "[" * 100_000, "\xff"]
)
def test_what_is_no_session_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / SESSION).write_text(text, "latin-1")
    with pytest.raises(StoreError, match=r"session\.json is damaged.*from a copy"):
        load(tmp_path / SESSION, Disk())


@pytest.mark.parametrize(
    "change", [{"title": "Another"}, {"n": 8}, {"n": "7"}, {"schema": "1"}, {"schema": 0}, {"check": "1"}]
)
def test_a_changed_file_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(StoreError, match="damaged"):
        load(write(tmp_path, **change), Disk())


def test_a_file_without_its_checksum_is_refused(tmp_path: Path) -> None:
    AtomicStorage(tmp_path / SESSION).write(stamped(TABLES, 7))
    with pytest.raises(StoreError, match="damaged"):
        load(tmp_path / SESSION, Disk())


def test_a_person_may_change_a_file_on_purpose(tmp_path: Path) -> None:
    path = write(tmp_path, title="Another", check="")
    assert load(path, Disk())["meta"]["1"]["title"] == "Another"
