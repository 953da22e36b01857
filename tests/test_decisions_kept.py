"""No decision is lost or changed in silence: many sessions of one group, against a slow account of what they did."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from activities.fist_of_five import FistOfFive
from activities.read_back import ReadBack
from facilitator.host.rooms import Rooms
from facilitator.ledger import Ledgers, fold
from facilitator.library.plans import Plan
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act
from facilitator.testing.effort import times

LIBRARY = Registry({kind.id: kind for kind in (FistOfFive, ReadBack)})
GROUP, DAY = "Neighbours", 86_400.0


@dataclass
class Account:
    """What one decision must say: all its wordings, its state, and how often it was changed."""

    number: int
    words: list[str]
    status: str
    session: str
    changes: int = 1
    here: set[str] = field(default_factory=set)
    """The sessions that touched it."""


class Meetings:
    """A group on one laptop that decides, looks again, reads back; a laptop that dies; folders that come and go."""

    def __init__(self, data: Path) -> None:
        self.home, self.clock, self.acts = data, 1_800_000_000.0, count()
        self.lives = count(1)
        self.data = data / "life0"
        self.rooms = Rooms(self.data, LIBRARY, clock=self._now)
        self.log: list[Account] = []
        self.known: dict[str, set[int]] = {}
        """Which decisions each session found when it began, or made."""
        self.room = self._begin()

    def _now(self) -> float:
        self.clock += 1
        return self.clock

    def _begin(self) -> Room:
        self.clock += DAY
        plan = Plan.model_construct(title="We meet", subtitle="", about="", language="en", perspectives=None, steps=(),
                                    name="", access_question=False)  # fmt: skip
        room = self.rooms.begin(plan, GROUP)
        for place in range(3):
            room.join(digest(f"{room.code} {place}"))
        return room

    def do(self, do: str, seat: str = "", **args: object) -> bool:
        pairs = tuple((name, str(value)) for name, value in args.items())
        act = Act(f"act{next(self.acts)}", do, pairs)
        return self.room.act(Who.of(seat) if seat else Who.facilitator(), act).ok

    def run(self, activity: str, settings: str = "{}") -> None:
        assert self.do("add_step", activity=activity, settings=settings)
        assert self.do("begin", step=self.room.agenda[-1].id)

    def show(self, agree: bool) -> None:
        assert self.do("go", phase="show")
        for seat in self.room.seats:
            assert self.do("show", seat, finger="4" if agree else "0")
        assert self.do("go", phase="reveal")

    # What can happen

    def decide(self, agree: bool) -> None:
        words = f"We do {len(self.log) + 1}."
        self.run("fist-of-five", f'{{"proposal": "{words}"}}')
        self.show(agree)
        assert self.do("finish") and not self.do("undo"), "what is closed stays"
        number = max((each.number for each in self.log), default=0) + 1
        status = "agreed" if agree else "not agreed"
        self.log.append(Account(number, [words], status, self.room.session, here={self.room.session}))

    def give_up(self) -> None:
        """A vote that nobody ever sees leaves nothing."""
        self.run("fist-of-five", '{"proposal": "We give up."}')
        assert self.do("go", phase="show") and self.do("finish", early="1")

    def look_again(self, which: int, choice: str, agree: bool) -> None:
        if not self.log:
            return
        each = self.log[which % len(self.log)]
        self.run("fist-of-five", f'{{"review_of": "D-{each.number}"}}')
        words = f"{each.words[-1]} {each.changes}"
        assert self.do("again", choice=choice, why="Because", text=words)
        assert self.do("undo") and self.do("again", choice=choice, why="Because", text=words)
        self.show(agree)
        assert self.do("finish")
        each.changes += 1
        each.here.add(self.room.session)
        if agree:
            each.status = "ended" if choice == "end" else "agreed"
            each.words += [words] if choice == "change" else []

    def read_back(self, mends: bool) -> None:
        """Every decision of today is read; each is disputed first, then mended or left."""
        today = [each for each in self.log if self.room.session in each.here]
        self.run("read-back")
        for each in today:
            assert self.do("go", phase="read")
            self._say("no")
            if mends and self.do("go", phase="mend"):
                words = f"{each.words[-1]} {each.changes}"
                assert self.do("mend", text=words) and self.do("go", phase="read")
                self._say("yes")
                each.words.append(words)
            each.changes += 1
        assert self.do("finish")

    def _say(self, word: str) -> None:
        for seat in self.room.seats:
            assert self.do("answer", seat, point=word)
        assert self.do("go", phase="found")

    def meet(self, close: bool) -> None:
        """The group comes together again; the last session was closed, or nobody thought of it."""
        assert not close or self.do("end")
        assert self.room.store.wait(self.room.n), "nobody hears of what is not on the disk yet"
        self.room = self._begin()

    def die(self) -> None:
        """Kill -9: what lies on the disk now is all there is. It is opened again somewhere else."""
        assert self.room.store.wait(self.room.n)
        code, before = self.room.code, self.data
        self.data = self.home / f"life{next(self.lives)}"
        _copied(before, self.data)
        self.rooms.close()
        self.rooms = Rooms(self.data, LIBRARY, clock=self._now)
        found = self.rooms.by_code(code)
        assert found is not None
        self.room = found

    def copy(self, which: int) -> None:
        """Somebody copies a session's folder beside it."""
        assert self.room.store.wait(self.room.n)
        folders = sorted(path.parent for path in self.data.glob("*/session.json"))
        chosen = folders[which % len(folders)]
        _copied(chosen, self.data / f"{chosen.name}-copy{next(self.lives)}")

    def delete(self, which: int) -> None:
        """An older session is deleted for good, with all its copies. Today's carried on what it left."""
        older = sorted({past.folder.name[:40]: past for past in self.rooms.past()
                        if past.status == "closed" and past.folder != self.room.store.folder}.items())  # fmt: skip
        if older:
            self.rooms.delete(older[which % len(older)][1].folder)

    # What must be true

    def check(self) -> None:
        left = self.rooms.left_in(GROUP)
        assert not left.unread
        for found in (self.room.ledgers, fold(left.operations)):
            self._same(found)

    def _same(self, found: Ledgers) -> None:
        assert not found.lost
        told = {each.number: each for each in found.of("decisions")}
        assert sorted(told) == sorted(f"D-{each.number}" for each in self.log)
        for each in self.log:
            entry = told[f"D-{each.number}"]
            assert [change.data["text"] for change in entry.wordings] == each.words
            assert (entry.text, entry.status, len(entry.changes)) == (each.words[-1], each.status, each.changes)
            assert all(change.reason for change in entry.changes[1:]), "every version has its reason"


