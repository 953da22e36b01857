"""Counts every figure of a read-back again for a rehearsal, from nothing but what each person posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from activities.read_back.panels import ENDED
from facilitator.i18n import _
from facilitator.report.model import Cell, Section, Table

Figure = tuple[str, Cell, Cell]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """The answers to every reading, what became of every decision, and the counts that its reason names."""
    asked = [each for each in rounds.values() if each.phase == "read" and each.revealed]
    rows = [row for block in section.blocks if isinstance(block, Table) and block.id == "wording" for row in block.rows]
    known = sorted(_said(each) for each in asked)
    for row, counts in zip(sorted(rows, key=lambda row: [int(str(n)) for n in row[2:4]]), known, strict=False):
        yield from zip((f"{row[0]} yes", f"{row[0]} no"), row[2:4], counts, strict=True)
    yield "readings", len(rows), len(asked)
    readings: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows:
        readings.setdefault(str(row[0]), []).append((str(row[1]), int(str(row[2])), int(str(row[3]))))
    for at, row in enumerate(rows):
        last = row[0] not in [each[0] for each in rows[at + 1 :]]
        yield str(row[0]), row[5], _became(readings[str(row[0])]) if last else str(_("Read again"))
    for each in section.ledger:
        number, found = str(each.data.get("number", "")), re.match(r"\D*(\d+) of \d+", each.data.get("reason", ""))
        if found and number in readings:
            yield f"{number} yes", int(found[1]), readings[number][-1][1]


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """All rounds: they stand in one table, and `figures` counts that none is missing."""
    yield from rounds


def _said(round_: Any) -> list[int]:
    said = [str(sheet.points.get("one", "")) for sheet in round_.sheets.values()]
    return [said.count("yes"), said.count("no")]


def _became(readings: list[tuple[str, int, int]]) -> str:
    """The slow rule: look at the last reading, then at whether anybody ever disagreed."""
    words, yes, no = readings[-1]
    if yes and not no:
        return str(ENDED["confirmed" if words == readings[0][0] else "corrected"])
    return str(ENDED["disputed" if sum(each[2] for each in readings) else "not checked"])
