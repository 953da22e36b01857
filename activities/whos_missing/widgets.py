"""What only this activity draws: groups in four circles, gaps between rows of people, who is missing, invitations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from activities.whos_missing.gaps import Gap, Known
from activities.whos_missing.presets import AFFECTED, CIRCLES, NO_CIRCLE, SAY
from facilitator import counting, kit
from facilitator.activity import Day, Html
from facilitator.blocks.collect import Beside
from facilitator.blocks.collect.widgets import fields_beside
from facilitator.blocks.rate import Distribution, Point, Scale
from facilitator.blocks.rate.spreads import Row
from facilitator.blocks.rate.widgets import choices, drawn_by, says
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.people import Grain
from facilitator.kit.results import MOST_DOTS, paged
from facilitator.report.words import day

_html = kit.macros("missing", beside=__file__)

NOTHING = Html("")
LABEL, ROW, LINE, CHIPS, MOST = 46.0, 4.4, 4.8, 110.0, 30
BAND = 6.2
"""How high a circle is without anybody in it."""
DOTS, BARS = Grain(15, 2.3, 0.4), Grain(15, 2.4, 0.4)
HEAD, ROOM, PAGES = 3.6, 8.0, 3.5
"""The points over all rows; and what more room there is on one page, and on each of several, down to the table."""
CORNER = 74.0
"""How wide a name is in one of the four corners."""
BARE, DOWN = 125.0, 5.0
"""How wide a name stands beside "Nobody yet", and what height its list has more: its counter stands on the table."""
SOON = 14
"""Days from now, as a first suggestion."""
ON_A_PHONE, WITH_DOTS = 2, 5
"""So many ways to reach a group, and so many gaps with dots, are drawn on a phone: its page stays small."""
Named = Callable[[str], str]
Lacking = tuple[Sequence[Words], Sequence[Words]]


# Circles


def circles(known: Sequence[Known], lacking: Lacking) -> Html:
    """The four circles from the inside out, with the names in them; on the board page by page, over who is missing."""
    if not known:
        return kit.empty(_("Nobody is on the map yet."), _("The facilitator adds who is named."))
    order = ["", *CIRCLES]
    rows = sorted(known, key=lambda each: order.index(each.circle))

    def tall(each: Known) -> float:
        wide = len(each.text) * 2.2 + 6
        return 6.3 * wide / CHIPS if wide < CHIPS else fitting.lines(each.text, CHIPS, 3.6) * 5.2 + 2.4

    under = _box_height(lacking) if any(lacking) else 0
    shown, part = paged(rows, MOST, tall, fitting.HIGH - under - BAND * len(CIRCLES))
    bands = [(circle, _circle(circle), [each for each in shown if each.circle == circle]) for circle in order]
    return kit.join(_html.circles([band for band in bands if band[2] or band[0]], _("not rated")), part)


def placing(known: Sequence[Known], do: str, acts: Sequence[tuple[str, Words]] = ()) -> Html:
    """Tap a group, then a circle. `acts` are what else can be done with it, on the stage."""
    if not known:
        return Html("")
    rows = [(each.id, each.text, _circle(each.circle), not each.rated) for each in known]
    words = {"how": _("Tap a group, then the circle where it belongs."), "unrated": _("not rated")}
    return _html.placing(kit.page.get(), rows, CIRCLES, do, acts, words)


def too_many(do: str, most: int) -> Html:
    """On the stage: leave only as many as can be rated, where there are more."""
    if not most:
        return NOTHING
    return kit.secondary([kit.button(_("Rate only the {n} closest to the middle", n=most), do)])


def add_named(do: str, fields: Sequence[Beside]) -> Html:
    """A form for a group that somebody names aloud."""
    field = kit.TextField("text", _("A group or a role"), 80)
    inside = kit.text_form(field, do, _("Add it"), after=fields_beside(fields, {}, id="named"))
    return kit.foldable(_("Somebody names one more"), inside)


# Who is missing


def lacks(missing: Sequence[Words], away: Sequence[Words]) -> Html:
    """The broken box: categories without anybody, and those of which nobody is here; nothing where nobody lacks."""
    if not missing and not away:
        return Html("")
    none = _("No one yet from: {names}", names=", ".join(map(str, missing))) if missing else ""
    absent = _("Not here today: {names}", names=", ".join(map(str, away))) if away else ""
    return _html.lacks(none, absent)


def ask_why(do: str, why: str) -> Html:
    """On the stage: why we close although somebody is missing."""
    field = kit.TextField("text", _("Why do we close without them?"), 280, why, 2)
    return kit.text_form(field, do, _("Change") if why else _("Keep this reason"))


# Gaps


@dataclass(frozen=True)
class _Line:
    """One of the two rows of a group."""

    what: Words
    row: Row


@dataclass(frozen=True)
class _Box:
    """A group with its two rows and the gap between them; or that too few gave numbers."""

    id: str
    label: str
    lines: Sequence[_Line]
    gap: str = ""
    marked: bool = False
    told: Words = ""
    line: Words = ""
    """Stands under it, on the broken line."""

    @property
    def way(self) -> tuple[str, str] | None:
        """Where the missing say begins and ends."""
        return self.lines[0].row.way if self.lines else None


def gaps(
    found: Sequence[Gap], flag: Fraction, answered: int, mine: Mapping[str, Point], lacking: Lacking,
) -> Html:  # fmt: skip
    """The list by gap, page by page on the board, and who is missing in a broken box on each of them."""
    box = lacks(*lacking)
    if not found:
        return kit.join(kit.empty(_("Nobody is on the map yet."), ""), box)
    boxes = list(_boxes(found, flag, mine))
    if kit.page.get().surface == "phone":
        boxes[WITH_DOTS:] = map(_in_words, boxes[WITH_DOTS:])
    size = "bars" if answered > MOST_DOTS else "small"
    letters = fitting.size_for((box.label for box in boxes), (4.2, 3.4), lambda _size: LABEL - 2)

    def tall(box: _Box) -> float:
        return _tall(box, size == "bars", letters)

    high = fitting.HIGH - HEAD - (_box_height(lacking) if box else 0)
    high += ROOM if sum(map(tall, boxes)) <= high + ROOM else PAGES
    shown, part = paged(boxes, 9, tall, high)
    head = [choice for choice in choices(AFFECTED) if choice.figure] if any(each.lines for each in shown) else []
    words = {"mean": _("mean"), "gap": _("gap"), "mine": _("your dot")}
    legend = says(AFFECTED, "says") if kit.page.get().surface == "phone" and head else Html("")
    none = _("No gap is {flag} or more.", flag=counting.plain([flag])[0])
    told = kit.hint(none) if head and not any(gap.needs_more(flag) for gap in found) else NOTHING
    look = size if letters > 4 else f"{size} z3"
    seen = drawn_by(BARS if size == "bars" else DOTS, answered, len(AFFECTED.points))
    return kit.join(legend, _html.gaps(head, shown, seen, look, words), told, box, part)


def _boxes(found: Sequence[Gap], flag: Fraction, mine: Mapping[str, Point]) -> Sequence[_Box]:
    means = counting.decimals([each for gap in found if gap.means for each in gap.means[:2]])
    widths = iter(counting.decimals([gap.gap for gap in found if gap.means]))
    shown = iter(means)
    more = [gap.needs_more(flag) for gap in found]
    boxes = []
    for at, gap in enumerate(found):
        under = _("Above this line people need more say.") if more[at] and not any(more[at + 1 :]) else ""
        known = gap.known
        if gap.means is None:
            boxes.append(_Box(known.id, known.text, (), told=_few(gap)))
            continue
        affected, say, _width = gap.means
        rows = [
            _Line(scale.told, _row(known.id, scale, count, next(shown), mean, mine))
            for scale, count, mean in ((AFFECTED, gap.affected, affected), (SAY, gap.say, say))
        ]
        if affected > say:
            first = rows[0]
            rows[0] = _Line(first.what, Row(first.row.id, first.row.label, first.row.count, first.row.scale,
                                            first.row.mean, mine=first.row.mine, at=say, to=affected))  # fmt: skip
        boxes.append(_Box(known.id, known.text, rows, counting.signed(next(widths)), more[at], line=under))
    return boxes


def _in_words(box: _Box) -> _Box:
    """The same without dots: a phone need not draw what is far down its list."""
    if not box.lines:
        return box
    affected, say = (line.row.mean for line in box.lines)
    told = _("Affected {affected}, say now {say}, gap {gap}.", affected=affected, say=say, gap=box.gap)
    return replace(box, lines=(), told=told)


def _row(id: str, scale: Scale, count: Distribution, mean: str, at: Fraction, mine: Mapping[str, Point]) -> Row:
    cell = scale.cell(id)
    return Row(cell, scale.told, count, scale, mean, mine=mine.get(cell), at=at)


def _few(gap: Gap) -> Words:
    if not gap.known.rated:
        return _("Not rated.")
    return ngettext("{n} answer. Too few for numbers.", "{n} answers. Too few for numbers.", gap.n)


def _tall(box: _Box, bars: bool, letters: float) -> float:
    words = fitting.lines(box.label, LABEL - 2, letters) * letters * 1.12
    under = 4.6 if box.line else 0.0
    most = max((count for line in box.lines for count in line.row.count.counts), default=0) if not bars else 0
    rows = sum(max(ROW, DOTS.high(max(line.row.count.counts), 0) + 0.4) if most else ROW for line in box.lines)
    return max(words, rows or LINE) + 1.2 + under


def _box_height(lacking: Lacking) -> float:
    words = "    ".join([*map(str, lacking[0]), *map(str, lacking[1]), "No one yet from: Not here today:"])
    return fitting.lines(words, fitting.WIDE - 8, 3.4) * 5 + 4


def corners(rows: Sequence[tuple[Words, Sequence[str]]]) -> Html:
    """Four corners with names; on the board page by page, where a corner with few names shows them on each."""
    size = fitting.size_for((name for _title, names in rows for name in names), (3.8, 3.2), lambda _size: CORNER)

    def tall(name: str) -> float:
        return fitting.lines(name, CORNER, size) * size * 1.2

    high = (fitting.HIGH + ROOM - fitting.told()) / 2 - 9
    shelves = [fitting.packed(names, 9, tall, high) or [()] for _title, names in rows]
    pages = [[(title, shelf[at % len(shelf)]) for (title, _names), shelf in zip(rows, shelves, strict=True)]
             for at in range(max(map(len, shelves)))]  # fmt: skip
    if kit.page.get().surface == "phone":
        return _html.corners(rows, _("Nobody"), "")
    (shown, *_more), part = paged(pages, 1)
    return kit.join(_html.corners(shown, _("Nobody"), f"z{round(size)}"), part)


# Invitations


def invited(rows: Sequence[tuple[str, Words, Sequence[Any], Sequence[str]]], lacking: Lacking) -> Html:
    """Who invites whom, by when, and how people would reach them; page by page on the board. Who is missing below."""
    box = lacks(*lacking)
    most = ON_A_PHONE if kit.page.get().surface == "phone" else None
    made = [(id, words, [*map(_who, by), *_ways(how[:most], len(how))]) for id, words, by, how in rows]

    def tall(row: tuple[str, Words, Sequence[Words]]) -> float:
        below = sum(fitting.lines(each, fitting.WIDE, 3.2) * 4 for each in row[2])
        return fitting.lines(row[1], fitting.WIDE if row[2] else BARE, 4.5) * 5.4 + below + 2

    shown, part = paged(made, 9, tall, fitting.HIGH + DOWN - (_box_height(lacking) if box else 0))
    return kit.join(_html.invited(shown, _("Nobody yet")), box, part)


def _ways(shown: Sequence[str], all: int) -> list[Words]:
    more = all - len(shown)
    left = [ngettext("{n} more way stands on the board.", "{n} more ways stand on the board.", more)] if more else []
    return [*(_("To reach them: {how}", how=each) for each in shown), *left]


def inviting(targets: Mapping[str, Words], name: str, today: Day, named: Named) -> Html:
    """The form on a phone: invite, only suggest, or pass."""
    if not targets:
        return kit.empty(_("Nobody is on the map yet."), _("The facilitator adds who is named."))
    send = kit.send(named("invite"), send_words=_("I can invite them"))
    return kit.join(invitation(targets, name, today), send,
                    kit.secondary([kit.button(_("Only suggest how to reach them"), named("suggest_way"))]))  # fmt: skip


def invitation(targets: Mapping[str, Words], name: str, today: Day) -> Html:
    """Its fields, on paper, too."""
    rows = [kit.Choice(id, words) for id, words in targets.items()]
    words = {
        "who": _("Your name on the list"), "by": _("By which day?"), "how": _("How can they be reached? If you know."),
        "only": _("Only a way to reach them? Leave name and day empty."),
    }  # fmt: skip
    paper = kit.page.get().surface == "paper"
    later = "" if paper else Day.fromordinal(today.toordinal() + SOON)
    return kit.join(kit.choices("item", rows, None, _("Whom?")), _html.invitation(words, name, today, later, paper))


def mine(rows: Sequence[tuple[str, Words]], do: str) -> Html:
    """What I said I do, with a way back."""
    if not rows:
        return Html("")
    drawn = [kit.Row(id, words, buttons=[kit.button(_("Hand it back"), kit.act(do, whom=id),
                                                    label=_("Hand it back: {title}", title=words))])
             for id, words in rows]  # fmt: skip
    return kit.listing(drawn, _("You invite"), "yours")


def _who(each: Any) -> Words:
    return _("{who}, by {day}", who=each.who, day=day(each.by.isoformat()))


def _circle(circle: str) -> Words:
    return CIRCLES.get(circle, NO_CIRCLE)
