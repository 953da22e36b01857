"""A decision in the log: what it keeps, how the charter is looked up, and how one is looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from activities.fist_of_five import FistOfFive
from facilitator.blocks.charter import Way
from facilitator.blocks.decision import Decision, due
from facilitator.ledger import fold
from facilitator.testing import Table, control, words

WORDS = "We open a quiet room every Thursday."


def kept(entry: str, ledger: str = "decisions", op: str = "add", at: float = 5.0, **data: str) -> dict[str, Any]:
    return {"id": f"{entry}-{at}", "at": at, "n": 1, "ledger": ledger, "op": op, "entry": entry, "session": "old",
            "data": data}  # fmt: skip


def charter(**way: Any) -> dict[str, Any]:
    made = Way("Rooms and times", **way)
    return kept("way", "agreements", text=str(made.text), status="agreed" if made.ours else "not ours", **made.data())


def fist(people: int = 4, *carried: dict[str, Any], **settings: Any) -> Table:
    return Table(FistOfFive, people, carried=list(carried), **({"proposal": WORDS} | settings))


def show(table: Table, *fingers: str) -> None:
    table.go("show")
    for person, finger in zip(table.people, fingers, strict=True):
        person.do("show", finger=finger)
    table.go("reveal")


def left(table: Table) -> dict[str, str]:
    (entry,) = table.section.ledger
    return entry.data


def test_a_decision_keeps_what_it_says_and_nothing_else():
    made = Decision(text=WORDS, agreed=True, review=date(2030, 1, 31), method="Consent", present=5, answered=4,
                    stances=["5: 3", "4: 1"], concerns=["It is\nloud.", "Who pays?"])  # fmt: skip
    assert made.data() == {
        "text": WORDS, "method": "Consent", "present": "5", "answered": "4", "stances": "5: 3, 4: 1",
        "concerns": "It is loud.\nWho pays?", "status": "agreed", "review": "2030-01-31",
    }  # fmt: skip
    entry = Decision(text=WORDS, agreed=False, review=date(2030, 1, 31), method="Vote", id="d2").entry()
    assert (entry.ledger, entry.op, entry.entry, entry.data["status"]) == ("decisions", "add", "d2", "not agreed")
    assert "review" not in entry.data, "what is not agreed is not looked at again by itself"
    assert Decision(text="x", agreed=True, trial=True, review=date.max, method="").data()["status"] == "trial"


def test_what_is_due_is_in_force_and_the_longest_waiting_comes_first():
    ledgers = fold([
        kept("a", status="agreed", review="2030-02-02"), kept("b", status="trial", review="2030-02-01"),
        kept("c", status="agreed", review="2030-02-03"), kept("d", status="ended", review="2030-01-01"),
        kept("e", status="not agreed"), kept("f", status="agreed"),
    ])  # fmt: skip
    assert [each.key for each in due(ledgers, date(2030, 2, 2))] == ["f", "b", "a"]


# By the charter


@pytest.mark.parametrize(("threshold", "agreed"), [("2/3", True), ("3/4", False)])
def test_the_share_is_the_one_of_the_charter_exactly(threshold: str, agreed: bool):
    table = fist(6, charter(method="vote", threshold=threshold), kind="rooms and times")
    assert "Our charter says: Rooms and times: We vote" in words(str(table.board))
    with table.refused("Ask aloud whether enough of you are here"):
        table.go("show")
    table.facilitator.do("enough")
    show(table, "4", "4", "4", "4", "2", "2")
    assert table.results.agreed is agreed
    assert left(table)["kind"] == "Rooms and times" and threshold in left(table)["threshold"]


def test_all_agree_is_the_strict_rule_whatever_the_settings_say():
    table = fist(5, charter(method="all"), kind="Rooms and times", rule="share", share="1/2")
    table.facilitator.do("enough")
    show(table, "4", "4", "4", "4", "2")
    assert not table.results.agreed


@pytest.mark.parametrize(("way", "told"), [
    ({"method": "consent"}, "in another way: We go ahead if nobody objects with a reason"),
    ({"method": "told", "holder": "The council"}, "not yours to decide"),
])  # fmt: skip
def test_departing_from_the_charter_asks_why_and_the_why_is_kept(way: dict[str, str], told: str):
    table = fist(4, charter(**way), kind="Rooms and times")
    with table.refused(told):
        table.go("show")
    table.facilitator.tap("Save", kind="Rooms and times", why="We have ten minutes")
    assert "Today in another way, because: We have ten minutes" in table.board
    assert "We have ten minutes" in table.people[0].sees
    show(table, "4", "4", "4", "4")
    assert left(table)["departs"] == "We have ten minutes"
    rows = [row for block in table.section.blocks if block.block == "facts" for row in block.rows]
    assert ("Why we did it in another way", "We have ten minutes") in rows


def test_the_kind_is_chosen_on_the_stage_and_a_check_asks_nothing_of_the_charter():
    table = fist(4, charter(method="consent"))
    table.facilitator.tap("Save", kind="Rooms and times")
    with table.refused("in another way"):
        table.go("show")
    with table.refused("no such kind"):
        table.facilitator.do("by_charter", kind="Something else")
    table.facilitator.tap("Only ask what people think")
    assert "Our charter" not in table.board and "Your charter" not in table.stage
    show(table, "4", "4", "4", "4")
    assert not table.section.ledger


def test_without_a_charter_nothing_of_it_is_shown_and_old_settings_hold():
    table = fist(5, rule="share", share="4/5", kind="Rooms and times")
    assert "charter" not in table.board and "Your charter does not say how “Rooms and times” is decided." in table.stage
    show(table, "4", "4", "4", "4", "2")
    assert table.results.agreed and "kind" not in left(table)


def test_what_to_do_when_stuck_is_what_the_charter_says():
    table = fist(4, charter(method="all", fallback="vote", fallback_share="3/4"), kind="Rooms and times", rounds_max=1)
    table.facilitator.do("enough")
    show(table, "4", "4", "4", "1")
    table.facilitator.do("go_on", after="fallback")
    assert "We vote: 3/4 must be for it." in left(table)["next"]


# Looked at again

OLD = kept("d", text=WORDS, status="agreed", review="2020-01-01", outcome="Agreed", concerns="It is loud.", why="Noise")


def test_it_begins_with_the_words_as_they_stand_and_the_concerns_of_then():
    table = fist(4, OLD, proposal="", review_of="D-1")
    for said in ("We keep this: " + WORDS, "D-1, decided on", "It is loud."):
        assert said in table.board and said in table.people[0].sees
    show(table, "4", "4", "4", "4")
    (entry,) = table.section.ledger
    assert (entry.op, entry.entry, entry.data["text"]) == ("set", "d", WORDS)
    assert entry.data["reason"] == "We looked at it again and keep it." and entry.data["review"] > "2020-01-01"
    assert "status" not in entry.data, "nothing that stays the same is said again"


@pytest.mark.parametrize(("choice", "status"), [("change", "agreed"), ("end", "ended")])
def test_to_change_or_end_it_needs_a_reason_and_makes_a_version(choice: str, status: str):
    table = fist(4, OLD, proposal="", review_of="d")
    fields = {field.name for field in control(table.facilitator.html, "Ask this").fields}
    assert {"choice", "why", "text"} <= fields, "one form sends all of it"
    with table.refused("Say why it changes or ends"):
        table.facilitator.tap("Ask this", choice=choice, text="Tuesdays")
    table.facilitator.tap("Ask this", choice=choice, text="We open it on Tuesdays.", why="Nobody came")
    show(table, "4", "4", "4", "4")
    table.facilitator.do("finish")
    entry = table.room.ledgers.find("d")
    assert entry is not None and (entry.status, entry.number, len(entry.changes)) == (status, "D-1", 2)
    assert "Nobody came" in entry.changes[1].reason and entry.changes[0].data["text"] == WORDS
    assert [each.data["text"] for each in entry.wordings] == (
        [WORDS, "We open it on Tuesdays."] if choice == "change" else [WORDS]
    )


def test_what_is_not_agreed_changes_nothing_but_is_said():
    table = fist(4, OLD, proposal="", review_of="d")
    table.facilitator.tap("Ask this", choice="end", why="Nobody came")
    show(table, "4", "4", "4", "0")
    table.facilitator.do("finish")
    entry = table.room.ledgers.find("d")
    assert entry is not None and (entry.text, entry.status, entry.data["review"]) == (WORDS, "agreed", "2020-01-01")
    assert entry.changes[1].reason.startswith("We looked at it again and agreed on nothing new")
    assert (entry.data["asked"], entry.data["answer"]) == (f"We end this: {WORDS}", "Stopped")


def test_new_words_after_a_round_are_a_change_and_need_their_reason():
    table = fist(4, OLD, proposal="", review_of="d")
    show(table, "4", "4", "4", "2")
    table.go("listen")
    table.go("change")
    table.facilitator.do("word", text="We open it on Tuesdays.")
    with table.refused("Say below why it changes or ends"):
        table.go("show")


def test_a_decision_that_is_gone_is_a_proposal_like_any_other():
    table = fist(4, proposal="", review_of="D-7")
    assert "D-7 is not in the log" in table.stage
    with table.refused("There is no proposal yet"):
        table.go("show")
    with table.refused("not in the log any more"):
        table.facilitator.do("again", choice="keep")
