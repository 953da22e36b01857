"""Charts and signs as SVG: dots as long as people can be counted, bars above, drawn from whole numbers only.

Lengths are in CSS pixels. All drawings are hidden from screen readers, because the same figures stand beside them.
Colours are classes, and `STYLE` has their rules.
"""

from __future__ import annotations

import re
from html import unescape
from math import ceil

from markupsafe import Markup as Html

from facilitator.report.digest import DOTS_AT_MOST
from facilitator.report.model import Sign

WIDTH = 240
"""Of a row in a chart."""
HEIGHT = 16
STEP = 17
"""From one dot to the next, unless so many answered that they must stand closer."""
COUNTABLE = 40
"""More seats than this are not drawn one by one."""


STYLE = (
    ".dot,.ink{fill:#10302b}.dots,.people path{fill:none;stroke:#10302b;stroke-linecap:round}"
    ".people .ink{fill:#10302b;stroke:none}.people .outline{stroke:#748a84}"
    ".free{fill:none;stroke:#10302b;stroke-width:1.7}.ring{fill:none;stroke:#748a84;stroke-width:2}"
    ".table{fill:#fff;stroke:#10302b;stroke-width:2.5}"
    ".tick{fill:none;stroke:#fff;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}"
    ".outlined,.broken{fill:none;stroke:#10302b;stroke-width:2.4}.broken{stroke-dasharray:4 3}"
    ".paper{fill:#fff}.outline{fill:#fff;stroke:#748a84}.hatch{fill:url(#hatch);stroke:#10302b}"
    ".open{fill:#fff;stroke:#10302b;stroke-dasharray:3 3}.stopped .ink{fill:#fff}"
    ".word{fill:#10302b}.word.soft{fill:#3a534d}.word.bold{font-weight:700}.word.on-ink{fill:#fff}"
    ".hair{stroke:#d3dcd5}.way{fill:none;stroke:#10302b;stroke-width:2;stroke-dasharray:5 4}"
    ".axis,.at{fill:none;stroke:#10302b;stroke-width:2}.at{stroke-width:10}"
    ".piece.now{fill:#ffc53d}.piece.left{fill:#fff;stroke-dasharray:5 4}.now,.left{stroke:#10302b;stroke-width:2}"
)


def row(count: int, full: int, ring: bool = False, chosen: bool = True) -> Html:
    """One row of a chart: `count` out of `full` (at least 1); below a line `chosen` is False and bars are hatched."""
    if full > DOTS_AT_MOST:
        return _drawing(WIDTH, HEIGHT, _bar(count, full, WIDTH, ring, chosen), "row")
    return _drawing(length(count, full), HEIGHT, _dots(count, _step(full), ring), "row")


def length(count: int, full: int) -> int:
    """How long such a row is."""
    return WIDTH if full > DOTS_AT_MOST else ceil(max(count, 1) * _step(full))


def inline(count: int, full: int, ring: bool = False) -> Html:
    """The same inside a line of text, only as wide as it must be."""
    if full > DOTS_AT_MOST:
        return _drawing(72, HEIGHT, _bar(count, full, 72, ring, True), "inline")
    return _drawing(max(count, 1) * STEP, HEIGHT, _dots(count, STEP, ring), "inline")


def people(n: int) -> Html:
    """One dot a person, in rows of twenty; nothing where there are too many to count."""
    if not 0 < n <= COUNTABLE:
        return Html("")
    rows = [min(DOTS_AT_MOST, n - start) for start in range(0, n, DOTS_AT_MOST)]
    dots = Html("").join(_dots(each, STEP, False, STEP * nr) for nr, each in enumerate(rows))
    return _drawing(rows[0] * STEP, HEIGHT + STEP * (len(rows) - 1), dots, "seats")


def sign(name: Sign) -> Html:
    """How it ended: a table with a tick, an empty table, an octagon, a table in broken line, or a plain table."""
    return _drawing(24, 24, _SIGNS[name], "sign")


def column(place: int | None) -> Html:
    """The sign of a column of cards: triangle, octagon, two arrows, diamond; nothing where there is none."""
    if place is None or place >= len(_COLUMNS):
        return Html("")
    return _drawing(24, 24, Html('<path class="ink" d="{}"/>').format(_COLUMNS[place]), "column")


