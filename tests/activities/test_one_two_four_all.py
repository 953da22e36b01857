"""One, two, four, all: every phase, who can read what, the pen, late comers and leavers, paper, the record."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from activities.one_two_four_all import OneTwoFourAll
from activities.one_two_four_all.ideas import order
from facilitator.i18n import speaking
from facilitator.report.model import Facts, Outcome, Quotes
from facilitator.run import view
from facilitator.seats import Who
from facilitator.testing import Table
from facilitator.testing.table import Person
from facilitator.testing.taps import controls, words

QUESTION = "How might we welcome new people?"


def room(n: int, paper: int = 0, **settings: Any) -> Table:
    """So many people with phones, called P1, P2 …, and on paper."""
    table = Table(OneTwoFourAll, 0, **{"question": QUESTION, **settings})
    table.people += [table.join(name=f"P{at}") for at in range(1, n + 1)]
    for _seat in range(paper):
        table.paper_seat()
    return table


def begun(n: int, phase: str = "pairs", paper: int = 0, **settings: Any) -> Table:
    table = room(n, paper, **settings)
    table.facilitator.tap("Make the groups")
    for name in ("alone", "pairs", "fours", "all"):
        table.go(name)
        if name == phase:
            break
    return table


def mates(table: Table, person: Person) -> list[Person]:
    """The others of somebody's small group."""
    keys = table.run.activity.company(table.run.course.state, person.key, table.ctx)
    return [each for each in table.people if each.key in keys and each.who != person.who]


def private(table: Table) -> str:
    with speaking("en"):
        return words(view.private(table.run))


def place(person: Person) -> str:
    return person.sees.partition("You are ")[2].partition(".")[0]


# Groups


def test_everyone_finds_a_pair_and_a_table_and_the_board_has_letters_only():
    table = room(9)
    with table.refused("Make the groups first"):
        table.go("alone")
    table.facilitator.tap("Make the groups")
    places = [place(person) for person in table.people]
    assert sorted(places) == sorted(
        ["pair 1, then table A"] * 2 + ["pair 2, then table A"] * 2 + ["pair 3, then table B"] * 2
        + ["pair 4, then table B"] * 3
    )  # fmt: skip
    assert "4 pairs, 2 tables" in table.stage
    assert " A B " in table.board and not any(f"P{at}" in table.board for at in range(1, 10))
    first = table.people[0]
    near = first.sees.partition("With you: ")[2].split("Do you")[0].strip()
    others = [each.seat.name for each in table.people if place(each) == place(first) and each.who != first.who]
    assert sorted(near.split(", ")) == sorted(others)


@pytest.mark.parametrize(("n", "told", "after"), [(7, "pair 1.", "all"), (8, "then table", "fours")])
def test_with_one_table_the_fours_are_left_out(n: int, told: str, after: str):
    table = begun(n)
    assert f"go?phase={after}" in {each.do for each in controls(table.facilitator.html)}
    if n == 7:
        table.go("fours")
        assert "one table" in table.people[0].sees
    table = room(n)
    table.facilitator.tap("Make the groups")
    assert any(told in person.sees for person in table.people)


def test_one_person_alone_goes_on_alone_and_sends_an_idea():
    table = room(1)
    table.facilitator.tap("Make the groups")
    assert "on your own" in table.people[0].sees
    table.go("alone")
    table.facilitator.tap("Come together")
    table.people[0].tap("Send it to the board", text="A bench")
    assert "A bench" in table.board


def test_thinking_alone_cannot_be_skipped():
    table = room(8)
    table.facilitator.tap("Make the groups")
    for phase in ("pairs", "fours", "all", "same"):
        with table.refused("First everyone thinks alone"):
            table.go(phase)


def test_groups_can_be_made_again_until_somebody_writes():
    table = begun(8)
    table.people[0].tap("I write")
    table.go("groups")
    assert "Make them again" not in table.stage
    with table.refused("have begun to write"):
        table.facilitator.do("make_groups")


