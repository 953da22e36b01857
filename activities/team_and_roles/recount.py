"""Who sits, who stands where and what is to mend, counted again for a rehearsal from what each person did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from activities.team_and_roles.recount_passed import Passed
from activities.team_and_roles.rules import CARED, FEW, RATHER_NOT, ROLES
from activities.team_and_roles.seat_pages import called
from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Section, Table

Figure = tuple[str, Cell, Cell]


@dataclass
class _Person:
    """What is known of one person: the seat, the name and the places in the grid."""

    name: str = ""
    sits: str = ""
    seat: str = ""
    """"taken", or "maybe": a yes on paper, which a draw may or may not turn into a seat."""
    as_: str = ""
    called: str = ""
    """The name for the team."""
    places: set[tuple[str, str]] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    confirmed: bool = False


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of the tables of a section."""
    acts = [act for act in books.acts if act.step == books.step]
    people, passed = {act.who: _Person() for act in acts if act.who}, Passed()
    for act in acts:
        action = act.action.rpartition(".")[2]
        if act.who:
            _do(people[act.who], action, act.given, act.phase)
        passed.follow(act.who, action, act.given, people)
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    if "mix" in tables:
        yield from _seats(tables["mix"], tables.get("team"), list(people.values()))
    if "roles" in tables:
        off = [act.given["task"] for act in acts if not act.who and act.action.endswith("drop_task")]
        made = len(tables["roles"].rows) + len(off)
        ids = [id for at in range(made) if (id := f"t{at + 1}") not in off]
        yield from _grid(tables["roles"], ids, people.values())
        if flag := _flag(section):
            yield from _found(tables["roles"], tables.get("open"), ids, list(people.values()), flag)
        titles = {id: str(row[0]) for id, row in zip(ids, tables["roles"].rows, strict=True)}
        yield from passed.figures(tables, people, titles)


def _do(me: _Person, action: str, given: Mapping[str, str], phase: str) -> None:
    sits, who = given.get("sits", ""), given.get("who", "").strip()
    if action in ("wish", "seat_sheet") and me.seat != "taken":
        yes = given.get("ahead", "").strip() if action == "wish" else who
        me.as_, me.seat = "" if sits == RATHER_NOT else sits or me.as_, "maybe" if yes else ""
        me.called = yes
        if given.get("want") == "no":
            me.seat = ""
    elif action == "take_seat":
        me.seat, me.called = "taken", who
    elif action in ("decline_seat", "leave_seat"):
        me.seat = ""
    elif action == "pass" and phase in ("roles", "check"):
        me.places, me.alone = (me.places, me.alone) if me.confirmed else (set(), set())
    elif action == "pass" and phase == "interest":
        me.seat = ""
    elif action in ("sign", "all_of_mine"):
        _sign(me, who, sits)
    if action == "all_of_mine":
        cells = [name.removeprefix("roles.").partition("-") for name in given if name.startswith("roles.")]
        me.places, me.confirmed = {(task, role) for task, _dash, role in cells}, True
        me.alone = {name.removeprefix("alone.") for name in given if name.startswith("alone.")}
    elif action == "take_role":
        _sign(me, "", "")
        me.places.add((given["task"], given["role"]))
        me.confirmed = False
    elif action == "hand_role_back":
        me.places.discard((given["task"], given["role"]))
    elif action == "no_help":
        (me.alone.add if given.get("on", "1") == "1" else me.alone.discard)(given["task"])
    elif action == "confirm":
        me.confirmed = True
    me.alone = {task for task in me.alone if {(task, "does"), (task, "answers")} & me.places}


def _sign(me: _Person, who: str, sits: str) -> None:
    """A name for the grid: what was given, what was there, or that of the seat; and as what they sit."""
    if not me.name:
        me.name, me.sits = (me.called, me.as_) if me.seat else ("", "")
    me.name = who or me.name
    if sits:
        me.sits = "" if sits == RATHER_NOT else sits


def _seats(mix: Table, team: Table | None, people: Sequence[_Person]) -> Iterator[Figure]:
    there = [str(row[0]) for row in team.rows] if team else []
    sit = [me for me in people if me.seat == "taken" or (me.seat == "maybe" and me.called in there)]
    known = Counter((me.called, str(called(me.as_))) for me in sit)
    said = Counter((str(row[0]), str(row[1])) for row in team.rows) if team else Counter[tuple[str, str]]()
    for each in {*known, *said}:
        yield " · ".join(each), said[each], known[each]
    for label, taken, least, held in mix.rows:
        n = sum(str(called(me.as_)) == label for me in sit)
        yield str(label), taken, n
        yield str(label), held, max(0, int(least or 0) - n)


def _grid(table: Table, ids: Sequence[str], people: Any) -> Iterator[Figure]:
    for id, (title, *cells) in zip(ids, table.rows, strict=True):
        for role, cell in zip(ROLES, cells, strict=True):
            names = sorted((me.name for me in people if (id, role) in me.places), key=lambda n: (n.casefold(), n))
            yield f"{title}, {role}", cell, ", ".join(names)


def _flag(section: Section) -> Fraction | None:
    rows = [row for block in section.blocks if isinstance(block, Facts) for row in block.rows]
    found = [re.search(r"(\d+)/(\d+)", words) for label, words in rows if label == str(_("Too much for one person"))]
    return Fraction(int(found[0][1]), int(found[0][2])) if found and found[0] else None


def _found(
    grid: Table, table: Table | None, ids: Sequence[str], people: Sequence[_Person], flag: Fraction
) -> Iterator[Figure]:  # fmt: skip
    """How often each responsibility is named with each number; the sentence itself is not read."""
    known: Counter[tuple[bool, str, int]] = Counter()
    for id, row in zip(ids, grid.rows, strict=True):
        title = str(row[0])
        n = {role: sum((id, role) in me.places for me in people) for role in ROLES}
        one = [me for me in people if (id, "answers") in me.places]
        known[True, title, 0] += (n["answers"] == 0) + (n["does"] == 0) + (len(one) == 1 and not one[0].confirmed)
        known[True, title, n["answers"]] += n["answers"] > 1
        known[False, title, n["asked"]] += n["asked"] > FEW
        known[False, title, 0] += sum(
            me.sits in CARED and id not in me.alone and not n["helps"]
            for me in people if {(id, "does"), (id, "answers")} & me.places
        )  # fmt: skip
    owned = [sum(role == "answers" and task in ids for task, role in me.places) for me in people]
    if len(ids) >= FEW:
        for many in owned:
            known[False, "", many] += many > flag * len(ids)
        sits = {me.sits for me, many in zip(people, owned, strict=True) if many}
        known[False, "", 0] += len(sits) == 1 and "" not in sits
    mend = str(_("To mend"))
    said = Counter(
        (what == mend, str(title), int((re.findall(r"\d+", str(why)) or ["0"])[0]))
        for what, title, _who, why in (table.rows if table else ())
    )
    for each in {*said, *known}:
        yield f"{each[1]} ({each[2]})", said[each], known[each]
