"""25/10: what people see from the first idea to the names at the end, and what it leaves behind."""

from __future__ import annotations

from fractions import Fraction

import pytest

from activities.twenty_five_ten import TwentyFiveTen
from activities.twenty_five_ten import record as told_in
from activities.twenty_five_ten.bold import Bold
from activities.twenty_five_ten.rules import Place, Sifted
from facilitator.activity import Item, Refused
from facilitator.report.model import Facts, Outcome, Paragraph
from facilitator.report.model import Table as ResultTable
from facilitator.run import view
from facilitator.seats import Who
from facilitator.testing import Person, Table
from facilitator.testing.taps import words
from facilitator.views import paper

SEVEN = {"a": [5, 4, 5, 4, 5], "b": [3, 3, 4, 2, 3], "c": [4, 4, 4, 5, 4], "d": [5, 4, 0, 4, 4], "e": [2, 2, 3, 2, 1],
         "f": [4, 5, 4, 4, 4], "g": [0, 5, 0, 5, 0]}  # fmt: skip


def seated(people: int, **given: object) -> Table:
    """So many people who have all written an idea, and the cards are dealt."""
    table = Table(TwentyFiveTen, people, **given)
    for n, person in enumerate(table.people):
        person.tap("Send", idea=f"Idea number {n}.", first=f"Step {n}")
    table.go("ready")
    table.go("score")
    return table


def around(table: Table) -> list[Person]:
    """The people in the order of the circle, for the test alone."""
    state = table.run.course.state
    wrote = {id: key for key, ids in state.ideas.wrote.items() for id in ids}
    return [next(one for one in table.people if one.key == wrote[card]) for card in state.scoring.circle]


def play(table: Table, scores: dict[str, list[int]]) -> list[Person]:
    """Everyone gives the scores of a worked example; the people in the order of its letters."""
    people = around(table)
    for turn in range(1, len(scores["a"]) + 1):
        for at, points in enumerate(scores.values()):
            scorer = people[(at + turn) % len(people)]
            if points[turn - 1]:
                scorer.tap("Send", point=points[turn - 1])
            else:
                scorer.tap("Pass")
        if turn < len(scores["a"]):
            table.facilitator.tap("Begin round")
    return people


def number(table: Table, person: Person) -> str:
    """The idea of a person, as it was written."""
    return f"Idea number {table.people.index(person)}."


def test_seven_people_in_five_rounds_count_up_to_the_first_place():
    table = seated(7, rounds=5)
    people = play(table, SEVEN)
    called = {letter: number(table, person) for letter, person in zip(SEVEN, people, strict=True)}
    table.go("count")
    places = {place.card: place for place in table.results.places}
    cards = dict(zip(SEVEN, table.run.course.state.scoring.circle, strict=True))
    assert {letter: places[card].rank for letter, card in cards.items()} == {
        "a": 1, "d": 2, "c": 3, "f": 3, "b": 5, "e": 6, "g": None,
    }  # fmt: skip
    assert places[cards["d"]].score == Fraction(85, 4)
    assert "Place 6" in table.board and called["e"] in table.board and "First step" in table.board
    assert all(called[letter] not in table.board for letter in "abcdfg")
    assert "Still to come" in table.board and "This is a sift, not a decision." in table.board
    for _place in range(2):
        table.facilitator.tap("Show place")
    assert "2 ideas share place 3" in table.board and called["a"] not in table.board
    table.facilitator.tap("Show place 2")
    assert "21.3" in table.board and "4 of 5 scores" in table.board
    table.facilitator.tap("Show place 1")
    assert called["a"] in table.board
    assert called["g"] in people[0].sees and "No place: fewer than 3 scores" in people[0].sees
    assert people[0].sees.count("your idea") == 1
    assert "23 of 25 points." in table.stage and "Place 1." in table.stage
    with table.refused("first place"):
        table.facilitator.do("next_place")


def test_three_people_have_two_rounds():
    table = seated(3, rounds=5)
    assert "Round 1 of 2" in table.board
    people = play(table, {"a": [5, 4], "b": [3, 0], "c": [2, 2]})
    with table.refused("last round"):
        table.facilitator.do("next_round")
    table.go("count")
    cards = table.run.course.state.scoring.circle
    found = {place.card: (place.score, place.rank) for place in table.results.places}
    assert [found[card] for card in cards] == [(9, 1), (None, None), (4, 2)]
    assert len(people) == 3


