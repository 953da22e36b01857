"""What the record holds while an activity still runs: all that the room has seen, and nothing it has not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.fist_of_five import FistOfFive
from activities.retrospective import Retrospective
from facilitator.library.registry import module_of
from facilitator.report import copy_of, digest, render
from facilitator.report.model import Quote, Quotes, Section
from facilitator.testing import Table

choirs: Any = module_of(Path(__file__).parents[1] / "kinds" / "choirs.py")


@pytest.fixture
def table() -> Table:
    """Everyone has shown five fingers."""
    table = Table(FistOfFive, 5, proposal="We open a quiet room.")
    table.go("show")
    for person in table.people:
        person.do("show", finger=5)
    return table


def printed(table: Table) -> str:
    return render(table.room.record(), "md", "room").decode()


def test_a_result_that_was_shown_is_in_the_record_of_an_open_activity(table: Table):
    assert not table.room.record().sections
    table.go("reveal")
    for now in (table, table.copy()):
        assert "**Agreed.**" in printed(now) and "still open" in printed(now)
        assert [each.entry.words for each in digest.decisions(now.room.record())] == ["We open a quiet room."]
    table.facilitator.do("finish")
    assert "**Agreed.**" in printed(table) and "still open" not in printed(table)


def test_what_is_entered_unseen_is_in_no_record(table: Table):
    table.go("reveal")
    table.go("listen")
    before = printed(table)
    table.people[0].tap("Send", text="Someone who has the key")
    assert printed(table) == before
    table.go("change")
    assert "Someone who has the key" in printed(table)


def test_the_second_round_is_in_no_record_before_it_is_shown(table: Table):
    table.go("reveal")
    first = printed(table)
    table.go("show")
    for person in table.people:
        person.do("show", finger=0)
    assert printed(table) == first


def test_an_activity_that_cannot_be_printed_leaves_the_rest_of_the_record():
    table = Table(choirs.CannotBePrinted, 3)
    table.go("show")
    assert not table.room.record().sections
    assert "could not be put into the record" in table.room.problem


@pytest.mark.parametrize("format", ["md", "html"])
def test_who_left_is_told_once_and_helpers_and_those_who_came_back_are_not_among_them(table: Table, format: str):
    ann, bob, cem, *_others = table.people
    helper = table.join(helper=True)
    for person in (ann, bob, cem, helper):
        person.do("leave")
    cem.do("come_back")
    table.go("reveal")
    table.facilitator.do("finish")
    text = render(table.room.record(), format, "room").decode()  # type: ignore[arg-type]
    assert text.count("2 people had left by then.") == 1 and text.count("left by then") == 1


def test_a_task_of_last_time_keeps_all_that_was_known_of_it_beside_what_became_of_it():
    task = {
        "text": "Call the bus company", "who": "Sam", "by": "2027-02-01", "how": "A letter", "status": "not started",
    }  # fmt: skip
    older = {
        "id": "1", "at": 1.0, "n": 1, "ledger": "actions", "op": "add", "entry": "s0:r1:a1", "data": task,
        "session": "s0",
    }  # fmt: skip
    table = Table(Retrospective, 5, carried=(older,), safety_check=False)
    table.go("looked")
    table.facilitator.do("became", entry="s0:r1:a1", status="in progress")
    table.go("write")
    table.go("group")
    table.facilitator.do("finish")
    (told,) = digest.tasks(table.room.record())
    assert told.data == task | {"number": "A-1", "status": "in progress"}
    assert "| Call the bus company | Sam | 1 February 2027 | A letter | In progress |" in printed(table)


def test_a_card_whose_time_outside_is_over_is_for_the_notes_only():
    table = Table(choirs.Choir, 2)
    table.facilitator.do("finish")
    day = table.room.today
    cards = tuple(
        Quote(text, permission=4, name="Dora", purpose="News", until=(day + timedelta(days)).isoformat())
        for text, days in (("It is over", -1), ("It ends today", 0))
    )
    table.room.sections["step"] = Section("Stories", blocks=(Quotes("Stories", cards),))
    for copy, there in (("room", 2), ("public", 1)):
        found = copy_of(table.room.record(), copy).sections[0].blocks[0]
        assert [quote.name for quote in found.quotes] == ["", "Dora"][2 - there :]


def test_an_earlier_session_that_cannot_be_read_is_named_without_its_code():
    table = Table(choirs.Choir, 2)
    table.room.unread = ["2026-11-24-thursday-7kq4"]
    assert "this one began: 2026-11-24-thursday. What" in printed(table) and "7kq4" not in printed(table)
