"""Why an activity cannot be closed yet stands where it would be closed; ending it early is possible all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator.activity import Ctx
from facilitator.composing import Phase
from facilitator.library.registry import module_of
from facilitator.testing import Table

supper: Any = module_of(Path(__file__).parents[1] / "kinds" / "supper.py")


class Wanted(supper.List):
    """A list that must not be empty in the end."""

    def why_not_finish(self, s: Any, ctx: Ctx) -> str:
        return "" if self.of(s).texts else "Nobody wrote down a wish. Write down one."


class Wishing(supper.Activity[supper.SupperSettings]):
    """Sing, and write down a wish."""

    id, title = "wishing", "Wishing"
    song, wishes = supper.One(), Wanted()
    phases = (
        Phase("sing", "Sing", song.ask),
        Phase("listen", "Listen", song.shown_to_all, wishes.open, reveal=True, say="I will sing it."),
    )


@pytest.fixture
def table() -> Table:
    table = Table(Wishing, 1)
    table.people[0].do("answer", word="la")
    return table


def test_the_stage_says_what_is_missing_in_place_of_the_button(table: Table):
    table.go("listen")
    assert "Nobody wrote down a wish." in table.stage and "Then: Close this activity" in table.stage
    with table.refused("Write down one"):
        table.facilitator.do("finish")
    table.facilitator.do("add", text="Candles")
    table.facilitator.tap("Close this activity")
    assert table.room.sections["step"].blocks


def test_it_can_be_ended_early_with_what_was_shown(table: Table):
    table.go("listen")
    table.facilitator.tap("End it")
    assert table.room.sections["step"].blocks and table.room.sections["step"].finished


def test_ended_before_a_result_it_leaves_none(table: Table):
    table.facilitator.tap("End it")
    assert not table.room.sections["step"].finished and not table.room.sections["step"].blocks


def test_what_was_closed_by_other_rules_is_closed_when_it_is_replayed(table: Table, monkeypatch: pytest.MonkeyPatch):
    table.go("listen")
    monkeypatch.setattr(Wanted, "why_not_finish", lambda self, s, ctx: "")
    before, since = table.room.store.tables, table.room.n
    table.facilitator.do("finish")
    done = {"do": "finish", "by": "facilitator", "args": {}, "at": 1.0, "entropy": "e", "n": since + 1}
    monkeypatch.undo()
    again = table.copy().room
    from facilitator.session import snapshot

    room = type(again)(again.library)
    snapshot.restore(room, before, [done])
    assert room.run is None and room.sections["step"].blocks
