"""In what order documents tell the sections, and how they tell them: first what stays open, single cards last."""

from __future__ import annotations

from dataclasses import replace

from facilitator.i18n import _
from facilitator.report import words as say
from facilitator.report.copies import Copy
from facilitator.report.digest import entries, to_do
from facilitator.report.model import Column, Passage, Quote, Quotes, Record, Section, Table

WAITING = ("promised", "under way", "not yet decided", "back with the group")
"""Where what people said waits for an answer."""


def opening(record: Record) -> list[Section]:
    """The sections that stand before everything else in this copy."""
    return [told(section) for section in record.sections if section.first]


def following(record: Record, copy: Copy) -> list[Section]:
    """What stays open, then all other sections, in order."""
    return [*stays_open(record, copy), *(told(section) for section in record.sections if not section.first)]


def stays_open(record: Record, copy: Copy) -> list[Section]:
    """One section of what somebody still has to do something about; none where there is nothing.

    What was not agreed stands with the decisions. The public copy has no names, so it does not say who is missing.
    """
    rows = [(task.words, str(say.LOOKING)) for task in to_do(record) if copy != "public" and not task["who"]]
    rows += [(each.words, say.status(each["status"])) for each in entries(record, "feedback")
             if each["status"] in WAITING]  # fmt: skip
    rows += [(say.heading(section), str(say.NOT_FINISHED)) for section in record.sections
             if not section.finished and not section.open]  # fmt: skip
    if not rows:
        return []
    columns = Column(str(_("What"))), Column(str(_("How it stands")))
    return [Section(str(_("What stays open")), blocks=(Table("open", "", columns, tuple(rows)),))]


def told(section: Section) -> Section:
    """The section with groups of one card that are called like it gathered in one list, after the other groups."""
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