def _copied(source: Path, to: Path) -> None:
    """A copy of a folder as it was at one moment: again, if something was written meanwhile."""

    def look() -> list[tuple[str, int, int]]:
        return sorted((str(path), (known := path.stat()).st_mtime_ns, known.st_size) for path in source.rglob("*"))

    for _time in range(200):
        with suppress(OSError, shutil.Error):
            before = look()
            shutil.copytree(source, to, ignore=shutil.ignore_patterns("lock"))
            if look() == before:
                return
        shutil.rmtree(to, ignore_errors=True)
    raise AssertionError("something is written all the time")


THINGS: Any = st.one_of(
    st.tuples(st.just("decide"), st.booleans()), st.tuples(st.just("give_up")),
    st.tuples(st.just("look_again"), st.integers(0, 5), st.sampled_from(("keep", "change", "end")), st.booleans()),
    st.tuples(st.just("read_back"), st.booleans()), st.tuples(st.just("meet"), st.booleans()),
    st.tuples(st.just("die")), st.tuples(st.sampled_from(("copy", "delete")), st.integers(0, 5)),
)  # fmt: skip


@settings(max_examples=times(12, 400), deadline=None)
@given(st.lists(THINGS, min_size=3, max_size=9))
@example([("copy", 0), ("look_again", 0, "change", True), ("decide", True), ("meet", True), ("delete", 0)])
def test_no_decision_is_lost_or_changed_in_silence(things: list[tuple[Any, ...]]):
    with tempfile.TemporaryDirectory() as home:
        meetings = Meetings(Path(home))
        try:
            for name, *args in [("decide", True), *things]:
                getattr(meetings, name)(*args)
                meetings.check()
            meetings.meet(True)
            meetings.die()
            meetings.check()
        finally:
            meetings.rooms.close()
