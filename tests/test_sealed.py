"""What too few people gave waits in the file of its session until enough do, and is then in no file any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Settings
from facilitator.composing import Activity, Block, Input, Panel, Phase
from facilitator.host.rooms import Rooms
from facilitator.ledger.sealed import SealedEntry, Seals
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.report import render
from facilitator.report.model import Paragraph
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act
from facilitator.store import StoreError
from facilitator.testing import Table

ENOUGH, DAY = 3, 86_400.0


class BoxSettings(Settings):
    """Nothing to set."""


class Texts(Block[dict[Key, str], list[str]]):
    """A few words of each; fewer than three people's stay sealed."""

    def __init__(self) -> None:
        self.ask, self.read = Ask(self), Read(self)

    def results(self, s: Any, ctx: Ctx) -> list[str]:
        return sorted([*self.of(s).values(), *(each.data["text"] for each in ctx.sealed.of("box"))])

    def enough(self, s: Any) -> bool:
        return len(self.of(s)) >= ENOUGH

    def seals(self, s: Any, ctx: Ctx) -> Seals:
        if self.enough(s):
            return Seals(opened=tuple(each.key for each in ctx.sealed.of("box")))
        return Seals(tuple(SealedEntry("box", {"text": text}) for text in self.of(s).values()))

    def record(self, s: Any, ctx: Ctx) -> list[Paragraph]:
        return [Paragraph(text) for text in self.now(ctx)] if self.enough(s) else []


class Ask(Input[Texts]):
    """One field."""

    do, privacy = "put", "sensitive"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("text", "Say", 80)

    def whole(self, s: Any, me: Key, ctx: Ctx, text: str) -> Callable[[], None]:
        return lambda: self.block.of(s).__setitem__(me, text)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s)

    def passed(self, s: Any) -> Collection[Key]:
        return ()

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pop(me, None)


