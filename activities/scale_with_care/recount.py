"""Counts every figure of scale with care again for a rehearsal, slowly and from nothing but what each person posted.

Who was present is not in the books: that number is taken from the record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from activities.scale_with_care.rules import KINDS
from facilitator.i18n import _
from facilitator.rehearsal import tables
from facilitator.report.model import Cell, Facts, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]
OPEN = ("open", "drop", "")
"""Lists of which half has to be decided by people from there; what is not sorted as it stands is among them."""
PHASES = {"sort": "sort", "round": "show"}
"""In which phase a table was answered, by the first word of its id."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted; each question counts its own."""
    bar = Fraction(getattr(books.settings.get(books.step), "threshold", "2/3"))
    outcome, lists = Outcome("none", ""), dict[str, tuple[str, str]]()
    for block in section.blocks:
        outcome = block if isinstance(block, Outcome) else outcome
        word, _dash, number = block.id.partition("-") if isinstance(block, Table) else ("", "", "")
        if not isinstance(block, Table) or word not in PHASES or not number.isdigit():
            continue
        found = [each for each in rounds.values() if each.phase == PHASES[word]]
        if word == "sort":
            yield from _sorts(block, _shown(rounds), bar, lists)
            continue
        if not 0 < int(number) <= len(found):
            yield block.title, len(block.rows), None  # nobody was asked
        else:
            yield from tables.fist(block, found[int(number) - 1], outcome, section.blocks)
    acts = [act for act in books.acts if not act.who and act.step == books.step]
    yield from _decided(section, lists, acts)


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """Earlier rounds of sorting: the table of the last one tells them, too."""
    there = _shown(rounds)
    yield from (number for number, each in rounds.items() if each in there[:-1])


def _shown(rounds: Mapping[int, Any]) -> list[Any]:
    """The rounds of sorting that were shown."""
    found = [each for each in rounds.values() if each.phase == "sort"]
    return [each for each in found if each.revealed] or found


def _sorts(
    table: Table, found: Sequence[Any], bar: Fraction, lists: dict[str, tuple[str, str]]
) -> Iterator[Figure]:  # fmt: skip
    """Every round: a part stands in the columns of the last that asked about it, and behind them in those before."""
    parts = list(dict.fromkeys(part for each in found for part in each.asked))
    rows = dict(zip(parts, table.rows, strict=True))
    last = {part: at for at, each in enumerate(found) for part in each.asked}
    for at, each in enumerate(found):
        there = {
            part: rows[part][:6] if last[part] == at else (rows[part][0], *rows[part][6 + 5 * at : 11 + 5 * at])
            for part in each.asked
        }
        yield from _sorted(there, each, bar, lists)


def _sorted(
    rows: Mapping[str, Sequence[Cell]], round_: Any, bar: Fraction, lists: dict[str, tuple[str, str]]
) -> Iterator[Figure]:  # fmt: skip
    """People for each of the four answers, part by part, and the list that follows from them."""
    for part, row in rows.items():
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
        lists[part] = str(row[0]), kind
        yield str(row[0]), row[5], str(KINDS[kind])  # type: ignore[index]


def _decided(section: Section, lists: Mapping[str, tuple[str, str]], acts: Sequence[Any]) -> Iterator[Figure]:
    """Of how many open parts somebody from the new place decides: replayed from all that the facilitator did.

    `lists` are the words and the list of every part that was sorted, by its id.
    """
    grids = {block.id: block for block in section.blocks if isinstance(block, Table)}
    told = [words for block in section.blocks if isinstance(block, Facts) for label, words in block.rows
            if label == str(_("What the new place decides"))]  # fmt: skip
    if "plan" not in grids or not told:
        return
    rows = {str(row[0]): row for row in grids["plan"].rows}
    there, who = _plan(lists, rows, acts)
    names = [str(row[0]) for row in grids["people-there"].rows] if "people-there" in grids else []
    yield from (("people from there", said, known) for said, known in
                zip_longest(sorted(names), sorted(there.values())))  # fmt: skip
    ids = {words: id for id, (words, _kind) in lists.items() if words in rows}
    theirs = open_ = 0
    for words, row in rows.items():
        kind = lists[ids[words]][1] if words in ids and row[1] else ""  # what was changed since is not sorted
        yield f"{words}: list", row[1], str(KINDS[kind]) if kind else ""  # type: ignore[index]
        if kind in OPEN:
            open_ += 1
            said = str(row[5]).split(" · ")[0]
            theirs += who.get(ids[words], "") in there if words in ids else said in there.values()
    numbers = [int(n) for n in re.findall(r"\d+", told[0])]
    known = [theirs, open_, (200 * theirs + open_) // (2 * open_)] if open_ else []
    yield from ((told[0], one, other) for one, other in zip_longest(numbers, known))


def _plan(
    lists: Mapping[str, tuple[str, str]], rows: Collection[str], acts: Sequence[Any]
) -> tuple[dict[str, str], dict[str, str]]:
    """Who from there is named in the end, by id, and who of them decides which part (id)."""
    there: dict[str, str] = {}
    who: dict[str, str] = {}
    free = [id for id, (words, kind) in lists.items() if words in rows and kind in OPEN]
    free = free or [id for id, (words, _kind) in lists.items() if words in rows]
    made = 0
    for act in acts:
        name = act.given.get("who", "")
        if act.action == "name_there":
            made += 1
            there[f"p{made}"] = " ".join(name.split())
        elif act.action == "leave_out_there":
            del there[name]
            who = {part: each for part, each in who.items() if each != name}
        elif act.action == "let_decide":
            who |= {part: name for part in free if not who.get(part)}
        elif act.action == "plan_part" and name:
            who[act.given["part"]] = "" if name == "nobody" else name
    return there, who