def test_nobody_sees_an_idea_before_it_is_dealt_nor_a_score_before_the_end():
    table = Table(TwentyFiveTen, 3, rounds=2)
    ann, bob, cy = table.people
    ann.tap("Send", idea="A bus for all", first="Ask the driver")
    assert "A bus for all" not in table.board + table.stage + bob.sees + str(view.private(table.run))
    bob.tap("Send", idea="A kitchen", first="Ask the school")
    cy.tap("Send", idea="A garden", first="Dig")
    table.go("ready")
    assert "3 ideas are in" in table.board and "A bus for all" not in table.board + table.stage
    table.go("score")
    holder = next(person for person in (bob, cy) if "A bus for all" in person.sees)
    assert "First step: Ask the driver" in holder.sees
    before = {person: person.sees for person in table.people if person is not holder}
    holder.tap("Send", point=5)
    assert before == {person: person.sees for person in before}
    assert "A bus for all" not in table.board + table.stage
    table.facilitator.tap("Begin round 2")
    after = next(person for person in (bob, cy) if "A bus for all" in person.sees)
    assert after is not holder and "checked" not in after.html
    table.go("count")
    with table.refused("closed now"):
        after.do("score", point=1)


def test_a_score_from_an_older_page_does_not_go_to_another_card():
    table = seated(4, rounds=3)
    ann = table.people[0]
    old = [pair for pair in table_posts(ann, "Send") if pair[0] != "point"]
    table.facilitator.tap("Begin round 2")
    with table.refused("another round has begun"):
        ann.post("score", [*old, ("point", "5")])
    with table.refused("outside"):
        ann.do("score", point=6)
    with table.refused("could not be read"):
        ann.do("score", point="true")


def table_posts(person: Person, name: str) -> list[tuple[str, str]]:
    """What a button on the page of a person posts now."""
    from facilitator.testing.taps import control

    return control(person.html, name).posts()


def test_both_fields_are_needed_and_an_idea_can_be_changed_or_taken_back():
    table = Table(TwentyFiveTen, 2, rounds=2)
    ann, bob = table.people
    for given in ({"idea": " \u200b ", "first": "Ask"}, {"idea": "A bus", "first": ""}):
        with table.refused("write"):
            ann.do("sheet", **given)
    ann.tap("Send", idea="A  bus\nfor all", first="Ask")
    ann.tap("Send change", idea="A boat", first="Row")
    assert "A boat" in ann.html and len(table.run.course.state.ideas.cards) == 1
    ann.tap("Pass")
    assert "1 of 2 are done" in table.board
    bob.tap("Send", idea="A kitchen", first="Cook")
    table.go("ready")
    assert "not two ideas" in table.board
    with table.refused("two ideas are needed"):
        table.go("score")
    table.go("write")
    ann.tap("Send", idea="A boat", first="Row")
    table.go("ready")
    table.go("score")
    for phase in ("write", "ready", "look"):
        with table.refused("dealt"):
            table.go(phase)


def test_a_card_that_harms_is_hidden_before_it_is_dealt_and_only_its_writer_knows():
    table = Table(TwentyFiveTen, 3, rounds=2)
    ann, bob, cy = table.people
    for person, idea in ((ann, "Fire Mr Smith"), (bob, "A kitchen"), (cy, "A garden")):
        person.tap("Send", idea=idea, first="Ask")
    table.go("ready")
    with table.refused("not there"):
        table.facilitator.do("hide", reason="person", begins="Fire")
    table.facilitator.tap("Show all cards first")
    assert "Fire Mr Smith" in table.board
    table.facilitator.do("hide", reason="person", begins="Fire")
    assert "Fire Mr Smith" not in table.board + bob.sees and "The facilitator hid this" in ann.sees
    table.go("score")
    assert "Round 1 of 1" in table.board
    assert "There is no card for you in this round." in ann.sees and "1 of 3 are done" in table.board
    ann.tap("Show this", text="Change who leads\nAsk")
    table.go("count")
    assert [place.rank for place in table.results.places] == [None, None, None]
    told = [block.words for block in table.section.blocks if isinstance(block, Paragraph)]
    assert not any("hidden" in each for each in told), "it was put in other words"


def test_who_wrote_nothing_and_who_comes_late_score_what_others_left():
    table = Table(TwentyFiveTen, 5, rounds=3)
    *writers, silent = table.people
    for n, person in enumerate(writers):
        person.tap("Send", idea=f"Idea {n}", first="Begin")
    silent.tap("Pass")
    table.go("ready")
    table.go("score")
    assert "no card for you" in silent.sees
    late = table.join()
    assert "no card for you" in late.sees and "In the next round there may be one." in late.sees
    skipped = {card_of(table, person) for person in writers[:2]}
    for person in writers[:2]:
        person.tap("Pass")
    for person in writers[2:]:
        person.tap("Send", point=4)
    assert "6 of 6 are done" in table.board
    table.facilitator.tap("Begin round 2")
    assert {card_of(table, person) for person in (silent, late)} == skipped
    silent.tap("Send", point=5)
    late.tap("Send", point=5)
    table.facilitator.tap("Begin round 3")
    assert {card_of(table, person) for person in (silent, late)}.isdisjoint(skipped)


