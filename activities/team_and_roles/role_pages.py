"""Responsibilities on a page: a grid on the wall, a list on a phone, one thing under the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from activities.team_and_roles.few import some
from activities.team_and_roles.found import counted, sentence, who_and_what
from activities.team_and_roles.grid import MOST, Grid, Task
from activities.team_and_roles.rules import RATHER_NOT, ROLES, Finding, Role
from activities.team_and_roles.seat_pages import called
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import paged

__all__ = ["MOST"]

_html = kit.macros("team", beside=__file__)

Named = Callable[[str], str]
NOTHING = Html("")
HEADS: Mapping[Role, Words] = {
    "does": _("does it"), "answers": _("answers for it"), "helps": _("helps"), "asked": _("is asked first"),
    "told": _("is told"),
}  # fmt: skip
LETTERS: Mapping[Role, str] = {"does": "R", "answers": "A", "helps": "S", "asked": "C", "told": "I"}
I_DO: Mapping[Role, Words] = {
    "does": _("I do it"), "answers": _("I answer for it"), "helps": _("I help"), "asked": _("Ask me first"),
    "told": _("Tell me"),
}  # fmt: skip
_OFFERED, _CALLED = 40, 60
"""Cards in a list to choose from, and letters of each."""
SEVERAL = 3
"""From so many to mend on, one press leaves all of them open."""
_LINES = 4
"""Lines that the names in a cell of the wall take; phones and the record have all."""
_CELL, _TASK, _BOXED, _FLAG = 22.5, 36.5, 20.5, 17.0
"""How wide a cell, the first column, a cell with a mark and the words of the mark are, in hundredths of the height."""
_HIGH, _HEAD, _TOLD, _ABOUT = fitting.HIGH + 3, 6.0, 6.5, 52.0
"""What a page has under its question of one line; its heads and its count; how wide it is what a finding is about."""


@dataclass(frozen=True)
class _Cell:
    names: str = ""
    flag: Words = ""
    error: bool = False


@dataclass(frozen=True)
class _Row:
    """A responsibility in the grid, or a finding under it."""

    id: str
    title: str = ""
    cells: Sequence[_Cell] = ()
    about: str = ""
    words: Words = ""
    error: bool = False


def how_many(grid: Grid) -> Words:
    """How many responsibilities there are."""
    return ngettext("{n} responsibility.", "{n} responsibilities.", len(grid.tasks))


def titles(titles: Sequence[str]) -> Html:
    """The list as it is written."""

    def tall(title: str) -> float:
        return fitting.lines(title, 76, 3.6) * 4.3 + 2

    shown, part = paged(titles, 99, tall, 2 * kit.room(fitting.HIGH) - 18)
    return _html.titles(shown) + part


def change_tools(grid: Grid, cards: Mapping[str, str], named: Named) -> Html:
    """On the stage: cards to put on the list, the list itself, and one more."""
    add = kit.text_form(kit.TextField("title", _("One more responsibility"), 140), named("add_task"), _("Add"))
    parts = []
    if cards:
        which = [(id, short(text)) for id, text in list(cards.items())[:_OFFERED]]
        buttons = [kit.button(_("Put this card on the list"), named("adopt"))]
        if len(cards) + len(grid.tasks) <= MOST:
            buttons.append(kit.button(_("Put all cards on the list"), named("adopt_all")))
        parts += [_html.card(which, _("A card")), kit.secondary(buttons)]
    if grid.tasks:
        rows = [
            kit.Row(id, task.title, _stand(names) if names else last_time(task.last), [
                kit.button(
                    _("Take it off with everyone in it") if names else _("Take it off"),
                    kit.act(named("drop_task"), task=id, everyone=int(bool(names))),
                    label=_off(names, task.title))])
            for id, task in grid.tasks.items() for names in [grid.standing(id)]
        ]  # fmt: skip
        parts.append(kit.listing(rows, _("Our responsibilities"), "tasks"))
    named_ones = [kit.Column(id, task.title) for id, task in grid.tasks.items() if not any(task.who.values())]
    if named_ones:
        choice = kit.column_select("task", named_ones, named_ones[0].value, _("Which one?"), kit.mark("which", "task"))
        form = kit.text_form(
            kit.TextField("title", _("In other words"), 140), named("reword_task"), _("Change"), before=choice
        )
        parts.append(kit.foldable(_("Change the words"), form))
    return kit.join(*parts, add)


def check_tools(grid: Grid, found: Sequence[Finding], named: Named) -> Html:
    """On the stage: what is to mend, and that the room leaves it open."""
    wrong = dict.fromkeys(each.task for each in found if each.error)
    rows = [kit.Row(id, grid.tasks[id].title, _why(grid, id, found), _leave(grid.tasks[id], id, named)) for id in wrong]
    if not rows:
        return NOTHING
    open_ = sum(not grid.settled(id) for id in wrong)
    every = [kit.button(_("Leave all of these open"), named("leave_all_open"))] if open_ >= SEVERAL else []
    return kit.join(kit.listing(rows, _("To mend"), "mend"), kit.secondary(every))


def _why(grid: Grid, id: str, found: Sequence[Finding]) -> Words:
    task = grid.tasks[id]
    if task.stays:
        return _("It stays with: {names}", names=task.last)
    if task.left:
        return _("The room leaves this open.")
    words = " ".join(str(sentence(each, grid)) for each in found if each.error and each.task == id)
    return f"{words} {last_time(task.last)}" if task.older else words


def _leave(task: Task, id: str, named: Named) -> list[Html]:
    """Leave it open; or, where nobody took on an older one today, leave it with whoever had it."""
    last, open_ = _("It stays with: {names}", names=task.last), _("Leave it open")
    stay = [act_on(last, kit.act(named("leave_with_last"), task=id), task)] if task.older and not task.stays else []
    return stay if task.left else [*stay, act_on(open_, kit.act(named("leave_open"), task=id), task)]


def sign(perspectives: Sequence[str], name: str, do: str) -> Html:
    """Under which name I stand in the grid, and as what I sit, if I say so."""
    return kit.join(
        kit.text_area("who", _("Your name on the list"), 40, name, rows=1),
        kit.foldable(_("I sit as … (you can leave this out)"), _sits(perspectives)),
        kit.secondary([kit.button(_("Use this name"), do, kind="act")]),
    )


def _sits(perspectives: Sequence[str], chosen: str | None = None) -> Html:
    options = [*(kit.Choice(each, called(each)) for each in perspectives), kit.Choice(RATHER_NOT, called(""))]
    return kit.join(kit.hint(_("Everyone will see what this shows: is power in one place, is somebody alone?")),
                    kit.choices("sits", options, chosen or None, _("I sit as …")))  # fmt: skip


def act_on(words: Words, do: str, task: Task) -> Html:
    """A button for one responsibility, which its label names."""
    return kit.button(words, do, label=_("{words}: {title}", words=words, title=short(task.title)))


def confirm(grid: Grid, me: Key, do: str) -> Html:
    """These are mine; nothing for those who stand nowhere."""
    if not grid.has_role(me):
        return NOTHING
    if me in grid.confirmed:
        return kit.hint(_("You confirmed where you stand. You can hand anything back."))
    return kit.join(kit.lead(_("Look through what you took on. Is that right?")),
                    kit.secondary([kit.button(_("Yes, these are mine"), do, kind="act")]))  # fmt: skip


def paper(grid: Grid, perspectives: Sequence[str], me: Key | None = None) -> Html:
    """A name, and for each responsibility six boxes: empty ones, or those of one person as they stand now."""
    rows = [
        (id, task.title,
         [*((f"roles.{id}-{role}", I_DO[role], role in task.roles(me) if me else False) for role in ROLES),
          (f"alone.{id}", _("I do not need help"), me in task.no_help)])
        for id, task in grid.tasks.items()
    ]  # fmt: skip
    name, sits = (grid.names.get(me, ""), grid.sits.get(me)) if me else ("", None)
    return kit.join(
        kit.text_area("who", _("Your name on the list"), 40, name, rows=1), kit.heading(_("I sit as …")),
        _sits(perspectives, sits), _html.boxes(rows),
    )  # fmt: skip


def grid(grid: Grid, ctx: Ctx, found: Sequence[Finding], letters: bool) -> Html:
    """On the wall: the grid, and under it what is to mend and what to talk about, page by page."""
    lines = grid.lines(ctx.seats)
    rows = [
        _Row(id, task.title, [_cell(grid, lines[id].of(role), [f for f in found if f.task == id and f.role == role])
                              for role in ROLES])
        for id, task in grid.tasks.items()
    ]  # fmt: skip
    rows += [
        _Row(str(at), about=who_and_what(each, grid), words=sentence(each, grid), error=each.error)
        for at, each in enumerate(found, 1)
    ]
    shown, part = paged(rows, 9, _tall, _HIGH - _HEAD - (_TOLD if found else 0))
    here = [row for row in shown if row.cells]
    under = [row for row in shown if not row.cells]
    heads = [_("{words} ({letter})", words=HEADS[role], letter=LETTERS[role]) if letters else HEADS[role]
             for role in ROLES]  # fmt: skip
    told = kit.lead(counted(found)) if found or not here else NOTHING
    return kit.join(_html.grid(heads, here) if here else NOTHING, told, _html.found(under) if under else NOTHING, part)


def _tall(row: _Row) -> float:
    if not row.cells:
        words = fitting.lines(row.words, fitting.WIDE - _ABOUT - 9, 3.6)
        return max(fitting.lines(row.about, _ABOUT, 3.6), words) * 4.4 + 1.2
    named = max(
        fitting.lines(cell.names, _BOXED, 3.6) * 4.5 + fitting.lines(cell.flag, _FLAG, 3.1) * 3.7 + 1.6 if cell.flag
        else fitting.lines(cell.names, _CELL, 3.6) * 4.5 for cell in row.cells
    )  # fmt: skip
    return max(fitting.lines(row.title, _TASK, 3.6) * 4.4, named) + 2


def _cell(grid: Grid, keys: Iterable[Key], found: Sequence[Finding]) -> _Cell:
    short = some(grid.called(keys), _BOXED if found else _CELL, 3.6, _LINES)
    if not found:
        return _Cell(short)
    return _Cell(short, _FLAGS[found[0].what], found[0].error)


_FLAGS: Mapping[str, Words] = {
    "nobody answers": _("no one yet"), "nobody does": _("no one yet"), "many answer": _("more than one"),
    "not confirmed": _("not confirmed"), "many asked": _("many"), "alone": _("no help"),
}  # fmt: skip


def _stand(names: Sequence[str]) -> Words:
    return _("There now: {names}", names=some(names, fitting.WIDE, 3.6, _LINES))


def _off(names: Sequence[str], text: str) -> Words:
    return _("Take it off with everyone in it: {text}", text=text) if names else _("Take it off: {text}", text=text)


def short(text: str) -> str:
    """The first words of a text, where it stands many times on a page."""
    return text if len(text) <= _CALLED else text[:_CALLED].rpartition(" ")[0] + "…"


def last_time(last: str) -> Words:
    """Who had it when it was last written down."""
    return _("Last time: {names}", names=last) if last else ""
