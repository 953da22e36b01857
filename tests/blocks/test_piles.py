"""Two piles of cards in one activity: each is cared for once the room has seen it, and columns are kept apart."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from facilitator.composing import Activity, Phase
from facilitator.seats import Who
from facilitator.testing import Table
from facilitator.testing.cared import check_cards_are_cared_for
from facilitator.testing.suite import CHECKS
from tests.kinds.needs import Collect, Needs, NeedsSettings


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_the_contract(check: Any) -> None:
    check(Needs, Needs.example)


@pytest.fixture
def table() -> Table:
    """Ann wrote a need and a strength, Bob a need, and the room sees them."""
    table = Table(Needs, 2)
    ann, bob = table.people
    ann.do("write", text="A night line", column="need")
    ann.do("write", text="Good neighbours", column="strength", permission=2)
    bob.do("write", text="Parking", column="need")
    table.go("group")
    return table


def ids(table: Table) -> dict[str, str]:
    state = table.run.course.state
    return {card.text: id for cards in (state.cards, state.questions) for id, card in cards.cards.items()}


def test_a_group_holds_cards_of_one_column(table: Table) -> None:
    lead, card = table.facilitator, ids(table)
    lead.do("move", card=card["A night line"], to="new")
    with table.refused("different columns"):
        lead.do("move", card=card["Good neighbours"], to="g1")
    lead.do("move", card=card["Good neighbours"], to="new")
    with table.refused("different columns"):
        lead.do("move", card=card["A night line"], to="g2", whole=True)
    lead.do("move", card=card["Parking"], to="g1")
    assert table.run.activity.groups.members(table.run.course.state) == {
        "g1": sorted([card["A night line"], card["Parking"]]), "g2": [card["Good neighbours"]],
    }  # fmt: skip


def test_the_rest_is_put_together_column_by_column_and_one_undo_takes_that_back(table: Table) -> None:
    table.facilitator.tap("Put 3 cards into one group")
    assert [len(some) for some in table.run.activity.groups.members(table.run.course.state).values()] == [2, 1]
    table.facilitator.tap("Undo")
    assert table.run.course.state.groups.groups == {}


def test_a_pile_is_cared_for_once_the_room_has_seen_it(table: Table) -> None:
    ann, bob = table.people
    table.go("ask")
    ann.do("write", text="Who pays for it?")
    assert "Who pays" not in table.stage + bob.sees
    with table.refused("when the cards are shown"):
        ann.do("take_back", card=ids(table)["Who pays for it?"])
    with table.refused("not there any more"):
        table.facilitator.do("hide", card=ids(table)["Who pays for it?"], reason="harm")
    assert "Who pays" not in str(table.section)
    table.go("answer")
    assert "Your questions" in ann.sees and "Who pays for it?" in str(table.section)
    table.facilitator.do("hide", begins="who pays", reason="harm")
    assert "Who pays" not in table.board and "its words can harm" in ann.sees and "its words" not in bob.sees
    ann.tap("Show this", text="What does it cost?")
    ann.tap("Take it back: Good neighbours")
    assert "What does it cost?" in table.board and "Good neighbours" not in str(table.section)


def test_what_a_writer_takes_back_leaves_its_group_only_while_people_group(table: Table) -> None:
    ann, _bob = table.people
    card = ids(table)["Good neighbours"]
    table.facilitator.do("move", card=card, to="new")
    table.facilitator.do("take_words", group="g1")
    assert "That is not what I meant" in ann.sees
    table.go("ask")
    assert "That is not what I meant" not in ann.sees
    with table.refused("closed now"):
        ann.do("pull_out", card=card)
    ann.do("take_back", card=card)
    assert table.run.course.state.groups.where == {card: "g1"}
    assert dict(table.run.activity.groups.texts(table.run.course.state, table.ctx)) == {
        "g1": "A card that was taken back"
    }


def test_cards_without_care_break_the_contract() -> None:
    class Careless(Activity[NeedsSettings]):
        """Lets people write, and nobody can take a card back."""

        id, title = "careless", "Careless"
        cards = Collect()
        phases = (Phase("write", "Write", cards.write), Phase("show", "Show", cards.wall, reveal=True))

    with pytest.raises(AssertionError, match="nobody cares for the cards"):
        check_cards_are_cared_for(Careless, {})


def test_two_walls_share_the_room_of_a_page_and_no_id_stands_twice(table: Table) -> None:
    table.go("ask")
    table.people[1].do("write", text="Who pays for it?")
    table.go("answer")
    for view in (table.room.view(Who.board()), table.people[1].html):
        ids = html.fromstring(f"<div>{view}</div>").xpath("//@id")
        assert {"wall", "wall-2"} <= {*ids} and len(ids) == len({*ids})
