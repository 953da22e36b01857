"""What each line of a pot is made of: a bar for every row with its parts one after another, and what each part is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.report import words as say
from facilitator.report.charts.flow import Measure, Piece, bar
from facilitator.report.charts.pen import BOLD, SIZE, WIDE, Pen, fitted, wide_of
from facilitator.report.model import Parts, Table

LABEL, SUM, HIGH = 170, 76, 34


@dataclass(frozen=True)
class _Line:
    """A row: what it is called, and how much each of its parts is."""

    label: str
    parts: Sequence[int]


def made_of(parts: Sequence[int]) -> list[Piece]:
    """The parts of one bar: every other one is of the second kind, and looks like it."""
    return [Piece("", amount, now=bool(at % 2)) for at, amount in enumerate(parts)]


def parts(table: Table, chart: Parts, width: int) -> Html:
    """The bars, all in the same measure; on a phone below the words of their line."""
    pen, lines = Pen(width), list(_lines(table, chart))
    start = LABEL + SUM if width >= WIDE else 0
    most = max(sum(line.parts) for line in lines)
    top = _key(pen, [table.columns[at].title for at in chart.parts], [sum(each) for each in _turned(lines)])
    for line in lines:
        pen.rule(top)
        label = fitted(line.label, (LABEL if start else width - SUM) - 8, SIZE, 3)
        for at, words in enumerate(label):
            pen.text(0, top + 26 + at * 18, words, SIZE, "start")
        end = start - 14 if start else width
        pen.text(end, top + 26, say.figure(sum(line.parts)), SIZE, "end", "bold")
        under = top + 6 if start else top + 16 + 18 * len(label)
        bar(pen, made_of(line.parts), most, Measure(width - start, HIGH, SIZE, 4), (start, under), left=False)
        top = max(under + HIGH + 6, top + 18 * len(label) + 14)
    return pen.drawn(top)


def told_of_parts(table: Table, chart: Parts) -> str:
    """The same in words."""
    heads = [table.columns[at].title for at in chart.parts]
    return " ".join(
        f"{line.label}: {'; '.join(f'{head}: {say.figure(n)}' for head, n in zip(heads, line.parts, strict=True))}."
        for line in _lines(table, chart)
    )


def _key(pen: Pen, heads: Sequence[str], sums: Sequence[int]) -> float:
    x, top = 0.0, 0.0
    for at, (head, total) in enumerate(zip(heads, sums, strict=True)):
        words = f"{head}: {say.figure(total)}"
        if x and x + 40 + wide_of(words, SIZE) * BOLD > pen.width:
            x, top = 0.0, top + 26
        bar(pen, made_of([0] * at + [1]), 1, Measure(30, 20, 0, 4), (x, top), left=False)
        pen.text(x + 38, top + 15, words, SIZE, "start")
        x += 38 + wide_of(words, SIZE) * BOLD + 24
    return top + 32


def _lines(table: Table, chart: Parts) -> Iterator[_Line]:
    for row in table.rows:
        amounts = [row[at] for at in chart.parts]
        yield _Line(str(row[chart.label] or ""), [n if isinstance(n, int) and n > 0 else 0 for n in amounts])


def _turned(lines: Sequence[_Line]) -> Iterator[tuple[int, ...]]:
    yield from zip(*(line.parts for line in lines), strict=True)
