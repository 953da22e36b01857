"""The library: what there is to choose from, and the form that puts it on the agenda."""

from __future__ import annotations

import json
from typing import Any

from nicegui import ui

from facilitator.console import parts
from facilitator.console.desk import Desk
from facilitator.console.forms import Form
from facilitator.console.looks import Line
from facilitator.console.shelves import Shelves, broken, facts
from facilitator.i18n import Words, _
from facilitator.library.registry import Kind
from facilitator.session.step import BREAK
from facilitator.text import clean

MINUTES, LONGEST = 10, 480
"""Length of a step unless somebody says otherwise, and the longest one."""


def dialog(desk: Desk) -> None:
    """All activities to choose from."""
    library = desk.console.rooms.library
    with parts.dialog(_("Add to the agenda"), "wide library") as made:
        if library.hint:
            parts.words(library.hint)

        def chosen(activity: str) -> None:
            made.close()
            _step_dialog(desk, activity)

        Shelves(library, chosen)
        broken(library)
        made.ends(_("Close"))


def change_dialog(desk: Desk, step: str) -> None:
    """Change a step that has not begun."""
    line = next((line for line in desk.look.agenda if line.id == step), None)
    if line is not None:
        _step_dialog(desk, line.activity, line)


def _step_dialog(desk: Desk, activity: str, line: Line | None = None) -> None:
    kind: Kind | None = desk.console.rooms.activities.get(activity)
    if kind is None and activity != BREAK:
        desk.say(_("This activity is not installed here. Choose another one."))
        return
    with parts.dialog(kind.title if kind else _("Break"), "wide") as made:
        trouble = parts.fault()
        form: Form[Any] | None = None
        if kind is not None:
            parts.words(_(kind.card()), "soft")
            facts(kind)
            form = Form(kind.settings_type, line.settings if line else {})
        parts.heading(3, _("On the agenda"))
        place = Place(desk, line, takes=kind is not None)

        async def save() -> None:
            settings = form.read() if form is not None else None
            facts = place.read()
            if facts is None or (form is not None and settings is None):
                return
            if settings is not None:
                facts["settings"] = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False)
            what = {"activity": activity} if line is None else {"step": line.id}
            told = await desk.tried("add_step" if line is None else "set_step", {**what, **facts})
            trouble.set_text(str(told))
            if not told:
                made.close()

        made.ends(_("Close"), _("Add to the agenda") if line is None else _("Save"), save)


class Place:
    """Fields for a step's place on the agenda: minutes, another title, a note, where it stands, what it takes over."""

    def __init__(self, desk: Desk, line: Line | None, takes: bool) -> None:
        with parts.box("beside top"):
            self.minutes = _text(_("Minutes"), "step-minutes", str(line.minutes if line else MINUTES))
            self.minutes.props("inputmode=numeric").classes("number")
            self.where = _where(desk) if line is None else None
        self.fault = parts.fault()
        self.title = _text(_("Another title, or nothing"), "step-title", line.own_title if line else "")
        self.title.props("maxlength=80")
        self.note = _text(_("A note for you, or nothing"), "step-note", line.note if line else "")
        self.note.props("maxlength=280")
        self.take = _take(desk, line) if takes and line is not None else None

    def read(self) -> dict[str, object] | None:
        """What was chosen, as arguments of an act; None when the minutes are wrong, which it says."""
        typed = str(self.minutes.value or "").strip()
        fits = typed.isascii() and typed.isdigit() and 1 <= int(typed) <= LONGEST
        self.fault.set_text("" if fits else str(_("Please give whole minutes, from 1 to {n}.", n=LONGEST)))
        if not fits:
            self.minutes.run_method("focus")
            return None
        facts: dict[str, object] = {"minutes": int(typed), "title": clean(self.title.value or "").strip()}
        facts["note"] = clean(self.note.value or "").strip()
        if self.where is not None:
            facts["before"] = self.where.value or ""
        if self.take is not None:
            facts["take"] = self.take.value or ""
        return facts


def _text(title: Words, name: str, value: str) -> ui.input:
    with parts.box("field"):
        parts.field(title, name)
        return ui.input(value=value).props(f'outlined for="{name}"')


def _where(desk: Desk) -> ui.select | None:
    coming = [line for line in desk.look.agenda if line.state in ("planned", "skipped")]
    if not coming:
        return None
    places = {"": str(_("At the end"))} | {line.id: str(_("Before “{title}”", title=line.title)) for line in coming}
    return _choice(_("Where"), "step-place", places, "")


def _take(desk: Desk, line: Line) -> ui.select | None:
    order = [other.id for other in desk.look.agenda]
    earlier = [other for other in desk.look.agenda[: order.index(line.id)] if other.activity != BREAK]
    if not earlier:
        return None
    latest = str(_("The latest step that left something"))
    sources = {"": latest} | {other.id: str(other.title) for other in earlier}
    chosen = line.take if line.take in sources else ""
    return _choice(_("What it takes over from an earlier step"), "step-take", sources, chosen)


def _choice(title: Words, name: str, options: dict[str, str], value: str) -> ui.select:
    with parts.box("field"):
        parts.field(title, name)
        return ui.select(options, value=value).props(f'outlined for="{name}"')
