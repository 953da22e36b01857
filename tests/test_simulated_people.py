"""Simulated people answer what is asked with sentences that fit, and mostly say yes where the room is willing."""

from __future__ import annotations

from random import Random

from facilitator.rehearsal.mood import LIKING, Mood
from facilitator.rehearsal.words import _SENTENCES, Writing
from facilitator.testing.taps import Control, Field

FINGERS = [Field("finger", "radio", value) for value in ("5", "4", "3", "2", "1", "0", "aside")]


def test_what_is_asked_says_what_is_written_and_nothing_is_written_twice() -> None:
    writing, random, texts = Writing(), Random(1), list[str]()
    fields = tuple(
        Field(name, "text", "", limit=limit, label=label)
        for name, limit, label in (("text", 140, "One next step"), ("how", 140, ""), ("who", 40, ""), ("title", 30, ""))
    )
    for kinds, control, page in (
        (("task", "known", "name", "topic"), Control("Add card", "", "write", fields), ""),
        (("thanks", "known", "name", "topic"), Control("Send", "", "write", fields[1:]), "Whom do you thank?"),
        (("line",), Control("Send", "", "write", (Field("text", "text", "", limit=140),)), "Check-in. How are you?"),
        (("need",), Control("Send", "", "write", (Field("text", "text", "", limit=140),)), ""),
    ):  # fmt: skip
        write = writing.about(control, page)
        for kind, each in zip(kinds[-len(control.fields) :], control.fields, strict=True):
            texts.append(write(random, each.limit))
            assert texts[-1].startswith(_SENTENCES[kind][0]), (kind, texts[-1])
    assert len({*texts}) == len(texts) and all(len(text) <= 140 for text in texts)


def test_a_room_is_willing_in_some_activities_and_says_yes_then() -> None:
    mood, random = Mood(), Random(1)
    moods = []
    for step in range(40):
        mood.begin(f"1:{step}")
        moods.append(mood.willing)
    assert 15 < sum(moods) < 35
    mood.willing = True
    values = [mood.pick(random, FINGERS).value for _time in range(200)]
    assert sum(value in "543" for value in values) > 180 and values.count("5") > values.count("3")
    backwards = [Field("points.a.want", "radio", value) for value in ("1", "2", "3", "4", "5", "aside")]
    assert sum(mood.pick(random, backwards).value in "543" for _time in range(100)) > 90
    now = [Field("points.a.now", "radio", value) for value in "12345"]
    assert {mood.pick(random, now).value for _time in range(100)} == {*"12345"}, "how it is today is no yes"
    mood.willing = False
    assert {mood.pick(random, FINGERS).value for _time in range(100)} == {each.value for each in FINGERS}
    assert len(LIKING) < len(FINGERS)