def card_of(table: Table, person: Person) -> str | None:
    """The card that a person has in this round."""
    return table.run.course.state.scoring.card_of(person.key)


def test_whoever_leaves_is_waited_for_no_more_and_their_card_stays():
    table = seated(4, rounds=3)
    table.people[0].do("leave")
    assert "0 of 3 are done" in table.board
    table.facilitator.tap("Begin round 2")
    assert card_of(table, table.people[0]) is None
    assert len(table.run.course.state.scoring.dealt[-1]) == 3
    table.people[0].do("come_back")
    table.facilitator.tap("Begin round 3")
    assert card_of(table, table.people[0]) is not None


def test_the_next_round_can_be_undone_until_somebody_scored_in_it():
    table = seated(4, rounds=3)
    had = card_of(table, table.people[0])
    table.facilitator.tap("Begin round 2")
    table.facilitator.tap("Undo")
    assert card_of(table, table.people[0]) == had and "Round 1 of 3" in table.board
    table.facilitator.tap("Begin round 2")
    table.people[0].tap("Send", point=3)
    with table.refused("answered since"):
        table.facilitator.do("undo")


def test_counting_up_early_counts_the_rounds_that_were_held():
    table = seated(4, rounds=5)
    for person in table.people:
        person.tap("Send", point=4)
    assert "Begin round 2 of 3" in table.stage
    table.facilitator.tap("Count up to place 1")
    assert {place.score for place in table.results.places} == {Fraction(4)}
    assert "4 ideas share place 1" in table.board and "5 points are the most." in table.board
    facts = [row for block in table.section.blocks if isinstance(block, Facts) for row in block.rows]
    assert any("1 of 3 rounds" in said for _label, said in facts)


def test_somebody_on_paper_scores_the_card_that_was_dealt_to_their_seat():
    table = Table(TwentyFiveTen, 2, rounds=2)
    cy = table.paper_seat()
    for n, person in enumerate(table.people):
        person.tap("Send", idea=f"Idea {n}", first="Begin")
    table.enter(cy, "sheet", idea="A paper idea", first="Fold it")
    table.go("ready")
    table.go("score")
    form = words(paper.answer_form(table.room, cy.who.seat))
    assert "Idea" in form and "A paper idea" not in form and "Let us do it" in form
    assert "Ballot box" not in table.stage
    table.enter(cy, "score", point=5)
    assert "1 of 3 are done" in table.board
    assert "checked" not in paper.answer_form(table.room, cy.who.seat), "no earlier answer shows"
    with table.refused("something else"):
        table.facilitator.do("slips", **{f"{n}.point": 3 for n in (1, 2, 3)})
    with table.refused("something else"):
        table.facilitator.do("invite_slips", on=1)
    table.facilitator.tap("Begin round 2")
    assert "A paper idea" not in words(paper.answer_form(table.room, cy.who.seat))


def test_cards_from_the_ballot_box_are_never_dealt_to_somebody_who_may_have_written_them():
    table = Table(TwentyFiveTen, 3, rounds=3)
    seats = [table.paper_seat() for _seat in range(3)]
    for n, person in enumerate(table.people):
        person.tap("Send", idea=f"Idea {n}", first="Begin")
    table.facilitator.do("slips", **{f"{n}.{name}": f"Slip {n}" for n in (1, 2, 3) for name in ("idea", "first")})
    table.go("ready")
    table.go("score")
    for turn in range(3):
        for seat in seats:
            assert "Slip" not in words(paper.answer_form(table.room, seat.who.seat))
        if turn < 2:
            table.facilitator.tap("Begin round")
    assert any("Slip" in person.sees for person in table.people)


def test_the_record_tells_who_works_on_what_in_the_order_of_the_places():
    table = seated(3, rounds=2)
    people = play(table, {"a": [1, 1], "b": [5, 5], "c": [3, 3]})
    table.go("count")
    table.go("own")
    for person, name in zip(people, "ABC", strict=True):
        person.tap("Send with my name", mine=1, who=name)
    (owners,) = [block for block in table.section.blocks if isinstance(block, ResultTable) and block.id == "owners"]
    assert [row[1] for row in owners.rows] == ["B", "C", "A"]


