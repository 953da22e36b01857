"""The buttons that take what one step left on to another."""

from __future__ import annotations

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.session.handover import handed_on, takes_items, unplanned
from facilitator.session.session import Session
from facilitator.session.step import Step


def start(session: Session, step: Step) -> tuple[str, Words]:
    """How the next step is begun: the act, and the words of its button."""
    title = session.title_of(step)
    if handed_on(session) and takes_items(session, step):
        return kit.act("take_on", step=step.id), _("Take these on to: {title}", title=title)
    return kit.act("begin", step=step.id), _("Start: {title}", title=title)


def ways(session: Session) -> list[Html]:
    """What else the last step's items can be taken on to: later steps, or without any, what the library offers."""
    if session.now is not None or not handed_on(session):
        return []
    planned = [step for step in session.agenda if step.state == "planned"]
    if planned:
        later = [step for step in planned[1:] if takes_items(session, step)]
        return [_button(session.title_of(step), step=step.id) for step in later]
    return [_button(session.title_of(step), activity=step.activity) for step in unplanned(session)]


def _button(title: Words, **what: str) -> Html:
    return kit.button(_("Take these on to: {title}", title=title), kit.act("take_on", **what))