def test_perspectives_are_stated_for_this_alone_and_shown_nowhere():
    table = room(8, mix="by perspective")
    for person in table.people[:4]:
        person.tap("Send", option="Lived experience")
    for person in table.people[4:7]:
        person.tap("Send", option="Health and care professionals")
    table.people[7].tap("Pass")
    assert "shown nowhere" in table.people[0].sees and "7 of 8" not in table.board and "8 of 8" in table.board
    with table.refused("not one of the answers"):
        table.people[0].do("say_for_mix", option="A boss")
    table.go("groups")
    table.facilitator.tap("Make the groups")
    lived = {person.who for person in table.people[:4]}
    pairs = [{each.who for each in table.people if place(each) == place(person)} for person in table.people]
    assert all(len(pair & lived) == 1 for pair in pairs)
    told = [table.board, table.stage, private(table), str(table.section), *(each.sees for each in table.people)]
    assert not any("Lived experience" in each for each in told)


def test_as_seated_people_say_their_table_and_stay_at_it():
    table = room(9, mix="as seated", tables=3)
    for person, letter in zip(table.people, "AAAABBBBB", strict=True):
        person.tap("Send", option=letter)
    table.go("groups")
    table.facilitator.tap("Make the groups")
    assert [place(person)[-1] for person in table.people] == list("AAAABBBBB")


def test_the_private_list_keeps_two_people_apart_and_stands_on_no_other_page():
    table = room(8)
    ann, boss = table.people[:2]
    table.facilitator.do("keep_apart", people=["P1", "P2"])
    for _time in range(6):
        table.facilitator.do("make_groups")
        assert place(ann)[-1] != place(boss)[-1]
    assert "P1 and P2" in private(table)
    assert not any("P1 and P2" in view for view in (table.stage, table.board, ann.sees, boss.sees, str(table.section)))
    table.facilitator.do("may_meet", place=0)
    assert "P1 and P2" not in private(table)


def test_the_private_page_offers_everyone_who_can_be_named():
    table = room(3, paper=1)
    with speaking("en"):
        there = {each.name: each for each in controls(view.private(table.run))}
    keep = there["Keep them apart"]
    assert [field.value for field in keep.fields if field.name == "people"] == ["P1", "P2", "P3", "Paper 1"]
    table.facilitator.do(keep.do, people=["P1", "Paper 1"])
    assert "P1 and Paper 1" in private(table)


def test_the_private_list_says_what_is_wrong():
    table = room(3)
    with table.refused("at least two"):
        table.facilitator.do("keep_apart", people=["P1"])
    with table.refused("called P9"):
        table.facilitator.do("keep_apart", people=["P1", "P9"])
    crowded = room(8)
    with crowded.refused("At most 15"):
        crowded.facilitator.do("keep_apart", people=[f"P{at}" for at in range(1, 9)])
    with table.refused("not on the list"):
        table.facilitator.do("may_meet", place=0)
    table.facilitator.do("keep_apart", people=["P1", "P2"])
    table.facilitator.do("make_groups")
    assert "not possible to keep everyone" in table.stage and "They still sit together" in private(table)


# Notes


def test_alone_notes_have_no_way_off_the_phone():
    table = begun(8, "alone")
    html = table.people[0].html
    assert "stays on this phone" in words(html)
    assert not any(field.name == "note" for each in controls(html) for field in each.fields)


def test_only_the_own_group_reads_its_note():
    table = begun(9, "pairs", paper=1)
    secret = "The zebra rota"
    for phase in ("pairs", "fours"):
        table.go(phase)
        first = table.people[0]
        first.tap("I write")
        first.tap("Save", text=secret)
        group = mates(table, first)
        assert group or phase == "pairs"
        for person in table.people:
            theirs = person.who == first.who or person.who in {each.who for each in group}
            assert (secret in person.html) == theirs
        assert secret not in table.board + table.stage + private(table) + str(table.section)
        helper = table.join(helper=True)
        assert secret not in helper.html
        secret = "The quiet giraffe"


