"""Scale with care: four lists that are exact, parts made two, the plan that people from there decide, the agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.scale_with_care import ScaleWithCare
from activities.scale_with_care.recount import figures
from activities.scale_with_care.rules import CROWDED, Found, Kind, Say, kind
from facilitator.blocks.decision.rules import Decision
from facilitator.rehearsal.books import Act, Round, Sheet
from facilitator.report.model import Facts, Outcome, Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table

EXAMPLE = {
    "Lived experience hires staff": (9, 0, 0), "Free travel": (7, 1, 0), "Shared lunch": (6, 3, 0),
    "Weekly planning circle": (5, 4, 0), "Open 2 pm to 8 pm": (1, 7, 1), "Paper sign-in book": (0, 4, 5),
}  # fmt: skip
LISTS = ["core", "core", "core", "talk", "open", "drop"]


def named(table: Table, *parts: str) -> None:
    """The parts with a purpose each; the first is `n1`."""
    for part in parts:
        table.facilitator.do("name_parts", text={"new": part}, more={"new.purpose": f"Why {part}"})


def sort(table: Any, said: dict[str, tuple[int, int, int]]) -> Any:
    """Everyone sorts the parts (ids); who is left over can't say."""
    table.go("sort")
    for place, person in enumerate(table.people):
        points = {}
        for part, (stay, change, drop) in said.items():
            words = ["stay"] * stay + ["change"] * change + ["drop"] * drop
            points[part] = words[place] if place < len(words) else "aside"
        person.do("answer", points=points)
    table.go("sorted")
    return table


def played(people: int = 9, parts: dict[str, tuple[int, int, int]] = EXAMPLE, **settings: Any) -> Any:
    """The four lists of these parts, as they were just shown."""
    table = Table(ScaleWithCare, people, **{"what": "our open kitchen", "place": "Northside", **settings})
    for phase in ("group", "why"):
        table.go(phase)
    named(table, *parts)
    return sort(table, {f"n{at}": said for at, said in enumerate(parts.values(), 1)})


def planned(table: Any) -> Any:
    """The same before the plan, with nobody named yet."""
    for phase in ("there", "look", "invite", "plan"):
        table.go(phase)
    return table


def agreed(table: Any, fingers: str = "4") -> Any:
    table.go("show")
    for person in table.people:
        person.do("show", finger=fingers)
    table.go("reveal")
    return table


def grid(table: Any, id: str) -> Grid:
    return next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == id)


def test_the_worked_example():
    table = played()
    found: Found = table.results
    assert list(found.kinds.values()) == LISTS
    assert (len(found.of("core")), len(found.open), len(found.of("talk"))) == (3, 2, 1)
    assert "3 parts are core, 2 are open, 1 to talk about." in table.board
    assert "People with lived experience share the decisions" in table.people[0].sees
    assert str(CROWDED) not in table.board, "three of six are not more than half"
    rows = grid(table, "sort-1").rows
    assert [row[1:5] for row in rows] == [(9, 0, 0, 0), (7, 1, 0, 1), (6, 3, 0, 0), (5, 4, 0, 0), (1, 7, 1, 0),
                                          (0, 4, 5, 0)]  # fmt: skip
    assert [row[5] for row in rows] == ["Core", "Core", "Core", "Talk about it", "Open", "Open, drop it?"]
    planned(table)
    with table.refused("Nobody from the new place has a say in the plan yet"):
        table.go("show")
    table.facilitator.do("name_there", who="The youth group")
    with table.refused("Nobody from the new place has a say"):
        table.go("show")
    table.facilitator.do("plan_part", part="n5", there="Open in the evening", who="p1")
    agreed(table)
    outcome = next(block for block in table.section.blocks if isinstance(block, Outcome))
    assert outcome == Outcome("agreed", "The plan for the new place is agreed.",
                              "3 parts are core. 2 parts are open. We have to talk about 1 part.")  # fmt: skip
    assert "50 %" in str(table.section.blocks)