class Read(Panel[Texts]):
    """All texts, or nothing."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        texts = self.block.now(ctx) if self.block.enough(s) else []
        return kit.facts([("Said", text) for text in texts], 30.0)


class Box(Activity[BoxSettings]):
    """Say something that needs others beside it."""

    id, title = "box", "Box"
    texts = Texts()
    phases = (Phase("put", "Put", texts.ask), Phase("read", "Read", texts.read, reveal=True))

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "What should change?"


class Group:
    """A group that meets again and again, and puts words into the box each time."""

    def __init__(self, data: Path) -> None:
        self.data, self.clock, self.acts = data, 1_800_000_000.0, count()
        self.start()

    def start(self) -> None:
        self.rooms = Rooms(self.data, Registry({Box.id: Box}), clock=self._now)

    def _now(self) -> float:
        self.clock += 1
        return self.clock

    def meets(self, *texts: str, programme: str = "Neighbours") -> Room:
        """A session in which these are put in, up to the close of the step; it stays open."""
        self.clock += DAY
        plan = Plan.model_construct(
            title="We meet", subtitle="", about="", language="en", perspectives=None,
            steps=(PlanStep(activity="box"),), name="", access_question=False,
        )  # fmt: skip
        room = self.rooms.begin(plan, programme)
        self.do(room, "begin", step=room.agenda[0].id)
        for place, text in enumerate(texts):
            seat = room.join(digest(f"{room.code} {place}"))
            self.do(room, "put", seat.id, text=text)
        for act in ({"do": "go", "phase": "read"}, {"do": "finish"}):
            self.do(room, **act)
        return room

    def do(self, room: Room, do: str, seat: str = "", **args: str) -> None:
        who = Who.of(seat) if seat else Who.facilitator()
        pairs = [("run", room.run.token)] if room.run and seat else []
        answer = room.act(who, Act(f"act{next(self.acts)}", do, (*pairs, *args.items())))
        assert answer.ok, answer.words
        assert room.store.wait(room.n)

    def over(self, room: Room) -> None:
        """The session is closed, and put away as when the program ends."""
        self.do(room, "end")
        self.rooms.leave(room)

    def breaks(self) -> None:
        """The program ends as a flat battery would, and begins again."""
        for room in self.rooms.open:
            room.store.close()
        self.start()

    def holding(self, *texts: str) -> list[str]:
        """The folders in which one of these words stands in any file."""
        files = [path for path in self.data.rglob("*") if path.is_file()]
        found = {path.relative_to(self.data).parts[0] for path in files
                 if any(text.encode() in path.read_bytes() for text in texts)}  # fmt: skip
        return sorted(found)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path / "data")
    yield made
    made.rooms.close()


def waiting(room: Room) -> list[str]:
    return sorted(entry.data["text"] for entry in room.sealed_store.of("box"))


def said(room: Room) -> list[str]:
    return [block.words for block in room.record().sections[0].blocks if isinstance(block, Paragraph)]


def test_what_too_few_gave_is_read_with_a_later_session_that_has_enough(group: Group):
    first = group.meets("quiet room", "louder voice")
    assert waiting(first) == ["louder voice", "quiet room"] and said(first) == []
    group.over(first)
    second = group.meets("more tea", "less paper")
    assert waiting(second) == ["less paper", "louder voice", "more tea", "quiet room"], "two and two are not enough"
    group.over(second)
    third = group.meets("a", "b", "c")
    assert said(third) == ["a", "b", "c", "less paper", "louder voice", "more tea", "quiet room"]
    assert waiting(third) == [] and waiting(group.meets()) == []


def test_it_stands_in_no_record_and_on_no_page(group: Group):
    room = group.meets("quiet room", "louder voice")
    for ending in ("md", "html", "json", "csv"):
        assert b"quiet room" not in render(room.record(), ending, "room")
    later = group.meets("more tea")
    for who in (Who.board(), Who.facilitator(), *map(Who.of, later.seats)):
        assert "quiet room" not in str(later.view(who))
    assert b"quiet room" not in render(later.record(), "json", "room")


def test_what_was_opened_is_in_no_earlier_file(group: Group):
    first = group.meets("quiet room", "louder voice")
    name = first.store.folder.name
    group.over(first)
    assert group.holding("quiet room") == [name]
    third = group.meets("a", "b", "c")
    assert third.store.folder.name in group.holding("quiet room"), "the record of those who read it"
    group.over(third)
    assert name not in group.holding("quiet room", "louder voice")
    assert said(group.rooms.resume(third.store.folder))[-1] == "quiet room"


def test_after_a_crash_it_counts_no_more_and_the_next_session_takes_it_out(group: Group):
    first = group.meets("quiet room", "louder voice")
    name = first.store.folder.name
    group.over(first)
    group.meets("a", "b", "c")
    group.breaks()
    assert group.holding("louder voice") != [] and group.rooms.left_in("Neighbours").sealed == []
    fourth = group.meets("one", "two")
    assert waiting(fourth) == ["one", "two"] and name not in group.holding("louder voice")


def test_another_programme_and_a_single_meeting_find_nothing(group: Group):
    group.meets("quiet room")
    other, alone = group.meets("b", programme="Others"), group.meets("c", programme="")
    assert waiting(other) == ["b"] and waiting(alone) == ["c"]
    assert other.sealed_store.lasts and not alone.sealed_store.lasts, "an activity can say what becomes of it"


def test_it_comes_back_after_a_restart_and_goes_with_its_session(group: Group):
    first = group.meets("quiet room")
    folder = first.store.folder
    group.breaks()
    again = group.rooms.by_code(first.code)
    assert again is not None and waiting(again) == ["quiet room"]
    group.over(again)
    group.rooms.delete(folder)
    assert waiting(group.meets()) == [] and group.holding("quiet room") == []


def test_a_closed_session_keeps_only_its_own(group: Group):
    group.over(group.meets("quiet room"))
    second = group.meets("more tea")
    assert len(group.holding("quiet room")) == 2, "the session that runs needs no other folder"
    group.over(second)
    assert group.holding("quiet room") != [second.store.folder.name] and len(group.holding("quiet room")) == 1


def test_a_file_with_an_odd_seal_is_refused_by_its_name(group: Group):
    room = group.meets("quiet room")
    folder = room.store.folder
    group.over(room)
    file = folder / "session.json"
    odd = file.read_text(encoding="ascii").replace('"topic": "box"', '"topic": 3')
    file.write_text(odd.replace('"check": "', '"check": "" , "was": "'), encoding="ascii")
    with pytest.raises(StoreError, match="sealed, 1, topic"):
        group.rooms.resume(folder)


def test_the_order_in_which_it_is_kept_says_nothing_of_who_came_first():
    def kept(*texts: str) -> list[str]:
        table = Table(Box, 2)
        for person, text in zip(table.people, texts, strict=True):
            person.do("put", text=text)
        table.go("read")
        table.facilitator.do("finish")
        return [each["data"]["text"] for each in table.room.sealed]

    assert kept("tea", "bench") == kept("bench", "tea")
