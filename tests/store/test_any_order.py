"""Whatever is done in whatever order, what is found at opening is what was handed over."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facilitator.store import Disk, MemoryStore, Store, Tables, read


class NoSync(Disk):
    """Only quicker."""

    def sync(self, file: object) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.root = tempfile.TemporaryDirectory()
        self.places = 0

    @initialize()
    def begin(self) -> None:
        self.n = 0
        self.folder = Path(self.root.name) / "0"
        self.store = Store.create(self.folder, self.tables(), NoSync())
        self.memory = MemoryStore.create(self.folder, self.tables())

    def tables(self) -> Tables:
        return {"meta": {"1": {"title": "Kick-off"}}, "record": {"1": {"so far": self.n}}}

    @rule()
    def event(self) -> None:
        self.n += 1
        for store in (self.store, self.memory):
            store.commit({"n": self.n})

    @rule()
    def event_with_checkpoint(self) -> None:
        self.n += 1
        for store in (self.store, self.memory):
            store.commit({"n": self.n}, self.tables())

    @rule()
    def forget(self) -> None:
        self.n += 1
        for store in (self.store, self.memory):
            store.commit({"n": self.n}, self.tables(), forget=True)

    @rule()
    def checkpoint(self) -> None:
        for store in (self.store, self.memory):
            store.checkpoint(self.tables(), self.n)

    @rule()
    def move(self) -> None:
        self.places += 1
        for store in (self.store, self.memory):
            store.move(Path(self.root.name) / str(self.places), self.tables(), self.n)

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store, tables, events = Store.open(self.folder, NoSync())
        assert (tables, events) == (self.memory.tables, self.memory.events)

    @rule()
    def tear_and_open_again(self) -> None:
        self.store.close()
        last = sorted(self.store.folder.glob("journal-*"))[-1]
        last.write_bytes(last.read_bytes() + b"0123abcd [{")
        self.store, tables, events = Store.open(self.folder, NoSync())
        assert self.store.aside
        assert (tables, events) == (self.memory.tables, self.memory.events)

    @rule()
    def look(self) -> None:
        assert self.store.wait(self.n)
        assert self.store.durable == self.n
        tables, events = read(self.store.folder)
        assert tables["meta"]["1"]["n"] + len(events) == self.n

    @invariant()
    def nothing_failed(self) -> None:
        assert self.store.failed == ""

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
        self.root.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=25, stateful_step_count=20)
