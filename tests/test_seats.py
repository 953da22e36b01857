"""Seats and what opens them: codes that are read right, hashes, keys of one run, and an allowance for wrong codes."""

from __future__ import annotations

import pytest

from facilitator.seats import (
    ALPHABET,
    PERSPECTIVES,
    ROOM_CODE,
    SEAT_CODE,
    Allowance,
    Seat,
    Who,
    code,
    digest,
    key,
    shown,
    typed,
)


def test_nothing_in_a_code_can_be_misread():
    assert len(ALPHABET) == 31 == len(set(ALPHABET)) and not set("ILO01") & set(ALPHABET)
    codes = {code(digest(str(number)), SEAT_CODE) for number in range(2_000)}
    assert len(codes) == 2_000 and all(len(each) == 6 and set(each) <= set(ALPHABET) for each in codes)
    assert set("".join(codes)) == set(ALPHABET), "every sign is used"
    assert (ROOM_CODE, SEAT_CODE) == (4, 6)


def test_a_code_is_drawn_from_entropy_and_a_label():
    assert code("aa", 4) == code("aa", 4) != code("ab", 4)
    assert code("aa", 4, "one") != code("aa", 4, "two")


@pytest.mark.parametrize("text", ["k7m 2qx", " K7M-2QX ", "K7M2QX", "k7m·2qx", "K7M\u200b2QX"])
def test_a_code_may_be_typed_in_many_ways(text: str):
    assert typed(text) == "K7M2QX"
    assert typed(shown("K7M2QX")) == "K7M2QX" and shown("K7M2QX") == "K7M 2QX"


def test_a_key_leads_back_to_no_seat():
    assert key("secret", "seat1") == key("secret", "seat1")
    assert len({key("secret", "seat1"), key("secret", "seat2"), key("other", "seat1")}) == 3
    assert "seat1" not in key("secret", "seat1") and len(key("secret", "seat1")) == 16


def test_a_digest_is_cut_from_the_front():
    assert digest("x", 24) == digest("x")[:24] and len(digest("x")) == 64


def test_who_counts():
    assert Seat("a", "AAAAAA").counts
    assert not Seat("a", "AAAAAA", left=True).counts and not Seat("a", "AAAAAA", helper=True).counts


def test_who_stands_at_a_door():
    assert Who.facilitator() == Who("facilitator") and Who.board() == Who("board") and Who.of("a") == Who("seat", "a")
    assert len(PERSPECTIVES) == 5


def test_ten_wrong_codes_a_minute_for_the_whole_room():
    allowance = Allowance()
    for second in range(10):
        assert allowance.left(second)
        allowance.spend(second)
    assert not allowance.left(10) and not allowance.left(59.9)
    assert allowance.left(60), "the first was a minute ago"
    allowance.spend(60)
    assert not allowance.left(60.5) and allowance.left(61)
