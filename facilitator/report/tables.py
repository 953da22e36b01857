"""Tables with some of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.report.model import Chart, Dots, Flow, Parts, Spread, Table


def only(table: Table, kept: Sequence[int]) -> Table:
    """The table with the columns `kept` (0-based), in that order; it is drawn as long as the columns for that stay."""
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        chart=_moved(table.chart, kept),
    )


def drawn(chart: Chart | None) -> set[int]:
    """The columns without which a table cannot be drawn."""
    match chart:
        case Dots(label=label, count=count):
            return {label, count}
        case Spread(label=label, counts=counts, below=below):
            return {label, *counts, *below}
        case Flow(label=label, amount=amount):
            return {label, amount}
        case Parts(label=label, parts=parts):
            return {label, *parts}
    return set()


def _moved(chart: Chart | None, kept: Sequence[int]) -> Chart | None:
    at = {column: place for place, column in enumerate(kept)}
    if not drawn(chart) <= at.keys():
        return None
    match chart:
        case Dots(label=label, count=count):
            return replace(chart, label=at[label], count=at[count])
        case Spread(label=label, counts=counts, below=below):
            moved = (tuple(at[column] for column in several) for several in (counts, below))
            return replace(chart, label=at[label], counts=next(moved), below=next(moved))
        case Flow(label=label, amount=amount):
            return replace(chart, label=at[label], amount=at[amount])
        case Parts(label=label, parts=parts):
            return replace(chart, label=at[label], parts=tuple(at[column] for column in parts))
    return None
