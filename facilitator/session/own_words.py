"""What people take out themselves while the room is open: words they wrote, or the whole of an answer.

It goes out of the files at once, and not only out of sight. Whose words those of finished steps are, nobody knows any
more: there a code is needed, see `withdrawals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from facilitator.activity import Key, Refused
from facilitator.i18n import _
from facilitator.run import words
from facilitator.run.words import Written
from facilitator.session import removed
from facilitator.session.action import action
from facilitator.session.rewording import leave_traces, take_out
from facilitator.session.session import Session

Id = Annotated[str, Field(max_length=40)]


@action(touches="everyone", any_time=True)
def remove_words(session: Session, me: str, word: Id) -> None:
    """Remove something that I wrote in the step that is open."""
    gone = [each for each in mine(session, me) if each.id == word]
    if not gone:
        raise Refused(_("This is not there any more. Please load the page again."))
    forget_words(session, session.keys[me], gone)


@action(touches="everyone", any_time=True)
def remove_all_words(session: Session, me: str) -> None:
    """Remove everything that I wrote or answered in the step that is open."""
    run, key = session.running(), session.keys[session.seat(me).id]
    gone = mine(session, me)
    passes = words.can_pass(run, key)
    if not gone and not passes:
        raise Refused(_("Nothing of yours is left here."))
    forget_words(session, key, gone)
    if words.can_pass(run, key):
        forget_answer(session, key)


@action(touches="everyone", any_time=True)
def remove_answer(session: Session, me: str) -> None:
    """Remove my whole answer in the step that is open, as if I had passed."""
    key = session.keys[session.seat(me).id]
    if not words.can_pass(session.running(), key):
        raise Refused(_("You have no answer here that can be removed."))
    forget_answer(session, key)


def mine(session: Session, me: str) -> list[Written]:
    """What somebody wrote in the step that is open."""
    return words.written(session.run, session.keys[session.seat(me).id]) if session.run else []


def forget_words(session: Session, key: Key, gone: Sequence[Written]) -> None:
    """Take these words of a person out of the step that is open, and of every file."""
    for each in gone:
        if any(each.id == there.id for there in words.written(session.running(), key)):  # one may take others with it
            words.remove(session.running(), key, each.id)
    removed.count(session, removed.WRITERS, sum(each.seen for each in gone))
    _out_of_files(session, gone)


def forget_answer(session: Session, key: Key) -> None:
    """Take back a person's whole answer, with the words in it."""
    run, before = session.running(), words.written(session.running(), key)
    passing = run.activity.actions["pass"]
    run.act(passing, key, passing.read([]), session.n + 1)
    left = {each.id for each in words.written(run, key)}
    _out_of_files(session, [each for each in before if each.id not in left])


def _out_of_files(session: Session, gone: Sequence[Written]) -> None:
    """Their words go out of every file, but for those that somebody else wrote, too."""
    others = {text for key in session.keys.values() for text in _texts(session, key)}
    texts = {each.text for each in gone} - others
    take_out(session, texts, str(removed.INSTEAD), {each.id for each in gone})
    leave_traces(session, texts)
    session.keep(forget=True)


def _texts(session: Session, key: Key) -> list[str]:
    return [each.text for each in words.written(session.running(), key)]
