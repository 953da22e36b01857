"""Cards of a round that is closed are cared for like all others, until the activity closes."""

from __future__ import annotations

import pytest

from activities.fist_of_five import FistOfFive
from activities.ground_rules import GroundRules
from facilitator.testing import Table

WORDS = "Ask Mrs Ahmed from ward 4 first"
OTHER = "Ask the ward first"


def asked_again_of_a_proposal() -> Table:
    """Ann wrote a card about the first words; the second round of a fist of five is open."""
    table = Table(FistOfFive)
    for phase in ("show", "reveal", "listen"):
        table.go(phase)
    table.people[0].tap("Send", text=WORDS)
    table.go("change")
    table.facilitator.do("word", text="We open the quiet room on Mondays.")
    table.go("show")
    return table


def asked_again_of_rules() -> Table:
    """Ann wrote what would need to change in a rule; it is asked again."""
    table = Table(GroundRules, starter_cards=True, max_rules=4)
    for phase in ("group", "draft"):
        table.go(phase)
    table.facilitator.do("start_from", which=0)
    table.go("agree")
    for person in table.people:
        person.do("answer", points=dict.fromkeys(table.run.course.state.draft.texts, 1))
    for phase in ("reveal", "listen"):
        table.go(phase)
    rule = next(iter(table.run.course.state.draft.texts))
    table.people[0].do("change", text={rule: WORDS})
    table.go("mend")
    table.facilitator.do("reword", text={rule: "We hear each other out."})
    table.go("agree")
    return table


@pytest.fixture(params=[asked_again_of_a_proposal, asked_again_of_rules])
def table(request: pytest.FixtureRequest) -> Table:
    made: Table = request.param()
    assert WORDS in str(made.section)
    return made


def test_the_facilitator_hides_a_card_of_a_round_that_is_closed(table: Table):
    table.facilitator.do("hide", begins="Ask Mrs", reason="person")
    assert WORDS not in str(table.section)
    assert "1 card was hidden by the facilitator (1 names a person)." in str(table.section)
    assert "it names or identifies someone" in table.people[0].sees
    assert "it names or identifies someone" not in table.people[1].sees


def test_its_writer_takes_it_back(table: Table):
    ann, bob, _cat = table.people
    assert "Take it back" not in bob.sees
    ann.tap(f"Take it back: {WORDS}")
    assert WORDS not in str(table.section) and WORDS not in ann.sees
    assert table.reopened().view(ann.who) == ann.html


def test_its_writer_says_it_in_other_words(table: Table):
    ann = table.people[0]
    table.facilitator.do("suggest_words", begins="Ask Mrs", words=OTHER)
    assert OTHER in ann.sees and OTHER not in table.people[1].sees + table.board
    ann.tap("Take these words")
    assert WORDS not in str(table.section) and OTHER in str(table.section)


def test_what_was_hidden_can_be_brought_back_by_its_writer_and_by_undo(table: Table):
    table.facilitator.do("hide", begins="Ask Mrs", reason="harm")
    table.facilitator.do("undo")
    assert WORDS in str(table.section)
    table.facilitator.do("hide", begins="Ask Mrs", reason="harm")
    table.people[0].tap("Show this", text=OTHER)
    assert WORDS not in str(table.section) and OTHER in str(table.section)


def test_the_closed_round_itself_does_not_change(table: Table):
    before = str(table.ctx.rounds)
    table.facilitator.do("hide", begins="Ask Mrs", reason="person")
    table.people[0].tap("Show this", text=OTHER)
    assert str(table.ctx.rounds) == before


def test_cards_of_one_person_bear_nothing_in_common():
    """The number of a card stands in the page of the stage: it must not tell that two cards have one writer."""
    table = asked_again_of_rules()
    for phase in ("reveal", "listen"):
        table.go(phase)
    ann, rule = table.people[0], next(iter(table.run.course.state.draft.texts))
    ann.do("change", text={rule: OTHER})
    table.go("mend")
    piles = GroundRules.care.piles(table.run.course.state, table.ctx)
    mine = [id for pile in piles for id in pile.cards.of(ann.key)]
    assert len(mine) == len(set(mine)) == 2
