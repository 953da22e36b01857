"""Turns what a session left behind into documents; see `model` for its shape, one further file a format.

`render(record, "html", "room")` gives the bytes to download, `documents` all files of a folder. A further format is one
more entry in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from facilitator.i18n import Words, _
from facilitator.report import csv, dates, docx, html, json, markdown, message, others, pdf, pictures, xlsx
from facilitator.report.copies import COPIES, Copy, copy_of
from facilitator.report.model import Record
from facilitator.report.schema import FILE as SCHEMA_FILE
from facilitator.report.schema import schema

__all__ = ["COPIES", "FORMATS", "SCHEMA_FILE", "Copy", "Format", "beside", "copy_of", "documents", "render"]


@dataclass(frozen=True)
class Format:
    """One kind of document."""

    title: Words
    about: Words
    """What it is good for, in one sentence."""
    file: str
    """Name of the room's copy to download; `name` says those of the others."""
    media: str
    render: Callable[[Record, Copy], bytes]
    files: Callable[[Record, Copy], dict[str, bytes]] | None = None
    """Set where a folder gets several files instead of `file`."""
    heavy: bool = False
    """Whether it takes so long to make that tests of other things leave it out."""

    def name(self, copy: Copy) -> str:
        """The name of the file to download: "record.html", "record-public.html"."""
        return _of_copy(self.file, copy)

    def written(self, record: Record, copy: Copy) -> dict[str, bytes]:
        """Names and contents of the files for a folder."""
        found = self.files(record, copy) if self.files else {self.file: self.render(record, copy)}
        return {_of_copy(name, copy): content for name, content in found.items()}


FORMATS: dict[str, Format] = {
    "pdf": Format(
        _("PDF"), _("To send and to print"), "record.pdf", "application/pdf", pdf.render, heavy=True
    ),
    "docx": Format(
        _("Word"), _("To edit, works with screen readers"), "record.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render, heavy=True,
    ),
    "html": Format(_("Web page"), _("To read and to print"), "record.html", "text/html; charset=utf-8", html.render),
    "xlsx": Format(
        _("Excel"), _("Numbers and lists"), "record.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.render, heavy=True,
    ),
    "png": Format(
        _("Pictures"), _("Results for slides and chats"), "record-pictures.zip", "application/zip", pictures.render,
        pictures.files, heavy=True,
    ),
    "md": Format(_("Markdown"), _("As plain text"), "record.md", "text/markdown; charset=utf-8", markdown.render),
    "txt": Format(
        _("Message"), _("To send by mail or in a chat"), "message.txt", "text/plain; charset=utf-8", message.render
    ),
    "ics": Format(
        _("Calendar"), _("Days of tasks, and when you look again"), "dates.ics", "text/calendar; charset=utf-8",
        dates.render,
    ),
    "csv": Format(_("CSV"), _("Tables of results"), "record-tables.zip", "application/zip", csv.render, csv.files),
    "json": Format(_("JSON"), _("Complete, for programs"), "record.json", "application/json", json.render),
    "pb": Format(
        _("Votes on a budget"), _("To check the count, without names. Only in your copy"), "record.pb",
        "text/plain; charset=utf-8", others.render, others.files,
    ),
}  # fmt: skip
"""The first is what most people want; a page offers them in this order."""


def render(record: Record, format: str, copy: Copy) -> bytes:
    """The record as one file in `format`, a key of `FORMATS`. Raises `ValueError` for an unknown format or copy."""
    return _format(format).render(record, copy)


def documents(record: Record, formats: Collection[str], copy: Copy) -> dict[str, bytes]:
    """Names and contents of all files for a folder: `record.<format>`, and the CSV files of the tables.

    The shape of the JSON is beside it, the same for every copy. Copies have names of their own, so that one folder can
    hold all. Raises `ValueError` for an unknown format or copy.
    """
    found: dict[str, bytes] = {}
    for name in formats:
        found |= _format(name).written(record, copy)
    return found | beside(formats)


def beside(formats: Collection[str]) -> dict[str, bytes]:
    """What lies beside documents in these formats, the same for every copy."""
    return {SCHEMA_FILE: schema()} if "json" in formats else {}


def _of_copy(file: str, copy: Copy) -> str:
    stem, _dot, ending = file.rpartition(".")
    return file if copy == "room" else f"{stem}-{copy}.{ending}"


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ValueError(f"There is no format {name!r}. There are: {', '.join(FORMATS)}.")
    return FORMATS[name]
