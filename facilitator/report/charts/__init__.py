"""The drawings of results, from here for boards, phones and every document: one drawing of one thing everywhere.

People under the points of a scale (`spread`), where a pot goes (`flow`), what its lines are made of (`parts`), what is
due on which day (`timeline`). Boards and phones set the same marks (`marks`) into their pages. Drawings are hidden from
screen readers, because a table, a list or the words of `alt` say the same. Nothing is told by colour alone: there are
figures, words and patterns.
"""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.report.charts.flow import flow, told_of_flow
from facilitator.report.charts.parts import parts, told_of_parts
from facilitator.report.charts.pen import NARROW, WIDE
from facilitator.report.charts.spread import Spreading, lines, told_of_spread
from facilitator.report.charts.timeline import timeline
from facilitator.report.model import Flow, Parts, Spread, Table

__all__ = ["NARROW", "WIDE", "alt", "drawing", "timeline"]


def drawing(table: Table, width: int = WIDE) -> Html:
    """The picture of a table; nothing where it has none, or its rows are drawn one by one."""
    chart = table.chart
    if isinstance(chart, Spread) and any(sum(line.counts) for line in lines(table, chart)):
        return Spreading(table, chart, width).drawn()
    if isinstance(chart, Flow) and chart.rows and chart.total > 0:
        return flow(table, chart, width)
    if isinstance(chart, Parts) and table.rows:
        return parts(table, chart, width)
    return Html("")


def alt(table: Table) -> str:
    """The same in words, where the picture stands without its table."""
    if isinstance(table.chart, Spread):
        return told_of_spread(table, table.chart)
    if isinstance(table.chart, Parts):
        return told_of_parts(table, table.chart)
    return told_of_flow(table, table.chart) if isinstance(table.chart, Flow) else ""
