"""Days and times of a record are those of the room, wherever it is printed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from activities.fist_of_five import FistOfFive
from facilitator import zones
from facilitator.report import FORMATS, render
from facilitator.session import snapshot
from facilitator.testing import Table

EVENING = datetime(2026, 11, 24, 23, 30, tzinfo=UTC).timestamp()

Move = Callable[[str], None]


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch):
    """Takes this computer to another time zone."""

    def to(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield to
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def table() -> Table:
    """A decision made half an hour before midnight in London, when it is the next day in Berlin."""
    table = Table(FistOfFive, 5, proposal="We open a quiet room.")
    table.room.clock, table.room.zone = lambda: EVENING, "Europe/London"
    if table.room.run is not None:
        table.room.run.zone = table.room.zone
    table.go("show")
    for person in table.people:
        person.do("show", finger=5)
    table.go("reveal")
    table.facilitator.do("finish")
    return table


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "UTC0"])
def test_every_copy_is_the_same_wherever_it_is_printed(table: Table, move: Move, zone: str):
    move("Europe/Berlin")
    here = {name: render(table.copy().room.record(), name, "facilitator") for name in FORMATS}
    move(zone)
    assert {name: render(table.copy().room.record(), name, "facilitator") for name in FORMATS} == here
    assert table.copy().room.record().log[-1][0] == "23:30"
    assert "22 February 2027" in here["md"].decode()


def test_a_session_that_kept_no_zone_has_that_of_this_computer(table: Table, move: Move):
    move("Asia/Kolkata")
    kept = snapshot.tables(table.room)
    for value in (None, "", "Nowhere/At_All", "../../etc/passwd", 5, "+99:99"):
        kept["meta"]["1"]["zone"] = value
        assert snapshot.facts(kept)["zone"] == "Asia/Kolkata"
    del kept["meta"]["1"]["zone"]
    assert snapshot.facts(kept)["zone"] == "Asia/Kolkata"


def test_a_computer_without_a_named_zone_gives_what_its_clock_is_ahead(move: Move):
    move("XYZ-5:30")
    assert zones.here() == "+05:30"
    assert zones.clock(EVENING, "+05:30") == "05:00" and str(zones.day(EVENING, "+05:30")) == "2026-11-25"
    assert zones.kept("+05:30") == "+05:30"
