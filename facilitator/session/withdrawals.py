"""Takes a card out of the record with the code that its writer got, also long after the session."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.blocks.skills import TAKEN_BACK
from facilitator.i18n import _
from facilitator.report.model import Quote, Quotes, Section
from facilitator.seats import withdrawal_mark
from facilitator.session import removed
from facilitator.session.action import action
from facilitator.session.rewording import leave_traces, take_out
from facilitator.session.session import Session


@action(by="facilitator", any_time=True, after_the_end=True)
def withdraw(session: Session, code: Annotated[str, Field(max_length=20)]) -> None:
    """Remove the card with this code from every file of the programme. Copies that were handed out stay."""
    mark = withdrawal_mark(code)
    gone = [quote.text for quote in quotes(session) if quote.code == mark]
    if not gone:
        raise Refused(_("No card has this code. Check its six signs."))
    drop(session, lambda quote: quote.code == mark)
    removed.count(session, removed.WRITERS, len(gone))


def drop(session: Session, which: Callable[[Quote], bool]) -> None:
    """Take these cards out of every section, and their words out of everything that is kept.

    What another card says in the same words stays: it is somebody else's.
    """
    gone = {quote.text for quote in quotes(session) if which(quote)}
    marks = {quote.code for quote in quotes(session) if which(quote) and quote.code}
    for step, section in session.sections.items():
        session.sections[step] = _without(section, which, marks)
    session.ledger = [{**entry, "data": _told(entry["data"], marks)} for entry in session.ledger]
    words = gone - {quote.text for quote in quotes(session)}
    take_out(session, words, str(removed.INSTEAD))
    leave_traces(session, words)
    session.keep(forget=True)


def quotes(session: Session) -> list[Quote]:
    """Every card in the record."""
    blocks = (block for section in session.sections.values() for block in section.blocks)
    return [quote for block in blocks if isinstance(block, Quotes) for quote in block.quotes]


def _told(data: Mapping[str, str], marks: Collection[str]) -> dict[str, str]:
    """What an entry of a ledger says; nothing but that it was taken back, where it is one of these cards."""
    return {"text": str(removed.INSTEAD), "status": TAKEN_BACK} if data.get("code") in marks else dict(data)


def _without(section: Section, which: Callable[[Quote], bool], marks: Collection[str]) -> Section:
    blocks = tuple(
        replace(block, quotes=tuple(quote for quote in block.quotes if not which(quote)))
        if isinstance(block, Quotes)
        else block
        for block in section.blocks
    )
    ledger = tuple(replace(entry, data=_told(entry.data, marks)) for entry in section.ledger)
    return replace(section, blocks=blocks, ledger=ledger)
