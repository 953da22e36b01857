"""Tables with some of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.report.model import Dots, Table


def only(table: Table, kept: Sequence[int]) -> Table:
    """The table with the columns `kept` (0-based), in that order; it is drawn as long as the columns for that stay."""
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        chart=_moved(table.chart, kept),
    )


def _moved(chart: Dots | None, kept: Sequence[int]) -> Dots | None:
    if chart is None or chart.label not in kept or chart.count not in kept:
        return None
    return replace(chart, label=kept.index(chart.label), count=kept.index(chart.count))
