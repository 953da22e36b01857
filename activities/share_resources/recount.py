"""Counts every figure of a shared pot again for a rehearsal, slowly and from nothing but what each person posted.

Who was present is not in the books. Lots are drawn by the program: where they part a tie, the record is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Section, Table

Figure = tuple[str, Cell, Cell]
Costs = dict[str, int]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted on projects; points are found among all acts."""
    given = books.settings[books.step]
    pot = given.amount
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    facts = [dict(block.rows) for block in section.blocks if isinstance(block, Facts)]
    floors = _numbers(books, "first", given.ring_fence, "floor")
    fenced = sum(n for _text, n in floors.values())
    yield "left", "".join(re.findall(r"-?\d+", _fact(facts, _("Left to share")))), str(pot - fenced)
    aside = next((table for id, table in tables.items() if id == "ring" or id.startswith("divided-")), None)
    yield "set aside", sum(int(str(row[1])) for row in aside.rows) if aside else 0, fenced
    costs = _numbers(books, "projects", given.projects, "cost")
    told = [each for each in facts if str(_("Gave all points")) in each]
    for each in told[-1:]:
        said = re.findall(r"\d+", each[str(_("Gave all points"))].rpartition(": ")[2])[0]
        yield "gave all points", said, str(len(_points(books, [*floors])[-1]))
    asked = [each for each in rounds.values() if each.phase == "choose"]
    for id, table in tables.items():
        kind, _dash, number = id.rpartition("-")
        if kind == "round" and 0 < int(number) <= len(asked):
            ballots = [{p for p, n in sheet.dots.items() if n} for sheet in asked[int(number) - 1].sheets.values()]
            yield from _funding(table, _steps_of(int(number), tables), costs, [b for b in ballots if b], pot - fenced,
                                given)  # fmt: skip
        elif kind == "split":
            points = _points(books, [*floors])
            mine = points[min(int(number), len(points)) - 1]
            yield from _split(table, tables[f"divided-{number}"], floors, mine, pot, given.unit or 1)


def _steps_of(number: int, tables: Mapping[str, Table]) -> Table | None:
    """The purchases of one round, as a table of their own."""
    for id, table in tables.items():
        if id.startswith("steps-"):
            name = str(_("Round {n}", n=number))
            rows = tuple(row[:5] for row in table.rows if row[5] == name)
            return replace(table, rows=rows) if rows or id == f"steps-{number}" else None
    return None


def _fact(facts: Sequence[Mapping[str, str]], label: Any) -> str:
    return next((each[str(label)] for each in facts if str(label) in each), "")


def _numbers(books: Any, phase: str, lines: Sequence[str], detail: str) -> dict[str, tuple[str, int]]:
    """Text and number of every line, by its id: from the settings, then as the facilitator changed them in a phase."""
    found: dict[str, tuple[str, int]] = {}
    for at, line in enumerate(lines, 1):
        text, colon, n = line.rpartition(":")
        number = n.strip().replace(" ", "")
        found[f"o{at}"] = (text.strip(), int(number)) if colon and number.isdigit() else (line, 0)
    made = len(found)
    for act in books.acts:
        if act.step != books.step or act.who or act.phase != phase:
            continue
        option, said = act.given.get("option", ""), act.given.get(f"details.{detail}", "")
        if act.action == "add":
            made += 1
            found[f"o{made}"] = (act.given["text"], int(said or 0))
        elif act.action == "drop":
            found.pop(option, None)
        elif act.action == "reword":
            found[option] = (act.given["text"], found[option][1])
        elif act.action == "say":
            found[option] = (found[option][0], int(said or found[option][1]))
    return found


def _points(books: Any, lines: Sequence[str]) -> list[list[list[int]]]:
    """The points of everyone who gave all of them, line by line, for every round; slips are of the last one."""
    rounds, shown = [dict[str, dict[str, int]]()], False
    for act in books.acts:
        if act.step == books.step and act.action == "go":
            phase = act.given.get("phase")
            if phase == "points" and shown:
                rounds.append({})
            shown = phase == "divided" or (shown and phase != "points")
        if act.step != books.step or act.phase != "points" or not act.who:
            continue
        mine = rounds[-1].setdefault(act.who, dict.fromkeys(lines, 0))
        if act.action == "give":
            mine[act.given["line"]] = max(0, mine[act.given["line"]] + int(act.given.get("points", "1")))
        elif act.action == "allocate":
            rounds[-1][act.who] = {line: int(act.given.get(f"points.{line}") or 0) for line in lines}
        elif act.action == "share_equally":
            for at in range(100 - sum(mine.values())):
                mine[lines[at % len(lines)]] += 1
        elif act.action in ("clear_points", "pass"):
            rounds[-1][act.who] = dict.fromkeys(lines, 0)
    for at, slip in enumerate(books.slipped):
        if slip.step == books.step and slip.action == "allocate":
            rounds[-1][f"slip {at}"] = {line: int(slip.given.get(f"points.{line}") or 0) for line in lines}
    return [[[*sheet.values()] for sheet in sheets.values() if sum(sheet.values()) == 100] for sheets in rounds]


