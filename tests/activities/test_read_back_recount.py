"""A read-back in a rehearsal: every figure is counted again, and a wrong one of a record is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from activities.read_back import ReadBack
from activities.read_back.recount import figures
from facilitator.rehearsal.books import Round, Sheet
from facilitator.report.model import Table as Grid
from facilitator.testing import Table


def played() -> tuple[Any, dict[int, Round]]:
    """Two decisions, the first one put right; twelve people."""
    known = {"text": "We meet.", "status": "agreed", "review": "2099-01-01"}
    carried: Any = tuple({"id": f"d{n}", "at": float(n), "n": n, "ledger": "decisions", "op": "add", "entry": f"d{n}",
                          "session": "table", "data": known} for n in (1, 2))  # fmt: skip
    table, rounds = Table(ReadBack, 12, carried=carried), dict[int, Round]()
    for at, no in enumerate((3, 0, 1), 1):
        if at == 2:
            table.go("mend")
            table.facilitator.do("mend", text="We meet on Fridays.")
        table.go("read")
        said = ["no"] * no + ["yes"] * (10 - no)
        for person, point in zip(table.people, said, strict=False):
            person.do("answer", point=point)
        rounds[at] = Round(
            {str(n): Sheet(points={"one": point}) for n, point in enumerate(said)}, phase="read", revealed=True
        )
        table.go("found")
    table.facilitator.do("finish")
    (section,) = table.room.record().sections
    return section, rounds


def test_every_figure_is_counted_again_and_a_wrong_one_is_found():
    section, rounds = played()
    told = [*figures(section, rounds, None)]
    assert [each for each in told if each[1] != each[2]] == [] and len(told) == 3 * 2 + 1 + 3 + 2
    assert section.blocks[2].rows[1][5] == "Confirmed in new words"
    for at, block in enumerate(section.blocks):
        if isinstance(block, Grid):
            column = next(n for n, cell in enumerate(block.rows[0]) if isinstance(cell, int) or str(cell)[:4] == "Conf")
            row = (*block.rows[0][:column], 99, *block.rows[0][column + 1 :])
            wrong = replace(section, blocks=(*section.blocks[:at], replace(block, rows=(row, *block.rows[1:])),
                                             *section.blocks[at + 1 :]))  # fmt: skip
            assert any(each[1] != each[2] for each in figures(wrong, rounds, None)), block.title
