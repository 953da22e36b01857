"""Versions: an older session is upgraded after a copy, a newer one is refused and not touched."""

import shutil
from pathlib import Path

import pytest

from facilitator.store import SESSION, Store, StoreError, Tables, read, schema
from facilitator.store.schema import check_shape

HERE = Path(__file__).parent


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "schema-1", tmp_path / "old"))


@pytest.fixture
def today(monkeypatch) -> None:
    """Today's schema is 3, and each step leaves a trace."""

    def step(tables: Tables, name: str) -> Tables:
        return {**tables, "record": {**tables["record"], str(len(tables["record"]) + 1): {"text": name}}}

    monkeypatch.setattr(schema, "SCHEMA", 3)
    monkeypatch.setattr("facilitator.store.folder.SCHEMA", 3)
    monkeypatch.setattr("facilitator.store.database.SCHEMA", 3)
    monkeypatch.setattr(schema, "UPGRADES", {1: lambda t: step(t, "1 to 2"), 2: lambda t: step(t, "2 to 3")})


def texts(tables: Tables) -> list[str]:
    return [document["text"] for document in tables["record"].values()]


def test_there_is_a_way_from_every_schema_to_todays() -> None:
    assert sorted(schema.UPGRADES) == list(range(1, schema.SCHEMA))


@pytest.mark.parametrize("number", range(1, schema.SCHEMA + 1))
def test_a_session_of_every_schema_opens(tmp_path: Path, number: int) -> None:
    folder = Path(shutil.copytree(HERE / f"schema-{number}", tmp_path / "old"))
    store, tables, events = Store.open(folder)
    store.close()
    assert texts(tables) == ["Tea", "Lärm"]
    assert [event["n"] for event in events] == [3, 4]
    assert store.aside == ""


@pytest.mark.usefixtures("today")
def test_an_older_session_is_upgraded_step_by_step_after_a_copy(old: Path) -> None:
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    store, tables, events = Store.open(old)
    store.close()
    assert texts(tables) == ["Tea", "Lärm", "1 to 2", "2 to 3"]
    assert tables["meta"]["1"]["schema"] == 3
    assert [event["n"] for event in events] == [3, 4]
    assert {path.name: path.read_bytes() for path in (old / "backup").iterdir()} == {
        f"schema-1-{name}": data for name, data in before.items()
    }
    assert read(old) == (tables, events)
    store, again, _events = Store.open(old)
    store.close()
    assert again == tables


@pytest.mark.usefixtures("today")
def test_reading_upgrades_nothing_on_the_disk(old: Path) -> None:
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    tables, _events = read(old)
    assert texts(tables)[-1] == "2 to 3"
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before


@pytest.mark.usefixtures("today")
def test_forgetting_takes_the_copies_too(old: Path) -> None:
    store, tables, _events = Store.open(old)
    store.commit({"n": 5}, {"meta": tables["meta"], "record": {}}, forget=True)
    assert store.wait(5)
    store.close()
    assert not list((old / "backup").iterdir())
    assert b"Tea" not in b"".join(path.read_bytes() for path in old.iterdir() if path.is_file())


def test_a_newer_session_is_refused_and_not_touched(old: Path, monkeypatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(schema, "SCHEMA", 2)
        newer.setattr(schema, "UPGRADES", {1: lambda tables: tables})
        newer.setattr("facilitator.store.folder.SCHEMA", 2)
        newer.setattr("facilitator.store.database.SCHEMA", 2)
        Store.open(old)[0].close()
    (old / "journal-000000000003.jsonl").write_bytes(b"in another form")
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    for attempt in (Store.open, read):
        with pytest.raises(StoreError, match=r"session\.json was written by a newer version"):
            attempt(old)
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before
    assert SESSION in {path.name for path in before}


def test_tables_that_tinydb_could_not_read_are_refused() -> None:
    with pytest.raises(ValueError, match="meta"):
        check_shape({"record": {}})
    with pytest.raises(ValueError, match="whole number"):
        check_shape({"meta": {"1": {}}, "seats": {"k7": {}}})
