"""Consent in a room: stances without a pass, objections that only their owners end, versions, and the fallback."""

from __future__ import annotations

from typing import Any

from activities.consent import Consent
from facilitator.testing import Table

OLD, NEW = "We meet on Thursdays at 6.", "We meet on Thursdays at 5."
SHORT = {"n": "none", "c": "concern", "o": "object", "m": "more"}


def room(people: int = 10, **more: Any) -> Any:
    return Table(Consent, people, **{"proposal": OLD, "short_form": True, **more})


def stances(table: Any, said: str, **reasons: str) -> Any:
    table.go("stance")
    for at, (person, each) in enumerate(zip(table.people, said, strict=False)):
        if each in SHORT:
            person.do("stance", stance=SHORT[each], reason=reasons.get(f"p{at}", ""))
    table.go("reveal")
    return table


def words(table: Any) -> str:
    return str(table.results.rounds[-1].found.words)


def test_the_worked_example():
    table = stances(room(), "nnnnnnncco", p9="Children are in bed then")
    assert words(table) == "Objections to work on (1 open)" and words(table) in table.board
    assert "I object 1" in table.board.replace("\n", " ")
    owner = table.people[9]
    assert "Does this settle it?" in owner.sees and "Does this settle it?" not in table.people[0].sees
    with table.refused("You have no open objection"):
        table.people[0].do("say_now", now="settled")
    table.go("work")
    assert "Children are in bed then" in table.board
    table.facilitator.do("word", text={"one": NEW})
    assert not table.results.agreed and not table.results.current
    owner.tap("It is now a concern")
    stances(table, "nnnnnnnccc")
    assert words(table) == "Agreed" and table.results.agreed
    table.go("close")
    (entry,) = table.section.ledger
    assert entry.data["status"] == "agreed" and entry.data["text"] == NEW and entry.data["review"]


def test_there_is_no_pass_and_a_missing_answer_is_waited_for_until_somebody_is_marked_as_left():
    table = stances(room(3), "nn-")
    assert words(table) == "Waiting (1 missing)" and table.section.ledger[0].data["status"] == "not agreed"
    again = room(3)
    again.go("stance")
    assert "pass" not in again.people[0].html
    table.people[2].do("leave")
    assert words(table) == "Agreed" and "1 had left." in table.board


def test_the_same_words_and_the_objector_says_so():
    table = stances(room(3), "nco")
    table.people[2].tap("I withdraw it")
    assert words(table) == "Agreed" and table.results.rounds[-1].found.shown["object"] == 1


def test_the_objection_of_somebody_who_left_stays():
    table = stances(room(3), "nno")
    table.people[2].do("leave")
    table.go("work")
    table.facilitator.do("word", text={"one": NEW})
    stances(table, "nn")
    assert words(table) == "Objections to work on (1 open)"
    with table.refused("Nothing was agreed before about a vote"):
        table.go("vote")


def test_who_comes_late_counts_once_they_know_what_is_proposed():
    table = room(2)
    table.go("stance")
    late = table.join()
    table.people[0].do("stance", stance="none")
    table.people[1].do("stance", stance="none")
    with table.refused("Please read or hear the proposal first"):
        late.do("stance", stance="none")
    late.tap("I know what is proposed")
    table.go("reveal")
    assert words(table) == "Waiting (1 missing)"
