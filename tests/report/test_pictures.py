"""Each result is one picture of the size of a slide, and its words stand in a file beside it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image

from facilitator.report import render
from facilitator.report.model import Outcome, Record
from facilitator.report.pictures import DAYS, WORDS, files
from tests.report.conftest import HOSTILE, hostile_record


def test_each_result_is_a_slide_and_has_its_words(record: Record) -> None:
    found = files(record, "public")
    assert [*found][:4] == [WORDS, DAYS, "01-dot-vote-totals.png", "02-fist-of-five-round-1.png"]
    assert {Image.open(BytesIO(data)).size for name, data in found.items() if name != WORDS} == {(1920, 1080)}
    told = found[WORDS].decode().split("\n\n")
    assert told[2] == (
        "01-dot-vote-totals.png\nWhich would help most in the next six months? 11 people answered. Every dot is one "
        "person. A quiet room: 6; Letters in plain words: 5; Lifts to and from the drop-in: 3; "
        "Longer opening hours: 3; Someone to greet new people: 2; A shared lunch: 1; "
        "Evening sessions: 1; Training for volunteers: 0."
    )
    assert "Agreed, with reservations (3). Second round. 12 of 12 answered." in told[4]
    assert len(told) == len(found)


def test_the_same_record_is_the_same_pictures_and_hostile_words_stay_words(empty: Record) -> None:
    assert [*files(empty, "room")] == [WORDS]
    odd = hostile_record(HOSTILE[0] + HOSTILE[3])
    assert render(odd, "png", "room") == render(odd, "png", "room") != b""


def test_a_result_without_a_sign_stands_over_its_table_and_has_no_picture_of_its_own(record: Record) -> None:
    told, counted = Outcome("none", "A quiet room has the most dots"), record.sections[0].blocks[0]
    alone, both = replace(record.sections[0], blocks=(told,)), replace(record.sections[0], blocks=(told, counted))
    words = files(replace(record, sections=(alone, both)), "room")
    assert [*words] == [WORDS, "02-dot-vote-totals.png"]
    assert b"A quiet room has the most dots. 11 people answered." in words[WORDS]


def test_the_outcome_that_stands_first_is_that_of_the_question(record: Record) -> None:
    first, then = Outcome("agreed", "Agreed"), Outcome("stopped", "Stopped")
    blocks = (first, record.sections[0].blocks[0], then)
    told = files(replace(record, sections=(replace(record.sections[0], blocks=blocks),)), "room")[WORDS].decode()
    assert "next six months? Agreed. 11 people" in told and told.endswith(
        "01-dot-vote-result.png\nDot vote. Stopped.\n"
    )
