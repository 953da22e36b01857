"""A made-up record with every kind of block, one with nothing in it, and one full of hostile words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from facilitator.report.model import (
    Column,
    Dots,
    Facts,
    Item,
    LedgerEntry,
    Outcome,
    Paragraph,
    Quote,
    Quotes,
    Record,
    Section,
    Table,
)

TEXT, COUNT = "text", "count"

OPTIONS = [
    (1, "A quiet room", 6), (2, "Letters in plain words", 5), (3, "Lifts to and from the drop-in", 3),
    (3, "Longer opening hours", 3), (5, "Someone to greet new people", 2), (6, "A shared lunch", 1),
    (6, "Evening sessions", 1), (8, "Training for volunteers", 0),
]  # fmt: skip


def fist(id: str, title: str, counts: list[tuple[str, int]], people: int, rings: tuple[int, ...] = ()) -> Table:
    return Table(
        id, title, (Column("Fingers"), Column("People", COUNT)), tuple(counts), Dots(0, 1, people, rings=rings)
    )


DOT_VOTE = Section(
    title="Dot vote",
    question="Which would help most in the next six months?",
    purpose="It is a shortlist, not a decision.",
    activity="dot-vote",
    blocks=(
        Table(
            "totals",
            "Dots for each option",
            (Column("Rank", "number"), Column("Option"), Column("Dots", COUNT)),
            tuple(OPTIONS),
            Dots(
                1,
                2,
                11,
                marked=(0, 1, 2, 3),
                line_after=3,
                line="The shortlist ends here. Two had the same number of dots, so both stay.",
            ),
        ),
        Facts((("Present", "12"), ("Voted", "11"), ("Passed", "1"), ("Dots each", "2, at most 1 on one option"))),
    ),
    items=(Item("a", "A quiet room"), Item("b", "Letters in plain words")),
)

QUIET_ROOM = Section(
    title="Fist of five",
    question="We open a quiet room every Thursday from 2 to 4.",
    activity="fist-of-five",
    blocks=(
        Paragraph("Round 1: We open a quiet room every day."),
        Outcome("not-yet", "Not yet (1 below 3)", "Round 1. 12 of 12 answered."),
        fist("round-1", "Round 1", [("five", 3), ("four", 4), ("three", 4), ("two", 1)], 12),
        Outcome("agreed", "Agreed, with reservations (3)", "Second round. 12 of 12 answered."),
        fist("round-2", "Round 2", [("five", 3), ("four", 5), ("three", 3), ("left it to the group", 1)], 12),
        Quotes("What would move it up?", (Quote("Someone who has the key."), Quote("Not every week at first."))),
        Facts((("Agreed if", "everyone shows 3 or more"), ("Answers needed", "4 of 5 people present"))),
    ),
    ledger=(
        LedgerEntry(
            "decisions", "add", "quiet-room",
            {"text": "We open a quiet room every Thursday from 2 to 4.", "status": "agreed", "number": "D-4",
             "review": "2027-02-24"},
        ),
    ),
)  # fmt: skip

LETTERS = Section(
    title="Fist of five",
    question="We write all letters in plain words.",
    activity="fist-of-five",
    blocks=(
        Outcome("agreed", "Agreed", "11 of 12 answered."),
        fist("round-1", "", [("five", 5), ("four", 6), ("did not answer", 1)], 11, rings=(2,)),
    ),
    ledger=(
        LedgerEntry(
            "decisions", "add", "letters",
            {"text": "We write all letters in plain words.", "status": "agreed", "number": "D-5",
             "review": "2027-02-24"},
        ),
    ),
)  # fmt: skip

GROUND_RULES = Section(
    title="Ground rules",
    question="What helps you speak and listen here?",
    activity="ground-rules",
    blocks=(Paragraph("Two rules stand.\nOne does not yet."),),
    ledger=(
        LedgerEntry("agreements", "add", "r1", {"text": "We let people finish.", "status": "agreed"}),
        LedgerEntry("agreements", "add", "r2", {"text": "We keep to time.", "status": "agreed"}),
        LedgerEntry("agreements", "add", "r3", {"text": "We share phone numbers.", "status": "not agreed"}),
    ),
)

PLAN = Section(
    title="Action plan",
    activity="action-plan",
    blocks=(
        Table(
            "plan",
            "The plan",
            (Column("Task"), Column("Who", names=True), Column("By when")),
            (("Ask for a key to room 3", "Sam", "1 December 2026"),),
        ),
    ),
    ledger=(
        LedgerEntry("actions", "add", "a1", {"text": "Ask for a key to room 3", "who": "Sam", "by": "2026-12-01"}),
        LedgerEntry(
            "actions", "add", "a2",
            {"text": "Test two letters with the group", "who": "Asha", "with": "Tom", "by": "2026-12-08"},
        ),
        LedgerEntry("actions", "add", "a3", {"text": "Ring people the day before", "by": "every week"}),
        LedgerEntry("goals", "add", "g1", {"text": "Everyone finds the room"}),
    ),
)  # fmt: skip

LARGE = Section(
    title="Dot vote",
    question="What should we look at first?",
    activity="dot-vote",
    blocks=(
        Table(
            "totals",
            "",
            (Column("Rank", "number"), Column("Option"), Column("Dots", COUNT)),
            ((1, "A quiet room", 41), (2, "Plain words", 38), (3, "Lifts", 26), (4, "Lunch", 9), (5, "Training", 0)),
            Dots(1, 2, 84, marked=(0, 1, 2), line_after=2, line="The shortlist ends here."),
        ),
    ),
)

STORIES = Section(
    title="Check-in",
    question="What brought you here?",
    activity="check-in",
    blocks=(
        Quotes(
            "Stories",
            (
                Quote("It stays in this room.", permission=1, name="Ada"),
                Quote("It is for our notes.", permission=2, name="Ben"),
                Quote("It may go out.", permission=3, name="Cleo"),
                Quote("It may go out with my name.", "Hope", 4, "Dora"),
                Quote("I bring cake.", name="Eve", open=True),
            ),
        ),
        Table(
            "means",
            "How it feels",
            (Column("Statement"), Column("Mean", "number"), Column("Agree", "percent"), Column("n", COUNT)),
            (("People listen", "-1.8", 63, 8), ("Meetings are easy", "4.0", None, 1250)),
            note="Fewer than 5 answered: counts only.",
        ),
    ),
    items=(Item("x", "It stays in this room."), Item("y", "It may go out.")),
)

STOPPED_EARLY = Section(title="Consent", question="Shall we try it?", activity="consent", finished=False)

RECORD = Record(
    title="Thursday drop-in",
    subtitle="Second meeting",
    date="2026-11-24",
    language="en",
    code="7KQ4",
    people=12,
    helpers=1,
    sections=(DOT_VOTE, QUIET_ROOM, LETTERS, GROUND_RULES, PLAN, STORIES, LARGE, STOPPED_EARLY),
    began="10:00",
    ended="12:02",
    paper=2,
    program="facilitator 0.1.0",
    log=(("10:04", "Started the dot vote."),),
)
EMPTY = replace(RECORD, title="", subtitle="", people=0, helpers=0, paper=0, sections=(), log=())

HOSTILE = [
    """<script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;'""",
    "\u202eevil\u202c \u2066isolate\u2069 \x00\x07\ud800 end",
    "a | b\n--- | ---\nc | d",
    "# heading\n===\n* * *\n- point\n1. one\n> said\n    code\n```\nfence\n```",
    "[x](javascript:alert(1)) ![i](http://example.org/i.png) <javascript:alert(1)> `tick` **bold** __b__ ~~s~~",
    "[x]: javascript:alert(1)\n\n[x]",
    "=1+1",
    "＝1+1",
    "@SUM(A1)",
    "  +1",
    "-good point",
    "\t=1",
    "x" * 10_000,
    "{{ 7*7 }}{% raw %} {n} %s </style></table></main>",
    "</title><base href=//evil>",
]


