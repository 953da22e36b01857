"""What stays of a session when it is closed: results and cards, the summary only, or nothing; and less of it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, get_args

from facilitator.activity import Refused
from facilitator.blocks.collect.card import NOTES
from facilitator.i18n import Words, _
from facilitator.report.model import SECTION, Quotes, Section
from facilitator.session import removed
from facilitator.session.action import action
from facilitator.session.command import Moment
from facilitator.session.rewording import reworded
from facilitator.session.session import Keeping, Session
from facilitator.session.withdrawals import quotes

Less = Literal["summary", "nothing"]
KEEPINGS: tuple[Keeping, ...] = get_args(Keeping)
DAYS = 30
"""After so many days the cards may be deleted, and the facilitator is reminded of them."""
LATER = DAYS * 86_400.0

WHAT: dict[Keeping, tuple[Words, Words]] = {
    "cards": (
        _("Results and cards"),
        _("Results, decisions, tasks and all cards. No card has its writer, but where they gave a name."),
    ),
    "summary": (
        _("The summary only"),
        _("Results, decisions and tasks. All cards are deleted. What waits sealed for a later meeting stays sealed."),
    ),
    "nothing": (
        _("Nothing"),
        _("All of it is deleted, also the record, and what later meetings of the group would need. Save a copy first."),
    ),
}
"""What each choice is called, and what it keeps."""


def settle(session: Session, at: float, keep: Keeping) -> None:
    """Keep so much of a session that has been closed, and no names and views of the people who were there."""
    for seat in session.seats.values():
        seat.name = seat.perspective = ""
    session.remind = at + LATER
    _keep(session, keep)


@action(by="facilitator", any_time=True, after_the_end=True)
def keep_less(session: Session, keep: Less) -> None:
    """Keep less of a closed session than was chosen before. It cannot be undone."""
    if session.status != "closed":
        raise Refused(_("This session is open. Close it first."))
    if KEEPINGS.index(keep) <= KEEPINGS.index(session.keeping):
        raise Refused(_("That was deleted already."))
    _keep(session, keep)
    session.keep(forget=True)


@action(by="facilitator", any_time=True, after_the_end=True)
def keep_longer(session: Session, ctx: Moment) -> None:
    """Keep the cards for 30 more days before anybody is reminded again."""
    session.remind = ctx.at + LATER
    session.keep()


def _keep(session: Session, keep: Keeping) -> None:
    session.keeping = keep
    if keep != "cards":
        cards, told = quotes(session), str(_("A card that was not kept"))
        removed.count(session, removed.CARDS, len(cards))
        inside = {quote.text for quote in cards if quote.code and quote.permission <= NOTES} - _agreed(session)
        session.sections = {
            step: _summary(section, dict.fromkeys(inside, told)) for step, section in session.sections.items()
        }
    if keep == "nothing":
        session.sections, session.runs, session.agenda, session.log = {}, [], [], []
        session.ledger, session.carried, session.sealed, session.opened = [], [], [], []
        session.removed, session.traces, session.imported = {}, [], None
        session.refold()


def _summary(section: Section, inside: Mapping[str, str]) -> Section:
    """A section without what people wrote on cards. What became a result stands in its tables.

    Nobody could tell any more which of these may not leave the notes; so what they said is `inside` nothing else.
    """
    blocks = tuple(block for block in section.blocks if not isinstance(block, Quotes))
    data = SECTION.dump_python(replace(section, blocks=blocks, items=()), mode="json")
    return SECTION.validate_python(reworded(data, inside))


def _agreed(session: Session) -> set[str]:
    """What the group agreed on, in whosever words: it is the group's."""
    entries = (entry for section in session.sections.values() for entry in section.ledger)
    return {entry.data.get("text", "") for entry in entries if entry.ledger in ("agreements", "decisions")}
