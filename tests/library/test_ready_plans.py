"""The ready plans can be used as they are: breaks in time, minutes that add up, notes, and items that are handed on."""

from __future__ import annotations

import pytest

from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanError, load, read, ready
from facilitator.library.registry import Registry
from facilitator.rehearsal.people import cast
from facilitator.seats import Who
from facilitator.session.agenda import LONGEST_WITHOUT_BREAK, prepare
from facilitator.shelf import STEPS
from facilitator.testing import words

MEETINGS = {"first-meeting": 110, "needs-assessment": 150, "co-design": 180, "consent-decision": 90,
            "action-planning": 120, "evaluation": 135, "sustaining": 150, "retrospective": 60}  # fmt: skip
"""How long each meeting of the guide takes."""


@pytest.fixture(scope="module")
def library() -> Registry:
    return Registry.load()


@pytest.fixture(params=MEETINGS)
def plan(request: pytest.FixtureRequest, library: Registry) -> Plan:
    return load(request.param, library)


def test_it_has_its_minutes_and_a_rest_in_time(plan: Plan):
    assert plan.minutes == MEETINGS[plan.name]
    stretch = longest = 0
    for step in plan.steps:
        rests = step.activity == "break" and "break" in step.title.lower()  # table work is no rest
        within = "minutes of rest" in step.note
        longest = max(longest, stretch + (step.minutes // 2 if within else 0 if rests else step.minutes))
        stretch = 0 if rests else step.minutes // 2 if within else stretch + step.minutes
    assert longest <= LONGEST_WITHOUT_BREAK


def test_people_arrive_and_leave_with_a_voice_and_the_facilitator_gets_notes(plan: Plan):
    first, last = plan.steps[0], next(step for step in reversed(plan.steps) if step.activity != "safe-feedback")
    assert first.activity in ("check-in", "retrospective")  # looking back begins and ends with a word of its own
    assert last.settings.get("mode") == "check-out" or last.activity in ("appreciation", "retrospective")
    assert sum(bool(step.note) for step in plan.steps) >= len(plan.steps) // 2


def test_every_plan_names_the_steps_of_the_guide_that_it_serves_and_every_step_has_one(library: Registry):
    served = {plan.name: plan.guide for plan in ready(library)[0]}
    assert [name for name, steps in served.items() if not steps] == []
    assert {*MEETINGS} <= {*served}
    assert {steps[0] for steps in served.values()} | {*served["first-meeting"]} == {*STEPS}


def test_an_evaluation_looks_at_the_measures_before_it_says_what_they_mean(library: Registry):
    steps = load("evaluation", library).steps
    assert [step.settings["part"] for step in steps if step.activity == "agreed-measures"] == ["wave", "sense"]
    assert next(step for step in steps if step.activity == "retrospective").settings["max_actions"] == 3


def test_what_a_step_takes_is_left_by_a_step_before(plan: Plan, library: Registry):
    for place, step in enumerate(plan.steps):
        if step.take is not None:
            assert step.take <= place and plan.steps[step.take - 1].activity != "break"
            assert prepare(library.activities, step.activity, dict(step.settings)).takes_items


def test_the_vote_of_a_co_design_is_about_the_ideas_and_not_about_what_was_said_of_them(tmp_path, library):
    rooms = Rooms(tmp_path, library)
    room = rooms.begin(load("co-design", library))
    taken = {line.activity: line.take for line in room.agenda}
    assert room.step(taken["dot-vote"]).activity == "twenty-five-ten"
    assert taken["fist-of-five"] == ""
    rooms.close()


def test_the_stage_has_the_note_of_the_next_step_and_of_a_break(tmp_path, library):
    rooms = Rooms(tmp_path, library)
    room = rooms.begin(load("needs-assessment", library))
    assert room.agenda[0].note in words(room.view(Who.facilitator()))
    assert room.agenda[0].note not in words(room.view(Who.board()))
    room.agenda[:2] = []
    (rest,) = [line for line in room.agenda if line.activity == "break"]
    rest.state = "now"
    assert rest.note in words(room.view(Who.facilitator()))
    rooms.close()


def test_a_step_cannot_take_what_comes_later(tmp_path, library):
    file = tmp_path / "odd.toml"
    step = '[[steps]]\nactivity = "dot-vote"\ntake = 2\nsettings = {criterion = "Which first?"}\n'
    file.write_text('title = "Odd"\n' + step, encoding="utf-8")
    with pytest.raises(PlanError, match=r"step 1 \(line 4\): A step can only take what an earlier step left"):
        read(file, library)


@pytest.mark.parametrize(("people", "paper", "phones"), [(25, 8, 17), (60, 20, 40), (4, 4, 0), (12, None, 10)])
def test_so_many_of_a_rehearsal_have_no_phone(people, paper, phones):
    everyone, without = cast(people, 7, paper)
    assert sum(not person.helper for person in everyone) == phones
    assert without == people - phones
