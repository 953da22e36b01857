"""Counts every figure of where we stand again for a rehearsal: answers, means, the way between, and by perspective.

Nothing is used but what each person posted, and the perspective that they chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from activities.where_we_stand.standing import seen_differently, way
from facilitator.counting import decimals
from facilitator.i18n import _
from facilitator.rehearsal import tables
from facilitator.rehearsal.perspectives import K, buckets, parted
from facilitator.report.model import BY_PERSPECTIVE, Cell, Facts, Section, Table

Figure = tuple[str, Cell, Cell]
Points = Mapping[str, int]
"""The number that each person gave."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted, `books` their perspectives."""
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    flag = re.findall(r"\d+(?:\.\d+)?", facts.get(str(_("Seen differently")), ""))
    everyone = {who for each in rounds.values() if each.revealed for who, sheet in each.sheets.items() if sheet.points}
    together = buckets(everyone, books) if flag else []
    for number, round_ in rounds.items():
        own = re.compile(rf"round-{number}(-\d+)?($|{BY_PERSPECTIVE}$)")
        shown = {block.id: block for block in section.blocks if isinstance(block, Table) and own.match(block.id)}
        items = list(dict.fromkeys(cell.rpartition(".")[0] for cell in round_.asked))
        for at, item in enumerate(items if shown else (), 1):
            name = f"round-{number}-{at}" if len(items) > 1 else f"round-{number}"
            now, want = (_given(round_, f"{item}.{scale}") for scale in ("now", "want"))
            if name in shown:
                yield from ((each.label, each.said, each.known) for each in tables.rated("", shown[name], round_))
                yield from _means(shown[name], [now, want])
            parts = parted(now, together, books)
            table = shown.get(f"{name}{BY_PERSPECTIVE}")
            if table is None or not parts:
                yield name + BY_PERSPECTIVE, None if table is None else len(table.rows), None if not parts else "shown"
            else:
                yield from _parts(table, round_, f"{item}.now", parts, now)
            note = shown[name].note if name in shown else ""
            yield from _way(note, now, want)
            yield from _differently(note, now, parts, Fraction(flag[0]) if flag else None)


def _given(round_: Any, cell: str) -> Points:
    said = {who: sheet.points.get(cell, "") for who, sheet in round_.sheets.items()}
    return {who: int(point) for who, point in said.items() if point.isdigit()}


def _mean(points: Sequence[int]) -> Fraction | None:
    return Fraction(sum(points), len(points)) if len(points) >= K else None


def _means(table: Table, scales: Sequence[Points]) -> Iterator[Figure]:
    """The average and the number of people that stand below a table, scale by scale."""
    known = [(mean, len(each)) for each in scales if (mean := _mean([*each.values()])) is not None]
    found = re.findall(r"(\d+\.\d+)[^\d.]+\d+[^\d.]+(\d+)", table.note)
    for at in range(max(len(known), len(found))):
        mean, n = known[at] if at < len(known) else (None, None)
        said, people = found[at] if at < len(found) else (None, None)
        yield table.title, said, None if mean is None else decimals([mean])[0]
        yield table.title, people, None if n is None else str(n)


def _parts(table: Table, round_: Any, cell: str, parts: Sequence[Sequence[str]], now: Points) -> Iterator[Figure]:
    for at, (column, people) in enumerate(zip(table.columns[2:], parts, strict=True), 2):
        yield column.title, re.findall(r"\((\d+)\)$", column.title)[0], str(len(people))
        mine = {who: round_.sheets[who].points.get(cell, "") for who in people}
        for row in table.rows:
            if row[1] is not None:  # who could not say is in no part
                yield f"{row[0]} {column.title}", row[at], [*mine.values()].count(str(row[1]))
    known = decimals([_mean([now[who] for who in people]) for people in parts])
    for said, mean in zip(re.findall(r"\d+\.\d+", table.note), known, strict=True):
        yield table.title, said, mean


def _way(note: str, now: Points, want: Points) -> Iterator[Figure]:
    """How far it is from now to wanted, over those who gave both."""
    known = _mean([want[who] - now[who] for who in now if who in want])
    if known is not None:
        yield str(way(known)), "said" if str(way(known)) in note else "not said", "said"


def _differently(note: str, now: Points, parts: Sequence[Sequence[str]], flag: Fraction | None) -> Iterator[Figure]:
    """Whether perspectives are so far apart that it is said, and how far."""
    means = [mean for people in parts if (mean := _mean([now[who] for who in people])) is not None]
    far = max(means) - min(means) if means else Fraction(0)
    begins = str(seen_differently(far)).rpartition(":")[0]
    said = begins in note
    known = flag is not None and far >= flag and bool(means)
    yield begins, said, known
    if known:
        yield begins, str(seen_differently(far)) in note, True
