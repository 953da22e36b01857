"""A count on a page: the ballot, one step of the count, what is funded in the end, and what each line gets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from activities.share_resources import telling
from activities.share_resources.equal_shares import Funding
from activities.share_resources.telling import Moment
from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.kit import fitting

_html = kit.macros("shares", beside=__file__)

Texts = Mapping[str, str]
FOOT = 19.0
"""How much of the height of the board stands under the projects while they are counted."""
HALF = 26.0
"""How much of it is there for the projects where two ways of counting stand side by side."""


def boxes(rows: Sequence[tuple[str, str, int]], mine: Collection[str]) -> Html:
    """Projects (id, text, cost) to tick."""
    return _html.boxes("dots", [(id, text, cost, id in mine) for id, text, cost in rows])


def moment(each: Moment, found: Funding, texts: Texts, mine: Collection[str] = ()) -> Html:
    """One step of the count: every project that somebody chose, who is served by now, and what is left of the pot."""
    there = found.election.supporters
    rest = sorted((id for id in there if id not in each.bought), key=lambda id: found.election.ties[id][1])
    order = [*each.bought, *rest]
    if len(order) > 5:  # what happens now stands on the first page
        order.sort(key=lambda id: id not in each.now)
    rows = [
        kit.ChartRow(
            id, telling.priced(found, texts, id), len(there[id]), each.bought.get(id, ""), marked=id in each.now,
            sign=kit.icon("agreed" if id in each.bought else "table"), mine=int(id in mine),
        )
        for id in order
    ]  # fmt: skip
    if not rows:
        return kit.empty(each.words, "")
    left = found.election.budget - found.election.cost(each.bought)
    words = _("{n} of {total} is left.", n=left, total=found.election.budget)
    return kit.join(
        kit.hint(each.share) if each.share else "",
        kit.chart(rows, len(found.election.voters), ranks=False, id="bought", high=fitting.HIGH - FOOT),
        _served(found, [*each.bought]), kit.pot(_pieces(each, found, texts), found.election.budget, words),
    )  # fmt: skip


def funded(found: Funding, texts: Texts, mine: Collection[str], by_hand: bool) -> Html:
    """What is funded beside what the other way of counting would have funded; on a phone also what is not funded."""
    shares, votes = found.shares.funded, found.votes
    ours, other = (votes, shares) if found.by_votes else (shares, votes)
    names = (_("Equal shares"), _("Most votes first"))
    first, second = reversed(names) if found.by_votes else names
    why = _("Our way of counting, chosen before the ballot")
    if by_hand:
        why = _("Chosen by the room, as equal shares fund nothing")
    board = kit.page.get().surface in ("board", "stage")
    both = [[texts[each] for each in pair if each] for pair in zip_longest(ours, other)]
    shown, part = kit.paged(list(enumerate(both)), 6, lambda row: max(map(_half, row[1])), HALF - 9 * (not ours))
    cut = slice(shown[0][0], shown[-1][0] + 1) if shown else slice(0)
    sides = [
        _side(found, texts, first, why, ours, ours[cut], True, mine),
        _side(found, texts, second, _("Only to compare"), other, other[cut], False, mine),
    ]
    left_out = [each for each in found.election.supporters if each not in ours]
    nothing = "" if ours else kit.outcome("not-yet", _("Nothing is funded."), _("Count by most votes first?") if votes
                                          else "")  # fmt: skip
    rest = Html("") if board or not left_out else _left_out(found, texts, left_out, mine)
    return kit.join(nothing, _html.compared(sides, kit.MOST_DOTS), part, kit.hint(telling.why_not(found, texts)), rest)


@dataclass(frozen=True)
class Line:
    """One line of the pot: what it gets, how much of that was fixed, and what is said of the points for it."""

    id: str
    text: str
    gets: int
    fixed: int
    notes: Sequence[Words]


def divided(lines: Sequence[Line], last: Words) -> Html:
    """What each line gets, and what of it was fixed before."""
    most = max([1, *(line.gets for line in lines)])
    shown, part = kit.paged(lines, 7, _tall, fitting.HIGH - 13)
    rows = [
        {
            "id": line.id, "text": line.text, "gets": line.gets, "notes": line.notes,
            "bar": kit.in_parts((line.fixed, line.gets - line.fixed), most),
        }
        for line in shown
    ]  # fmt: skip
    fixed, total = sum(line.fixed for line in lines), sum(line.gets for line in lines)
    key = ((kit.in_parts((1, 0), 1, key=True), _("Fixed before: {n}", n=fixed)),
           (kit.in_parts((0, 1), 1, key=True), _("From your points: {n}", n=total - fixed)))  # fmt: skip
    return kit.join(_html.divided(key, rows, (_("Together"), total, last)), part)


def _side(found: Funding, texts: Texts, title: Words, note: Words, funded: Sequence[str], shown: Sequence[str],
          ours: bool, mine: Collection[str]) -> Mapping[str, object]:  # fmt: skip
    cost = found.election.cost(funded)
    rows = [(texts[each], found.election.costs[each], _("You chose it") if each in mine else "") for each in shown]
    n, total = found.election.served(funded), len(found.election.voters)
    return {
        "title": title, "note": note, "rows": rows, "ours": ours, "nothing": _("Nothing"),
        "used": _("{n} used", n=cost),
        "left": _("{n} left", n=found.election.budget - cost),
        "served": (_("Have a funded choice"), _("{n} of {total}", n=n, total=total), n, total),
    }  # fmt: skip


def _served(found: Funding, funded: Sequence[str]) -> Html:
    n, total = found.election.served(funded), len(found.election.voters)
    words = (_("People with a funded choice"), _("{n} of {total}", n=n, total=total))
    return _html.served(*words, n, total, kit.MOST_DOTS)


def _pieces(each: Moment, found: Funding, texts: Texts) -> list[kit.Piece]:
    """What is paid so far, in its order."""
    return [kit.Piece(texts[id], found.election.costs[id], id in each.now) for id in each.bought]


def _left_out(found: Funding, texts: Texts, projects: Sequence[str], mine: Collection[str]) -> Html:
    rows = [
        kit.ChartRow(each, telling.priced(found, texts, each), len(found.election.supporters[each]),
                     mine=int(each in mine))
        for each in projects
    ]  # fmt: skip
    chart = kit.chart(rows, len(found.election.voters), ranks=False, id="left-out")
    return kit.join(kit.heading(_("Not funded, and how many people chose it")), chart)


def _half(text: str) -> float:
    return fitting.lines(text, 50, 3.8) * 4.4 + 1.2


def _tall(line: Line) -> float:
    notes = sum(fitting.lines(note, 86, 3.2) for note in line.notes)
    return max(9.6, fitting.lines(line.text, 44, 4.5) * 5 + 2, 5.6 + 3.9 * notes + 1)
