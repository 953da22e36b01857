"""Counts every figure of agreed measures again for a rehearsal, slowly: orders, waves, and the change between them.

Who gave which answer under which code is in the books, so that pairs are counted by people and not by hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from activities.agreed_measures.found import sign
from activities.agreed_measures.measure import BETTER
from facilitator.counting import decimals, plain
from facilitator.i18n import _
from facilitator.rehearsal import tables
from facilitator.report.model import Cell, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]
Key = tuple[str, str]
"""A measure: its question and its scale."""
K = 5
"""Without a setting: so many must answer; and so many pairs there must be in any case."""


@dataclass(frozen=True)
class Side:
    """What people said at one time: a point or "aside" by who it was, and whether nothing is shown of few."""

    said: Mapping[str, str]
    strict: bool
    step: tuple[int, int]
    """The meeting of the programme, and the step in it."""
    marks: Mapping[str, str]
    """Under which code they said it, as far as there was one."""

    @property
    def points(self) -> dict[str, int]:
        """The numbers, by who."""
        return {who: int(point) for who, point in self.said.items() if point.isdigit()}

    def shown(self, k: int) -> bool:
        """Whether it may be shown where so many are needed."""
        return not self.strict or len(self.points) >= k


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted, `books` also what was asked in earlier steps."""
    outcome = Outcome("none", "")
    grids = [block for block in section.blocks if isinstance(block, Table)]
    cards = next((grid for grid in grids if grid.id == "measures"), None)
    for block in section.blocks:
        outcome = block if isinstance(block, Outcome) else outcome
        word, _dash, number = block.id.partition("-") if isinstance(block, Table) else ("", "", "")
        if isinstance(block, Table) and number.isdigit() and word in ("first", "round"):
            found = [each for each in rounds.values() if each.phase == ("first" if word == "first" else "show")]
            if not 0 < int(number) <= len(found):
                yield block.title, len(block.rows), None  # nobody was asked
            elif word == "first":
                yield from tables.ranking(tables.alone(block), found[int(number) - 1])
            else:
                yield from tables.fist(block, found[int(number) - 1], outcome, section.blocks)
    asked = [each for each in rounds.values() if each.phase == "answer" and each.revealed]
    if cards is None or getattr(books.settings.get(books.step), "part", "wave") == "choose":
        return
    rows = {(str(row[0]), str(row[1])): row for row in cards.rows}
    if asked:
        books.remembered[books.step] = _wave(asked[-1], rows, books)
    yield from _found(rows, grids, books)


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """The waves of which nothing may be shown, and earlier orders. `figures` counted them before."""
    yield from tables.orders_before(rounds)
    sides = [some[-1] for some in books.remembered.get(books.step, {}).values()]
    if not any(side.shown(_k(books, books.step)) for side in sides):
        yield from (number for number, each in rounds.items() if each.phase == "answer")


def _wave(round_: Any, rows: Mapping[Key, Sequence[Cell]], books: Any) -> dict[Key, list[Side]]:
    """What was said to every measure that was asked in this step; to then and to now, where both were asked."""
    ids = sorted({cell.partition(".")[0] for cell in round_.asked}, key=lambda id: int(id[1:]))
    given, marks = books.settings[books.step], _marks(round_, books)
    found: dict[Key, list[Side]] = {}
    for id, (key, row) in zip(ids, rows.items(), strict=True):
        strict = given.privacy == "sensitive" or row[8] != str(_("Always"))
        cells = [cell for cell in round_.asked if cell.partition(".")[0] == id]
        cells.sort(key=lambda cell: ".then" not in cell)
        sheets = round_.sheets
        found[key] = [
            Side({who: sheet.points[cell] for who, sheet in sheets.items() if cell in sheet.points}, strict,
                 (books.meeting, books.step), marks)
            for cell in cells
        ]  # fmt: skip
    return found


def _marks(round_: Any, books: Any) -> dict[str, str]:
    """The code under which each person answered: one that they brought and that answered before, else that of today."""
    if books.settings[books.step].pairing != "code":
        return {}
    earlier = [some[-1] for step, sides in books.remembered.items() if step < books.step for some in sides.values()]
    before = {mark for side in earlier for mark in side.marks.values()}
    marks: dict[str, str] = {}
    for act in books.acts:
        if act.step == books.step and act.action == "answer" and act.who in round_.sheets:
            first, own = books.codes.get(act.who, (books.step, f"{act.who} in {books.step}"))
            today = own if first == books.step else f"{act.who} in {books.step}"
            typed = act.given.get("code", "")
            brought = typed == own and own in before
            if brought or typed or marks.get(act.who) not in before:  # an empty field keeps a code that was brought
                marks[act.who] = own if brought else today
    return marks


