"""Handing a role over, on a phone: what others would hand to me, and what I would hand to somebody on the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from activities.team_and_roles.grid import Grid, Offer
from activities.team_and_roles.role_pages import HEADS, short
from activities.team_and_roles.rules import ROLES, Role
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.i18n import Words, _
from facilitator.text import alphabetical

_html = kit.macros("handing", beside=__file__)

Named = Callable[[str], str]
FEW = 20
"""Names that stand in a list; with more, the name is typed."""


def told(grid: Grid, each: Offer) -> str:
    """Which role it is, in a few words."""
    return what(grid, each.task, each.role)


def what(grid: Grid, task: str, role: Role) -> str:
    """A role in one responsibility, in a few words."""
    return str(_("{title} ({role})", title=short(grid.tasks[task].title), role=HEADS[role]))


def asked(grid: Grid, me: Key, called: str, signed: bool, named: Named) -> Html:
    """What somebody would hand to me, to take or not; and whom I asked, as long as they have not answered."""
    parts = []
    for at, each in grid.offers.items():
        no = kit.act(named("drop_offer"), offer=at)
        if me in each.to:
            words = _("Will you take this over from {who}? {what}. Only you can say yes.",
                      who=each.who, what=told(grid, each))  # fmt: skip
            take = kit.act(named("take_role"), task=each.task, role=each.role)
            yes = [kit.button(_("Yes, I take it over"), take, label=_of(_("Yes, I take it over"), grid, each))]
            no_words = _("No, thank you")
            buttons = [*(yes if signed else []), kit.button(no_words, no, label=_of(no_words, grid, each))]
            parts += [kit.lead(words), kit.secondary(buttons)]
        elif me == each.giver or (each.giver is None and called and each.who == called):
            words = _("You asked {name}: {what}. It is yours until they say yes.",
                      name=each.name, what=told(grid, each))  # fmt: skip
            keep = _("I keep it")
            parts += [kit.lead(words), kit.secondary([kit.button(keep, no, label=_of(keep, grid, each))])]
    return kit.join(*parts)


def form(grid: Grid, me: Key, called: str, people: Mapping[Key, str], named: Named) -> Html:
    """A way to ask somebody on the list to take something of mine; nothing without either."""
    mine = [kit.Column(f"{id}-{role}", what(grid, id, role)) for id, task in grid.tasks.items() for role in ROLES
            if role in task.roles(me) or (role == "answers" and grid.had(id, called))]  # fmt: skip
    names = sorted({name for key, name in people.items() if key != me}, key=alphabetical)
    if not mine or not names:
        return Html("")
    words = {
        "which": _("What would you hand over?"), "person": _("Whom do you ask?"), "ask": _("Ask this person"),
        "keep": _("It is yours until they say yes themselves."),
    }  # fmt: skip
    inside = _html.ask(kit.page.get(), mine, names, len(names) <= FEW, words, named("hand_over"))
    return kit.foldable(_("Hand something over"), inside)


def _of(words: Words, grid: Grid, each: Offer) -> Words:
    return _("{words}: {title}", words=words, title=told(grid, each))
