"""A press of the facilitator is for now: it is refused when the session has moved on since the page was made."""

from __future__ import annotations

import re

import httpx
import pytest

from activities.dot_vote import DotVote
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session import snapshot
from facilitator.session.command import Act
from facilitator.testing import Table

BOSS = Who.facilitator()


@pytest.fixture
def table():
    return Table(DotVote, **DotVote.example, seats=3)


def press(table, do, moved, **given):
    """Press a button on a page that was made when the session had last been moved by event `moved`."""
    pairs = tuple((name, str(value)) for name, value in {**given, "at": moved}.items())
    return table.room.act(BOSS, Act(f"press-{table.room.n}-{do}-{given}", do, pairs))


def at(table):
    """The number that the forms of the stage carry."""
    (number,) = set(re.findall(r'name="at" value="(\d+)"', table.facilitator.html))
    return int(number)


def test_a_press_for_a_step_that_is_over_is_refused_and_changes_nothing(table):
    phases = list(table.run.phases)
    before = at(table)
    assert press(table, "go", before, phase=phases[1]).ok
    n = table.room.n
    late = press(table, "go", before, phase=phases[2])
    assert not late.ok and "moved on" in late.words
    assert (table.room.n, table.run.phase.name) == (n, phases[1])
    assert press(table, "go", at(table), phase=phases[2]).ok


def test_the_end_of_the_workshop_is_not_reached_by_a_press_for_something_else(table):
    before = at(table)
    assert press(table, "finish", before).ok
    for do in ("release", "end", "begin", "finish", "undo", "more_time"):
        assert not press(table, do, before, step="s1").ok
    assert table.room.status == "open" and not table.room.released


def test_what_people_do_and_what_moves_nothing_stands_in_nobodys_way(table):
    before = at(table)
    assert press(table, "more_time", before, minutes=1).ok and press(table, "more_time", before, minutes=2).ok
    table.join()
    assert press(table, "go", before, phase=list(table.run.phases)[1]).ok


def test_the_number_is_the_same_after_a_restart(table):
    table.go(list(table.run.phases)[1])
    again = Room(table.room.library)
    snapshot.restore(again, snapshot.tables(table.room), [])
    assert again.moved == table.room.moved == at(table)


def test_a_form_of_an_old_page_is_refused_without_a_script(hall):
    with httpx.Client(base_url=hall.url, headers=hall.facilitator) as browser:
        old = dict(re.findall(r'name="(run|at|n)" value="([^"]*)"', browser.get(f"/stage/{hall.code}").text))
        hall.act(BOSS, "go", phase="show")
        hall.act(BOSS, "go", phase="write")
        browser.post(f"/stage/{hall.code}", data={**old, "do": "go?phase=show"})
        answer = browser.get(f"/stage/{hall.code}")
    assert "This had moved on already." in answer.text and hall.room.run.phase.name == "write"
