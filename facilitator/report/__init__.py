"""Turns what a session left behind into documents; see `model` for its shape, one further file a format.

`render(record, "html", "room")` gives the bytes to download, `write` puts files into a folder. A further format is one
more entry in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from facilitator.i18n import Words, _
from facilitator.report import csv, html, json, markdown
from facilitator.report.copies import COPIES, Copy, copy_of
from facilitator.report.model import Record

__all__ = ["COPIES", "FORMATS", "Copy", "Format", "copy_of", "render", "write"]


@dataclass(frozen=True)
class Format:
    """One kind of document."""

    title: Words
    about: Words
    """What it is good for, in one sentence."""
    file: str
    """Name of the file to download."""
    media: str
    render: Callable[[Record, Copy], bytes]
    files: Callable[[Record, Copy], dict[str, bytes]] | None = None
    """Set where a folder gets several files instead of `file`."""


FORMATS: dict[str, Format] = {
    "md": Format(_("Markdown"), _("As plain text"), "record.md", "text/markdown; charset=utf-8", markdown.render),
    "html": Format(_("Web page"), _("To read and to print"), "record.html", "text/html; charset=utf-8", html.render),
    "json": Format(_("JSON"), _("Complete, for programs"), "record.json", "application/json", json.render),
    "csv": Format(_("CSV"), _("Tables of results"), "record-tables.zip", "application/zip", csv.render, csv.files),
}


def render(record: Record, format: str, copy: Copy) -> bytes:
    """The record as one file in `format`, a key of `FORMATS`. Raises `ValueError` for an unknown format or copy."""
    return _format(format).render(record, copy)


def write(record: Record, folder: Path, formats: Iterable[str], copy: Copy) -> list[Path]:
    """Write `record.<format>` and the CSV files into `folder`, replacing older ones; the paths in order of writing.

    Everything is rendered before the first file is written. Raises `ValueError` for an unknown format or copy,
    `OSError` when the folder cannot be written.
    """
    contents: dict[str, bytes] = {}
    for name in formats:
        kind = _format(name)
        contents |= kind.files(record, copy) if kind.files else {kind.file: kind.render(record, copy)}
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in contents.items():
        (folder / file).write_bytes(content)
    return [folder / file for file in contents]


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ValueError(f"There is no format {name!r}. There are: {', '.join(FORMATS)}.")
    return FORMATS[name]
