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
from facilitator.session.step import BREAK, Step

Name = Annotated[str, Field(max_length=60)]
MINUTES = 10
"""How long a step is planned for that was not on the agenda."""
AT_TABLES = 30
"""How long groups work on what is taken on to no activity."""


@action(by="facilitator", moves=True, reseats=True)
def take_on(session: Session, ctx: Moment, step: Name = "", activity: Name = "") -> None:
    """Begin a planned step, or an activity that was not on the agenda, with what the last step left."""
    source = handed_on(session)
    if not source:
        raise Refused(_("The last step left nothing to take on."))
    if session.now is not None:
        raise Refused(_("Something is still open. Finish it first."))
    line = session.step(step) if step else _unplanned(session, activity, ctx.id("step"))
    if line.state != "planned" or not (takes_items(session, line) or (not step and _at_tables(session, line))):
        raise Refused(_("This step does not take anything on. Choose another one."))
    if not step:
        session.agenda.insert(session.place(session.next.id) if session.next else len(session.agenda), line)
    line.take = source if line.activity != BREAK else ""
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


def unplanned(session: Session) -> list[Step]:
    """What was not on the agenda, and can take on what the last step left."""
    steps = [_unplanned(session, id) for id in _leads(session) or session.library]
    return [step for step in steps if takes_items(session, step) or _at_tables(session, step)]


def _leads(session: Session) -> tuple[str, ...]:
    """Where the last step leads (ids), as far as it says so."""
    kind = session.library.get(session.step(handed_on(session)).activity)
    return kind.leads_to if kind else ()


def _at_tables(session: Session, step: Step) -> bool:
    """Whether a step is work at tables, and the last one leads there."""
    return step.activity == BREAK and BREAK in _leads(session)


def _unplanned(session: Session, activity: str, id: str = "") -> Step:
    """A step that was not on the agenda, ready to begin."""
    if activity == BREAK:
        return Step(id, BREAK, str(_("Work at tables")), AT_TABLES)
    kind = session.library.get(activity)
    settings = {name: str(words) for name, words in kind.unplanned.items()} if kind else {}
    return Step(id, activity, minutes=MINUTES, settings=settings)
