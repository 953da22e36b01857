"""Team and roles: somebody is named with a reason and says yes or no themselves; and roles that are handed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from activities.team_and_roles import TeamAndRoles
from activities.team_and_roles.grid import Grid
from activities.team_and_roles.recount import figures
from facilitator.ledger import fold
from facilitator.rehearsal.books import Act
from facilitator.report.model import Table as RecordTable
from facilitator.testing import Person, Table

TASKS = ["Invite people", "Write the newsletter", "Check access needs"]


def gridded(*names: str, **given: Any) -> Table:
    """Everyone has a name in the room, and may take something."""
    table = Table(TeamAndRoles, 0, **{"parts": "roles", "tasks": TASKS, **given})
    table.people = [table.join(name=name) for name in names]
    table.go("roles")
    return table


def sought(*names: str, needs: str = "") -> Table:
    """The same, and somebody is sought for the newsletter."""
    table = gridded(*names)
    table.go("sought")
    table.facilitator.tap("Choose this one", task="t2", needs=needs)
    return table


def name(person: Person, whom: str, why: str) -> None:
    person.tap("Send", whom=whom, why=why)


def rows(table: Table, id: str) -> list[Any]:
    return [list(each.rows) for each in table.section.blocks if isinstance(each, RecordTable) and each.id == id]


def answering(table: Table) -> list[str]:
    grid = table.run.course.state.roles
    return grid.called(grid.tasks["t2"].who.get("answers", {}))


def test_somebody_is_named_with_a_reason_unseen_and_only_they_say_yes():
    table = sought("Mo", "Ana", "Lee", needs="An hour a week, until May")
    mo, ana, lee = table.people
    assert (
        "3 people can be named" in table.board
        and "Can be named: Ana, Lee, Mo" in mo.sees
        and "An hour a week, until May" in table.board
    )
    lee.tap("Do not name me")
    assert "2 people can be named" in table.board and "Can be named: Ana, Mo" in mo.sees
    table.go("name")
    before = ana.sees
    name(mo, "Ana", "She writes so that all understand it")
    assert ana.sees == before and "understand" not in table.board + table.stage
    with table.refused("Nobody on the list"):
        lee.do("name_somebody", whom="Lee", why="I would not")
    with table.refused("Choose a name"):
        lee.do("name_somebody", why="Somebody should")
    with table.refused("empty"):
        lee.do("name_somebody", whom="Mo", why=" ")
    name(lee, "Mo", "He knows everybody")
    name(ana, "Mo", "He has time")
    table.go("reasons")
    assert table.board.index("Ana") < table.board.index("Mo") and "He has time He knows everybody" in table.board
    assert "Named: Ana, Mo." in table.stage
    assert answering(table) == [] and "You are named. Nothing is decided by that." in mo.sees
    table.facilitator.tap("Ask this person", person="Mo")
    assert "We ask: Mo" in table.board and "We ask you: Write the newsletter" in mo.sees
    assert "2 of 3 are done" in table.board
    mo.tap("No, thank you")
    assert "We ask" not in table.board and "He has time" not in table.board and answering(table) == []
    with table.refused("You are not asked"):
        ana.do("say_yes", who="Mo")
    ana.do("for_myself", say="yes", who="Mo")
    assert answering(table) == [], "whoever was not asked has taken nothing, under whatever name"
    with table.refused("Nobody on the list"):
        table.facilitator.do("ask_for_it", person="Lee")


def test_a_yes_is_confirmed_stands_in_grid_ledger_and_record_and_goes_on_as_a_proposal():
    table = sought("Mo", "Ana")
    mo, ana = table.people
    table.go("name")
    name(mo, "Ana", "She writes well")
    table.go("reasons")
    table.facilitator.tap("Ask this person", person="Ana")
    with table.refused("Write your name"):
        ana.do("say_yes")
    ana.tap("Yes, I take it")
    assert "Ana said yes" in table.board and answering(table) == ["Ana"]
    table.go("check")
    assert "not confirmed" not in [each.what for each in table.results if each.task == "t2"]
    assert rows(table, "named") == [[("Write the newsletter", "Ana")]]
    assert [item.text for item in table.section.items] == ["Ana answers for this: Write the newsletter"]
    assert "She writes well" not in str(table.section), "a reason stays in the room"
    assert {entry.data["text"]: entry.data.get("who", "") for entry in table.section.ledger}[TASKS[1]] == "Ana"
    ana.tap("I answer for it. Hand it back", near=TASKS[1])
    assert rows(table, "named") == [] and table.section.items == ()


def test_people_change_their_minds_in_a_new_round_and_say_themselves_that_they_would():
    table = sought("Mo", "Ana")
    mo, ana = table.people
    late = table.join()
    table.go("name")
    name(mo, "Ana", "She writes well")
    table.go("reasons")
    late.tap("I would do this", who="Olu")
    assert "Says: I would do this." in table.board and "Olu" in table.board
    with table.refused("the result has been shown"):
        table.go("roles")
    table.facilitator.tap("New round")
    assert table.run.phase.name == "sought" and "Can be named: Ana, Mo, Olu" in mo.sees
    table.go("name")
    assert "She writes well" not in table.board + ana.html
    name(mo, "Olu", "Olu has done it before")
    name(ana, "Olu", "New people should have a say")
    table.go("reasons")
    table.facilitator.tap("Ask this person", person="Olu")
    late.tap("Yes, I take it")
    assert answering(table) == ["Olu"] and "She writes well" not in table.board
    assert "Your cards from round 1" in mo.sees


def test_somebody_on_paper_is_named_and_answers_on_a_sheet_of_their_own():
    table = sought("Mo")
    (mo,), paper = table.people, table.paper_seat()
    table.enter(paper, "can_name", who="Olu")
    assert "Can be named: Mo, Olu" in mo.sees
    table.go("name")
    name(mo, "Olu", "Olu knows the printer")
    table.enter(paper, "name_somebody", whom="mo", why="He is quick")
    table.go("reasons")
    table.facilitator.tap("Ask this person", person="Olu")
    table.enter(paper, "for_myself", say="yes", who="Olu")
    assert answering(table) == ["Olu"]


def test_who_left_is_not_asked_and_a_hidden_reason_shows_no_more():
    table = sought("Mo", "Ana")
    mo, ana = table.people
    table.go("name")
    name(mo, "Ana", "She is somebody whose cousin I know")
    table.go("reasons")
    card = next(iter(table.run.course.state.reasons.shown()))
    table.facilitator.do("hide", card=card, reason="person")
    assert "cousin" not in table.board and "Nobody is named now" in table.board
    ana.do("leave")
    with table.refused("has left"):
        table.facilitator.do("ask_for_it", person="Ana")


def test_there_has_to_be_something_to_look_for_somebody_for_and_somebody_to_name():
    table = Table(TeamAndRoles, 1, parts="roles", tasks=TASKS)
    table.go("roles")
    table.go("sought")
    with table.refused("Choose one responsibility"):
        table.go("name")
    table.facilitator.do("choose_role", task="t1")
    with table.refused("Nobody can be named yet"):
        table.go("name")
    table.people[0].tap("You can name me", who="Kim")
    table.go("name")


# Handing over


def signed(*names: str) -> Table:
    table = gridded(*names)
    for person in table.people:
        person.tap("Use this name")
    return table


def test_a_role_is_handed_over_only_when_the_other_says_yes_and_is_nobodys_in_no_moment():
    table = signed("Mo", "Ana", "Lee")
    mo, ana, lee = table.people
    mo.tap("I answer for it", near=TASKS[1])
    mo.tap("Ask this person", person="Ana", mine="t2-answers")
    assert "Will you take this over from Mo? Write the newsletter (answers for it)" in ana.sees
    assert answering(table) == ["Mo"] and "Will you take this over" not in lee.sees + table.board
    with table.refused("not there any more"):
        lee.do("drop_offer", offer="o1")
    ana.tap("No, thank you")
    assert answering(table) == ["Mo"] and "You asked" not in mo.sees
    mo.tap("Ask this person", person="Ana", mine="t2-answers")
    mo.tap("Ask this person", person="Lee", mine="t2-answers")
    assert "Will you take this over" not in ana.sees, "one person is asked at a time"
    lee.tap("Yes, I take it over")
    assert answering(table) == ["Lee"] and not table.run.course.state.roles.offers
    table.go("check")
    lee.tap("Yes, these are mine")
    assert rows(table, "handed") == [[(TASKS[1], "answers for it", "Mo", "Lee")]]
    mo.do("take_role", task="t1", role="does")
    mo.do("hand_over", mine="t1-does", person="Ana")
    mo.do("hand_role_back", task="t1", role="does")
    assert "Will you take this over" not in ana.sees, "nobody is asked for what one does not have any more"
    for wrong in ({"mine": "t1-answers", "person": "Ana"}, {"mine": "t1-x"}, {"mine": "t9-does", "person": "Ana"}):
        with table.refused("."):
            mo.do("hand_over", **wrong)
    mo.do("take_role", task="t1", role="does")
    with table.refused("Nobody on the list"):
        mo.do("hand_over", mine="t1-does", person="Mo")


def test_a_sheet_of_paper_takes_over_what_was_offered():
    table = signed("Mo")
    (mo,), paper = table.people, table.paper_seat()
    table.enter(paper, "all_of_mine", who="Olu", roles={"t1-does": "1"})
    mo.tap("I answer for it", near=TASKS[1])
    mo.tap("Ask this person", person="Olu", mine="t2-answers")
    table.enter(paper, "all_of_mine", who="Olu", roles={"t1-does": "1", "t2-answers": "1"})
    assert answering(table) == ["Olu"]


def older(n: int, text: str, **more: str) -> dict[str, Any]:
    return {"id": str(n), "at": 1.0, "n": n, "ledger": "roles", "op": "add", "entry": f"s/t{n}", "session": "s",
            "data": {"text": text, "who": "Mo", **more}}  # fmt: skip


def test_in_a_later_session_it_is_handed_over_stays_or_ends_and_the_ledger_knows():
    old = [older(at, text) for at, text in enumerate([*TASKS, "Make tea"], 1)]
    table = Table(TeamAndRoles, 0, parts="roles", carried=tuple(old))
    mo, ana = (table.join(name=each) for each in ("Mo", "Ana"))
    table.go("roles")
    ana.tap("Use this name")
    mo.tap("Ask this person", person="Ana", mine="t1-answers")
    ana.tap("Yes, I take it over")
    ana.do("take_role", task="t1", role="does")
    with table.refused("nothing to hand over"):
        mo.do("hand_over", mine="t1-answers", person="Ana")
    table.facilitator.do("drop_task", task="t4")
    table.go("check")
    ana.tap("Yes, these are mine")
    with table.refused("before, or somebody"):
        table.facilitator.do("leave_with_last", task="t1")
    assert "Last time: Mo" in table.stage
    table.facilitator.tap("It stays with: Mo", near=TASKS[1])
    table.facilitator.tap("Leave it open", near=TASKS[2])
    assert "It stays with: Mo" in table.stage and not table.run.why_not_finish
    assert rows(table, "stays") == [[(TASKS[1], "Mo")]] and "Not on the list any more: Make tea" in str(table.section)
    new = [{**old[0], "id": f"n{at}", "at": 2.0, "n": at, "op": each.op, "entry": each.entry, "data": each.data}
           for at, each in enumerate(table.section.ledger)]  # fmt: skip
    book = fold([*old, *new])
    assert [(each.text, each.data["who"], each.status) for each in book.of("roles")] == [
        (TASKS[0], "Ana", ""), (TASKS[1], "Mo", ""), (TASKS[2], "", ""), ("Make tea", "", "ended"),
    ]  # fmt: skip
    assert book.find("s/t1").data["before"] == "Mo"
    later = Table(TeamAndRoles, 1, parts="roles", carried=(*old, *new))
    assert [task.title for task in later.run.course.state.roles.tasks.values()] == TASKS


def test_a_rehearsal_counts_again_who_said_yes_and_what_was_handed_over():
    table = gridded("A", "B", "C", "D")
    acts: list[Act] = []

    def do(by: int | None, action: str, **given: str) -> None:
        who = table.facilitator if by is None else table.people[by]
        who.do(action, **given)
        acts.append(Act("" if by is None else str(by), 1, action, given))

    for at, called in enumerate(["Mo", "Ana", "Lee", "Kim"]):
        do(at, "sign", who=called)
    for who, task, role in ((0, 1, "answers"), (0, 3, "answers"), (1, 1, "does"), (2, 3, "does"), (3, 3, "helps")):
        do(who, "take_role", task=f"t{task}", role=role)
    do(0, "hand_over", mine="t1-answers", person="Ana")
    do(0, "hand_over", mine="t3-answers", person="lee")
    do(1, "drop_offer", offer="o1")
    do(1, "take_role", task="t1", role="answers")
    do(2, "take_role", task="t3", role="answers")
    table.go("sought")
    do(None, "choose_role", task="t2")
    do(3, "can_name", who="Kim")
    table.go("name")
    do(0, "name_somebody", whom="Kim", why="Kim writes")
    table.go("reasons")
    do(1, "for_myself", say="yes", who="Ana")
    do(None, "ask_for_it", person="Kim")
    do(3, "say_yes", who="Kim")
    table.go("check")
    for at in range(4):
        do(at, "confirm")
    section = table.section
    counted = list(figures(section, {}, SimpleNamespace(step=1, acts=acts)))
    assert [each for each in counted if each[1] != each[2]] == []
    assert ("Write the newsletter · Kim", 1, 1) in counted
    assert ("Check access needs · answers for it · Mo · Lee", 1, 1) in counted
    for gone in ("say_yes", "hand_over", "drop_offer"):
        less = SimpleNamespace(step=1, acts=[act for act in acts if act.action != gone])
        assert [each for each in figures(section, {}, less) if each[1] != each[2]], gone


def test_a_long_list_stays_light_on_a_phone_and_one_of_it_is_chosen_first():
    tasks = [f"{at} Keep something that matters going" for at in range(20)]
    table = Table(TeamAndRoles, 0, parts="roles", tasks=tasks)
    table.people = [table.join() for _each in range(12)]
    table.go("roles")
    for at, person in enumerate(table.people):
        person.do("sign", who=f"Małgorzata Nowak {at}", sits="Lived experience")
        for task in range(1, 21, 3):
            person.do("take_role", task=f"t{task}", role=("does", "answers", "helps")[(at + task) % 3])
    me = table.people[0]
    me.tap("Tell me", task="t2")
    assert "Tell me. Hand it back" in me.sees and "take-one" in me.html
    table.go("check")
    assert all(len(str(person.html).encode()) <= 16_384 for person in table.people)


def test_a_step_of_a_plan_asks_only_who_does_what_and_knows_people_and_roles_from_room_and_ledger():
    table = Table(TeamAndRoles, 0, parts="roles", carried=(older(1, "Make tea"),))
    mo = table.join(name="Mo")
    assert list(table.run.phases) == ["collect", "list", "roles", "sought", "name", "reasons", "check"]
    table.go("roles")
    assert ">Mo</textarea>" in mo.html and "Make tea" in mo.sees and "Last time: Mo" in mo.sees


def test_who_has_a_seat_and_never_signed_the_list_can_be_asked_by_the_name_of_the_seat():
    grid = Grid()
    grid.add("Keys", "", "")
    grid.sign("ana", "Ana", "")
    grid.take("ana", "t1", "does")
    grid.offer("ana", "t1", "does", {"ben": "Ben"}, "Ana")
    assert [(offer.name, offer.to) for offer in grid.offers.values()] == [("Ben", ["ben"])]
