"""The team in the record: who sits, the mix, what is held, and the draw. Nothing of anybody who has no seat."""

from __future__ import annotations

from activities.team_and_roles.seat_pages import called
from activities.team_and_roles.seated import Seated
from facilitator.i18n import _, ngettext
from facilitator.report.model import Cell, Column, Facts, Outcome, Passage, Table


def passages(team: Seated) -> list[Passage]:
    """The team table, the mix and whether it is met, held seats, and the number of the draw."""
    n, mix = team.counts("confirmed"), team.mix
    met = mix.met(n)
    people: list[tuple[Cell, ...]] = [
        (name, str(called(sits))) for sits in [*team.views, ""] for name in team.names().get(sits, [])
    ]
    held = mix.held(n)
    rows: list[tuple[Cell, ...]] = [
        (str(called(sits)), n[sits], mix.least.get(sits, 0), held.get(sits, 0))
        for sits in [*team.views, ""] if n[sits] or mix.least.get(sits)
    ]  # fmt: skip
    columns = (
        Column(str(_("Sits as"))), Column(str(_("Seats taken")), "count"), Column(str(_("At least")), "count"),
        Column(str(_("Held open")), "count"),
    )  # fmt: skip
    found: list[Passage] = [_came_to(team, met, sum(held.values()))]
    if people:
        found.append(Table("team", str(_("Our team")), (Column(str(_("Who")), names=True), Column(str(_("Sits as")))),
                           tuple(people)))  # fmt: skip
    found.append(Table("mix", str(_("The mix")), columns, tuple(rows)))
    return [*found, Facts(tuple(_facts(team)))]


def _came_to(team: Seated, met: bool, held: int) -> Outcome:
    """How many seats are taken, and whether it is the mix that the room wanted."""
    taken, seats = len(team.standing("confirmed")), team.mix.seats
    words = ngettext("{n} of {total} seats is taken.", "{n} of {total} seats are taken.", taken, total=seats)
    told = [_("The mix is met.") if met else _("The mix is not met yet.")]
    if held:
        told.append(ngettext("{n} seat is held open and not given away.",
                             "{n} seats are held open and not given away.", held))  # fmt: skip
    return Outcome("agreed" if met else "not-yet", str(words), " ".join(map(str, told)))


def _facts(team: Seated) -> list[tuple[str, str]]:
    most = _("One perspective can have {most} of {seats} seats at most.", most=team.mix.most, seats=team.mix.seats)
    rows = [(_("Most for one perspective"), most)]
    if team.takes:
        rows.append((_("What a seat takes"), _("A seat takes this: {words}.", words=team.takes.rstrip("."))))
    if team.talked:
        rows.append((_("Draw"), _("No lots were drawn: it was talked through.")))
    elif team.slot.closed:
        drawn = _("Seats were offered in the order of one draw. Everyone could read its number before: {number}.",
                  number=team.number)  # fmt: skip
        rows.append((_("Draw"), drawn))
    offered = len(team.standing("offered"))
    if offered:
        words = ngettext("{n} seat was offered and has no answer.", "{n} seats were offered and have no answer.",
                         offered)  # fmt: skip
        rows.append((_("Offered, without an answer"), words))
    return [(str(label), str(words)) for label, words in rows]
