"""Starting a workshop: the ready plans as strips of minutes, and an empty one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import ui

from facilitator import zones
from facilitator.blocks.decision import due
from facilitator.console import parts
from facilitator.console.clock import minutes
from facilitator.console.page import Console
from facilitator.i18n import Words, _, ngettext
from facilitator.ledger import fold
from facilitator.library import plans
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.shelves import named
from facilitator.session.reviews import overdue
from facilitator.session.step import BREAK
from facilitator.text import clean

Begin = Callable[[Plan], None]


def draw(console: Console, begin: Begin) -> ui.input:
    """All plans. `begin` starts a session from one. Returns the field for the name of a group that meets again."""
    found, damaged = plans.ready(console.rooms.library)
    with parts.box("head-line"):
        with parts.box():
            parts.heading(2, _("Start a workshop"), "big-title")
            parts.words(_("Pick a ready plan. You can change any part of it, also while it runs."), "soft")
            parts.words(_("Each says which steps of the guide to co-production it serves."), "soft")
        parts.button(_("Empty plan"), partial(_empty_dialog, begin), icon="plus")
    group = _group(console)
    with parts.box("plans"):
        for place, plan in enumerate(found):
            _plan(console, plan, begin, first=not place)
    for error in damaged:
        with parts.box("card-panel inside"):
            parts.words(_("A plan could not be read"), tag="b")
            parts.words(error.words)
    return group


def _group(console: Console) -> ui.input:
    with parts.box("meets"):
        parts.field(_("Does this group meet again? With a name, it finds next time what it agreed."), "group")
        group = ui.input(autocomplete=[]).props('outlined dense for="group" maxlength=80')
        told = parts.words("", "soft")
        told.props["role"] = "status"
    group.on("blur", lambda: told.set_text(_waiting(console, clean(group.value or "").strip())), args=[])
    return group


def _waiting(console: Console, group: str) -> str:
    """What waits for a group that has met before; nothing of any other."""
    found = console.rooms.left_in(group).operations if group else []
    if not found:
        return ""
    ledgers, today = fold(found), zones.day(console.rooms.clock(), zones.here())
    again, late = len(due(ledgers, today)), len(overdue(ledgers, today))
    decisions = ngettext("{n} decision comes up for review.", "{n} decisions come up for review.", again)
    tasks = ngettext("{n} task was to be done by now.", "{n} tasks were to be done by now.", late)
    told = [str(words) for words, n in ((decisions, again), (tasks, late)) if n]
    return " ".join([str(_("This group has met before.")), *(told or [str(_("Nothing is due."))])])


def strip(console: Console, plan: Plan) -> None:
    """A plan as a strip: every step as long as its minutes."""
    with parts.box("strip", "ol"):
        for step in plan.steps:
            title = f"{_title(console, step)}, {minutes(step.minutes)}"
            part = parts.box(f"part {'break' if step.activity == BREAK else ''}", "li", title=title)
            with part.style(f"flex-grow:{step.minutes}"):
                parts.sign(_glyph(console, step))
                parts.words(title, "vh", "span")


def _plan(console: Console, plan: Plan, begin: Begin, first: bool) -> None:
    with parts.box("card-panel plan", "section", aria_label=plan.title):
        with parts.box("head-line"):
            parts.heading(3, plan.title)
            parts.words(_("{n} min", n=plan.minutes), "soft", "span")
        parts.words(plan.about or plan.subtitle, "about soft")
        _serves(plan)
        strip(console, plan)
        with parts.box("beside"):
            start, inside = _("Start {title}", title=plan.title), _("Look inside {title}", title=plan.title)
            parts.button(_("Start"), partial(begin, plan), "act" if first else "plain", label=start)
            parts.button(_("Look inside"), partial(_look_inside, console, plan, begin), label=inside)


def _serves(plan: Plan) -> None:
    """The steps of the guide that it serves, a line each."""
    for step in plan.guide:
        parts.words(named(step), "serves soft")


def _look_inside(console: Console, plan: Plan, begin: Begin) -> None:
    with parts.dialog(plan.title, "wide") as made:
        parts.words(plan.about, "soft")
        _serves(plan)
        with parts.box("lines", "ol"):
            at = 0
            for step in plan.steps:
                with parts.box("line", "li"):
                    parts.words(_("at {n} min", n=at), "at", "span")
                    parts.tile(_glyph(console, step))
                    with parts.box("what"):
                        parts.words(_title(console, step), tag="span")
                        if step.note:
                            parts.words(step.note, "soft")
                    parts.words(_("{n} min", n=step.minutes), "value", "span")
                at += step.minutes
        made.ends(_("Close"), _("Start"), partial(begin, plan))


def _empty_dialog(begin: Begin) -> None:
    with parts.dialog(_("Start with an empty plan")) as made:
        parts.field(_("What do you call this meeting? Everyone sees it."), "new-title")
        title = ui.input().props('outlined for="new-title" maxlength=80 autofocus')
        parts.field(_("A line below it, or nothing"), "new-subtitle")
        subtitle = ui.input().props('outlined for="new-subtitle" maxlength=160')
        fault = parts.fault()

        def start() -> None:
            name = clean(title.value or "").strip()
            fault.set_text("" if name else str(_("Please give it a name.")))
            if not name:
                title.run_method("focus")
                return
            begin(_empty(name[:80], clean(subtitle.value or "").strip()[:160]))

        made.ends(_("Close"), _("Start"), start)


def _empty(title: str, subtitle: str) -> Plan:
    """A plan without steps: no file may hold one, but a session may begin with it."""
    return Plan.model_construct(
        title=title, subtitle=subtitle, about="", language="en", perspectives=None, steps=(), name=""
    )


def _glyph(console: Console, step: PlanStep) -> str:
    kind = console.rooms.activities.get(step.activity)
    return kind.glyph if kind else "break"


def _title(console: Console, step: PlanStep) -> Words:
    kind = console.rooms.activities.get(step.activity)
    return step.title or (kind.title if kind else _("Break"))
