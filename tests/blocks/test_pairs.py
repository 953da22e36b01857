"""Lines between two lists: drawn by the room, suggested without names, and gone with what they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activity import Refused
from facilitator.blocks.pairs.rules import Lines

FIRST, SECOND = {"a": "A lift", "b": "Company"}, {"x": "A choir", "y": "A van"}


def test_a_line_is_drawn_once_and_taken_away_once():
    lines = Lines()
    lines.draw(("a", "y"), FIRST, SECOND)
    with pytest.raises(Refused):
        lines.draw(("a", "y"), FIRST, SECOND)
    assert lines.standing(FIRST, SECOND) == [("a", "y")]
    lines.take_away(("a", "y"))
    with pytest.raises(Refused):
        lines.take_away(("a", "y"))


@pytest.mark.parametrize("pair", [("a", "z"), ("z", "x"), ("x", "a"), ("", "")])
def test_both_ends_have_to_be_there(pair: tuple[str, str]):
    lines = Lines()
    for do in (lambda: lines.draw(pair, FIRST, SECOND), lambda: lines.suggest("me", pair, FIRST, SECOND)):
        with pytest.raises(Refused):
            do()
    assert lines == Lines()


def test_a_line_shows_no_more_once_what_it_leads_to_is_gone():
    lines = Lines()
    lines.draw(("a", "y"), FIRST, SECOND)
    assert lines.standing(FIRST, {"x": "A choir"}) == [] and lines.standing(FIRST, SECOND) == [("a", "y")]


def test_suggestions_are_counted_put_away_and_come_back_when_somebody_else_suggests_the_same():
    lines = Lines()
    lines.suggest("ann", ("a", "y"), FIRST, SECOND)
    with pytest.raises(Refused):
        lines.suggest("ann", ("a", "y"), FIRST, SECOND)
    lines.suggest("bob", ("a", "y"), FIRST, SECOND)
    assert lines.wanted(FIRST, SECOND) == [(("a", "y"), 2)]
    lines.put_away(("a", "y"))
    with pytest.raises(Refused):
        lines.put_away(("a", "y"))
    assert lines.wanted(FIRST, SECOND) == []
    lines.suggest("cy", ("a", "y"), FIRST, SECOND)
    assert lines.wanted(FIRST, SECOND) == [(("a", "y"), 3)]
    lines.draw(("a", "y"), FIRST, SECOND)
    assert lines.wanted(FIRST, SECOND) == []


def test_a_reason_is_not_empty():
    lines = Lines()
    with pytest.raises(Refused):
        lines.because(" \u200b ")
    lines.because("  We   are tired ")
    assert lines.why == "We are tired"


@given(st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("ab"), st.sampled_from("xy"), st.booleans())))
def test_what_is_wanted_is_what_people_suggest_and_nobody_drew(steps):
    lines, said, drawn = Lines(), set(), []
    for who, one, other, draws in steps:
        try:
            if draws:
                lines.draw((one, other), FIRST, SECOND)
                drawn.append((one, other))
            else:
                lines.suggest(who, (one, other), FIRST, SECOND)
                said.add((who, one, other))
        except Refused:
            continue
    counted = {(one, other): sum((who, one, other) in said for who in "pqr") for one in "ab" for other in "xy"}
    wanted = [(pair, n) for pair, n in counted.items() if n and pair not in drawn]
    assert lines.wanted(FIRST, SECOND) == wanted and sorted(lines.standing(FIRST, SECOND)) == sorted(drawn)
