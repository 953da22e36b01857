"""A power cut at any moment: every state in which the disk could be left is opened again, and nothing promised is lost.

The real store runs on a disk that records what is asked of it. The last tests take a sync away and see that the checker
notices.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.store import Store, StoreError, Tables, read
from facilitator.store.folder import Folder
from tests.faults.power_cut import Quick, Recorder, State, states


def tables(n: int, forgotten: int) -> Tables:
    rows = {str(i): {"text": f"card {i}", "link": f"LINK-{i}." if i > forgotten else ""} for i in range(1, n + 1)}
    return {"meta": {"1": {"title": "Kick-off"}}, "record": rows}


class Script:
    """Drives a store on a recording disk, and writes its promises into the log."""

    def __init__(self, disk: Recorder, store: Store, n: int) -> None:
        self.disk, self.store, self.n, self.forgotten = disk, store, n, 0
        self.forgets: list[int] = []
        store.listen(self.promise)
        self.promise()

    def promise(self) -> None:
        done = max([n for n in self.forgets if n <= self.store.durable], default=0)
        self.disk.log.append(("promise", self.store.durable, done))

    def event(self, checkpoint: bool = False, forget: bool = False) -> None:
        self.n += 1
        if forget:
            self.forgotten = self.n
            self.forgets.append(self.n)
        state = tables(self.n, self.forgotten) if checkpoint or forget else None
        self.store.commit({"n": self.n, "text": f"card {self.n}", "link": f"LINK-{self.n}."}, state, forget)

    def wait(self) -> None:
        assert self.store.wait(self.n)


def workshop(disk: Recorder) -> None:
    """All that happens to files in a workshop: single events, batches, checkpoints, forgetting, opening again."""
    folder = disk.root / "s"
    script = Script(disk, Store.create(folder, tables(0, 0), disk), 0)
    script.event()
    script.wait()
    disk.gate.clear()
    for _i in range(5):
        script.event()
    disk.gate.set()
    script.event(checkpoint=True)
    script.event()
    script.wait()
    script.event(checkpoint=True)
    script.event(forget=True)
    script.event()
    script.store.close()
    goes_on(disk, script.n)


def goes_on(disk: Recorder, n: int) -> None:
    store, _tables, _events = Store.open(disk.root / "s", disk)
    script = Script(disk, store, n)
    script.event()
    script.wait()
    script.event(forget=True)
    script.wait()
    script.event(checkpoint=True)
    script.store.close()


def lay_out(root: Path, state: State) -> None:
    (root / "s" / "backup").mkdir(parents=True)
    for name, data in state.files:
        (root / name).write_bytes(data)


def links(root: Path, but: str = "nothing") -> set[int]:
    words = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file() and not re.search(but, str(path)))
    return {int(n) for n in re.findall(rb"LINK-(\d+)\.", words)}


def problem(root: Path, state: State) -> str:
    """What is wrong when this state is opened, or ""."""
    lay_out(root, state)
    if any(n <= state.forgotten for n in links(root)):
        return "not forgotten"
    try:
        store, checkpoint, events = Store.open(root / "s", Quick())
    except StoreError as refusal:
        return str(refusal) if state.durable >= 0 else ""
    store.close()
    texts = [row["text"] for row in checkpoint["record"].values()] + [event["text"] for event in events]
    if texts != [f"card {n}" for n in range(1, len(texts) + 1)] or checkpoint["meta"]["1"]["n"] + len(events) != len(
        texts
    ):
        return "wrong"
    if len(texts) < state.durable:
        return f"lost: {len(texts)} of {state.durable}"
    known = {int(row_id) for row_id, row in checkpoint["record"].items() if row["link"]}
    if links(root, but="torn-|backup") - known - {event["n"] for event in events}:
        return "links left beside the session"
    return ""


def problems(tmp_path: Path, found: set[State]) -> Iterator[str]:
    wrong = (problem(tmp_path / f"state-{i}", state) for i, state in enumerate(found))
    return (words for words in wrong if words)


def record(tmp_path: Path, skip: Callable[[str], bool] = lambda path: False, folders: bool = True) -> Recorder:
    (tmp_path / "run" / "s").mkdir(parents=True)
    disk = Recorder(tmp_path / "run", skip)
    disk.folders_sync = folders
    return disk


def test_every_state_after_a_power_cut_keeps_its_promises(tmp_path: Path) -> None:
    disk = record(tmp_path)
    workshop(disk)
    found = states(disk)
    assert len(found) > 150
    assert next(problems(tmp_path, found), "") == ""


def test_a_power_cut_while_a_torn_session_is_opened(tmp_path: Path) -> None:
    """The second cut comes while the traces of the first are cleared up, with a copy of an older schema around."""
    disk = record(tmp_path)
    workshop(disk)
    first = sorted((state for state in states(disk) if state.durable > 0), key=repr)[::25]
    for number, state in enumerate(first):
        root = tmp_path / f"second-{number}"
        lay_out(root, state)
        if not state.forgotten:
            (root / "s" / "backup" / "schema-0-session.json").write_text("LINK-1.")
        again = Recorder(root)
        again.log.append(("promise", state.durable, state.forgotten))
        checkpoint, events = read(root / "s")
        goes_on(again, checkpoint["meta"]["1"]["n"] + len(events))
        assert next(problems(tmp_path / f"third-{number}", states(again)), "") == ""
    assert any(b"\n" not in data[-1:] for state in first for name, data in state.files if "journal" in name and data)


def test_where_folders_cannot_be_synced_names_that_change_in_order_are_enough(tmp_path: Path) -> None:
    disk = record(tmp_path, folders=False)
    workshop(disk)
    assert next(problems(tmp_path, states(disk, ordered=True)), "") == ""


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        (lambda path: "journal" in path, "lost"),
        (lambda path: path.endswith("session.json.new"), "damaged"),
        (lambda path: path == "s", "lost|missing|There is no session"),
    ],
    ids=["events", "checkpoint", "folder"],
)
def test_the_checker_notices_a_missing_sync(tmp_path: Path, skip: Callable[[str], bool], expected: str) -> None:
    disk = record(tmp_path, skip)
    workshop(disk)
    assert any(re.search(expected, words) for words in problems(tmp_path, states(disk)))


def test_the_checker_notices_links_that_were_not_forgotten(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Folder, "_delete_segments", lambda self, old: None)
    disk = record(tmp_path)
    workshop(disk)
    assert "not forgotten" in problems(tmp_path, states(disk))
