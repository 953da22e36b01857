"""Rate as a block: one answer or several under one button, words or numbers, on a phone and on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from facilitator import kit
from facilitator.activity import Ctx, Settings
from facilitator.blocks.rate import ITEM, Rate, Scale, in_words
from facilitator.composing import Activity, Phase, Together
from facilitator.report import charts
from facilitator.report.model import Table as Record
from facilitator.seats import Who
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
        Phase("shown", "Shown", rooms.result, reveal=True, say="I read it aloud."),
        Phase("sit", "Sit", Together(worth.ask, again.ask)),
        Phase("thank", "Thank", reveal=True, say="I read it aloud."),
        Phase("check", "Check", safe.ask),
        Phase("end", "End", safe.result, reveal=True, say="I read it aloud."),
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


def rated(table: Any, people: int) -> Any:
    for person in table.people[:people]:
        person.do("show", points={"kitchen.now": 2, "kitchen.wanted": 4, "hall.now": 1})
    table.go("shown")
    return table


def test_the_result_marks_ones_own_dots_and_only_theirs() -> None:
    table = rated(Table(Tour, 6), 5)
    assert "5 of 6 answered. Every dot is one person." in table.board
    assert "2 Hardly: 5 people." in table.people[5].sees and "your dot" not in table.board + table.people[5].sees
    assert table.people[0].sees.count("your dot") == 3


def test_more_than_twenty_people_are_bars_with_figures() -> None:
    table = rated(Table(Tour, 22), 21)
    assert 'class="chart spread bars means"' in table.room.view(Who.board())
    assert "2 Hardly: 21 people. 21" in table.board
    assert "21 of 22 answered." in table.board and "Every dot" not in table.board


def marks(drawing: str) -> list[float]:
    """Of each point that somebody gave its dots, or what part of everyone its bar is."""
    found = []
    for each in re.findall(r"(?:<svg class=.people.|<g class=.people.)[^>]*>(.*?)</(?:svg|g)>", drawing):
        bars = [float(wide) for wide in re.findall(r'd="M[-\d. ]+h([\d.]+)v', each)]
        found.append(round(bars[1] / bars[0], 1) if bars else each.count("h.1"))
    return found


@pytest.mark.parametrize(("people", "answered"), [(6, 5), (20, 20), (40, 21), (40, 40)])
def test_wall_phone_and_record_have_the_same_marks(people: int, answered: int) -> None:
    table = rated(Table(Tour, people), answered)
    wall = marks(table.room.view(Who.board()))
    record = [block for block in table.section.blocks if isinstance(block, Record) and block.chart]
    for width in (charts.WIDE, charts.NARROW):
        assert marks("".join(charts.drawing(each, width) for each in record)) == wall != []
    assert marks(table.people[0].html) == marks(table.people[-1].html) == wall
    assert {mark > 1 for mark in wall} == {answered <= 20}


def test_a_record_has_what_a_phase_shows() -> None:
    table = rated(Table(Tour, 5), 5)
    found = {each.id: each for each in table.section.blocks if isinstance(each, Record)}
    assert found["rooms-1-1"].rows[3] == ("Hardly", 2, 5, 0) and found["rooms-1-1"].title == "The kitchen"
    assert [column.title for column in found["rooms-1-2"].columns] == ["Answer", "Points", "Now", "Wanted"]
    table.go("sit")
    table.people[0].do("answer", worth="5", again="yes")
    table.go("thank")
    assert "worth-1" not in {each.id for each in table.section.blocks if isinstance(each, Record)}, "no phase shows it"


def test_what_is_sensitive_is_shown_from_five_people_on() -> None:
    for people, told in ((4, "nothing is shown"), (5, "On average 3.0 of 5, from 5 people.")):
        table = Table(Tour, 6, safe=True)
        for phase in ("shown", "sit", "thank", "check"):
            table.go(phase)
        for person in table.people[:people]:
            person.do("openly", openly=3)
        table.go("end")
        said = " ".join(str(getattr(each, "words", getattr(each, "note", ""))) for each in table.section.blocks)
        assert told in said
        aloud = str(table.run.activity.read_aloud(table.run.course.state, table.ctx))
        assert ("nothing is shown" in table.board and "nothing is shown" in aloud) is (people == 4)
        assert ("3 Partly: 5 people." in table.board) is (people == 5)


def test_paper_has_the_same_fields(table: Any) -> None:
    with kit.drawing(run="r.1", surface="paper", prefix="one-"):
        paper = Tour.rooms.ask.paper(table.run.course.state, table.run.ctx)
        assert paper is not None and paper.do == "show" and 'name="one-points.hall.now"' in paper.fields()