def test_the_pen_is_taken_asked_for_and_handed_on():
    table = begun(8)
    ann = table.people[0]
    (bob,) = mates(table, ann)
    with table.refused("do not have the pen"):
        ann.do("pass_pen")
    assert not table.run.course.state.notes.notes  # what was refused left nothing behind
    ann.tap("I write")
    ann.tap("Save", text="Tea first")
    turn = table.run.course.state.notes.notes[next(iter(table.run.course.state.notes.notes))].turn
    with table.refused("Ask for it"):
        bob.do("save_note", text="Coffee", turn=turn)
    with table.refused("Ask for it first"):
        bob.do("take_pen")
    bob.tap("Ask for the pen")
    assert "would like to write" in ann.sees
    ann.tap("Hand the pen on")
    assert "Tea first" in bob.html
    bob.tap("Save", text="Tea first, then coffee")
    with table.refused("Ask for it"):
        ann.do("save_note", text="Tea first!", turn=turn)
    assert "Tea first, then coffee" in ann.sees


def test_a_phone_that_lost_the_pen_keeps_the_words_it_had_not_saved():
    table = begun(8)
    ann = table.people[0]
    (bob,) = mates(table, ann)
    ann.tap("I write")
    form = next(each for each in controls(ann.html) if each.name == "Save")
    bob.tap("Ask for the pen")
    bob.tap("Take the pen")
    assert "What you had not saved stands here" in ann.sees
    assert ann.html.count("note-p") and form.do not in {each.do for each in controls(ann.html)}
    turn = form.do.partition("turn=")[2]
    assert f'-{turn}"' in ann.html  # the field of the earlier turn, in which the page finds the draft
    ann.tap("Ask for the pen")
    bob.tap("Hand the pen on")
    assert "What you had not saved" not in ann.sees


def test_when_the_writer_leaves_the_pen_is_free():
    table = begun(9)
    ann = next(person for person in table.people if len(mates(table, person)) == 2)
    bob, cy = mates(table, ann)
    ann.tap("I write")
    ann.tap("Save", text="Kept")
    ann.do("leave")
    assert "The pen is free" in bob.sees and "Kept" in cy.sees
    bob.tap("I write")
    ann.do("come_back")
    assert "Somebody in your group has the pen" in ann.sees


def test_the_question_stays_in_view_at_the_tables():
    table = begun(8, "fours")
    for seen in (table.board, table.people[0].sees):
        assert "What stands out?" in seen and QUESTION in seen


def test_the_pair_note_can_be_read_again_at_the_table():
    table = begun(8)
    ann = table.people[0]
    (bob,) = mates(table, ann)
    ann.tap("I write")
    ann.tap("Save", text="Our zebra")
    table.go("fours")
    assert "Our zebra" in ann.sees and "Our zebra" in bob.sees
    others = [each for each in mates(table, ann) if each.who != bob.who]
    assert others and not any("Our zebra" in each.sees for each in others)


# Late, leaving, going back


def test_a_late_comer_has_a_place_at_once_that_stays():
    table = begun(8, "alone")
    late = table.join(name="Late")
    table.people.append(late)
    table.go("groups")
    mine = place(late)
    table.people.append(table.join(name="Later"))
    table.people.append(table.join(name="Last"))
    assert place(late) == mine and mine.startswith("pair")
    assert len({place(each) for each in table.people[8:]}) == 3
    again = table.reopened()
    assert mine in words(again.view(late.who))
    assert mine in words(table.copy().room.view(late.who))


