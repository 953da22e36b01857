"""A plan is read whole and checked against the library, or refused with one sentence that says where and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import Field

from facilitator.activity import Settings
from facilitator.composing import Activity, Phase
from facilitator.library.plans import PlanError, load, read, ready
from facilitator.library.registry import Registry


class PourSettings(Settings):
    cups: int = Field(1, ge=1)
    kinds: list[str] = []
    question: str

    def model_post_init(self, context: Any) -> None:
        if self.cups > 90:
            raise ValueError("Nobody has that many cups.")


class Pour(Activity[PourSettings]):
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
        ('title = "Tea"', 'title = "Tea', "tea.toml, line 1: Illegal character '\\n' (column 13)"),
        ('title = "Tea"', "", "“title” is missing"),
        ('title = "Tea"', 'titel = "Tea"\ntitle = "Tea"', "“titel” is not known here. Known are: title"),
        ("minutes = 5", "minutes = 0", "step 1 (line 8): “minutes”"),
        ("minutes = 5", 'minuets = 5', "step 1 (line 8): “minuets” is not known here. Known are: activity"),
        ("cups = 2", "cups = 0", "step 1 (line 9): “cups”: Input should be greater"),
        ("cups = 2", "cups = 99", "step 1 (line 9): Nobody has that many cups"),
        ("cups = 2", "pots = 2", "“pots” is not known here. Known are: cups"),
        ('question = "More?"', "", "step 3 (line 17): “question” is missing"),
        ('activity = "break"', 'activity = "coffee"', "step 2 (line 12): There is no activity “coffee”. There are:"),
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


DEEP = 5_000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "line 1: This is not a text file in UTF-8"),
        (GOOD.encode().replace(b"Guests", b"G\xe4ste"), "line 3: This is not a text file in UTF-8"),
        (GOOD.encode("cp1252").replace(b"thirsty", b"th\x80rsty"), "line 2: This is not a text file in UTF-8"),
        (GOOD.replace("cups = 2", f"cups = {'[' * DEEP}{']' * DEEP}"), "line 9: Too many brackets"),
        (GOOD.replace("cups = 2", f"cups = {'{a=' * DEEP}1{'}' * DEEP}"), "line 9: Too many brackets"),
        (GOOD.replace("cups = 2", f"cups.{'a.' * DEEP}a = 2"), "line 9: Too many brackets"),
        (GOOD.replace("cups = 2", f"cups = {'7' * DEEP}"), "line 9: A number is too long"),
        (GOOD.replace("minutes = 5", f"minutes = 0x{'7' * DEEP}"), "line 8: A number is too long"),
        (GOOD.replace('"Drink it"', '"Drink it'), "line 13: "),
        (GOOD.replace("cups = 2}", "cups = 2"), "line 9: "),
        (GOOD.replace("minutes = 5", "minutes = 2026-13-45"), "line 8: "),
        (GOOD.replace("minutes = 5", "minutes = 1e400"), "step 1 (line 8): “minutes”"),
        (GOOD.replace('title = "Tea"', "title = “Tea”"), "line 1: "),
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_is_no_plan_is_one_sentence_that_names_the_line(tmp_path, content, says):
    with pytest.raises(PlanError) as told:
        read(plan_file(tmp_path, content), LIBRARY)
    assert says in str(told.value) and len(told.value.faults) == 1 and len(str(told.value)) < 200


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("utf-16"), b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace("\n", "\r\n").encode(), GOOD.replace("\n", "\r").encode(),
        GOOD.replace("Green", "Gr\x00een\x07").encode(), GOOD.replace("Green", "Gr\\u0000een\\u202e").encode(),
        GOOD.replace('about', '\x0cabout').encode() + b"\x1a",
    ],
    ids=["mark", "utf-16", "utf-16-be", "windows", "old mac", "control", "escaped", "form feed"],
)  # fmt: skip
def test_a_plan_from_any_editor_is_the_same_plan(tmp_path, written):
    assert read(plan_file(tmp_path, written), LIBRARY) == read(plan_file(tmp_path, GOOD), LIBRARY)


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path):
    wrong = GOOD.replace("cups = 2", "cups = 0, pots = 1").replace('"break"', '"coffee"').replace('"More?"', "7")
    with pytest.raises(PlanError) as told:
        read(plan_file(tmp_path, f"colour = 1\n{wrong}".replace("minutes = 5", "minutes = 0")), LIBRARY)
    faults = list(map(str, told.value.faults))
    places = [fault[len("tea.toml, ") :].partition(":")[0] for fault in faults]
    assert places == [
        "line 1", "step 1 (line 9)", "step 1 (line 10)", "step 1 (line 10)", "step 2 (line 13)", "step 3 (line 19)"
    ]  # fmt: skip
    assert str(told.value).split("\n") == faults


@pytest.mark.parametrize("content", [b"", b"\0", b"\n\n", b"\xef\xbb\xbf", b"# only a remark"])
def test_an_empty_file_lacks_a_title_and_steps(tmp_path, content):
    with pytest.raises(PlanError) as told:
        read(plan_file(tmp_path, content), LIBRARY)
    assert [str(fault).partition("“")[2].partition("”")[0] for fault in told.value.faults] == ["title", "steps"]


def test_settings_are_kept_as_plain_data(tmp_path):
    plan = read(plan_file(tmp_path, GOOD.replace("cups = 2", "cups = 2.0")), LIBRARY)
    assert repr(plan.steps[0].settings["cups"]) == "2" and "cups" not in plan.steps[2].settings


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["Tea", "Tea"], "“Tea” is there twice"),
        (["Tea", "Milk", "TEA "], "“TEA ” is there twice"),
        (["Tea", " "], "Option 2 is empty"),
        (["Tea", "\u200b"], "Option 2 is empty"),
    ],
)
def test_options_that_cannot_be_told_apart_are_refused_when_the_plan_is_read(tmp_path, options, says):
    step = '[[steps]]\nactivity = "dot-vote"\n[steps.settings]\ncriterion = "Which?"'
    text = f'title = "T"\n{step}\noptions = {options!r}\n'
    with pytest.raises(PlanError, match="line 6") as told:
        read(plan_file(tmp_path, text.replace("\\u200b", "\u200b")), Registry.load())
    assert says in str(told.value)


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
    assert [plan.minutes for plan in plans] == sorted(plan.minutes for plan in plans)
    demo = plans[0]  # whoever is new meets the short one first
    assert demo.name == "demo"
    assert [step.activity for step in demo.steps] == ["dot-vote", "fist-of-five"]
    assert len(demo.steps[0].settings["options"]) == 6
    assert 15 <= demo.minutes <= 25


def test_who_opens_the_program_first_meets_the_shortest_plan_first():
    plans, _damaged = ready(Registry.load())
    assert [plan.minutes for plan in plans] == sorted(plan.minutes for plan in plans)
    assert plans[0].name == "demo"
