"""What only this activity draws: the ranking with its hidden priorities, and what is taken forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from activities.needs_and_strengths.naming import BEGINS
from activities.needs_and_strengths.record import START
from activities.needs_and_strengths.scores import POINTS, Found, Hidden, Need, Weighed
from facilitator import counting, kit
from facilitator.activity import Html
from facilitator.composing.panel import ForWhom
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.people import Grain, place, row
from facilitator.kit.results import MOST_DOTS, paged
from facilitator.report import taking_part

_html = kit.macros("ranking", beside=__file__)

CELL, ASIDE, LABEL, POINTS_WIDE = 106, 53.0, 31.0, 53.0
"""How wide one point is in the drawing; and on the board the box with hidden priorities, a need, and all points."""
LARGE, SMALL, BARS, FREE = Grain(CELL, 22, 2), Grain(CELL, 16, 3), Grain(CELL - 38, 22, 3), 10
"""How people are marked, by how many they are; and the room over and under the way."""
ABOVE = 4.5
"""Height over and under the rows: the points, and what stands above and below."""


@dataclass(frozen=True)
class Drawn:
    """The drawing of one need; `way` leads from met to important."""

    high: int
    middle: int
    rows: Sequence[tuple[int, Html]]
    figures: Sequence[tuple[int, int, int]] = ()
    """Beside bars."""
    way: tuple[str, str] | None = None
    wide: int = CELL * len(POINTS)


@dataclass(frozen=True)
class Row:
    """One need on the board or on a phone."""

    id: str
    rank: int | str
    label: str
    whole: Words
    heard: Words = ""
    note: Words = ""
    score: str = ""
    few: Words = ""
    points: Drawn | None = None
    lines: Sequence[Words] = ()


def answered(n: int, total: int, dots: bool) -> ForWhom:
    """How many answered, and on the board what a dot is, where `dots` can be drawn, as long as they are few."""
    said = _("{n} of {total} answered.", n=n, total=total)
    return {"board": said if n > MOST_DOTS or not dots else f"{said} {_('One dot each.')}", "phone": said}


def ranking(result: Found, parts: bool) -> Html:
    """On the board: needs by their score, and on every page what only a part of the room puts first."""
    if not result.needs:
        return kit.empty(_("There is no result yet."), "")
    begins, rows = _rows(result)
    width = LABEL if parts else LABEL + ASIDE
    size = fitting.size_for((row.label for row in rows), (4.4, 3.8, 3.2), lambda _size: width)

    def tall(row: Row) -> float:
        high = fitting.lines(row.label, width, size) * size * 1.12 + (4 if row.note else 0)
        beside = row.points.high / 10 if row.points else fitting.lines(row.few, POINTS_WIDE, 3.2) * 4
        return max(high, beside, size * 1.2) + 1.7

    shelves = fitting.packed(rows, 9, tall, fitting.HIGH - ABOVE)
    named = {row.id: row.label for row in rows}
    boxes = fitting.packed(_hidden(result.hidden, named), 9, _entry, fitting.HIGH - 16) or [()]
    pages = [
        (shelves[at % len(shelves)], boxes[at % len(boxes)])
        for at in range(max(len(shelves), len(boxes) if parts else 1))
    ]
    shown, part = paged(pages, 1)
    look = f"{'' if parts else 'alone '}z{round(size)}"
    (here, hidden), *_more = shown
    return kit.join(_html.board(here, begins, _words(result), parts, result.parted, hidden, look), part)


def ranked(result: Found, parts: bool, own: Mapping[str, tuple[str, str]]) -> Html:
    """The same on a phone, with one's own answers."""
    if not result.needs:
        return kit.empty(_("There is no result yet."), "")
    _begins, rows = _rows(result, own)
    hidden = _hidden(result.hidden, {need.id: need.words for need in result.needs})
    return _html.phone(rows, _words(result), parts, result.parted, hidden)


def aloud(result: Found, parts: bool) -> Words:
    """The result in a few sentences."""
    said: list[Words] = [result_line(need, score) for need, score in _scored(result) if need.rank and need.rank <= 3]
    few = sum(need.rank is None for need in result.needs)
    if few:
        said.append(ngettext("{n} need has too few answers for a place.", "{n} needs have too few answers for a place.",
                             few))  # fmt: skip
    for each in result.hidden:
        said.append(_("Hidden priority: {need}. Place {place} for {label}, place {n} in the room.",
                      need=each.need.words, place=each.part.rank, label=each.part.label, n=each.need.rank))  # fmt: skip
    said += [_("Seen differently: {need}.", need=need.words) for need in result.differently]
    said += [] if result.parted or not parts else [taking_part.whole_room(result.answered)]
    return " ".join(map(str, [*said, START]))


def result_line(need: Need, score: str) -> Words:
    """A place in one sentence."""
    return _("Place {place}: {need}. Score {score}.", place=need.rank, need=need.words, score=score)


def chosen(rows: Sequence[tuple[Need, bool, Sequence[Words]]]) -> Html:
    """On the board and on phones: the needs in order, with what could help, and which are taken forward."""
    if not rows:
        return kit.empty(_("There is no result yet."), "")
    return kit.rule_list([
        kit.RuleRow(need.id, need.words, need.rank,
                    _("Could help: {strengths}", strengths="; ".join(map(str, strengths))) if strengths else "",
                    "agreed" if goes else "", _("We take this forward") if goes else _("Not now"))
        for need, goes, strengths in rows
    ], 6)  # fmt: skip


