"""Checks of what is led and told: the big button comes to an end, and people know what they answer for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import escape

from facilitator.activity import Phase
from facilitator.run import view
from facilitator.seats import Who
from facilitator.testing.crowd import PATIENCE, Crowd, Kind
from facilitator.testing.told import state_of, text_of
from facilitator.views.stage import next_phase, onward, say

Settings = Mapping[str, Any]


def check_the_way_ends(kind: Kind, settings: Settings) -> None:
    """Whoever presses only the big button comes to the end, and never where they were with nothing changed."""
    for answers in (0, 2):
        crowd = Crowd(kind, settings, seed="way", people=3)
        been: dict[str, str] = {}
        steps = 2 * len(crowd.table.run.phases)
        while (target := _target(crowd, answers)) is not None:
            here, before = crowd.table.run.phase.name, state_of(crowd.table.room)
            crowd.answer(answers)
            kept = been if state_of(crowd.table.room) == before else {}
            been = kept | {here: _slices(crowd)}
            steps -= 1
            assert steps, f"the big button comes to no end: {here}, {target.name}"
            if crowd.table.run.why_not(target.name):
                crowd.reach(target.name)
                been = {here: _slices(crowd)}
            else:
                crowd.table.go(target.name)
            nothing = been.get(target.name) == _slices(crowd)
            assert not nothing, f"with nothing changed the big button leads from {here} to {target.name}"


def _slices(crowd: Crowd) -> str:
    """What the blocks hold now, such as which of several things the phase is about."""
    run = crowd.table.run
    return text_of(run.activity.state_adapter().dump_python(run.course.state, mode="json"))


def _target(crowd: Crowd, answers: int) -> Phase | None:
    """Where the big button leads, once it has led through the steps of the phase."""
    for _step in range(PATIENCE):
        step = onward(crowd.table.run)
        if step is None:
            return next_phase(crowd.table.run)
        crowd.table.facilitator.do(step.do)
        crowd.answer(answers)
    raise AssertionError(f"the big button comes to no end: {crowd.table.run.phase.name}")


def check_results_are_read_aloud(kind: Kind, settings: Settings) -> None:
    """At every reveal the stage has the result as a line to read aloud, for those who do not see the board."""
    crowd = Crowd(kind, settings)
    for phase in crowd.phases(lambda: crowd.answer(3)):
        if phase.reveal:
            words = str(say(crowd.table.run))
            assert words, f"in {phase.name} there is nothing to read aloud; give it `say` or `read_aloud`"
            told = crowd.table.room.view(Who.facilitator())
            assert str(escape(words)) in told, f"in {phase.name} the stage does not say: {words}"


def check_people_know_what_for(kind: Kind, settings: Settings) -> None:
    """Board and phones say what answers are used for and who decides, before and while people answer."""
    crowd = Crowd(kind, settings, people=3)
    for phase in crowd.phases(crowd.answer):
        for words in view.told_before(crowd.table.run) or ():
            for name, who in {"the board": Who.board(), "a phone": crowd.people[0].who}.items():
                told = str(escape(str(words).rstrip(".")))
                assert told in crowd.table.room.view(who), f"in {phase.name} {name} does not say: {words}"
