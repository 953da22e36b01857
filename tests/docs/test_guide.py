"""The guide for those who lead says of each of its twenty points what serves it, and leaves out nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from facilitator.library.plans import ready
from facilitator.library.registry import Registry
from facilitator.library.shelves import named
from facilitator.shelf import STEPS
from tests.docs import pages

TEXT = (pages.ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
LIBRARY = Registry.load()
ACTIVITIES = {kind.id: kind for kind in LIBRARY.activities.values()}
PLANS = {plan.name: plan for plan in ready(LIBRARY)[0]}
POINTS_OF = (2, 2, 3, 3, 2, 2, 3, 3)
"""How many points each step of the guide has."""
SAID = ("Do it with", "Prepare:", "Invite:", "Say:", "Time:", "You leave with:", "What goes wrong:")


def steps() -> list[str]:
    """What stands under each of the eight steps."""
    parts = re.split(r"^## (.+)$", TEXT, flags=re.M)
    return [parts[parts.index(str(named(step))) + 1] for step in STEPS]


def points() -> Iterator[tuple[int, str]]:
    """Every point, with its step."""
    for number, text in enumerate(steps(), 1):
        yield from ((number, point) for point in re.split(r"^### ", text, flags=re.M)[1:])


def names(text: str) -> list[tuple[str, str]]:
    """What is named in it: the title, and the name that a command takes."""
    return [(" ".join(title.split()), name) for title, name in re.findall(r"\*\*([^*]+)\*\*\s\(`([a-z-]+)`\)", text)]


def test_the_guide_has_its_eight_steps_and_twenty_points():
    assert tuple(len(re.findall(r"^### ", text, re.M)) for text in steps()) == POINTS_OF


@pytest.mark.parametrize(("step", "point"), [*points()], ids=lambda value: str(value).partition("\n")[0])
def test_a_point_says_all_a_newcomer_needs_and_names_what_serves_it(step: int, point: str):
    assert [words for words in SAID if f"**{words}" not in point] == []
    there = [name for _title, name in names(point)]
    kinds = [name for name in there if name in ACTIVITIES]
    plans = [PLANS[name] for name in there if name in PLANS]
    assert step in ACTIVITIES[kinds[0]].shelf.steps
    assert plans and {*kinds} & {line.activity for plan in plans for line in plan.steps}


def test_every_activity_and_plan_is_named_by_its_title():
    told = names(TEXT)
    titles = {name: {str(kind.title)} for name, kind in ACTIVITIES.items()}
    for name, plan in PLANS.items():
        titles.setdefault(name, set()).add(plan.title)
    assert [(title, name) for title, name in told if title not in titles.get(name, set())] == []
    assert {title for every in titles.values() for title in every} == {title for title, _name in told}


def test_a_newcomer_finds_it_from_the_first_page():
    assert "](docs/guide.md)" in (pages.ROOT / "README.md").read_text(encoding="utf-8")
