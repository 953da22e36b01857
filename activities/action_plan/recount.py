"""The figures of a plan, counted again from what each person did: who owns what, who carries how many, what became.

What an earlier step left stands in the table of all actions with its number, and was counted again there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from facilitator.i18n import _
from facilitator.report.model import Cell, Outcome, Section, Table
from facilitator.report.words import LOOKING, became, day
from facilitator.text import is_blank, likeness

Figure = tuple[str, Cell, Cell]
Given = Mapping[str, str]
CLOSED = ("done", "dropped")


@dataclass
class _Known:
    """What people did. A yes on paper counts only where it was offered before, which the record has to tell."""

    held: dict[tuple[str, str], Given] = field(default_factory=dict)
    """By action (id) and person: what they promised."""
    maybe: dict[tuple[str, str], Given] = field(default_factory=dict)
    status: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By entry: what became of it, and why."""
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def do(self, who: str, action: str, given: Given) -> None:
        """One act, in its order."""
        slot, entry = given.get("slot", ""), given.get("entry", "")
        if action == "confirm":
            self.held[slot, who] = given
        elif action == "sign_up" and given.get("by") and not is_blank(given.get("who", "")):
            self.maybe[slot, who] = given
        elif action == "hand_back":
            self._drop(slot, who)
        elif action == "keep":
            for name in (name for name, said in given.items() if said == "back"):
                self._drop(name.removeprefix("mine."), who)
        elif action in ("became", "update") and given.get("status"):
            why = given.get("why", "").strip() if given["status"] in ("stuck", "dropped") else ""
            self.status[entry] = given["status"], why
        if action == "update" and not is_blank(given.get("note", "")):
            notes = self.notes.setdefault(entry, {})
            notes.pop(who, None)
            notes[who] = given["note"].strip()

    def promised(self, rows: Iterable[Sequence[Cell]]) -> list[Given]:
        """What was promised: on a phone, and on paper where the record tells it, too."""
        there = Counter(_row(row[1:5]) for row in rows)
        sure = [*self.held.values()]
        there.subtract(map(_said, sure))
        for given in self.maybe.values():
            if there[_said(given)] > 0:
                there[_said(given)] -= 1
                sure.append(given)
        return sure

    def _drop(self, slot: str, who: str) -> None:
        self.held.pop((slot, who), None)
        self.maybe.pop((slot, who), None)


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Each figure of the record, and what the books know of it."""
    known = _Known()
    for act in books.acts:
        if act.step == books.step:
            known.do(act.who, act.action.rpartition(".")[2], act.given)
    tables = {block.id: block.rows for block in section.blocks if isinstance(block, Table)}
    every, looking = tables.get("programme", ()), [row for row in tables.get("deeds", ()) if row[1] == str(LOOKING)]
    deeds = [row for row in tables.get("deeds", ()) if row not in looking]
    mine = known.promised(deeds)
    yield from _same("deeds", map(_row, (row[1:5] for row in deeds)), map(_said, mine))
    steps = Counter(map(_step, mine))
    for step in (str(row[5]) for row in deeds if row[5:] and row[5]):
        yield f"first step: {step}", 1, min(1, steps[step])
    entries = [each for each in section.ledger if each.ledger == "actions"]
    yield from _back(known, (*tables.get("changes", ()), *tables.get("noted", ())), entries)
    here = {str(row[0]) for row in (*deeds, *looking)}
    older = [row for row in every if row[0] and str(row[1]) not in here]
    yield from _loads(tables.get("loads", ()), mine, older)
    today = [each for each in entries if each.op == "add"]
    if not every:
        yield "looking", len(looking), sum("who" not in each.data for each in today)
    outcome = next((block for block in section.blocks if isinstance(block, Outcome)), Outcome("none", ""))
    known_ = [len(mine) + len(looking)] if mine or looking else []
    yield from _numbers("tasks", outcome.words, [*known_, *([len(looking)] if mine and looking else [])])
    yield from _numbers("so far", outcome.detail, _so_far(every))


def _back(known: _Known, rows: Sequence[Sequence[Cell]], entries: Sequence[Any]) -> Iterator[Figure]:
    """What became of older actions, and what was noted."""
    numbers = {each.entry: each.data.get("number", "") for each in entries if each.op == "set"}
    there = {str(row[0]): row for row in rows}
    touched = {*known.status, *known.notes}
    yield "changes", len(rows), len(touched)
    for entry in sorted(touched):
        row = there.get(numbers.get(entry, ""), ("",) * 5)
        if entry in known.status:
            yield f"{row[0]} now", row[3], str(became(*known.status[entry]))
        yield f"{row[0]} noted", row[4], "; ".join(known.notes.get(entry, {}).values())


def _numbers(label: str, words: str, known: Sequence[int]) -> Iterator[Figure]:
    """The figures of a sentence, in order; what it says of days that are over follows from the table."""
    said = [int(n) for n in re.findall(r"\d+", words)]
    yield from ((label, one, other) for one, other in zip_longest(said, known))


def _loads(rows: Sequence[Sequence[Cell]], mine: Sequence[Given], older: Sequence[Sequence[Cell]]) -> Iterator[Figure]:
    """How many open actions each person has; the hours of those who have none from earlier."""
    closed = {str(became(status, "")) for status in CLOSED}
    before = Counter(likeness(str(row[3])) for row in older if row[3] and str(row[2]) not in closed)
    today = Counter(likeness(given["who"]) for given in mine)
    hours = Counter[str]()
    for given in mine:
        hours[likeness(given["who"])] += int(given.get("hours") or 0)
    if not rows:  # it is there where somebody has more than one, or said hours
        yield (
            "people who carry several, or said hours",
            0,
            sum(
                n > 1 or any(given.get("hours") and likeness(given["who"]) == who for given in mine)
                for who, n in (before + today).items()
            ),
        )
        return
    said = {likeness(str(row[0])): row for row in rows}
    for who in sorted({*said, *before, *today}):
        row = said.get(who, ("", 0, 0, 0))
        yield f"actions of {row[0]}", row[1], before[who] + today[who]
        if not before[who]:
            yield f"hours of {row[0]}", row[2], hours[who]


def _so_far(every: Sequence[Sequence[Cell]]) -> list[int]:
    """How many of all are done, with how many per cent; how many are over their day, stuck, dropped, where any is."""
    named = Counter(str(row[2]) for row in every)
    done, stuck, dropped = (named[str(became(status, ""))] for status in ("done", "stuck", "dropped"))
    meant, late = len(every) - dropped, sum(bool(row[5]) for row in every)
    share = [(200 * done + meant) // (2 * meant)] if meant >= 5 else []
    told = [meant, *([done, *share] if done else [])] if meant else []
    return [*told, *(n for n in (late, stuck, dropped) if n)] if every else []


def _row(cells: Sequence[Cell]) -> str:
    return " | ".join(" ".join(str(cell).split()) for cell in cells)


def _said(given: Given) -> str:
    """A promise as its row in the record: who, with whose help, by when, and how we will know."""
    return _row([given.get("who", ""), given.get("helpers", ""), given.get("by", ""), given.get("how", "")])


def _step(given: Given) -> str:
    """Its first step, as the record says it where the day is far away."""
    if not given.get("first_by"):
        return ""
    return str(_("{step}, by {day}", step=given.get("first", "").strip(), day=day(given["first_by"])))


def _same(label: str, said: Iterable[str], known: Iterable[str]) -> Iterator[Figure]:
    one, other = Counter(said), Counter(known)
    for each in sorted({*one, *other}):
        yield f"{label}: {each}", one[each], other[each]
