"""The figures of a plan, counted again from its rows: what looks for someone, and who carries how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.report.model import Cell, Facts, Section, Table


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Each figure, and what the rows of the record say of it."""
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    entries = [each.data for each in section.ledger if each.ledger == "actions"]
    carried = Counter(_plain(row[1]) for row in tables["deeds"].rows) if "deeds" in tables else Counter[str]()
    every = tables.get("programme")
    if every is not None:
        open_ = [row for row in every.rows if row[2] not in ("Done", "Dropped")]
        carried = Counter(_plain(row[3]) for row in open_ if row[3])
    if "loads" in tables:
        for row in tables["loads"].rows:
            yield f"{row[0]}", row[1], carried.pop(_plain(row[0]), 0)
    yield "open actions without a load", 0, sum(carried.values())
    if every is None:
        facts = {label: words for block in section.blocks if isinstance(block, Facts) for label, words in block.rows}
        looking = sum("who" not in data for data in entries)
        yield "looking for someone", facts.get("Looking for someone", "0"), str(looking)
        yield "deeds", len(tables["deeds"].rows) if "deeds" in tables else 0, len(entries) - looking


def _plain(cell: Cell) -> str:
    return " ".join(str(cell).casefold().split())
