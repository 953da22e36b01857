"""The record as a short message to send: what was decided, who does what by when, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.i18n import Words, speaking
from facilitator.report import words as say
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import agreements, decisions, ended, not_agreed, to_do
from facilitator.report.model import Record


def render(record: Record, copy: Copy) -> bytes:
    """Plain text in UTF-8 that can stand in a mail or a chat as it is."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        return ("\n\n".join(_paragraphs(safe, copy)) + "\n").encode()


def _paragraphs(record: Record, copy: Copy) -> Iterator[str]:
    yield "\n".join(_line(part) for part in (say.title(record), say.purpose(record), say.when(record)) if part)
    yield " ".join(part for part in say.people(record) if part)
    decided = decisions(record)
    if decided:
        yield _list(say.DECIDED, [_with(each.entry.words, say.follow(each.entry)) for each in decided])
    else:
        yield str(say.NOTHING_DECIDED)
    agreed, tasks = agreements(record), to_do(record)
    if agreed:
        yield _list(say.AGREED, [entry.words for entry in agreed])
    if not (decided or agreed or tasks) and (results := [*_results(record)]):
        yield _list(say.CAME_OF_IT, results)
    if tasks:
        yield _list(say.TASKS, [_with(say.task(task, copy), say.by(task)) for task in tasks])
    if later := not_agreed(record):
        yield _list(say.NOT_AGREED, [entry.words for entry in later])
    yield str(say.WHOLE)


def _results(record: Record) -> Iterator[str]:
    """Each question with its result in a sentence: what there is to say of a workshop that only looked or asked."""
    for section in record.sections:
        if section.finished and (outcome := ended(section)):
            yield f"{say.heading(section)} {say.sentence(outcome.words)}"


def _list(title: Words, points: list[str]) -> str:
    return "\n".join([str(title), *(f"- {_line(point)}" for point in points)])


def _with(words: str, more: str) -> str:
    return " ".join(part for part in (say.sentence(words), more) if part)


def _line(words: str) -> str:
    return " ".join(words.split())
