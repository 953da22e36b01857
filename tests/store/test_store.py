"""The store of an open session: order, batches, checkpoints, forgetting."""

import threading
from pathlib import Path

import pytest

from facilitator.store import AnyStore, Disk, MemoryStore, Store, Tables, read


def state(*texts: str) -> Tables:
    return {"meta": {"1": {"title": "Kick-off"}}, "record": {str(i): {"text": text} for i, text in enumerate(texts, 1)}}


def texts(tables: Tables) -> list[str]:
    return [row["text"] for row in tables["record"].values()]


def event(n: int, text: str = "a card") -> dict[str, object]:
    return {"n": n, "text": text}


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def journals(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("journal-*"))


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


def test_what_was_durable_is_there_after_opening(folder: Path, store: Store) -> None:
    assert (store.durable, store.failed, store.aside, store.folder) == (0, "", "", folder)
    for n in (1, 2, 3):
        store.commit(event(n))
    assert store.wait(3)
    store.close()
    again, tables, events = Store.open(folder)
    again.close()
    assert (texts(tables), events, again.durable) == ([], [event(1), event(2), event(3)], 3)


def test_events_go_on_after_opening(folder: Path, store: Store) -> None:
    store.commit(event(1))
    store.close()
    store, _tables, _events = Store.open(folder)
    store.commit(event(2), state("a", "b"))
    store.commit(event(3))
    store.close()
    tables, events = reopened(folder)
    assert (texts(tables), tables["meta"]["1"]["n"], events) == (["a", "b"], 2, [event(3)])


def test_a_checkpoint_begins_a_new_segment_and_ends_the_old_ones(folder: Path, store: Store) -> None:
    store.commit(event(1))
    store.commit(event(2), state("a"))
    store.commit(event(3))
    store.close()
    assert journals(folder) == ["journal-000000000003.jsonl"]
    store, _tables, _events = Store.open(folder)
    store.checkpoint(state("b"), 3)
    store.checkpoint(state("c"), 3)
    store.close()
    assert journals(folder) == ["journal-000000000004.jsonl"]
    assert texts(reopened(folder)[0]) == ["c"]


def test_without_a_folder_sync_the_segment_before_is_kept_until_the_next_checkpoint(folder: Path) -> None:
    class Windows(Disk):
        folders_sync = False

    store = Store.create(folder, state(), Windows())
    for n in (1, 2, 3):
        store.commit(event(n), state(str(n)))
    assert store.wait(3)
    store.close()
    assert journals(folder) == ["journal-000000000003.jsonl", "journal-000000000004.jsonl"]
    store, tables, events = Store.open(folder, Windows())
    assert (texts(tables), events) == (["3"], [])
    store.commit(event(4), state(), forget=True)
    store.close()
    assert journals(folder) == ["journal-000000000005.jsonl"]


def test_events_that_wait_for_the_disk_are_one_batch(folder: Path, slow) -> None:
    store = Store.create(folder, state(), slow)
    before = slow.syncs
    slow.started.clear()
    slow.open.clear()
    store.commit(event(1))
    assert slow.started.wait(5)
    for n in range(2, 202):
        store.commit(event(n))
    assert store.durable == 0
    slow.open.set()
    assert store.wait(201)
    assert slow.syncs == before + 2
    store.close()
    assert len(reopened(folder)[1]) == 201


def test_handing_over_never_waits_for_the_disk(folder: Path, slow) -> None:
    store = Store.create(folder, state(), slow)
    slow.open.clear()
    rescue = threading.Timer(20, slow.open.set)  # only who waits for the disk needs it
    rescue.start()
    store.commit(event(1), state("a"))
    store.checkpoint(state("a"), 1)
    store.move(folder.with_name("elsewhere"), state("a"), 1)
    assert not slow.open.is_set()
    rescue.cancel()
    assert not store.wait(1, timeout=0)
    slow.open.set()
    assert store.wait(1)
    store.close()


def test_an_event_counts_before_its_checkpoint_stands(folder: Path) -> None:
    class NoCheckpoint(Disk):
        def replace(self, source: Path, target: Path) -> None:
            assert go.wait(5)
            super().replace(source, target)

    go = threading.Event()
    go.set()
    store = Store.create(folder, state(), NoCheckpoint())
    go.clear()
    store.commit(event(1), state("a"))
    assert store.wait(1)
    assert [texts(tables) + events for tables, events in [read(folder)]] == [[event(1)]]
    go.set()
    store.close()
    assert texts(read(folder)[0]) == ["a"]


