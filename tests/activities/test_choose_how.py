"""Choose how: which way leads, what is proposed, what is not ours, and the charter that others look up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.choose_how import ChooseHow
from activities.choose_how.recount import figures
from activities.choose_how.rules import CODES, PICKS, Asked, Told, story
from facilitator import counting
from facilitator.activity import Key
from facilitator.blocks.charter import Votes, Way, about, by_vote, ways
from facilitator.blocks.rate import Distribution, Ratings
from facilitator.ledger import fold
from facilitator.rehearsal.books import Round as Played
from facilitator.rehearsal.books import Sheet
from facilitator.report import render
from facilitator.report.model import Quotes
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, control

MONEY, JOIN = "How the 2,000 is spent", "Who joins the team"
WIRE = {"small": "small-group", "vote": "vote", "consent": "consent", "all": "all-agree"}


def table_of(*kinds: str, people: int = 9, **settings: Any) -> Any:
    return Table(ChooseHow, people, **{"kinds": list(kinds), **settings})


def picked(table: Any, *said: str) -> Any:
    """Of each kind "consent 6 vote 2" chose that, in this order of people; then the result is shown."""
    table.go("pick")
    asked = [*ChooseHow.picks.open(table.ctx.state, table.ctx)]
    given: list[dict[str, str]] = [{} for _person in table.people]
    for kind, text in zip(asked, said, strict=True):
        parts = text.split()
        flat = [method for method, n in zip(parts[::2], parts[1::2], strict=True) for _each in range(int(n))]
        for points, method in zip(given, flat, strict=False):
            points[kind] = WIRE[method]
    for person, points in zip(table.people, given, strict=True):
        if points:
            person.do("answer", points=points)
    table.go("counts")
    return table


def standing(table: Any) -> list[tuple[str, str]]:
    return [(how, way.method) for way, how in ChooseHow.charter.ways(table.ctx.state, table.ctx).values()]


def adopted(table: Any, fingers: str = "5") -> Any:
    table.go("show")
    for person in table.people:
        person.do("show", finger=fingers)
    table.go("reveal")
    return table


def test_the_worked_example():
    table = picked(table_of(MONEY, JOIN), "consent 6 vote 2 small 1", "consent 4 all 3 vote 2")
    assert standing(table) == [("leads", "consent"), ("proposed", "consent")]
    assert "We go ahead if nobody objects with a reason" in table.board and "6 of 9 chose it" in table.board
    table.facilitator.do("turn", part=2)
    assert JOIN in table.board and "No way leadsProposed: Consent" in table.board
    assert "Ask why" in table.stage
    table.go("because")
    table.people[0].do("write", text="because nobody should be left out")
    table.go("talk")
    assert "because nobody should be left out" in table.board
    again = table.copy()
    picked(table, "consent 5 all 3 vote 1")
    assert standing(table) == [("leads", "consent"), ("proposed", "consent")]
    picked(again, "consent 4 all 4 vote 1")
    assert standing(again) == [("leads", "consent"), ("proposed", "consent")]
    with again.refused("That was the last time"):
        again.go("pick")
    told = [quote.text for block in again.section.blocks if isinstance(block, Quotes) for quote in block.quotes]
    assert told == ["because nobody should be left out"], "what was written after the first round stays"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("vote 6 consent 3", ("leads", "vote")),
        ("all 4 consent 3 vote 2", ("proposed", "all")),
        ("all 3 consent 2 vote 4", ("not settled", "consent")),
        ("small 5 vote 4", ("not settled", "consent")),
        ("consent 2 vote 1", ("leads", "consent")),
        ("", ("not settled", "consent")),
    ],
)
def test_one_kind(said: str, expected: tuple[str, str]):
    assert standing(picked(table_of(MONEY), said)) == [expected]


@pytest.mark.parametrize(
    ("present", "votes", "lived", "expected"),
    [
        (11, Votes(6, 3, 2), True, "passed"),
        (6, Votes(6), True, "no quorum"),
        (9, Votes(blank=9), True, "not passed"),
        (11, Votes(9, 2), False, "no quorum"),
        (7, Votes(4, 2), True, "passed"),
        (7, Votes(5, 3), True, "not passed"),
    ],
)
def test_a_vote(present: int, votes: Votes, lived: bool, expected: str):
    assert by_vote(votes, present, 14, lived, Fraction(2, 3), Fraction(1, 2)) == expected


def slow(counts: tuple[int, ...]) -> tuple[str, str]:
    """The rule again: with a list of answers and whole numbers only."""
    said = [method for method, n in zip(("all", "consent", "vote", "small"), counts, strict=True) for _one in range(n)]
    for method in ("small", "vote", "consent", "all"):
        if said and 3 * said.count(method) >= 2 * len(said):
            return "leads", method
    both = [each for each in said if each in ("consent", "all")]
    if said and 3 * len(both) >= 2 * len(said):
        return "proposed", "all" if both.count("all") > both.count("consent") else "consent"
    return "not settled", "consent"


@given(st.tuples(*[st.integers(0, 9)] * 4))
def test_what_leads_against_a_slow_count(counts: tuple[int, ...]):
    turnout = counting.turnout([], [], [])
    assert Told("Any", Distribution(1, counts), turnout, Fraction(2, 3)).standing == slow(counts)


@given(st.lists(st.lists(st.sampled_from([*CODES]), max_size=5), min_size=1, max_size=3))
def test_a_kind_that_leads_is_not_asked_again(rounds: list[list[int]]):
    asked = []
    for number, points in enumerate(rounds, 1):
        ratings = Ratings({Key(str(at)): {"k": point} for at, point in enumerate(points)})
        asked.append(Asked(number, {"k": "Money"}, ratings, [*ratings.points]))
    told = story(asked, Fraction(2, 3))
    led = [bool(said["k"].leads) for _asked, said in told if "k" in said]
    assert not any(led[:-1]) and len(PICKS.points) == 4


def test_what_is_not_ours_is_said_in_the_open_by_who_says_who_holds_it():
    table = table_of(MONEY, JOIN, people=3)
    ann, bob, _cy = table.people
    table.go("limits")
    kind = next(iter(ChooseHow.kinds.texts(table.ctx.state, table.ctx)))
    assert "Everyone will see this with your name." in ann.sees
    with table.refused("Write who holds the decision"):
        ann.do("fix", kind=kind, holder=" ", method="told")
    ann.do("fix", kind=kind, holder="The council", method="told", until="next year")
    for seen in (table.board, bob.sees, table.stage):
        assert "Not ours. The council decides, until next year." in seen
    assert "1 of 2 kinds is ours to decide." in table.board
    with table.refused("Only the person who said this"):
        bob.do("free", kind=kind)
    with table.refused("said already"):
        bob.do("fix", kind=kind, holder="Me", method="asked")
    bob.tap("Ask why")
    assert "1 person asks why" in table.board
    table.go("pick")
    assert MONEY not in table.people[0].sees and JOIN in table.people[0].sees
    table.go("limits")
    ann.tap("It is ours after all")
    assert "2 of 2 kinds are ours to decide." in table.board


def test_the_charter_is_adopted_looked_up_and_agreed_anew():
    table = table_of(MONEY, JOIN, people=3)
    table.go("limits")
    first = next(iter(ChooseHow.kinds.texts(table.ctx.state, table.ctx)))
    table.facilitator.do("fix_aloud", kind=first, holder="The council", method="asked")
    picked(table, "vote 3")
    table.go("details")
    assert "1/2 of the members" in table.board and JOIN in table.board
    table.facilitator.tap("Save", who="The team", threshold="3/4")
    with table.refused("stands there already"):
        table.facilitator.do("detail", kind="n2", who="The team", threshold="3/4")
    adopted(table)
    assert "1 of 2 kinds is ours to decide." in table.board or "Agreed" in table.board
    with table.refused("this step is over"):
        table.go("pick")
    entries = table.section.ledger
    assert [(entry.data["status"], entry.data["method"]) for entry in entries] == [
        ("not ours", "asked"),
        ("agreed", "vote"),
    ]
    ledgers = fold(
        {"id": str(at), "at": at, "n": at, "ledger": each.ledger, "op": each.op, "entry": each.entry,
         "data": each.data, "session": "s"}
        for at, each in enumerate(entries)
    )  # fmt: skip
    assert ways(ledgers) == [
        Way(MONEY, "asked", "The council"), Way(JOIN, "vote", who="The team", threshold="3/4"),
    ]  # fmt: skip
    assert about(ledgers, "who joins the team.") == ways(ledgers)[1] and about(ledgers, "Parking") is None
    assert entries[1].data["review"]
    table.facilitator.do("finish")
    for copy, named in (("room", True), ("public", False)):
        told = "".join(render(table.room.record(), each, copy).decode() for each in ("md", "json", "html"))
        assert ("The council" in told, "The team" in told) == (named, named)


def test_what_was_not_agreed_is_not_looked_up_and_a_mended_charter_is_asked_again():
    table = adopted(picked(table_of(MONEY, people=3), "consent 3"), "2")
    assert table.section.ledger[0].data["status"] == "not agreed"
    table.go("listen")
    table.go("change")
    table.facilitator.do("detail", kind="n1", who="All members")
    assert "Ask everyone to show" in table.stage
    adopted(table)
    assert table.section.ledger[0].data["status"] == "agreed" and table.section.ledger[0].data["who"] == "All members"
    assert "Version 2" in table.board
    table.go("close")
    table.go("charter")
    assert MONEY in table.board and "1 of 1 kinds is ours" in table.board


def test_both_choices_stand_in_one_table_and_a_rehearsal_counts_them_again():
    table = picked(table_of(MONEY, JOIN), "consent 6 vote 2 small 1", "vote 4 all 3 small 2")
    picked(table, "vote 5 all 4")
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid) and block.id.startswith("pick-")]
    assert [(row[0], row[3:7]) for row in grid.rows] == [
        (MONEY, (1, 2, 6, 0)), (f"{JOIN}, choice 1", (2, 4, 0, 3)), (f"{JOIN}, choice 2", (0, 5, 0, 4)),
    ]  # fmt: skip
    money, join = ["consent"] * 6 + ["vote"] * 2 + ["small"], ["vote"] * 4 + ["all"] * 3 + ["small"] * 2
    first = [{"n1": WIRE[one], "n2": WIRE[two]} for one, two in zip(money, join, strict=True)]
    second = [{"n2": WIRE[each]} for each in ["vote"] * 5 + ["all"] * 4]
    rounds = {
        n: Played({str(at): Sheet(points=points) for at, points in enumerate(said)}, asked=(*said[0],), phase="pick",
                  revealed=True)
        for n, said in ((1, first), (2, second))
    }  # fmt: skip
    told = [*figures(table.section, rounds, None)]
    assert len(told) == 1 + 3 * 6 and [each for each in told if each[1] != each[2]] == []
    rounds[2].sheets.popitem()
    assert [each for each in figures(table.section, rounds, None) if each[1] != each[2]]


def test_people_write_the_kinds_when_none_are_given():
    table = Table(ChooseHow, 2, review_days=30)
    table.people[0].do("write", text="money")
    table.go("look")
    table.go("kinds")
    with table.refused("There is no kind of decision yet"):
        table.go("limits")
    table.facilitator.do("name_kinds", text={"new": MONEY})
    table.go("limits")
    table.go("pick")
    assert control(table.people[0].html, "Send", "")
    table.go("counts")
    assert standing(table) == [("not settled", "consent")]


def test_what_is_not_ours_stays_when_it_is_ended_early():
    table = table_of(MONEY, JOIN, people=2)
    table.go("limits")
    table.people[0].do("fix", kind="n1", holder="The council", method="told", until="next year")
    table.go("pick")
    table.people[1].do("answer", points={"n2": "vote"})
    table.facilitator.tap("End it")
    section = table.room.sections["step"]
    assert not section.finished and [block.id for block in section.blocks] == ["limits"]
    assert section.blocks[0].rows == ((MONEY, "Not ours: the organisation decides and explains why", "The council",
                                       "next year"),)  # fmt: skip