@pytest.mark.parametrize(
    ("stay", "change", "drop", "is_"),
    [
        (4, 0, 0, "talk"), (5, 0, 0, "core"), (2, 1, 0, "talk"), (4, 2, 0, "core"), (3, 2, 0, "talk"),
        (2, 4, 0, "open"), (2, 2, 2, "open"), (2, 1, 3, "drop"), (3, 3, 0, "talk"), (0, 0, 5, "drop"),
        (0, 3, 3, "open"), (40, 20, 0, "core"), (39, 21, 0, "talk"), (20, 20, 20, "open"), (21, 20, 19, "talk"),
    ],
)  # fmt: skip
def test_the_lists_are_exact(stay: int, change: int, drop: int, is_: Kind):
    assert kind(stay, change, drop, Fraction(2, 3)) == is_


def slow(answers: list[str], n: int, of: int) -> str:
    """The same by adding up, without a fraction: an answer counts `of`, and `n` for everyone is the bar."""
    said = [each for each in answers if each in ("stay", "change", "drop")]
    if len(said) < 5:
        return "talk"
    bar = sum(n for _each in said)
    if sum(of for each in said if each == "stay") >= bar:
        return "core"
    if sum(of for each in said if each != "stay") >= bar:
        more = sorted(said).count("drop") - sorted(said).count("change")
        return "drop" if more > 0 else "open"
    return "talk"


@given(st.lists(st.sampled_from(["stay", "change", "drop", "aside"]), max_size=30),
       st.sampled_from([(1, 2), (2, 3), (3, 4), (4, 5), (9, 10)]))  # fmt: skip
def test_a_slow_count_finds_the_same_lists(answers: list[str], bar: tuple[int, int]):
    counts = [answers.count(each) for each in ("stay", "change", "drop")]
    assert kind(*counts, Fraction(*bar)) == slow(answers, *bar)


@given(st.lists(st.booleans(), max_size=15), st.integers(0, 3))
def test_half_of_what_is_open(theirs: list[bool], others: int):
    """They need a say in something, and in as many open parts as are left to others, or more."""
    say = Say(sum(theirs), len(theirs), any(theirs) or bool(others))
    slowly = any([*theirs, *[True] * others]) and theirs.count(True) >= theirs.count(False)
    assert say.enough == slowly == (not say.why_not)
    assert sum(theirs) >= say.needed or not (any(theirs) or others) or not say.enough


def test_nothing_is_seen_before_the_lists_and_a_phone_marks_its_own_answer():
    table = Table(ScaleWithCare, 5, max_parts=4)
    ann, bob = table.people[:2]
    for phase in ("group", "why"):
        table.go(phase)
    named(table, "Lunch", "Travel")
    table.go("sort")
    assert "Why Lunch" in ann.sees and "2 of every 3" in table.board
    before = bob.sees, table.board
    ann.tap("Send", **{"points.n1": "stay", "points.n2": "aside"})
    assert bob.sees == before[0] and "1 of 5 are done" in table.board
    for person in table.people[1:]:
        person.do("answer", points={"n1": "stay"})
    table.go("sorted")
    assert "your dot" in ann.sees and "You: Can’t say" in ann.sees.replace("'", "’")
    assert "Fewer than 5 people answered." in ann.sees, "nobody said anything of the second part"
    assert table.results.kinds == {"n1": "core", "n2": "talk"}


