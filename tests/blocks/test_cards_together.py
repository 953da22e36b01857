"""Cards, groups, promises and turns in one activity keep the contract, and say what they should."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.report import render
from facilitator.testing import Table, controls
from facilitator.testing.cared import check_cards_are_cared_for
from facilitator.testing.play import (
    check_coming_and_going,
    check_every_control_works,
    check_nothing_else_works,
    check_paper,
    check_random_taps,
)
from facilitator.testing.printed import check_hostile_text, check_nobody_did_anything, check_views_are_small
from facilitator.testing.private import (
    check_hidden_means_not_sent,
    check_keys_are_never_shown,
    check_nothing_is_left_after_close,
    check_touches_only_me,
)
from facilitator.testing.rounds import check_a_hidden_phase_can_be_stopped, check_back_and_again
from facilitator.testing.sound import check_class_and_settings, check_replay, check_state_survives_json

CHECKS = (
    check_class_and_settings, check_state_survives_json, check_replay, check_hidden_means_not_sent,
    check_touches_only_me, check_keys_are_never_shown, check_nothing_is_left_after_close, check_every_control_works,
    check_nothing_else_works, check_random_taps, check_coming_and_going, check_paper, check_back_and_again,
    check_a_hidden_phase_can_be_stopped, check_cards_are_cared_for,
    check_hostile_text, check_views_are_small, check_nobody_did_anything,
)  # fmt: skip


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_the_contract(check: Any, sorting: Any) -> None:
    check(sorting, sorting.example)


@pytest.mark.parametrize("check", [check_touches_only_me, check_every_control_works, check_views_are_small])
def test_the_contract_where_everyone_groups(check: Any, sorting: Any) -> None:
    check(sorting, {"everyone_moves": True})


def write(table: Table) -> dict[str, str]:
    """Three people write a card each; returns the ids by text."""
    for person, text, permission in zip(table.people, ("Tea", "Coffee", "Secret"), (3, 2, 1), strict=True):
        person.do("write", text=text, column="start", permission=permission, purpose="a talk")
    return {card.text: id for id, card in table.run.course.state.cards.cards.items()}


def test_from_writing_to_the_record(sorting: Any) -> None:
    table = Table(sorting, permissions=True)
    ann, bob, cy = table.people
    ids = write(table)
    assert "Tea" not in table.board + table.stage and "Tea" in ann.sees
    table.go("group")
    assert "Tea" in table.board and "Secret" in table.board
    table.facilitator.tap("Start a group with it", card=ids["Tea"])
    with table.refused("no name"):
        table.go("list")
    table.facilitator.tap("Move here", near="No name yet", card=ids["Secret"])
    table.facilitator.do("save_names", names={"g1": "Drinks"})
    cy.tap("That is not what I meant")
    assert table.board.index("Drinks") < table.board.index("Tea") < table.board.index("Secret")
    table.facilitator.tap("It is a test", card=ids["Coffee"])
    assert "Coffee" not in table.board and "it looked like a test" in bob.sees
    table.go("list")
    table.facilitator.do("add_slot", title="Buy tea", how="There is tea")
    table.go("claim")
    ann.tap("I would do this")
    table.facilitator.tap("Stop asking. Offer the places.")
    ann.tap("I take it", who="Ann", by="2027-02-24")
    assert "Ann, by 24 February 2027" in table.board
    table.go("round")
    table.go("close")
    code = ann.sees.partition("Code to have it removed: ")[2][:7]
    section = table.section
    assert [item.text for item in section.items] == ["Drinks"]
    assert section.ledger[0].data == {
        "text": "Buy tea", "how": "There is tea", "status": "not started", "who": "Ann", "by": "2027-02-24",
    }  # fmt: skip
    told = str(section)
    assert "Secret" not in told and "1 card stays in this room" in told and "(1 test)" in told and code not in told
    table.facilitator.do("finish")
    public = render(table.room.record(), "md", "public").decode()
    assert "Tea" in public and "Secret" not in public and "Ann" not in public


def test_undo_takes_back_every_move_of_the_room_but_not_what_a_writer_pulled_out(sorting: Any) -> None:
    table = Table(sorting, everyone_moves=True)
    ann, bob, _cy = table.people
    ids = write(table)
    table.go("group")
    lead = table.facilitator
    assert "Undo" not in {each.name for each in controls(lead.html)}
    lead.do("move", card=ids["Tea"], to="new")
    bob.do("shift", card=ids["Coffee"], to="g1")
    lead.do("save_names", names={"g1": "Drinks"})
    bob.do("shift", card=ids["Secret"], to="g1")
    ann.do("pull_out", card=ids["Tea"])
    seen = []
    for _move in range(3):
        lead.tap("Undo")
        seen.append(dict(table.run.course.state.groups.where))
    assert seen[0] == {ids["Coffee"]: "g1"} and "Drinks" not in table.board
    assert seen[2] == {} and "Undo" not in {each.name for each in controls(lead.html)}
    with table.refused("nothing to undo"):
        lead.do("undo")
    again = table.reopened()
    assert again.running().course.state == table.run.course.state


def test_undo_takes_back_a_hidden_card_between_moves(sorting: Any) -> None:
    table = Table(sorting)
    ids = write(table)
    table.go("group")
    lead = table.facilitator
    lead.do("move", card=ids["Tea"], to="new")
    lead.do("hide", card=ids["Coffee"], reason="test")
    lead.do("move", card=ids["Secret"], to="g1")
    for _step in range(2):
        lead.tap("Undo")
    assert "Coffee" in table.board and list(table.run.course.state.groups.where) == [ids["Tea"]]
    lead.tap("Undo")
    assert table.run.course.state.groups.groups == {}


def test_once_cards_were_shown_nobody_writes_more(sorting: Any) -> None:
    table = Table(sorting)
    write(table)
    table.go("group")
    with table.refused("have been shown"):
        table.go("write")


def test_the_writer_can_say_a_hidden_card_again_and_take_one_back(sorting: Any) -> None:
    table = Table(sorting)
    ann, bob, _cy = table.people
    ids = write(table)
    table.go("group")
    table.facilitator.do("hide", card=ids["Tea"], reason="person")
    with table.refused("not a card of yours"):
        bob.do("rewrite", card=ids["Tea"], text="Mine now")
    ann.tap("Show this", text="Green tea")
    assert "Green tea" in table.board
    ann.tap("Take it back")
    assert "Green tea" not in table.board and "Green tea" not in str(table.section)


def test_cards_on_paper_are_as_good(sorting: Any) -> None:
    table = Table(sorting)
    person = table.paper_seat()
    table.enter(person, "sheet", cards={"start": "More light\n\nA bench", "stop": "Noise"})
    table.enter(person, "sheet", cards={"start": "More light\nA bench", "stop": ""})
    assert person.key in table.run.activity.done(table.run.course.state, table.ctx)
    table.go("group")
    assert "Noise" not in table.board and "A bench" in table.board


def test_everyone_may_group_only_where_that_is_set(sorting: Any) -> None:
    alone = Table(sorting)
    ids = write(alone)
    alone.go("group")
    with alone.refused("the facilitator moves"):
        alone.people[0].do("shift", card=ids["Tea"], to="new")
    everyone = Table(sorting, everyone_moves=True)
    ids = write(everyone)
    everyone.go("group")
    everyone.people[1].tap("Start a group with it", card=ids["Tea"])
    assert "No name yet" in everyone.board


def test_a_page_that_groups_names_its_script_and_no_other_does(sorting: Any) -> None:
    table = Table(sorting)
    write(table)
    assert "data-script" not in table.facilitator.html
    table.go("group")
    assert 'data-script="/a/group-' in table.facilitator.html and "data-script" not in table.people[0].html
