"""Several rounds of one question as one table: the last one, drawn, with the figures of those before it beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import BY_PERSPECTIVE, Cell, Column, Dots, Facts, Paragraph, Passage, Spread, Table
from facilitator.report.tables import only

Named = tuple[Words, Table]
"""What a round is called, such as "Round 1", and its table."""


def compared(
    rounds: Sequence[Named], by: Sequence[int] = (), shown: Sequence[int] | None = None, also: Sequence[int] = (),
    without: Cell = None,
) -> Table:  # fmt: skip
    """The table of the last round with its chart and its id; before each column of figures, those of earlier rounds.

    `rounds` are in order, with tables of the same columns. Rows are the same whose cells in the columns `by` are the
    same, else those that name the rows of the chart. What only an earlier round asked about stands below the others;
    where a round has no such row, its cells are `without`. People read the columns `shown`, else those that are drawn;
    other counts of earlier rounds, and the columns `also`, are for spreadsheets. The columns are called as their rounds
    are: "Round 1", or "Round 1: People" where there are several; a program can take them apart again by that.
    """
    *before, (name, last) = rounds
    if not before:
        return last
    by, shown = by or (last.chart.label if last.chart else 0,), _drawn(last) if shown is None else shown
    more = [at for at, column in enumerate(last.columns) if at not in (*by, *shown)
            and (column.kind in ("count", "percent") or column.names or at in also)]  # fmt: skip
    alone = len([*shown, *(at for at in more if not last.columns[at].detail)]) == 1
    across = last.chart if isinstance(last.chart, Spread) and last.chart.across else None
    points = (*across.counts, *across.below) if across else ()  # their titles are the scale of the chart
    columns = [_named(each, name, alone and at in shown) if at in (*shown, *more) and at not in points else each
               for at, each in enumerate(last.columns)]  # fmt: skip
    rows = _rows([table for _name, table in rounds], by, [*shown, *more], without)
    order = {at: [at] for at in range(len(columns))}
    for called, table in before:
        for at in (*shown, *more):
            order[at].insert(-1, len(columns))
            made = _named(table.columns[at], called, alone and at in shown)
            columns.append(replace(made, detail=made.detail or at in more))
    notes = [str(_("{round}: {words}", round=called, words=table.note)) for called, table in before
             if table.note not in ("", last.note)]  # fmt: skip
    wide = replace(last, columns=tuple(columns), rows=rows, note=" ".join(filter(None, (last.note, *notes))))
    return only(wide, [at for place in range(len(last.columns)) for at in order[place]])


def together(rounds: Sequence[tuple[Words, Sequence[Passage]]]) -> list[Passage]:
    """What several rounds leave, each with its name, as one: tables of the same kind compared, and facts once.

    Other words of an earlier round that the last one does not say stand behind it, with the name of their round.
    """
    *before, (name, last) = rounds
    if not before:
        return [*last]
    kinds = {_kind(block) for block in last if isinstance(block, Table)}
    told: list[Passage] = []
    for block in last:
        if isinstance(block, Table):
            same = [(called, each) for called, some in before for each in some
                    if isinstance(each, Table) and _kind(each) == _kind(block)]  # fmt: skip
            told.append(compared([*same, (name, block)], shown=() if block.id.endswith(BY_PERSPECTIVE) else None))
        elif not isinstance(block, Facts):
            told.append(block)
    for called, some in before:
        for block in some:
            if isinstance(block, Paragraph) and block not in last:
                told.append(Paragraph(str(_("{round}: {words}", round=called, words=block.words))))
            elif isinstance(block, Table) and _kind(block) not in kinds:
                told.append(block)
    rows = [(called, [row for block in some if isinstance(block, Facts) for row in block.rows])
            for called, some in rounds]  # fmt: skip
    facts = taking_part.of_rounds(rows)
    return [*told, facts] if facts.rows else told


def _kind(table: Table) -> tuple[str, int]:
    """What a table tells: its id without the number of the round, and how many columns it has."""
    return re.sub(r"\d+", "", table.id, count=1), len(table.columns)


def with_before(last: Table, before: Sequence[Named], by: Sequence[int], shown: Sequence[int]) -> Table:
    """The `last` table with what earlier rounds said to the same rows, where they were asked more than once.

    For what is asked again only where it changed. Rows are the same whose cells in the columns `by` are. People read
    the columns `shown` of the earlier rounds, such as what became of each row; the others are for spreadsheets.
    """
    columns, rows = [*last.columns], [[*row] for row in last.rows]
    for called, table in before:
        there = {tuple(row[at] for at in by): row for row in table.rows}
        for at, column in enumerate(table.columns):
            if at not in by:
                title = str(_("{round}, {column}", round=called, column=column.title))
                columns.append(replace(column, title=title, detail=at not in shown))
                for row in rows:
                    found = there.get(tuple(row[each] for each in by))
                    row.append(found[at] if found else None)
    return replace(last, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def _drawn(table: Table) -> tuple[int, ...]:
    """The columns whose figures a chart draws, or the means where it draws a scale; all counts where there is none."""
    match table.chart:
        case Dots(count=count):
            return (count,)
        case Spread(counts=counts, across=False):
            return counts
        case Spread():
            return tuple(at for at, column in enumerate(table.columns) if column.kind == "number")
    return tuple(at for at, column in enumerate(table.columns) if column.kind == "count")


def _named(column: Column, called: Words, alone: bool) -> Column:
    return replace(column, title=str(called) if alone or not column.title else f"{called}: {column.title}")


def _rows(
    tables: Sequence[Table], by: Sequence[int], carried: Sequence[int], without: Cell
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the last table, and those that only others have, each with the cells of all others behind it."""
    *before, last = [{tuple(row[at] for at in by): row for row in table.rows} for table in tables]
    told: list[tuple[Cell, ...]] = []
    for key in dict.fromkeys(key for table in (last, *reversed(before)) for key in table):
        named = dict(zip(by, key, strict=True))
        mine = last.get(key) or tuple(
            named.get(at, without if at in carried else None) for at in range(len(tables[-1].columns))
        )
        told.append((*mine, *(table[key][at] if key in table else without for table in before for at in carried)))
    return tuple(told)
