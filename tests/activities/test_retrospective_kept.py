"""Retrospective: what stays on disk after the safety check, and how much is sent to a full room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from activities.retrospective import Retrospective
from activities.retrospective.safety import Safety
from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, load
from facilitator.library.registry import Registry
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act, Answer
from facilitator.testing import Table

LIBRARY = Registry({Retrospective.id: Retrospective})
POINTS = (2, 2, 4, 5, 3, 1)
LARGEST = 16 * 1024


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    seconds = count(1_800_000_000)
    opened = Rooms(tmp_path / "data", LIBRARY, clock=lambda: float(next(seconds)))
    yield opened
    opened.close()


@pytest.fixture
def plan() -> Plan:
    return load("retrospective", LIBRARY)


def act(room: Room, who: Who, do: str) -> Answer:
    return room.act(who, Act(f"{room.n}:{do}", do))


def lead(room: Room, *acts: str) -> None:
    for do in acts:
        answer = act(room, Who.facilitator(), do)
        assert answer.ok, answer.words


def kept(room: Room) -> str:
    """Everything in the folder of a session."""
    assert room.store.wait(room.n)
    files = [file for file in room.store.folder.rglob("*") if file.is_file()]  # type: ignore[union-attr]
    return "\n".join(file.read_bytes().decode(errors="replace") for file in files)


def test_the_plan_is_an_hour_of_retrospective(plan: Plan):
    assert plan.minutes == 60 and [step.activity for step in plan.steps] == ["retrospective"]


def test_after_the_safety_check_no_file_leads_from_a_seat_to_an_answer(rooms: Rooms, plan: Plan):
    room = rooms.start(plan)
    seats = [room.join(digest(f"device {n}")).id for n, _point in enumerate(POINTS)]
    lead(room, f"begin?step={room.agenda[0].id}", "go?phase=safety")
    for seat, point in zip(seats, POINTS, strict=True):
        assert act(room, Who.of(seat), f"openly?openly={point}").ok
    before = kept(room)
    secrets = [room.running().secret, *(room.keys[seat] for seat in seats)]
    assert all(secret in before for secret in secrets) and '"openly"' in before
    lead(room, "go?phase=state")
    after = kept(room)
    assert not [secret for secret in secrets if secret in after]
    assert '"openly"' not in after and '"points":{"' not in after.replace(" ", "")
    assert room.running().course.state.safety == Safety(state="pause")
    assert {room.seats[seat].acts for seat in seats} == {1}
    for do, words in (("go?phase=safety", "sealed"), ("undo", "nothing to undo")):
        answer = act(room, Who.facilitator(), do)
        assert not answer.ok and words in answer.words.lower()


def test_the_state_of_the_room_is_the_same_after_a_restart(rooms: Rooms, plan: Plan):
    room = rooms.start(plan)
    seats = [room.join(digest(f"device {n}")).id for n, _point in enumerate(POINTS)]
    lead(room, f"begin?step={room.agenda[0].id}", "go?phase=safety")
    for seat, point in zip(seats, POINTS, strict=True):
        act(room, Who.of(seat), f"openly?openly={point}")
    lead(room, "go?phase=state")
    board, folder = room.view(Who.board()), room.store.folder  # type: ignore[union-attr]
    room.store.wait(room.n)
    rooms.leave(room)
    again = rooms.resume(folder)
    assert again.view(Who.board()) == board and again.running().course.state.safety.points == {}


def test_a_full_room_with_five_cards_each_is_sent_little_and_turns_pages():
    table = Table(Retrospective, 60, safety_check=False)
    table.go("write")
    for at, person in enumerate(table.people):
        for place in range(5):
            column = ("start", "stop", "continue")[(at + place) % 3]
            person.do("write", text=f"Card {place} of somebody, as long as people write them {at}", column=column)
    table.go("group")
    ids = list(table.run.course.state.cards.cards)
    for group in range(8):
        table.facilitator.do("move", card=ids[group * 20], to="new")
        for card in ids[group * 20 + 1 : group * 20 + 20]:
            table.facilitator.do("move", card=card, to=f"g{group + 1}")
    table.facilitator.do("save_names", names={f"g{n}": f"A group of usual length {n}" for n in range(1, 9)})
    seen = _pages(table)
    assert len(seen) > 20, "every card comes onto the board, page after page"
    with table.refused("140 cards are on their own"):
        table.go("vote")
    table.facilitator.tap("Let 140 cards stand alone")
    with table.refused("148 groups are too many"):
        table.go("vote")
    table.facilitator.do("take_move_back")
    table.facilitator.tap("Put 140 cards into one group")
    table.facilitator.do("save_names", names={list(table.run.course.state.groups.groups)[-1]: "The others"})
    for phase in ("vote", "result", "discuss"):
        table.go(phase)
        _small(table)
    assert "Page 1 of 3" in table.board


def _pages(table: Table) -> set[str]:
    """Turn through the board as the stage offers; every page is small, and all cards come."""
    seen: set[str] = set()
    cards: set[str] = set()
    for _turn in range(60):
        _small(table)
        board = table.board
        cards |= {card.text for card in table.run.course.state.cards.cards.values() if card.text in board}
        if board in seen:
            break
        seen.add(board)
        table.facilitator.tap("Next page on the board")
    assert len(cards) == 300
    return seen


def _small(table: Table) -> None:
    for who in (Who.board(), Who.facilitator(), table.people[0].who, table.people[59].who):
        assert len(table.room.view(who).encode()) < LARGEST, (table.run.phase.name, who)
