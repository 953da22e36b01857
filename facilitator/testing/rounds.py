"""Checks of phases and rounds: back and again, stopped and opened again, and each question with rounds of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from facilitator.activity import Phase, Refused
from facilitator.report.model import Table
from facilitator.seats import Who
from facilitator.testing.crowd import Crowd, Kind
from facilitator.testing.play import nothing_breaks
from facilitator.testing.table import Person
from facilitator.testing.taps import controls, uncounted
from facilitator.testing.told import rounds_of, same_text, state_of, text_of

Settings = Mapping[str, Any]


def check_a_hidden_phase_can_be_stopped(kind: Kind, settings: Settings) -> None:
    """A hidden phase can be stopped, takes no answer then, shows none, and can be opened again before its reveal."""
    crowd = Crowd(kind, settings, seed="stopped", people=4)
    for phase in crowd.phases(crowd.answer):
        if phase.hidden:
            _stopped(crowd.copy("stopped"), phase, crowd.table.run.activity.privacy(phase) == "sensitive")


def _untimed(person: Person) -> str:
    """What somebody sees, but for the end of the soft timer: a phase that is opened again has its time anew."""
    return re.sub(r'data-ends="\d+"', "", uncounted(person.html))


def _stopped(crowd: Crowd, phase: Phase, sealed: bool) -> None:
    crowd.answer()
    before = {f"phone {n}": _untimed(person) for n, person in enumerate(crowd.people, 1)}
    crowd.table.stop()
    kept = state_of(crowd.table.room)
    for person in crowd.people:
        theirs = [each for each in controls(person.html) if phase.name in _phases(crowd, each.action)]
        assert not theirs, f"in {phase.name}, when it is stopped, a phone still shows “{theirs[0].name}”"
    for action in crowd.table.run.activity.actions.values():
        if action.by == "participant" and action.phases:
            answer = crowd.say(crowd.people[0].who, action.name, [])
            assert not answer.ok, f"in {phase.name}, when it is stopped, {action.name} was not refused"
    assert state_of(crowd.table.room) == kept, f"in {phase.name}, when it is stopped, the state changes"
    crowd.views()
    if sealed:
        assert not crowd.say(Who.facilitator(), f"go?phase={phase.name}", []).ok, f"{phase.name} is sealed, but opens"
        return
    crowd.table.go(phase.name)
    again = {f"phone {n}": _untimed(person) for n, person in enumerate(crowd.people, 1)}
    same_text(before, again, f"{phase.name} was stopped and opened again")


def _phases(crowd: Crowd, name: str) -> tuple[str, ...]:
    action = crowd.table.run.activity.actions.get(name)
    return action.phases if action and action.by == "participant" else ()


def check_a_round_belongs_to_its_question(kind: Kind, settings: Settings) -> None:
    """Opening a round of one question changes nothing of another: no answers to it, and no result in the record."""
    crowd = Crowd(kind, settings, seed="questions")
    for _phase in crowd.phases(crowd.answer):
        for name, target in crowd.table.run.phases.items():
            if target.round and len(crowd.table.ctx.current) > 1:
                _opens_alone(crowd.copy("another question"), name)


def _opens_alone(crowd: Crowd, name: str) -> None:
    before, results = _of_others(crowd, name), _tables(crowd)
    try:
        crowd.table.go(name)
    except Refused:
        return
    assert _of_others(crowd, name) == before, f"a round of {name} emptied the answers to another question"
    lost = [title for title, rows in results.items() if _tables(crowd).get(title) != rows]
    assert not lost, f"with a round of {name} the record of another question changed: {lost[0]}"


def _of_others(crowd: Crowd, name: str) -> str:
    """The answers to other questions as they stand in the state."""
    run = crowd.table.run
    kept = run.activity.state_adapter().dump_python(run.course.state, mode="json")
    theirs = [part.name for part in fields(run.course.state) if part.metadata.get("of", name) != name]
    return text_of({part: kept[part] for part in theirs})


def _tables(crowd: Crowd) -> dict[str, Any]:
    return {block.id: block.rows for block in crowd.table.section.blocks if isinstance(block, Table)}


def check_back_and_again(kind: Kind, settings: Settings) -> None:
    """Phases can be entered backwards and twice, or say why not; a closed round never changes."""
    crowd = Crowd(kind, settings, seed="rounds", people=3)
    for phase in crowd.phases(crowd.answer):
        for name in crowd.table.run.phases:
            if why := crowd.table.run.why_not(name):
                assert str(why).endswith("."), f"going to {name} is refused without a sentence: {why}"
                continue
            then = crowd.copy(f"{phase.name} {name}")
            with nothing_breaks(then):
                _there_and_on(then, name)


def _there_and_on(crowd: Crowd, name: str) -> None:
    room, token = crowd.table.room, crowd.table.run.token
    begun = sum(each.number for each in crowd.table.run.course.questions.values())
    before = rounds_of(room)
    try:
        crowd.table.go(name)
        crowd.table.go(name)
    except Refused as refused:
        assert str(refused.words).endswith("."), f"going to {name} is refused without a sentence: {refused.words}"
    closed = rounds_of(room)
    for _time in range(5):
        crowd.mill()
    crowd.views()
    assert closed[: len(before)] == before, f"going to {name} changed a closed round"
    assert rounds_of(room)[: len(closed)] == closed, f"what was done after going to {name} changed a closed round"
    for question, current in crowd.table.ctx.current.items():
        now, numbers = current.number, [each.number for each in crowd.table.ctx.rounds if each.phase == question]
        assert numbers in (list(range(1, now)), list(range(1, now + 1))), f"in round {now} are the rounds {numbers}"
    opened = crowd.table.run.course.questions.values()
    assert (crowd.table.run.token == token) == (sum(each.number for each in opened) == begun), "a token was kept"
