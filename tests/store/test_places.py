"""Session folders: held by one program, read by any, moved, listed, erased."""

from pathlib import Path

import pytest

from facilitator.store import Store, StoreError, Tables, erase, read, sessions


def state(*texts: str) -> Tables:
    return {"meta": {"1": {"title": "Kick-off"}}, "record": {str(i): {"text": text} for i, text in enumerate(texts, 1)}}


def texts(tables: Tables) -> list[str]:
    return [row["text"] for row in tables["record"].values()]


def event(n: int, text: str = "a card") -> dict[str, object]:
    return {"n": n, "text": text}


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "2027-02-24-kickoff-7kq4"


@pytest.fixture
def store(folder: Path):
    store = Store.create(folder, state())
    yield store
    store.close()


def reopened(folder: Path):
    store, tables, events = Store.open(folder)
    store.close()
    return tables, events


def test_one_program_at_a_time(folder: Path, store: Store) -> None:
    with pytest.raises(StoreError, match=r"Another program has the session in .*7kq4 open"):
        Store.open(folder)
    store.close()
    Store.open(folder)[0].close()


def test_a_refusal_lets_go_of_the_folder(folder: Path, store: Store) -> None:
    store.close()
    good = (folder / "session.json").read_bytes()
    (folder / "session.json").write_bytes(b"{")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(folder)
    (folder / "session.json").write_bytes(good)
    Store.open(folder)[0].close()


def test_reading_needs_no_lock_and_changes_nothing(folder: Path, store: Store) -> None:
    store.commit(event(1), state("a"))
    store.commit(event(2))
    assert store.wait(2)
    before = everything(folder)
    tables, events = read(folder)
    assert (texts(tables), events) == (["a"], [event(2)])
    assert everything(folder) == before


def test_reading_while_checkpoints_are_written(folder: Path, store: Store) -> None:
    for n in range(1, 60):
        store.commit(event(n), state(*["x"] * n) if n % 3 == 0 else None)
        tables, events = read(folder)
        assert len(texts(tables)) == tables["meta"]["1"]["n"]
        assert [e["n"] for e in events] == list(range(len(texts(tables)) + 1, len(texts(tables)) + len(events) + 1))


def test_nothing_is_created_over_something(folder: Path, store: Store, tmp_path: Path) -> None:
    store.close()
    with pytest.raises(StoreError, match="not empty"):
        Store.create(folder, state())
    with pytest.raises(StoreError, match="There is no session in"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="There is no session in"):
        read(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be used"):
        Store.create(tmp_path / "file" / "x", state())
    assert not (tmp_path / "lock").exists()


def test_a_session_moves_to_another_folder(folder: Path, store: Store, tmp_path: Path) -> None:
    new = tmp_path / "stick" / "copy"
    store.commit(event(1, "LINK"))
    store.move(new, state("a"), 1).result(5)
    store.commit(event(2))
    assert store.wait(2)
    assert store.folder == new
    assert b"LINK" not in everything(folder)
    assert not (folder / "session.json").exists()
    with pytest.raises(StoreError, match="Another program"):
        Store.open(folder)
    store.close()
    for place in (folder, new):
        store, tables, events = Store.open(place)
        store.close()
        assert (store.folder, texts(tables), events) == (new, ["a"], [event(2)])
    assert read(folder) == (tables, events)
    new.rename(tmp_path / "pulled out")
    with pytest.raises(StoreError, match=r"moved to .*copy.*Connect that disk"):
        Store.open(folder)


def test_a_session_folder_can_be_carried_elsewhere(folder: Path, store: Store, tmp_path: Path) -> None:
    store.commit(event(1))
    store.close()
    folder.rename(tmp_path / "carried")
    assert reopened(tmp_path / "carried")[1] == [event(1)]


def test_moving_onto_something_changes_nothing(folder: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").touch()
    with pytest.raises(StoreError, match="not empty"):
        store.move(tmp_path / "full", state(), 0).result(5)
    with pytest.raises(StoreError, match="cannot be used"):
        store.move(tmp_path / "full" / "thesis.txt" / "x", state(), 0).result(5)
    store.commit(event(1))
    assert store.wait(1)
    assert (store.folder, store.failed) == (folder, "")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]


def test_a_move_that_was_cut_short_is_finished_at_opening(folder: Path, store: Store, tmp_path: Path) -> None:
    store.commit(event(1, "LINK"))
    store.close()
    Store.create(tmp_path / "new", state("a")).close()
    (folder / "moved.txt").write_text(str(tmp_path / "new"))
    assert texts(reopened(folder)[0]) == ["a"]
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "moved.txt"]


def test_sessions_are_listed_once(folder: Path, store: Store) -> None:
    data = folder.parent
    (data / "empty").mkdir()
    Store.create(data / "another", state()).close()
    assert sessions(data) == [folder, data / "another"]
    store.move(data / "moved", state(), 0).result(5)
    assert sessions(data) == [folder, data / "another"]
    assert sessions(data / "nowhere") == []


def test_erasing_leaves_only_what_others_put_there(folder: Path, store: Store) -> None:
    store.commit(event(1))
    with pytest.raises(StoreError, match="Another program"):
        erase(folder)
    store.close()
    (folder / "exports").mkdir()
    erase(folder)
    assert [path.name for path in folder.iterdir()] == ["exports"]
    assert sessions(folder.parent) == []


def test_erasing_follows_a_move(folder: Path, store: Store, tmp_path: Path) -> None:
    store.move(tmp_path / "new", state(), 0).result(5)
    store.close()
    erase(folder)
    assert not folder.exists()
    assert not (tmp_path / "new").exists()
