"""Erases a person: their seat, their name and what they wrote, as far as anything still says that it was theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Key, Refused
from facilitator.i18n import Words, _
from facilitator.report.model import Section, Table
from facilitator.run import words
from facilitator.session import removed
from facilitator.session.action import action
from facilitator.session.own_words import forget_answer, forget_words, mine
from facilitator.session.rewording import NAMED, leave_traces, without_name
from facilitator.session.session import Session
from facilitator.session.withdrawals import drop

Name = Annotated[str, Field(min_length=1, max_length=40)]
GOES: tuple[Words, ...] = (
    _("Their seat, code, name and view go, and what they wrote in the step that is open."),
    _("Cards with their name go from the record. Beside a task or a role their name is taken out."),
)
STAYS: tuple[Words, ...] = (
    _("Votes, and cards without a name from steps that are over, stay. Nobody can tell any more that they are theirs."),
    _("So do access notes, which have no name, and words in which others named them."),
    _("What they left to stay in touch stands apart. Take it off the list on the page of the record."),
    _("Copies that were saved or handed out stay. You cannot undo this."),
)
"""What is said before, and to whoever asked: it is what cannot be found any more."""


@action(by="facilitator", any_time=True, reseats=True)
def erase_person(session: Session, seat: Annotated[str, Field(max_length=20)]) -> None:
    """Erase whoever sits on a seat. Their phone has no seat after that."""
    there = session.seat(seat)
    if session.run is not None:
        key = session.keys[there.id]
        forget_words(session, key, mine(session, there.id))
        if words.can_pass(session.run, key):
            forget_answer(session, key)
        somebody = str(_("somebody"))
        words.reword(session.run, lambda data: _unnamed(data, key, somebody))
    others = {each.name for each in session.seats.values() if each is not there}
    if there.name and there.name not in others:
        _erase_name(session, there.name)
    for entry in [entry for entry in session.talks.asked if session.talks.asks(entry, there.id)]:
        session.talks.ask(entry, there.id, False)
    del session.seats[there.id]
    removed.count(session, removed.PEOPLE)
    session.keep(forget=True)


@action(by="facilitator", any_time=True, after_the_end=True)
def erase_name(session: Session, name: Name) -> None:
    """Erase somebody whose name stands in the record. In a closed session nothing else leads to a person."""
    if not _stands(session, name):
        raise Refused(_("This name stands nowhere here. Write it as it stands in the record."))
    _erase_name(session, name)
    removed.count(session, removed.PEOPLE)
    session.keep(forget=True)


def _erase_name(session: Session, name: str) -> None:
    drop(session, lambda quote: quote.name == name)
    somebody = str(_("somebody"))
    for step, section in session.sections.items():
        session.sections[step] = _nameless(section, name, somebody)
    session.ledger = [without_name(each, name, somebody) for each in session.ledger]
    session.carried = [without_name(each, name, somebody) for each in session.carried]
    session.refold()
    if session.run is not None:
        session.run.ledgers = session.ledgers
    leave_traces(session, {name})


def _stands(session: Session, name: str) -> bool:
    own = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    said = [each["data"].get(field, "") for each in (*session.ledger, *session.carried) for field in NAMED]
    for section in session.sections.values():
        said += [entry.data.get(field, "") for entry in section.ledger for field in NAMED]
        for block in section.blocks:
            said += [quote.name for quote in getattr(block, "quotes", ())]
            if isinstance(block, Table):
                named = [at for at, column in enumerate(block.columns) if column.names]
                said += [str(row[at] or "") for row in block.rows for at in named]
    return any(own.search(text) for text in said)


def _nameless(section: Section, name: str, somebody: str) -> Section:
    """The section with `somebody` where the name stood in a column of names, or beside a task."""
    own = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    blocks = []
    for block in section.blocks:
        if isinstance(block, Table):
            named = {at for at, column in enumerate(block.columns) if column.names}
            rows = tuple(
                tuple(
                    own.sub(lambda _found: somebody, cell) if at in named and isinstance(cell, str) else cell
                    for at, cell in enumerate(row)
                )
                for row in block.rows
            )
            block = replace(block, rows=rows)
        blocks.append(block)
    ledger = tuple(
        replace(entry, data=without_name({"data": entry.data}, name, somebody)["data"]) for entry in section.ledger
    )
    return replace(section, blocks=tuple(blocks), ledger=ledger)


def _unnamed(data: Any, me: Key, somebody: str, mine: bool = False) -> Any:
    """A course without the name that somebody gave in it; `mine` is what stands under their key."""
    if isinstance(data, Mapping):
        mine = mine or me in (data.get("doer"), data.get("giver"))
        return {name: _nobody(name, value, me, somebody, mine) for name, value in data.items()}
    return [_unnamed(each, me, somebody, mine) for each in data] if isinstance(data, list | tuple) else data


def _nobody(name: str, value: Any, me: Key, somebody: str, mine: bool) -> Any:
    """What stands under a name of a course."""
    if name == "names" and isinstance(value, Mapping) and me in value:
        return {**value, me: somebody}
    if name == "who" and mine and value and isinstance(value, str):
        return somebody
    return _unnamed(value, me, somebody, mine or name == me)
