"""The seats of a team on a page: the empty table, the question, what is offered, the team with its mix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from activities.team_and_roles.few import some
from activities.team_and_roles.rules import RATHER_NOT
from activities.team_and_roles.seated import Seated
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import paged
from facilitator.text import alphabetical

_html = kit.macros("team", beside=__file__)

Named = Callable[[str], str]
_ALL = 99
NOTHING = Html("")
FEW = 12
"""Seats that stand as dots, one beside the other."""
_WANTS: Mapping[str, Words] = {
    "seat": _("I would like a seat"),
    "support": _("I would with support"),
    "no": _("Not now"),
}


@dataclass(frozen=True)
class _Row:
    """One perspective at the table: so many people, so many rings, and what is said of it."""

    id: str
    label: Words
    n: int
    rings: int
    names: str
    told: Words
    met: bool = False


def called(perspective: str) -> Words:
    """A perspective as people read it, in their own language where it is one of the usual set."""
    return _(perspective) if perspective else _("Rather not say")


def how_many(team: Seated) -> Words:
    """How many seats there are, and the number of the draw, which is known before anyone is asked."""
    return _("{n} seats, at most {most} for one perspective. If we draw lots, number {number}.",
             n=team.mix.seats, most=team.mix.most, number=team.number)  # fmt: skip


def how_taken(team: Seated) -> Words:
    """How many seats are taken, and whether lots were drawn."""
    taken = len(team.standing("confirmed"))
    if not team.slot.closed:
        return how_many(team)
    if team.talked:
        return _("{n} seats, {taken} taken. Talked through, without lots.", n=team.mix.seats, taken=taken)
    return _("{n} seats, {taken} taken. Drawn by lot, number {number}.",
             n=team.mix.seats, taken=taken, number=team.number)  # fmt: skip


def empty_table(team: Seated) -> Html:
    """The table before anyone sits: a ring for each seat that a perspective has at least, and what a seat takes."""
    least = team.mix.least
    rows = [_Row(str(at), called(name), 0, n, "", _at_least(n)) for at, name in enumerate(team.views)
            if (n := least.get(name, 0))]  # fmt: skip
    free = team.mix.seats - sum(least.values())
    if free > 0:
        rows.append(_Row("free", _("Anyone"), 0, free, "", ngettext("{n} more seat", "{n} more seats", free)))
    why = team.mix.why_not()
    return kit.join(
        kit.lead(why) if why else NOTHING,
        kit.lead(_("What a seat takes: {words}", words=team.takes)) if team.takes else NOTHING,
        _rows(rows),
    )  # fmt: skip


def set_mix(team: Seated, named: Named) -> Html:
    """On the stage: the numbers to set with the room."""
    rows = [(str(at), called(name), team.mix.least.get(name, 0)) for at, name in enumerate(team.views)]
    words = {
        "seats": _("How many seats?"), "least": _("At least"), "takes": _("What does a seat take?"),
        "set": _("Set the mix"),
    }  # fmt: skip
    return _html.mix(kit.page.get(), named("set_mix"), team.mix.seats, rows, team.takes, words)


def wish(team: Seated, given: Mapping[str, Any], paper: bool) -> Html:
    """Would you like a seat, and as what would you sit; on paper also whether that is a yes already."""
    wants = kit.choices(
        "want", [kit.Choice(value, words) for value, words in _WANTS.items()], given.get("want"), _("A seat")
    )
    chosen = None if not given or given["want"] == "no" else given["sits"] or RATHER_NOT
    takes = kit.hint(_("What a seat takes: {words}", words=team.takes)) if team.takes else NOTHING
    ahead = NOTHING
    if paper:
        label = _("If a seat is for you, do you say yes now? Then write your name. Everyone will see it.")
        ahead = kit.text_area("ahead", label, 40, rows=1)
    return kit.join(takes, wants, _as_what(team, chosen), ahead)


def _as_what(team: Seated, chosen: str | None) -> Html:
    options = [*(kit.Choice(name, called(name)) for name in team.views), kit.Choice(RATHER_NOT, called(""))]
    return kit.join(
        kit.heading(_("I would sit as …")),
        kit.hint(_("If you get a seat, everyone will see this. If not, nobody will.")),
        kit.choices("sits", options, chosen, _("As what would you sit?")),
    )


def offered(team: Seated) -> Html:
    """Seats that are offered or taken, by perspective, and held ones; nothing of anybody who has none."""
    if not team.slot.closed:
        enough = _("There are more people than seats. Talk about it: some may step back. Or draw lots.")
        return kit.lead(enough if team.contested else _("Everyone who would like a seat can have one."))
    n, counts = team.counts("confirmed"), team.counts("offered", "confirmed")
    held = team.mix.held(counts)
    rows = [
        _Row(str(at), called(name), n[name], counts[name] - n[name] + held.get(name, 0), "",
             _standing(counts[name] - n[name], held.get(name, 0)))
        for at, name in enumerate([*team.views, ""]) if counts[name] or held.get(name)
    ]  # fmt: skip
    talk = _("Talk about who sits. Each of those takes the seat on their own phone or paper.")
    return kit.join(kit.lead(talk) if team.talked else NOTHING, _rows(rows, 9 if team.talked else 0),
                    kit.lead(_held(team)) if held else NOTHING)  # fmt: skip


def team(team: Seated) -> Html:
    """The mix check, every perspective with its people and their names, and what is held."""
    n, waits, names = team.counts("confirmed"), team.counts("offered"), team.names()
    held = team.mix.held(n + waits)
    rows = [
        _Row(str(at), called(name), n[name], waits[name] + held.get(name, 0), ", ".join(names.get(name, [])),
             _standing(waits[name], held.get(name, 0)) or _at_least(team.mix.least.get(name, 0)),
             met=0 < team.mix.least.get(name, 0) <= n[name])
        for at, name in enumerate([*team.views, ""]) if n[name] or waits[name] or held.get(name)
    ]  # fmt: skip
    if not rows:
        return kit.empty(_("Nobody has a seat yet."), _("Ask who would like one, then offer the seats."))
    if team.mix.met(n):
        told = kit.outcome("agreed", _("The mix is met"))
    else:
        told = kit.outcome("not-yet", _("Mix not met yet"), _held(team))
    supported = sorted((team.slot.names[key] for key in team.support), key=alphabetical)
    if not supported:
        return kit.join(told, _rows(rows, 9))
    words = _("Would like support: {names}", names=some(supported, fitting.WIDE, 4.5, 2, _ALL))
    return kit.join(told, _rows(rows, 9 + 5.5 * fitting.lines(words, fitting.WIDE, 4.5)), kit.lead(words))


def answer(team: Seated, me: Key, name: str, named: Named, below: Html) -> Html:
    """On a phone: the seat that is offered to me, to take or not; or where I stand."""
    standing = team.slot.standing(me)
    if team.can_take(me):
        sits = called(team.wishes[me].sits)
        said = _("You are offered a seat as: {perspective}. Only you can say yes.", perspective=sits)
        if standing == "interested":
            said = _("Take a seat if you all agreed on it. You would sit as: {perspective}.", perspective=sits)
        words = {
            "name": _("Your name for the team"), "take": _("Yes, I take it"), "no": _("No, thank you"),
            "support": _("I would like support. Everyone sees this."),
        }  # fmt: skip
        no = named("decline_seat" if standing == "offered" else "leave_seat")
        return kit.join(kit.privacy(), kit.lead(said),
                        _html.take(named("take_seat"), no, name, words), below)  # fmt: skip
    if standing in ("confirmed", "interested"):
        return mine(team, me, named, below)
    ask = _("I would like a seat after all")
    late = kit.join(_as_what(team, None), kit.secondary([kit.button(ask, named("seat_sheet"))]))
    return kit.join(kit.foldable(ask, late), below)


def mine(team: Seated, me: Key, named: Named, below: Html) -> Html:
    """On a phone: where I stand, how I give it back, and under it what everyone sees."""
    standing = team.slot.standing(me)
    told: Words = ""
    back = _("I step back")
    if standing == "confirmed":
        told, back = _("You have a seat. You can hand it back at any time."), _("Hand my seat back")
    elif standing == "offered":
        told = _("A seat was offered to you. Ask the facilitator to go back one step if you want to take it.")
    elif standing == "interested" and team.slot.closed:
        told = _("There is no seat for you now. If one becomes free, it may be offered to you. Only you see this.")
    elif standing == "interested":
        told = _("You said that you would like a seat.")
    leave = kit.button(back, named("leave_seat"), kind="quiet")
    return kit.join(kit.join(kit.lead(told), leave) if told else NOTHING, below)


def take_fields(team: Seated) -> Html:
    """The same on paper: a seat that was offered, or that somebody would like after all."""
    label = _("If a seat was offered to you, or is now: do you say yes? Then write your name. Everyone will see it.")
    return kit.join(
        kit.text_area("who", label, 40, rows=1),
        kit.tick("support", _("I would like support. Everyone sees this.")),
        _as_what(team, None),
    )


def offer_tools(team: Seated, named: Named) -> Html:
    """On the stage: offer, and wait no longer. Nothing of who waits."""
    buttons = []
    if any(key not in team.slot.lots for key in team.standing("interested")):
        words = _("Draw lots and offer the seats") if team.contested else _("Offer the seats")
        buttons.append(kit.button(words, named("offer_seats")))
        if team.contested and not team.slot.closed:
            buttons.append(kit.button(_("Talk it through instead"), named("talk_it_through")))
    if team.standing("offered"):
        buttons.append(kit.button(_("Wait no longer for answers"), named("stop_waiting")))
    return kit.secondary(buttons) if buttons else NOTHING


def aloud(team: Seated) -> Words:
    """The team in a sentence or two; empty before seats were offered."""
    if not team.slot.closed:
        return ""
    n = len(team.standing("confirmed"))
    taken = ngettext("{n} of {seats} seats is taken.", "{n} of {seats} seats are taken.", n, seats=team.mix.seats)
    met = _("The mix is met.") if team.mix.met(team.counts("confirmed")) else _held(team)
    return " ".join(str(words) for words in (taken, met) if words)


def _held(team: Seated) -> Words:
    held = team.mix.held(team.counts("offered", "confirmed"))
    n, names = sum(held.values()), ", ".join(str(called(name)) for name in held)
    if not n:
        return _("Some who were offered a seat have not answered yet.")
    return ngettext("{n} seat is held for: {names}. It is not given away.",
                    "{n} seats are held for: {names}. They are not given away.", n, names=names)  # fmt: skip


def _at_least(n: int) -> Words:
    return _("at least {n}", n=n) if n else ""


def _standing(waits: int, held: int) -> Words:
    offered = ngettext("{n} offered", "{n} offered", waits) if waits else ""
    kept = ngettext("{n} held open", "{n} held open", held) if held else ""
    return ", ".join(str(words) for words in (offered, kept) if words)


def _rows(rows: Sequence[_Row], around: float = 0) -> Html:
    def tall(row: _Row) -> float:
        return max(fitting.lines(row.label, 64, 4) * 4.6, fitting.lines(row.names, 60, 3.6) * 4.2) + 1.5

    shown, part = paged(rows, 9, tall, kit.room(fitting.HIGH + 3 - around))
    dots = max((row.n + row.rings for row in rows), default=0) <= FEW
    return kit.join(_html.rows(shown, dots, _("met")), part)
