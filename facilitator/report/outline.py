"""In what order documents tell the sections, and how: what stays open first, and what is known of the record last."""

from __future__ import annotations

from dataclasses import replace

from facilitator.i18n import _, ngettext
from facilitator.report import words as say
from facilitator.report.copies import Copy
from facilitator.report.digest import entries, readable, to_do
from facilitator.report.model import Column, Paragraph, Passage, Quote, Quotes, Record, Section, Table

WAITING = ("promised", "under way", "not yet decided", "back with the group")
"""Where what people said waits for an answer."""


def opening(record: Record) -> list[Section]:
    """The sections that stand before everything else in this copy."""
    return [told(section) for section in record.sections if section.first]


def following(record: Record, copy: Copy) -> list[Section]:
    """What stays open, then all other sections, in order, and at last what there is to know about the record."""
    rest = [section for section in record.sections if not section.first and not _of_record(section)]
    return [*stays_open(record, copy), *map(told, rest), *_about(record)]


def _of_record(section: Section) -> bool:
    """Whether it is no activity, but says in a sentence what there is to know about the record."""
    named = section.activity or section.question or section.ledger
    words = [isinstance(block, Paragraph) for block in section.blocks]
    return not named and not section.first and bool(words) and all(words)


def _about(record: Record) -> list[Section]:
    """What was asked for at the door, what was removed, and what may be missing, under one heading."""
    blocks = [block for section in record.sections if _of_record(section) for block in section.blocks]
    return [Section(str(say.ABOUT), blocks=tuple(blocks))] if blocks else []


def stays_open(record: Record, copy: Copy) -> list[Section]:
    """One section of what somebody still has to do something about; none where there is nothing.

    What was not agreed stands with the decisions, and tasks that nobody took with the others: here they are counted.
    The public copy has no names, so it does not say who is missing.
    """
    looking = sum(not task["who"] for task in to_do(record)) if copy != "public" else 0
    rows = [(each.words, say.status(each["status"])) for each in entries(record, "feedback")
             if each["status"] in WAITING]  # fmt: skip
    rows += [(say.heading(section), str(say.NOT_FINISHED)) for section in record.sections
             if not section.finished and not section.open]  # fmt: skip
    blocks: list[Passage] = []
    if looking:
        words = ngettext("{n} task above is looking for someone.", "{n} tasks above are looking for someone.", looking)
        blocks.append(Paragraph(str(words)))
    if rows:
        columns = Column(str(_("What"))), Column(str(_("How it stands")))
        blocks.append(Table("open", "", columns, tuple(rows)))
    return [Section(str(_("What stays open")), blocks=tuple(blocks))] if blocks else []


def told(section: Section) -> Section:
    """The section with groups of one card that are called like it gathered in one list, after the other groups.

    A table that is told as a list is called like its one column, unless it has a name of its own. One that only
    programs and spreadsheets read is not there.
    """
    section = replace(section, blocks=tuple(filter(_is_read, section.blocks)))
    if len(section.blocks) > 1:
        section = replace(section, blocks=tuple(map(_named, section.blocks)))
    single = [block for block in section.blocks if _single(block)]
    own = [block for block in section.blocks if isinstance(block, Quotes) and block.title == str(say.ALONE)]
    if len(single) + len(own) < 2:
        return section
    quotes = tuple(quote for block in (*single, *own) for quote in _quotes(block))
    last = (own or single)[-1]
    notes = " ".join(block.note for block in own if block.note)
    gathered = Quotes(str(say.ALONE), quotes, notes)
    blocks = tuple(
        gathered if block is last else block
        for block in section.blocks
        if block is last or block not in (*single, *own)
    )
    return replace(section, blocks=blocks)


def _is_read(block: Passage) -> bool:
    return not isinstance(block, Table) or not block.rows or bool(readable(block).columns)


def _named(block: Passage) -> Passage:
    if not isinstance(block, Table) or block.title or len(columns := readable(block).columns) > 1:
        return block
    return replace(block, title=columns[0].title)


def _single(block: Passage) -> bool:
    return (
        isinstance(block, Quotes)
        and len(block.quotes) == 1
        and not block.note
        and bool(block.quotes[0].text)
        and block.title.endswith(block.quotes[0].text)
    )


def _quotes(block: Passage) -> list[Quote]:
    """The cards of a group; where its name says more than the card, that stands with the card."""
    if not isinstance(block, Quotes):
        return []
    if not _single(block):
        return list(block.quotes)
    (quote,) = block.quotes
    return [replace(quote, label=quote.label or block.title.removesuffix(quote.text).rstrip(" :"))]
