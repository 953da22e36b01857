"""The record as Markdown that reads well as plain text; words of people can never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from facilitator.i18n import Words, speaking
from facilitator.report import words as say
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import (
    Decision,
    agreements,
    decisions,
    not_agreed,
    readable,
    tasks,
)
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Quotes, Record, Section, Table
from facilitator.report.outline import following, opening


def render(record: Record, copy: Copy) -> bytes:
    """The copy as UTF-8 Markdown: decisions, tasks, results, how it was counted."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        return ("\n\n".join(_document(safe, copy)) + "\n").encode()


def _document(record: Record, copy: Copy) -> Iterator[str]:
    yield f"# {line(say.title(record))}"
    if say.purpose(record):
        yield line(say.purpose(record))
    yield line(say.when(record))
    yield line(" ".join(part for part in say.people(record) if part))
    if not record.sections:
        yield line(say.EMPTY)
    else:
        for section in opening(record):
            yield from _section(section)
        yield from _agreed(record)
        yield from _tasks(record, copy)
        for section in following(record, copy):
            yield from _section(section)
    if record.log:
        yield f"## {line(say.LOG)}"
        yield _grid([str(title) for title in say.LOG_COLUMNS], _escaped(record.log))
    yield "---"
    yield line(f"{say.sentence(str(say.TITLES[copy]))} {say.FOOT}")


def _agreed(record: Record) -> Iterator[str]:
    decided, agreed, later = decisions(record), agreements(record), not_agreed(record)
    yield f"## {line(say.DECIDED)}"
    if not decided:
        yield line(say.NOTHING_DECIDED)
    for decision in decided:
        yield from _decision(decision)
    if agreed:
        yield f"## {line(say.AGREED)}"
        yield "\n".join(f"{nr}. {line(entry.words)}" for nr, entry in enumerate(agreed, 1))
    if later:
        yield f"**{line(say.NOT_AGREED)}**"
        yield _list(line(entry.words) for entry in later)


def _decision(decision: Decision) -> Iterator[str]:
    yield f"### {line(decision.entry.words)}"
    outcome, how = say.result(decision)
    yield " ".join(part for part in (f"**{line(outcome)}**" if outcome else "", line(how)) if part)
    if decision.counts:
        yield _list(f"{line(count.label)}: {say.figure(count.n)}" for count in decision.counts)
    if decision.entry["why"]:
        yield text(decision.entry["why"])
    if say.grounds(decision.entry):
        yield text(say.grounds(decision.entry))
    if decision.entry["concerns"]:
        yield f"{line(say.CONCERNS)}:"
        yield _list(line(words) for words in decision.entry["concerns"].splitlines())
    if say.follow(decision.entry):
        yield line(say.follow(decision.entry))


def _tasks(record: Record, copy: Copy) -> Iterator[str]:
    if tasks(record):
        yield f"## {line(say.TASKS)}"
        titles, rows = say.task_table(tasks(record), copy, whole=False)
        yield _grid(titles, _escaped(rows)) if len(titles) > 1 else _list(line(task) for (task,) in rows)
        if say.no_day(tasks(record)):
            yield line(say.no_day(tasks(record)))


def _section(section: Section) -> Iterator[str]:
    yield f"## {line(say.heading(section))}"
    if say.about(section):
        yield text(say.about(section))
    if section.open:
        yield line(say.STILL_OPEN)
    if not section.finished and not section.open:
        yield line(f"{say.NOT_FINISHED} {say.no_result(section)}")
    elif not section.blocks:
        yield line(say.NOTHING_HERE)
    for block in section.blocks:
        yield from _block(block)
    if say.counted(section):
        yield line(say.counted(section))
    if say.carried_on(section):
        yield f"**{line(say.CARRIED_ON)}**"
        yield _list(f"{line(ledger)}: {line(words)}" for ledger, words in say.carried_on(section))


def _block(block: Passage) -> Iterator[str]:
    match block:
        case Paragraph():
            yield text(block.words)
        case Outcome():
            yield " ".join(part for part in (f"**{line(say.sentence(block.words))}**", line(block.detail)) if part)
        case Quotes():
            yield from _quotes(block)
        case Table():
            yield from _table(block)
        case Facts():
            pass


def _quotes(block: Quotes) -> Iterator[str]:
    if block.title:
        yield f"### {line(block.title)}"
    if block.quotes:
        yield _list(
            f"**{line(say.label(quote))}:** {line(quote.text)}" if say.label(quote) else line(quote.text)
            for quote in block.quotes
        )
    if block.note or not block.quotes:
        yield text(block.note or str(say.NO_CARDS))


def _table(block: Table) -> Iterator[str]:
    if block.title:
        yield f"### {line(block.title)}"
    if say.basis(block):
        yield line(say.basis(block))
    if not block.rows:
        if not say.basis(block):
            yield line(say.NOTHING_HERE)
        return
    shown = readable(block)
    chart = shown.dots
    if points := say.points(shown):
        yield _list(map(line, points))
        if shown.note:
            yield text(shown.note)
        return
    rows = [
        [_bold(cell) if chart and nr in chart.marked else line(cell) for cell in cells]
        for nr, cells in enumerate(say.figures(shown))
    ]
    if chart and chart.line and chart.line_after is not None:
        divider = [line(chart.line) if at == chart.label else "" for at in range(len(shown.columns))]
        rows.insert(chart.line_after + 1, divider)
    right = [at for at, column in enumerate(shown.columns) if column.figures]
    yield _grid([column.title for column in shown.columns], rows, right)
    if shown.note:
        yield text(shown.note)


def _grid(titles: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A table; titles are escaped here, cells already are."""
    ruler = ["---:" if at in right else "---" for at in range(len(titles))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [list(map(line, titles)), ruler, *rows])


def _escaped(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[line(cell) for cell in row] for row in rows]


def _bold(words: str) -> str:
    return f"**{line(words)}**" if words.strip() else ""


def _list(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def text(words: Words) -> str:
    """`words` escaped, with their own line breaks."""
    return "  \n".join(line(part) for part in str(words).split("\n") if part.strip())


def line(words: Words) -> str:
    """`words` escaped, in one line: every reader of Markdown shows them letter for letter."""
    one = _SPACE.sub(" ", str(words).strip())
    escaped = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), one)
    return _AT_START.sub(lambda found: found[1] + ("&#61;" if found[2] == "=" else f"\\{found[2]}"), escaped)


_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>|~#&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "~": "&#126;"}
"""For signs that some readers of Markdown would not take back from a backslash."""
_AT_START = re.compile(r"^(\d{0,9})((?<=\d)[.)]|[-+=](?=\s|$|[-=+]))")
