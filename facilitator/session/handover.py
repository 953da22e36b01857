"""Takes what one step left on to another with one tap: a vote on the groups, a fist of five on what came first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import _
from facilitator.session.action import action
from facilitator.session.agenda import prepare
from facilitator.session.command import Moment
from facilitator.session.progress import begin
from facilitator.session.session import Session
from facilitator.session.step import Step

Name = Annotated[str, Field(max_length=60)]
MINUTES = 10
"""How long a step is planned for that was not on the agenda."""


@action(by="facilitator", moves=True, reseats=True)
def take_on(session: Session, ctx: Moment, step: Name = "", activity: Name = "") -> None:
    """Begin a planned step, or an activity that was not on the agenda, with what the last step left."""
    source = handed_on(session)
    if not source:
        raise Refused(_("The last step left nothing to take on."))
    if session.now is not None:
        raise Refused(_("Something is still open. Finish it first."))
    line = session.step(step) if step else Step(ctx.id("step"), activity, minutes=MINUTES)
    if line.state != "planned" or not takes_items(session, line):
        raise Refused(_("This step does not take anything on. Choose another one."))
    if not step:
        session.agenda.insert(session.place(session.next.id) if session.next else len(session.agenda), line)
    line.take = source
    begin(session, ctx, line.id)


def handed_on(session: Session) -> str:
    """The step (id) that was finished last, if it left items; else empty."""
    last = next(reversed(session.sections), "")
    return last if last and session.sections[last].items else ""


def takes_items(session: Session, step: Step) -> bool:
    """Whether a step can begin, with what another left."""
    try:
        return not step.take and prepare(session.library, step.activity, step.settings).takes_items
    except Refused:
        return False
