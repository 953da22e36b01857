"""Takes a table that compares rounds apart again, so that each round is counted as if it stood alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from facilitator.report.model import Dots, Passage, Section, Table
from facilitator.report.tables import only

NAMED = re.compile(r"(\D*[^\W\d]\D*)(\d+)(?:: (.*))?")
"""What a column is called that belongs to one round: "Round 1", or "Round 1: People"; never a point such as "5"."""


def apart(section: Section) -> Section:
    """The section with a table for every round, the first first, in place of one that compares them."""
    return replace(section, blocks=tuple(each for block in section.blocks for each in _rounds(block)))


def _rounds(block: Passage) -> Iterator[Passage]:
    found = re.match(r"[a-z]+-(\d+)", block.id) if isinstance(block, Table) else None
    if not isinstance(block, Table) or found is None:
        yield block
        return
    number, named = int(found[1]), [NAMED.fullmatch(column.title) for column in block.columns]
    of = {at: int(each[2]) for at, each in enumerate(named) if each and int(each[2]) <= number}
    if number not in of.values() or len({*of.values()}) == 1:
        yield block
        return
    carried = {each[3] for each in named if each}
    of |= {at: number for at, column in enumerate(block.columns) if at not in of and column.title in carried}
    for n in sorted({*of.values()}):
        yield _one(block, number, n, of)


def _one(block: Table, number: int, n: int, of: dict[int, int]) -> Table:
    mine = [at for at in of if of[at] == n]
    table = only(block, [at for at in range(len(block.columns)) if of.get(at, n) == n])
    rows = [
        row for row, whole in zip(table.rows, block.rows, strict=True) if any(whole[at] is not None for at in mine)
    ]  # fmt: skip
    chart = table.chart
    if chart is None and block.dots is not None:
        label, count = block.columns[block.dots.label], block.columns[min(mine)]
        chart = Dots(table.columns.index(label), table.columns.index(count), 0)
    whole = next(each for at in of if (each := NAMED.fullmatch(block.columns[at].title)))
    id, title = (re.sub(rf"\b{number}\b", str(n), words, count=1) for words in (block.id, block.title))
    note = _note(block.note, whole[1], number, n)
    return replace(table, id=id, title=title, rows=tuple(rows), chart=chart, note=note)


def _note(note: str, name: str, number: int, n: int) -> str:
    """What is noted of one round: of the last first, of the others each behind its name."""
    parts = re.split(rf"(?:^| ){re.escape(name)}(\d+): ", note)
    return dict(zip([str(number), *parts[1::2]], parts[::2], strict=True)).get(str(n), "")
