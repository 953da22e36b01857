"""Several plans rehearse as one programme: people come and go, and what one meeting leaves is there at the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.rehearsal import carried, rehearse
from facilitator.rehearsal.group import Group
from facilitator.report.model import LedgerEntry, Record, Section

DECIDES = """
title = "We decide"
[[steps]]
activity = "fist-of-five"
[steps.settings]
proposal = "We meet on Thursdays at six"
use = "decision"
review_days = 20
scale = "1-5"
pass_level = 2
rule = "share"
share = "1/2"
turnout_min = "1/2"
"""
LOOKS_AGAIN = """
title = "We look again"
[[steps]]
activity = "break"
"""
SEED = 3
"""The room agrees."""
D1, A1 = "first:r1:d", "first:r2:a"


@pytest.mark.parametrize("seed", range(20))
def test_some_leave_others_join_and_a_code_stays_with_whoever_keeps_it(seed: int):
    group, known, over = Group(25, seed, 8), dict[str, str](), set[str]()
    for meeting in range(5):
        everyone, paper = group.come()
        phones = [person for person in everyone if not person.helper]
        assert (len(phones), paper) == (17, 8)
        members = {member.name: member for member in group.members}
        assert len(members) == len(group.members), "nobody is called like somebody else"
        assert not over & set(members), "who left the group does not come back"
        for person in phones:
            assert not person.name or person.kept == known.get(person.name, "")
            person.kept = person.kept or f"{meeting}-{person.place}"
        group.go()
        over |= {name for name in known if name not in members}
        known = {member.name: member.code for member in group.members}
    assert group.joined >= 8 and group.left == 8
    assert any(not code for code in known.values())


def record(*ledger: LedgerEntry) -> Record:
    return Record("", "", "", "en", "", 0, 0, (Section("", ledger=ledger),))


def entry(op: str, key: str, **data: str) -> LedgerEntry:
    ledger = "decisions" if key == D1 else "agreements"
    return LedgerEntry(ledger, op, key, {"text": "We meet", **data})  # type: ignore[arg-type]


@pytest.fixture
def lines() -> dict[str, carried.Line]:
    """A decision that is looked at again on 3 May, and an agreement."""
    first = record(entry("add", D1, status="agreed", review="2027-04-01"), entry("add", A1, status="agreed"))
    return carried.fold(carried.fold({}, first), record(entry("set", D1, review="2027-05-03")))


def test_what_is_not_carried_over_is_found(lines: dict[str, carried.Line]):
    def tables(*operations: dict) -> dict:
        return {"meta": {"1": {"carried": operations}}}

    made = {"at": 1, "session": "first", "n": 1, "ledger": "decisions", "entry": D1}
    made["data"] = {"text": "We meet", "status": "agreed", "review": "2027-04-01"}
    changed = {**made, "at": 2, "data": {"review": "2027-05-03"}}
    agreed = {**made, "ledger": "agreements", "entry": A1, "data": {"text": "We meet", "status": "agreed"}}
    assert not [*carried.kept(lines, tables(changed, agreed, made))]
    assert "1 entry of the ledgers was not carried over" in str(*carried.kept(lines, tables(made, agreed)))
    assert A1 in str(*carried.kept(lines, tables(made, changed)))
    assert not [*carried.told(lines, "<body><p>We  meet</p></body>")]
    assert len([*carried.told(lines, "<body><p>We sing</p></body>")]) == 2


def test_a_decision_that_is_due_and_not_offered_is_found(lines: dict[str, carried.Line]):
    kept = record(entry("set", D1, status="agreed"))
    assert (carried.due(lines, "2027-05-02"), carried.due(lines, "2027-05-03")) == (set(), {D1})
    for day, offered, looked, after, said in (
        ("2027-05-03", [D1], [D1], kept, ""),
        ("2027-05-03", [], [], kept, "Decisions that were due: 1. Offered to be looked at again: 0."),
        ("2027-05-02", [D1], [], kept, "Decisions that were due: 0. Offered to be looked at again: 1."),
        ("2027-05-03", [D1], [D1], record(), "nothing came of it: We meet"),
    ):
        assert said in "".join(map(str, carried.reviewed(lines, day, offered, looked, after)))
        assert said or not [*carried.reviewed(lines, day, offered, looked, after)]


def test_a_decision_comes_up_for_review_at_the_next_meeting(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plans = []
    for name, text in (("decide", DECIDES), ("look", LOOKS_AGAIN)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        plans.append(str(tmp_path / f"{name}.toml"))
    rehearse(*plans, people=4, seed=SEED, to=tmp_path / "to")
    said = capsys.readouterr().out
    assert said.count("4 people took part, and everything held.") == 2
    assert "1 decision came up for review on its day." in said
    assert "D-1" in (tmp_path / "to" / "2-look" / "record.md").read_text(encoding="utf-8")
