"""A result in one or two sentences, for those who do not see the board: made from what the record says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.i18n import Words, _, ngettext
from facilitator.report import digest
from facilitator.report.model import Outcome, Passage, Quotes, Section, Table

MOST = 3
"""Rows that are read aloud; more where they have the same number."""


def aloud(section: Section) -> str:
    """How it ended; else what has the most; else how many answers there are. Empty without any."""
    for kind in (Outcome, Table, Quotes):
        found = [block for block in section.blocks if isinstance(block, kind) and _tells(block)]
        if found:
            told = digest.ended(section) if kind is Outcome else found[-1]
            return " ".join(map(str, _sentences(told or found[-1], found)))
    return ""


def _tells(block: Passage) -> bool:
    return not isinstance(block, Table) or block.dots is not None


def _sentences(last: Passage, found: Sequence[Passage]) -> Iterator[Words]:
    if isinstance(last, Outcome):
        yield from (_("{words}.", words=words.rstrip(".")) for words in (last.words, last.detail) if words)
    elif isinstance(last, Table):
        yield from _most(last)
    else:
        n = sum(len(block.quotes) for block in found if isinstance(block, Quotes))
        yield ngettext("There is {n} answer.", "There are {n} different answers.", n)


def _most(table: Table) -> Iterator[Words]:
    chart = table.dots
    if chart is None:
        return
    counted = zip(digest.counts(table), table.rows, strict=True)
    rows = sorted(((n, str(row[chart.label])) for n, row in counted if n), key=lambda each: -each[0])
    if not rows:
        yield _("Nobody chose anything here.")
    before = 0
    for place, (n, label) in enumerate(rows):
        if n == before:
            yield _("Just as many: {label}.", label=label)
        elif place < MOST:
            yield _first(n, label, chart.one_each) if place == 0 else _then(n, label, chart.one_each)
        else:
            return
        before = n


def _first(n: int, label: str, people: bool) -> Words:
    if people:
        return ngettext("Most: {label}, with {n} person.", "Most: {label}, with {n} people.", n, label=label)
    return ngettext("Most: {label}, with {n} dot.", "Most: {label}, with {n} dots.", n, label=label)


def _then(n: int, label: str, people: bool) -> Words:
    if people:
        return ngettext("Then {label}, with {n} person.", "Then {label}, with {n} people.", n, label=label)
    return ngettext("Then {label}, with {n} dot.", "Then {label}, with {n} dots.", n, label=label)
