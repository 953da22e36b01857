"""Read-back: the words of today's decisions are confirmed, put right or disputed; nothing else of them changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.read_back import ReadBack
from activities.read_back.rules import Asked, Checked, checked
from facilitator.testing import Table

TEXTS = ("We meet on Thursdays.", "We open the garden.", "We pay for buses.", "We ask the council.")


def decided(n: int, session: str = "table", **data: str) -> dict[str, Any]:
    known = {"text": TEXTS[n - 4], "status": "agreed", "review": "2099-01-01", "outcome": "Agreed"} | data
    return {"id": f"d{n}", "at": 5.0 + n, "n": n, "ledger": "decisions", "op": "add", "entry": f"{session}:r1:d{n}",
            "session": session, "number": f"D-{n}", "data": {k: v for k, v in known.items() if v}}  # fmt: skip


def table(*numbers: int, people: int = 11, **data: str) -> Table:
    made = Table(ReadBack, people, carried=tuple(decided(n, **data) for n in numbers))
    made.go("read")
    return made


def say(room: Table, yes: int = 0, no: int = 0, passed: int = 0) -> None:
    """So many say each, and the answers are shown."""
    told = ["yes"] * yes + ["no"] * no + [""] * passed
    for person, word in zip(room.people, told, strict=False):
        person.do("answer", point=word) if word else person.do("pass")
    room.go("found")


def left(room: Table) -> dict[str, dict[str, str]]:
    return {each.entry.rsplit(":d", 1)[1]: each.data for each in room.section.ledger}


def test_the_example_of_four_decisions():
    made = tuple(decided(n, review="" if n == 6 else "2099-01-01") for n in (4, 5, 6, 7))
    room = Table(ReadBack, 11, carried=made)
    assert all(text in room.board for text in TEXTS)
    room.go("read")
    assert TEXTS[0] in room.people[0].sees and "D-4, 1 of 4: Agreed" in room.board
    say(room, yes=10, passed=1)
    assert "Confirmed" in room.board and "10 of 11 answered." in room.board
    room.go("read")
    say(room, yes=9, no=2)
    assert "Wording disputed" in room.board and "2 people remember it in another way." in room.board
    room.go("remember")
    room.people[9].tap("Add card", text="We said Sundays")
    room.go("mend")
    assert "We said Sundays" in room.board
    room.facilitator.tap("Use these words", text="We open the garden on Sundays.")
    room.go("read")
    assert "We open the garden on Sundays." in room.people[3].sees
    say(room, yes=11)
    assert "Confirmed in new words" in room.board
    titles = [block.title for block in room.section.blocks if block.block in ("table", "quotes")]
    assert titles == ["What people said to each decision", "D-5: how people remember it"]
    (wording,) = [block for block in room.section.blocks if block.block == "table"]
    assert [row[:6] for row in wording.rows] == [
        ("D-4", TEXTS[0], 10, 0, 1, "Confirmed"), ("D-5", TEXTS[1], 9, 2, 0, "Read again"),
        ("D-5", "We open the garden on Sundays.", 11, 0, 0, "Confirmed in new words"),
    ]  # fmt: skip
    assert room.section.blocks[0].words == "The words of 2 decisions are confirmed."
    room.go("read")
    say(room, yes=11)
    room.go("read")
    say(room, passed=11)
    room.go("end")
    with room.refused("D-6 has no day to look at it again"):
        room.facilitator.do("finish")
    room.facilitator.tap("Set the date", on="2030-03-01")
    told = left(room)
    assert [told[n]["read"] for n in ("4", "5", "6", "7")] == ["confirmed", "confirmed", "confirmed", "not checked"]
    assert (told["5"]["text"], told["6"]["review"]) == ("We open the garden on Sundays.", "2030-03-01")
    room.facilitator.do("finish")
    log = {each.number: each for each in room.room.ledgers.of("decisions")}
    assert [each.data["text"] for each in log["D-5"].wordings] == [TEXTS[1], "We open the garden on Sundays."]
    assert "put the words right. 11 of 11 said" in log["D-5"].changes[-1].reason
    assert [len(log[f"D-{n}"].wordings) for n in (4, 5, 6, 7)] == [1, 2, 1, 1]
    assert {each.status for each in log.values()} == {"agreed"}, "a read-back never changes the outcome"


def test_who_still_disagrees_leaves_both_wordings():
    room = table(4)
    say(room, yes=9, no=2)
    room.go("mend")
    room.facilitator.tap("Use these words", text="We meet on Fridays.")
    room.go("read")
    say(room, yes=10, no=1)
    assert room.results["table:r1:d4"] == Checked("disputed", TEXTS[0], "We meet on Fridays.")
    room.go("end")
    assert "Also remembered: “We meet on Fridays.”" in room.board
    assert left(room)["4"] | {"reason": ""} == {
        "text": TEXTS[0], "read": "disputed", "disputed": "We meet on Fridays.", "reason": "",
    }  # fmt: skip


def test_the_same_words_can_be_read_again_after_a_talk():
    room = table(4, 5)
    say(room, yes=10, no=1)
    room.facilitator.tap("Read the same words again")
    room.go("read")
    assert TEXTS[0] in room.board
    say(room, yes=11)
    assert room.results["table:r1:d4"].ended == "confirmed"
    room.go("read")
    assert TEXTS[1] in room.board


def test_only_what_this_session_decided_is_read():
    room = Table(ReadBack, 3, carried=(decided(4, session="old"),))
    assert "Nothing was decided today" in room.board
    with room.refused("Nothing was decided today"):
        room.go("read")
    room.facilitator.tap("Show all of them")
    room.facilitator.do("finish")
    assert not room.room.ledger


def test_what_was_not_agreed_is_read_too_and_stays_so():
    room = table(4, status="not agreed", review="", outcome="Stopped")
    assert "D-4, 1 of 1: Not agreed" in room.board
    say(room, yes=11)
    room.facilitator.do("finish")
    (entry,) = room.room.ledgers.of("decisions")
    assert (entry.status, entry.data["read"], entry.data["outcome"]) == ("not agreed", "confirmed", "Stopped")


def test_the_big_button_leads_from_a_dispute_to_the_cards_and_the_words_and_on_to_the_next():
    room = table(4, 5)
    say(room, yes=10, no=1)
    for button in ("Ask how people remember it", "Put the words right", "Read the words aloud"):
        room.facilitator.tap(button)
    assert TEXTS[1] in room.board


def test_after_the_last_one_there_is_nothing_more_to_read():
    room = table(4)
    say(room, yes=3)
    with room.refused("All decisions of today are read"):
        room.go("read")
    assert room.facilitator.sees.count("Show all of them")


def test_nobody_sees_an_answer_before_the_result_and_no_name_ever():
    room = table(4, people=3)
    before = room.board
    room.people[0].do("answer", point="no")
    assert room.board.replace("1 of 3", "") != "" and "another way" not in room.board
    assert before.split("0 of 3")[0] == room.board.split("1 of 3")[0]


@pytest.mark.parametrize(("readings", "ended"), [
    ([], "not read"), ([("a", 0, 0)], "not checked"), ([("a", 1, 0)], "confirmed"), ([("a", 9, 1)], "disputed"),
    ([("a", 9, 1), ("b", 9, 0)], "corrected"), ([("a", 9, 1), ("b", 0, 0)], "disputed"),
    ([("a", 9, 1), ("b", 9, 1), ("a", 9, 0)], "confirmed"), ([("a", 9, 1), ("b", 8, 2), ("c", 9, 0)], "corrected"),
])  # fmt: skip
def test_how_words_end(readings: list[tuple[str, int, int]], ended: str):
    assert checked("a", [Asked(*each) for each in readings]).ended == ended


ASKED = st.builds(Asked, st.sampled_from("abc"), st.integers(0, 3), st.integers(0, 2))


@given(st.lists(ASKED, max_size=5))
def test_words_change_only_when_the_last_reading_confirms_them_against_nobody(readings: list[Asked]):
    found, last = checked("a", readings), readings[-1] if readings else None
    clean = last is not None and last.yes > 0 and last.no == 0
    assert (found.text != "a") == (clean and last is not None and last.words != "a")
    assert (found.ended in ("confirmed", "corrected")) == clean
    ever = any(each.no > 0 for each in readings)
    assert (found.ended == "disputed") == (ever and not clean)
    assert found.other == "" or (found.ended == "disputed" and found.other != "a")
