"""What stands on the pages of a printed record, from top to bottom, as plain data: words, drawings, and no layout."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.i18n import Words, direction
from facilitator.report import charts, svg
from facilitator.report import words as say
from facilitator.report.breaks import Part, held
from facilitator.report.copies import Copy
from facilitator.report.digest import (
    Decision,
    agreements,
    decisions,
    full,
    not_agreed,
    readable,
    tasks,
)  # fmt: skip
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Quotes, Record, Section, Table
from facilitator.report.outline import following, opening
from facilitator.report.widths import LONG, column_widths, widths

RTL, LTR, END = "\u2067", "\u2066", "\u2069"
"""Signs around words that read the other way."""
SHORT = 900
"""Letters that surely fit on one page; what has more may be torn apart."""
LABEL = 40
"""A longer label of a count may run over to the next line."""
ROWS = 12
"""A table with more rows may run over to the next page."""
TITLE = 100
"""The titles of columns stand on every page that a table runs over, unless one is longer."""
FEW = 3
"""Rows of cards that stay on one page."""
CARDS = ((70, 3), (240, 2))
"""Letters of the longest card, and how many stand side by side."""


@dataclass(frozen=True)
class Pages:
    """Puts words in the direction of the document they stand in."""

    record: Record
    copy: Copy

    def all(self) -> Part:
        """Everything, inside `speaking(record.language)`."""
        record, (people, more) = self.record, say.people(self.record)
        before, between, after = re.split("\x01|\x02", str(say.PAGE.with_params(page="\x01", pages="\x02")))
        return self.about() | {
            "title": self.own(say.title(record)), "kind": self.own(say.TITLES[self.copy]),
            "purpose": self.own(say.purpose(record)), "when": self.own(say.when(record)),
            "seats": drawn(svg.people(record.people)),
            "people": [[self.own(people), True], [" ", False], [self.own(more), False]],
            "foot": self.own(say.FOOT), "page": [before, between, after],
            "body": held([*self._body()]),
        }  # fmt: skip

    def about(self) -> Part:
        """Language and name of the document."""
        language, _dash, region = self.record.language.partition("-")
        return {
            "language": language if re.fullmatch("[a-z]{2,3}", language) else "en",
            "region": region.lower() if re.fullmatch("[A-Za-z]{2}", region) else None,
            "direction": direction(self.record.language), "mark": drawn(svg.mark()),
            "name": f"{say.title(self.record)} · {say.TITLES[self.copy]}",
        }  # fmt: skip

    def own(self, words: Words) -> str:
        """Words that somebody wrote: every line apart from what stands around it, very long words breakable."""
        lines = str(words).split("\n")
        return "\n".join(self._isolated("\u200b".join(filter(None, LONG.split(line)))) for line in lines)

    def _isolated(self, line: str) -> str:
        first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "")
        reads = {"": "", "L": "ltr"}.get(first, "rtl")
        if reads in ("", direction(self.record.language)):
            return line
        return f"{RTL if reads == 'rtl' else LTR}{line}{END}"

    def _body(self) -> Iterator[Part]:
        if not self.record.sections:
            yield _part("p", words=self.own(say.EMPTY))
        else:
            for section in opening(self.record):
                yield from self._section(section)
            yield from self._decided()
            yield from self._tasks()
            for section in following(self.record, self.copy):
                yield from self._section(section)
        if self.record.log:
            yield _part("h2", words=self.own(say.LOG))
            yield self._plain(say.LOG_COLUMNS, self.record.log)

    def _decided(self) -> Iterator[Part]:
        decided, agreed, later = decisions(self.record), agreements(self.record), not_agreed(self.record)
        yield _part("h2", words=self.own(say.DECIDED))
        if not decided:
            yield _part("p", words=self.own(say.NOTHING_DECIDED))
        yield from map(self._decision, decided)
        if agreed:
            yield _part("h3", words=self.own(say.AGREED))
            yield self._points((entry.words for entry in agreed), numbered=True)
        if later:
            points = [self.own(entry.words) for entry in later]
            yield _part(
                "later",
                words=self.own(say.NOT_AGREED),
                points=points,
                long=_long(points),
                joined=bool(decided and not agreed),
            )

    def _decision(self, each: Decision) -> Part:
        outcome, how = say.result(each)
        entry = each.entry
        more = [self.own(words) for words in (entry["why"], say.grounds(entry)) if words]
        concerns = [self.own(words) for words in entry["concerns"].splitlines()]
        return _part(
            "decision", words=self.own(entry.words), sign=drawn(svg.sign(each.sign)),
            result=[[self.own(words), bold] for words, bold in ((outcome, True), (" " * bool(outcome and how), False),
                    (how, False)) if words],
            counts=[{"label": self.own(count.label), "n": say.figure(count.n), "long": len(count.label) > LABEL,
                     "drawing": drawn(svg.inline(count.n, each.people, count.ring))} for count in each.counts],
            more=more, concerned=self.own(f"{say.CONCERNS}:"), concerns=concerns, follow=self.own(say.follow(entry)),
            long=_long([entry.words, outcome, how, *more, *concerns]),
        )  # fmt: skip

    def _tasks(self) -> Iterator[Part]:
        found = tasks(self.record)
        if found:
            yield _part("h2", words=self.own(say.TASKS))
            titles, rows = say.task_table(found, self.copy, whole=False)
            yield self._plain(titles, rows) if len(titles) > 1 else self._points(task for (task,) in rows)
            if say.no_day(found):
                yield self._soft(say.no_day(found), note=True)
            if line := charts.timeline(self.record, self.copy):
                yield _part("figure", drawing=drawn(line.wide), alt=line.alt)

    def _section(self, section: Section) -> Iterator[Part]:
        heading = say.heading(section)
        alone = sum(not isinstance(block, Facts) for block in section.blocks) == 1
        yield _part("h2", words=self.own(heading))
        for words in (say.about(section), str(say.STILL_OPEN) if section.open else ""):
            if words:
                yield self._soft(words)
        if not section.finished and not section.open:
            yield self.outcome(Outcome("too-few", str(say.NOT_FINISHED), say.no_result(section)))
        elif not section.blocks:
            yield _part("p", words=self.own(say.NOTHING_HERE))
        for block in section.blocks:
            yield from self._block(block, heading if alone or getattr(block, "title", "") == heading else "")
        if say.counted(section):
            yield self._soft(say.counted(section), note=True)
        if say.carried_on(section):
            yield _part("h3", words=self.own(say.CARRIED_ON))
            yield self._points(f"{ledger}: {words}" for ledger, words in say.carried_on(section))

    def _block(self, block: Passage, heading: str) -> Iterator[Part]:
        match block:
            case Paragraph():
                yield _part("p", words=self.own(block.words))
            case Outcome():
                yield self.outcome(block)
            case Quotes():
                yield from self._quotes(block)
            case Table():
                yield from self.table(block, heading)
            case Facts():
                pass

    def outcome(self, block: Outcome) -> Part:
        """How it ended."""
        words, detail = self.own(say.sentence(block.words)), self.own(block.detail)
        sign = svg.sign(block.sign) if block.sign != "none" else ""
        return _part(
            "outcome", words=words, detail=detail, sign=block.sign, long=_long([words, detail]),
            drawing=drawn(sign, "stopped" if block.sign == "stopped" else ""),
        )  # fmt: skip

    def _quotes(self, block: Quotes) -> Iterator[Part]:
        if block.title:
            yield _part("h3", words=self.own(block.title), drawing=drawn(svg.column(say.column(block))))
        if block.quotes:
            longest = max(len(quote.text) + len(say.label(quote)) for quote in block.quotes)
            beside = next((n for letters, n in CARDS if longest <= letters), 1)
            cards = [
                {"words": self.own(quote.text), "from": self.own(say.label(quote)),
                 "drawing": drawn(svg.column(quote.column))}
                for quote in block.quotes
            ]  # fmt: skip
            rows = -(-len(cards) // beside)
            long = rows > FEW or _long(quote.text for quote in block.quotes)
            yield _part("cards", columns=beside, cards=cards, rows=rows, long=long)
        if block.note or not block.quotes:
            yield self._soft(block.note or str(say.NO_CARDS), note=bool(block.quotes))

    def table(self, block: Table, heading: str) -> Iterator[Part]:
        """A table with what it is about, unless the `heading` above it says that."""
        table, basis = readable(block), say.basis(block)
        if block.title and not heading:
            yield _part("h3", words=self.own(block.title))
        if basis:
            yield self._soft(basis)
        picture = charts.drawing(block)
        if picture:
            yield _part("figure", drawing=drawn(picture), alt=charts.alt(block))
        if points := say.points(table):
            yield self._points(points)
        elif table.rows:
            titles = [column.title for column in table.columns]
            rows = [*map(self._row(table), range(len(table.rows)), say.figures(table))]
            figures = [column.figures for column in table.columns]
            yield self._grid(titles, rows, widths(table), figures)
        elif not basis:
            yield _part("p", words=self.own(say.NOTHING_HERE))
        if table.note:
            yield self._soft(table.note, note=True)

    def _row(self, table: Table) -> Callable[[int, Sequence[str]], Part]:
        chart, most = table.dots, full(table)

        def row(nr: int, cells: Sequence[str]) -> Part:
            if chart is None:
                return self._cells(cells)
            count, cut = table.rows[nr][chart.count], chart.line_after == nr
            drawing = svg.row(count, most, nr in chart.rings, chart.line_after is None or nr <= chart.line_after) if (
                chart.people and isinstance(count, int) and count >= 0
            ) else ""  # fmt: skip
            return self._cells(
                [cell or "–" if at == chart.label else cell for at, cell in enumerate(cells)], drawing=drawn(drawing),
                marked=nr in chart.marked, line=self.own(chart.line) if cut else "",
                cut=cut and not chart.line and nr + 1 < len(table.rows),
            )  # fmt: skip

        return row

    def _cells(self, cells: Sequence[str], **more: Any) -> Part:
        return {
            "marked": False, "line": "", "cut": False, "drawing": None, **more, "cells": [*map(self.own, cells)]
        }  # fmt: skip

    def _plain(self, titles: Sequence[Words], rows: Sequence[Sequence[str]]) -> Part:
        named = [*map(str, titles)]
        return self._grid(named, [*map(self._cells, rows)], column_widths(named, rows), [False] * len(named))

    def _grid(self, titles: Sequence[str], rows: list[Part], parts: list[int], figures: list[bool]) -> Part:
        """`parts` has one more than there are titles where every row ends in a drawing."""
        n = len(titles)
        long = len(rows) > ROWS or _long(cell for row in rows for cell in row["cells"])
        named = [*map(self.own, titles)]
        again = max(map(len, named), default=0) <= TITLE
        return _part(
            "table", titles=named, again=again, rows=rows, figures=figures, long=long,
            widths=parts[:n], drawing=sum(parts[n:]),
        )  # fmt: skip

    def _points(self, points: Iterable[str], numbered: bool = False) -> Part:
        return _part("points", points=[*map(self.own, points)], numbered=numbered)

    def _soft(self, words: str, note: bool = False) -> Part:
        """A line beside the results; a `note` belongs to what stands above it."""
        return _part("soft", words=self.own(words), note=note)


def drawn(drawing: str, ground: str = "") -> Part | None:
    """A drawing that stands alone, its words apart, and its size in CSS pixels; None where there is none."""
    size = re.search(r'width="(\d+)" height="(\d+)"', drawing)
    if size is None:
        return None
    return {
        "svg": svg.alone(drawing, ground), "width": int(size[1]), "height": int(size[2]),
        "words": svg.written(drawing) if "<text" in drawing else [],
    }  # fmt: skip


def _part(kind: str, **more: Any) -> Part:
    return {"kind": kind, **more}


def _long(words: Iterable[str]) -> bool:
    return sum(map(len, words)) > SHORT
