"""The agenda of a session: its steps, and what the facilitator can change about them at any time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, Json, ValidationError

from facilitator.activity import Activity, Item, Refused
from facilitator.i18n import Words, _
from facilitator.session.action import action
from facilitator.session.command import Moment
from facilitator.session.session import Session
from facilitator.session.step import BREAK, Step

LONGEST_WITHOUT_BREAK = 75
"""Minutes after which the agenda warns that a break is missing."""
SETTINGS = 40_000
"""Code points that all settings of a step may hold together."""

Title = Annotated[str, Field(max_length=80)]
Note = Annotated[str, Field(max_length=280)]
Minutes = Annotated[int, Field(ge=0, le=480)]


def prepare(library: Mapping[str, type[Activity[Any, Any]]], name: str, settings: dict[str, Any]) -> Activity[Any, Any]:
    """The activity `name` with checked settings. Raises `Refused` and says which setting is wrong."""
    kind = library.get(name)
    if kind is None:
        raise Refused(_("The activity “{name}” is not installed here. Choose another one.", name=name))
    try:
        return kind(kind.settings_type.model_validate(settings))
    except ValidationError as error:
        raise Refused(complaint(kind, error)) from None


def complaint(kind: type[Activity[Any, Any]], error: ValidationError) -> Words:
    """The first thing that is wrong with settings, in a sentence."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    info = kind.settings_type.model_fields.get(name)
    title = str(info.title) if info and info.title else name
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    return _("“{title}” needs another look: {why}.", title=title or kind.id, why=first["msg"].lower())


@action(by="facilitator", longest=SETTINGS)
def add_step(
    session: Session,
    ctx: Moment,
    activity: Annotated[str, Field(max_length=60)],
    title: Title = "",
    minutes: Minutes = 10,
    settings: Json[dict[str, Any]] = {},  # noqa: B006 - pydantic copies it
    before: str = "",
    note: Note = "",
) -> None:
    """Add an activity or a break before the step `before`, or at the end."""
    if activity != BREAK:
        prepare(session.library, activity, settings)
    place = session.place(before) if before else len(session.agenda)
    session.agenda.insert(place, Step(ctx.id("step"), activity, title, minutes, settings, note=note))


@action(by="facilitator", longest=SETTINGS)
def set_step(
    session: Session,
    step: str,
    title: Title | None = None,
    minutes: Minutes | None = None,
    settings: Json[dict[str, Any]] | None = None,
    take: str | None = None,
    note: Note | None = None,
) -> None:
    """Change a step that has not begun."""
    line = _planned(session, step)
    if settings is not None and line.activity != BREAK:
        prepare(session.library, line.activity, settings)
    line.title = line.title if title is None else title
    line.minutes = line.minutes if minutes is None else minutes
    line.settings = line.settings if settings is None else settings
    line.take = line.take if take is None else take
    line.note = line.note if note is None else note


@action(by="facilitator")
def move_step(session: Session, step: str, to: Annotated[int, Field(ge=0, le=500)]) -> None:
    """Move a step that has not begun to place `to`, counted from 0; never before one that has begun."""
    line = _planned(session, step)
    session.agenda.remove(line)
    begun = sum(1 for other in session.agenda if other.state != "planned" and other.state != "skipped")
    session.agenda.insert(max(to, begun), line)


@action(by="facilitator")
def skip_step(session: Session, step: str) -> None:
    """Leave a step out; again brings it back."""
    line = session.step(step)
    if line.state not in ("planned", "skipped"):
        raise Refused(_("This step has begun. Finish it instead."))
    line.state = "planned" if line.state == "skipped" else "skipped"


@action(by="facilitator")
def drop_step(session: Session, step: str) -> None:
    """Take a step that has not begun off the agenda."""
    session.agenda.remove(_planned(session, step))


def _planned(session: Session, step: str) -> Step:
    line = session.step(step)
    if line.state not in ("planned", "skipped"):
        raise Refused(_("This step has begun, so it stays as it is."))
    return line


def items_for(session: Session, step: Step) -> tuple[Item, ...]:
    """What an earlier step handed on to this one."""
    order = [other.id for other in session.agenda]
    earlier = [step.take] if step.take else [id for id in reversed(order) if id in session.sections]
    return next(
        (session.sections[id].items for id in earlier if id in session.sections and session.sections[id].items), ()
    )
