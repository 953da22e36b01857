"""Claim in an activity: the list is written, people take from it, and hand back in every phase."""

from __future__ import annotations

from facilitator.activity import Settings
from facilitator.blocks.claim import Claim, Deeds
from facilitator.composing import Activity, Phase, inspect
from facilitator.testing import Table


class JobSettings(Settings):
    """How many there can be."""

    most: int = 2


class Jobs(Activity[JobSettings]):
    """Things to do, and places beside them."""

    id, title = "jobs", "Jobs"
    deeds = Deeds(most=lambda given: given.most)
    phases = (
        Phase("list", "List", deeds.change),
        Phase("claim", "Who", deeds.take),
        Phase("close", "Close", deeds.taken),
    )


class Places(Activity[JobSettings]):
    """Two lists in one activity."""

    id, title = "places", "Places"
    seats, cups = Claim(), Claim()
    cups.marked = "cups"
    phases = (
        Phase("list", "List", seats.change),
        Phase("claim", "Who", seats.take),
        Phase("cups", "Cups", cups.change),
        Phase("tea", "Tea", cups.take),
        Phase("end", "End", seats.taken),
    )


def jobs() -> Table:
    table = Table(Jobs, 0)
    for name in ("Ann", "Bob"):
        table.people.append(table.join(name=name))
    table.facilitator.tap("Add", title="Buy tea")
    table.facilitator.tap("Add", title="Make a sign")
    return table


def test_both_kinds_of_lists_keep_the_contract_of_blocks():
    inspect(Jobs)
    inspect(Places)


def test_what_stands_on_the_list_is_written_before_people_take_from_it():
    table = jobs()
    with table.refused("2 are enough here"):
        table.facilitator.do("add_slot", title="A third")
    table.facilitator.tap("Change", slot="c2", title="Paint a sign")
    assert "Looking for someone" in table.board and "Paint a sign" in table.people[0].sees
    with table.refused("closed now"):
        table.people[0].do("interest", slot="c1")
    table.go("claim")
    with table.refused("The list can be changed only when it is open"):
        table.facilitator.do("drop_slot", slot="c1")


def test_nobody_is_asked_to_take_from_an_empty_list():
    table = Table(Jobs, 1)
    with table.refused("Write down what the group will do first"):
        table.go("claim")


def test_who_confirmed_hands_back_in_every_phase_and_the_ledger_forgets_them():
    table = jobs()
    ann, bob = table.people
    table.go("claim")
    ann.tap("I would do this", near="Buy tea")
    bob.tap("Pass")
    table.facilitator.tap("Stop asking. Offer the places.")
    ann.tap("I take it", near="Buy tea", who="Ann", by="2027-02-01", how="There is tea")
    assert table.run.counter()[:2] == (2, 2) and "Ann, by 1 February 2027" in bob.sees
    table.go("close")
    assert [entry.data.get("who", "") for entry in table.section.ledger] == ["Ann", ""]
    ann.do("hand_back", slot="c1")
    assert "Ann" not in table.board + str(table.section)


def test_a_second_list_has_actions_and_fields_of_its_own():
    table = Table(Places, 0)
    ann = table.join(name="Ann")
    table.facilitator.tap("Add", title="By the window")
    table.go("claim")
    table.go("cups")
    table.facilitator.tap("Add", title="The blue cup")
    table.go("tea")
    assert 'value="cups.interest?slot=c1"' in ann.html
    ann.tap("I would take this", near="The blue cup")
    table.facilitator.tap("Stop asking. Offer the places.")
    ann.tap("I take it", who="Ann")
    assert table.run.course.state.cups.slots["c1"].owners == ["Ann"]
    assert table.run.course.state.seats.slots["c1"].claims == {}
