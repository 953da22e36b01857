"""Counts every figure of scale with care again for a rehearsal, slowly and from nothing but what each person posted.

Who was present is not in the books: that number is taken from the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from activities.scale_with_care.rules import KINDS
from facilitator.rehearsal import tables
from facilitator.report.model import Cell, Facts, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]
PHASES = {"sort": "sort", "round": "show"}
"""In which phase a table was answered, by the first word of its id."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted; each question counts its own."""
    bar = Fraction(getattr(books.settings.get(books.step), "threshold", "2/3"))
    outcome = Outcome("none", "")
    for block in section.blocks:
        outcome = block if isinstance(block, Outcome) else outcome
        word, _dash, number = block.id.partition("-") if isinstance(block, Table) else ("", "", "")
        if not isinstance(block, Table) or word not in PHASES or not number.isdigit():
            continue
        found = [each for each in rounds.values() if each.phase == PHASES[word]]
        if not 0 < int(number) <= len(found):
            yield block.title, len(block.rows), None  # nobody was asked
        elif word == "sort":
            yield from _sorted(block, found[int(number) - 1], bar)
        else:
            yield from tables.fist(block, found[int(number) - 1], outcome)
    yield from _decided(section)


def _sorted(table: Table, round_: Any, bar: Fraction) -> Iterator[Figure]:
    """People for each of the four answers, part by part, and the list that follows from them."""
    for part, row in zip(round_.asked, table.rows, strict=True):
        given = [sheet.points.get(part) for sheet in round_.sheets.values()]
        known = [given.count(word) for word in ("stay", "change", "drop", "aside")]
        yield from ((str(row[0]), said, n) for said, n in zip(row[1:5], known, strict=True))
        stay, change, drop, _unsaid = known
        n, least = stay + change + drop, bar * (stay + change + drop)
        if n < 5:
            kind = "talk"
        elif stay >= least:
            kind = "core"
        else:
            kind = ("drop" if drop > change else "open") if change + drop >= least else "talk"
        yield str(row[0]), row[5], str(KINDS[kind])  # type: ignore[index]


def _decided(section: Section) -> Iterator[Figure]:
    """Of how many open parts somebody from the new place decides: from the rows of the plan, and who is from there."""
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    there = {str(row[0]) for row in tables["people-there"].rows} if "people-there" in tables else set()
    told = [
        words for block in section.blocks if isinstance(block, Facts) for _label, words in block.rows if "%" in words
    ]
    if "plan" not in tables or not told:
        return
    fixed = (str(KINDS["core"]), str(KINDS["talk"]))
    open_ = [row for row in tables["plan"].rows if row[1] not in fixed]
    theirs = sum(any(str(row[5]) == each or str(row[5]).startswith(f"{each} · ") for each in there) for row in open_)
    said = [int(n) for n in re.findall(r"\d+", told[0])]
    share = (200 * theirs + len(open_)) // (2 * len(open_))
    yield from ((told[0], one, known) for one, known in zip(said, (theirs, len(open_), share), strict=True))
