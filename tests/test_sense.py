"""The simulated facilitator finds what helps by the sentence that says what is missing, whatever the activity."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from facilitator.rehearsal.sense import Sense
from facilitator.testing.taps import Control


def control(do: str) -> Control:
    return Control("", "", do, ())


TOOLS = [control(do) for do in ("sort", "answer", "turn?part=2", "more_time?minutes=1", "add", "hide")]


def lacking(left: int, silent: int) -> str:
    return f"{left} texts are in no theme yet." if left else f"{silent} themes have no answer yet." if silent else ""


@given(st.integers(0, 12), st.integers(0, 9), st.integers(0, 10_000))
def test_one_thing_after_another_is_done_until_nothing_is_missing(left: int, silent: int, seed: int):
    sense, pressed = Sense(Random(seed)), Counter[str]()
    while why := lacking(left, silent):
        tool = sense.choose(TOOLS, {"hide"}, why)
        pressed[tool.action] += 1
        if tool.action == "sort" and left:
            left -= 1
        elif tool.action == "answer" and not left:
            silent -= 1
        elif tool.action == "add" and left:
            left += 1
        sense.learn(tool, why, lacking(left, silent))
        assert pressed.total() < 60


def test_what_lies_behind_a_press_comes_last_and_what_made_it_worse_is_left():
    sense = Sense(Random(1))
    there = [control("hide"), control("add")]
    assert sense.choose(there, {"hide"}, "2 to mend.").do == "add"
    sense.learn(there[1], "2 to mend.", "3 to mend.")
    sense.learn(there[1], "3 to mend.", "3 to mend.")
    assert sense.choose(there, {"hide"}, "3 to mend.").do == "hide"
