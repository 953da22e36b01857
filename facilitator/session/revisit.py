"""This needs a talk: anyone can ask, without a name, to talk about an agreement again; two put it on the agenda."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import Words, _, ngettext
from facilitator.session.action import action
from facilitator.session.agenda import prepare
from facilitator.session.command import Moment
from facilitator.session.session import Session
from facilitator.session.step import Step

ENOUGH = 2
"""So many people put an agreement on the agenda."""
LEDGER = "agreements"
"""What people can ask to talk about again; an activity says in `reopens` that it can do so."""
MINUTES = 10

Entry = Annotated[str, Field(max_length=160)]


@action(touches="everyone", any_time=True)
def needs_talk(session: Session, me: str, ctx: Moment, entry: Entry, on: bool = True) -> None:
    """Ask for a talk about an agreement, or take that back. Each person counts once."""
    if not session.seat(me).counts:
        raise Refused(_("Only people who are counted can ask for a talk."))
    found = session.ledgers.find(entry)
    if found is None or found.ledger != LEDGER:
        raise Refused(_("This agreement is not there any more. Please load the page again."))
    session.talks.ask(entry, me, on)
    if len(session.talks.asked.get(entry, ())) >= ENOUGH:
        _plan(session, ctx, entry)


def settled(session: Session, line: Step) -> None:
    """After a step: what it was to talk about, or changed, is asked for no more."""
    section = session.sections.get(line.id)
    changed = [each.entry for each in section.ledger if each.op == "set"] if section else []
    session.talks.settle([*_about(session, line), *changed])


def told(session: Session) -> list[Words]:
    """What the facilitator hears: how many ask for which talk, and where it stands on the agenda."""
    return [
        _told(session, entry, len(seats)) for entry, seats in session.talks.asked.items() if session.ledgers.find(entry)
    ]


def _told(session: Session, entry: str, n: int) -> Words:
    found, line = session.ledgers.find(entry), _step_for(session, entry)
    rule = found.text if found else ""
    words = ngettext(
        "{n} person asks for a talk about “{rule}”.", "{n} people ask for a talk about “{rule}”.", n, rule=rule
    )
    if line is None or line.state == "now":
        return words
    where = _("It is the next step.") if line is session.next else _("It is on the agenda.")
    return _("{words} {where}", words=words, where=where)


def _plan(session: Session, ctx: Moment, entry: str) -> None:
    """Put the talk on the agenda as the next step, together with others that wait there."""
    activity = next((kind.id for kind in session.library.values() if LEDGER in kind.reopens), "")
    if not activity or _step_for(session, entry) is not None:
        return
    waiting = next((line for line in session.agenda if line.state == "planned" and _about(session, line)), None)
    if waiting is not None and _more(session, waiting, entry):
        return
    place = session.place(session.next.id) if session.next else len(session.agenda)
    line = Step(ctx.id(f"talk:{entry}:{ctx.n}"), activity, str(_("A rule needs a talk")), MINUTES)
    if _more(session, line, entry):
        session.agenda.insert(place, line)


def _more(session: Session, line: Step, entry: str) -> bool:
    """Let a step be about one more agreement; False where its activity takes no more of them."""
    listed = session.library[line.activity].reopens[LEDGER]
    settings = {**line.settings, listed: [*_about(session, line), entry]}
    with suppress(Refused):
        prepare(session.library, line.activity, settings)
        line.settings = settings
        return True
    return False


def _step_for(session: Session, entry: str) -> Step | None:
    """The step that will talk about it, or does so now, or was left out by the facilitator."""
    return next((line for line in session.agenda if line.state != "done" and entry in _about(session, line)), None)


def _about(session: Session, line: Step) -> list[str]:
    """The agreements that a step is to talk about again."""
    kind = session.library.get(line.activity)
    return list(line.settings.get(kind.reopens.get(LEDGER, ""), ())) if kind else []
