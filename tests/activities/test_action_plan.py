"""Action plan: the worked examples, every rule of a valid action, and what the next session sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.action_plan import ActionPlan
from activities.action_plan.rules import Deed, find
from activities.action_plan.widgets import progress
from facilitator.ledger import fold
from facilitator.report.calendar import calendar, folded
from facilitator.report.model import Outcome
from facilitator.report.model import Table as RecordTable
from facilitator.testing import Person, Table
from facilitator.testing.taps import tree

TODAY = date(2025, 3, 10)
SIX = (
    Deed("A1", "Ask the council", "done", "Mo"),
    Deed("A2", "Write the letter", "in progress", "Ana", date(2025, 3, 5)),
    Deed("A3", "Buy two lamps", "not started", "Lee", date(2025, 3, 20)),
    Deed("A4", "Find lifts", "stuck", "Mo", date(2025, 3, 8)),
    Deed("A5", "Paint the door", "dropped", "Ana"),
    Deed("A6", "Greet new people"),
)


def owned(*names: str) -> list[Deed]:
    return [Deed(f"a{at}", f"Do {at}", who=name) for at, name in enumerate(names)]


def test_the_worked_example_of_progress():
    found = find(SIX, TODAY)
    assert found.counts.progress == Fraction(1, 5) and str(progress(found.counts)) == "1 of 5, that is 20 %"
    assert [each.id for each in found.deeds if each.overdue(TODAY)] == ["A2", "A4"]
    assert (found.counts.overdue, found.counts.stuck, found.counts.looking) == (2, 1, 1)
    assert [each.id for each in found.deeds if each.looking] == ["A6"]
    assert not Deed("A3", "Buy two lamps", "not started", "Lee", TODAY).overdue(TODAY)


def test_the_worked_example_of_loads():
    some = owned("Mo", "Mo", "Mo", "Ana", "Ana", "Lee")
    assert [load.who for load in find(some, TODAY).many] == ["Mo"]
    seventh = [*some, Deed("a7", "Sing", "done", "Ana")]
    assert [load.who for load in find(seventh, TODAY).many] == ["Mo"]
    five = [Deed("a0", "Do 0", "done", "Mo"), *some[1:]]
    assert not find(five, TODAY).many and find(five, TODAY).owned == 5


DEEDS = st.lists(
    st.builds(
        Deed, st.just("a"), st.just("Do it"),
        st.sampled_from(["not started", "in progress", "done", "stuck", "dropped"]),
        st.sampled_from(["", "Mo", "mo ", "Ana", "Lee"]),
        st.one_of(st.none(), st.dates(TODAY - timedelta(3), TODAY + timedelta(3))),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
    max_size=14,
)  # fmt: skip


def slowly(deeds: list[Deed], capacity: int) -> Mapping[str, Any]:
    """The same, one action after the other."""
    told: dict[str, Any] = {"done": 0, "meant": 0, "overdue": 0, "stuck": 0, "looking": 0}
    carried: dict[str, list[int]] = {}
    for each in deeds:
        told["meant"] += 1 if each.status != "dropped" else 0
        told["done"] += 1 if each.status == "done" else 0
        told["stuck"] += 1 if each.status == "stuck" else 0
        if each.status in ("not started", "in progress", "stuck"):
            told["overdue"] += 1 if each.by and (TODAY - each.by).days > 0 else 0
            if each.who:
                carried.setdefault(each.who.strip().lower(), []).append(each.hours or 0)
            else:
                told["looking"] += 1
    total = sum(len(hours) for hours in carried.values())
    told["many"] = {who for who, hours in carried.items() if total >= 6 and 3 * len(hours) > total}
    told["over"] = {who for who, hours in carried.items() if sum(hours) > capacity}
    return told


@given(DEEDS, st.integers(1, 20))
@settings(max_examples=200, deadline=None)
def test_everything_is_counted_as_a_slow_count_does(deeds: list[Deed], capacity: int):
    found, slow = find(deeds, TODAY, capacity), slowly(deeds, capacity)
    counts = found.counts
    assert (counts.done, counts.meant, counts.overdue) == (slow["done"], slow["meant"], slow["overdue"])
    assert (counts.stuck, counts.looking) == (slow["stuck"], slow["looking"])
    assert {load.who.strip().lower() for load in found.many} == slow["many"]
    assert {load.who.strip().lower() for load in found.over} == slow["over"]


@given(st.text(max_size=140).filter(lambda text: "\r" not in text and "\n" not in text))
@settings(deadline=None)
def test_a_calendar_file_says_a_title_again_as_it_was(title: str):
    file = calendar([(title, TODAY, title)], 0.0, "run")
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    (said,) = (line for line in file.replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:"))
    plain = said.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    if "\\" not in title:
        assert plain == " ".join(title.split())
    assert folded(said).replace("\r\n ", "") == said


# The activity


def entry(n: int, **data: str) -> dict[str, Any]:
    return {"id": f"x{n}", "at": 5.0, "n": n, "ledger": "actions", "op": "add", "entry": f"old:r1:a{n}",
            "session": "old", "data": {"status": "not started"} | data}  # fmt: skip


def drafted(*words: str, people: str = "ABC", carried: Any = (), **given: Any) -> Table:
    """A plan with these actions, nobody has taken any."""
    table = Table(ActionPlan, 0, carried=tuple(carried), **given)
    table.people = [table.join(name=name) for name in people]
    if carried:
        table.go("back")
    for phase in ("write", "sort", "shape"):
        table.go(phase)
    for each in words:
        table.facilitator.do("draft_actions", text={"new": each})
    table.go("who")
    return table


def slot(table: Table, title: str) -> str:
    return next(id for id, each in table.run.course.state.plan.slots.items() if each.title == title)


def take(table: Table, person: Person, title: str, days: int = 7, **more: Any) -> None:
    id = slot(table, title)
    person.do("interest", slot=id)
    table.facilitator.do("offer", slot=id)
    by = (table.ctx.today + timedelta(days)).isoformat()
    person.do("confirm", **{"slot": id, "who": person.seat.name, "by": by, "how": "We see it", **more})


def tables(table: Table) -> dict[str, RecordTable]:
    return {each.id: each for each in table.section.blocks if isinstance(each, RecordTable)}


def test_an_action_is_taken_only_by_oneself_with_a_day_and_a_sign():
    table = drafted("Write the letter", "Find lifts")
    a, b, _c = table.people
    id = slot(table, "Write the letter")
    today = table.ctx.today
    with table.refused("not offered to you"):
        a.do("confirm", slot=id, who="A", by=today.isoformat(), how="x")
    a.do("interest", slot=id)
    assert "Looking for someone" in table.board
    table.facilitator.tap("Stop asking. Offer the places.")
    assert "Offered, to confirm" in table.board and "It is offered" in table.stage
    far = (today + timedelta(91)).isoformat()
    for words, said in (
        ("Choose a day", {"by": (today - timedelta(1)).isoformat()}),
        ("One person owns it", {"who": "the group"}),
        ("Say how we will know", {"how": " "}),
        ("more than 90 days", {"by": far}),
        ("in the next 14 days", {"by": far, "first": "Call", "first_by": (today + timedelta(15)).isoformat()}),
    ):
        with table.refused(words):
            a.do("confirm", **{"slot": id, "who": "A", "by": today.isoformat(), "how": "x", **said})
    with table.refused("not offered to you"):
        b.do("confirm", slot=id, who="A", by=today.isoformat(), how="x")
    a.do("confirm", slot=id, who="A", by=today.isoformat(), how="We read it", helpers="B", hours=3)
    assert "A, with B" in table.board and "1 of 2 has an owner who said yes" in table.board
    a.do("hand_back", slot=id)
    assert "A, with B" not in table.board and "0 of 2 have" in table.board


def test_words_that_change_after_a_yes_are_confirmed_again_and_nothing_said_is_lost():
    table = drafted("Write the letter", "Find lifts")
    a = table.people[0]
    take(table, a, "Write the letter", hours=4)
    table.go("shape")
    table.facilitator.do("draft_actions", text={slot(table, "Write the letter"): "Write two letters"})
    table.go("who")
    assert "This is offered to you" in a.sees and "Offered, to confirm" in table.board
    held = table.run.course.state.plan.slots[slot(table, "Write two letters")]
    assert held.how == "We see it" and held.hours == 4 and not held.owners


def test_what_is_left_out_after_a_yes_stays_with_its_owner():
    table = drafted("Write the letter", "Find lifts")
    take(table, table.people[0], "Write the letter")
    table.go("shape")
    for title in ("Write the letter", "Find lifts"):
        table.facilitator.do("drop", rule=slot(table, title))
    table.facilitator.do("draft_actions", text={"new": "Sing"})
    table.go("who")
    assert [each.title for each in table.run.course.state.plan.slots.values()] == ["Sing", "Write the letter"]


def test_too_much_for_one_person_stands_on_the_board_and_in_the_record():
    table = drafted(*(f"Do thing {n}" for n in range(6)), people="ABC", capacity_hours=10)
    for n, at in enumerate((0, 0, 0, 1, 1, 2)):
        take(table, table.people[at], f"Do thing {n}", hours=4)
    table.go("check")
    assert "A has 3 of 6 open actions" in table.board and "A has 12 hours of work" in table.board
    assert "B has" not in table.board and "Your actions" in table.people[0].sees
    table.go("read")
    found = tables(table)["loads"]
    assert found.rows == (("A", 3, 12, 0, "Yes"), ("B", 2, 8, 0, ""), ("C", 1, 4, 0, ""))
    assert table.results.counts.total == 6


def sitting(**names: str) -> list[dict[str, Any]]:
    """What a team said before: as what each of them sits."""
    return [entry(10 + n, text="In the team", who=name, sits=view) | {"ledger": "roles", "entry": f"old:r2:m{n}"}
            for n, (name, view) in enumerate(names.items())]  # fmt: skip


LIVED, STAFF = "Lived experience", "Health and care professionals"


@pytest.mark.parametrize(
    ("team", "said"),
    [
        ({"A": STAFF, "B": STAFF, "C": LIVED}, "All owners sit as professionals"),
        ({"A": LIVED, "B": STAFF}, "Owned by: Health and care professionals 2 · Lived experience 1"),
        ({"A": STAFF}, ""),
    ],
)
def test_who_carries_the_plan_is_told_only_where_all_owners_said_as_what_they_sit(team: dict[str, str], said: str):
    table = Table(ActionPlan, 0, carried=tuple(sitting(**team)))
    table.people = [table.join(name=name) for name in "ABC"]
    for phase in ("write", "sort", "shape"):
        table.go(phase)
    for each in ("Sing", "Dance", "Cook"):
        table.facilitator.do("draft_actions", text={"new": each})
    table.go("who")
    for person, title in zip((0, 1, 1), ("Sing", "Dance", "Cook"), strict=True):
        take(table, table.people[person], title)
    table.go("check")
    for seen in (table.board, table.stage, table.people[2].sees):
        assert said in seen and (said or "Owned by" not in seen)
    shares = tables(table).get("shares")
    assert (shares is not None) == bool(said) and (not shares or sum(row[1] for row in shares.rows) == 3)


def test_in_the_check_owners_keep_or_hand_back_and_others_can_take():
    table = drafted("Sing", "Dance")
    a, b, c = table.people
    take(table, a, "Sing")
    b.do("interest", slot=slot(table, "Dance"))
    table.go("check")
    assert "1 of 3 are done" in table.board and "You took 1 action. Do you keep it?" in a.sees
    with table.refused("nothing to keep"):
        b.do("keep")
    a.tap("I keep what I took")
    c.tap("Pass")
    table.facilitator.do("offer", slot=slot(table, "Dance"))
    assert "2 of 3 are done" in table.board and "This is offered to you" in b.sees
    b.do("confirm", slot=slot(table, "Dance"), who="B", by=table.ctx.today.isoformat(), how="We see it")
    assert "3 of 3 are done" in table.board
    a.do("hand_back", slot=slot(table, "Sing"))
    assert "3 of 3 are done" in table.board and "Do you keep" not in a.sees
    table.go("who")
    table.go("check")
    assert "2 of 3 are done" in table.board, "what was kept is asked again"


def test_on_paper_the_check_asks_an_owner_about_each_action_and_others_what_is_free():
    table = drafted("Sing", "Dance", people="A")
    owner, other = table.paper_seat(), table.paper_seat()
    id, free = slot(table, "Sing"), slot(table, "Dance")
    table.enter(owner, "sign_up", slot=id)
    table.facilitator.do("offer", slot=id)
    table.enter(owner, "sign_up", slot=id, who="Olu", by=table.ctx.today.isoformat(), how="We hear it")
    table.go("check")
    asked = {person: ActionPlan.checking.paper_for(table.ctx.state, person.key, table.ctx) for person in (owner, other)}
    assert [each.do for each in asked.values()] == ["keep", "sign_up"]
    assert "Sing" in asked[owner].fields() and "Sing" not in asked[other].fields() and "Dance" in asked[other].fields()
    with table.refused("not yours"):
        table.enter(owner, "keep", mine={free: "back"})
    table.enter(owner, "keep", mine={id: "back"})
    assert "0 of 2 have" in table.board


def test_the_plan_is_read_one_action_after_the_other_and_ones_days_can_be_saved():
    table = drafted("Write the letter, twice; aloud", "Find lifts")
    a, b, _c = table.people
    take(table, a, "Write the letter, twice; aloud", how="Three people read it")
    table.go("check")
    table.go("read")
    assert "Read aloud, 1 of 2. 1 has an owner who said yes." in table.board and "Three people read it" in table.board
    assert "Not in yet. Nobody is given a task they did not say yes to." in table.board
    table.facilitator.do("read_next")
    assert "Read aloud, 2 of 2" in table.board and "Three people read it" not in table.board
    with table.refused("no further action"):
        table.facilitator.do("read_next")
    (link,) = tree(a.html).xpath("//a[@download]")
    file = unquote(link.get("href"))
    assert "SUMMARY:Write the letter\\, twice\\; aloud" in file and "DTSTART;VALUE=DATE:" in file
    assert "Three people" not in file and "calendar" not in b.html
    there = "All stand under “Who does what” on the first page."
    assert table.section.blocks[0] == Outcome("none", "We set 2 tasks. 1 of them looks for someone.", there)
    assert [row[1] for row in tables(table)["deeds"].rows] == ["A", "Looking for someone"]
    told = {each.data["text"]: each.data for each in table.section.ledger}
    assert told["Write the letter, twice; aloud"]["who"] == "A" and "who" not in told["Find lifts"]


# The next session


CARRIED = (
    entry(1, text="Ask the council", who="A", by="2000-01-01"),
    entry(2, text="Write the letter", who="B", by="2999-01-01", status="in progress", note="Half of it is written"),
    entry(3, text="Find lifts"),
    entry(4, text="Paint the door", who="B", status="done"),
)


def test_open_actions_come_first_one_at_a_time():
    table = Table(ActionPlan, 0, carried=CARRIED)
    a, b = (table.join(name=name) for name in "AB")
    table.people = [a, b]
    assert "1 of 4" in table.board and "Overdue: 1" in table.board
    with table.refused("Look at the open actions first"):
        table.go("write")
    table.go("back")
    assert "1 of 3 open actions" in table.board and "overdue" in table.board and "Ask the council" in table.board
    assert "This is yours" in a.sees and "This is yours" not in b.sees
    with table.refused("Only its owner"):
        b.do("update", entry="old:r1:a1", status="done")
    with table.refused("what would help"):
        a.do("update", entry="old:r1:a1", status="stuck")
    with table.refused("Say why it is dropped"):
        table.facilitator.do("became", entry="old:r1:a1", status="dropped")
    a.do("update", entry="old:r1:a1", status="stuck", why="A phone number")
    b.do("update", entry="old:r1:a1", note="I know somebody there")
    assert "Help is wanted" in table.board and "A phone number" in table.board
    assert "I know somebody there" in table.board
    table.facilitator.do("next_action")
    assert "Half of it is written" in table.board and "This is yours" in b.sees
    table.facilitator.tap("Done")
    with table.refused("not on the list"):
        b.do("update", entry="old:r1:a4", note="x")
    for phase in ("write", "sort"):
        table.go(phase)
    found = {each.entry: each.data for each in table.section.ledger}
    note = {"why": "A phone number", "note": "I know somebody there"}
    assert found["old:r1:a1"] == {"text": "Ask the council", "number": "A-1", "status": "stuck", **note}
    assert found["old:r1:a2"]["status"] == "done"
    assert table.results.counts.progress == Fraction(2, 4)


def test_what_looked_for_someone_is_on_the_list_again_and_keeps_its_number():
    table = drafted("Sing", carried=CARRIED)
    assert "Find lifts" in table.board and "Sing" in table.board
    take(table, table.people[2], "Find lifts")
    table.go("check")
    table.go("read")
    found = {each.entry: each for each in table.section.ledger}
    again = found["old:r1:a3"]
    assert again.op == "set" and again.data["who"] == "C" and again.data["number"] == "A-3"
    assert table.section.blocks[0].detail.endswith("so far 1 is done, that is 20 %. 1 is over its day.")
    rows = {row[1]: row for row in tables(table)["programme"].rows}
    assert len(rows) == 5 and rows["Ask the council"][5] == "Yes" and rows["Find lifts"][3] == "C"
    after = fold([*CARRIED, *({"id": f"y{n}", "at": 9.0, "n": n, "ledger": each.ledger, "op": each.op,
                               "entry": each.entry, "session": "new", "data": each.data}
                              for n, each in enumerate(table.section.ledger))])  # fmt: skip
    assert len(after.of("actions")) == 5 and not after.lost


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_was_finished_in_the_look_back_is_on_no_list(status: str):
    table = Table(ActionPlan, 1, carried=CARRIED)
    table.go("back")
    table.facilitator.do("became", entry="old:r1:a3", status=status, why="Somebody did")
    for phase in ("write", "sort", "shape"):
        table.go(phase)
    table.facilitator.do("draft_actions", text={"new": "Sing"})
    table.go("who")
    assert "Find lifts" not in table.board
    assert {each.entry: each.data["status"] for each in table.section.ledger}["old:r1:a3"] == status


def test_who_chose_no_name_owns_nothing():
    table = Table(ActionPlan, 2, carried=CARRIED)
    table.go("back")
    assert all("This is yours" not in person.sees for person in table.people)


def test_what_it_is_for_are_goals_that_were_adopted_or_else_are_ready():
    def goal(n: int, status: str) -> dict[str, Any]:
        return {"id": f"g{n}", "at": 1.0, "n": n, "ledger": "goals", "op": "add", "entry": f"old:r1:g{n}",
                "session": "old", "data": {"text": f"Goal {status}", "status": status}}  # fmt: skip

    every = [goal(n, status) for n, status in enumerate(("not adopted", "ready", "adopted", "draft"), 1)]
    for goals, words in ((every, "Goal adopted"), ([every[0], every[1], every[3]], "Goal ready")):
        table = Table(ActionPlan, 2, carried=tuple(goals))
        assert words in table.board and table.board.count("Goal ") == 1
    assert "Goal" not in Table(ActionPlan, 2, carried=(every[0],)).board


def test_what_became_of_actions_stays_when_it_is_ended_early():
    table = Table(ActionPlan, 0, carried=CARRIED)
    a = table.join(name="A")
    table.go("back")
    assert not table.room.record().sections
    a.do("update", entry="old:r1:a1", note="The council answers on Monday", status="in progress")
    assert "The council answers on Monday" in str(table.room.record().sections), "also while it is still open"
    table.go("write")
    a.do("write", text="zebra")
    assert "What was said in the open goes into the record" in table.stage
    table.facilitator.tap("End it")
    section = table.room.sections["step"]
    assert not section.finished and "The council answers on Monday" in str(section.blocks)
    assert "zebra" not in str(section)
    (entry,) = table.room.ledgers.of("actions", "in progress")[:1]
    assert entry.text == "Ask the council" and entry.data["note"] == "The council answers on Monday"


def test_goals_and_decisions_of_the_programme_stand_over_the_question():
    kept = [("goals", "adopted", "Everyone is heard"), ("goals", "not adopted", "More staff"),
            ("decisions", "agreed", "We meet on Mondays"), ("decisions", "not agreed", "We move")]  # fmt: skip
    carried = [entry(20 + at, text=text, status=status) | {"ledger": ledger, "entry": f"old:r3:{at}"}
               for at, (ledger, status, text) in enumerate(kept)]  # fmt: skip
    table = Table(ActionPlan, 1, carried=tuple(carried))
    for seen in (table.board, table.people[0].sees):
        assert "G-1 Everyone is heard" in seen and "D-1 We meet on Mondays" in seen
        assert "More staff" not in seen and "We move" not in seen
