"""Looking back in an activity: what was taken on last comes first, and what became of it is written down."""

from __future__ import annotations

from facilitator.activity import Settings
from facilitator.blocks.ledger import LookBack
from facilitator.composing import Activity, Phase, inspect
from facilitator.ledger import Operation
from facilitator.report.model import Paragraph
from facilitator.testing import Table


class BackSettings(Settings):
    """Nothing to set."""


class Back(Activity[BackSettings]):
    """Look back, and nothing else."""

    id, title = "back", "Back"
    back = LookBack()
    phases = (
        Phase("begin", "Begin", back.listed),
        Phase("ask", "Ask", back.ask),
        Phase("shown", "Shown", back.became, ask=back.asks),
        Phase("end", "End"),
    )


def action(n: int, text: str, status: str) -> Operation:
    return {
        "id": f"x{n}", "at": 5.0, "n": n, "ledger": "actions", "op": "add", "entry": f"old:r1:c{n}", "session": "old",
        "data": {"text": text, "status": status},
    }  # fmt: skip


def test_the_declaration_keeps_the_contract_of_blocks():
    inspect(Back)


def test_without_actions_there_is_nothing_to_look_back_at():
    table = Table(Back, 1)
    assert "last actions" not in table.board
    for phase in ("ask", "shown"):
        with table.refused("no actions from last time"):
            table.go(phase)
    assert table.section.blocks == () and table.section.ledger == ()


def test_what_became_of_the_last_actions_goes_into_the_ledger():
    table = Table(Back, 2, carried=(action(1, "Fix the door", "in progress"), action(2, "Buy tea", "not started")))
    ann, bob = table.people
    assert "Our last actions" in table.board and "Fix the door" in ann.sees
    table.go("ask")
    with table.refused("Nothing is chosen"):
        ann.do("look_back")
    ann.tap("Send", **{"helped.old:r1:c1": "yes"})
    bob.tap("Pass")
    assert table.run.counter()[:2] == (2, 2)
    table.go("shown")
    assert "Finish these first?" in table.board and "1 yes, 0 partly, 0 no" in table.board
    with table.refused("has been shown"):
        table.go("ask")
    table.facilitator.tap("Done: Fix the door")
    assert "What became of our last actions?" in table.board
    table.go("end")
    told = {entry.entry: entry.data["status"] for entry in table.section.ledger}
    assert told == {"old:r1:c1": "done"}
    assert "Carried over: Buy tea" in [each.words for each in table.section.blocks if isinstance(each, Paragraph)]