def _found(rows: Mapping[Key, Sequence[Cell]], grids: Sequence[Table], books: Any) -> Iterator[Figure]:
    k, known = _k(books, books.step), list[tuple[Sequence[Cell], list[Side]]]()
    for key, row in rows.items():
        there = [
            side for step, sides in sorted(books.remembered.items()) if step <= books.step
            for side in sides.get(key, ()) if sides[key][-1].shown(_k(books, step)) and sides[key][-1].shown(k)
            and side.shown(_k(books, step)) and side.shown(k)
        ]  # fmt: skip
        known += [(row, there)] if there else []
    waves = [each for grid in grids if grid.id.startswith("answer-") for each in _apart(grid)]
    changes, same = (next((grid.rows for grid in grids if grid.id == id), ()) for id in ("change", "same-people"))
    yield "measures that are shown", len(waves), len(known)
    for row, there in known:
        mine = next((grid for grid in waves if grid.title == str(row[0])), None)
        yield "measure", mine.title if mine else None, str(row[0])
        if mine:
            waves.remove(mine)
            yield from _sides(mine, there, k)
    compared = [(row, there) for row, there in known if len(there) > 1]
    yield "changes", len(changes), len(compared)
    paired: list[list[Cell]] = []
    for (row, there), said in zip(compared, changes, strict=False):
        found = _change(row, there, k)
        yield from zip((f"{row[0]}: change",) * 3, said[3:], found[:3], strict=True)
        paired += [found[3:]] if found[3] is not None else []
    yield "measures with pairs", len(same), len(paired)
    for said, pairs in zip(same, paired, strict=False):
        yield from zip((f"{said[0]}: the same people",) * 5, said[1:], pairs, strict=True)


def _apart(grid: Table) -> list[Table]:
    """A table for each measure, where several that were asked once stand in one."""
    if grid.columns[0].title != str(_("Measure")):
        return [grid]
    return [replace(grid, title=str(row[0]), rows=(row,)) for row in grid.rows]


def _sides(grid: Table, there: Sequence[Side], k: int) -> Iterator[Figure]:
    yield f"{grid.title}: times", len(grid.rows), len(there)
    numbers = [sorted(side.points.values()) for side in there]
    means = decimals([Fraction(sum(each), len(each)) if len(each) >= k else None for each in numbers])
    points = [int(column.title.split()[0]) for column in grid.columns[4:-1]]
    for side, some, mean, row in zip(there, numbers, means, grid.rows, strict=False):
        middle = Fraction(some[(len(some) - 1) // 2] + some[len(some) // 2], 2) if len(some) >= k else None
        asides = sum(point == "aside" for point in side.said.values())
        known = [len(some), mean or None, plain([middle])[0] if middle is not None else None,
                 *(some.count(point) for point in points), asides]  # fmt: skip
        yield from ((f"{grid.title} {row[0]}", said, each) for said, each in zip(row[1:], known, strict=True))


def _change(row: Sequence[Cell], there: Sequence[Side], k: int) -> list[Cell]:
    """Both n, the difference of the means, then the pairs: how many, better, the same, worse, and their mean."""
    last = there[-1]
    first = there[-2] if there[-2].step == last.step else there[0]
    before, after = first.points, last.points
    found: list[Cell] = [len(before), len(after), None]
    if min(len(before), len(after)) >= k:
        step = Fraction(sum(after.values()), len(after)) - Fraction(sum(before.values()), len(before))
        found[2] = sign(decimals([step])[0])
    steps = [after[other] - before[who] for who, other in _both(first, last) if who in before and other in after]
    alone = len(before) + len(after) - 2 * len(steps)
    if len(steps) < K or ((first.strict or last.strict) and 0 < alone < K):
        return [*found, None, None, None, None, None]
    way = 1 if row[2] == str(BETTER["higher"]) else -1
    better, worse = sum(each * way > 0 for each in steps), sum(each * way < 0 for each in steps)
    mean = sign(decimals([Fraction(sum(steps), len(steps))])[0])
    return [*found, len(steps), better, len(steps) - better - worse, worse, mean]


def _both(first: Side, last: Side) -> list[tuple[str, str]]:
    """Who is who: in one go the same people, else those with the same code."""
    if first.step == last.step:
        return [(who, who) for who in first.said]
    return [(who, other) for who, mark in first.marks.items() for other, same in last.marks.items() if mark == same]


def _k(books: Any, step: int) -> int:
    return int(getattr(books.settings.get(step), "min_wave", K))
