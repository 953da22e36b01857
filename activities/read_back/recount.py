"""Counts every figure of a read-back again for a rehearsal, from nothing but what each person posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from activities.read_back.panels import ENDED
from facilitator.report.model import Cell, Section, Table

Figure = tuple[str, Cell, Cell]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """The answers to every reading, what became of every decision, and the counts that its reason names."""
    asked = [each for each in rounds.values() if each.phase == "read"]
    readings: dict[str, list[tuple[str, int, int]]] = {}
    for block in section.blocks:
        if not isinstance(block, Table) or not block.id.startswith("read-"):
            continue
        at = int(block.id.partition("-")[2])
        said = [str(sheet.points.get("one", "")) for sheet in asked[at - 1].sheets.values()] if at <= len(asked) else []
        yes, no = said.count("yes"), said.count("no")
        yield from zip((f"{block.title} yes", f"{block.title} no"), (row[1] for row in block.rows), (yes, no),
                       strict=True)  # fmt: skip
        number, _colon, words = block.title.partition(": ")
        readings.setdefault(number, []).append((words.strip("“”"), yes, no))
    tables = [block for block in section.blocks if isinstance(block, Table) and block.id == "wording"]
    rows = [row for table in tables for row in table.rows]
    yield "decisions that were read", len(rows), len(readings)
    for row in rows:
        yield str(row[0]), row[2], _became(readings[str(row[0])])
    for each in section.ledger:
        number, found = str(each.data.get("number", "")), re.match(r"\D*(\d+) of \d+", each.data.get("reason", ""))
        if found and number in readings:
            yield f"{number} yes", int(found[1]), readings[number][-1][1]


def _became(readings: list[tuple[str, int, int]]) -> str:
    """The slow rule: look at the last reading, then at whether anybody ever disagreed."""
    words, yes, no = readings[-1]
    if yes and not no:
        return str(ENDED["confirmed" if words == readings[0][0] else "corrected"])
    return str(ENDED["disputed" if sum(each[2] for each in readings) else "not checked"])
