"""The library: every activity as a card, what could not be loaded and why, and the form that puts one on the agenda."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from nicegui import ui

from facilitator.agenda import BREAK
from facilitator.console import parts
from facilitator.console.forms import Form
from facilitator.console.looks import Line
from facilitator.i18n import Words, _
from facilitator.registry import Kind

if TYPE_CHECKING:
    from facilitator.console.desk import Desk

MINUTES = 10
"""Length of a step unless somebody says otherwise."""


def dialog(desk: Desk) -> None:
    """All activities to choose from."""
    library = desk.console.rooms.library
    with parts.dialog(_("Add to the agenda"), "wide") as made:
        if library.hint:
            parts.words(library.hint)

        def chosen(activity: str) -> None:
            made.close()
            _step_dialog(desk, activity)

        with parts.box("cards", "ul"):
            for kind in library.activities.values():
                _card(kind.glyph, kind.title, _(kind.card()), partial(chosen, kind.id))
            _card("break", _("Break"), _("Rest, tea, and talking to each other."), partial(chosen, BREAK))
        if library.broken:
            parts.heading(3, _("These could not be loaded"))
            with parts.box("cards", "ul"):
                for broken in library.broken:
                    with parts.box("card broken", "li"):
                        parts.sign("not-yet")
                        with parts.box("what"):
                            parts.words(broken.name, tag="b")
                            parts.words(broken.why)
        with parts.box("two"):
            parts.button(_("Close"), made.close)


def change_dialog(desk: Desk, step: str) -> None:
    """Change a step that has not begun."""
    line = next((line for line in desk.look.agenda if line.id == step), None)
    if line is not None:
        _step_dialog(desk, line.activity, line)


def _card(glyph: str, title: Words, about: Words, add: parts.Do) -> None:
    with parts.box("card", "li"):
        parts.tile(glyph)
        with parts.box("what"):
            parts.words(title, tag="b")
            parts.words(about)
        parts.button(_("Choose"), add, icon="plus", label=_("Choose {title}", title=title))


def _step_dialog(desk: Desk, activity: str, line: Line | None = None) -> None:
    kind: Kind | None = desk.console.rooms.activities.get(activity)
    if kind is None and activity != BREAK:
        desk.say(_("This activity is not installed here. Choose another one."))
        return
    name: Words = kind.title if kind else _("Break")
    with parts.dialog(name, "wide form") as made:
        if kind is not None:
            parts.words(_(kind.card()), "soft")
        trouble = parts.fault()
        minutes = _minutes(line.minutes if line else MINUTES)
        form: Form[Any] | None = Form(kind.settings_type, line.settings if line else {}) if kind else None
        title = _text(_("Another title on the agenda, or nothing"), "step-title", line.own_title if line else "")
        place = _place(desk) if line is None else None
        take = _take(desk, line) if kind is not None and line is not None else None

        async def save() -> None:
            settings = form.read() if form is not None else None
            if form is not None and settings is None:
                return
            facts: dict[str, object] = {"minutes": minutes.value, "title": title.value or ""}
            if settings is not None:
                facts["settings"] = json.dumps(settings.model_dump(mode="json"))
            if take is not None:
                facts["take"] = take.value or ""
            if line is None:
                told = await desk.tried("add_step", activity=activity, before=place.value if place else "", **facts)
            else:
                told = await desk.tried("set_step", step=line.id, **facts)
            trouble.set_text(str(told))
            if not told:
                made.close()

        with parts.box("two"):
            parts.button(_("Close"), made.close)
            parts.button(_("Add to the agenda") if line is None else _("Save"), save, "act")


def _minutes(value: int) -> ui.input:
    field = _text(_("Minutes"), "step-minutes", str(value))
    return field.props("inputmode=numeric").classes("number")


def _text(title: Words, name: str, value: str) -> ui.input:
    with parts.box("field"):
        parts.field(title, name)
        return ui.input(value=value).props(f'outlined for="{name}"')


def _place(desk: Desk) -> ui.select | None:
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
    return _choice(_("What it takes over from an earlier step"), "step-take", sources, line.take if line.take in sources else "")


def _choice(title: Words, name: str, options: dict[str, str], value: str) -> ui.select:
    with parts.box("field"):
        parts.field(title, name)
        return ui.select(options, value=value).props(f'outlined for="{name}"')
