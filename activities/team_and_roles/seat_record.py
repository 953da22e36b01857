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
    told = ngettext("{n} seat is held open and not given away.", "{n} seats are held open and not given away.",
                    sum(held.values())) if held else ""  # fmt: skip
    found: list[Passage] = [Outcome("agreed" if met else "not-yet",
                                    str(_("The mix is met") if met else _("Mix not met yet")), str(told))]  # fmt: skip
    if people:
        found.append(Table("team", str(_("Our team")), (Column(str(_("Who")), names=True), Column(str(_("Sits as")))),
                           tuple(people)))  # fmt: skip
    found.append(Table("mix", str(_("The mix")), columns, tuple(rows)))
    return [*found, Facts(tuple(_facts(team)))]


def _facts(team: Seated) -> list[tuple[str, str]]:
    mix = team.mix
    rows = [
        (str(_("Seats")), str(mix.seats)),
        (str(_("Most for one perspective")), str(_("{most} of {seats}", most=mix.most, seats=mix.seats))),
    ]
    if team.takes:
        rows.append((str(_("What a seat takes")), team.takes))
    if team.talked:
        rows.append((str(_("Draw")), str(_("No lots: it was talked through"))))
    elif team.slot.closed:
        rows.append((str(_("Draw")), str(_("In the order of one draw, number {number}", number=team.number))))
    offered = len(team.standing("offered"))
    if offered:
        rows.append((str(_("Offered, without an answer")), str(offered)))
    return rows
