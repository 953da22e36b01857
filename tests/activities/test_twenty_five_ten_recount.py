"""25/10 in a rehearsal: what simulated people did is counted again, and a record that says something else is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.rehearsal.cards import Written
from facilitator.rehearsal.sifts import Sift
from facilitator.report.model import Cell, Column, Facts, Section, Table

CARDS = [Written(who, f"{idea} Begin", (1, 0), "write", None, shown=True, head=idea)
         for who, idea in (("ann", "A bus"), ("bob", "A kitchen"), ("cy", "A garden"))]  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = ((1, "A kitchen", "Begin", "10", 2), (2, "A bus", "Begin", "7", 2),
                                      (None, "A garden", "Begin", "not ranked", 1))  # fmt: skip
COLUMNS = tuple(Column(title) for title in ("Place", "Idea", "First step", "Score", "Scores"))
FACTS = Facts(
    (("Rounds", "2 rounds of scores were held."), ("Score", "Times 2 rounds. It needs 2 scores for a place."))
)
OWNERS = Table("owners", "Who", tuple(map(Column, "abc")), (("A bus", "Ann", "Bob, Cy"),))
RECORD = Section("25/10", "", blocks=(FACTS, Table("ideas", "All ideas", COLUMNS, ROWS), OWNERS))


@pytest.fixture
def sift() -> Sift:
    made = Sift(rounds=2)
    for who, card, page, point in (
        ("bob", "c1", "A bus First step: Begin Pass Your idea A kitchen Begin", "3"), ("cy", "c1", "A bus", "4"),
        ("ann", "c2", "A kitchen", "5"), ("cy", "c2", "A kitchen", "1"), ("cy", "c2", "A kitchen", "5"),
        ("ann", "c3", "A garden", "2"), ("bob", "c3", "A garden", "2"),
    ):  # fmt: skip
        made.take(who, "score", {"card": card, "point": point}, page, CARDS)
    made.take("bob", "pass", {"card": "c3"}, "A garden", CARDS)
    made.take("ann", "own", {"who": "Ann", "mine": "1"}, "", CARDS)
    made.take("cy", "own", {"who": "Cy", "join.c1": "1"}, "", CARDS)
    made.take("bob", "own", {"who": "Bob ", "join.c1": "1"}, "", CARDS)
    return made


def test_every_figure_place_and_name_is_counted_again(sift: Sift):
    said = list(sift.said(RECORD, CARDS))
    assert len(said) == 1 + 3 * 3 + 1 + 3 + 2
    assert [each for each in said if each[1] != each[2]] == []


@pytest.mark.parametrize(
    ("who", "action", "given"),
    [
        ("bob", "score", {"card": "c1", "point": "4"}), ("bob", "pass", {"card": "c1"}), ("ann", "unsay", {}),
        ("bob", "score", {"card": "c3", "point": "2"}), ("bob", "pass", {}), ("cy", "own", {"who": "Sy"}),
    ],
)  # fmt: skip
def test_a_record_that_says_something_else_is_found(sift: Sift, who: str, action: str, given: dict[str, str]):
    sift.take(who, action, given, "", CARDS)
    assert any(said != known for _label, said, known in sift.said(RECORD, CARDS))


def test_an_idea_that_was_hidden_or_is_missing_is_found(sift: Sift):
    hidden = [replace(CARDS[0], hidden=True), *CARDS[1:]]
    assert any(said != known for _label, said, known in sift.said(RECORD, hidden))