def test_every_group_of_cards_becomes_a_part_that_needs_a_purpose():
    table = Table(ScaleWithCare, 3, max_parts=2)
    ann, bob, cy = table.people
    ann.do("write", text="We eat")
    bob.do("write", text="A bus ticket")
    cy.do("write", text="A key for everyone")
    table.go("group")
    table.go("why")
    assert "A key for everyone" in table.board, "a group that is no part yet stays in sight"
    table.go("group")
    groups = table.ctx.state.groups
    first, second, third = groups.groups
    card = next(iter(groups.inside(second)))
    table.facilitator.do("move", card=card, to=third, whole=True)
    table.facilitator.do("save_names", names={third: "Ways to come"})
    table.go("why")
    assert "Ways to come" in table.board
    with table.refused("Part 1 has no purpose yet"):
        table.go("sort")
    ann.do("suggest", rule=third, field="purpose", text="Nobody stays at home")
    table.facilitator.tap("Use this: Nobody stays at home")
    table.facilitator.do("name_parts", more={f"{first}.purpose": "We talk"})
    table.facilitator.do("drop", rule=third)
    table.go("group")
    table.go("why")
    assert "Ways to come" not in table.board.split("Ways")[0] and len(table.ctx.state.parts.texts) == 1
    table.go("sort")


def test_a_long_card_on_its_own_becomes_a_part_by_its_beginning():
    table = Table(ScaleWithCare, 1)
    table.people[0].do("write", text="We eat together and " * 7)
    table.go("group")
    table.go("why")
    (part,) = table.ctx.state.parts.texts.values()
    assert len(part.words) == 80 and part.words.endswith("…")


def test_a_part_is_made_two_and_only_what_changed_is_sorted_again():
    table = played()
    ann = table.people[0]
    table.go("say")
    assert "Weekly planning circle" in ann.sees and "Free travel" not in ann.sees
    ann.tap("Send", **{"text.n4": "We meet, but not each week"})
    assert "not each week" not in table.board
    table.go("talk")
    assert "not each week" in table.board and "Weekly planning circle" in table.board
    assert "5 say it must stay, 4 it may change" in table.board
    with table.refused("Say both"):
        table.facilitator.do("split_part", part="n4", stays="We plan together")
    table.facilitator.do("split_part", part="n4", stays="We plan together", how="A circle each week")
    assert "Changed. It is sorted again." in table.board and "A circle each week" in table.board
    sort(table, {"n4": (1, 8, 0), "n7": (9, 0, 0)})
    assert table.results.kinds["n4"] == "open" and table.results.kinds["n7"] == "core"
    (told,) = [block for block in table.section.blocks if isinstance(block, Grid) and block.id.startswith("sort")]
    row = {row[0]: row for row in told.rows}
    assert len(row) == 7 and told.note == "1 part was changed and sorted again.", "a comparison, and no second copy"
    assert row["A circle each week"][1:4] == (1, 8, 0) and row["A circle each week"][6:9] == (5, 4, 0)
    assert [str(cell) for cell in row["A circle each week"][5::5]] == ["Open", "Talk about it"]
    read = [column.title for column in told.columns if not column.detail]
    assert read[-1] == "Round 1, What may become of it" and len(read) == 7
    assert list(table.results.kinds.values()).count("core") == 4 and str(CROWDED) in table.board


def test_what_was_changed_and_not_sorted_again_counts_as_open():
    table = played()
    for phase in ("say", "talk"):
        table.go(phase)
    table.facilitator.do("reword", text={"n4": "Planning circle"})
    assert "Ask everyone to sort" in table.stage, "the big button leads back to sorting"
    planned(table)
    assert "Not sorted yet" in table.people[0].sees and "0 of 3 open parts" in table.board
    table.facilitator.do("name_there", who="Mo")
    table.facilitator.do("plan_part", part="n5", who="p1")
    with table.refused("They need a say in 2 or more"):
        table.go("show")


