"""Picks from all sections what people look for first: what was decided, what was agreed, who does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from facilitator.i18n import _
from facilitator.report.model import Column, Facts, LedgerEntry, Outcome, Quotes, Record, Section, Sign, Table
from facilitator.report.tables import drawn, only

DOTS_AT_MOST = 20
"""Dots can be counted up to here; above, bars are drawn."""
FINISHED = ("done", "dropped")
"""How a task stands that nobody waits for any more."""
OVER = ("ended", "replaced")
"""How decisions and agreements stand that nobody looks at again."""
SHARES_FROM = 5
"""With fewer answers there are counts only."""
SAME_FROM = 3
"""A column in which so many rows, and all of them, say the same is told in one sentence."""

FOUND = TypeVar("FOUND")


@dataclass(frozen=True)
class Entry:
    """A ledger entry as it stands at the end of the session: every later change laid over it."""

    id: str
    data: dict[str, str]
    section: Section
    """Where it came up first in this session."""
    changed: bool = False
    """Whether something came of it, or was said of it, after it had been written."""

    def __getitem__(self, key: str) -> str:
        return self.data.get(key, "")

    @property
    def words(self) -> str:
        """Its text; for a change to an older entry that has none, its number."""
        return self["text"] or self["number"] or self.id


@dataclass(frozen=True)
class Decision:
    """What was decided, and how it was counted."""

    entry: Entry
    sign: Sign
    outcome: str
    """How it ended, such as "Agreed, with reservations (3)"."""
    method: str
    """The title of the activity."""
    detail: str
    counts: tuple[Count, ...]
    people: int
    """How many answered; 0 where no counts are known."""


@dataclass(frozen=True)
class Count:
    """How many people gave one answer; `ring` for those who gave none."""

    label: str
    n: int
    ring: bool = False


def entries(record: Record, ledger: str) -> list[Entry]:
    """The entries of one ledger that this session made or changed, in order; "set" changes the latest of its id."""
    found: list[Entry] = []
    for section in record.sections:
        for each in section.ledger:
            if each.ledger == ledger:
                _apply(each, found, section)
    return found


def decisions(record: Record) -> list[Decision]:
    """What was decided; what was not agreed is left to `not_agreed`."""
    return [_decision(entry) for entry in entries(record, "decisions") if not _open(entry)]


def agreements(record: Record) -> list[Entry]:
    """Ground rules and other agreements that stand."""
    return [entry for entry in entries(record, "agreements") if not _open(entry)]


def not_agreed(record: Record) -> list[Entry]:
    """Decisions and agreements that the group will come back to."""
    return [entry for ledger in ("decisions", "agreements") for entry in entries(record, ledger) if _open(entry)]


def tasks(record: Record) -> list[Entry]:
    """Who does what: first what is due first, last what has no day."""
    return sorted(entries(record, "actions"), key=lambda task: (not task["by"], task["by"]))


def to_do(record: Record) -> list[Entry]:
    """Of the tasks those that are neither done nor dropped."""
    return [task for task in tasks(record) if task["status"] not in FINISHED]


def log(record: Record) -> list[tuple[str, ...]]:
    """All decisions of the group: number, words, how it stands, what became of it; only where some are older."""
    tables = [block for section in record.sections for block in section.blocks if isinstance(block, Table)]
    return [tuple(str(cell or "") for cell in row) for table in tables if table.id == "log" for row in table.rows]


def follow_ups(section: Section) -> list[LedgerEntry]:
    """What a section wrote to the other ledgers: goals, roles, measures, feedback, skills, needs, strengths."""
    return [each for each in section.ledger if each.ledger not in ("decisions", "agreements", "actions")]


def said(section: Section) -> Iterator[str]:
    """All words of cards and tables."""
    for block in section.blocks:
        if isinstance(block, Quotes):
            yield block.title
            yield from (quote.text for quote in block.quotes)
        elif isinstance(block, Table):
            yield from (str(cell) for row in block.rows for cell in row)


def facts(section: Section) -> list[tuple[str, str]]:
    """How a section was counted: all its facts."""
    return [row for block in section.blocks if isinstance(block, Facts) for row in block.rows]


def counts(table: Table) -> list[int]:
    """The count of every row that is drawn; none where the table is not drawn."""
    cells = [row[table.dots.count] for row in table.rows] if table.dots else []
    return [cell if isinstance(cell, int) and cell > 0 else 0 for cell in cells]


def full(table: Table) -> int:
    """What a full row of the chart stands for: everyone who answered, or more where people had several dots."""
    return max([table.dots.people, *counts(table)]) if table.dots else 0


def readable(table: Table) -> Table:
    """The table as documents show it: without what nobody reads, with percentages where bars are drawn.

    Columns of empty cells go. What is the same in every row stands once, below the table.
    """
    needed = drawn(table.dots) if table.dots else set()
    kept = [at for at, column in enumerate(table.columns) if at in needed or not (column.detail or _empty(table, at))]
    same = [at for at in kept[1:] if _same(table, at)]
    told = [_("{column}, in every row: {words}.", column=table.columns[at].title,
              words=str(table.rows[0][at]).rstrip(".")) for at in same]  # fmt: skip
    note = " ".join(part for part in (table.note, *map(str, told)) if part)
    return _with_share(replace(only(table, [at for at in kept if at not in same]), note=note))


def _empty(table: Table, at: int) -> bool:
    return bool(table.rows) and all(row[at] in (None, "") for row in table.rows)


def _same(table: Table, at: int) -> bool:
    """Whether all rows say the same words there; figures are left, which are part of a scale, or are summed."""
    if table.columns[at].kind != "text" or at in drawn(table.chart) or len(table.rows) < SAME_FROM:
        return False
    return len({row[at] for row in table.rows}) == 1


def _with_share(table: Table) -> Table:
    """The table with percentages after its counts, where bars are drawn and it has none of its own."""
    chart = table.dots
    if chart is None or not chart.one_each or chart.people <= max(DOTS_AT_MOST, SHARES_FROM - 1):
        return table
    if any(column.kind == "percent" for column in table.columns):
        return table
    at = chart.count + 1
    found = counts(table)
    return replace(
        table,
        columns=(*table.columns[:at], Column(str(_("Share")), "percent"), *table.columns[at:]),
        rows=tuple(
            (*row[:at], None if nr in chart.rings or row[chart.count] is None else _percent(n, chart.people), *row[at:])
            for nr, (row, n) in enumerate(zip(table.rows, found, strict=True))
        ),
        chart=replace(chart, label=chart.label + (chart.label >= at)),
    )


def _apply(change: LedgerEntry, found: list[Entry], section: Section) -> None:
    older = [at for at, entry in enumerate(found) if entry.id == change.entry]
    if change.op == "add" or not older:
        found.append(Entry(change.entry, change.data, section, changed=change.op == "set"))
    else:
        found[older[-1]] = replace(found[older[-1]], data={**found[older[-1]].data, **change.data}, changed=True)


def _open(entry: Entry) -> bool:
    return entry["status"] == "not agreed"


def ended(section: Section) -> Outcome | None:
    """How a section ended: the outcome that it begins with; else the last one, as after several rounds."""
    first = section.blocks[0] if section.blocks else None
    if isinstance(first, Outcome):
        return first
    return _last(block for block in section.blocks if isinstance(block, Outcome))


def _decision(entry: Entry) -> Decision:
    section = entry.section
    alone = sum(each.ledger == "decisions" and each.op == "add" for each in section.ledger) == 1
    outcome = ended(section) if alone else None
    table = _table(section, entry["table"], alone)
    return Decision(
        entry=entry,
        sign="agreed" if entry["status"] in ("", "agreed", "trial") else "none",
        outcome=entry["outcome"] or (outcome.words if outcome else ""),
        method=section.title,
        detail=entry["detail"] or (outcome.detail if outcome and not entry["outcome"] else ""),
        counts=_answers(table),
        people=table.dots.people if table and table.dots else 0,
    )


def _table(section: Section, named: str, alone: bool) -> Table | None:
    tables = [block for block in section.blocks if isinstance(block, Table) and block.dots]
    return _last(table for table in tables if table.id == named or (alone and not named))


def _answers(table: Table | None) -> tuple[Count, ...]:
    if table is None or table.dots is None:
        return ()
    chart = table.dots
    return tuple(
        Count(str(row[chart.label] or ""), n, nr in chart.rings)
        for nr, (row, n) in enumerate(zip(table.rows, counts(table), strict=True))
        if n
    )


def _percent(n: int, total: int) -> int:
    return (200 * n + total) // (2 * total)


def _last(found: Iterable[FOUND]) -> FOUND | None:
    return next(iter(reversed(list(found))), None)
