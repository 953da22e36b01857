"""What is due on which day: one line of time with a sign for each thing over its day, and below it the days.

Few days stand one by one; of many, those of a month or of a year stand together. A full sign is something to do, an
empty one something to look at again; in broken line it was due before the workshop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton
from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.report import words as say
from facilitator.report.calendar import day_of
from facilitator.report.charts.pen import BOLD, NARROW, SIZE, SMALL, WIDE, Pen, fitted, wide_of
from facilitator.report.copies import Copy
from facilitator.report.dates import Due, days
from facilitator.report.model import Record

FROM = 3
"""With fewer things that have a day, or all on one, the table is as clear."""
SPOTS = 10
"""Most places on the line; more days stand together."""
PILE = 4
"""Most signs over each other; of more there is a figure."""
SIGN, STEP, APART = 15, 18, 26
"""Of a sign its side, how far it is to the one above, and how near two places can be."""
LINES = 3
"""Most lines of words for one place."""
Below = Callable[[Pen, Sequence["Spot"], date | None, float], float]
"""Writes what stands below the line, from a height on, and says where it ends."""


@dataclass(frozen=True)
class Spot:
    """A place on the line: its day, what it is called, and what is due."""

    day: date
    name: str
    due: Sequence[Due]


@dataclass(frozen=True)
class Timeline:
    """The drawing for a page and for a phone, where a table says what is due; alone with its words; and the words."""

    wide: Html
    narrow: Html
    alone: Html
    alt: str


def timeline(record: Record, copy: Copy) -> Timeline | None:
    """The days of a copy, inside `speaking(record.language)`; None where so few are as clear in a table."""
    due = sorted(days(record, copy))
    if len(due) < FROM or due[0].day == due[-1].day:
        return None
    today = day_of(record.date)
    spots = _spots(due)
    told = [f"{spot.name}: {_listed(spot, today)}." for spot in spots]
    wide, narrow = (_drawn(spots, today, width, _named) for width in (WIDE, NARROW))
    return Timeline(wide, narrow, _drawn(spots, today, WIDE, _words), " ".join(told))


def _spots(due: Sequence[Due]) -> list[Spot]:
    """By day, or else by month, or else by year; what comes after so many of these stands with the last."""
    fine = [_together(due, key) for key, _name in _WAYS]
    at = next((at for at, found in enumerate(fine) if len(found) <= SPOTS), len(_WAYS) - 1)
    first, rest = fine[at][: SPOTS - 1], [each for several in fine[at][SPOTS - 1 :] for each in several]
    return [Spot(some[0].day, _until(_WAYS[at][1], some), some) for some in (*first, rest) if some]


def _together(due: Sequence[Due], key: Callable[[date], object]) -> list[list[Due]]:
    found: dict[object, list[Due]] = {}
    for each in due:
        found.setdefault(key(each.day), []).append(each)
    return [*found.values()]


def _until(name: Callable[[date], str], some: Sequence[Due]) -> str:
    begin, end = name(some[0].day), name(some[-1].day)
    return begin if begin == end else str(_("{start} to {end}", start=begin, end=end))


def _listed(spot: Spot, today: date | None) -> str:
    return "; ".join(str(_said(each, today)).rstrip(".") for each in spot.due)


def _said(each: Due, today: date | None) -> Words:
    return _("Overdue: {words}", words=each.title) if _over(each, today) else each.title


def _over(each: Due, today: date | None) -> bool:
    return today is not None and each.day < today


def _drawn(spots: Sequence[Spot], today: date | None, width: int, below: Below) -> Html:
    pen = Pen(width)
    piles = [min(PILE, len(spot.due)) for spot in spots]
    line = max(piles) * STEP + 24 + (20 if any(len(spot.due) > PILE for spot in spots) else 0)
    pen.line(0, width, line, "axis")
    for nr, (spot, x) in enumerate(zip(spots, _places(spots, width), strict=True), 1):
        shown = spot.due if len(spot.due) <= PILE else spot.due[: PILE - 1]
        for at, each in enumerate(shown):
            _sign(pen, x, line - 8 - SIGN - at * STEP, each, today)
        if len(shown) < len(spot.due):
            pen.text(x, line - 12 - len(shown) * STEP, f"+{len(spot.due) - len(shown)}", SIZE, "middle", "bold")
        pen.line(x - 1, x + 1, line, "at")
        pen.text(x, line + 20, str(nr), SIZE, "middle", "bold")
    return pen.drawn(below(pen, spots, today, _legend(pen, spots, today, line + 34)))


def _places(spots: Sequence[Spot], width: int) -> list[float]:
    """Where each stands: as far apart as the days are, but none upon another."""
    first, last = spots[0].day.toordinal(), spots[-1].day.toordinal()
    edge = APART / 2
    long = (width - 2 * edge) / max(1, last - first)
    found = [edge + (spot.day.toordinal() - first) * long for spot in spots]
    for at in range(1, len(found)):
        found[at] = max(found[at], found[at - 1] + APART)
    found[-1] = min(found[-1], width - edge)
    for at in range(len(found) - 2, -1, -1):
        found[at] = min(found[at], found[at + 1] - APART)
    return found


def _sign(pen: Pen, middle: float, top: float, each: Due, today: date | None) -> None:
    edge = SIGN - 2
    over = _over(each, today)
    pen.box(middle - edge / 2, top, (edge, edge), "broken" if over else "outlined" if each.again else "ink", 4)
    if over and not each.again:
        pen.box(middle - 3, top + edge / 2 - 3, (6, 6), "ink", 2)


def _legend(pen: Pen, spots: Sequence[Spot], today: date | None, top: float) -> float:
    """What the signs mean, as far as they are there."""
    x = 0.0
    kinds = {(each.again, _over(each, today)): each for spot in spots for each in spot.due}
    if len(kinds) < 2:
        return top
    for kind, words in _KINDS.items():
        if each := kinds.get(kind):
            wide = wide_of(str(words), SMALL) + SIGN + 8
            if x and x + wide > pen.width:
                x, top = 0.0, top + 20
            _sign(pen, x + SIGN / 2, top, each, today)
            pen.text(x + SIGN + 6, top + 11, str(words), SMALL, "start", "soft")
            x += wide + 16
    return top + 22


def _named(pen: Pen, spots: Sequence[Spot], today: date | None, top: float) -> float:
    """Number and day of each place, beside each other."""
    x, top = 0.0, top + 24
    for nr, spot in enumerate(spots, 1):
        wide = 24 + wide_of(spot.name, SIZE)
        if x and x + wide > pen.width:
            x, top = 0.0, top + 24
        pen.text(x, top, str(nr), SIZE, "start", "bold")
        pen.text(x + 24, top, spot.name, SIZE, "start")
        x += wide + 24
    return top + 8


def _words(pen: Pen, spots: Sequence[Spot], today: date | None, top: float) -> float:
    """Number, day and what is due; on a phone below each other."""
    beside = 24 + max(wide_of(spot.name, SIZE) for spot in spots) * BOLD + 12
    start = beside if pen.width >= WIDE and beside < pen.width / 2 else 24.0
    for nr, spot in enumerate(spots, 1):
        top += 24
        pen.text(0, top, str(nr), SIZE, "start", "bold")
        pen.text(24, top, spot.name, SIZE, "start", "bold")
        for at, words in enumerate(fitted(_listed(spot, today), pen.width - start, SIZE, LINES)):
            top += 19 if at or start == 24 else 0
            pen.text(start, top, words, SIZE, "start")
    return top + 8


def _of(day: date, how: str) -> str:
    return str(format_skeleton(how, day, locale=say.locale()))


_WAYS: tuple[tuple[Callable[[date], object], Callable[[date], str]], ...] = (
    (lambda day: day, lambda day: say.day(day.isoformat())),
    (lambda day: (day.year, day.month), lambda day: _of(day, "yMMMM")),
    (lambda day: day.year, lambda day: _of(day, "y")),
)
"""What stands together, and what it is called."""
_KINDS: dict[tuple[bool, bool], Words] = {
    (False, False): _("To do"),
    (False, True): _("To do, overdue"),
    (True, False): _("To look at again"),
    (True, True): _("To look at again, overdue"),
}
