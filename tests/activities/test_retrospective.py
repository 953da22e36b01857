"""Retrospective: from the opening to one to three changes, and the safety check that shows no number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from activities.retrospective import Retrospective, safety
from activities.retrospective.formats import formats
from facilitator.report import markdown
from facilitator.report.model import Paragraph
from facilitator.testing import Person, Table, controls
from facilitator.views.paper import answer_form


def after(actions: Mapping[str, str], people: int = 5) -> Table:
    """A second retrospective of a programme whose last session left these actions with their status."""
    table = Table(Retrospective, people)
    table.facilitator.do("finish")
    table.room.carried = [
        {"id": f"x{n}", "at": 5.0, "n": n, "ledger": "actions", "op": "add", "entry": f"old:r1:c{n}", "session": "old",
         "data": {"text": text, "status": status}}
        for n, (text, status) in enumerate(actions.items(), 1)
    ]  # fmt: skip
    table.facilitator.do("add_step", activity="retrospective")
    table.facilitator.do("begin", step=table.room.agenda[-1].id)
    return table


# The safety check

CASES = [
    ((4, 5, 3, 2, 4, 5, 4), "gently", "Go gently"),
    ((2, 2, 4, 5, 3), "pause", "Pause"),
    ((4, 4, 5, 5, 3, 4), "gently", "Go gently"),
    ((4, 4, 5, 5, 4, 4), "go", "We can talk openly today"),
    ((5, 5, 1, 4, 4, 5, 5, 4, 4, 5), "gently", "Go gently"),
    ((2, 3, 5, 4), "few", "Too few answered to say"),
]


@pytest.mark.parametrize(("points", "state", "words"), CASES)
def test_the_safety_check_says_to_the_facilitator_alone_how_to_go_on(points: tuple[int, ...], state: str, words: str):
    assert safety.state_of(points) == state
    table = Table(Retrospective, len(points))
    table.go("safety")
    for person, point in zip(table.people, points, strict=True):
        person.tap("Send", openly=point)
    assert words not in table.board and words not in table.stage
    table.go("state")
    views = table.board + table.people[0].sees + table.join(helper=True).sees
    assert words in table.stage and words not in views and "We know how to go on" in table.board
    assert words not in str(table.section)
    assert not [sign for sign in views if sign.isdigit()], "no number of the check is shown"


def test_the_numbers_are_nowhere_after_the_check():
    points = (2, 2, 4, 5, 3)
    table = Table(Retrospective, 6)
    table.go("safety")
    keys = [person.key for person in table.people]
    for person, point in zip(table.people, points, strict=False):
        person.tap("Send", openly=point)
    table.people[5].tap("Pass")
    table.go("state")
    state = table.run.course.state
    assert state.safety == safety.Safety(state="pause")
    store: Any = table.room.store
    kept = json.dumps([store.tables, store.events])
    assert not [key for key in keys if key in kept] and '"openly"' not in kept
    with table.refused("sealed to protect people"):
        table.go("safety")
    with table.refused("nothing to undo"):
        table.facilitator.do("undo")
    for phase in ("write", "group", "list", "worth", "close"):
        table.go(phase)
    assert "safety" not in json.dumps(str(table.section)).lower() and "Pause" not in str(table.section)


def test_the_whole_prime_directive_is_behind_a_button():
    table = Table(Retrospective, 1, format="start-stop-continue")
    assert "The whole sentence" in table.people[0].sees and "Regardless of what we discover" in table.people[0].sees
    assert "Regardless" not in table.board and "We blame nobody" in table.board


def test_a_pause_says_what_else_the_room_can_do():
    table = Table(Retrospective, 5)
    table.go("safety")
    for person in table.people:
        person.tap("Send", openly=1)
    table.go("state")
    for way in ("in pairs only", "no names at all", "from outside", "another day"):
        assert way in table.stage and way not in table.board


@pytest.mark.parametrize(("format", "offered"), [("mad-sad-glad", True), ("sailboat", False)])
def test_going_gently_a_plainer_format_is_offered_for_one_about_feelings(format: str, offered: bool):
    table = Table(Retrospective, 5, format=format)
    table.go("safety")
    for person in table.people:
        person.tap("Send", openly=3)
    table.go("state")
    assert ("asks for feelings" in table.stage) == offered
    if offered:
        table.facilitator.tap("Ask what to start, stop and continue")
        table.go("write")
        assert "What should we start, stop, and continue?" in table.board
    else:
        with table.refused("does not ask for feelings"):
            table.facilitator.do("plain_format")


def test_sensitive_answers_on_paper_come_from_the_ballot_box_only():
    table = Table(Retrospective, 2)
    paper = [table.paper_seat() for _place in range(3)]
    table.go("safety")
    with table.refused("ballot box"):
        table.enter(paper[0], "openly", openly=3)
    form = answer_form(table.room, paper[0].who.seat)
    assert "ballot box" in form and not controls(form) and "Enter ballot" not in table.stage
    table.facilitator.do("slips", **{f"{n}.openly": n + 1 for n in (1, 2, 3)})
    for person in table.people:
        person.tap("Send", openly=5)
    table.go("state")
    assert "Go gently" in table.stage


# Beginning


def test_anyone_can_ask_unseen_to_leave_the_opening_out():
    table = Table(Retrospective, 2, opening="We all did our best.")
    ann, bob = table.people
    before = bob.html
    ann.tap("These words are wrong for us")
    assert bob.html == before and "wrong for us" not in table.board
    assert "Somebody asks" in table.stage and "Nobody sees who asked" in ann.sees
    table.facilitator.tap("Leave the opening out")
    assert "did our best" not in table.board + bob.sees + table.stage


@pytest.mark.parametrize("format", formats())
def test_every_format_has_plain_questions(format: str):
    table = Table(Retrospective, 1, format=format, safety_check=False, carry_over=False)
    assert list(table.run.phases)[:2] == ["stage", "write"]
    table.go("write")
    for pile in formats()[format].columns:
        assert str(pile.question) in table.board and str(pile.question).endswith("?")
    assert 2 <= len(formats()[format].columns) <= 4
    assert ("did their best" in str(formats()[format].opening)) == (format not in ("hopes", "i-like"))


# Last actions


def test_the_last_actions_come_first_and_the_board_asks_when_all_are_open():
    table = after({"Fix the door": "not started", "Buy tea": "in progress"})
    assert "Fix the door" in table.board and "Not started" in table.board
    table.facilitator.tap("Look back")
    for person, helped in zip(table.people, ("yes", "yes", "partly", "no"), strict=False):
        person.tap("Send", **{"helped.old:r1:c1": helped, "helped.old:r1:c2": "yes"})
    table.people[4].tap("Pass")
    table.facilitator.tap("Show the last actions")
    assert "Finish these first?" in table.board and "2 yes, 1 partly, 1 no" in table.board
    with table.refused("has been shown"):
        table.go("last")
    table.facilitator.tap("Yes, finish these first")
    assert "We finish these before" in table.board
    table.facilitator.tap("Done: Buy tea")
    assert "Finish these first?" not in table.board
    for phase in ("safety", "write", "group"):
        table.go(phase)
    entries = {entry.entry: entry.data for entry in table.section.ledger}
    assert entries["old:r1:c2"]["status"] == "done" and entries["old:r1:c1"]["note"].endswith("2 yes, 1 partly, 1 no")
    carried = [each.words for each in table.section.blocks if isinstance(each, Paragraph)]
    assert "Carried over: Fix the door" in carried


def test_a_stuck_action_asks_for_help_on_the_board_and_a_dropped_one_has_a_reason():
    table = after({"Fix the door": "in progress", "Buy tea": "not started", "Call Mo": "not started"})
    table.go("last")
    table.go("looked")
    with table.refused("Say what would help"):
        table.facilitator.tap("It is stuck", entry="old:r1:c1", why="  ")
    with table.refused("Say why it is dropped"):
        table.facilitator.tap("It is dropped", entry="old:r1:c2")
    table.facilitator.tap("It is stuck", entry="old:r1:c1", why="Somebody with a drill")
    table.facilitator.tap("It is dropped", entry="old:r1:c2", why="The cafe brings it")
    assert "Stuck. What would help: Somebody with a drill" in table.board and "Stuck" in table.people[0].sees
    assert "Dropped, because: The cafe brings it" in table.board
    for phase in ("safety", "write", "group"):
        table.go(phase)
    entries = {entry.entry: entry.data for entry in table.section.ledger}
    assert (entries["old:r1:c1"]["status"], entries["old:r1:c1"]["why"]) == ("stuck", "Somebody with a drill")
    assert (entries["old:r1:c2"]["status"], entries["old:r1:c2"]["why"]) == ("dropped", "The cafe brings it")
    told = str(table.section.blocks)
    assert "What would help: Somebody with a drill" in told and "because: The cafe brings it" in told
    assert "Carried over: Fix the door; Call Mo" in told
    table.facilitator.do("finish")
    shown = markdown.render(table.room.record(), "room").decode()
    assert "Stuck. What would help: Somebody with a drill" in shown


def test_an_action_that_is_not_on_the_list_is_refused_and_nothing_chosen_is_no_answer():
    table = after({"Fix the door": "done"})
    table.go("last")
    with table.refused("Nothing is chosen"):
        table.people[0].do("look_back")
    with table.refused("not one of the questions"):
        table.people[0].do("look_back", helped={"old:r1:c9": "yes"})
    table.go("looked")
    assert "What became of our last actions?" in table.board
    with table.refused("not on the list"):
        table.facilitator.do("became", entry="old:r1:c9", status="done")
    with table.refused("Not all"):
        table.facilitator.do("finish_first", on=1)


def test_without_last_actions_nobody_is_asked_about_them():
    table = Table(Retrospective, 2)
    assert "Ask how openly we can talk" in table.stage
    table.facilitator.tap("Ask how openly we can talk")
    assert table.run.phase.name == "safety"


def test_late_and_gone_people_are_no_trouble_for_the_check():
    table = Table(Retrospective, 5)
    table.go("safety")
    for person in table.people:
        person.tap("Send", openly=4)
    table.people[0].do("leave")
    late: Person = table.join()
    late.tap("Send", openly=3)
    table.go("state")
    assert "Go gently" in table.stage and "We know how to go on" in late.sees
