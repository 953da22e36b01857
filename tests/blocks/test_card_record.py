"""The record of cards: what stays in the room is in none, hidden ones are numbers, codes are hashes."""

from __future__ import annotations

from typing import Any

from facilitator.activity import Key
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.report.model import Paragraph, Quotes
from facilitator.seats import withdrawal_mark
from facilitator.testing import outside

CTX = outside(phase="write", seed="seed", now=1_800_000_000.0)
PLAIN, COLUMNS, STORIES = Rules(), Rules(("start", "stop")), Rules(permissions=True)
ann, bob = Key("ann"), Key("bob")


def written(*texts: str, me: Key = ann, rules: Rules = PLAIN, **more: Any) -> Cards:
    cards = Cards()
    for text in texts:
        cards.write(me, rules.card(text, **more), rules, CTX)
    return cards


def test_hidden_cards_are_told_as_numbers_only() -> None:
    cards = written("Bob is late", "x", "tea")
    by_text = {card.text: id for id, card in cards.shown().items()}
    assert card_record.hidden(cards) == ""
    cards.hide(by_text["Bob is late"], "person")
    cards.hide(by_text["x"], "test")
    assert str(card_record.hidden(cards)) == "2 cards were hidden by the facilitator (1 names a person, 1 test)."
    blocks = card_record.blocks("Cards", cards, PLAIN, CTX)
    assert isinstance(blocks[0], Quotes) and [quote.text for quote in blocks[0].quotes] == ["tea"]
    assert "Bob" not in str(blocks)


def test_what_stays_in_the_room_is_in_no_record() -> None:
    cards = written("Secret", rules=STORIES)
    cards.write(ann, STORIES.card("Ours", "", 2), STORIES, CTX)
    cards.write(bob, STORIES.card("All", "", 4, "a talk", "Bob"), STORIES, CTX)
    quotes, note = card_record.blocks("Cards", cards, STORIES, CTX)
    assert isinstance(quotes, Quotes) and isinstance(note, Paragraph)
    shown = {quote.text: quote for quote in quotes.quotes}
    assert set(shown) == {"Ours", "All"} and note.words.startswith("1 card stays in this room")
    assert (shown["Ours"].name, shown["Ours"].until) == ("", "")
    assert (shown["All"].name, shown["All"].purpose, shown["All"].until) == ("Bob", "a talk", "2028-01-15")


def test_only_the_hash_of_a_withdrawal_code_is_kept() -> None:
    cards = written("tea", rules=STORIES, permission=2)
    (code,) = card_record.codes(cards, ann, CTX).values()
    (quote,) = card_record.blocks("Cards", cards, STORIES, CTX)[0].quotes  # type: ignore[union-attr]
    assert len(code) == 7 and code[3] == " " and card_record.codes(cards, bob, CTX) == {}
    assert quote.code == withdrawal_mark(code.lower()) and code.replace(" ", "") not in str(quote)
    assert card_record.blocks("Cards", written("tea"), PLAIN, CTX)[0].quotes[0].code == ""  # type: ignore[union-attr]


def test_columns_are_told_one_by_one_with_names_only_where_everybody_knew() -> None:
    cards = written("tea", rules=COLUMNS, column="stop")
    start, stop = card_record.blocks("", cards, COLUMNS, CTX, {"start": "Start", "stop": "Stop"}, {})
    assert (start.title, start.quotes, stop.title) == ("Start", (), "Stop")  # type: ignore[union-attr]
    signed = cards.signed({ann: "Ann"})
    quote = card_record.blocks("All", cards, COLUMNS, CTX, signed=signed)[0].quotes[0]  # type: ignore[union-attr]
    assert (quote.name, quote.open) == ("Ann", True) and not stop.quotes[0].open  # type: ignore[union-attr]
