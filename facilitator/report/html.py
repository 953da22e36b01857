"""The record as one web page that needs nothing else: no script, no request, own font, made to be printed too."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from markupsafe import Markup as Html

from facilitator.i18n import Words, direction, speaking
from facilitator.report import charts, svg
from facilitator.report import words as say
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import agreements, decisions, full, not_agreed, readable, tasks
from facilitator.report.model import Record
from facilitator.report.outline import following, opening
from facilitator.report.widths import LONG, column_widths, stacks, widths
from facilitator.static.fonts import Letters, faces, needed
from facilitator.templates import templates

POLICY = "default-src 'none'; style-src {style}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def render(record: Record, copy: Copy, ways: Sequence[tuple[str, Words]] = ()) -> bytes:
    """The copy as a UTF-8 page: decisions, tasks, results, how it was counted.

    `ways` are addresses and words to stand above it while it is read in the room; what is saved has none.
    """
    safe = copy_of(record, copy)
    with speaking(safe.language):
        fill = partial(
            _page(),
            record=safe, copy=copy, ways=ways, direction=direction(safe.language),
            decided=decisions(safe), agreed=agreements(safe),
            later=not_agreed(safe), tasks=tasks(safe),
        )  # fmt: skip
        style = Html(_faces(needed(fill(style="", policy=""))) + _style() + _page_numbers())
        page = fill(style=style, policy=POLICY.format(style=_hash(style)))
    return page.lstrip().encode()


def breakable(words: object) -> Html:
    """`words` with places to break in very long words, so that they cannot push a table off the page."""
    return Html("<wbr>").join(part for part in LONG.split(str(words)) if part)


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _page_numbers() -> str:
    """The foot of every printed page, in the language of the record."""
    parts = re.split("(\x01|\x02)", str(say.PAGE.with_params(page="\x01", pages="\x02")))
    numbers = {"\x01": "counter(page)", "\x02": "counter(pages)"}
    content = " ".join(numbers.get(part) or _quoted(part) for part in parts if part)
    return f"@page{{@bottom-left{{content:{_quoted(str(say.FOOT))}}}@bottom-right{{content:{content}}}}}"


def _quoted(words: str) -> str:
    return '"' + re.sub(r'[\\"<\n]', lambda found: f"\\{ord(found[0]):x} ", words) + '"'


@cache
def _style() -> str:
    style = (Path(__file__).parent / "record.css").read_text(encoding="utf-8")
    style = re.sub(r"/\*.*?\*/\s*", "", style, flags=re.DOTALL) + svg.STYLE
    style += "".join(f".w{part}{{width:{part}%}}" for part in range(1, 101))
    return style


def _faces(some: Sequence[Letters]) -> str:
    """The letters that the page needs, inside it."""
    return faces(some, _inside)


@cache
def _inside(each: Letters) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(each.path.read_bytes()).decode()}"


@cache
def _page() -> Callable[..., str]:
    known = {
        "svg": svg, "charts": charts, "say": say, "opening": opening, "following": following,
        "full": full, "readable": readable, "widths": widths, "column_widths": column_widths,
        "breakable": breakable, "stacks": stacks,
    }  # fmt: skip
    return templates(Path(__file__).parent, **known).get_template("record.html.j2").render
