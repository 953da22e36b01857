"""Words that somebody took back stand in no byte of any file of the programme, whatever they had become by then."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry, module_of
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.store import StoreError, read

sorting = module_of(Path(__file__).parent / "loose" / "sorting.py")
LIBRARY = Registry({sorting.Sorting.id: sorting.Sorting})
PLAN = Plan(title="A day", name="day", steps=tuple(
    PlanStep(activity="sorting", settings={"permissions": True}) for _n in range(3)
))  # fmt: skip
STORY, OTHER = "My night on the ward was long", "Somebody else brought tea"
FACILITATOR = Who.facilitator()


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    rooms = Rooms(tmp_path, LIBRARY)
    yield rooms
    rooms.close()


def do(room: Room, who: Who, what: str, /, **args: object) -> None:
    run = {"run": room.run.token} if room.run else {}
    answer = room.act(who, Act(digest(f"{room.n}{what}"), what, tuple((k, str(v)) for k, v in {**run, **args}.items())))
    assert answer.ok, answer.words


def begin(rooms: Rooms, programme: str = "Ward") -> tuple[Room, Who, Who]:
    """A room with two people who wrote a card each; the cards are shown."""
    room = rooms.begin(PLAN, programme)
    ann, bob = (Who.of(room.join(digest(f"{room.code}{n}")).id) for n in range(2))
    step(room, ann, bob)
    return room, ann, bob


def step(room: Room, ann: Who, bob: Who) -> None:
    do(room, FACILITATOR, "begin", step=room.next.id)
    do(room, ann, "write", text=STORY, column="start", permission=2)
    do(room, bob, "write", text=OTHER, column="stop", permission=2)
    do(room, FACILITATOR, "go", phase="group")


def holding(data: Path, text: str) -> list[str]:
    """The files that hold a text, in any way in which it can be written there."""
    signs = [text.encode(), text.encode("utf-16-le"), text.replace(" ", "\\u0020").encode()]
    files = [path for path in data.rglob("*") if path.is_file()]
    try:
        return [str(path.relative_to(data)) for path in files if any(sign in path.read_bytes() for sign in signs)]
    except FileNotFoundError:  # one was just put in place of another
        return holding(data, text)


def safe(*rooms: Room) -> None:
    for room in rooms:
        assert room.store.wait(room.n), room.store.failed


def test_words_of_the_open_step_go_while_it_is_open(rooms, tmp_path):
    room, ann, _bob = begin(rooms)
    card = next(id for id, each in room.run.course.state.cards.cards.items() if each.text == STORY)
    do(room, FACILITATOR, "suggest_words", begins="My night", words=f"{STORY}, again")
    safe(room)
    assert holding(tmp_path, STORY)
    do(room, ann, "remove_words", word=card)
    safe(room)
    assert holding(tmp_path, STORY) == [] and holding(tmp_path, OTHER)
    again = Room(LIBRARY.activities)
    snapshot.restore(again, *read(room.store.folder))
    assert again.run.course.text(again.run.activity.state_adapter()) == room.run.course.text(
        room.run.activity.state_adapter()
    )
    do(room, FACILITATOR, "finish", early=1)
    assert "1 card was removed by its writer." in str(room.record()) and OTHER in str(room.record())


def test_all_words_and_the_answer_go_at_once(rooms, tmp_path):
    room = rooms.begin(PLAN)
    ann = Who.of(room.join(digest("ann")).id)
    do(room, FACILITATOR, "begin", step=room.next.id)
    for text in (STORY, OTHER):
        do(room, ann, "write", text=text, column="start", permission=2)
    do(room, ann, "remove_all_words")
    safe(room)
    assert holding(tmp_path, STORY) == holding(tmp_path, OTHER) == []
    assert "removed" not in str(room.record()), "nobody had seen them"
    answer = room.act(ann, Act("again", "remove_all_words"))
    assert not answer.ok and "Nothing of yours is left here." in answer.words


def test_the_same_words_of_somebody_else_stay(rooms):
    room, ann, bob = begin(rooms)
    cards = room.run.course.state.cards
    cards.cards[cards.wrote[room.keys[bob.seat]][0]].text = STORY
    do(room, ann, "remove_all_words")
    assert [card.text for card in room.run.course.state.cards.cards.values()] == [STORY]


def codes(room: Room, who: Who) -> list[str]:
    return list(room.run.activity.codes(room.run.course.state, room.keys[who.seat], room.run.ctx))


def carried_on(rooms: Rooms) -> tuple[Room, Room, str]:
    """A closed session, and a later one that knows its words from a ledger; the code of the card."""
    first, ann, _bob = begin(rooms)
    (code,) = codes(first, ann)
    do(first, FACILITATOR, "finish", early=1)
    first.ledger.append({
        "id": "r1.9", "at": first.clock(), "n": 9, "ledger": "needs", "op": "add", "entry": f"{first.session}:r1:x",
        "data": {"text": f"Need: {STORY}.", "note": STORY}, "number": "N-1",
    })  # fmt: skip
    first.refold()
    do(first, FACILITATOR, "end")
    later = rooms.begin(PLAN, "Ward")
    do(later, FACILITATOR, "add_step", activity="sorting", minutes=5)
    later.agenda[-1].settings["question"] = f"What of “{STORY}”?"
    later.store.checkpoint(snapshot.tables(later), later.n)
    safe(first, later)
    return first, later, code


@pytest.mark.parametrize("is_open", [True, False])
def test_a_code_removes_the_card_from_the_whole_programme(rooms, tmp_path, is_open):
    first, later, code = carried_on(rooms)
    assert len({Path(name).parent for name in holding(tmp_path, STORY)}) == 2
    if not is_open:
        rooms.leave(later)
        (later.store.folder / "torn-000000000009-1.txt").write_text(f"cut off: {STORY}")
    do(first, FACILITATOR, "withdraw", code=code)
    safe(first, *([later] if is_open else []))
    assert holding(tmp_path, STORY) == [] and first.traces == [] and holding(tmp_path, OTHER)
    assert "1 card was removed by its writer." in str(first.record())
    again = rooms.resume(later.store.folder)
    assert again.ledgers.of("needs")[0].text == "Need: A card that was taken back."


def test_a_session_that_cannot_be_written_is_named_and_done_later(rooms, tmp_path, monkeypatch):
    first, later, code = carried_on(rooms)
    rooms.leave(later)
    folder = later.store.folder

    def locked(path, disk=None):
        raise StoreError("Another program has it open.")

    with monkeypatch.context() as patched:
        patched.setattr("facilitator.host.rooms.Store.open", locked)
        do(first, FACILITATOR, "withdraw", code=code)
    safe(first)
    assert folder.name in first.problem and len(first.traces) == 1
    assert {Path(name).parent.name for name in holding(tmp_path, STORY)} == {folder.name}
    rooms.close()
    again = Rooms(tmp_path, LIBRARY)
    assert holding(tmp_path, STORY) == []
    assert again.resume(first.store.folder).traces == []
    again.close()


CHILD = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests import test_taken_back as test
from facilitator.host.rooms import Rooms
from facilitator.store import Disk
rooms = Rooms(Path(sys.argv[1]), test.LIBRARY)
first, later, code = test.carried_on(rooms)
rooms.leave(later)
left = int(sys.argv[2])
def counting(name):
    real = getattr(Disk, name)
    def call(self, *args):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, *args)
    setattr(Disk, name, call)
for name in ("write", "sync", "replace", "delete", "sync_folder", "create"):
    counting(name)
test.do(first, test.FACILITATOR, "withdraw", code=code)
test.safe(first)
print("done", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("steps", [0, 4, 8, 16, 200])
def test_after_a_kill_it_is_done_at_the_next_start_or_was_never_said_to_be_done(tmp_path, steps):
    script = CHILD.format(root=str(Path(__file__).resolve().parents[1]))
    child = subprocess.run([sys.executable, "-c", script, str(tmp_path), str(steps)], capture_output=True, text=True)
    assert child.returncode == -signal.SIGKILL, child.stderr
    again = Rooms(tmp_path, LIBRARY)
    held = holding(tmp_path, STORY)
    again.close()
    assert held == [] or ("done" not in child.stdout and len({Path(name).parent for name in held}) == 2), "half done"


def test_what_is_to_be_deleted_is_gone_at_the_next_start(rooms, tmp_path):
    room, _ann, _bob = begin(rooms)
    do(room, FACILITATOR, "finish", early=1)
    do(room, FACILITATOR, "end", keep="nothing")
    safe(room)
    assert holding(tmp_path, STORY) == holding(tmp_path, OTHER) == [] and room.store.folder.is_dir()
    rooms.close()
    again = Rooms(tmp_path, LIBRARY)
    assert again.past() == [] and not room.store.folder.exists()
    again.close()


def test_after_thirty_days_the_cards_are_asked_about(tmp_path):
    now = [1_800_000_000.0]
    rooms = Rooms(tmp_path, LIBRARY, clock=lambda: now[0])
    room, _ann, _bob = begin(rooms)
    do(room, FACILITATOR, "finish", early=1)
    do(room, FACILITATOR, "end")
    rooms.leave(room)
    (past,) = rooms.past()
    now[0] += 31 * 86_400
    assert past.remind < now[0]
    rooms.do(past.folder, "keep_longer")
    assert rooms.past()[0].remind > now[0] and holding(tmp_path, STORY)
    rooms.do(past.folder, "keep_less", keep="summary")
    assert rooms.past()[0].remind == 0 and holding(tmp_path, STORY) == []
    with pytest.raises(StoreError, match="deleted already"):
        rooms.do(past.folder, "keep_less", keep="summary")
    rooms.close()