def test_a_place_outlives_undo_and_a_second_phase():
    table = room(8)
    table.facilitator.tap("Make the groups")
    late = table.join(name="Late")
    mine = place(late)
    table.facilitator.do("keep_apart", people=["P1", "P2"])
    later = table.join(name="Later")
    theirs = place(later)
    table.facilitator.do("undo")
    assert (place(late), place(later)) == (mine, theirs)
    table.go("alone")
    table.go("groups")
    assert (place(late), place(later)) == (mine, theirs)
    assert theirs in words(table.reopened().view(later.who))


def test_later_they_join_the_smallest_table():
    table = begun(10, "fours")
    late = table.join()
    assert "Table B" in late.sees
    assert len({*mates(table, late)}) == 4


def test_who_would_be_alone_sits_with_another_pair_and_who_comes_back_finds_their_own():
    table = begun(8)
    ann = table.people[0]
    (bob,) = mates(table, ann)
    bob.do("leave")
    assert len(mates(table, ann)) == 2
    bob.do("come_back")
    assert [each.who for each in mates(table, ann)] == [bob.who]


def test_a_note_outlives_going_back_and_on():
    table = begun(8)
    table.people[0].tap("I write")
    table.people[0].tap("Save", text="Kept words")
    table.go("alone")
    assert "Kept words" not in table.people[0].html
    table.go("pairs")
    assert "Kept words" in table.people[0].html


# All


def send(table: Table, person: Person, text: str) -> None:
    if "The pen is free" in person.sees:
        person.tap("I write")
    person.tap("Send it to the board", text=text)


def test_each_table_sends_its_idea_and_is_its_author():
    table = begun(8, "all")
    ann = table.people[0]
    bob = mates(table, ann)[0]
    send(table, ann, "A buddy")
    letter = ann.sees.partition("Table ")[2][0]
    for seen in (table.board, bob.sees, ann.sees):
        assert "A buddy" in seen
    assert f"Table {letter}" in table.board and "P1" not in table.board
    with table.refused("sent all it can"):
        ann.do("write", text="And more")
    with table.refused("has the pen"):
        bob.do("write", text="Mine")
    ann.tap("Take it back")
    assert "A buddy" not in table.board
    send(table, ann, "A buddy for a year")


def test_the_table_note_is_offered_as_the_idea():
    table = begun(8, "fours")
    table.people[0].tap("I write")
    table.people[0].tap("Save", text="Rota for lifts")
    table.go("all")
    table.people[0].tap("Send it to the board")
    assert "Rota for lifts" in table.board


def test_a_table_on_paper_is_typed_in_by_the_facilitator():
    table = begun(0, "all", paper=8)
    table.facilitator.tap("Send it for them", part="t1", idea="A map")
    assert "A map" in table.board and "Table B" in table.board
    with table.refused("sent all it can"):
        table.facilitator.do("type_idea", part="t1", idea="Another")
    with table.refused("not there any more"):
        table.facilitator.do("type_idea", part="t7", idea="Another")


@pytest.mark.parametrize(("n", "rounds", "start"), [(1, 1, 0), (3, 2, 1), (6, 3, 5)])
def test_rounds_rotate_from_a_start_by_lot(n: int, rounds: int, start: int):
    made = order([str(at) for at in range(n)], rounds, start)
    for number in range(rounds):
        part = [int(each) for each in made[number * n : (number + 1) * n]]
        assert sorted(part) == list(range(n)) and part[0] == (start + number) % n
        assert all(after == (before + 1) % n for before, after in pairwise(part))


def test_the_facilitator_passes_the_turn_on_and_back():
    table = begun(8, "all", ideas_per_table=2)
    assert "Group before" not in table.stage
    turns = []
    for _turn in range(4):
        turns.append(table.board.partition("Table ")[2][0])
        table.facilitator.tap("Next group")
    assert turns in (list("ABBA"), list("BAAB"))
    assert "All groups have had their turn" in table.board
    with table.refused("had their turn"):
        table.facilitator.do("next_group")
    table.facilitator.tap("Group before")
    assert f"Table {turns[-1]} speaks now" in table.board
    assert any("It is your turn to speak" in person.sees for person in table.people)


