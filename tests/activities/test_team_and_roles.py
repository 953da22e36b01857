"""Team and roles: the worked examples, and each rule of the mix and of the grid."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.team_and_roles import TeamAndRoles, TeamAndRolesSettings
from activities.team_and_roles.mix import Mix
from activities.team_and_roles.recount import figures
from activities.team_and_roles.rules import RATHER_NOT, ROLES, Finding, Line, findings
from facilitator.activity import Key
from facilitator.ledger import fold
from facilitator.rehearsal.books import Act
from facilitator.report.model import Outcome
from facilitator.report.model import Table as RecordTable
from facilitator.session.step import Step
from facilitator.testing import Person, Table

LIVED, CARE, FAMILY = "Lived experience", "Giving care and support", "Family and friends"
HEALTH, COMMUNITY = "Health and care professionals", "Others in the community"
LEAST = {LIVED: 3, CARE: 1, HEALTH: 2, COMMUNITY: 1}
SITS = {**dict.fromkeys("abcde", LIVED), "f": CARE, **dict.fromkeys("ghij", HEALTH)}
MINIMUM = [{"perspective": name, "seats": n} for name, n in LEAST.items()]


def test_the_worked_example_of_the_team():
    mix, order = Mix(8, LEAST), list("chajefbgdi")
    seated = mix.seated(order, SITS)
    assert sorted(seated) == sorted("caebfhj")
    counts = Counter(SITS[key] for key in seated)
    assert mix.held(counts) == {COMMUNITY: 1} and not mix.met(counts) and counts[LIVED] == mix.most == 4
    again = mix.seated([key for key in order if key != "c"], SITS)
    assert sorted(again) == sorted("aebfhjg")


@pytest.mark.parametrize("least", [{LIVED: 5}, {LIVED: 4, CARE: 2, HEALTH: 2, COMMUNITY: 1}])
def test_a_mix_that_cannot_be_is_refused_at_set_up(least: dict[str, int]):
    assert Mix(8, least).why_not()
    with pytest.raises(ValueError, match="seats"):
        TeamAndRolesSettings(minimum=[{"perspective": name, "seats": n} for name, n in least.items()])


@st.composite
def mixes(draw: st.DrawFn) -> tuple[Mix, list[str], dict[str, str]]:
    views = ["A", "B", "C"]
    mix = Mix(draw(st.integers(2, 10)), {}, draw(st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(1)])))
    for name in views:
        room = min(mix.most, mix.seats - sum(mix.least.values()))
        mix.least[name] = draw(st.integers(0, room))
    order = [f"p{at}" for at in range(draw(st.integers(0, 14)))]
    return mix, order, {key: draw(st.sampled_from([*views, ""])) for key in order}


def slowly(mix: Mix, order: list[str], sits: dict[str, str]) -> set[str]:
    """The same by one seat after the other: each seat has a label, and looks for the first who may sit on it."""
    seats: list[tuple[str, str | None]] = []
    left = list(order)
    for name, n in mix.least.items():
        for _seat in range(n):
            who = next((key for key in left if sits[key] == name), None)
            seats.append((name, who))
            left = [key for key in left if key != who]
    while len(seats) < mix.seats:

        def may(key: str) -> bool:
            return not sits[key] or sum(k is not None and sits[k] == sits[key] for _n, k in seats) + 1 <= mix.most

        who = next((key for key in left if may(key)), None)
        seats.append(("", who))
        left = [key for key in left if key != who]
    return {who for _name, who in seats if who is not None}


@given(mixes())
@settings(max_examples=150, deadline=None)
def test_seats_are_given_as_a_slow_count_gives_them_and_nobody_loses_one_by_a_decline(given: Any):
    mix, order, sits = given
    seated = set(mix.seated(order, sits))
    assert seated == slowly(mix, order, sits)
    held = mix.held(Counter(sits[key] for key in seated))
    assert len(seated) + sum(held.values()) <= mix.seats
    for gone in seated:
        assert seated - {gone} <= set(mix.seated([key for key in order if key != gone], sits))
    assert seated <= set(mix.seated([*order, "late"], {**sits, "late": "A"}))


# The seats


def asked(people: str = "abcdefghij", **given: Any) -> Table:
    """Everyone of the worked example said that they would like a seat."""
    table = Table(TeamAndRoles, 0, **{"minimum": MINIMUM, "parts": "team", **given})
    table.people = [table.join(name=letter.upper()) for letter in people]
    table.go("interest")
    for person, letter in zip(table.people, people, strict=True):
        person.tap("Send", want="seat", sits=SITS[letter])
    return table


def offered(table: Table) -> list[Person]:
    return [person for person in table.people if "You are offered a seat" in person.sees]


def test_seats_are_asked_for_unseen_and_taken_only_by_oneself():
    table = asked()
    assert "10 of 10 are done" in table.board and "Lived experience" not in table.board
    table.go("offer")
    assert "There are more people than seats" in table.board and LIVED not in table.board + table.stage
    table.facilitator.tap("Draw lots and offer the seats")
    some = offered(table)
    assert len(some) == 7 and "1 held open" in table.board
    for view in (table.board, table.stage):
        assert not any(name in view.split() for name in "ABCDEFGHIJ")
    assert sum("There is no seat for you now" in person.sees for person in table.people) == 3
    with table.refused("No seat is offered to you"):
        next(person for person in table.people if person not in some).do("take_seat", who="X")
    with table.refused("Write your name"):
        some[0].do("take_seat", who=" ")
    keys = {person.key for person in some}
    some[0].tap("No, thank you")
    assert {person.key for person in some[1:]} <= {person.key for person in offered(table)}
    for person in offered(table):
        person.tap("Yes, I take it")
    table.go("team")
    assert "Mix not met yet" in table.board and "1 seat is held for: Others in the community" in table.board
    assert len(keys) == 7


def test_the_room_can_talk_it_through_instead_and_the_mix_still_holds():
    table = asked()
    table.go("offer")
    table.facilitator.tap("Talk it through instead")
    assert "Talk about who sits" in table.board and LIVED in table.board and "Drawn by lot" not in table.board
    assert not offered(table) and not any(name in table.board.split() for name in "ABCDEFGHIJ")
    for person in table.people[:4]:
        person.tap("Yes, I take it", who=f"Name {person.key[:4]}")
    with table.refused("The mix leaves no seat"):
        table.people[4].do("take_seat", who="E")
    table.people[0].tap("Hand my seat back")
    table.people[4].tap("Yes, I take it", who="Name E")
    table.people[9].tap("No, thank you")
    paper = table.paper_seat()
    table.enter(paper, "seat_sheet", sits=COMMUNITY, who="Olu")
    with table.refused("yours already"):
        table.enter(paper, "seat_sheet", sits=COMMUNITY, who="Olu")
    other = table.paper_seat()
    with table.refused("The mix leaves no seat"):
        table.enter(other, "seat_sheet", sits=LIVED, who="Kim")
    assert "8 seats, 5 taken. Talked through, without lots." in table.board
    table.go("team")
    assert "No lots were drawn: it was talked through." in str(table.section.blocks)
    mix = "The mix is not met yet. 3 seats are held open and not given away."
    assert table.section.blocks[0] == Outcome("not-yet", "5 of 8 seats are taken.", mix)
    taken = set(table.run.course.state.seats.standing("confirmed"))
    table.facilitator.tap("Draw lots and offer the seats")
    seats = table.run.course.state.seats
    assert taken <= set(seats.standing("confirmed")) and len(seats.standing("confirmed", "offered")) == 8
    assert seats.mix.met(seats.counts("confirmed", "offered"))


def test_who_has_no_seat_is_nowhere_in_the_record():
    table = asked()
    table.go("offer")
    table.facilitator.tap("Draw lots and offer the seats")
    some = offered(table)
    for person in some:
        person.tap("Yes, I take it", who=f"Name {person.key[:4]}")
    table.go("team")
    section = table.section
    team, mix = (each for each in section.blocks if isinstance(each, RecordTable))
    assert len(team.rows) == 7 and team.columns[0].names
    assert [row[2] for row in mix.rows] == [3, 1, 2, 1] and [row[3] for row in mix.rows] == [0, 0, 0, 1]
    assert [each.sign for each in section.blocks if isinstance(each, Outcome)] == ["not-yet"]
    assert table.room.run and table.run.course.state.seats.number in str(section.blocks)
    table.facilitator.do("finish")


def test_a_held_seat_waits_for_somebody_who_comes_later():
    table = asked()
    table.go("offer")
    table.facilitator.tap("Draw lots and offer the seats")
    before = {person.key for person in offered(table)}
    late = table.join(name="Late")
    late.tap("I would like a seat after all", sits=COMMUNITY)
    table.facilitator.tap("Draw lots and offer the seats")
    assert "You are offered a seat as: Others in the community" in late.sees
    assert before <= {person.key for person in offered(table)}
    late.tap("Yes, I take it")
    late.tap("Hand my seat back")
    assert "1 held open" in table.board


def test_those_without_a_phone_can_say_yes_beforehand_and_support_shows_only_by_ones_own_tick():
    table = Table(TeamAndRoles, 1, parts="team", minimum=[{"perspective": LIVED, "seats": 2}])
    ann, paper = table.people[0], table.paper_seat()
    table.go("interest")
    ann.tap("Send", want="support", sits="Rather not say")
    table.enter(paper, "wish", want="seat", sits=LIVED, ahead="Olu")
    table.go("offer")
    assert "Everyone who would like a seat can have one" in table.board
    table.facilitator.tap("Offer the seats")
    assert "Would like support" not in table.board
    ann.tap("Yes, I take it", who="Ann", support=True)
    table.go("team")
    assert "Olu" in table.board and "Would like support: Ann" in table.board


def test_the_mix_is_set_with_the_room_until_somebody_answers():
    table = Table(TeamAndRoles, 1, parts="team")
    assert "8 seats, at most 4 for one perspective. If we draw lots, number" in table.board
    table.facilitator.tap("Set the mix", seats=7)
    with table.refused("too many"):
        table.facilitator.do("set_mix", seats=4, least={"0": 3})
    table.go("interest")
    table.people[0].tap("Send", want="seat", sits=LIVED)
    table.go("asked")
    with table.refused("stays as it is"):
        table.facilitator.do("set_mix", seats=9)


def test_offers_that_nobody_answers_go_on_to_the_next():
    table = asked("gh", team_seats=2, minimum=[{"perspective": LIVED, "seats": 1}])
    table.go("offer")
    table.facilitator.tap("Draw lots and offer the seats")
    (first,) = offered(table)
    table.facilitator.tap("Wait no longer for answers")
    (second,) = offered(table)
    assert first.key != second.key


# The grid


def line(answers: str = "", does: str = "", helps: str = "", asked: str = "", no_help: str = "") -> Line:
    return Line(
        {"answers": keys(answers), "does": keys(does), "helps": keys(helps), "asked": keys(asked)}, keys(no_help)
    )


def keys(names: str) -> list[Key]:
    return [Key(name) for name in names.split()]


EXAMPLE = {"invite": line("Mo", "Mo Sam"), "letter": line("Ana Lee", "Ana"), "access": line("Lee")}
ALL, FLAG = keys("Mo Sam Ana Lee"), Fraction(2, 5)


def test_the_worked_example_of_the_responsibilities():
    found = findings(EXAMPLE, {Key("Ana"): FAMILY}, ALL, [FAMILY], FLAG)
    assert found == [
        Finding("many answer", "letter", n=2), Finding("nobody does", "access"),
        Finding("alone", "letter", Key("Ana"), sits=FAMILY), Finding("load", person=Key("Lee"), n=2, total=3),
    ]  # fmt: skip
    power = findings(EXAMPLE, dict.fromkeys(ALL, HEALTH), ALL, [FAMILY], FLAG)
    assert power[-1] == Finding("one place", n=3, sits=HEALTH)


def test_harder_cases_of_the_grid():
    two = {"a": line("Mo", "Mo"), "b": line("Mo", "Mo")}
    assert findings(two, {Key("Mo"): HEALTH}, ALL, [], FLAG) == []
    five = {str(at): line(who, who) for at, who in enumerate(["Mo", "Mo", "Sam", "Ana", "Lee"])}
    assert findings(five, {}, ALL, [], FLAG) == []
    assert findings({"a": line("Mo", "Mo")}, {}, [], [], FLAG) == [Finding("not confirmed", "a", Key("Mo"))]
    assert findings({"a": line("Mo", "Mo", asked="a b c d")}, {}, ALL, [], FLAG) == [Finding("many asked", "a", n=4)]
    assert not findings({"a": line("Mo", "Mo", no_help="Mo")}, {Key("Mo"): LIVED}, ALL, [LIVED], FLAG)
    assert not findings({"a": line("Mo", "Mo", helps="Sam")}, {Key("Mo"): LIVED}, ALL, [LIVED], FLAG)


people = st.lists(st.sampled_from(ALL), unique=True, max_size=4)
cells = st.builds(Line, st.fixed_dictionaries(dict.fromkeys(ROLES, people)), people)
lines = st.dictionaries(st.sampled_from("abcde"), cells)


@given(
    lines,
    st.dictionaries(st.sampled_from(ALL), st.sampled_from([LIVED, HEALTH, ""])),
    people,
    st.sampled_from([FLAG, Fraction(1, 2)]),
)
@settings(max_examples=150, deadline=None)
def test_findings_are_those_of_a_slow_second_look(lines: Any, sits: Any, confirmed: Any, flag: Fraction):
    cells = [(task, role, key) for task in lines for role in ROLES for key in lines[task].who[role]]

    def count(task: str, role: str) -> int:
        return sum(t == task and r == role for t, r, _k in cells)

    known: Counter[tuple[str, str, str]] = Counter()
    for task in lines:
        ones = [k for t, r, k in cells if t == task and r == "answers"]
        known["nobody answers", task, ""] += not ones
        known["many answer", task, ""] += len(ones) >= 2
        known["not confirmed", task, ones[0] if ones else ""] += len(ones) == 1 and ones[0] not in confirmed
        known["nobody does", task, ""] += count(task, "does") == 0
        known["many asked", task, ""] += count(task, "asked") >= 4
        for key in ALL:
            there = any((task, role, key) in cells for role in ("does", "answers"))
            left = count(task, "helps") == 0 and key not in lines[task].no_help
            known["alone", task, key] += there and left and sits.get(key) == LIVED
    for key in ALL if len(lines) >= 3 else ():
        mine = sum(r == "answers" and k == key for _t, r, k in cells)
        known["load", "", key] += mine * flag.denominator > flag.numerator * len(lines)
    views = [sits.get(k, "") for _t, r, k in cells if r == "answers"]
    known["one place", "", ""] += len(lines) >= 3 and len(set(views)) == 1 and views[0] != ""
    found = Counter(
        (each.what, each.task, each.person or "") for each in findings(lines, sits, confirmed, [LIVED], flag)
    )
    assert found == +known


def gridded(people: int = 3, **given: Any) -> Table:
    tasks = ["Invite people", "Write the newsletter", "Check access needs"]
    table = Table(TeamAndRoles, 0, **{"parts": "roles", "tasks": tasks, **given})
    table.people = [table.join(name=name) for name in ("Mo", "Ana", "Lee", "Sam")[:people]]
    table.go("roles")
    return table


def test_the_record_begins_with_how_many_look_for_someone():
    table = gridded(1)
    table.go("check")
    told = "0 of 3 responsibilities have somebody who answers for them."
    assert table.section.blocks[0] == Outcome("none", told, "3 look for someone.")
    waiting = Table(TeamAndRoles, 2, parts="roles", tasks=["Invite people"])
    for phase in ("collect", "list"):
        waiting.go(phase)
    assert waiting.section.blocks[0] == Outcome(
        "none", "1 responsibility is on the list.", "Nobody was asked to take these yet."
    )


def test_errors_keep_it_open_until_they_are_mended_or_left_open_by_the_room():
    table = gridded()
    mo, ana, lee = table.people
    with table.refused("Write your name"):
        mo.do("take_role", task="t1", role="does")
    for person in table.people:
        person.tap("Use this name", sits=FAMILY if person is ana else HEALTH)
    for role in ("I do it", "I answer for it"):
        mo.tap(role, near="Invite people")
        ana.tap(role, near="Write the newsletter")
    lee.tap("I answer for it", near="Write the newsletter")
    lee.tap("I answer for it", near="Check access needs")
    table.go("check")
    assert "4 to mend before we close. 2 to talk about." in table.board
    for person in table.people:
        person.tap("Yes, these are mine")
    assert "2 to mend before we close. 2 to talk about." in table.board
    assert "2 answer for it" in ana.sees and "Answers for 2 of 3 (67 %)" in ana.sees
    with table.refused("2 to mend"):
        table.facilitator.do("finish")
    lee.tap("I answer for it. Hand it back", near="Write the newsletter")
    ana.tap("I do not need help", near="Write the newsletter")
    assert "1 to mend before we close." in table.board and "to talk about" not in table.board
    table.facilitator.tap("Leave it open", near="Check access needs")
    table.facilitator.do("finish")
    section = table.room.sections["step"]
    assert "No one does it yet." in str(section.blocks)
    assert section.blocks[0] == Outcome("none", "3 of 3 responsibilities have somebody who answers for them.")
    kept = {entry.data["text"]: entry.data.get("who") for entry in section.ledger if "sits" not in entry.data}
    assert kept == {"Invite people": "Mo", "Write the newsletter": "Ana", "Check access needs": "Lee"}


def test_one_press_leaves_all_open_where_nobody_took_anything():
    table = gridded(3)
    table.go("check")
    with table.refused("to mend"):
        table.facilitator.do("finish")
    table.facilitator.tap("Leave all of these open")
    assert "Leave all of these open" not in table.facilitator.sees
    assert "The room leaves this open." in table.facilitator.sees
    table.facilitator.do("finish")
    assert not [entry.data.get("who") for entry in table.room.sections["step"].ledger if entry.data.get("who")]


def test_as_what_people_sit_is_known_to_the_next_session_and_is_no_responsibility():
    table = gridded(2)
    ana, mo = table.people
    ana.do("sign", who="Ana", sits=FAMILY)
    mo.do("sign", who="Mo", sits=RATHER_NOT)
    for person in (ana, mo):
        person.do("take_role", task="t1", role="does")
    table.go("check")
    (said,) = [entry for entry in table.section.ledger if "sits" in entry.data]
    assert (said.op, said.data["who"], said.data["sits"]) == ("add", "Ana", FAMILY)
    old = {"id": "1", "at": 1.0, "n": 1, "ledger": "roles", "op": "add", "entry": "s/m1", "session": "s",
           "data": said.data}  # fmt: skip
    table = Table(TeamAndRoles, 1, parts="roles", tasks=["Invite people"], carried=(old,))
    table.go("roles")
    assert "In the team" not in table.board
    table.go("check")
    for sits, expected in ((FAMILY, []), (LIVED, [("set", "s/m1", LIVED)])):
        table.people[0].do("sign", who="ana", sits=sits)
        table.people[0].do("take_role", task="t1", role="does")
        members = [entry for entry in table.section.ledger if "sits" in entry.data]
        assert [(each.op, each.entry, each.data["sits"]) for each in members] == expected


def test_roles_are_found_again_in_the_next_session_and_nobody_is_put_into_them():
    old = {"id": "1", "at": 1.0, "n": 1, "ledger": "roles", "op": "add", "entry": "s/t1", "session": "s",
           "data": {"text": "Invite people", "who": "Mo"}}  # fmt: skip
    table = Table(TeamAndRoles, 1, parts="roles", carried=(old,))
    table.go("roles")
    (ann,) = table.people
    assert "Last time: Mo" in ann.sees and "Mo" not in table.board
    ann.do("sign", who="Ann")
    for role in ("does", "answers"):
        ann.do("take_role", task="t1", role=role)
    table.go("check")
    ann.tap("Yes, these are mine")
    (entry,) = table.section.ledger
    assert (entry.op, entry.entry, entry.data["who"]) == ("set", "s/t1", "Ann")
    new = {**old, "id": "2", "at": 2.0, "op": "set", "data": entry.data}
    assert [each.data["who"] for each in fold([old, new]).of("roles")] == ["Ann"]


def test_paper_is_confirmed_with_the_sheet_and_who_left_before_confirming_does_not_count():
    table = gridded(1)
    paper, (mo,) = table.paper_seat(), table.people
    table.enter(paper, "all_of_mine", who="Olu", roles={"t1-does": "1", "t1-answers": "1"})
    mo.tap("Use this name")
    mo.tap("I answer for it", near="Write the newsletter")
    table.go("check")
    assert [each.what for each in table.results if each.task == "t1"] == []
    mo.do("leave")
    assert "nobody answers" in [each.what for each in table.results if each.task == "t2"]
    with table.refused("Nothing is ticked"):
        table.enter(paper, "all_of_mine", who="Olu")


def test_cards_become_responsibilities_and_a_seat_is_ones_name_in_the_grid():
    table = Table(TeamAndRoles, 1, minimum=[{"perspective": LIVED, "seats": 1}], letters=True)
    (ann,) = table.people
    table.go("interest")
    ann.tap("Send", want="seat", sits=LIVED)
    table.go("offer")
    table.facilitator.tap("Offer the seats")
    ann.tap("Yes, I take it", who="Ann")
    table.go("collect")
    ann.do("write", text="Make tea")
    table.go("list")
    table.facilitator.tap("Put all cards on the list")
    assert "Make tea" in table.board
    with table.refused("on the list already"):
        table.facilitator.do("add_task", title="make tea")
    table.go("roles")
    assert "Use this name" not in ann.sees and "answers for it (A)" in table.board
    ann.tap("I do it", near="Make tea")
    assert "Does it: Ann" in ann.sees
    table.go("check")
    assert "Sits as: Lived experience" in table.board


def test_people_sit_as_what_their_programme_calls_them_and_the_smallest_numbers_always_fit():
    table = Table(TeamAndRoles, 1, parts="team", team_seats=4)
    table.facilitator.do("finish", early=1)
    table.room.perspectives = ("Tenants", "Neighbours", "The council", "Traders")
    table.room.agenda.append(Step("next", TeamAndRoles.id, settings=table.settings))
    table.facilitator.do("begin", step="next")
    team = table.run.course.state.seats
    assert team.views == list(table.room.perspectives)
    assert team.mix.least == {"Tenants": 2, "Neighbours": 1, "The council": 1} and not team.mix.why_not()
    assert "Lived experience" not in table.people[0].sees
    assert "Add seats" in str(Mix(2, {}, Fraction(1, 3)).why_not())


def test_a_rehearsal_counts_every_figure_again_and_finds_a_wrong_one():
    tasks = ["Invite people", "Write the newsletter", "Check access needs"]
    table = Table(TeamAndRoles, 0, minimum=[{"perspective": LIVED, "seats": 2}], tasks=tasks)
    table.people = [table.join() for _each in range(4)]
    acts: list[Act] = []

    def do(person: int, action: str, **given: str) -> None:
        table.people[person].do(action, **given)
        acts.append(Act(str(person), 1, action, given))

    table.go("interest")
    for who, sits in enumerate([LIVED, HEALTH, "Rather not say"]):
        do(who, "wish", want="seat", sits=sits)
    table.go("offer")
    table.facilitator.do("offer_seats")
    for who, name in enumerate(["Olu", "Mo", "Ana"]):
        do(who, "take_seat", who=name)
    do(2, "leave_seat")
    table.go("roles")
    do(2, "sign", who="Lee", sits=FAMILY)
    for who, task, role in ((0, 1, "answers"), (0, 2, "answers"), (1, 1, "does"), (2, 3, "answers"), (2, 3, "does")):
        do(who, "take_role", task=f"t{task}", role=role)
    do(1, "hand_role_back", task="t1", role="does")
    table.facilitator.do("add_task", title="Make tea")
    table.facilitator.do("drop_task", task="t2", everyone=1)
    acts.append(Act("", 1, "drop_task", {"task": "t2"}))
    table.go("check")
    do(0, "confirm")
    section = table.section
    counted = list(figures(section, {}, SimpleNamespace(step=1, acts=acts)))
    assert len(counted) > 20 and [each for each in counted if each[1] != each[2]] == []
    for at in range(len(acts)):
        if acts[at].action in ("leave_seat", "hand_role_back", "drop_task", "confirm") or at == 3:
            less = SimpleNamespace(step=1, acts=acts[:at] + acts[at + 1 :])
            assert [each for each in figures(section, {}, less) if each[1] != each[2]], acts[at]


def test_the_board_has_the_cards_or_the_list_and_nobody_is_dropped_unasked():
    table = Table(TeamAndRoles, 1, parts="roles", tasks=["Invite people"])
    (ann,) = table.people
    ann.do("write", text="Make tea")
    table.go("list")
    assert "Make tea" in table.board and "Invite people" not in table.board
    table.facilitator.tap("Show the list on the board")
    assert "Make tea" not in table.board and "Invite people" in table.board
    table.facilitator.tap("Show the cards on the board")
    table.go("roles")
    ann.do("sign", who="Ann")
    ann.do("take_role", task="t1", role="does")
    with table.refused("Somebody has taken this"):
        table.facilitator.do("drop_task", task="t1")
    assert "There now: Ann" in table.stage
    table.facilitator.tap("Take it off with everyone in it")
    assert "Invite people" not in table.board