def choosing(needs: Sequence[Need], goes: Mapping[str, bool], do: str) -> Html:
    """On the stage: take a need forward, or leave it here for now."""
    rows = []
    for need in needs:
        on = not goes[need.id]
        words = _("Take it forward") if on else _("Leave it for now")
        label = _("{what}: {need}", what=words, need=need.words)
        buttons = [kit.button(words, kit.act(do, need=need.id, on=int(on)), label=label)]
        rows.append(kit.Row(need.id, need.words, "" if on else _("We take this forward"), buttons))
    return kit.listing(rows, _("What do we take forward?"), "forward") if rows else Html("")


def _rows(result: Found, own: Mapping[str, tuple[str, str]] | None = None) -> tuple[Words, list[Row]]:
    """All rows, and how all of them begin; what they share is said once, over them."""
    begins, labels = _short([str(need.words) for need in result.needs])
    most = result.answered
    rows = []
    for (need, score), label in zip(_scored(result), labels, strict=True):
        n = need.weighed.n
        few = ngettext("{n} person rated both. Too few for a score.", "{n} people rated both. Too few for a score.", n)
        note = _("Seen differently") if need in result.differently else ""
        drawn = _drawn(need.weighed, most) if need.rank else None
        heard = _heard(need, score) if need.rank else need.words
        lines = _lines(need, score, few, (own or {}).get(need.id), need in result.differently)
        rows.append(Row(need.id, need.rank or "", label, need.words, heard, note, score, few, drawn, lines))
    return begins, rows


def _lines(need: Need, score: str, few: Words, own: tuple[str, str] | None, differs: bool) -> list[Words]:
    found: list[Words] = [few]
    if need.rank:
        important, met = counting.decimals([need.weighed.importance, need.weighed.meeting])
        found = [_("Score {score}. How important: {a} of 5. How well met: {b} of 5. {n} people.",
                   score=score, a=important, b=met, n=need.weighed.n)]  # fmt: skip
    if differs:
        means = counting.decimals([part.weighed.importance for part in need.parts])
        said = "; ".join(f"{part.label} {mean}" for part, mean in zip(need.parts, means, strict=True))
        found.append(_("Seen differently. How important: {means}.", means=said))
    if own:
        found.append(_("Your answer: important {a}, met {b}.", a=own[0], b=own[1]))
    return found


def _heard(need: Need, score: str) -> Words:
    """A row for those who hear it."""
    counts = ["; ".join(f"{point}: {n}" for point, n in zip(POINTS, each, strict=True) if n)
              for each in (need.weighed.important, need.weighed.met)]  # fmt: skip
    line = result_line(need, score)
    return _("{line} People for each point, important: {a}. Met: {b}.", line=line, a=counts[0], b=counts[1])


def _scored(result: Found) -> list[tuple[Need, str]]:
    scores = counting.decimals([need.weighed.score for need in result.needs])
    return list(zip(result.needs, map(counting.signed, scores), strict=True))


def _hidden(hidden: Sequence[Hidden], named: Mapping[str, Words]) -> list[tuple[Words, list[Words]]]:
    """The hidden priorities by need, as they are `named`, each with its place for whom, and its place in the room."""
    found: dict[str, tuple[Words, list[Words]]] = {}
    for each in hidden:
        lines = found.setdefault(each.need.id, (named[each.need.id], []))[1]
        lines.append(_("Place {n} for {label}", n=each.part.rank, label=each.part.label))
    rooms = {each.need.id: _("Place {n} in the room", n=each.need.rank) for each in hidden}
    return [(words, [*lines, rooms[id]]) for id, (words, lines) in found.items()]


def _entry(entry: tuple[Words, list[Words]]) -> float:
    words, lines = entry
    inside = ASIDE - 6
    return fitting.lines(words, inside, 4.0) * 4.7 + sum(fitting.lines(each, inside, 3.4) * 4 for each in lines) + 1.8


def _words(result: Found) -> dict[str, Words]:
    return {
        "score": _("score"),
        "hidden": _("Hidden priorities"),
        "none": _("No hidden priorities: every part of the room puts the same needs first."),
        "whole": taking_part.whole_room(result.answered),
        "foot": _("Above: how important. Below: how well met. A start for talking."),
        "start": START,
    }


def _short(texts: Sequence[str]) -> tuple[Words, list[str]]:
    """What all texts begin with, where that is how needs begin, and the rest of each."""
    begins = str(BEGINS).rstrip("… ")
    if all(text.casefold().startswith(f"{begins} ".casefold()) for text in texts):
        return BEGINS, [text[len(begins) :].strip() for text in texts]
    return "", list(texts)


def _drawn(weighed: Weighed, answered: int) -> Drawn:
    """Important above, met below, as people under the points; what is missing is the way between both means."""
    grain = BARS if answered > MOST_DOTS else LARGE if answered <= 10 else SMALL
    above, below = (max(grain.high(n, answered) for n in counts) for counts in (weighed.important, weighed.met))
    middle = round(max(above, grain.dot) + FREE)
    high = round(middle + FREE + max(below, grain.dot))
    way = (_place(weighed.meeting), _place(weighed.importance)) if (weighed.gap or 0) > 0 else None
    tops = ((0, weighed.important), (middle + FREE, weighed.met))
    rows = [(top, row(counts, answered, grain, CELL - grain.cell)) for top, counts in tops]
    figures = [
        (CELL * at + 2, top + 22, n)
        for top, counts in tops
        for at, n in enumerate(counts)
        if n and answered > MOST_DOTS
    ]
    return Drawn(high, middle, rows, figures, way)


def _place(mean: Fraction | None) -> str:
    """Where a mean stands in the drawing."""
    return str(round(CELL * len(POINTS) * place(mean or Fraction(1), POINTS[0], len(POINTS))))
