"""Text is cleaned once at the door, and only what nobody can read goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.text import clean, is_blank


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Cafe\u0301", "Café"),
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("a\x00b\x08c\x1bd\x7fe\x85f", "abcdef"),
        ("\u202eabc\u202c \u2066x\u2069", "abc x"),
        ("a\u2028b\u2029c\ufeffd", "abcd"),
        ("half \ud800 sign \udfff", "half  sign "),
        ("👩\u200d👩\u200d👧 می\u200cخواهم", "👩\u200d👩\u200d👧 می\u200cخواهم"),
        ("<b>&amp;\"'", "<b>&amp;\"'"),
        ("  spaces stay  ", "  spaces stay  "),
        ("", ""),
    ],
)
def test_what_goes_and_what_stays(text: str, kept: str):
    assert clean(text) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str):
    once = clean(text)
    assert clean(once) == once
    once.encode()


@given(st.text(st.characters(codec="utf-8")))
def test_any_letter_survives(text: str):
    letters = "".join(sign for sign in text if sign.isalnum())
    assert is_blank(text) or not letters or clean(letters)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\u200b\u200d\ufeff", "\u00ad", "\u3164", "\ufe0f", "\u034f\u180e", "\U000e0041"]
)
def test_nothing_that_can_be_seen_is_blank(text: str):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", ".", "😀", "\u200ba", "٣", "…", "　x"])
def test_anything_that_can_be_seen_is_not(text: str):
    assert not is_blank(text)
