"""Fields beside a card: ticks and choices that show with it, on phones and paper, and hints that only writers see."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.activity import Settings
from facilitator.blocks.collect import Beside, Care, Collect
from facilitator.blocks.collect.widgets import chosen
from facilitator.composing import Activity, Phase
from facilitator.testing import Table

GROUPS = Beside("groups", "Which?", {"a": "Family", "b": "Staff"}, many=True, needed="Tick one at least.")
HERE = Beside("here", "Here today?", {"yes": "Yes", "no": "No"})


class Names(Activity[Settings]):
    """Cards with ticks."""

    id, title = "names", "Names"

    cards = Collect(fields=(GROUPS, HERE), remark=lambda text: "Is this a name?" if text == "Ann" else "")
    care = Care(cards)

    phases = (
        Phase("write", "Write", cards.write),
        Phase("shown", "Shown", cards.wall, reveal=True, say="I read it aloud."),
    )
    below = (care.mine, care.hiding)


@pytest.fixture
def table() -> Table[Any]:
    return Table(Names, 2)


def kept(table: Any) -> list[tuple[str, dict[str, list[str]]]]:
    return [(card.text, card.beside) for card in Names.cards.of(table.run.course.state).cards.values()]


def test_what_is_chosen_stays_with_the_card_and_can_be_changed(table: Any) -> None:
    ann, bob = table.people
    before = bob.sees
    ann.tap("Add card", text="Carers", **{"fields.groups.a": "1", "fields.here": "no"})
    assert kept(table) == [("Carers", {"groups": ["a"], "here": ["no"]})] and bob.sees == before
    assert "Family · No" in ann.sees
    ann.tap("Save", text="Carers", **{"fields.groups.b": "1"})
    assert kept(table) == [("Carers", {"groups": ["a", "b"], "here": ["no"]})]
    (card,) = Names.cards.of(table.run.course.state).cards.values()
    assert chosen(card, Names.cards.rules(table.run.course.state, table.ctx)) == "Family · Staff · No"


def test_what_is_needed_or_unknown_is_refused(table: Any) -> None:
    ann = table.people[0]
    with table.refused("Tick one at least."):
        ann.tap("Add card", text="Carers")
    with table.refused("not one of the answers"):
        ann.do("write", text="Carers", fields={"groups.a": "1", "here": "perhaps"})
    with table.refused("cannot be chosen here"):
        ann.do("write", text="Carers", fields={"groups.z": "1"})


def test_a_sheet_has_a_field_for_each_card(table: Any) -> None:
    cy = table.paper_seat()
    table.enter(cy, "sheet", cards={"1": "Carers", "3": "Nurses"},
                fields={"1.groups.a": "1", "1.here": "yes", "3.groups.b": "1", "2.here": "no"})  # fmt: skip
    assert sorted(kept(table), key=lambda each: each[0]) == [
        ("Carers", {"groups": ["a"], "here": ["yes"]}), ("Nurses", {"groups": ["b"], "here": []}),
    ]  # fmt: skip
    with table.refused("Tick one at least."):
        table.enter(cy, "sheet", cards={"1": "Carers"}, fields={"2.groups.a": "1"})


def test_only_the_writer_gets_the_hint(table: Any) -> None:
    ann, bob = table.people
    ann.tap("Add card", text="Ann", **{"fields.groups.a": "1"})
    assert "Is this a name?" in ann.sees and "Is this a name?" not in bob.sees + table.board + table.stage
