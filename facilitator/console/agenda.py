"""The agenda on the desk: the clock against the plan, every step, and what can be done about those to come."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

from facilitator.console import clock, library, parts
from facilitator.console.desk import Desk
from facilitator.console.looks import DeskLook, Line
from facilitator.i18n import Words, _
from facilitator.session.agenda import LONGEST_WITHOUT_BREAK


@dataclass(frozen=True)
class Times:
    """The clock over the agenda, in words."""

    now: str
    tag: Words
    ends: Words


@dataclass(frozen=True)
class Agenda:
    """What the list shows."""

    lines: tuple[Line, ...]
    planned: tuple[str, ...]
    """When each step should begin: "10:52"."""
    stretches: tuple[clock.Stretch, ...]
    opened: str
    """The step whose buttons are open."""
    dropped: Line | None
    """The step that was taken off last and can come back."""
    closed: bool


def times(look: DeskLook, now: float) -> Times:
    """The clock at `now`, seconds since 1970."""
    standing = clock.standing(look.agenda, now, look.part)
    if not look.agenda:
        return Times(hour(now), "", "")
    if standing.over:
        return Times(hour(now), "", _("We ended at {time}.", time=hour(standing.ends)))
    if standing.behind is None:
        return Times(hour(now), "", _("If we start now, we end at {time}.", time=hour(standing.ends)))
    return Times(hour(now), clock.tag(standing.behind), _("At this pace we end at {time}.", time=hour(standing.ends)))


def agenda(look: DeskLook, now: float, opened: str, dropped: Line | None) -> Agenda:
    """The list at `now`."""
    planned = tuple(map(hour, clock.standing(look.agenda, now).planned))
    return Agenda(look.agenda, planned, clock.missing_breaks(look.agenda), opened, dropped, look.closed)


def hour(at: float) -> str:
    """The time on this laptop's clock."""
    return time.strftime("%H:%M", time.localtime(at))


def draw_times(shown: Times) -> None:
    """Clock, tag, expected end."""
    with parts.box("clock"):
        parts.words(shown.now, "now", "span")
        if shown.tag:
            parts.words(shown.tag, "tag", "span")
    if shown.ends:
        parts.words(shown.ends, "soft")


def draw(desk: Desk, shown: Agenda) -> None:
    """All steps in order, and the way to add one."""
    parts.heading(2, _("Agenda"), "vh")
    if not shown.lines:
        parts.empty(_("The agenda is empty."), _("Add an activity, then start it on the stage."))
    with parts.box("agenda", "ol"):
        for place, line in enumerate(shown.lines):
            for stretch in shown.stretches:
                if stretch.before == line.id:
                    _missing_break(desk, stretch)
            current = {"aria-current": "step"} if line.state == "now" else {}
            item = parts.box(f"step {line.state} {'open' if shown.opened == line.id else ''}", "li")
            item.props.update(current)
            with item:
                _step(desk, shown, place, line)
    if not shown.closed:
        with parts.box("below"):
            if shown.dropped is not None:
                _bring_back(desk, shown.dropped)
            _adding(desk)


def _adding(desk: Desk) -> None:
    add, rest = _("Add to the agenda"), _("Break: add one at the end")
    with parts.box("beside"):
        parts.button(_("Add"), partial(library.dialog, desk), icon="plus", keep="add", shortcut="a", label=add)
        press = desk.press("add_step", activity="break", minutes=10)
        parts.button(_("Break"), press, icon="plus", keep="add-break", label=rest)


def _step(desk: Desk, shown: Agenda, place: int, line: Line) -> None:
    can_change = line.state in ("planned", "skipped") and not shown.closed
    opened = shown.opened == line.id

    def content() -> None:
        parts.words(shown.planned[place], "at", "span")
        parts.box("table", "span", aria_hidden="true")
        with parts.box("title", "span"):
            parts.words(line.title, tag="span")
            note = _note(line)
            if note:
                parts.words(note, "note", "span")
        parts.words(_("{n} min", n=line.minutes), "long", "span")

    if not can_change:
        with parts.box("line"):
            content()
        return
    turn = partial(desk.open_step, "" if opened else line.id)
    with parts.button("", turn, "step-row", keep=f"step-{line.id}", aria_expanded=str(opened).lower()):
        content()
    if opened:
        _tools(desk, shown, place, line)


def _note(line: Line) -> Words:
    if line.missing:
        return _("not installed here")
    if line.state == "skipped":
        return _("left out")
    return _("began {time}", time=hour(line.started)) if line.state == "now" and line.started is not None else ""


def _tools(desk: Desk, shown: Agenda, place: int, line: Line) -> None:
    first = next((at for at, other in enumerate(shown.lines) if other.state in ("planned", "skipped")), 0)
    last = len(shown.lines) - 1

    def tool(text: Words, do: parts.Do, name: str, label: Words = "") -> None:
        parts.button(text, do, keep=f"{name}-{line.id}", label=label)

    with parts.box("beside tools", role="group", aria_label=str(line.title)):
        tool(_("Change"), partial(library.change_dialog, desk, line.id), "change")
        if place > first:
            tool(_("Up"), desk.press("move_step", step=line.id, to=place - 1), "up")
        if place < last:
            tool(_("Down"), desk.press("move_step", step=line.id, to=place + 1), "down")
        if place > first + 1:
            tool(_("Next"), desk.press("move_step", step=line.id, to=first), "next", _("Next: do this first"))
        skip = _("Put back") if line.state == "skipped" else _("Leave out")
        tool(skip, desk.press("skip_step", step=line.id), "skip")
        tool(_("Take off"), partial(desk.drop, line), "drop")


def _missing_break(desk: Desk, stretch: clock.Stretch) -> None:
    with parts.box("missing", "li"):
        parts.sign("break")
        with parts.box():
            parts.words(_("{n} minutes without a break.", n=stretch.minutes), tag="b")
            parts.words(_("People need one after {n}.", n=LONGEST_WITHOUT_BREAK))
        parts.button(
            _("Add a break here"), desk.press("add_step", activity="break", minutes=10, before=stretch.before),
            keep=f"break-here-{stretch.before}",
        )  # fmt: skip


def _bring_back(desk: Desk, line: Line) -> None:
    with parts.box("undo", role="status"):
        parts.words(_("“{title}” is off the agenda.", title=line.title))
        parts.button(_("Bring it back"), desk.bring_back, keep="bring-back")
