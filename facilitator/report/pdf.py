"""The record as PDF: tagged after PDF/UA-1, with bookmarks, own letters, and the same bytes for the same record."""

from __future__ import annotations

from facilitator.i18n import speaking
from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Record
from facilitator.report.pages import Pages
from facilitator.report.typeset import document


def render(record: Record, copy: Copy) -> bytes:
    """The copy, ready to print and to be read aloud by a screen reader."""
    safe = copy_of(record, copy)
    with speaking(safe.language):
        pages = Pages(safe, copy).all()
    return document(pages, safe.date)
