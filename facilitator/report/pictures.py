"""The results as pictures for slides and chats: one PNG each as the board had it, and a file with their words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitator.i18n import _, speaking
from facilitator.report import charts
from facilitator.report import words as say
from facilitator.report.breaks import Part
from facilitator.report.copies import Copy, copy_of
from facilitator.report.csv import file_name
from facilitator.report.digest import ended
from facilitator.report.model import Outcome, Record, Section, Table
from facilitator.report.pages import Pages, drawn
from facilitator.report.typeset import pictures

ROWS = 12
"""More rows are on a second picture."""
WORDS = "about-the-pictures.txt"
DAYS = "00-days.png"


@dataclass(frozen=True)
class Picture:
    """One page of the picture book, and what to say to those who do not see it."""

    name: str
    page: Part
    alt: str


def files(record: Record, copy: Copy) -> dict[str, bytes]:
    """File names and contents: `<nn>-<activity>-<table id>.png`, nn being the number of the section, and the words.

    Before them stand the days by which something is due, where there are enough.
    """
    safe = copy_of(record, copy)
    with speaking(safe.language):
        book = Pages(safe, copy)
        found = [*_days(book)]
        found += [each for nr, section in enumerate(safe.sections, 1) for each in _of_section(section, nr, book)]
        told = [str(_NOTES), *(f"{each.name}\n{each.alt}" for each in found)]
        images = pictures(book.about() | {"pictures": [each.page for each in found]}) if found else []
    named = {each.name: image for each, image in zip(found, images, strict=True)}
    return {WORDS: ("\n\n".join(told) + "\n").encode(), **named}


def render(record: Record, copy: Copy) -> bytes:
    """All files in one ZIP, the same bytes for the same record."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files(record, copy).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _days(book: Pages) -> Iterator[Picture]:
    if line := charts.timeline(book.record, book.copy):
        figure = {"kind": "figure", "drawing": drawn(line.alone), "alt": line.alt}
        page = {"title": book.own(say.TASKS), "about": "", "parts": [figure]}
        yield Picture(DAYS, page, f"{say.sentence(str(say.TASKS))} {line.alt}")


def _of_section(section: Section, nr: int, book: Pages) -> Iterator[Picture]:
    """A picture for each table that is drawn, with the outcome above it, and one for an outcome that has none.

    An outcome without a sign only says what the table below it shows, so it has no picture of its own. The question is
    what was asked last: any other result stands under the name of the activity.
    """
    above: list[Outcome] = []
    last, plain = ended(section), replace(section, question="")
    for block in section.blocks:
        if isinstance(block, Outcome):
            yield from _alone(section if above == [last] else plain, nr, book, above)
            above = [block]
        elif isinstance(block, Table) and block.chart and block.rows:
            yield from _drawn(section if above in ([], [last]) else plain, nr, book, block, above)
            above = []
    yield from _alone(section if above == [last] else plain, nr, book, above)


def _alone(section: Section, nr: int, book: Pages, outcomes: list[Outcome]) -> Iterator[Picture]:
    yield from (_picture(section, nr, book, each) for each in outcomes if each.sign != "none")


def _drawn(section: Section, nr: int, book: Pages, table: Table, above: list[Outcome]) -> Iterator[Picture]:
    found = {part["kind"]: part for part in book.table(table, "")}
    titles = (
        say.sentence(say.about(section)),
        "" if table.title == say.heading(section) else say.sentence(table.title),
    )
    about = " ".join(part for part in (*titles, say.basis(table)) if part)
    words = [*map(_ended, above)]
    if table.dots is None:
        if figure := found.get("figure"):
            name, pieces = file_name(nr, section, table.id, "png"), [*map(book.outcome, above), figure]
            yield _page(section, book, name, about, pieces, [*words, figure["alt"]])
        return
    grid = found["table"]
    shown = [f"{label}: {figure}" for label, figure in _counts(table)]
    for at in range(0, len(grid["rows"]), ROWS):
        name = file_name(nr, section, f"{table.id}-{at // ROWS + 1}" if at else table.id, "png")
        pieces = [*map(book.outcome, above), grid | {"rows": grid["rows"][at : at + ROWS]}]
        told = [*words, say.basis(table), "; ".join(shown[at : at + ROWS])]
        yield _page(section, book, name, about, pieces, told)


def _picture(section: Section, nr: int, book: Pages, outcome: Outcome) -> Picture:
    name = file_name(nr, section, "result", "png")
    return _page(section, book, name, say.about(section), [book.outcome(outcome)], [_ended(outcome)])


def _page(section: Section, book: Pages, name: str, about: str, parts: list[Part], told: list[str]) -> Picture:
    heading = say.heading(section)
    page = {"title": book.own(heading), "about": book.own(about), "parts": parts}
    return Picture(name, page, " ".join(say.sentence(words) for words in (heading, *told) if words))


def _counts(table: Table) -> list[tuple[str, str]]:
    chart = table.dots
    return [(row[chart.label], row[chart.count]) for row in say.figures(table) if row[chart.count]] if chart else []


def _ended(outcome: Outcome) -> str:
    return " ".join(part for part in (say.sentence(outcome.words), outcome.detail) if part)


_NOTES = _("A picture of every result, and the words to put with it for people who do not see it.")
