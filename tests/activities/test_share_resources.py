"""Share resources: the frame, what comes first, a ballot counted in view of all, and a pot that is split over lines."""

from __future__ import annotations

from typing import Any

import pytest

from activities.share_resources import ShareResources, funding
from activities.share_resources.equal_shares import Election, equal_shares
from activities.share_resources.pot import COST, priced
from facilitator.activity import Refused
from facilitator.report.model import Facts
from facilitator.report.model import Table as Grid
from facilitator.testing import Table
from tests.activities.test_equal_shares import NOTHING, TEN
from tests.blocks.test_allocate_rules import SEVEN

WHO = "Everyone here"


def funds(election: Election, **settings: Any) -> Table[Any]:
    """A table that has chosen as in an election; the projects are o1, o2 and so on."""
    projects = [f"{name}: {cost}" for name, cost in election.costs.items()]
    given = {"amount": election.budget, "who": WHO, "projects": projects, **settings}
    table = Table(ShareResources, len(election.ballots), **given)
    for phase in ("needs", "first", "projects", "choose"):
        table.go(phase)
    ids = {name: f"o{at}" for at, name in enumerate(election.costs, 1)}
    for person, chosen in zip(table.people, election.ballots.values(), strict=True):
        person.do("ballot", dots={ids[project]: 1 for project in chosen})
    return table


def splits(**settings: Any) -> Table[Any]:
    lines = ["Travel: 1200", "Payment: 800", "Group", "Publicity"]
    table = Table(ShareResources, 7, **{"mode": "split", "amount": 5000, "who": WHO, "ring_fence": lines, **settings})
    for phase in ("needs", "first", "points"):
        table.go(phase)
    return table


def grid(table: Table[Any], id: str) -> Grid:
    return next(each for each in table.section.blocks if isinstance(each, Grid) and each.id == id)


def said(table: Table[Any]) -> dict[str, str]:
    return {label: words for each in table.section.blocks if isinstance(each, Facts) for label, words in each.rows}


def test_projects_are_funded_step_by_step():
    table = funds(TEN)
    assert "Minibus" in table.people[0].sees and "Funded" not in table.board
    assert "You chose 2 of 5" in table.people[6].sees, "g likes the cafe and phones"
    table.go("count")
    steps = [table.board]
    while "Show the next step" in table.stage:
        table.facilitator.do("next_step")
        steps.append(table.board)
    told = ["10 people chose, and each gets 100", "Step 1: Minibus, 6 people pay 83.33 each",
            "Step 2: Cafe, 4 people pay 75 each", "With 125 each, this joins: Art",
            "Funded: Minibus, Cafe, Art. 100 is left."]  # fmt: skip
    assert len(steps) == len(told)
    for words, board in zip(told, steps, strict=True):
        assert words in board
    with table.refused("last step"):
        table.facilitator.do("next_step")
    table.go("funded")
    ours, other = table.board.split("Most votes first")
    assert "Minibus 500 Cafe 300 Art 100 900 used 100 left Have a funded choice 10 of 10" in ours
    assert "Minibus 500 Garden 400 Art 100 1000 used 0 left Have a funded choice 8 of 10" in other
    assert "Garden (400), Phones (200): more than the 100 that is left." in table.board
    assert "You chose it" in table.people[0].sees and "You chose it" not in table.board
    assert [item.text for item in table.section.items] == [
        "Minibus (500)", "Cafe (300)", "Art (100)", "The pot pays for: Minibus (500), Cafe (300), Art (100).",
    ]  # fmt: skip
    rows = [row[:4] for row in grid(table, "steps-1").rows]
    assert rows[:2] == [("100", "Minibus", "6", "83.33"), ("100", "Cafe", "4", "75")]
    assert rows[-1] == ("125", "Art", "2", "50")
    assert [row[2] for row in grid(table, "round-1").rows] == ["Yes", "No", "Yes", "No", "Yes"]
    assert said(table)["Way of counting"].startswith("It was counted by equal shares")


def test_nothing_funded_is_said_and_the_way_of_counting_is_only_changed_in_view():
    table = funds(NOTHING)
    for phase in ("count", "funded"):
        table.go(phase)
    assert "Nothing is funded." in table.board and not table.section.items
    assert said(table)["Way of counting"].startswith("It was counted by equal shares")
    table.facilitator.do("count_by_votes")
    assert "Nothing is funded." not in table.board and len(table.section.items) == 2
    assert said(table)["Way of counting"].startswith("It was counted by most votes first")
    with table.refused("Something is funded already"):
        table.facilitator.do("count_by_votes")


def test_a_result_is_counted_once_however_many_phones_look(monkeypatch: pytest.MonkeyPatch):
    table, counts = funds(TEN), list[Election]()
    for phase in ("count", "funded"):
        table.go(phase)
    monkeypatch.setattr(funding, "equal_shares", lambda each: counts.append(each) or equal_shares(each))
    table.people[0].do("leave")
    assert all("900 used" in person.sees for person in table.people[1:])
    assert len(counts) <= 2


