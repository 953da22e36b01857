"""Share resources, around the ballot: private needs, projects in turn, the charter, what becomes of the result."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from activities.share_resources import ShareResources, recount
from facilitator.rehearsal.books import Act
from facilitator.rehearsal.rounds import apart
from facilitator.report.model import Outcome, Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table
from tests.activities.test_equal_shares import NOTHING, TEN
from tests.activities.test_share_resources import SEVEN, funds, splits

CHARTER = {"id": "c1", "at": 5.0, "n": 1, "ledger": "agreements", "op": "add", "entry": "old:r1:c1", "session": "old",
           "data": {"text": "Money: consent", "status": "agreed", "kind": "Money", "method": "consent"}}  # fmt: skip
VOTE = {**CHARTER, "data": {**CHARTER["data"], "method": "vote"}}


def outcome(table: Table[Any]) -> Outcome:
    return next(each for each in table.section.blocks if isinstance(each, Outcome))


def counted(table: Table[Any]) -> None:
    for phase in ("count", "funded", "decided"):
        table.go(phase)


def test_what_people_need_is_read_by_the_facilitator_alone_and_stands_in_no_record():
    table = Table(ShareResources, 3, **ShareResources.example)
    table.go("needs")
    ann, bob, cy = table.people
    ann.do("need", note="A lift in the evening")
    bob.do("need", note="Somebody for my mother")
    bob.do("need", note="Care for my mother")
    cy.tap("Pass")
    with table.refused("empty"):
        cy.do("need", note=" ")
    table.go("first")
    private = table.run.activity.private(table.run.course.state, table.ctx)
    assert "A lift in the evening" in private and "Care for my mother" in private and "Somebody" not in private
    seen = [table.board, table.stage, *(person.sees for person in table.people), repr(table.section)]
    assert not any("lift" in words or "mother" in words for words in seen)
    assert "2 people said what they need" in table.stage
    with table.refused("sealed"):
        table.go("needs")


def test_projects_are_explained_in_an_order_by_lot_each_for_the_same_time():
    table = funds(TEN, minutes_each=3)
    table.go("projects")
    heard = []
    while "Hear the" in table.stage:
        table.facilitator.do("next_project")
        heard.append(table.people[0].sees.partition("Now: ")[2].split()[0])
    assert sorted(heard) == sorted(TEN.costs) and heard != [*TEN.costs]
    with table.refused("Every project was explained"):
        table.facilitator.do("next_project")


def test_a_ballot_that_does_not_decide_hands_its_result_on_and_leaves_no_decision():
    table = funds(TEN)
    counted(table)
    assert "Not decided yet" in table.board and not table.section.ledger
    assert table.section.items[-1].text == "The pot pays for: Minibus (500), Cafe (300), Art (100)."
    assert outcome(table).sign == "none"


def test_a_ballot_that_decides_leaves_a_decision_once_it_is_said_what_happens_with_the_rest():
    table = funds(TEN, binding=True)
    counted(table)
    with table.refused("what happens with the 100"):
        table.facilitator.do("finish")
    with table.refused("empty"):
        table.facilitator.do("with_rest")
    table.facilitator.do("with_rest", rest="It stays in the pot for spring", who="Dana")
    (entry,) = table.section.ledger
    assert entry.data["text"] == "The pot pays for: Minibus (500), Cafe (300), Art (100)."
    assert entry.data["detail"] == "100 is left: It stays in the pot for spring" and entry.data["review"]
    assert (entry.data["status"], entry.data["method"]) == ("agreed", "Equal shares, with completion")
    assert entry.data["options"].split("\n") == ["Not funded: Garden (400)", "Not funded: Phones (200)"]
    table.facilitator.do("finish")


def test_nothing_funded_decides_nothing():
    table = funds(NOTHING, binding=True)
    counted(table)
    assert "Nothing is decided" in table.board and table.section.ledger[0].data["status"] == "not agreed"


def test_departing_from_the_charter_asks_why_before_the_ballot():
    table = Table(ShareResources, 3, carried=(CHARTER,), kind="Money", binding=True, **ShareResources.example)
    assert "Our charter says" in table.board
    with table.refused("another way"):
        table.go("needs")
    table.facilitator.do("by_charter", kind="Money", why="The deadline is today")
    for phase in ("choose", "count"):
        table.go(phase)
    assert "The deadline is today" in repr(table.section)


def test_the_charter_that_says_vote_is_followed_once_enough_are_there():
    table = Table(ShareResources, 3, carried=(VOTE,), kind="Money", binding=True, **ShareResources.example)
    with table.refused("Ask aloud"):
        table.go("choose")
    table.facilitator.do("enough")
    table.go("choose")


def test_the_split_is_decided_too_and_there_is_no_third_ballot():
    table = splits(binding=True)
    for _ballot in range(2):
        table.go("points")
        for person in table.people:
            person.tap("Share equally")
        table.go("divided")
    with table.refused("both results were shown"):
        table.go("points")
    table.go("decided")
    (entry,) = table.section.ledger
    assert entry.data["text"] == "We split 5000: Travel 1950, Payment 1550, Group 750, Publicity 750."
    one = splits(second_ballot=False)
    one.go("divided")
    with one.refused("its result was shown"):
        one.go("points")


def test_nobody_can_choose_more_than_the_room_agreed():
    table = Table(ShareResources, 3, approve_max=1, **ShareResources.example)
    for phase in ("needs", "first", "projects", "choose"):
        table.go(phase)
    assert "Choose up to 1." in table.people[0].sees
    with table.refused("Please choose 1 at most"):
        table.people[0].do("ballot", dots={"o1": 1, "o2": 1})
    table.people[0].do("ballot", dots={"o1": 1})


def books(table: Table[Any], acts: list[Act]) -> Any:
    return SimpleNamespace(step=1, settings={1: table.run.activity.settings}, acts=acts, slipped=[])


def funded(ballots: list[list[str]], **settings: Any) -> tuple[Section, dict[int, Any], Any]:
    table = funds(TEN, **settings)
    table.go("count")
    sheets = {str(n): SimpleNamespace(dots={f"o{[*TEN.costs].index(p) + 1}": 1 for p in ballot})
              for n, ballot in enumerate(ballots)}  # fmt: skip
    return table.section, {1: SimpleNamespace(phase="choose", sheets=sheets)}, books(table, [])


@pytest.mark.parametrize("count", ["shares", "votes"])
def test_a_rehearsal_counts_every_figure_of_a_ballot_again(count: str):
    ballots = [*map(list, TEN.ballots.values())]
    figures = list(recount.figures(*funded(ballots, count=count)))
    assert len(figures) >= 25 and [each for each in figures if each[1] != each[2]] == []
    wrong = list(recount.figures(*funded(ballots[1:], count=count)))
    assert [each for each in wrong if each[1] != each[2]]


def test_a_rehearsal_counts_both_ballots_again_that_stand_in_one_table():
    table = funds(TEN)
    table.go("count")
    table.go("funded")
    table.go("choose")
    for at, person in enumerate(table.people):
        person.do("ballot", dots={"o1": 1, "o3": 1} if at < 6 else {"o2": 1, "o4": 1})
    table.go("count")
    said = [[f"o{[*TEN.costs].index(p) + 1}" for p in ballot] for ballot in TEN.ballots.values()]
    again = [["o1", "o3"] if at < 6 else ["o2", "o4"] for at in range(10)]
    rounds = {
        n: SimpleNamespace(phase="choose", sheets={str(at): SimpleNamespace(dots=dict.fromkeys(each, 1))
                                                   for at, each in enumerate(ballots)})
        for n, ballots in enumerate((said, again), 1)
    }  # fmt: skip
    (one,) = [each for each in table.section.blocks if isinstance(each, Grid) and each.id.startswith("round-")]
    assert [column.title for column in one.columns if not column.detail][-2:] == ["Round 1: People", "Round 2: People"]
    figures = list(recount.figures(apart(table.section), rounds, books(table, [])))
    assert len(figures) >= 50 and [each for each in figures if each[1] != each[2]] == []
    rounds[1].sheets.popitem()
    wrong = list(recount.figures(apart(table.section), rounds, books(table, [])))
    assert [each for each in wrong if each[1] != each[2]]


def test_a_rehearsal_counts_every_figure_of_a_split_again():
    table = splits()
    acts = []
    for person, ballot in zip(table.people, SEVEN, strict=True):
        person.do("allocate", points={f"o{at}": n for at, n in enumerate(ballot, 1)})
        given = {f"points.o{at}": str(n) for at, n in enumerate(ballot, 1)}
        acts.append(Act(str(person.key), 1, "allocate", given, "points"))
    table.go("divided")
    figures = list(recount.figures(table.section, {}, books(table, acts)))
    assert len(figures) > 30 and [each for each in figures if each[1] != each[2]] == []
    wrong = list(recount.figures(table.section, {}, books(table, acts[1:])))
    assert [each for each in wrong if each[1] != each[2]]
    assert any(isinstance(each, Grid) and each.id == "divided-1" for each in table.section.blocks)
