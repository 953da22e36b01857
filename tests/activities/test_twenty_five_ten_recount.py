"""25/10 in a rehearsal: what simulated people did is counted again, and a record that says something else is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from activities.twenty_five_ten.recount import figures
from facilitator.rehearsal.books import Act, Books
from facilitator.rehearsal.cards import Written
from facilitator.report.model import Cell, Column, Facts, Section, Table

CARDS = [Written(who, f"{idea} Begin", (1, 0), "write", None, shown=True, head=idea)
         for who, idea in (("ann", "A bus"), ("bob", "A kitchen"), ("cy", "A garden"))]  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = ((1, "A kitchen", "Begin", "10", 2), (2, "A bus", "Begin", "7", 2),
                                      (None, "A garden", "Begin", "not ranked", 1))  # fmt: skip
COLUMNS = tuple(Column(title) for title in ("Place", "Idea", "First step", "Score", "Scores"))
FACTS = Facts((
    ("Ideas", "3 people wrote an idea."), ("Passed", "1 person passed."), ("Rounds", "2 rounds of scores were held."),
    ("Score", "Times 2 rounds. It needs 2 scores for a place."),
))  # fmt: skip
OWNERS = Table("owners", "Who", tuple(map(Column, "abc")), (("A bus", "Ann", "Bob, Cy"),))
RECORD = Section("25/10", "", blocks=(FACTS, Table("ideas", "All ideas", COLUMNS, ROWS), OWNERS))


def act(who: str, action: str, given: dict[str, str], *cards: int) -> Act:
    """Somebody does something on a page with some cards."""
    return Act(who, 1, action, given, cards=tuple(CARDS[at] for at in cards))


@pytest.fixture
def books() -> Books:
    made = Books(saved="Saved", step=1)
    made.cards.all += CARDS
    made.cards.passes[(1, 0), "write"] = {"dee"}
    made.acts += [
        act("bob", "score", {"card": "c1", "point": "3"}, 1, 0),  # below stands one's own
        *(
            act(who, "score", {"card": f"c{at + 1}", "point": point}, at)
            for who, at, point in (
                ("cy", 0, "4"), ("ann", 1, "5"), ("cy", 1, "1"), ("cy", 1, "5"), ("ann", 2, "2"), ("bob", 2, "2"),
            )
        ),
        act("bob", "pass", {"card": "c3"}, 2), act("", "next_round", {}), Act("", 2, "next_round", {}),
        act("ann", "own", {"who": "Ann", "mine": "1"}), act("cy", "own", {"who": "Cy", "join.c1": "1"}),
        act("bob", "own", {"who": "Bob ", "join.c1": "1"}),
    ]  # fmt: skip
    return made


def wrong(books: Books) -> list[tuple[str, Cell, Cell]]:
    return [each for each in figures(RECORD, {}, books) if each[1] != each[2]]


def test_every_figure_place_and_name_is_counted_again(books: Books):
    assert len(list(figures(RECORD, {}, books))) == 2 + 1 + 3 * 3 + 1 + 3 + 2 and wrong(books) == []


@pytest.mark.parametrize(
    ("who", "action", "given"),
    [
        ("bob", "score", {"card": "c1", "point": "4"}), ("bob", "pass", {"card": "c1"}), ("ann", "unsay", {}),
        ("bob", "score", {"card": "c3", "point": "2"}), ("bob", "pass", {}), ("cy", "own", {"who": "Sy"}),
        ("", "next_round", {}),
    ],
)  # fmt: skip
def test_a_record_that_says_something_else_is_found(books: Books, who: str, action: str, given: dict[str, str]):
    books.acts.append(act(who, action, given))
    assert wrong(books)


def test_an_idea_that_was_hidden_or_is_missing_is_found(books: Books):
    books.cards.all[0] = replace(CARDS[0], hidden=True)
    assert wrong(books)


def test_who_did_not_pass_and_who_wrote_no_idea_is_found(books: Books):
    books.cards.passes.clear()
    assert wrong(books) == [("Passed", 1, 0)]
