"""What somebody wrote beside an answer, and on no card, is on their page of what they wrote, and goes for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from activities.action_plan import ActionPlan
from activities.safe_feedback import SafeFeedback
from activities.share_resources import ShareResources
from activities.where_we_stand import WhereWeStand
from activities.whos_missing import WhosMissing
from facilitator.i18n import speaking
from facilitator.session import snapshot
from facilitator.testing import Person, Table
from facilitator.testing.crowd import CARRIED, Crowd
from facilitator.testing.taps import words
from facilitator.views import mine

NOTE, OTHER = "The bench waits for the painter", "Somebody else has the key"


def noting(table: Table, person: Person, text: str) -> None:
    entry = table.ctx.ledgers.of("actions")[0].key
    person.do("update", entry=entry, note=text)


def feedback(_table: Table, person: Person, text: str) -> None:
    person.do("rate", texts={"helped": text})


def need(_table: Table, person: Person, text: str) -> None:
    person.do("need", note=text)


PLAYS: dict[str, tuple[Any, str, Callable[[Table, Person, str], None]]] = {
    "a note about a task": (ActionPlan, "back", noting),
    "what somebody needs": (ShareResources, "needs", need),
    "words of a feedback": (SafeFeedback, "answer", feedback),
}


def page(person: Person) -> str:
    room = person.table.room
    with speaking(room.language):
        return words(mine.page(room, person.seat))


@pytest.mark.parametrize("play", PLAYS)
def test_it_is_found_and_goes_from_the_file_and_the_words_of_others_stay(play: str) -> None:
    kind, phase, write = PLAYS[play]
    table = Table(kind, 3, carried=CARRIED, **kind.example)
    ann, bob, _cleo = table.people
    for name in table.run.phases:
        table.go(name)
        if name == phase:
            break
    write(table, ann, NOTE)
    write(table, bob, OTHER)
    assert NOTE in page(ann) and NOTE not in page(bob) and OTHER in page(bob)
    ann.do("remove_all_words")
    kept = str(snapshot.tables(table.room)) + str(table.room.store.events)
    assert NOTE not in kept and OTHER in kept and NOTE not in page(ann)
    assert snapshot.tables(table.reopened()) == snapshot.tables(table.room)


def invited(table: Table, person: Person) -> None:
    item = next(iter(table.run.activity.invitations.targets(table.run.course.state, table.ctx)))
    person.do("invite", item=item, who="Annabel", by="2027-02-24")


def helping(table: Table, person: Person) -> None:
    person.do("pledge", what=NOTE, seen="Others see it", who="Annabel", by="2027-02-24")


@pytest.mark.parametrize(("kind", "last", "write"), [
    (WhosMissing, "invite", invited), (WhereWeStand, "pledge", helping),
])  # fmt: skip
def test_the_name_of_who_is_erased_stands_beside_nothing_any_more(kind: Any, last: str, write: Any) -> None:
    crowd = Crowd(kind, kind.example, people=3)
    for phase in crowd.phases(crowd.answer):
        if phase.name == last:
            break
    table = crowd.table
    ann, bob, _cleo = table.people
    write(table, ann)
    assert "Annabel" in str(snapshot.tables(table.room))
    table.facilitator.do("erase_person", seat=ann.who.seat)
    kept = str(snapshot.tables(table.room)) + str(table.room.store.events) + bob.sees + table.board
    assert "Annabel" not in kept and NOTE not in kept
    assert snapshot.tables(table.reopened()) == snapshot.tables(table.room)
