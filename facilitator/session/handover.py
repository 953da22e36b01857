"""Takes what one step left on to another with one tap: a vote on the groups, a fist of five on what came first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from facilitator import kit
from facilitator.activity import Html, Refused, action
from facilitator.i18n import Words, _
from facilitator.session.agenda import Step, prepare
from facilitator.session.progress import ProgressActions

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.session.command import Moment

Name = Annotated[str, Field(max_length=60)]
MINUTES = 10
"""How long a step is planned for that was not on the agenda."""


class ChainActions:
    """What takes items on; each is an action of the room."""

    @action(by="facilitator", moves=True)
    def take_on(self, room: Room, ctx: Moment, step: Name = "", activity: Name = "") -> None:
        """Begin a planned step, or an activity that was not on the agenda, with what the last step left."""
        source = handed_on(room)
        if not source:
            raise Refused(_("The last step left nothing to take on."))
        if room.now is not None:
            raise Refused(_("Something is still open. Finish it first."))
        line = room.step(step) if step else Step(ctx.id("step"), activity, minutes=MINUTES)
        if line.state != "planned" or not takes_items(room, line):
            raise Refused(_("This step does not take anything on. Choose another one."))
        if not step:
            room.agenda.insert(room.place(room.next.id) if room.next else len(room.agenda), line)
        line.take = source
        ProgressActions().begin(room, ctx, line.id)


def handed_on(room: Room) -> str:
    """The step (id) that was finished last, if it left items; else empty."""
    last = next(reversed(room.sections), "")
    return last if last and room.sections[last].items else ""


def takes_items(room: Room, step: Step) -> bool:
    """Whether a step can begin, with what another left."""
    try:
        return not step.take and prepare(room.library, step.activity, step.settings).takes_items
    except Refused:
        return False


def start(room: Room, step: Step) -> tuple[str, Words]:
    """How the next step is begun: the act, and the words of its button."""
    title = room.title_of(step)
    if handed_on(room) and takes_items(room, step):
        return kit.act("take_on", step=step.id), _("Take these on to: {title}", title=title)
    return kit.act("begin", step=step.id), _("Start: {title}", title=title)


def ways(room: Room) -> list[Html]:
    """What else the last step's items can be taken on to: later steps, or without any, what the library offers."""
    if room.now is not None or not handed_on(room):
        return []
    planned = [step for step in room.agenda if step.state == "planned"]
    if planned:
        later = [step for step in planned[1:] if takes_items(room, step)]
        return [_button(room.title_of(step), step=step.id) for step in later]
    able = [kind for id, kind in room.library.items() if takes_items(room, Step("", id))]
    return [_button(kind.title, activity=kind.id) for kind in able]


def _button(title: Words, **what: str) -> Html:
    return kit.button(_("Take these on to: {title}", title=title), kit.act("take_on", **what))
