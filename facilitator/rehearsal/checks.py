"""What must hold after a rehearsal: everything acknowledged is kept, and the record says what people did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from facilitator import keeping
from facilitator.activity import Activity, Phase
from facilitator.acts import mark_of
from facilitator.forms import form_id
from facilitator.i18n import Words, _, ngettext
from facilitator.primitives.group import TAKEN_BACK
from facilitator.registry import Registry
from facilitator.rehearsal.books import Books, Round, Sent, Sheet
from facilitator.report.model import Quotes, Record, Section, Table
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.store import read
from facilitator.testing.taps import Control


def reread(folder: Path, library: Registry) -> Room:
    """The session of a folder, open or closed, as its files tell it. Nothing is changed."""
    tables, events = read(folder)
    facts = keeping.facts(tables)
    room = Room(library.activities, session=facts["session"], code=facts["code"], title=facts["title"])
    keeping.restore(room, tables, events)
    return room


def kept(room: Room, sent: Iterable[Sent]) -> Iterator[Words]:
    """Whether every acknowledged act is in the session; `room` was read from its files before links were dropped."""
    seats = {seat.code: seat.id for seat in room.seats.values()}
    lost = 0
    for each in sent:
        who = Who.facilitator() if each.role == "facilitator" else Who.of(seats.get(each.code, ""))
        lost += mark_of(who, each.id or form_id(each.n, each.do, each.rest)) not in room.marks
    if lost:
        yield ngettext(
            "{n} act was acknowledged, but is not in the session file.",
            "{n} acts were acknowledged, but are not in the session file.", lost,
        )  # fmt: skip


def counted(record: Record, books: Books) -> Iterator[Words]:
    """Whether the numbers of the record are those of the books."""
    for what, said, known in (
        (_("people"), record.people, books.people),
        (_("helpers"), record.helpers, books.helpers),
        (_("people on paper"), record.paper, books.paper),
    ):
        if said != known:
            yield _("The record says {said} {what}, but there were {known}.", said=said, what=what, known=known)
    for (step, number), round_ in sorted(books.rounds.items()):
        if 0 < step <= len(record.sections) and number:
            yield from _round(record.sections[step - 1], number, round_)
    for step, section in enumerate(record.sections, 1):
        yield from _quotes(section, step, books)


def figures(record: Record, books: Books) -> int:
    """How many numbers of the record were compared."""
    found = 0
    for (step, number), round_ in books.rounds.items():
        if 0 < step <= len(record.sections):
            table = _table(record.sections[step - 1], number)
            found += len(table.rows) if table is not None and not round_.strange else 0
    return found


NO_ANSWER = frozenset({"pass", "finish_ballot", "finish_writing"})
"""What says that one is done, and nothing else."""


def answerable(activity: Activity[Any, Any], phase: Phase, pages: Iterable[Iterable[Control]]) -> Iterator[Words]:
    """Whether people could answer in a phase in which they were asked; `pages` are the controls on their pages."""
    there = (control.action for page in pages for control in page if control.action not in NO_ANSWER)
    actions = (activity.actions[name] for name in there if name in activity.actions)
    if phase.privacy is not None and not any(phase.name in (action.phases or (phase.name,)) for action in actions):
        yield _("In “{title}”, {phase}: nobody could answer.", title=activity.title, phase=phase.title)


def silent(lines: Iterable[str], names: Iterable[str], codes: Iterable[str]) -> Iterator[Words]:
    """Whether the log stayed empty; a line that names a person is worse than any other."""
    secrets = re.compile("|".join(rf"\b{re.escape(text)}\b" for text in (*names, *codes) if text) or r"(?!)")
    for line in lines:
        if secrets.search(line):
            yield _("The log names a person.")
        else:
            yield _("The server complained in its log: {line}", line=line[:300])


def _round(section: Section, number: int, round_: Round) -> Iterator[Words]:
    if round_.strange or not section.finished:
        return
    table = _table(section, number)
    if table is None or table.chart is None:
        if round_.revealed and any(sheet != Sheet() for sheet in round_.sheets.values()):
            yield _("Round {n} of “{title}” is not in the record.", n=number, title=section.title)
        return
    said = {str(row[table.chart.label]): row[table.chart.count] for row in table.rows}
    known = _known(table, round_)
    for label, count in known.items():
        if said.get(label) != count and label != str(TAKEN_BACK):
            yield _(
                "“{title}”, round {n}: the record says {said} for “{label}”, but it was {known}.",
                title=section.title, n=number, said=said.get(label), label=label, known=count,
            )  # fmt: skip


def _known(table: Table, round_: Round) -> dict[str, int]:
    """What the chart of a round must show, by label."""
    chart = table.chart
    sheets = round_.sheets.values()
    if chart is None:
        return {}
    labels = [str(row[chart.label]) for row in table.rows]
    if any(sheet.choice for sheet in sheets):
        values = [str(row[0]) for row in table.rows]
        known = dict.fromkeys(labels, 0)
        for sheet in sheets:
            if sheet.choice in values:
                known[labels[values.index(sheet.choice)]] += 1
            elif sheet.choice and "–" in values:
                known[labels[values.index("–")]] += 1
        return known
    options = {option: _named(line, labels) for option, line in round_.labels.items()}
    return {
        label: sum(sheet.dots[option] for sheet in sheets for option in options if options[option] == label)
        for label in labels
    }


def _named(line: str, labels: Iterable[str]) -> str:
    """The label with which the line of a page begins."""
    return max((label for label in labels if line.startswith(label)), key=len, default="")


def _quotes(section: Section, step: int, books: Books) -> Iterator[Words]:
    """Nobody is quoted with words that nobody wrote; cards beside a scale are all there."""
    written = {" ".join(text.split()) for text in books.texts}
    quoted = [quote.text for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes]
    for text in quoted:
        if " ".join(text.split()) not in written:
            yield _("“{title}” quotes words that nobody wrote: {text}", title=section.title, text=text)
    rounds = [each for (place, _n), each in sorted(books.rounds.items()) if place == step and each.revealed]
    if rounds and not any(each.strange for each in rounds) and section.finished:
        sheets = [sheet for each in rounds for sheet in each.sheets.values()]
        cards = sorted(sheet.card for sheet in sheets if sheet.card and not sheet.hidden)
        same = len(cards) == len(quoted) if any(sheet.reworded for sheet in sheets) else cards == sorted(quoted)
        if any(sheet.choice for sheet in sheets) and not same:
            yield _("“{title}” has {n} cards, but {m} were written.", title=section.title, n=len(quoted), m=len(cards))


def _table(section: Section, number: int) -> Table | None:
    names = (f"round-{number}", f"vote-{number}")
    return next((block for block in section.blocks if isinstance(block, Table) and block.id in names), None)
