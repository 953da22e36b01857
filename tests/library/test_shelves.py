"""The library has an order: every activity once, on the shelf that it serves most, with what its card says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator import cli
from facilitator.errors import Fault
from facilitator.library.registry import Registry
from facilitator.library.shelves import ORDERS, shelves, told
from facilitator.shelf import Shelf

LOOSE = Path(__file__).parent.parent / "loose"


@pytest.fixture(scope="module")
def library() -> Registry:
    return Registry.load()


@pytest.mark.parametrize("order", ORDERS)
def test_every_activity_stands_on_one_shelf_and_is_named_on_the_others_that_it_serves(library, order):
    rows = shelves(library.activities.values(), order)
    assert sorted(kind.id for row in rows for kind in row.kinds) == sorted(library.activities)
    for kind in library.activities.values():
        places = kind.shelf.steps if order == "step" else kind.shelf.purposes
        assert sum(kind in row.also for row in rows) == len(places) - 1
    assert all(row.kinds or row.also for row in rows)


def test_on_a_shelf_they_stand_in_the_order_of_the_guide_wherever_they_come_from(library):
    for kinds in (list(library.activities.values()), [*library.activities.values()][::-1]):
        rows = {str(row.title)[:6]: [kind.id for kind in row.kinds] for row in shelves(kinds, "step")}
        assert rows["Step 3"] == ["team-and-roles", "ground-rules"]
        assert rows["Step 4"][:2] == ["needs-and-strengths", "shared-goals"] and rows["Step 4"][-1] == "dot-vote"


def test_every_activity_that_comes_with_the_program_says_all_of_it(library):
    for kind in library.activities.values():
        assert list(told(kind)) == ["when", "takes", "leaves"], kind.id
        assert kind.shelf.steps and kind.shelf.purposes, kind.id
        assert str(kind.shelf.when).endswith(".") and not str(kind.shelf.leaves).endswith("."), kind.id


def test_an_activity_that_says_nothing_of_it_comes_last(library):
    stranger = Registry()
    stranger.take_file(LOOSE / "weather")
    (weather,) = stranger.activities.values()
    for order in ORDERS:
        last = shelves([weather, *library.activities.values()], order)[-1]
        assert (str(last.title), last.kinds) == ("More activities", (weather,))
    assert told(weather) == {}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"steps": (9,)}, "from 1 to 8"),
        ({"steps": ("4",)}, "from 1 to 8"),
        ({"purposes": ("fun",)}, "meet, learn"),
        ({"minutes": (20, 10)}, "least and the most"),
        ({"people": (0, 10)}, "least and the most"),
    ],
)
def test_what_is_wrong_is_a_fault_at_load(given: dict[str, Any], why: str):
    with pytest.raises(Fault, match=why):
        Shelf(**given)


def test_what_is_no_shelf_at_all_is_a_card_that_says_so(library, tmp_path):
    loose = tmp_path / "odd.py"
    text = (LOOSE / "notes.py").read_text(encoding="utf-8").replace("    id, title", "    shelf = 4\n    id, title", 1)
    loose.write_text(text, encoding="utf-8")
    found = Registry()
    found.take_file(loose)
    assert "must be a Shelf" in str(found.broken[0].why)


@pytest.mark.parametrize(
    ("shelf", "words"),
    [
        (Shelf(minutes=(1, 1)), "1 minute"),
        (Shelf(minutes=(5, 10), people=(2, 9)), "5 to 10 minutes, 2 to 9 people"),
        (Shelf(people=(2, 9)), "2 to 9 people"),
        (Shelf(leaves="A list"), ""),
    ],
)
def test_how_long_and_for_how_many(shelf, words):
    kind = type("Kind", (), {"shelf": shelf})
    assert str(told(kind).get("takes", "")) == words  # type: ignore[arg-type]


def test_the_command_lists_them_in_the_order_of_the_guide(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        cli.main(["activities"])
    said = capsys.readouterr().out
    assert said.index("Step 1: Establish") < said.index("where-we-stand") < said.index("Step 5: Shared")
    assert "Also good for this: dot-vote" in said
