"""Collect: what a card may be, who may do what with it, and that nothing tells who wrote first."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from facilitator.activity import Key, Refused
from facilitator.blocks.collect.rules import Card, Cards, CollectSettings, Rules
from facilitator.testing import outside

CTX = outside(phase="write", seed="seed", now=1_800_000_000.0)
PLAIN, COLUMNS, STORIES = Rules(), Rules(("start", "stop")), Rules(permissions=True)
ann, bob, cy = Key("ann"), Key("bob"), Key("cy")
ADAPTER = TypeAdapter(Cards)


def written(*texts: str, me: Key = ann, rules: Rules = PLAIN, **more: Any) -> Cards:
    cards = Cards()
    for text in texts:
        cards.write(me, rules.card(text, **more), rules, CTX)
    return cards


def refuses(cards: Cards, call: Callable[..., None], *args: Any) -> str:
    """The sentence of the refusal; nothing may have changed."""
    before = copy.deepcopy(cards)
    with pytest.raises(Refused) as caught:
        call(*args)
    assert cards == before
    return str(caught.value.words)


class TestCard:
    @pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\u00ad \ufeff", "\u3164", "\u180b", "\ufe0f"])
    def test_nothing_to_see_is_refused(self, text: str) -> None:
        with pytest.raises(Refused, match="empty"):
            PLAIN.card(text)

    def test_the_text_is_trimmed_and_as_long_as_the_setting_says(self) -> None:
        assert PLAIN.card("  tea \n").text == "tea"
        assert PLAIN.card("é" * 140).text == "é" * 140
        assert Rules(limit=280).card("😀" * 280).text == "😀" * 280
        with pytest.raises(Refused, match="at most 140"):
            PLAIN.card("é" * 141)

    @pytest.mark.parametrize(("limit", "most"), [(0, None), (281, None), (140, 0)])
    def test_impossible_rules_are_refused(self, limit: int, most: int | None) -> None:
        with pytest.raises(ValueError, match="a card has"):
            Rules(limit=limit, most=most)

    def test_the_settings_make_the_rules(self) -> None:
        assert CollectSettings().card_rules() == Rules()
        given = CollectSettings(limit=20, max_cards=1, permissions=True)
        assert given.card_rules("a", "b") == Rules(("a", "b"), 20, 1, True)

    def test_a_card_stands_in_a_column_that_exists(self) -> None:
        assert COLUMNS.card("tea", "stop").column == "stop"
        for rules, column in ((COLUMNS, ""), (COLUMNS, "other"), (PLAIN, "stop")):
            with pytest.raises(Refused, match="column"):
                rules.card("tea", column)

    def test_stories_stay_in_the_room_unless_their_writer_says_otherwise(self) -> None:
        assert PLAIN.card("tea", permission=4, name="Ann") == Card("tea", permission=2)
        assert STORIES.card("tea") == Card("tea", permission=1)
        assert STORIES.card("tea", permission=2, purpose="a talk", name="Ann") == Card("tea", permission=2)
        assert STORIES.card("tea", permission=3, purpose="a talk", name="Ann") == Card("tea", "", 3, "a talk")
        assert STORIES.card("tea", permission=4, purpose="a talk", name=" Ann ") == Card("tea", "", 4, "a talk", "Ann")

    @pytest.mark.parametrize(("permission", "purpose", "name"), [(3, " ", ""), (4, "", "Ann"), (4, "a talk", "")])
    def test_sharing_outside_needs_a_purpose_and_with_a_name_also_the_name(
        self, permission: int, purpose: str, name: str
    ) -> None:
        with pytest.raises(Refused):
            STORIES.card("tea", "", permission, purpose, name)


class TestCards:
    def test_equal_cards_are_all_kept(self) -> None:
        assert [card.text for card in written("tea", "tea").shown().values()] == ["tea", "tea"]

    def test_more_than_one_may_write_is_refused(self) -> None:
        two = Rules(most=2)
        cards = written("a", "b", rules=two)
        assert "2 cards" in refuses(cards, cards.write, ann, two.card("c"), two, CTX)
        cards.delete(ann, next(iter(cards.of(ann))))
        cards.write(ann, two.card("c"), two, CTX)
        assert [card.text for card in cards.of(ann).values()] == ["b", "c"]

    def test_only_the_writer_can_change_delete_lower_or_rewrite(self) -> None:
        cards = written("tea", rules=STORIES, permission=3, purpose="a talk")
        (id,) = cards.shown()
        refuses(cards, cards.edit, bob, id, "mine", "", STORIES)
        refuses(cards, cards.delete, bob, id)
        refuses(cards, cards.lower, bob, id, 1)
        refuses(cards, cards.rewrite, bob, id, "mine", STORIES)
        cards.edit(ann, id, "green tea", "", STORIES)
        cards.lower(ann, id, 2)
        assert cards.of(ann) == {id: Card("green tea", permission=2)}
        assert "choose to share less" in refuses(cards, cards.lower, ann, id, 3)
        cards.delete(ann, id)
        assert cards.shown() == {} and refuses(cards, cards.delete, ann, id)

    def test_a_hidden_card_is_seen_by_its_writer_only_until_they_say_it_differently(self) -> None:
        cards = written("Bob is late")
        (id,) = cards.shown()
        assert refuses(cards, cards.rewrite, ann, id, "x", PLAIN)
        cards.hide(id, "person")
        assert cards.shown() == {} and cards.of(ann)[id].hidden == "person"
        assert refuses(cards, cards.hide, id, "test") and refuses(cards, cards.hide, "nothing", "test")
        assert "empty" in refuses(cards, cards.rewrite, ann, id, " ", PLAIN)
        cards.rewrite(ann, id, "Some are late", PLAIN)
        assert cards.shown() == {id: Card("Some are late")}

    def test_who_wrote_or_passed_is_done_and_the_last_word_counts(self) -> None:
        cards = written("tea")
        cards.pass_(bob)
        cards.finish(cy)
        assert cards.done() == {bob, cy} == set(cards.passes), "who wrote a card may write another"
        cards.finish(ann)
        cards.write(bob, PLAIN.card("yes"), PLAIN, CTX)
        assert ann in cards.done() and bob not in cards.passes and cards.answered() == [ann, bob]
        cards.pass_(ann)
        cards.delete(bob, next(iter(cards.of(bob))))
        assert cards.shown() == {} and cards.done() == {ann, cy}

    def test_a_sheet_of_paper_replaces_what_was_there(self) -> None:
        cards = written("old", rules=COLUMNS, column="start")
        cards.sheet(ann, {"start": "one\n\n two ", "stop": "three"}, COLUMNS, CTX)
        assert [(card.text, card.column) for card in cards.of(ann).values()] == [
            ("one", "start"), ("two", "start"), ("three", "stop"),
        ]  # fmt: skip
        assert "empty" in refuses(cards, cards.sheet, ann, {"start": "\n \u200b"}, COLUMNS, CTX)
        assert "column" in refuses(cards, cards.sheet, ann, {"other": "x"}, COLUMNS, CTX)
        assert "most" in refuses(cards, cards.sheet, ann, {"": "a\nb"}, Rules(most=1), CTX)

    def test_names_are_there_only_where_the_names_are_given(self) -> None:
        cards = written("tea")
        assert cards.signed({}) == {} and cards.signed({ann: "Ann", bob: "Bob"}) == dict.fromkeys(cards.shown(), "Ann")


@given(st.permutations([(key, n) for key in (ann, bob, cy) for n in range(3)]))
def test_nothing_tells_who_wrote_first(order: list[tuple[Key, int]]) -> None:
    """Whatever order people write in, the same cards have the same ids and stand in the same places."""
    first, other = Cards(), Cards()
    for cards, acts in ((first, sorted(order)), (other, sorted(order, key=lambda act: (act[1], order.index(act))))):
        for key, number in acts:
            cards.write(key, PLAIN.card(f"{key} {number}"), PLAIN, CTX)
    assert list(first.shown().items()) == list(other.shown().items())
    dumped = [list(ADAPTER.dump_python(cards, mode="json")["cards"].items()) for cards in (first, other)]
    assert dumped[0] == dumped[1] and [id for id, _card in dumped[0]] == sorted(first.cards)
    assert ADAPTER.validate_json(ADAPTER.dump_json(other)) == other


def test_the_order_is_another_in_another_run() -> None:
    texts = [str(number) for number in range(20)]
    orders = set()
    for seed in "abc":
        cards = Cards()
        for text in texts:
            cards.write(ann, PLAIN.card(text), PLAIN, outside(phase="write", seed=seed))
        orders.add(tuple(card.text for card in cards.shown().values()))
    assert len(orders) == 3 and tuple(texts) not in orders
