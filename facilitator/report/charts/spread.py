"""People under the points of a scale, line by line: now and wanted, one time and the next, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from markupsafe import Markup as Html

from facilitator.i18n import _
from facilitator.report import words as say
from facilitator.report.charts import marks
from facilitator.report.charts.pen import SIZE, SMALL, WIDE, Pen, breakable, fitted, wide_of
from facilitator.report.model import Cell, Spread, Table

LABEL, NAME, MEAN = 150, 76, 56
SMALLEST = 10
DOT, GAP = 9.4, 2.1


@dataclass(frozen=True)
class Line:
    """How many gave each point, by one group, at one time or about one thing."""

    label: str
    counts: tuple[int, ...]
    mean: str = ""
    name: str = ""
    """Which of several lines of one row it is."""


def told_of_spread(table: Table, chart: Spread) -> str:
    """The same in words."""
    return " ".join(_told(line, points(table, chart)) for line in lines(table, chart))


def _told(line: Line, heads: Sequence[str]) -> str:
    named = ", ".join(part for part in (line.label, line.name) if part)
    return f"{named}: {'; '.join(f'{head}: {n}' for head, n in zip(heads, line.counts, strict=True) if n)}."


def points(table: Table, chart: Spread) -> list[str]:
    """What the points of the scale are called."""
    if chart.below:
        return [str(chart.low + at) for at in range(len(chart.counts))]
    if chart.across:
        return [table.columns[at].title for at in chart.counts]
    return [str(row[chart.label] or "") for row in table.rows[: chart.points]]


def lines(table: Table, chart: Spread) -> list[Line]:
    """A line or two for each row of the table, or one for each of its columns of counts; none of what is not shown."""
    return [
        Line(label, tuple(n if isinstance(n, int) and n > 0 else 0 for n in counts), mean, name)
        for (label, name, counts), mean in zip(_named(table, chart), chain(chart.means, repeat("")), strict=False)
        if any(n is not None for n in counts)
    ]


def answered(table: Table, chart: Spread) -> int:
    """The measure of every bar: everyone who answered, or the longest line where that was not kept."""
    return max([chart.people, *(sum(line.counts) for line in lines(table, chart))])


def _named(table: Table, chart: Spread) -> Iterator[tuple[str, str, Sequence[Cell]]]:
    if not chart.across:
        rows = table.rows[: chart.points]
        yield from ((table.columns[at].title, "", [row[at] for row in rows]) for at in chart.counts)
        return
    first, second = (*chart.names, "", "")[:2]
    for row in table.rows:
        yield str(row[chart.label] or ""), first, [row[at] for at in chart.counts]
        if chart.below:
            yield "", second, [row[at] for at in chart.below]


class Spreading:
    """The drawing with its words: heads over the points, labels and means before them, figures over the marks."""

    def __init__(self, table: Table, chart: Spread, width: int) -> None:
        self.chart, self.width = chart, width
        self.lines, self.heads = lines(table, chart), points(table, chart)
        self.beside = width >= WIDE
        self.means = any(line.mean for line in self.lines)
        self.before = LABEL + (NAME if chart.below else 0) + (MEAN if self.means else 0)
        self.start = self.before + 8 if self.beside else 0
        self.label_ends = 0.0
        self.cell = (width - self.start) / max(1, len(self.heads))
        self.answered = answered(table, chart)
        self.grain = marks.Grain(self.cell, DOT, GAP)

    def drawn(self) -> Html:
        """All of it."""
        pen = Pen(self.width)
        top = self._heads(pen)
        for nr, line in enumerate(self.lines):
            if line.label:
                pen.rule(top)
            top = self._line(pen, line, nr, top)
        return pen.drawn(top)

    def _heads(self, pen: Pen) -> float:
        names = self.heads
        longest = max((wide_of(word, 1) for head in names for word in breakable(head)), default=0)
        size = max(SMALLEST, min(SMALL, int((self.cell - 2) / max(1, longest))))
        if longest * SMALLEST > self.cell - 2 and any(line.mean for line in self.lines):
            names, size = [str(self.chart.low + at) for at in range(len(names))], SMALL
        if self.beside and self.means:
            pen.text(self.before - 8, SMALL, str(_("Mean")), SMALL, "end", "soft")
        heads = [fitted(head, self.cell - 2, size, 3) for head in names]
        for at, head in enumerate(heads):
            for nr, words in enumerate(head):
                pen.text(self._middle(at), SMALL + nr * 16, words, size, "middle")
        return max(map(len, heads), default=0) * 16 + 6

    def _line(self, pen: Pen, line: Line, nr: int, top: float) -> float:
        label = fitted(line.label, (LABEL if self.beside else self.width - MEAN) - 8, SIZE, 3)
        for at, words in enumerate(label):
            pen.text(0, top + 22 + at * 18, words, SIZE, "start")
        if line.mean:
            pen.text(self.before - 8 if self.beside else self.width, top + 22, line.mean, SIZE, "end", "bold")
        under, ends = self._named(pen, line, top, top + 14 + 18 * len(label))
        for at, n in enumerate(line.counts):
            if n:
                pen.text(self._middle(at), under + 20, say.figure(n), SIZE, "middle", "bold")
                seen = marks.people(n, self.answered, self.grain, mirrored=pen.mirrored)
                pen.put(self.start + at * self.cell, under + 27, seen, self.cell)
        tall = max((self.grain.high(n, self.answered) for n in line.counts), default=0)
        end = max(ends, under + 38 + tall)
        self._way(pen, nr, end)
        return end

    def _named(self, pen: Pen, line: Line, top: float, label_ends: float) -> tuple[float, float]:
        """Which of two lines it is: beside the label, or below it. Where the figures begin, and where it ends."""
        if not self.beside:
            if line.name:
                pen.text(0, label_ends + 4, line.name, SMALL, "start", "soft")
            ends = label_ends + (18 if line.name else 0)
            return ends - 8, ends
        if not line.name:
            return top, label_ends
        pen.text(LABEL, top + 22, fitted(line.name, NAME, SMALL, 1)[0], SMALL, "start", "soft")
        ends = 0.0 if line.label else self.label_ends
        self.label_ends = label_ends
        return top, ends

    def _way(self, pen: Pen, nr: int, end: float) -> None:
        """The broken line from the mean of a line to that of the next, where the chart has one."""
        means = [float(each.mean.replace("−", "-")) for each in self.lines[nr : nr + 2] if each.mean]
        if not self.chart.way or len(means) < 2 or means[0] == means[1]:
            return
        if self.chart.below and (not self.lines[nr].label or means[0] < means[1]):
            return
        wide, points = self.width - self.start, len(self.heads)
        begin, finish = (self.start + wide * marks.place(mean, self.chart.low, points) for mean in means)
        pen.line(begin, finish, end - 5, "way")

    def _middle(self, at: float) -> float:
        return self.start + (at + 0.5) * self.cell
