"""The record as a Word document to edit: real headings, lists and tables, and drawings beside figures.

What Word reads is made from the templates beside it: `document.xml.j2` is the record, the others are its styles, its
page, and what a package of this kind needs. `words.py` writes paragraphs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from facilitator.i18n import direction, speaking
from facilitator.report import charts, svg
from facilitator.report import words as say
from facilitator.report.breaks import leads
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import agreements, decisions, full, not_agreed, readable, tasks
from facilitator.report.docx.drawings import Drawings
from facilitator.report.docx.words import backwards, paragraph
from facilitator.report.model import Record
from facilitator.report.outline import following, opening
from facilitator.report.pages import Pages
from facilitator.report.tags import tag
from facilitator.report.widths import column_widths, widths
from facilitator.templates import templates

FIRST = "[Content_Types].xml"
PARTS = {
    "word/document.xml": "document.xml.j2",
    "word/header1.xml": "header.xml.j2",
    "word/_rels/document.xml.rels": "parts.xml.j2",
    "word/_rels/header1.xml.rels": "drawn.xml.j2",
    "word/footer1.xml": "footer.xml.j2",
    "word/styles.xml": "styles.xml.j2",
    "word/numbering.xml": "lists.xml.j2",
    "word/settings.xml": "settings.xml.j2",
    "docProps/core.xml": "core.xml.j2",
    "docProps/app.xml": "app.xml.j2",
    "_rels/.rels": "package.xml.j2",
    FIRST: "types.xml.j2",
}
"""The parts of the package, and what they are made from: first those that are drawn in."""


def render(record: Record, copy: Copy) -> bytes:
    """The copy as a document of Word, the same bytes for the same record."""
    safe = copy_of(record, copy)
    known = {
        "record": safe, "copy": copy, "language": tag(safe.language), "rtl": direction(safe.language) == "rtl",
        "day": safe.date if re.fullmatch(r"\d{4}-\d\d-\d\d", safe.date) else "",
        "decided": decisions(safe), "agreed": agreements(safe), "later": not_agreed(safe), "tasks": tasks(safe),
    }  # fmt: skip
    draw = Drawings(direction(safe.language) == "rtl")
    with speaking(safe.language):
        made = {name: _part(template)(known, draw=draw).encode() for name, template in PARTS.items()}
        pictures = draw.files(Pages(safe, copy).about())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in (*sorted(made, key=FIRST.__ne__), *pictures):
            package.writestr(zipfile.ZipInfo(name), made.get(name) or pictures[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _page() -> list[str]:
    """What stands before, between and after the two numbers of a page, in the language of the record."""
    return re.split("(\x01|\x02)", str(say.PAGE.with_params(page="\x01", pages="\x02")))


@cache
def _part(name: str) -> Callable[..., str]:
    known = {
        "say": say, "opening": opening, "following": following,
        "p": paragraph, "backwards": backwards, "readable": readable, "column_widths": column_widths,
        "widths": widths, "holds": leads, "full": full, "svg": svg, "charts": charts,
        "page": _page, "fields": {"\x01": "PAGE", "\x02": "NUMPAGES"},
    }  # fmt: skip
    return templates(Path(__file__).parent, **known).get_template(name).render
