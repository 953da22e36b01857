"""Action plan in a rehearsal: owners, loads and statuses are counted again from acts, and a wrong one is found."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from activities.action_plan import ActionPlan
from activities.action_plan.recount import figures
from facilitator.rehearsal.books import Act
from facilitator.report.model import Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table
from tests.activities.test_action_plan import CARRIED, slot

Played = tuple[Section, list[Act]]


@pytest.fixture(scope="module")
def played() -> Played:
    """Two old actions get on, one is taken again; of three new ones one is handed back, and one taken on paper."""
    table: Any = Table(ActionPlan, 0, carried=CARRIED)
    people = [table.join(name=name) for name in "AB"]
    paper = table.paper_seat()
    acts: list[Act] = []

    def does(who: int | None, action: str, /, **given: str) -> None:
        acts.append(Act("" if who is None else str(who), 1, action, given, table.run.phase.name))
        if who == 2:
            table.enter(paper, action, **given)
        else:
            (table.facilitator if who is None else people[who]).do(action, **given)

    table.go("back")
    does(0, "update", entry="old:r1:a1", status="stuck", why="A phone", note="first")
    does(1, "update", entry="old:r1:a1", note="second")
    does(0, "update", entry="old:r1:a1", note="third", status="in progress", why="left over")
    does(None, "became", entry="old:r1:a2", status="dropped", why="Nobody reads letters")
    for phase in ("write", "sort", "shape"):
        table.go(phase)
    for words in ("Sing", "Dance", "Cook"):
        table.facilitator.do("draft_actions", text={"new": words})
    table.go("who")
    day = table.ctx.today.isoformat()
    for who, title, hours in ((0, "Sing", "3"), (1, "Dance", ""), (2, "Cook", ""), (0, "Find lifts", "2")):
        does(who, "sign_up" if who == 2 else "interest", slot=slot(table, title))
        does(None, "offer", slot=slot(table, title))
        given = {"slot": slot(table, title), "who": "AB?"[who], "by": day, "how": f"We see {title}", "hours": hours}
        does(who, "sign_up" if who == 2 else "confirm", **{name: text for name, text in given.items() if text})
    does(1, "hand_back", slot=slot(table, "Dance"))
    table.go("check")
    does(0, "keep")
    table.go("read")
    return table.section, acts


def wrong(section: Section, acts: list[Act]) -> list[str]:
    books = SimpleNamespace(acts=acts, step=1)
    return [label for label, said, known in figures(section, {}, books) if said != known]


def test_every_figure_is_counted_again(played: Played):
    section, acts = played
    assert wrong(section, acts) == []
    tables = {block.id: block for block in section.blocks if isinstance(block, Grid)}
    assert len(tables["deeds"].rows) == 4 and len(tables["changes"].rows) == 2


def test_a_wrong_figure_is_found(played: Played):
    section, acts = played
    for id, row, column in (("deeds", 0, 1), ("deeds", 0, 3), ("loads", 0, 1), ("loads", 1, 2), ("changes", 0, 3),
                            ("changes", 0, 4)):  # fmt: skip
        assert wrong(_with(section, id, row, column), acts), (id, column)
    outcome, *others = section.blocks
    said = replace(outcome, words=f"{outcome.words} 9", detail="9")
    assert {"tasks", "so far"} <= {*wrong(replace(section, blocks=(said, *others)), acts)}
    assert wrong(section, [act for act in acts if act.action != "hand_back"])


def _with(section: Section, id: str, row: int, column: int) -> Section:
    """The section with one cell of a table changed."""
    found = []
    for block in section.blocks:
        if isinstance(block, Grid) and block.id == id:
            rows = [list(each) for each in block.rows]
            rows[row][column] = 99 if isinstance(rows[row][column], int) else "Somebody else"
            block = replace(block, rows=tuple(map(tuple, rows)))
        found.append(block)
    return replace(section, blocks=tuple(found))
