"""Group: whatever is done with groups, every card stays exactly once, and names hold the room up only where missing."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from facilitator.activity import Key, Refused
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.blocks.group import record as group_record
from facilitator.blocks.group.rules import ALONE, NEW, Groups
from facilitator.testing import outside

CTX = outside(phase="group", seed="seed")
RULES = Rules(permissions=True)
ann, bob = Key("ann"), Key("bob")


def table(*texts: str, permission: int = 2) -> tuple[Groups, Cards, dict[str, str]]:
    """No groups yet, cards of Ann, and their ids by text."""
    cards = Cards()
    ids = {text: cards.write(ann, RULES.card(text, "", permission), RULES, CTX) for text in texts}
    return Groups(), cards, ids


def refuses(groups: Groups, call: Callable[..., Any], *args: Any) -> str:
    """The sentence of the refusal; nothing may have changed."""
    before = copy.deepcopy(groups)
    with pytest.raises(Refused) as caught:
        call(*args)
    assert groups == before
    return str(caught.value.words)


class Sorting(RuleBasedStateMachine):
    """A room that groups in any way, while writers pull out and take back, and the facilitator hides."""

    def __init__(self) -> None:
        super().__init__()
        self.groups, self.cards, _ids = table(*"abcdefgh")

    def some(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.cards.shown())))

    def a_group(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(list(self.groups.groups)))

    @rule(data=st.data())
    @precondition(lambda self: self.cards.shown())
    def move(self, data: st.DataObject) -> None:
        self.groups.move(self.some(data), data.draw(st.sampled_from([ALONE, NEW, *self.groups.groups])), self.cards)

    @rule(data=st.data())
    @precondition(lambda self: self.cards.shown())
    def make(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.cards.shown())), min_size=1))
        self.groups.make(chosen, self.cards, data.draw(st.sampled_from(["", "Name"])))

    @rule(data=st.data())
    @precondition(lambda self: self.groups.groups)
    def merge(self, data: st.DataObject) -> None:
        self.groups.merge(self.a_group(data), self.a_group(data))

    @rule(data=st.data())
    @precondition(lambda self: self.groups.groups)
    def split_or_name(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from([self.groups.split, lambda group: self.groups.name({group: "Named"})]))(
            self.a_group(data)
        )

    @rule(data=st.data())
    @precondition(lambda self: self.groups.groups)
    def take_words(self, data: st.DataObject) -> None:
        alone = [group for group, ids in self.groups.members(self.cards).items() if len(ids) == 1]
        if alone:
            self.groups.take_words(data.draw(st.sampled_from(alone)), self.cards)

    @rule(data=st.data())
    @precondition(lambda self: self.groups.where)
    def pull_out(self, data: st.DataObject) -> None:
        self.groups.pull_out(ann, data.draw(st.sampled_from(sorted(self.groups.where))), self.cards)

    @rule()
    @precondition(lambda self: self.groups.undoable)
    def take_move_back(self) -> None:
        self.groups.take_move_back()

    @rule(data=st.data(), hides=st.booleans())
    @precondition(lambda self: len(self.cards.shown()) > 3)
    def lose(self, data: st.DataObject, hides: bool) -> None:
        card = self.some(data)
        if hides:
            self.cards.hide(card, "test")
        else:
            self.cards.delete(ann, card)
        self.groups.let_go(card)

    @invariant()
    def every_card_is_there_once(self) -> None:
        members = self.groups.members(self.cards)
        there = [*self.groups.alone(self.cards), *(card for ids in members.values() for card in ids)]
        assert sorted(there) == sorted(self.cards.shown())

    @invariant()
    def a_name_of_a_cards_words_stands_where_the_card_is(self) -> None:
        for id, group in self.groups.groups.items():
            assert not group.words_of or self.groups.where[group.words_of] == id

    @invariant()
    def no_group_is_empty_and_no_id_is_used_twice(self) -> None:
        assert all(self.groups.members(self.cards).values())
        assert all(int(group[1:]) <= self.groups.made for group in self.groups.groups)


TestSorting = Sorting.TestCase
TestSorting.settings = settings(max_examples=30, stateful_step_count=25)


def test_a_merged_pair_keeps_both_texts_and_the_name_that_is_there() -> None:
    groups, cards, ids = table("late", "Late!", "tea")
    first, second = groups.make([ids["late"]], cards, "On time"), groups.make([ids["Late!"]], cards)
    groups.merge(first, second)
    assert groups.members(cards) == {second: sorted((ids["late"], ids["Late!"]))}
    assert groups.label(second, cards) == "On time" and groups.alone(cards) == [ids["tea"]]


def test_a_group_without_a_name_holds_the_room_up() -> None:
    groups, cards, ids = table("a", "b", "c")
    assert groups.unready(cards) == "" and "at least 1 group" in str(groups.unready(cards, least=1))
    group = groups.make([ids["a"], ids["b"]], cards)
    assert str(groups.unready(cards)) == "1 group has no name yet."
    refuses(groups, groups.name, {group: "\u200b "})
    groups.name({group: " Both "})
    assert groups.unready(cards, least=1) == "" and [item.text for item in groups.items(cards)] == ["Both"]


def test_only_a_single_card_gives_its_group_its_words() -> None:
    groups, cards, ids = table("a", "b")
    group = groups.make(ids.values(), cards)
    assert "one card" in refuses(groups, groups.take_words, group, cards)
    groups.move(ids["b"], ALONE, cards)
    groups.take_words(group, cards)
    assert groups.label(group, cards) == "a" and groups.unready(cards) == ""


def test_words_that_stay_in_the_room_never_name_a_group_in_the_record() -> None:
    groups, cards, ids = table("secret", permission=1)
    group = groups.make(ids.values(), cards)
    assert "stay in this room" in refuses(groups, groups.take_words, group, cards)
    groups, cards, ids = table("ours")
    group = groups.make(ids.values(), cards)
    groups.take_words(group, cards)
    cards.lower(ann, ids["ours"], 1)
    assert groups.label(group, cards) == "ours" and "ours" not in str(groups.items(cards))
    assert "ours" not in str(group_record.blocks(groups, cards, RULES, CTX))


def test_what_people_vote_on_stays_when_a_card_is_taken_back() -> None:
    groups, cards, ids = table("a", "b")
    named, spoken = groups.make([ids["a"]], cards, "Tea"), groups.make([ids["b"]], cards)
    groups.take_words(spoken, cards)
    for id in ids.values():
        cards.delete(ann, id)
    assert list(groups.texts(cards)) == [named, spoken]
    assert list(groups.texts(cards).values()) == ["Tea", "A card that was taken back"]


def test_only_its_writer_pulls_a_card_out() -> None:
    groups, cards, ids = table("a")
    assert refuses(groups, groups.pull_out, ann, ids["a"], cards)
    groups.make(ids.values(), cards, "Tea")
    assert "not a card of yours" in refuses(groups, groups.pull_out, bob, ids["a"], cards)
    groups.pull_out(ann, ids["a"], cards)
    assert groups.groups == {} and groups.alone(cards) == list(ids.values())


def steps(groups: Groups, cards: Cards, data: st.DataObject) -> None:
    """One move of any kind, where there is one to make."""
    to = data.draw(st.sampled_from([ALONE, NEW, *groups.groups]))
    card = data.draw(st.sampled_from(sorted(cards.shown())))
    kind = data.draw(st.sampled_from(["move", "make", "merge", "split", "name", "words"]))
    group = data.draw(st.sampled_from(list(groups.groups))) if groups.groups else ""
    if kind == "move":
        groups.move(card, to, cards)
    elif kind == "make":
        groups.make(data.draw(st.lists(st.sampled_from(sorted(cards.shown())), min_size=1)), cards, "Made")
    elif kind == "merge" and to in groups.groups:
        groups.merge(group, to)
    elif kind == "split" and group:
        groups.split(group)
    elif kind == "name" and group:
        groups.name({group: "Named"})
    elif kind == "words" and group and len(groups.members(cards)[group]) == 1:
        groups.take_words(group, cards)


@settings(max_examples=30)
@given(st.data())
def test_every_move_can_be_taken_back_to_the_first(data: st.DataObject) -> None:
    groups, cards, _ids = table(*"abcdef")
    seen = [(groups.groups, groups.where)]
    for _step in range(data.draw(st.integers(1, 12))):
        steps(groups, cards, data)
        if len(groups.moves) == len(seen):
            seen.append((dict(groups.groups), dict(groups.where)))
    while groups.undoable:
        assert (groups.groups, groups.where) == seen.pop()
        groups.take_move_back()
    assert (groups.groups, groups.where) == ({}, {})


@settings(max_examples=30)
@given(st.data())
def test_what_was_pulled_out_stays_out_whatever_is_taken_back(data: st.DataObject) -> None:
    groups, cards, _ids = table(*"abcdef")
    out: set[str] = set()
    for _step in range(data.draw(st.integers(1, 12))):
        steps(groups, cards, data)
        out -= {*groups.where}
        if groups.where and data.draw(st.booleans()):
            card = data.draw(st.sampled_from(sorted(groups.where)))
            groups.pull_out(ann, card, cards)
            out.add(card)
    while groups.undoable:
        before = (dict(groups.groups), dict(groups.where))
        groups.take_move_back()
        assert (groups.groups, groups.where) != before, "Undo does something"
        assert out.isdisjoint(groups.where)
        assert all(groups.members(cards).values()) and {*groups.where.values()} <= {*groups.groups}
        assert all(not group.words_of or groups.where.get(group.words_of) for group in groups.groups.values())


def test_words_that_were_taken_out_name_nothing_any_more() -> None:
    groups, cards, ids = table("a", "b")
    group = groups.make([ids["a"]], cards)
    groups.take_words(group, cards)
    groups.move(ids["b"], group, cards)
    groups.pull_out(ann, ids["a"], cards)
    assert groups.label(group, cards) == "" and "no name" in str(groups.unready(cards))
    groups.take_move_back()
    assert groups.alone(cards) == sorted(ids.values()) and groups.groups == {}


def test_what_does_not_exist_is_refused() -> None:
    groups, cards, ids = table("a", "b")
    group = groups.make([ids["a"]], cards)
    for call, args in (
        (groups.move, ("", group, cards)), (groups.move, ("x", group, cards)), (groups.move, (ids["b"], "g9", cards)),
        (groups.move, ("", NEW, cards)), (groups.make, ([], cards)), (groups.make, ([ids["b"], "x"], cards)),
        (groups.name, ({"g9": "x"},)), (groups.merge, (group, "g9")), (groups.merge, ("g9", group)),
        (groups.split, ("g9",)), (groups.split_of, ("", cards)), (groups.take_words, ("g9", cards)),
    ):  # fmt: skip
        assert refuses(groups, call, *args).endswith(".")
    cards.hide(ids["b"], "harm")
    assert refuses(groups, groups.move, ids["b"], group, cards)