def _split(points: Table, divided: Table, floors: Mapping[str, tuple[str, int]], sheets: Sequence[Sequence[int]],
           pot: int, unit: int) -> Iterator[Figure]:  # fmt: skip
    n, fenced = len(sheets), sum(floor for _text, floor in floors.values())
    columns = [sorted(each) for each in zip(*sheets, strict=True)]
    exact = [Fraction(sum(column) * (pot - fenced), 100 * n * unit) for column in columns]
    gets = [int(each) for each in exact]
    for _time in range((pot - fenced) // unit - sum(gets) if exact else 0):
        at = max(range(len(gets)), key=lambda line: (exact[line] - gets[line], exact[line], -line))
        gets[at] += 1
    for (text, floor), row, n_units in zip(floors.values(), divided.rows, gets or [0] * len(floors), strict=False):
        yield text, row[0], text
        yield text, row[1], floor
        yield text, row[2], n_units * unit
        yield text, row[3], floor + n_units * unit
    for (text, _floor), row, column in zip(floors.values(), points.rows, columns, strict=False):
        yield f"{text}, mean", row[1], _rounded(Fraction(sum(column), n), 1)
        if n >= 5:
            middle = (column[(n - 1) // 2] + column[n // 2], 2)
            lower, upper = column[: n // 2], column[-(n // 2) :]
            ends = [Fraction(half[(len(half) - 1) // 2] + half[len(half) // 2], 2) for half in (lower, upper)]
            for label, said, known in zip(
                ("median", "lower", "upper"), row[2:5], (Fraction(*middle), *ends), strict=True
            ):
                yield f"{text}, {label}", said, _plain(known)
            yield f"{text}, range", row[5], str(_("Wide range")) if ends[1] - ends[0] >= 20 else ""


def _funding(table: Table, steps: Table | None, costs: Mapping[str, tuple[str, int]], ballots: Sequence[set[str]],
             budget: int, given: Any) -> Iterator[Figure]:  # fmt: skip
    there = {id: cost for id, (_text, cost) in costs.items() if 0 < cost <= budget}
    said = dict(zip(there, table.rows, strict=False))
    voted = {id: sum(id in ballot for ballot in ballots) for id in there}
    bought = {str(row[1]): at for at, row in enumerate(steps.rows if steps else ())}
    lot = sorted(there, key=lambda id: (bought.get(costs[id][0], 10**6), said[id][3] != str(_("Yes"))))
    unit = given.unit or max(1, -(-given.amount // 10_000))
    shares, rows = _equal(there, ballots, budget, lot, unit)
    votes = _votes(there, voted, budget, lot)
    ours = votes if given.count == "votes" or (not shares and steps is None and votes) else shares
    for id, row in said.items():
        label = costs[id][0]
        known: tuple[Cell, ...] = (label, there[id], str(_("Yes") if id in ours else _("No")),
                                   str(_("Yes") if id in votes else _("No")), voted[id])  # fmt: skip
        yield from ((label, cell, each) for cell, each in zip(row, known, strict=True))
    for row, (share, id, effective, payment) in zip(steps.rows if steps else (), rows, strict=False):
        paid: tuple[Cell, ...] = (_money(share), costs[id][0], _plain(effective), _money(payment), costs[id][1])
        yield from ((f"step {costs[id][0]}", cell, each) for cell, each in zip(row, paid, strict=True))
    if steps:
        yield "steps", len(steps.rows), len(rows)


def _equal(costs: Costs, ballots: Sequence[set[str]], budget: int, lot: Sequence[str], unit: int
           ) -> tuple[list[str], list[tuple[Fraction, str, Fraction, Fraction]]]:  # fmt: skip
    """Equal shares, one share after another, and every purchase of each outcome with the first share that has it."""
    share, kept, told, last = Fraction(budget, max(1, len(ballots))), list[Any](), list[Any](), set[str]()
    first = True
    while True:
        run = _run(costs, ballots, share, lot)
        if sum(costs[id] for _share, id, _e, _p in run) > budget:
            break
        kept = run
        if first or {id for _s, id, _e, _p in run} != last:
            told, last, first, shown = [*told, *run], {id for _s, id, _e, _p in run}, False, share
        left = budget - sum(costs[id] for id in last)
        if not any(id not in last and costs[id] <= left and any(id in b for b in ballots) for id in costs):
            break
        share += unit
    if kept and kept[0][0] != shown:
        told += kept
    return [id for _share, id, _e, _p in kept], told


def _run(costs: Costs, ballots: Sequence[set[str]], share: Fraction, lot: Sequence[str]) -> list[Any]:
    money, run, rest = [share] * len(ballots), list[Any](), set(costs)
    while True:
        best: Any = None
        for id in rest:
            people = [at for at, ballot in enumerate(ballots) if id in ballot]
            if not people or sum(money[at] for at in people) < costs[id]:
                continue
            owed, sharing = Fraction(costs[id]), len(people)
            for at in sorted(people, key=lambda each: money[each]):
                if money[at] * sharing >= owed:
                    break
                owed, sharing = owed - money[at], sharing - 1
            pays = owed / sharing
            place = (-costs[id] / pays, costs[id], -len(people), lot.index(id))
            if best is None or place < best[0]:
                best = (place, id, pays, people)
        if best is None:
            return run
        place, id, pays, people = best
        for at in people:
            money[at] -= min(money[at], pays)
        run.append((share, id, -place[0], pays))
        rest.remove(id)


def _votes(costs: Costs, voted: Mapping[str, int], budget: int, lot: Sequence[str]) -> list[str]:
    funded: list[str] = []
    for id in sorted(costs, key=lambda each: (-voted[each], costs[each], lot.index(each))):
        if voted[id] and costs[id] <= budget:
            funded.append(id)
            budget -= costs[id]
    return funded


def _money(value: Fraction) -> str:
    whole = _rounded(value, 2)
    return whole.removesuffix(".00")


def _plain(value: Fraction) -> str:
    return _rounded(value, 1).removesuffix(".0")


def _rounded(value: Fraction, places: int) -> str:
    tens = 10**places
    n = int(value * tens + Fraction(1, 2))
    return f"{n // tens}.{n % tens:0{places}d}"