def test_listeners_hear_of_every_change_and_cannot_stop_the_disk(store: Store, caplog) -> None:
    seen = []

    def broken() -> None:
        raise RuntimeError("the loop is closed")

    store.listen(broken)
    store.listen(lambda: seen.append((store.durable, threading.current_thread() is threading.main_thread())))
    store.commit(event(1))
    assert store.wait(1)
    store.commit(event(2))
    store.close()
    assert seen == [(1, False), (2, False)]
    assert "a listener" in caplog.text


def test_events_out_of_order_are_refused(store: Store) -> None:
    for wrong in (0, 2):
        with pytest.raises(ValueError, match="does not follow"):
            store.commit(event(wrong))
    with pytest.raises(ValueError, match="last event"):
        store.checkpoint(state(), 1)
    with pytest.raises(ValueError, match="last event"):
        store.move(Path("nowhere"), state(), 1)
    store.commit(event(1))


def test_a_refused_event_leaves_no_gap(folder: Path, store: Store) -> None:
    with pytest.raises(TypeError):
        store.commit({"n": 1, "text": object()})
    with pytest.raises(ValueError, match="checkpoint"):
        store.commit(event(1), forget=True)
    with pytest.raises(ValueError, match="whole number"):
        store.commit(event(1), {**state(), "seats": {"k": {}}})
    store.commit(event(1))
    store.close()
    assert reopened(folder)[1] == [event(1)]


def test_an_event_may_change_after_it_was_handed_over(folder: Path, store: Store) -> None:
    mine = event(1)
    store.commit(mine)
    mine["text"] = "changed"
    store.close()
    assert reopened(folder)[1] == [event(1)]


def test_forgetting_leaves_nothing_that_was_written_before(folder: Path, store: Store) -> None:
    store.commit(event(1, "LINK"), state("LINK"))
    store.commit(event(2, "LINK"))
    store.close()
    journal = folder / journals(folder)[0]
    journal.write_bytes(journal.read_bytes() + b"LINK, torn")
    store, _tables, _events = Store.open(folder)
    assert "torn-" in str(store.aside)
    assert b"LINK, torn" in everything(folder)
    store.commit(event(3, "LINK, in the very event"), state("free"), forget=True)
    assert store.wait(3)
    assert b"LINK" not in everything(folder)
    assert store.aside == ""
    store.commit(event(4))
    store.close()
    assert b"LINK" not in everything(folder)
    tables, events = reopened(folder)
    assert (texts(tables), events) == (["free"], [event(4)])


def test_a_checkpoint_can_forget_too(folder: Path, store: Store) -> None:
    store.commit(event(1, "LINK"))
    store.checkpoint(state(), 1, forget=True)
    store.close()
    assert b"LINK" not in everything(folder)


def test_closing_writes_what_waits_and_can_be_repeated(folder: Path) -> None:
    store = Store.create(folder, state())
    for n in range(1, 50):
        store.commit(event(n))
    store.close()
    store.close()
    assert store.durable == 49
    assert len(reopened(folder)[1]) == 49


def test_the_store_in_memory_behaves_the_same(folder: Path, tmp_path: Path) -> None:
    def play(store: AnyStore) -> list[object]:
        heard: list[int] = []
        store.listen(lambda: heard.append(store.durable))
        store.commit(event(1))
        store.wait(1)
        store.commit(event(2), state("a"), forget=True)
        store.wait(2)
        store.checkpoint(state("b"), 2)
        store.move(tmp_path / "new", state("c"), 2).result(5)
        store.commit(event(3))
        store.wait(3)
        refused: list[str] = []
        for wrong in (
            lambda: store.commit(event(5)),
            lambda: store.commit(event(4), forget=True),
            lambda: store.commit(event(4), {"record": {}}),
            lambda: store.checkpoint(state(), 7),
        ):
            with pytest.raises(ValueError, match=r"event|forget|meta") as refusal:
                wrong()
            refused.append(str(refusal.value))
        store.close()
        return [heard, refused, store.durable, store.folder, store.failed, store.aside]

    memory = MemoryStore.create(folder, state())
    assert play(memory) == play(Store.create(folder, state()))
    assert (memory.tables, memory.events) == reopened(folder)