def test_people_say_with_their_names_what_they_work_on_and_only_then_names_stand_there():
    table = seated(3, rounds=2)
    ann, bob, cy = table.people
    for _round in range(2):
        for person in table.people:
            person.tap("Send", point=5)
        if table.run.course.state.scoring.turn < 2:
            table.facilitator.tap("Begin round")
    table.go("count")
    table.go("own")
    assert "Everyone will see this with your name." in ann.sees
    mine, others = (card for card in (own_of(table, ann), own_of(table, bob)))
    ann.tap("Send with my name", mine=1, who="Ann")
    bob.tap("Send with my name", who="Bob", **{f"join.{mine}": 1})
    cy.tap("Pass")
    assert "Ann works on it: it was their idea." in table.board and "Would join: Bob" in table.board
    assert "Ann" in cy.sees
    with table.refused("not there any more"):
        bob.do("own", who="Bob", **{f"join.{others}": 1})
    with table.refused("write your name"):
        cy.do("own", mine=1)
    with table.refused("nothing is chosen"):
        cy.do("own", who="Cy")
    (owners,) = [block for block in table.section.blocks if isinstance(block, ResultTable) and block.id == "owners"]
    assert owners.rows == (("Idea number 0.", "Ann", "Bob"),)
    assert all(column.names for column in owners.columns[1:])
    before = table.room.revision(cy.who)
    bob.tap("Pass")
    assert table.room.revision(cy.who) > before, "whoever passes in the open takes their name off every page"
    ann.do("unsay")
    assert "Ann" not in table.board and "Bob" not in table.board
    table.go("next")
    assert "Nobody put their name to an idea." in table.board


def own_of(table: Table, person: Person) -> str:
    """The card of a person."""
    return table.run.course.state.ideas.wrote[person.key][-1]


def test_the_record_has_every_idea_and_hands_on_the_top():
    table = seated(7, rounds=5, show_top=3)
    play(table, SEVEN)
    assert table.section.blocks == () and table.section.items == (), "nothing was shown"
    table.go("count")
    (ideas,) = [block for block in table.section.blocks if isinstance(block, ResultTable)]
    assert [column.title for column in ideas.columns] == ["Place", "Idea", "First step", "Score", "Scored by"]
    assert [(row[0], row[3], row[4]) for row in ideas.rows] == [
        (1, "23", 5), (2, "21.3", 4), (3, "21", 5), (3, "21", 5), (5, "15", 5), (6, "10", 5), (None, "not ranked", 2),
    ]  # fmt: skip
    assert [item.text for item in table.section.items] == [row[1] for row in ideas.rows[:4]]
    assert isinstance(table.section.items[0], Item) and table.section.items[0].note.startswith("First step: Step")
    assert isinstance(table.section.blocks[0], Outcome)
    assert table.section.blocks[0].detail == "This is a sift, not a decision."
    assert "Place 3" not in table.board or "share place 3" in table.board


def test_a_card_hidden_while_counting_tells_no_place_too_early():
    table = seated(4, rounds=3)
    for person, point in zip(around(table), (5, 4, 3, 2), strict=True):
        person.tap("Send", point=point)
    table.go("count")
    table.facilitator.tap("Show place 3")
    told = [place.card for _number, places in table.run.activity.count.now(table.ctx).told for place in places]
    table.facilitator.do("hide", reason="harm", card=told[-1])
    assert [number for number, _places in table.run.activity.count.now(table.ctx).told] == [3]
    assert [*table.run.activity.count.now(table.ctx).coming] == [2, 1]


def test_with_no_idea_at_all_the_way_still_ends():
    table = Table(TwentyFiveTen, 2)
    table.go("ready")
    table.go("count")
    assert "No idea has a place" in table.board
    with table.refused("no idea to work on"):
        table.go("own")
    table.go("next")
    table.facilitator.do("finish")


def test_an_idea_cannot_need_more_scores_than_there_are_rounds():
    with pytest.raises(Refused, match="more scores than"):
        Table(TwentyFiveTen, 2, rounds=2, min_scores=3)


def test_phones_and_board_say_what_the_points_mean():
    table = Table(TwentyFiveTen, 2, rounds=1, five="Start tomorrow", one="Leave it")
    for n, person in enumerate(table.people):
        person.tap("Send", idea=f"Idea {n}", first="Begin")
    table.go("ready")
    table.go("score")
    assert "Start tomorrow" in table.people[0].sees and "Leave it" in table.people[0].sees
    assert "Round 1 of 1" in words(table.room.view(Who.board()))


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([], "There is no idea."),
        ([None, None], "No idea has enough scores for a place."),
        ([Fraction(85, 4), Fraction(20)], "“A” comes first, with a score of 21.3 of 25."),
        ([Fraction(23), Fraction(23), Fraction(9)], "These come first, with a score of 23 of 25: A; B."),
    ],
)
def test_the_record_begins_with_the_idea_that_came_first(scores: list[Fraction | None], words: str):
    ranks = [None if score is None else 1 + scores.index(score) for score in scores]
    places = [Place(name, 5, score, rank) for name, score, rank in zip("ABC", scores, ranks, strict=False)]
    found = told_in.first(Sifted(5, tuple(places)), {place.card: Bold(place.card, "A step") for place in places})
    assert (found.sign, found.words) == ("none", words)


def test_ideas_that_nobody_scored_are_only_counted():
    assert told_in.written(1) == Outcome("none", "1 idea was written.", "They were not scored.")