def test_the_room_can_agree_on_most_votes_first():
    table = funds(TEN, count="votes")
    for phase in ("count", "funded"):
        table.go(phase)
    assert {item.text for item in table.section.items} >= {"Minibus (500)", "Garden (400)", "Art (100)"}
    assert "Most votes first Our way of counting" in table.board and "Equal shares Only to compare" in table.board


def test_what_is_too_dear_is_refused_and_what_has_no_cost_is_said_to_be_off_the_ballot():
    table = Table(ShareResources, 3, amount=1000, who=WHO, ring_fence=["Travel: 400"],
                  projects=["Minibus: 500", "Garden: 100", "Hall: 601", "Choir"])  # fmt: skip
    for phase in ("needs", "first", "projects"):
        table.go(phase)
    assert "Not on the ballot yet, as they have no cost or cost more than 600: Hall, Choir." in table.board
    with table.refused("from 0 to 600"):
        table.facilitator.do("say", option="o4", details={"cost": "601"})
    table.facilitator.do("say", option="o4", details={"cost": "600"})
    table.go("choose")
    assert "Choir 600" in table.people[0].sees and "Hall" not in table.people[0].sees


def test_more_ring_fenced_than_there_is_stops():
    table = Table(
        ShareResources, 3, amount=100, who=WHO, ring_fence=["Travel: 60", "Care: 60"], projects=["a: 1", "b: 1"]
    )
    table.go("first")
    assert "20 more is set aside than there is" in table.board
    with table.refused("20 more is set aside"):
        table.go("projects")
    with table.refused("from 0 to 40"):
        table.facilitator.do("say", option="o2", details={"floor": "50"})
    table.facilitator.do("say", option="o2", details={"floor": "40"})
    with table.refused("Nothing is left to share"):
        table.go("projects")
    table.facilitator.do("say", option="o2", details={"floor": "10"})
    table.go("projects")


def test_a_pot_is_split_and_points_only_add():
    table = splits()
    for person, ballot in zip(table.people, SEVEN, strict=True):
        for at, points in enumerate(ballot, 1):
            if points:
                person.do("give", line=f"o{at}", points=points)
    assert "All 100 points are given" in table.people[0].sees
    table.people[0].do("finish_allocating")
    table.go("divided")
    assert [row[2:] for row in grid(table, "divided-1").rows] == [(493, 1693), (1007, 1807), (1200, 1200), (300, 300)]
    assert [row[1] for row in grid(table, "split-1").rows] == ["16.4", "33.6", "40.0", "10.0"]
    assert [row[5] for row in grid(table, "split-1").rows] == ["", "", "Wide range", ""]
    assert "1200 fixed + 493 from the ballot" in table.board and "Together 5000" in table.board
    assert "1200 from the ballot. Wide range: half gave 30 to 60." in table.board
    assert "You gave 20 points" in table.people[0].sees and "16.4 points on average" in table.people[0].sees
    assert table.results == {"o1": 1693, "o2": 1807, "o3": 1200, "o4": 300}


def test_done_is_there_only_when_no_point_is_left():
    table = splits()
    ann, bob = table.people[:2]
    assert "Done" not in ann.sees and "100 of 100 points are left" in ann.sees
    ann.do("give", line="o1", points=99)
    with table.refused("1 point is left"):
        ann.do("finish_allocating")
    with table.refused("too many"):
        ann.do("give", line="o2", points=2)
    ann.tap("Clear")
    ann.tap("Share equally")
    assert "Done" in ann.sees
    bob.do("give", line="o1", points=60)
    paper = table.paper_seat()
    with table.refused("40 points are left"):
        table.enter(paper, "allocate", points={"o1": 60})
    table.enter(paper, "allocate", points={"o1": 60, "o2": 40})
    table.people[2].tap("Pass")
    table.go("divided")
    assert table.section.blocks and said(table)["Gave all points"].startswith("2 of 8")
    assert "1 person had points left" in said(table)["Not finished"]
    table.go("points")
    assert "100 of 100 points are left" in ann.sees
    ann.tap("Share equally")
    table.go("divided")
    assert [column.title for column in grid(table, "divided-2").columns] == [
        "Line", "Set aside", "From the points", "Round 1", "Round 2",
    ], "both rounds are kept"  # fmt: skip


def test_a_pot_that_is_no_multiple_of_its_unit_is_refused():
    with pytest.raises(Refused, match="multiple"):
        splits(unit=300)


@pytest.mark.parametrize(
    ("line", "text", "cost"),
    [("Minibus: 500", "Minibus", "500"), ("Tea: 1 200 ", "Tea", "1200"), ("Choir", "Choir", None),
     ("At 9: tea", "At 9: tea", None), (": 5", ": 5", None), ("Way: too: 7", "Way: too", "7")],
)  # fmt: skip
def test_a_line_with_a_number(line: str, text: str, cost: str | None):
    made = priced([line], COST)
    assert made.texts == {"o1": text} and made.details.get("o1", {}).get("cost") == cost
