"""The larger drawings of results, with their words: people under the points of a scale, and where a pot goes.

One drawing is the same in every document. It is hidden from screen readers, because the table beside has the same
figures, or has the words of `alt`. Nothing is told by colour alone: there are figures, words and patterns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import ceil

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, direction, language
from facilitator.report import words as say
from facilitator.report.digest import DOTS_AT_MOST
from facilitator.report.model import Cell, Flow, Spread, Table

WIDE, NARROW = 666, 340
"""CSS pixels: of a page, and of a phone, where the words of a line stand above it."""
LABEL, MEAN = 150, 56
SIZE, SMALL, SMALLEST = 15, 12, 10
LETTER = 0.53
"""How wide a letter is, in its height."""
DOT, STEP = 4.7, 11.5
PIECE = 46
"""How high the bar of a pot is."""


@dataclass(frozen=True)
class Line:
    """How many gave each point, by one group, at one time or about one thing."""

    label: str
    counts: tuple[int, ...]
    mean: str = ""
    name: str = ""
    """Which of several lines of one row it is."""


def drawing(table: Table, width: int = WIDE) -> Html:
    """The picture of a table; nothing where it has none, or its rows are drawn one by one."""
    chart = table.chart
    if isinstance(chart, Spread) and any(sum(line.counts) for line in lines(table, chart)):
        return _Spread(table, chart, width).drawn()
    if isinstance(chart, Flow) and chart.rows and chart.total > 0:
        return _flow(table, chart, width)
    return Html("")


def alt(table: Table) -> str:
    """The same in words, where the picture stands without its table."""
    chart = table.chart
    if isinstance(chart, Spread):
        return " ".join(_told(line, points(table, chart)) for line in lines(table, chart))
    if isinstance(chart, Flow):
        pieces = [f"{label}: {say.figure(amount)}" for label, amount in _paid(table, chart)]
        return f"{'; '.join([*pieces, str(_left(table, chart))])}."
    return ""


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


class _Spread:
    """People as dots under the points of a scale, with figures; bars where there are many."""

    def __init__(self, table: Table, chart: Spread, width: int) -> None:
        self.chart, self.width = chart, width
        self.lines, self.heads = lines(table, chart), points(table, chart)
        self.beside = width >= WIDE
        self.means = any(line.mean for line in self.lines)
        self.start = (LABEL + (MEAN if self.means else 0) + 8) if self.beside else 0
        self.cell = (width - self.start) / max(1, len(self.heads))
        self.most = max((n for line in self.lines for n in line.counts), default=0)
        self.across = max(1, int((self.cell - 8) / STEP))

    def drawn(self) -> Html:
        paper = _Paper(self.width)
        top = self._heads(paper)
        for nr, line in enumerate(self.lines):
            if line.label:
                paper.rule(top)
            top = self._line(paper, line, nr, top)
        return paper.drawn(top)

    def _heads(self, paper: _Paper) -> float:
        names = self.heads
        longest = max((wide_of(word, 1) for head in names for word in _breakable(head)), default=0)
        size = max(SMALLEST, min(SMALL, int((self.cell - 2) / max(1, longest))))
        if longest * SMALLEST > self.cell - 2 and any(line.mean for line in self.lines):
            names, size = [str(self.chart.low + at) for at in range(len(names))], SMALL
        if self.beside and self.means:
            paper.text(LABEL + MEAN - 8, SMALL, str(_("Mean")), SMALL, "end", "soft")
        heads = [fitted(head, self.cell - 2, size, 3) for head in names]
        for at, head in enumerate(heads):
            for nr, words in enumerate(head):
                paper.text(self._middle(at), SMALL + nr * 14, words, size, "middle")
        return max(map(len, heads), default=0) * 14 + 8

    def _line(self, paper: _Paper, line: Line, nr: int, top: float) -> float:
        label = fitted(line.label, (LABEL if self.beside else self.width - MEAN) - 8, SIZE, 3)
        for at, words in enumerate(label):
            paper.text(0, top + 22 + at * 18, words, SIZE, "start")
        if line.mean:
            paper.text(LABEL + MEAN - 8 if self.beside else self.width, top + 22, line.mean, SIZE, "end", "bold")
        if line.name:
            paper.text(0, top + 4 + 18 * (1 + sum(map(bool, label))), line.name, SMALL, "start", "soft")
        high = (sum(map(bool, label)) + bool(line.name)) * 18 + 14
        under = top if self.beside else top + high - 8
        for at, n in enumerate(line.counts):
            if n:
                paper.text(self._middle(at), under + 20, say.figure(n), SIZE, "middle", "bold")
                self._people(paper, at, n, under + 27)
        tall = 14 if self.most > DOTS_AT_MOST else ceil(max(line.counts, default=0) / self.across) * STEP
        end = max(top + high, under + 36 + tall)
        self._way(paper, nr, end)
        return end

    def _people(self, paper: _Paper, at: int, n: int, top: float) -> None:
        if self.most > DOTS_AT_MOST:
            wide = self.cell - 12
            paper.bar(self.start + at * self.cell + 6, top, wide, wide * n / self.most)
            return
        for row in range(ceil(n / self.across)):
            here = min(self.across, n - row * self.across)
            first = self._middle(at) - (here - 1) * STEP / 2
            for each in range(here):
                paper.dot(first + each * STEP, top + DOT + row * STEP)

    def _way(self, paper: _Paper, nr: int, end: float) -> None:
        """The broken line from the mean of a line to that of the next, where the chart has one."""
        means = [each.mean for each in self.lines[nr : nr + 2]]
        apart = self.chart.below and not self.lines[nr].label
        if self.chart.way and len(means) == 2 and all(means) and not apart:
            begin, finish = (self._middle(float(mean.replace("−", "-")) - self.chart.low) for mean in means)
            paper.way(begin, finish, end)

    def _middle(self, at: float) -> float:
        return self.start + (at + 0.5) * self.cell


def _flow(table: Table, chart: Flow, width: int) -> Html:
    """One bar: a piece for everything that is paid, in its order, and what is left in broken line."""
    paper, told = _Paper(width), list[str]()
    spent, at = sum(amount for _label, amount in _paid(table, chart)), 0.0
    whole = max(chart.total, spent)
    for nr, (label, amount) in enumerate(_paid(table, chart), 1):
        wide = width * amount / whole
        words = f"{label} {say.figure(amount)}"
        inside = words if wide_of(words, SIZE) < wide - 14 else str(nr) if wide > 22 else ""
        if inside != words:
            told.append(f"{nr} {words}")
        paper.piece(at, wide, inside, "ink" if nr % 2 else "sun")
        at += wide
    if chart.total > spent:
        words = str(_left(table, chart))
        inside = words if wide_of(words, SIZE) < width - at - 8 else ""
        told += [] if inside else [words]
        paper.piece(at, width - at, inside, "left")
    top = PIECE + 4.0
    for line in (part for words in told for part in fitted(words, width, SIZE, 2)):
        top += 21
        paper.text(0, top, line, SIZE, "start")
    return paper.drawn(top + 8)


def _paid(table: Table, chart: Flow) -> Iterator[tuple[str, int]]:
    for row in (table.rows[at] for at in chart.rows):
        amount = row[chart.amount]
        if isinstance(amount, int) and amount > 0:
            yield str(row[chart.label] or ""), amount


def _left(table: Table, chart: Flow) -> Words:
    return _("{n} left", n=say.figure(max(0, chart.total - sum(amount for _label, amount in _paid(table, chart)))))


class _Paper:
    """Collects shapes on a ground of some width; from right to left it is mirrored, and its words stay readable."""

    def __init__(self, width: int) -> None:
        self.width, self.parts = width, list[Html]()
        self.mirrored = direction(language.get()) == "rtl"

    def _x(self, x: float, wide: float = 0) -> float:
        return round(self.width - x - wide if self.mirrored else x, 1)

    def text(self, x: float, y: float, words: str, size: int, anchor: str, look: str = "") -> None:
        turned = {"start": "end", "end": "start"}.get(anchor, anchor) if self.mirrored else anchor
        shape = '<text x="{:g}" y="{:g}" font-size="{}" text-anchor="{}" class="word {}">{}</text>'
        self.parts.append(Html(shape).format(self._x(x), round(y, 1), size, turned, look, words))

    def dot(self, x: float, y: float) -> None:
        self.parts.append(
            Html('<circle class="dot" cx="{:g}" cy="{:g}" r="{:g}"/>').format(self._x(x), round(y, 1), DOT)
        )

    def rule(self, y: float) -> None:
        self.parts.append(Html('<path class="hair" d="M0 {:g}h{}"/>').format(round(y, 1), self.width))

    def way(self, begin: float, end: float, y: float) -> None:
        shape = Html('<path class="way" d="M{:g} {:g}H{:g}m0 -4v8"/>')
        self.parts.append(shape.format(self._x(begin), round(y - 5, 1), self._x(end)))

    def bar(self, x: float, y: float, wide: float, filled: float) -> None:
        shape = Html('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="11" rx="3"/>')
        for look, each in (("outline", wide), ("ink", filled)):
            self.parts.append(shape.format(look, self._x(x, each), round(y, 1), round(each, 1)))

    def piece(self, x: float, wide: float, words: str, look: str) -> None:
        shape = Html('<rect class="piece {}" x="{:g}" y="2" width="{:g}" height="{}" rx="6"/>')
        inner = max(1.0, wide - 4)
        self.parts.append(shape.format(look, self._x(x + 2, inner), round(inner, 1), PIECE - 4))
        if words:
            self.text(x + wide / 2, PIECE / 2 + 5, words, SIZE, "middle", f"bold on-{look}")

    def drawn(self, high: float) -> Html:
        start = '<svg class="figure{}" aria-hidden="true" focusable="false" direction="ltr" width="{}" height="{}" '
        size = (self.width, ceil(high))
        start += 'viewBox="0 0 {} {}">{}</svg>'
        return Html(start).format("" if self.width >= WIDE else " narrow", *size, *size, Html("").join(self.parts))


def wide_of(words: str, size: int) -> float:
    """About how wide some words are."""
    return sum(size * (1.0 if unicodedata.east_asian_width(letter) in "WF" else LETTER) for letter in words)


def fitted(words: str, width: float, size: int, most: int) -> Sequence[str]:
    """The words in at most so many lines of a width; what has no room is left out, and stands in the table."""
    found = [""]
    for word in _breakable(words):
        if found[-1] and wide_of((found[-1] + word).rstrip(), size) > width:
            found.append("")
        found[-1] += word
    short = [_cut(line.strip(), width, size) for line in found if line.strip()]
    return short if len(short) <= most else [*short[: most - 1], _cut(f"{short[most - 1]} …", width, size, end=True)]


def _breakable(words: str) -> list[str]:
    return words.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")


def _cut(line: str, width: float, size: int, end: bool = False) -> str:
    kept = line.removesuffix(" …") if end else line
    while kept and wide_of(kept + ("…" if end or kept != line else ""), size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if end or kept != line else line
