"""What a rehearsal writes down of what people do: dots that were taken back, and cards where one may write several."""

from __future__ import annotations

import pytest

from facilitator.rehearsal.books import Books
from facilitator.rehearsal.cards import Written
from facilitator.rehearsal.recount import claims
from facilitator.report.model import Paragraph, Record, Section
from facilitator.testing.taps import Control, Pairs


def said(books: Books, do: str, pairs: Pairs, button: str = "") -> None:
    books.accept("ann", Control(button, "", do, ()), [("run", "r1.1"), *pairs])


def test_who_takes_the_last_dot_back_and_is_done_has_passed():
    books = Books(saved="Saved", phase="vote")
    for do in ("place?option=o1", "take?option=o1", "finish_ballot"):
        said(books, do, [])
    sheet = books.round((1, 1)).sheets["ann"]
    assert sheet.passed == {"vote"} and not sheet.dots
    said(books, "place?option=o2", [])
    assert sheet.passed == set() and sheet.dots == {"o2": 1}


def test_what_was_chosen_counts_also_where_somebody_turned_to_another_part_before_sending_it():
    books = Books(saved="Saved", phase="rate")
    said(books, "turn_to?to=1", [("part", "0"), ("points.a", "3")])
    said(books, "turn_to?to=0", [("part", "1"), ("points.b", "")])
    said(books, "rate", [("part", "1"), ("points.b", "pass")])
    assert books.round((1, 1)).sheets["ann"].points == {"a": "3", "b": "pass"}


def test_a_second_card_stands_beside_the_first_but_where_everyone_says_one_thing():
    several = ("rate", "Add card", ["One", "Two"])
    for phase, button, texts in (("rate", "Send", ["Two"]), ("act", "Send", ["One", "Two"]), several):
        books = Books(saved="Saved", phase=phase)
        books.round((1, 1)).phase = "rate"
        for text in ("One", "Two"):
            said(books, "write", [("text", text)], button)
        assert [card.text for card in books.cards.of(1) if not card.gone] == texts


@pytest.mark.parametrize(("told", "said"), [((1, 11), 12), ((12,), 12), ((1,), 1), ((), 0), ((1, 11, 1), 13)])
def test_hidden_cards_are_counted_together_wherever_the_record_tells_of_them(told: tuple[int, ...], said: int):
    books = Books(saved="Saved", left={1: 0})
    books.cards.all += [
        Written("ann", f"Card {at}", (1, 1), "yes", None, shown=True, hidden=at > 1) for at in range(14)
    ]
    notes = tuple(
        Paragraph(f"{n} card{'s were' if n > 1 else ' was'} hidden by the facilitator (tests). 1 card stays.")
        for n in told
    )
    record = Record("Meeting", "", "2026-11-30", "en", "ABCD", 0, 0, (Section("Goals", blocks=notes),))
    assert [(each.said, each.known) for each in claims(record, books) if str(each.label) == "Hidden"] == [(said, 12)]
