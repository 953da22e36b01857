"""Consent in a room: stances without a pass, objections that only their owners end, versions, and the fallback."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.consent import Consent
from activities.consent.text import compared
from facilitator.activity import Item
from facilitator.blocks.charter import Way
from facilitator.testing import Table, control, suite
from facilitator.testing.crowd import Crowd
from facilitator.views import paper

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


# The room over several rounds


def chartered(people: int = 10, **way: Any) -> Any:
    made = Way("Times", **({"method": "consent", "fallback": "vote"} | way))
    entry = {
        "id": "x1", "at": 5.0, "n": 1, "ledger": "agreements", "op": "add", "entry": "old:r1:w1", "session": "old",
        "data": {"text": "Times", "status": "agreed"} | made.data(),
    }  # fmt: skip
    table = Table(Consent, people, carried=(entry,), proposal=OLD, short_form=True, kind="Times")
    table.facilitator.do("enough", here=True)
    return table


def voted(table: Any, said: str, lived: bool = True) -> str:
    table.go("vote")
    if lived:
        table.facilitator.tap("Somebody with lived experience is here")
    for person, each in zip(table.people, said, strict=False):
        if each in "fab":
            person.do("vote", vote={"f": "for", "a": "against", "b": "blank"}[each])
    table.go("voted")
    table.go("close")
    return str(table.section.ledger[0].data["outcome"])


def stuck(table: Any, rounds: int = 3) -> Any:
    for _round in range(rounds):
        stances(table, "nnnnnnnnno")
        table.go("work")
    return table


def test_a_vote_past_an_open_objection_that_passes_is_never_called_consent():
    table = stuck(chartered())
    assert voted(table, "ffffffffaa") == "Decided by vote, 1 open objection"
    (entry,) = table.section.ledger
    assert entry.data["status"] == "agreed" and entry.data["method"] == "Vote, after consent was not reached"
    assert entry.data["objections"] == "Without words" and entry.data["review"] and entry.data["kind"] == "Times"
    assert "Decided by vote, 1 open objection" in table.board and "by consent" not in table.board.lower()
    assert not table.results.agreed


@pytest.mark.parametrize(
    ("said", "lived", "outcome"),
    [
        ("fffffffaaa", True, "Not decided: too few are for it"),
        ("ffffffaabb", True, "Decided by vote, 1 open objection"),
        ("bbbbbbbbbb", True, "Not decided: too few are for it"),
        ("ffffffffff", False, "Not decided: too few of us are here for a vote"),
    ],
)
def test_a_vote_counts_by_the_share_and_the_quorum_of_the_charter(said: str, lived: bool, outcome: str):
    table = stuck(chartered())
    assert voted(table, said, lived) == outcome
    assert table.section.ledger[0].data["status"] == ("agreed" if outcome.startswith("Decided") else "not agreed")


def test_when_there_can_be_a_vote():
    table = stuck(chartered(), rounds=2)
    with table.refused("after 3 rounds"):
        table.go("vote")
    stances(table, "nnnnnnnnno")
    table.go("work")
    table.facilitator.do("word", text={"one": NEW})
    with table.refused("The words have changed"):
        table.go("vote")
    stances(table, "nnnnnnnnnn")
    with table.refused("No objection is open"):
        table.go("vote")


def test_a_small_group_brings_it_back_once_before_a_vote_where_the_charter_says_so():
    table = stuck(chartered(fallback="small-then-vote"))
    with table.refused("A small group reworks it once"):
        table.go("vote")
    table.facilitator.tap("A small group reworks it.")
    with table.refused("A small group reworks it once"):
        table.go("vote")
    stances(table, "nnnnnnnnno")
    table.go("work")
    assert voted(table, "ffffffffff") == "Decided by vote, 1 open objection"


def test_other_words_after_a_vote_are_not_what_was_voted_on():
    table = stuck(chartered())
    assert voted(table, "ffffffffaa").startswith("Decided by vote")
    table.go("stance")
    table.go("reveal")
    table.go("work")
    table.facilitator.do("word", text={"one": NEW})
    assert table.section.ledger[0].data["status"] == "not agreed"


def test_nobody_decides_by_consent_what_the_charter_gives_to_others_without_saying_why():
    table = chartered(3, method="vote")
    with table.refused("Your charter decides this in another way"):
        table.go("stance")
    table.facilitator.do("by_charter", kind="Times", why="It touches everyone.")
    stances(table, "nnn")
    assert table.section.ledger[0].data["departs"] == "It touches everyone."
    with table.refused("this step is over"):
        table.go("proposal")


def test_what_an_objector_says_about_new_words_is_kept_before_the_next_round_and_can_be_said_again():
    table = stances(room(4), "nnno")
    owner = table.people[3]
    owner.do("say_why", text="Children are in bed then")
    table.go("work")
    table.facilitator.do("word", text={"one": NEW})
    owner.tap("I withdraw it")
    owner.tap("Not yet")
    assert table.results.open, "a tap by mistake can be taken back"
    owner.tap("This settles it")
    stances(table, "nnn-")
    assert words(table) == "Waiting (1 missing)" and [each.path for each in table.results.objections] == ["settled"]
    rows = next(block for block in table.section.blocks if getattr(block, "id", "") == "objections").rows
    assert rows == (("Children are in bed then", "Version 1", "Settled by version 2", 1),)


def test_an_objection_keeps_its_words_when_its_owner_has_a_concern_in_other_words_later():
    table = stances(room(3), "nno")
    table.people[2].do("say_why", text="Children are in bed then")
    table.go("work")
    table.facilitator.do("word", text={"one": NEW})
    stances(table, "nnc")
    table.people[2].do("say_why", text="Buses are rare")
    (made,) = table.results.objections
    assert (made.path, made.reason) == ("softened", "Children are in bed then")
    assert table.section.ledger[0].data["concerns"] == "Buses are rare"


def test_only_the_words_of_now_count_also_when_somebody_goes_back_before_the_result():
    table = Table(Consent, 3, proposal=OLD)
    table.go("stance")
    for person in table.people:
        person.do("stance", stance="none")
    table.go("mend")
    table.facilitator.do("word", text={"one": f"{OLD}."})
    table.go("reveal")
    assert not table.results.agreed and "asked again" in table.board
    again = Table(Consent, 3, proposal=OLD)
    again.go("stance")
    again.people[0].do("stance", stance="none")
    again.go("mend")
    again.facilitator.do("word", text={"one": NEW})
    again.go("stance")
    assert again.run.counter().done == 0, "stances on other words are not kept for these"
    assert "what changed since version 1" in again.board and "6." in again.board


def test_slips_object_and_everyone_has_to_answer_again():
    table = room(3)
    some = [table.paper_seat() for _each in range(3)]
    table.go("stance")
    for person in table.people:
        person.do("stance", stance="none")
    table.facilitator.do("invite_slips", on=True)
    form = control(paper.batch_form(table.room, 3), "Enter all slips")
    said = {f"{n}.stance": stance for n, stance in enumerate(("object", "none", "none"), 1)}
    table.facilitator.post(form.do, form.posts(), **said, **{"1.reason": "Noise"})
    table.go("reveal")
    assert words(table) == "Objections to work on (1 open)" and "Noise" in table.board
    assert all("Does this settle it?" not in person.sees for person in table.people)
    table.go("stance")
    for person in table.people:
        person.do("stance", stance="none")
    for person in some:
        table.enter(person, "stance", stance="concern")
    table.go("reveal")
    assert words(table) == "Agreed" and len(some) == 3


def test_who_objects_on_paper_is_asked_by_the_form_for_their_seat():
    table = room(2)
    cy = table.paper_seat()
    table.go("stance")
    for person in table.people:
        person.do("stance", stance="none")
    table.enter(cy, "stance", stance="object", reason="It is dark then.")
    table.go("reveal")
    table.go("work")
    assert "It is dark then." in table.board
    assert "Does this settle it?" in paper.answer_form(table.room, cy.who.seat)
    table.enter(cy, "say_now", now="concern")
    assert table.results.agreed and "It is dark then." in table.section.ledger[0].data["concerns"]


def test_everyone_can_say_that_they_understand_an_objection():
    table = stances(room(4), "nnno")
    table.people[3].do("say_why", text="Noise")
    table.go("work")
    table.people[0].tap("Send", understood="yes")
    table.people[1].tap("Send", understood="not-yet")
    assert "1 of 2 says: I understand it." in table.board
    table.facilitator.do("word", text={"one": NEW})
    stances(table, "nnnn")
    assert table.results.agreed


def test_who_is_not_part_of_it_is_not_waited_for_and_everyone_sees_how_many():
    table = room(3)
    table.go("proposal")
    table.people[2].tap("I am not part of this decision")
    assert "1 person is not part of this decision." in table.board
    stances(table, "nn-")
    assert words(table) == "Agreed" and str(table.results.rounds[-1].found.detail) == "2 of 2 took a stance."
    again = room(3)
    again.go("proposal")
    again.people[2].tap("I am not part of this decision")
    again.go("stance")
    assert "Who answers here is part of it." in again.people[2].sees
    stances(again, "nno")
    assert words(again) == "Objections to work on (1 open)" and again.results.rounds[-1].found.required == 3


def test_a_question_comes_back_before_the_stances_and_is_ticked_when_it_was_answered():
    table = Table(Consent, 3, proposal=OLD)
    table.go("questions")
    table.people[0].do("write", text="What is a Thursday?")
    table.go("answers")
    table.facilitator.tap("Answered", near="What is a Thursday?")
    stances(table, "nnm")
    assert words(table) == "Questions first (1)"
    table.facilitator.tap("Ask for questions")
    table.people[2].do("write", text="Which Thursday?")
    table.go("answers")
    assert "Answered" in table.board and "Which Thursday?" in table.board
    stances(table, "nnn")
    assert words(table) == "Agreed" and "Which Thursday?" in str(table.section.blocks)


def test_what_is_said_at_the_end_stops_nothing_and_stands_in_the_decision():
    table = stances(room(3), "nnc")
    table.people[2].do("say_why", text="It may rain")
    table.facilitator.tap("Ask for concerns")
    table.people[0].do("write", text="Buses are late")
    table.go("close")
    assert "Decided by consent" in table.board and "Buses are late" in table.board and "It may rain" in table.board
    assert table.section.ledger[0].data["concerns"] == "It may rain\nBuses are late"
    table.facilitator.do("look_again", on="2030-01-31")
    assert table.section.ledger[0].data["review"] == "2030-01-31"


def test_a_reason_can_be_hidden_and_then_stands_nowhere():
    table = stances(room(3), "nno")
    table.people[2].do("say_why", text="Mrs Smith is loud")
    table.facilitator.do("hide", begins="Mrs Smith", reason="person")
    assert "Smith" not in table.board and "Smith" not in str(table.section)
    assert words(table) == "Objections to work on (1 open)", "the objection stands without its words"
    assert "1 card was hidden by the facilitator" in str(table.section.blocks)


def test_after_three_rounds_other_ways_are_offered_and_told():
    table = room(4)
    stuck_at = [stances(table, "nnno"), table.go("work")]
    assert "We take a smaller step." not in table.stage and stuck_at
    for _round in range(2):
        stances(table, "nnno")
        table.go("work")
    assert "A break may help." in table.board
    table.facilitator.tap("We take a smaller step.")
    assert "We take a smaller step." in table.board
    table.go("close")
    assert "Not decided by consent" in table.board and table.section.ledger[0].data["next"] == "We take a smaller step."


def test_a_phone_is_not_sent_more_words_than_it_can_take_and_says_where_the_rest_is():
    table = stances(room(60), "o" * 60)
    for n, person in enumerate(table.people):
        person.do("say_why", text=f"{n} " + "w&" * 130)
    assert (
        len(table.people[0].html.encode()) < 16_384 and "more, on the board and in the record." in table.people[0].sees
    )


def test_the_suite_looks_at_every_step_but_the_vote_that_only_a_charter_opens():
    seen = [phase.name for phase in Crowd(Consent, Consent.example, people=3).phases()]
    assert [name for name in Consent._by_name if name not in seen] == ["vote", "voted"]


def test_it_can_begin_with_what_an_earlier_step_left():
    table = Table(Consent, 3, short_form=True, incoming=(Item("i1", "We open a garden."), Item("i2", "A bus.")))
    table.go("proposal")
    with table.refused("There is no proposal yet"):
        table.go("stance")
    table.facilitator.tap("Propose this: We open a garden.")
    assert "We open a garden." in table.board and "Propose this" not in table.stage
    stances(table, "nnn")
    assert table.section.ledger[0].data["text"] == "We open a garden."


@pytest.mark.parametrize("short", [True, False])
def test_without_a_proposal_it_keeps_the_contract_too(short: bool):
    for check in (suite.check_the_way_ends, suite.check_nobody_did_anything, suite.check_there_is_something_to_answer):
        check(Consent, {"why": "People who work cannot come.", "short_form": short})


def test_what_changed_is_marked_word_by_word():
    assert compared("We meet on Thursdays at 6.", "We meet at 5.") == [
        ("=", "We meet"), ("-", "on Thursdays"), ("=", "at"), ("-", "6."), ("+", "5.")
    ]  # fmt: skip
    assert compared("", "New words") == [("+", "New words")] and compared("Old", "") == [("-", "Old")]


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_marked_changes_hold_both_texts_in_whole(old: list[str], new: list[str]):
    parts = compared(" ".join(old), " ".join(new))
    assert " ".join(words for kind, words in parts if kind != "+").split() == old
    assert " ".join(words for kind, words in parts if kind != "-").split() == new