def test_people_from_there_decide_half_of_what_is_open():
    parts = {f"Part {at}": (1, 4, 0) for at in range(1, 6)} | {"Heart": (5, 0, 0)}
    table = planned(played(5, parts))
    lead = table.facilitator
    with table.refused("Write a name"):
        lead.do("name_there", who=" ")
    lead.do("name_there", who="Residents’ group")
    with table.refused("named already"):
        lead.do("name_there", who="residents’ GROUP ")
    lead.do("plan_part", part="n6", who="p1")
    with table.refused("decide 0 of 5 open parts. They need a say in 3 or more"):
        table.go("show")
    lead.do("plan_part", part="n1", who="p1", others="Ana from here")
    lead.do("plan_part", part="n2", who="p1")
    with table.refused("decide 2 of 5 open parts"):
        table.go("show")
    lead.do("plan_part", part="n3", who="p1")
    table.go("show")
    table.go("plan")
    lead.do("plan_part", part="n3", who="nobody")
    with table.refused("decide 2 of 5"):
        table.go("show")
    lead.do("let_decide", who="p1")
    with table.refused("decides each of them already"):
        lead.do("let_decide", who="p1")
    lead.tap("Leave them out")
    with table.refused("Nobody from the new place has a say"):
        table.go("show")
    with table.refused("not named any more"):
        lead.do("plan_part", part="n1", who="p1")


def test_where_nothing_is_open_somebody_from_there_still_has_a_say():
    table = planned(played(5, {"Heart": (5, 0, 0)}))
    assert "No part is open." in table.board
    with table.refused("Nobody from the new place"):
        table.go("show")
    table.facilitator.do("name_there", who="Mo")
    table.facilitator.do("let_decide", who="p1")
    table.go("show")


def test_the_plan_that_was_agreed_stays_as_it_was_asked_and_leaves_a_decision():
    table = planned(played())
    lead = table.facilitator
    lead.do("name_there", who="The youth group")
    lead.do("plan_part", part="n6", here="A book", there="An app", who="p1")
    with table.refused("later day than today"):
        lead.do("review_plan", on=table.ctx.today.isoformat())
    later = table.ctx.today + timedelta(days=40)
    lead.do("review_plan", on=later.isoformat())
    agreed(table)
    table.go("close")
    assert "The plan" in table.people[0].sees
    (decision,) = [entry for entry in table.section.ledger if entry.ledger == "decisions"]
    assert decision.data["status"] == "agreed" and decision.data["who"] == "The youth group"
    assert decision.data["text"] == "We take our open kitchen to Northside, as in our plan."
    assert date.fromisoformat(decision.data["review"]) == later
    with table.refused("step is over"):
        table.go("plan")
    with table.refused("closed now"):
        lead.do("plan_part", part="n6", there="No list at all")
    assert "An app" in str(grid(table, "plan").rows)


def test_a_plan_that_is_not_agreed_is_changed_and_asked_about_again():
    table = planned(played())
    table.facilitator.do("name_there", who="Mo")
    table.facilitator.do("let_decide", who="p1")
    agreed(table, "2")
    table.go("listen")
    table.go("change")
    table.facilitator.do("plan_part", part="n5", others="Parents")
    agreed(table, "5")
    assert "Parents" in str(grid(table, "plan").rows)
    outcomes = [block.sign for block in table.section.blocks if isinstance(block, Outcome)]
    assert outcomes == ["agreed", "agreed"] and "Round 1: “" in str(table.section) and "Not yet: " in str(table.section)
    assert table.section.blocks[0].words == "The plan for the new place is agreed."


def test_values_that_were_agreed_before_are_named_with_their_number():
    made = Decision(text="We feed back", agreed=True, review=date(2030, 1, 1), method="Consent").entry()
    old = {"id": "x", "at": 1.0, "n": 1, "ledger": "decisions", "op": "add", "entry": "s1.decision", "data": made.data,
           "session": "s1", "number": "D-3"}  # fmt: skip
    table = Table(ScaleWithCare, 5, carried=(old,), locked_core=["D-3", "Nobody pays"])
    for phase in ("group", "why"):
        table.go(phase)
    named(table, "Lunch")
    sort(table, {"n1": (5, 0, 0)})
    assert "We feed back" in table.board and "From our agreement D-3" in table.board
    assert [row[0] for row in grid(table, "values").rows] == ["We feed back", "Nobody pays"]


