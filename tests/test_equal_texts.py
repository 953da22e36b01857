"""Equal texts: the worked examples of the rule, and what must hold for any texts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.text import Counted, alphabetical, counted, likeness


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["don't", "don’t", "DON'T!"], [Counted("don't", 3)]),
        (["yes", "yes !?"], [Counted("yes", 2)]),
        (["c", "c++"], [Counted("c", 1), Counted("c++", 1)]),
        (["yes", "yes 😀"], [Counted("yes", 1), Counted("yes 😀", 1)]),
        (["?", "!"], [Counted("!", 1), Counted("?", 1)]),
        (["ho\u200bpe", "hope"], [Counted("hope", 2)]),
    ],
)
def test_the_examples_of_the_rule(texts: list[str], shown: list[Counted]) -> None:
    assert counted(texts) == shown


def test_a_check_in_with_one_word_each() -> None:
    words = ["hopeful", "Tired", "hopeful ", "curious", "nervous", "HOPEFUL"]
    assert counted(words) == [Counted("hopeful", 3), Counted("curious", 1), Counted("nervous", 1), Counted("Tired", 1)]


def test_the_most_frequent_spelling_is_shown_though_another_comes_first_alphabetically() -> None:
    assert counted(["Tea", "tea", "tea"]) == [Counted("tea", 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﬁne", "FINE"),
        ("Straße", "STRASSE"),
        ("“quiet” room", '"quiet" room'),
        ("„quiet‟ room", '"quiet" room'),
        ("‚a‛ b", "'a' b"),
        ("more   time\u00a0please", "More time please…"),
        ("co\u00adoperate", "cooperate"),
        ("e\u0301te\u0301", "été"),
        ("tea\ufe0f", "tea"),
        ("\u061ctea\U000e0041", "tea"),
    ],
)
def test_texts_that_are_equal(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(("one", "other"), [("tea", "teas"), ("to do", "todo"), ("!a", "a"), ("5 €", "5"), ("é", "e")])
def test_texts_that_are_not(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


def test_alphabetically_is_case_folded_then_exact() -> None:
    assert sorted(["b", "B", "a", "É", "Z", "e"], key=alphabetical) == ["a", "B", "b", "e", "Z", "É"]


@given(st.lists(st.text(max_size=6), max_size=12))
def test_every_text_is_counted_once_in_any_order(texts: list[str]) -> None:
    found = counted(texts)
    assert sum(each.n for each in found) == len(texts)
    assert len({likeness(each.text) for each in found}) == len(found)
    assert counted(reversed(texts)) == found
    assert {each.text for each in found} <= {text.strip() for text in texts}


@given(st.text(max_size=12))
def test_a_key_ends_in_something_that_is_not_punctuation_unless_there_is_nothing_else(text: str) -> None:
    found = likeness(text)
    kinds = {unicodedata.category(sign)[0] for sign in found if sign != " "}
    assert not found or kinds == {"P"} or unicodedata.category(found[-1])[0] != "P"
    assert found == found.strip()
