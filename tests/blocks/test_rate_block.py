"""Rate as a block: one answer or several under one button, words or numbers, on a phone and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator import kit
from facilitator.activity import Ctx, Settings
from facilitator.blocks.rate import ITEM, Rate, Scale, in_words
from facilitator.composing import Activity, Phase, Together
from facilitator.testing import Table

WORDS = {5: "Fully", 4: "Mostly", 3: "Partly", 2: "Hardly", 1: "Not at all"}
NOW, WANTED = Scale(WORDS, "now", "Now"), Scale(WORDS, "wanted", "Wanted", aside="")
PLACES = {"kitchen": "The kitchen", "hall": "The hall"}


class TourSettings(Settings):
    """What is asked on the way."""

    safe: bool = False


def places(s: Any, ctx: Ctx) -> dict[str, str]:
    return PLACES


class Tour(Activity[TourSettings]):
    """Walk through the house."""

    id, title = "tour", "Tour"

    rooms = Rate(places, scales=(NOW, WANTED), do="show")
    worth = Rate(scales=Scale(WORDS, aside=""), field="worth", legend="Was it worth it?")
    again = Rate(scales=in_words(yes="Yes, again", no="No, thank you"), field="again", legend="Again?")
    safe = Rate(
        scales=Scale(WORDS), do="openly", field="openly",
        privacy=lambda given: "sensitive" if given.safe else "hidden",
    )  # fmt: skip

    phases = (
        Phase("walk", "Walk", rooms.ask),
        Phase("shown", "Shown", reveal=True, say="I read it aloud."),
        Phase("sit", "Sit", Together(worth.ask, again.ask)),
        Phase("thank", "Thank", reveal=True, say="I read it aloud."),
        Phase("check", "Check", safe.ask),
        Phase("end", "End", reveal=True, say="I read it aloud."),
    )


@pytest.fixture
def table() -> Table[Any]:
    return Table(Tour, 3)


def test_every_item_on_every_scale_is_one_answer(table: Any) -> None:
    ann, bob, cem = table.people
    ann.tap("Send", **{"points.kitchen.now": "2", "points.kitchen.wanted": "5", "points.hall.now": "aside"})
    bob.do("show", points={"hall.now": 4})
    cem.tap("Pass")
    assert table.run.counter()[:2] == (3, 3)
    found = Tour.rooms.now(table.run.ctx)
    assert found.of("kitchen", NOW).counts == (0, 1, 0, 0, 0) and found.of("kitchen", WANTED).counts == (0, 0, 0, 0, 1)
    assert (found.of("hall", NOW).n, found.of("hall", NOW).aside, found.answered) == (1, 1, 2)


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ({"kitchen.now": 6}, "from 1 to 5"),
        ({"kitchen.now": "pass"}, "from 1 to 5"),
        ({"kitchen.wanted": "aside"}, "from 1 to 5"),
        ({"cellar.now": 3}, "not one of the questions"),
        ({"kitchen": 3}, "not one of the questions"),
        ({}, "Something is still empty"),
    ],
)
def test_what_cannot_be_answered_is_refused_whole(table: Any, points: dict[str, object], why: str) -> None:
    ann = table.people[0]
    ann.do("show", points={"kitchen.now": 3})
    with table.refused(why):
        ann.do("show", points={"hall.now": 2, **points} if points else {})
    assert Tour.rooms.of(table.run.course.state).of(ann.key) == {"kitchen.now": 3}


def test_two_ratings_stand_under_one_button(table: Any) -> None:
    ann, bob, cem = table.people
    table.go("shown")
    table.go("sit")
    ann.tap("Send", worth="5", again="yes")
    bob.tap("Send", again="no")
    with table.refused("not one of the answers"):
        cem.do("answer", again="maybe")
    state = table.run.course.state
    assert Tour.again.of(state).points == {ann.key: {ITEM: 2}, bob.key: {ITEM: 1}}
    assert Tour.worth.of(state).points == {ann.key: {ITEM: 5}}
    assert 'value="yes" checked' in ann.html and 'value="no" checked' not in ann.html


def test_words_stand_once_for_all_rows_and_each_row_says_what_it_is_about(table: Any) -> None:
    sees = table.people[0].html
    assert sees.count("Mostly</span></li>") == 1
    assert "The kitchen: </span>Now</legend>" in sees and 'name="points.hall.wanted"' in sees


def test_a_setting_can_make_it_sensitive(table: Any) -> None:
    check = Tour.phases[4]
    assert check.privacy == "sensitive"
    assert check.privacy_with(TourSettings(safe=False)) == "hidden"
    assert check.privacy_with(TourSettings(safe=True)) == "sensitive"


def test_paper_has_the_same_fields(table: Any) -> None:
    with kit.drawing(run="r.1", surface="paper", prefix="one-"):
        paper = Tour.rooms.ask.paper(table.run.course.state, table.run.ctx)
        assert paper is not None and paper.do == "show" and 'name="one-points.hall.now"' in paper.fields()