@dataclass(frozen=True)
class Hostile:
    words: str
    record: Record


@pytest.fixture
def record() -> Record:
    return RECORD


@pytest.fixture
def empty() -> Record:
    return EMPTY


@pytest.fixture
def worst() -> Record:
    return hostile_record(" ".join(HOSTILE[:2]) + "x" * 300)


@pytest.fixture(params=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> Hostile:
    words = HOSTILE[request.param]
    return Hostile(words, hostile_record(words))


def hostile_record(words: str) -> Record:
    """A record in which every text that a person can write is `words`."""
    table = Table(
        "totals",
        words,
        (Column(words), Column(words, COUNT), Column(words, names=True)),
        ((words, 2, words), (None, 0, words)),
        Dots(0, 1, 3, marked=(0,), line_after=0, line=words),
        words,
    )
    data = {"text": words, "who": words, "with": words, "by": words, "how": words, "note": words, "why": words,
            "outcome": words, "detail": words, "number": words, "review": words, "table": "totals",
            "decides": words, "threshold": words, "concerns": words}  # fmt: skip
    section = Section(
        title=words,
        question=words,
        purpose=words,
        activity="dot-vote",
        blocks=(
            Paragraph(words),
            Facts(((words, words),)),
            Outcome("stopped", words, words),
            Quotes(words, (Quote(words, words, 4, words),)),
            table,
        ),
        items=(Item("a", words, words),),
        ledger=(
            LedgerEntry("decisions", "add", "d", {**data, "status": words}),
            LedgerEntry("decisions", "add", "e", {**data, "status": "not agreed"}),
            LedgerEntry("agreements", "add", "r", data),
            LedgerEntry("actions", "add", "a", {**data, "status": words}),
            LedgerEntry("skills", "add", "s", data),
        ),
    )
    return replace(RECORD, title=words, subtitle=words, date=words, sections=(section,), log=((words, words),))
