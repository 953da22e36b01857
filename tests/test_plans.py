"""A plan is read whole and checked against the library, or refused with one sentence that says where and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import Field

from facilitator.activity import Activity, Phase, Settings, State
from facilitator.plans import PlanError, load, read, ready
from facilitator.registry import Registry


class PourSettings(Settings):
    cups: int = Field(1, ge=1)
    kinds: list[str] = []
    question: str

    def model_post_init(self, context: Any) -> None:
        if self.cups > 90:
            raise ValueError("Nobody has that many cups.")


@dataclass
class PourState(State):
    pass


class Pour(Activity[PourSettings, PourState]):
    """Pour tea."""

    id, title = "pour", "Pour"
    phases = [Phase("open", "Open")]


LIBRARY = Registry(activities={"pour": Pour})

GOOD = """title = "Tea"
about = "For the thirsty."
perspectives = ["Guests", "Hosts"]

[[steps]]
activity = "pour"
title = "Which tea?"
minutes = 5
settings = {question = "Which?", kinds = ["Green", "Black"], cups = 2}

[[steps]]
activity = "break"
title = "Drink it"

[[steps]]
activity = "pour"
[steps.settings]
question = "More?"
"""


def plan_file(tmp_path, text):
    file = tmp_path / "tea.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_plan_is_read_whole(tmp_path):
    plan = load(str(plan_file(tmp_path, GOOD)), LIBRARY)
    assert (plan.name, plan.title, plan.minutes) == ("tea", "Tea", 25)
    assert plan.perspectives == ("Guests", "Hosts")
    assert [step.activity for step in plan.steps] == ["pour", "break", "pour"]
    assert plan.steps[0].settings["kinds"] == ["Green", "Black"]


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('title = "Tea"', 'title = "Tea', "tea.toml: Illegal character '\\n' (at line 1, column 13)"),
        ('title = "Tea"', "", "“title” is missing"),
        ('title = "Tea"', 'titel = "Tea"\ntitle = "Tea"', "“titel” is not known here. Known are: title"),
        ("minutes = 5", "minutes = 0", "step 1 (line 5): “minutes”"),
        ("minutes = 5", 'minuets = 5', "step 1 (line 5): “minuets” is not known here. Known are: activity"),
        ("cups = 2", "cups = 0", "step 1 (line 5): “cups”: Input should be greater"),
        ("cups = 2", "cups = 99", "step 1 (line 5): Nobody has that many cups"),
        ("cups = 2", "pots = 2", "“pots” is not known here. Known are: cups"),
        ('question = "More?"', "", "step 3 (line 15): “question” is missing"),
        ('activity = "break"', 'activity = "coffee"', "step 2 (line 11): There is no activity “coffee”. There are:"),
        ('activity = "break"', "", "step 2 (line 11): “activity” is missing"),
    ],
)  # fmt: skip
def test_a_damaged_plan_is_one_sentence(tmp_path, was, becomes, says):
    assert was in GOOD
    with pytest.raises(PlanError) as told:
        read(plan_file(tmp_path, GOOD.replace(was, becomes, 1)), LIBRARY)
    assert says in str(told.value)
    assert str(told.value).startswith("tea.toml")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("content", "says"), [(b"\xff\xfe\x00", "UTF-8"), (b"", "missing"), (b"\0", "Please correct")])
def test_a_file_that_is_no_plan_is_one_sentence(tmp_path, content, says):
    with pytest.raises(PlanError, match=says):
        read(plan_file(tmp_path, content), LIBRARY)


def test_a_folder_or_a_wrong_name_is_one_sentence(tmp_path):
    with pytest.raises(PlanError, match=r"no plan .*demo"):
        load("no-such-plan", LIBRARY)
    with pytest.raises(PlanError, match="no plan"):
        load(str(tmp_path), LIBRARY)


def test_plans_without_their_activities_are_listed_as_damaged():
    plans, damaged = ready(Registry())
    assert not plans
    assert any("demo.toml" in str(error) for error in damaged)


def test_the_ready_plans_fit_the_library():
    plans, damaged = ready(Registry.load())
    assert not damaged
    demo = next(plan for plan in plans if plan.name == "demo")
    assert [step.activity for step in demo.steps] == ["dot-vote", "fist-of-five"]
    assert len(demo.steps[0].settings["options"]) == 6
    assert 15 <= demo.minutes <= 25
