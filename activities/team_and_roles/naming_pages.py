"""Naming somebody with a reason, on a page: what is sought, the question, the reasons, and who is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from activities.team_and_roles.grid import Grid
from activities.team_and_roles.sought import Sought
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import paged

_html = kit.macros("naming", beside=__file__)

FEW = 20
"""Names that stand in a list; with more, the name is typed."""
WHY = 140


@dataclass(frozen=True)
class Named:
    """Somebody who can be asked: the reasons that others gave, and whether they would take it themselves."""

    name: str
    why: tuple[str, ...] = ()
    willing: bool = False


def told(sought: Sought) -> Html:
    """What it needs, as the room wrote it down."""
    return kit.lead(_needs(sought)) if sought.needs else Html("")


def _needs(sought: Sought) -> Words:
    return _("What it needs: {words}", words=sought.needs)


def described(sought: Sought, title: str) -> Html:
    """On the wall: what somebody is sought for, and who can be named."""
    if not title:
        return kit.empty(_("Nothing is chosen yet."), _("Choose one responsibility together."))
    names = sought.listed()
    words = ngettext("{n} person can be named.", "{n} people can be named.", len(names))
    if names and kit.page.get().surface != "board":
        words = _("Can be named: {names}", names=", ".join(names))
    return kit.join(told(sought), kit.lead(words) if names else Html(""))


def name_field(name: str) -> Html:
    """Under which name."""
    return kit.text_area("who", _("Your name on the list"), 40, name, rows=1)


def may_be_named(sought: Sought, title: str, me: Key, name: str, do: str) -> Html:
    """On a phone: whether people can name me."""
    told = kit.hint(_("Others can name you with a reason. You are only asked then. Only you can say yes."))
    if me in sought.off:
        told = kit.hint(_("Nobody can name you now."))
    elif me in sought.may:
        told = kit.hint(_("People can name you. Only you can say yes."))
    form = _html.answer(name, do, "pass", _("Your name on the list"), _("You can name me"), _("Do not name me"))
    return kit.join(described(sought, title), kit.privacy(), told, form)


def choose(grid: Grid, sought: Sought, do: str) -> Html:
    """On the stage: for what somebody is sought, and what that needs."""
    rows = [kit.Column(id, task.title) for id, task in grid.tasks.items()]
    if not rows:
        return Html("")
    chosen = sought.task if sought.task in grid.tasks else rows[0].value
    before = kit.column_select("task", rows, chosen, _("Which responsibility?"), kit.mark("which", "sought"))
    return kit.text_form(
        kit.TextField("needs", _("What does it need, and until when? You can leave this out."), WHY, sought.needs),
        do, _("Choose this one"), before=before,
    )  # fmt: skip


def reason(names: Sequence[str], chosen: str, why: str) -> Html:
    """Whom would you ask, and why? Also oneself."""
    few = len(names) <= FEW
    return kit.join(
        _html.whom(names, few, chosen, _("Whom would you ask? It can be you."), _("Choose a name")),
        kit.text_area("why", _("What makes this person right for it?"), WHY, why),
        kit.hint(_("Reasons count here, not how many. They stay in this room.")),
    )


def heard(rows: Sequence[Named], sought: Sought, yes: str) -> Html:
    """Everyone who was named with all reasons, in the order of the alphabet; whom the room asks; who said yes."""
    top = Html("")
    if yes:
        top = kit.outcome("agreed", _("{name} said yes", name=yes))
    elif sought.asked:
        top = kit.lead(_("We ask: {name}. Only this person can say yes.", name=sought.asked))
    if not rows:
        return kit.join(top, Html("") if top else kit.empty(
            _("Nobody is named now."), _("Who would take it can still say so.")))  # fmt: skip
    drawn = [(row.name, [*row.why, *([str(_("Says: I would do this."))] if row.willing else [])]) for row in rows]

    def tall(row: tuple[str, Sequence[str]]) -> float:
        return fitting.lines(row[0], fitting.WIDE, 4.5) * 5 + sum(
            fitting.lines(why, fitting.WIDE, 3.4) * 4 for why in row[1]) + 2  # fmt: skip

    needs = fitting.lines(_needs(sought), fitting.WIDE, 4.5) * 5.5 if sought.needs else 0
    shown, part = paged(_parts(drawn), 9, tall, fitting.HIGH - 4 - (9 if top else 0) - needs)
    return kit.join(told(sought), top, _html.named(shown), part)


def _parts(rows: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, Sequence[str]]]:
    """Nobody with more reasons than stand on a page of the board: they go on in the next row."""
    if kit.page.get().surface in ("phone", "paper"):
        return list(rows)
    return [(name, why[at : at + 4]) for name, why in rows for at in range(0, max(1, len(why)), 4)]


def mine(sought: Sought, me: Key, name: str, named: bool, title: str, act: Callable[[str], str]) -> Html:
    """On a phone: a yes or no of one's own; to be asked, or to be named no more."""
    label, no = _("Your name on the list"), kit.act(act("for_myself"), say="no")
    if sought.yes.get(sought.task) == me and not sought.is_asked(me):
        return kit.lead(_("You said yes. You can hand it back at any time when the grid is shown."))
    if sought.is_asked(me):
        lead = kit.lead(_("We ask you: {title}. Only you can say yes. You need no reason for a no.", title=title))
        form = _html.answer(name, act("say_yes"), no, label, _("Yes, I take it"), _("No, thank you"))
        return kit.join(kit.privacy(), lead, form)
    if named or me in sought.willing:
        lead = kit.lead(_("You are named. Nothing is decided by that."))
        return kit.join(lead, kit.secondary([kit.button(_("Take my name off"), no)]))
    would = kit.act(act("for_myself"), say="yes")
    form = _html.answer(name, would, "", label, _("I would do this"), "")
    return kit.foldable(_("I would do this"), kit.join(kit.privacy(), form))


def own_sheet() -> Html:
    """The same on paper."""
    options = [kit.Choice("yes", _("Yes, I take it if I am asked")), kit.Choice("no", _("Please take my name off"))]
    return kit.join(kit.choices("say", options, None, _("Your answer")), name_field(""))


def ask_tools(names: Sequence[str], sought: Sought, do: str) -> Html:
    """On the stage: ask one of those who were named."""
    if not names:
        return Html("")
    rows = [kit.Column(name, name) for name in names]
    which = kit.column_select("person", rows, sought.asked or names[0], _("Whom does the room ask?"), kit.mark("whom"))
    return _html.ask(kit.page.get(), which, do, _("Ask this person"))


def aloud(rows: Sequence[Named], yes: str) -> Words:
    """Who was named, or who said yes."""
    if yes:
        return _("{name} said yes.", name=yes)
    names = ", ".join(row.name for row in rows)
    return _("Named: {names}.", names=names) if names else _("Nobody is named now.")