def test_only_people_themselves_say_whom_they_invite():
    table = played()
    for phase in ("there", "look", "invite"):
        table.go(phase)
    ann, bob = table.people[:2]
    day = (table.ctx.today + timedelta(days=3)).isoformat()
    ann.tap("I invite them", whom="The youth group", who="Ann", by=day)
    bob.tap("I invite them", whom="The youth group", who="Bob", by=day)
    with table.refused("Write the name of one person"):
        bob.do("invite", whom="Elders", who="everyone", by=day)
    assert "Ann, by" in table.board and "Bob, by" in table.board
    table.go("plan")
    bob.do("hand_back", invitation="i2")
    entries = [entry for entry in table.section.ledger if entry.ledger == "actions"]
    assert [(entry.data["text"], entry.data["who"]) for entry in entries] == [("Invite: The youth group", "Ann")]


def test_the_method_is_in_the_record():
    facts = [row for block in played().section.blocks if isinstance(block, Facts) for row in block.rows]
    assert ("Core", "A part is core when 2 of every 3 who answer say that it must stay.") in facts


# Counted again

LED = (("name_there", {"who": "Mo"}), ("name_there", {"who": "The youth group"}), ("let_decide", {"who": "p1"}),
       ("plan_part", {"part": "n5", "who": "p2", "others": "Ana"}), ("leave_out_there", {"who": "p1"}))  # fmt: skip


@pytest.fixture(scope="module")
def counted_again() -> tuple[Section, dict[int, Round], Any]:
    """A plan that people sorted and agreed to, with what everybody posted and what the facilitator did."""
    table = planned(played())
    for do, fields in LED:
        table.facilitator.do(do, **fields)
    agreed(table)
    sheets = {}
    for place in range(9):
        points = {}
        for at, (stay, change, drop) in enumerate(EXAMPLE.values(), 1):
            words = ["stay"] * stay + ["change"] * change + ["drop"] * drop
            points[f"n{at}"] = words[place] if place < len(words) else "aside"
        sheets[str(place)] = Sheet(points=points)
    fists = {str(place): Sheet(choice="4") for place in range(9)}
    asked = tuple(f"n{at}" for at in range(1, 7))
    rounds = {1: Round(sheets, asked=asked, phase="sort"), 2: Round(fists, phase="show")}
    books = SimpleNamespace(step=1, settings={}, acts=[Act("", 1, do, fields) for do, fields in LED])
    return table.section, rounds, books


def test_every_figure_is_counted_again(counted_again: tuple[Section, dict[int, Round], Any]):
    found = list(figures(*counted_again))
    assert [each for each in found if each[1] != each[2]] == [] and len(found) == 48


@pytest.mark.parametrize(
    ("id", "row", "column", "cell"),
    [("sort-1", 0, 1, 8), ("sort-1", 1, 4, 0), ("sort-1", 3, 5, "Core"), ("round-1", 1, 2, 8), ("plan", 0, 1, "Open"),
     ("people-there", 0, 0, "Mo"), ("", 0, 1, "People from the new place decide 2 of 2 open parts (100 %).")],
)  # fmt: skip
def test_a_wrong_figure_is_found(counted_again: Any, id: str, row: int, column: int, cell: Any):
    section, rounds, books = counted_again
    blocks = []
    for block in section.blocks:
        own = isinstance(block, Facts) and "open parts" in str(block.rows) if not id else getattr(block, "id", "") == id
        if own:
            rows = [list(each) for each in block.rows]
            assert rows[row][column] != cell
            rows[row][column] = cell
            block = replace(block, rows=tuple(map(tuple, rows)))
        blocks.append(block)
    assert [each for each in figures(replace(section, blocks=tuple(blocks)), rounds, books) if each[1] != each[2]]
