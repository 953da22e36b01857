"""Agreed measures over three meetings of a group, from file to file: codes are kept, lost and typed wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from activities.agreed_measures import AgreedMeasures
from facilitator.host.rooms import Rooms
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.report import render
from facilitator.report.model import Table as Grid
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act
from facilitator.testing import words

DAY, SAFE, SAY = 86_400.0, "I feel safe here", "I have a say"
FIRST, LATER = (2, 3, 2, 1, 4, 3, 2), (4, 3, 3, 2, 3, 5, 5)
"""What the same seven people say, first and half a year later; the last of them has lost the code by then."""


class Group:
    """A group that meets again, on one laptop. `room` is the meeting of today."""

    room: Room

    def __init__(self, data: Path) -> None:
        self.data, self.clock, self.acts = data, 1_800_000_000.0, count()
        self.start()

    def start(self) -> None:
        """The program begins."""
        self.rooms = Rooms(self.data, Registry({AgreedMeasures.id: AgreedMeasures}), clock=self._now)

    def _now(self) -> float:
        self.clock += 1
        return self.clock

    def meets(self, people: int, **settings: Any) -> None:
        """A meeting with one step begins."""
        self.clock += 180 * DAY
        step = PlanStep(activity=AgreedMeasures.id, settings=settings)
        plan = Plan.model_construct(
            title="We meet", subtitle="", about="", language="en", perspectives=None, steps=(step,), name="",
            access_question=False,
        )  # fmt: skip
        self.room = self.rooms.begin(plan, "Neighbours")
        self.lead("begin", step=self.room.agenda[0].id)
        self.seats = [self.room.join(digest(f"{self.room.code} {place}")).id for place in range(people)]

    def lead(self, do: str, **given: str) -> None:
        """The facilitator does something."""
        assert (said := self._act(Who.facilitator(), do, given)) == "", said

    def says(self, place: int, point: int, code: str = "", measure: str = "m1") -> str:
        """Somebody answers; why it was refused, empty when it was not."""
        return self._act(Who.of(self.seats[place]), "answer", {f"points.{measure}": str(point), "code": code})

    def _act(self, who: Who, do: str, given: dict[str, str]) -> str:
        token = [("run", self.room.run.token)] if self.room.run else []
        answer = self.room.act(who, Act(f"act{next(self.acts)}", do, (*token, *given.items())))
        assert self.room.store.wait(self.room.n)
        return "" if answer.ok else answer.words

    def sees(self, place: int | None = None) -> str:
        """What stands on somebody's phone, or on the board."""
        return words(self.room.view(Who.board() if place is None else Who.of(self.seats[place])))

    def code(self, place: int) -> str:
        """The code that their phone tells them to write down."""
        found = re.search(r"Your code: (\w{3} \w{3})", self.sees(place))
        assert found is not None
        return found[1]

    def goes_home(self) -> None:
        """The step and the meeting are closed, and the program ends."""
        self.lead("finish")
        self.lead("end")
        self.rooms.leave(self.room)

    def breaks(self) -> None:
        """The program ends as a flat battery would, and begins again."""
        for room in self.rooms.open:
            room.store.close()
        self.start()
        again = self.rooms.by_code(self.room.code)
        assert again is not None
        self.room = again

    def holding(self, text: str) -> list[Path]:
        """The files that hold these words."""
        return [path for path in self.data.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path / "data")
    yield made
    made.rooms.close()


def first(group: Group) -> list[str]:
    """The first wave, with a crash in its midst. The codes that people took home."""
    group.meets(7, part="wave", pairing="code", privacy="hidden", questions=[SAFE, SAY])
    group.lead("go", phase="answer")
    codes = [group.code(place) for place in range(7)]
    for place, point in enumerate(FIRST):
        if place == 3:
            group.breaks()
            assert [group.code(each) for each in range(7)] == codes, "codes are the same after a crash"
        assert group.says(place, point) == ""
    group.lead("go", phase="see")
    assert "7 people · median 2" in group.sees()
    group.goes_home()
    return codes


def test_codes_match_what_people_said_in_two_meetings_and_a_third_makes_sense_of_it(group: Group):
    codes = first(group)
    group.meets(8, part="wave", pairing="code", privacy="hidden")
    (other,) = [each.key for each in group.room.ledgers.of("measures") if each.text == SAY]
    group.lead("end_measure", measure=other, why="Nobody can act on it")
    group.lead("go", phase="answer")
    assert SAFE in group.sees() and SAY not in group.sees(0)
    for place, point in enumerate(LATER[:6]):
        typed = codes[place].lower().replace(" ", "-") if place else codes[0][::-1]
        assert group.says(place, point, typed) == ""
    assert "We do not know the code" in group.sees(0), "the answer is not lost, and the code can be typed again"
    assert "answered already" in group.says(6, 5, codes[1]), "each code answers once"
    group.breaks()
    assert group.says(0, LATER[0], codes[0]) == "" and "Your code is in." in group.sees(0)
    assert group.says(6, LATER[6]) == "", "who lost the code answers all the same, and gets another"
    assert group.code(6) not in codes
    group.lead("go", phase="see")
    group.goes_home()
    group.meets(2, part="sense")
    assert "Everyone: +1.1, from 7 people to 7." in group.sees()
    assert "6 people both times" in group.sees(0) and "Worse: 1 person." in group.sees(0)
    group.lead("go", phase="sense")
    group.lead("go", phase="group")
    grids = {each.id: each.rows for section in group.room.record().sections for each in section.blocks
             if isinstance(each, Grid)}  # fmt: skip
    assert grids["change"][0][3:] == (7, 7, "+1.1") and grids["same-people"][0][1:] == (6, 4, 1, 1, "+0.8")
    for code in codes:
        assert group.holding(code.replace(" ", "")) == group.holding(code) == []
        assert code.replace(" ", "").encode() not in render(group.room.record(), "json", "facilitator")


def test_pairs_go_with_the_meeting_that_holds_them(group: Group):
    codes = first(group)
    group.rooms.delete(group.room.store.folder)
    group.meets(7, part="wave", pairing="code", questions=[SAFE])
    group.lead("go", phase="answer")
    assert group.says(0, 4, codes[0]) == "" and "We do not know the code" in group.sees(0)
