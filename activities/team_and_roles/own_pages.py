"""Responsibilities on a phone: one under the other, who stands there, what is mine, and what I can take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from activities.team_and_roles.found import sentence
from activities.team_and_roles.grid import Grid
from activities.team_and_roles.role_pages import HEADS, I_DO, act_on, last_time, short
from activities.team_and_roles.rules import CARED, ROLES, Finding, Line
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.i18n import Words, _, ngettext

_html = kit.macros("team", beside=__file__)

Named = Callable[[str], str]
_LARGE = 10_500
"""Bytes of a list that a phone can be sent. In a longer one something is chosen first, and then what to take there."""
_NAMES = (99, 3, 1, 0)
"""Names that stand in a row of it, the most that leave it light enough."""


@dataclass(frozen=True)
class _Task:
    id: str
    title: str
    lines: Sequence[Words]
    marks: Sequence[tuple[bool, Words]]
    mine: Sequence[Html]
    take: Sequence[Html]
    ask: Words
    signs: bool = True
    """Whether a sign stands before what is to mend; words say the same where a page would be too heavy with them."""


def tasks(grid: Grid, me: Key, ctx: Ctx, signed: bool, found: Sequence[Finding], named: Named) -> Html:
    """On a phone: one responsibility under the other, who stands there, what is mine, and what I can take."""
    lines = grid.lines(ctx.seats)
    told = [kit.lead(sentence(each, grid, named_person=True)) for each in found if not each.task]
    drawn = Html("")
    for most in _NAMES:
        one = most < _NAMES[0]
        rows = [_task(grid, id, lines[id], me, signed and not one, found, named, most) for id in grid.tasks]
        drawn = kit.join(_take_one(grid, named) if signed and one else Html(""), _html.tasks(rows))
        if kit.weight(drawn) <= _LARGE:
            break
    return kit.join(*told, drawn)


def _take_one(grid: Grid, named: Named) -> Html:
    """Where the list is long: choose one of it, then what to take on there."""
    which = kit.column_select("task", [kit.Column(id, short(task.title)) for id, task in grid.tasks.items()],
                              next(iter(grid.tasks)), _("Which one?"), kit.mark("which", "take"))  # fmt: skip
    do = [(kit.act(named("take_role"), role=role), I_DO[role]) for role in ROLES]
    return kit.foldable(_("What do you take on here?"), _html.take_one(kit.page.get(), which, do))


def _marks(grid: Grid, found: Sequence[Finding], signs: bool) -> list[tuple[bool, Words]]:
    """What is to mend, and what to talk about, each with one sign and each sentence once."""
    said = {error: dict.fromkeys(str(sentence(each, grid)) for each in found if each.error == error)
            for error in (True, False)}  # fmt: skip
    kinds = {True: _("To mend"), False: _("To talk about")}
    return [(error, " ".join(words) if signs else _("{kind}: {words}", kind=kinds[error], words=" ".join(words)))
            for error, words in said.items() if words]  # fmt: skip


def _called(names: Sequence[str], most: int) -> Words:
    if len(names) <= most:
        return ", ".join(names)
    if not most:
        return ngettext("{n} person", "{n} people", len(names))
    return _("{names} and {n} more", names=", ".join(names[:most]), n=len(names) - most)


def _task(
    grid: Grid, id: str, line: Line, me: Key, signed: bool, found: Sequence[Finding], named: Named, most: int
) -> _Task:  # fmt: skip
    task, mine = grid.tasks[id], grid.tasks[id].roles(me)
    lines: list[Words] = [
        _("{role}: {names}", role=_capital(HEADS[role]), names=_called(grid.called(line.of(role)), most))
        for role in ROLES if line.of(role)
    ]  # fmt: skip
    back = [
        act_on(_("{role}. Hand it back", role=I_DO[role]), kit.act(named("hand_role_back"), task=id, role=role), task)
        for role in mine
    ]
    if {"does", "answers"}.intersection(mine) and grid.sits.get(me, "") in CARED:
        on = me in task.no_help
        words = _("I would like help after all") if on else _("I do not need help")
        back.append(act_on(words, kit.act(named("no_help"), task=id, on=0 if on else 1), task))
    more = [
        act_on(I_DO[role], kit.act(named("take_role"), task=id, role=role), task)
        for role in ROLES if signed and role not in mine
    ]  # fmt: skip
    return _Task(
        id, task.title, [*lines, last_time(task.last)] if task.last else lines,
        _marks(grid, [each for each in found if each.task == id], bool(most)), back, more,
        _("Take on more") if mine else _("What do you take on here?"), bool(most),
    )  # fmt: skip


def _capital(words: Words) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