def test_the_wall_marks_the_step_that_is_on_and_phones_keep_to_what_there_is_to_do():
    table = room(8)
    table.facilitator.tap("Make the groups")
    for phase, step in (("groups", "Alone"), ("alone", "Alone"), ("pairs", "In pairs"), ("fours", "At the table")):
        if phase != "groups":
            table.go(phase)
        board = table.room.view(Who.board())
        assert f"<mark>{step}</mark>" in board and board.count("<mark>") == 1
        assert ("All together" in table.people[0].sees) == (phase == "groups")
    table.go("all")
    assert "speaks now.</mark>" in table.room.view(Who.board()), "large over the ideas, and not in the small line"


# The record


def test_the_record_has_the_ideas_with_their_tables_and_keeps_both_of_what_is_the_same():
    table = begun(12, "all")
    for letter in "ABC":
        person = next(each for each in table.people if _letter(table, each) == letter)
        send(table, person, f"Idea of {letter}")
    assert [f"{letter}Table {letter}: Idea of {letter}" in table.board for letter in "ABC"] == [True] * 3
    table.go("same")
    assert "BTable B: Idea of B" in table.board, "whose idea it is stays in view while the same are put together"
    ids = {card.text: id for id, card in table.run.course.state.ideas.cards.items()}
    table.facilitator.do("move", card=ids["Idea of A"], to="new")
    table.facilitator.do("move", card=ids["Idea of B"], to="g1")
    table.facilitator.do("save_names", names={"g1": "Buddies"})
    table.facilitator.do("finish")
    section = table.room.sections["step"]
    result, merged, rest, facts = section.blocks
    assert result == Outcome("none", "The small groups sent 3 ideas.", "3 of 3 groups sent one or more.")
    assert isinstance(facts, Facts) and isinstance(merged, Quotes) and isinstance(rest, Quotes)
    assert section.question == QUESTION
    assert dict(facts.rows)["Small groups"] == "Small groups: 6 pairs, 3 tables."
    assert "draws the same lots again" in str(facts.rows) and rest.title == "Other ideas"
    assert merged.title == "Buddies"
    assert {(each.text, each.label, each.name) for each in merged.quotes} == {
        ("Idea of A", "Table A", ""), ("Idea of B", "Table B", ""),
    }  # fmt: skip
    assert [(each.text, each.label) for each in rest.quotes] == [("Idea of C", "Table C")]
    assert [item.text for item in section.items] == ["Buddies", "Idea of C"]


def test_where_no_group_sent_an_idea_the_record_says_so():
    result, facts = begun(4, "all").section.blocks
    assert result == Outcome("none", "No group sent an idea.") and isinstance(facts, Facts)


def _letter(table: Table, person: Person) -> str:
    block = table.kind.blocks["tables"]  # type: ignore[attr-defined]
    group = block.group(table.run.course.state, person.key, table.ctx, "part")
    return str(block.called(table.run.course.state, group))[-1]


def test_ended_before_all_came_together_there_is_no_result():
    table = begun(8)
    table.people[0].tap("I write")
    table.people[0].tap("Save", text="A zebra")
    table.facilitator.do("finish", early=True)
    section = table.room.sections["step"]
    assert not section.finished and section.blocks == () and "zebra" not in str(section)


def test_half_as_long_again_is_offered_while_helpers_are_here():
    table = begun(8, "fours")
    assert "for helpers" not in table.stage
    helper = table.join(helper=True)
    table.facilitator.tap("2 more, for helpers")
    ends = table.run.ends
    assert ends is not None and ends - table.run.now == 6 * 60
    helper.do("leave")
    assert "for helpers" not in table.stage


def test_the_minutes_are_those_of_the_settings():
    table = begun(8, "alone")
    minutes = {phase.name: phase.minutes for phase in table.run.phases.values()}
    assert [minutes[name] for name in ("alone", "pairs", "fours", "all")] == [1, 2, 4, 5]
