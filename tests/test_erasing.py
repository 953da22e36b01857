"""A person who asks for it is erased: seat, name and words are in no file, and what cannot be found is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.report.model import Column, LedgerEntry, Quote, Quotes, Section, Table
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.store import read
from tests.test_taken_back import FACILITATOR, OTHER, PLAN, STORY, begin, do, holding, rooms, safe

__all__ = ["rooms"]
ANN = "Annabel"


def named(room):
    """The step is over. A card, a task and a table in the record carry the name of Annabel."""
    do(room, FACILITATOR, "finish", early=1)
    key = f"{room.session}:r1:t"
    room.ledger.append({
        "id": "r1.9", "at": room.clock(), "n": 9, "ledger": "actions", "op": "add", "entry": key,
        "data": {"text": "Bring tea", "who": f"{ANN}, Bob"}, "number": "A-1",
    })  # fmt: skip
    room.refold()
    step = next(iter(room.sections))
    table = Table("who", "Who", (Column("Who", names=True), Column("What")), ((ANN, "Tea"), ("Bob", "Cups")))
    quotes = Quotes("Stories", (Quote("I waited with my mother", permission=4, name=ANN), Quote("It was kind")))
    entry = LedgerEntry("actions", "add", "t", {"text": "Bring tea", "who": f"{ANN}, Bob"})
    room.sections[step] = Section("Stories", blocks=(quotes, table), ledger=(entry,))
    room.store.checkpoint(snapshot.tables(room), room.n).result(5)


def test_somebody_in_an_open_step_is_in_no_file_any_more(rooms, tmp_path):
    room, ann, bob = begin(rooms)
    do(room, ann, "rename", name=ANN)
    safe(room)
    seat = room.seats[ann.seat]
    assert holding(tmp_path, STORY) and holding(tmp_path, ANN) and holding(tmp_path, seat.code)
    do(room, FACILITATOR, "erase_person", seat=ann.seat)
    safe(room)
    for text in (STORY, ANN, seat.code, seat.token, seat.id):
        assert holding(tmp_path, text) == []
    assert holding(tmp_path, OTHER) and bob.seat in room.seats and room.seat_for(seat.token) is None
    do(room, FACILITATOR, "go", phase="list")
    do(room, FACILITATOR, "finish", early=1)
    assert "The name and the words of 1 person were removed, because they asked for it." in str(room.record())


def test_a_name_goes_from_the_record_of_a_closed_session_and_from_later_ones(rooms, tmp_path):
    room, _ann, _bob = begin(rooms)
    named(room)
    do(room, FACILITATOR, "end")
    later = rooms.begin(PLAN, "Ward")
    safe(room, later)
    assert len({Path(name).parent for name in holding(tmp_path, ANN)}) == 2
    answer = room.act(FACILITATOR, Act("1", "erase_name", (("name", "Nobody"),)))
    assert not answer.ok and "stands nowhere" in answer.words
    do(room, FACILITATOR, "erase_name", name=ANN)
    safe(room, later)
    assert holding(tmp_path, ANN) == [] and holding(tmp_path, "I waited with my mother") == []
    said = str(room.record())
    assert "somebody, Bob" in said and "It was kind" in said and "of 1 person were removed" in said
    assert later.ledgers.of("actions")[0].data["who"] == "somebody, Bob"


def test_two_of_one_name_keep_what_may_be_of_the_other(rooms):
    room, ann, bob = begin(rooms)
    for who in (ann, bob):
        do(room, who, "rename", name=ANN)
    do(room, FACILITATOR, "erase_person", seat=ann.seat)
    assert room.seats[bob.seat].name == ANN


@pytest.fixture
def command(capsys, tmp_path):
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        loose = Path(__file__).parent / "loose"
        with pytest.raises(SystemExit) as end:
            main([*arguments, "--data", str(tmp_path), "--activities", str(loose)])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


def test_a_command_erases_by_seat_and_after_the_end_by_name(rooms, tmp_path, command):
    room, ann, _bob = begin(rooms)
    folder, code, token = room.store.folder, room.seats[ann.seat].code, room.seats[ann.seat].token
    code_, _out, err = command("erase", folder.name, "--seat", code, "--yes")
    assert code_ == 1 and "Another program has the session" in err
    rooms.close()
    assert command("erase", folder.name)[0] == 2
    assert command("erase", folder.name, "--seat", "AAAAAA", "--yes")[2] == "No seat has this code.\n"
    code_, out, err = command("erase", folder.name, "--seat", code.lower(), "--yes")
    assert (code_, err) == (0, "") and "Nobody can tell any more" in out and "It is done." in out
    assert holding(tmp_path, STORY) == holding(tmp_path, token) == [] and len(read(folder)[0]["seats"]) == 1
    again = rooms.resume(folder)
    named(again)
    do(again, FACILITATOR, "end")
    rooms.leave(again)
    assert "Seat codes were deleted" in command("erase", folder.name, "--seat", code, "--yes")[2]
    assert command("erase", folder.name, "--name", ANN, "--yes")[0] == 0 and holding(tmp_path, ANN) == []


def test_an_erased_phone_can_join_anew(rooms):
    room, ann, _bob = begin(rooms)
    token = room.seats[ann.seat].token
    do(room, FACILITATOR, "erase_person", seat=ann.seat)
    assert room.join(token).id != ann.seat and room.view(Who.of(room.seat_for(token).id))
