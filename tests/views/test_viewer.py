"""What each viewer sees, between activities and around one; nothing of it tells who did what."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from facilitator.activity import Refused
from facilitator.seats import Who
from facilitator.testing import Table, control, controls, words
from facilitator.testing.taps import tree
from facilitator.views import paper

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}
MANY = {"criterion": "Which first?", "options": [f"Option {n:02}" for n in range(1, 13)]}


@pytest.fixture
def table() -> Table:
    """A dot vote of three people, in its first phase."""
    return Table(DotVote, 3, **OPTIONS)


def buttons(table: Table) -> list[str]:
    return [each.name for each in controls(table.facilitator.html)]


# Between activities


def test_the_board_welcomes_people_before_the_first_activity(table: Table):
    table.room.sections.clear()
    table.room.run, table.room.agenda[1].state = None, "planned"
    table.room.seat_people()
    assert "3 are here" in table.board and "A table" in table.board
    ann = table.people[0]
    assert "You are in" in ann.sees
    assert control(ann.html, "Save").do == "rename"
    ann.do("rename", name="Ann <b>")
    assert ann.seat.name == "Ann <b>" and "Ann &lt;b&gt;" in ann.html
    assert "Start: Dot vote" in table.stage and "3 people are here" in table.stage


def test_one_obvious_next_action_from_the_first_step_to_the_end(table: Table):
    taken = []
    for _step in range(20):
        if table.room.status == "closed":
            break
        first = controls(table.facilitator.html)[0]
        taken.append(first.name.removesuffix("press Space"))
        table.facilitator.post(first.do, first.posts())
    assert taken == [
        "Open the vote", "Show it", "Talk about it", "What next", "Close this activity", "Give everyone the record",
        "Close it",
    ]  # fmt: skip


def test_between_two_steps_everyone_hears_what_comes(table: Table):
    lead = table.facilitator
    lead.do("add_step", activity="break", title="Tea break", minutes=15)
    lead.do("add_step", activity="dot-vote", title="Next vote", settings=json.dumps(OPTIONS))
    lead.do("finish")
    assert "Tea break" in table.board and "15 minutes" in table.board
    assert "Next: Tea break" in table.people[0].sees and "Start: Tea break" in table.stage
    lead.tap("Start: Tea break")
    assert "Tea break" in table.people[0].sees and "Then: Next vote" in table.board
    lead.tap("End: Tea break")
    assert "Next: Next vote" in table.people[0].sees


def test_a_long_agenda_keeps_what_comes_on_the_board(table: Table):
    lead = table.facilitator
    for n in range(1, 13):
        lead.do("add_step", activity="break", title=f"Part {n} of the day", minutes=15)
    lead.do("finish")
    assert "Part 1 of" in table.board and "Part 4 of" in table.board and "Part 12 of" not in table.board
    (more,) = re.findall(r"and (\d+) more steps", table.board)
    assert f"Part {12 - int(more)} of" in table.board and f"Part {13 - int(more)} of" not in table.board
    table.room.agenda[:-1] = [replace(step, state="done") for step in table.room.agenda[:-1]]
    assert "Part 12 of" in table.board and "Part 2 of" not in table.board and "more step" not in table.board


def test_the_record_is_offered_once_it_is_given(table: Table):
    table.facilitator.do("finish")
    for sees in (table.people[0].sees, table.board):
        assert "No other step is planned" in sees and "Read what we said" not in sees and "We are done" not in sees
    table.facilitator.tap("Give everyone the record")
    assert "We are done" in table.people[0].sees and "No other step" not in table.people[0].sees
    assert "/j/T2BL/record" in table.people[0].html and "on your phone" in table.board
    table.facilitator.tap("Take the record back")
    assert "/j/T2BL/record" not in table.people[0].html


def test_an_empty_agenda_says_what_to_do_and_offers_what_can_begin_as_it_comes(table: Table):
    table.room.run, table.room.agenda, table.room.library = None, [], {"dot-vote": DotVote, "fist-of-five": FistOfFive}
    table.room.seat_people()
    assert "The agenda is empty." in table.stage and "Dot vote" not in table.stage
    assert buttons(table) == ["Add Fist of five", "Close it"]
    table.facilitator.tap("Add Fist of five")
    assert "Start: Fist of five" in table.stage
    table.facilitator.do("skip_step", step=table.room.agenda[0].id)
    assert "Every step is left out." in table.stage
    table.facilitator.tap("Close it")
    assert table.room.status == "closed"


# Around an activity


def test_the_stage_names_the_phase_and_what_can_be_said(table: Table):
    table.go("vote")
    assert 'aria-current="step">Vote' in table.facilitator.html
    assert "Put your dots on what would help most." in table.stage
    table.stop()
    assert 'aria-current="step">Vote' in table.facilitator.html, "what is stopped is the same step"


def test_showing_the_result_asks_while_somebody_is_not_done(table: Table):
    table.go("vote")
    assert "3 of 3 are not done yet." in table.stage and "Show it" in buttons(table)
    ann, *others = table.people
    for person in others:
        person.tap("Pass")
    ann.tap("Place a dot: Tea")
    assert "1 of 3 is not done yet." in table.stage and "1 has begun." in table.stage and "Show it" in buttons(table)
    ann.tap("Pass")
    assert "not done" not in table.stage and "Show it" not in buttons(table)
    assert "You cannot undo this." in table.stage


def test_the_minutes_of_a_step_are_offered_to_the_phases_in_which_people_answer():
    table = Table(FistOfFive, 3, proposal="We meet on Mondays.")
    table.room.agenda[-1].minutes = 12
    offered = {"proposal": 6, "show": 6, "reveal": 12, "listen": 12, "close": 12}
    for phase, minutes in offered.items():
        table.go(phase) if phase != "proposal" else None
        assert f"Start a timer: {minutes} minutes" in table.stage, phase
    table.room.agenda[-1].minutes = 0
    table.facilitator.tap("Start a timer: 1 minute")


def test_what_is_missing_stands_where_the_next_action_will_be():
    table = Table(FistOfFive, 3, proposal="")
    assert 'id="missing"' in table.facilitator.html and "Then: Ask everyone to show" in table.stage
    table.facilitator.tap("Use these words", text="We meet on Mondays.")
    assert 'id="missing"' not in table.facilitator.html and "Ask everyone to show" in buttons(table)[0]


def test_the_counter_stands_only_where_people_answer(table: Table):
    assert "are done" not in table.board
    table.go("vote")
    assert "0 of 3 are done" in table.board and "are done" not in table.people[0].sees
    table.go("reveal")
    assert "are done" not in table.board


def test_ending_early_says_what_becomes_of_it(table: Table):
    table.go("vote")
    assert "No result has been shown. The record will say “not finished”." in table.stage
    table.go("reveal")
    assert "What was shown so far goes into the record." in table.stage


def test_the_board_turns_pages_and_the_stage_shows_the_same():
    table = Table(DotVote, 1, **MANY)
    assert "Option 09" in table.board and "Option 10" not in table.board and "Page 1 of 2" in table.board
    table.facilitator.tap("Next page on the board")
    assert "Option 10" in table.board and "Option 09" not in table.board
    room = table.copy().room
    assert "Option 10" in words(room.view(Who.board())), "also after a restart"
    table.facilitator.tap("Next page on the board")
    assert "Option 09" in table.board
    table.go("vote")
    assert "Next page on the board" not in buttons(table)


def test_a_helper_sees_what_the_room_sees(table: Table):
    helper = table.join(helper=True)
    table.go("vote")
    assert "You are here as a helper." in helper.sees and "Which first?" in helper.sees
    assert [each.do for each in controls(helper.html)] == ["leave"]


def test_the_code_can_come_back_to_the_board(table: Table):
    table.facilitator.do("show_code", on=True)
    assert "3 are here" in table.board
    table.facilitator.do("show_code", on=False)
    assert "Which first?" in table.board


# Paper


def test_seats_on_paper_are_listed_while_people_answer(table: Table):
    paper_seat = table.paper_seat()
    assert "Paper 1" not in table.stage
    table.go("vote")
    assert "Paper 1Enter ballot" in table.stage and f"/stage/T2BL/for/{paper_seat.who.seat}" in table.facilitator.html
    table.enter(paper_seat, "ballot", dots={"o1": 1})
    assert "Paper 1 entered" in table.stage


def test_a_form_for_paper_is_empty_whatever_was_answered(table: Table):
    seat = table.paper_seat()
    table.go("vote")
    empty = paper.answer_form(table.room, seat.who.seat)
    table.enter(seat, "ballot", dots={"o1": 1, "o2": 1})
    assert paper.answer_form(table.room, seat.who.seat) == empty
    assert "A helper will type this in and will see it." in words(empty)
    send = control(empty, "Enter this answer")
    assert dict(send.posts()) == {"run": "r1.1", "for": seat.who.seat}
    table.facilitator.post(control(empty, "Pass").do, send.posts())
    assert table.run.course.state.ballots.passes == {seat.key: True}


def test_a_form_for_slips_has_one_of_everything_for_each(table: Table):
    table.go("vote")
    send = control(paper.batch_form(table.room, 3), "Enter all slips")
    names = {field.name for field in send.fields}
    assert {f"{n}.{name}" for n in (1, 2, 3) for name in ("dots.o1", "dots.o4", "passed", "slip")} <= names
    assert [pair for pair in send.posts() if pair[0] != "run"] == [("1.slip", "1"), ("2.slip", "1"), ("3.slip", "1")]


def test_without_a_question_there_is_nothing_to_enter(table: Table):
    seat = table.paper_seat()
    for view in (paper.answer_form(table.room, seat.who.seat), paper.batch_form(table.room, 3)):
        assert "Nobody answers in this step." in words(view) and controls(view) == []
    with pytest.raises(Refused):
        paper.answer_form(table.room, "nobody")


def test_slips_can_be_entered_once_three_people_are_on_paper(table: Table):
    table.go("vote")
    for _place in range(2):
        table.paper_seat()
    assert "Enter a batch of slips" not in table.stage
    table.paper_seat()
    assert "Enter a batch of slips" in table.stage


def test_a_card_on_paper_can_be_a_pass_too():
    table = Table(FistOfFive, 1, proposal="We open on Thursdays.")
    seat = table.paper_seat()
    for phase in ("show", "reveal", "listen"):
        table.go(phase)
    form = paper.answer_form(table.room, seat.who.seat)
    table.facilitator.post(control(form, "Pass").do, control(form, "Pass").posts())
    assert seat.key in table.run.done()


def test_forms_for_paper_show_what_is_asked_and_name_every_slip_and_seat():
    table = Table(FistOfFive, 1, proposal="We open on Thursdays.")
    first, second = table.paper_seat(), table.paper_seat()
    table.go("show")
    assert "Enter ballot: Paper 2" in {link.get("aria-label") for link in tree(table.facilitator.html).iter("a")}
    form = paper.answer_form(table.room, first.who.seat)
    assert "We open on Thursdays." in words(form) and str(form).count("<h1") == 1
    assert control(form, "Enter it, then Paper 2").do == f"show?then={second.who.seat}"
    table.enter(second, "show", finger=4)
    assert "then Paper" not in words(paper.answer_form(table.room, first.who.seat))
    batch = tree(paper.batch_form(table.room, 3))
    assert [legend.text for legend in batch.xpath("//fieldset[@class='part']/legend")] == ["Slip 1", "Slip 2", "Slip 3"]
    assert "We open on Thursdays." in words(paper.batch_form(table.room, 3))