def mark() -> Html:
    """A table with a place for everyone, one of them free."""
    return _drawing(32, 32, _MARK, "mark")


def hatching() -> Html:
    """The pattern that hatched bars refer to; once a page, before the first bar."""
    return Html('<svg class="defs" aria-hidden="true" width="0" height="0">{}</svg>').format(_HATCH)


def alone(drawing: str, ground: str = "") -> str:
    """A drawing as a file of its own; `ground` is the class of what it stands on. Words are not in it."""
    start, inside = str(drawing).split(">", 1)
    pattern = str(_HATCH) if 'class="hatch"' in inside else ""
    inside = _WORD.sub("", inside.removesuffix("</svg>"))
    named = start.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return f'{named}><style>{STYLE}</style>{pattern}<g class="{ground}">{inside}</g></svg>'


def written(drawing: str) -> list[dict[str, str]]:
    """The words of a drawing, each with `x`, `y`, `size`, `anchor` and `look`, for those who set them on their own."""
    return [found.groupdict() | {"words": unescape(found["words"])} for found in _WORD.finditer(str(drawing))]


def _step(full: int) -> float:
    return min(STEP, WIDTH / max(full, 1))


def _drawing(width: int, height: int, inside: Html, kind: str) -> Html:
    return Html(
        '<svg class="{}" aria-hidden="true" focusable="false" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>'
    ).format(kind, width, height, width, height, inside)


def _dots(count: int, step: float, ring: bool, top: int = 0) -> Html:
    radius, middle = round(min(6.7, step * 0.4), 2), top + HEIGHT / 2
    if ring:
        shape = Html('<circle class="ring" cx="{:g}" cy="{:g}" r="{:g}"/>')
        return Html("").join(shape.format(round(radius + step * at, 2), middle, radius - 1) for at in range(count))
    line = Html('<path class="dots" stroke-width="{:g}" stroke-dasharray="0 {:g}" d="M{:g} {:g}h{:g}"/>')
    long = step * (count - 0.75)  # the viewer of Chrome leaves out a last dot that stands just at the end of the line
    return line.format(2 * radius, step, radius, middle, long) if count else Html("")


def _bar(count: int, full: int, width: int, ring: bool, chosen: bool) -> Html:
    kind = "open" if ring else "ink" if chosen else "hatch"
    filled = round((width - 2) * count / full, 2)
    shape = Html('<rect class="{}" x="1" y="1" width="{:g}" height="{}" rx="4"/>')
    return shape.format("outline", width - 2, HEIGHT - 2) + (shape.format(kind, filled, HEIGHT - 2) if count else "")


_WORD = re.compile(
    '<text x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" font-size="(?P<size>[^"]+)" text-anchor="(?P<anchor>[^"]+)" '
    'class="word (?P<look>[^"]*)">(?P<words>[^<]*)</text>'
)
_HATCH = Html(
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(35)">'
    '<rect width="7" height="7" class="paper"/><rect width="2.6" height="7" class="ink"/></pattern></defs>'
)
_SIGNS: dict[Sign, Html] = {
    "agreed": Html('<rect class="ink" width="24" height="24" rx="7"/><path class="tick" d="M7 12.4l3.6 3.6 6.6-7.4"/>'),
    "not-yet": Html('<rect class="outlined" x="1.5" y="1.5" width="21" height="21" rx="6"/>'),
    "stopped": Html('<path class="ink" d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z"/>'),
    "too-few": Html('<rect class="broken" x="1.5" y="1.5" width="21" height="21" rx="6"/>'),
    "none": Html('<rect class="ink" width="24" height="24" rx="7"/>'),
}
_COLUMNS = (
    "M6 4v16l14-8z", "M9 4.5h6L19.5 9v6L15 19.5H9L4.5 15V9z", "M3 4h5l6 8-6 8H3l6-8zM11 4h5l6 8-6 8h-5l6-8z",
    "m12 3 9 9-9 9-9-9z",
)  # fmt: skip
_MARK = Html(
    '<rect class="table" x="8.5" y="8.5" width="15" height="15" rx="4.6"/>'
    '<circle class="dot" cx="16" cy="3.4" r="2.9"/><circle class="dot" cx="3.4" cy="16" r="2.9"/>'
    '<circle class="dot" cx="28.6" cy="16" r="2.9"/><circle class="free" cx="16" cy="28.6" r="2.2"/>'
)
