"""Deeds: nobody is given one, a day that is over is refused, and what lacks something is looking for someone."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest

from facilitator.activity import Key, Refused
from facilitator.blocks.claim import deeds, record
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.report.digest import readable
from facilitator.report.model import Facts, Outcome, Table
from facilitator.testing import outside

NOON = 1_800_000_000.0
CTX = outside(phase="claim", seed="seed", now=NOON)
TODAY = date.fromtimestamp(NOON)
ann, bob = Key("ann"), Key("bob")


def offered(how: str = "") -> tuple[Claims, Slot]:
    claims = Claims()
    deed = Slot("Call the bus company", how=how)
    claims.add(deed)
    deed.invite(ann)
    return claims, deed


@pytest.mark.parametrize(("by", "how"), [(None, "x"), (TODAY - timedelta(1), "x"), (TODAY, " ")])
def test_without_a_day_to_come_or_a_way_to_know_nobody_takes_it(by: date | None, how: str) -> None:
    _claims, deed = offered()
    refused(deed, ann, "Ann", by, how, "", CTX)


def test_today_is_not_over() -> None:
    claims, deed = offered("A letter")
    assert [str(words) for words in deeds.lacks(deed, CTX)] == ["someone who does it", "a day"]
    deeds.promise(deed, ann, "Ann", TODAY, "", " Bob ", CTX)
    assert deeds.lacks(deed, CTX) == [] and deeds.firm(claims, CTX) == [deed]
    assert (deed.by, deed.how, deed.helpers) == (TODAY, "A letter", "Bob")
    deed.hand_back(ann)
    assert (deed.by, deed.helpers) == (None, "") and deeds.lacks(deed, CTX)


@pytest.mark.parametrize(
    ("first", "first_by"),
    [("", TODAY), (" ", TODAY), ("Ask", None), ("Ask", TODAY + timedelta(15)), ("Ask", TODAY - timedelta(1))],
)
def test_what_is_far_away_needs_a_first_step_soon(first: str, first_by: date | None) -> None:
    _claims, deed = offered("A letter")
    refused(deed, ann, "Ann", TODAY + timedelta(91), "", "", CTX, first, first_by)
    deeds.promise(deed, ann, "Ann", TODAY + timedelta(90), "", "", CTX)
    assert deed.first == "" and deed.first_by is None


def test_a_first_step_is_told_and_goes_when_it_is_handed_back() -> None:
    claims, deed = offered("A letter")
    deeds.promise(deed, ann, "Ann", TODAY + timedelta(91), "", "", CTX, " Ask for a price ", TODAY + timedelta(14))
    (table,) = record.blocks(claims, CTX)
    assert isinstance(table, Table) and table.columns[-1].title == "First step"
    assert str(table.rows[0][-1]).startswith("Ask for a price, by ")
    (entry,) = record.entries(claims, CTX)
    assert entry.data["first"] == table.rows[0][-1]
    deed.hand_back(ann)
    assert (deed.first, deed.first_by) == ("", None)


def test_nobody_else_can_promise_it() -> None:
    _claims, deed = offered()
    refused(deed, bob, "Bob", TODAY, "x", "", CTX)


def test_the_record_tells_owners_and_what_is_looking_for_someone() -> None:
    claims, deed = offered("A letter")
    deeds.promise(deed, ann, "Ann", TODAY, "", "", CTX)
    claims.add(Slot("Buy chairs"))
    (table,) = record.blocks(claims, CTX)
    assert isinstance(table, Table) and table.rows == (
        ("Call the bus company", "Ann", "", TODAY.isoformat(), "A letter"),
        ("Buy chairs", "Looking for someone", "", "", ""),
    )
    assert [column.names for column in table.columns] == [False, True, True, False, False]
    assert not readable(table).columns, "documents tell all tasks on the first page"
    first, second = record.entries(claims, CTX)
    assert first.data["who"] == "Ann" and second.data == {"text": "Buy chairs", "status": "not started"}


@pytest.mark.parametrize(
    ("taken", "free", "said"),
    [
        (0, 0, "We set no task."),
        (1, 0, "We set 1 task, and somebody does it."),
        (0, 1, "We set 1 task. It looks for someone."),
        (2, 0, "We set 2 tasks, and each has somebody."),
        (0, 3, "We set 3 tasks. All look for someone."),
        (4, 1, "We set 5 tasks. 1 of them looks for someone."),
        (1, 2, "We set 3 tasks. 2 of them look for someone."),
    ],
)
def test_the_record_says_in_a_sentence_how_many_tasks_have_somebody(taken: int, free: int, said: str) -> None:
    claims = Claims()
    for n in range(taken + free):
        claims.add(Slot(f"Task {n}", claims={ann: "offered"} if n < taken else {}))
    for deed in [*claims.slots.values()][:taken]:
        deeds.promise(deed, ann, "Ann", TODAY, "A letter", "", CTX)
    assert record.outcome(claims, CTX) == Outcome("none", said)


def test_a_draw_is_in_the_record() -> None:
    claims = Claims()
    slot = Slot("Make tea", claims={ann: "interested", bob: "interested"})
    claims.add(slot)
    slot.close()
    slot.announce("0a1b")
    slot.draw()
    said = "Lots were drawn for “Make tea” among 2 people. Number 0a1b draws the same lots again."
    assert record.draws(claims) == [Facts((("Lots", said),))] and record.draws(Claims()) == []


def refused(deed: Slot, *args: object) -> None:
    """It cannot be promised like this, and nothing has changed."""
    before = copy.deepcopy(deed)
    with pytest.raises(Refused):
        deeds.promise(deed, *args)  # type: ignore[arg-type]
    assert deed == before


@pytest.mark.parametrize("name", ["Everyone", " the GROUP ", "All", "we!", "The team"])
def test_what_everyone_owns_nobody_does(name: str) -> None:
    _claims, deed = offered()
    refused(deed, ann, name, TODAY, "A letter", "", CTX)
    deeds.promise(deed, ann, "Alla Weber", TODAY, "A letter", "everyone", CTX)
    assert deed.owners == ["Alla Weber"]
