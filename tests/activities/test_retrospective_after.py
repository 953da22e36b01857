"""Retrospective: what people vote on, talk about and take on, once the cards are grouped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from activities.retrospective import Retrospective, result
from activities.retrospective import closing as worth
from facilitator.activity import Key
from facilitator.blocks.rate.rules import Ratings, figures
from facilitator.blocks.talk import rules as topics
from facilitator.blocks.vote import rules as vote
from facilitator.report.model import Outcome, Paragraph, Quotes, Section
from facilitator.report.model import Table as ResultTable
from facilitator.testing import Table, outside
from facilitator.testing.taps import tree

VOTES = {"Handover notes": 5, "Meeting times": 5, "Quiet room": 3, "Jargon": 2, "Praise for drop-in": 1}
BALLOTS = ("HM", "HM", "HM", "HQ", "HQ", "MQ", "MJ", "JP")


def grouped(names: Sequence[str], people: int = 8, **settings: Any) -> Table:
    """A table that wrote one card for each name and put each into a group of that name."""
    table = Table(Retrospective, people, **settings)
    table.go("write")
    for place, name in enumerate(names):
        table.people[place % people].tap("Add card", text=name)
    table.go("group")
    cards = {card.text: id for id, card in table.run.course.state.cards.cards.items()}
    for name in names:
        table.facilitator.do("move", card=cards[name], to="new")
    table.facilitator.do("save_names", names={f"g{place}": name for place, name in enumerate(names, 1)})
    return table


def big(table: Table) -> str:
    """What the one big button of the stage says."""
    return tree(table.facilitator.html).xpath("string(.//*[@id='primary'])")  # type: ignore[no-any-return]


def voted(ballots: Sequence[str] = BALLOTS) -> Table:
    """The shown result of a vote, one ballot a person by first letters."""
    table = grouped(list(VOTES), len(ballots))
    table.go("vote")
    for person, ballot in zip(table.people, ballots, strict=True):
        for letter in ballot:
            person.tap("Place a dot", near=next(name for name in VOTES if name[0] == letter))
        person.tap("Done" if ballot else "Pass")
    table.go("result")
    return table


def block(section: Section, kind: type, title: str = "") -> Any:
    return next(each for each in section.blocks if isinstance(each, kind) and title in getattr(each, "title", ""))


def test_groups_are_ranked_and_the_first_two_are_both_talked_about():
    table = voted()
    count = table.results.count
    texts = table.results.texts
    assert {texts[each.option]: each.dots for each in count.options} == VOTES
    assert [each.rank for each in count.ranked] == [1, 1, 3, 4, 5]
    table.go("discuss")
    first, *rest = [texts[topic] for topic in table.results.order.topics]
    assert {first, rest[0]} == {"Handover notes", "Meeting times"}
    assert rest[1:] == ["Quiet room", "Jargon", "Praise for drop-in"]
    assert first in table.board and rest[0] not in table.board
    table.facilitator.tap("Next topic")
    assert rest[0] in table.board
    drawn = table.results.order
    assert drawn.seed and [set(level) for level in drawn.drawn] == [set(drawn.topics[:2])]
    told = [each.words for each in table.section.blocks if isinstance(each, Paragraph)]
    assert f"We talked about these, in this order: {first}; {rest[0]}." in told
    assert table.section.blocks[0] == Outcome(
        "none", "These have the most dots: Handover notes; Meeting times.", "8 of 8 people voted."
    )
    assert f"Number {drawn.seed} draws the same lots again." in str(table.section)


def test_a_draw_is_announced_to_the_room_before_it_is_made():
    table = voted()
    for seen in (table.board, table.people[0].sees):
        assert "Lots will be drawn for the order of these: Handover notes, Meeting times." in seen
    assert "Lots were" not in str(table.section), "nothing was drawn yet"
    table.facilitator.tap("Draw lots for the order")
    order = [table.results.texts[topic] for topic in table.results.order.topics[:2]]
    for seen in (table.board, table.people[0].sees):
        assert f"Lots were drawn. The order is: {order[0]} → {order[1]}." in seen and "will be drawn" not in seen
    assert f"Number {table.results.order.seed} draws" in str(table.section)
    assert "Draw lots for the order" not in table.stage
    with table.refused("The order stays as it is"):
        table.facilitator.do("draw_order")
    clear = voted(("H", "H", "M"))
    assert "Lots" not in clear.board and "Draw lots" not in clear.stage
    with table.refused("No lots are needed"):
        clear.facilitator.do("draw_order")


def test_many_level_topics_are_counted_on_the_board_and_named_on_phones():
    names = [f"{chr(65 + at)}{'w' * 50}" for at in range(8)]
    table = grouped(names, 3)
    table.go("vote")
    table.go("result")
    assert "Lots will be drawn for the order of 8 topics with the same number of dots." in table.board
    assert f"these: {', '.join(names)}." in table.people[0].sees


def test_a_draw_for_something_to_do_is_announced_on_board_and_phones():
    table = voted()
    for phase in ("discuss", "list"):
        table.go(phase)
    table.facilitator.tap("Add", title="Make a sign")
    table.go("claim")
    for person in table.people[:3]:
        person.tap("I would do this", near="Make a sign")
    assert "Stop asking" in big(table), "nobody who would do it is passed over by pressing the big button"
    table.facilitator.tap("Stop asking. Offer the places.")
    assert "Ask if it was worth" in big(table)
    table.facilitator.tap("Announce a draw")
    for seen in (table.board, table.people[7].sees):
        assert "Lots will be drawn for this among 3 people." in seen


def test_the_order_by_lot_is_the_same_after_a_restart_and_differs_from_run_to_run():
    table = voted()
    assert table.reopened().running().ctx.results.order == table.results.order
    nine = vote.tally(vote.Ballots(), vote.Rules(tuple(f"g{n}" for n in range(9)), 2))
    orders = {topics.order(nine, outside("result", seed=str(seed)), 1).topics for seed in range(5)}
    assert len(orders) == 5


def test_groups_without_a_dot_are_not_talked_about_unless_there_are_no_dots():
    assert len(voted(("H", "H", "M")).results.order.topics) == 2
    assert len(voted(("", "")).results.order.topics) == 5


def test_thumbs_are_hidden_until_shown_and_only_inform():
    table = voted()
    table.go("discuss")
    table.facilitator.tap("Ask: go on, or next?")
    ann, bob, *_rest = table.people
    ann.tap("Send", thumb="on")
    bob.tap("Send", thumb="next")
    assert "go on with this one" not in table.board.lower()
    table.go("discuss")
    assert "Go on with this one" in table.board and table.run.course.state.topics.over == []
    with table.refused("stay with it, or take the next"):
        table.go("thumbs")
    table.facilitator.tap("Stay with this one")
    table.go("thumbs")
    table.go("discuss")
    table.facilitator.tap("Next topic")
    assert len(table.run.course.state.topics.over) == 1
    table.facilitator.tap("Topic before")
    assert table.run.course.state.topics.over == []


def test_what_was_said_is_noted_with_its_topic():
    table = voted()
    table.go("discuss")
    table.facilitator.tap("Add", text="Write them on paper")
    table.facilitator.tap("Add", text="Not this")
    table.facilitator.tap("Drop: Not this")
    assert "Write them on paper" in table.board + table.people[0].sees
    texts = table.results.texts
    notes = block(table.section, Quotes, f"Notes: {texts[table.results.order.topics[0]]}")
    assert [quote.text for quote in notes.quotes] == ["Write them on paper"]


def test_notes_can_be_read_on_phones_as_long_as_topics_are_talked_about():
    table = voted()
    table.go("discuss")
    table.facilitator.tap("Add", text="Write them on paper")
    ann = table.people[0]
    table.go("thumbs")
    assert "Write them on paper" in ann.sees
    table.go("discuss")
    texts, order = table.results.texts, table.results.order.topics
    table.facilitator.tap("Next topic")
    assert "Write them on paper" in ann.sees and "Write them on paper" not in table.board
    assert f"Notes: {texts[order[0]]}" in ann.sees
    for _topic in order[1:]:
        table.facilitator.tap("Add", text="n" * 280)
        table.facilitator.do("next_topic")
    assert len(ann.html.encode()) < 16_000 and "We have talked about all of it" in ann.sees and "n" * 280 in ann.sees


def test_few_actions_are_taken_on_each_with_an_owner_who_confirmed_and_a_day():
    table = voted()
    table.go("discuss")
    table.go("list")
    with table.refused("Write down what the group will do"):
        table.go("claim")
    for title in ("Write notes", "Move the meeting", "Make a sign"):
        table.facilitator.tap("Add", title=title)
    with table.refused("3 are enough"):
        table.facilitator.do("add_slot", title="A fourth")
    table.go("claim")
    table.people[0].tap("I would do this", near="Write notes")
    table.facilitator.tap("Stop asking. Offer the places.")
    with table.refused("Choose a day"):
        table.people[0].do("confirm", slot="c1", who="Mo", by="2020-01-01", how="They hang there")
    far = {"who": "Mo", "by": "2027-12-01", "how": "They hang on the wall"}
    with table.refused("Say a first step, too"):
        table.people[0].tap("I take it", near="Write notes", **far)
    copied = table.copy()
    copied.people[0].tap("I take it", near="Write notes", **far, first="Buy paper", first_by="2027-01-20")
    assert "First step: Buy paper, by 20 January 2027" in copied.board
    table.people[0].tap("I take it", near="Write notes", who="Mo", by="2027-02-01", how="They hang on the wall")
    assert "Mo" in table.board
    entries = [entry.data for entry in table.section.ledger]
    assert entries[0]["who"] == "Mo" and entries[0]["by"] == "2027-02-01" and entries[0]["status"] == "not started"
    assert "who" not in entries[1]


def closed(points: Sequence[int]) -> Table:
    table = voted()
    for phase in ("discuss", "list", "worth"):
        table.go(phase)
    for person, point in zip(table.people, points, strict=False):
        person.tap("Send", worth=point)
    table.go("close")
    return table


def test_worth_your_time_has_a_mean_and_a_distribution():
    table = closed((4, 5, 3, 4, 2, 5, 4, 3))
    assert "On average 3.8 of 5, from 8 people." in table.board
    found = block(table.section, ResultTable, "worth your time")
    assert [row[2] for row in found.rows] == [2, 3, 2, 1, 0] and "3.8" in found.note
    made = figures(worth.told(table.run.course.state.worth))  # type: ignore[arg-type]
    assert made is not None and made.mean * 8 == 30


def test_one_word_at_the_close_is_optional_hidden_until_then_and_counted_with_its_equals():
    table = voted()
    for phase in ("discuss", "list", "worth"):
        table.go(phase)
    ann, bob, cem, dee, eve, fay, *_rest = table.people
    ann.tap("Send", worth=4, word="hopeful")
    bob.tap("Send", word="Tired")
    cem.tap("Send", worth=5, word=" Hopeful! ")
    dee.tap("Send", worth=3)
    eve.tap("Send", worth=2, word="cross")
    eve.tap("Pass")
    with table.refused("Nothing is chosen yet"):
        fay.tap("Send")
    with table.refused("too long"):
        fay.do("was_worth", worth=1, word="a" * 21)
    assert "5 of 8 are done" in table.board and "hopeful" not in table.board + table.stage + bob.sees
    assert "hopeful" not in str(table.section) and 'value="4" checked' in ann.html and "hopeful</textarea>" in ann.html
    table.go("close")
    told = block(table.section, Quotes, "One word")
    assert [(quote.text, quote.label) for quote in told.quotes] == [("hopeful", "2 times"), ("Tired", "")]
    for seen in (table.board, ann.sees, table.stage):
        assert "cross" not in seen
    assert "hopeful 2 times" in ann.sees and "hopeful 2 times · Tired once" in table.board
    ann.tap("Take it back", near="hopeful")
    table.facilitator.tap("It is a test", begins="tired")
    assert "Hopeful! once" in table.board and "Tired" not in table.board + str(table.section)


def test_many_words_leave_the_board_its_place():
    table = voted()
    for phase in ("discuss", "list", "worth"):
        table.go(phase)
    for at, person in enumerate(table.people):
        person.tap("Send", word=f"{chr(65 + at)}{'w' * 19}")
    table.go("close")
    assert "more on the phones" in table.board and all(f"{chr(65 + at)}www" in table.people[0].sees for at in range(8))


def test_fewer_than_five_say_nothing_about_the_time():
    table = closed((5, 5, 1, 1))
    assert worth.told(table.run.course.state.worth) is None and worth.told(Ratings()) is None
    assert "Fewer than 5 people answered" in table.board and "average" not in str(table.section)


def test_the_worth_is_in_no_record_before_it_is_shown():
    table = voted()
    for phase in ("discuss", "list", "worth"):
        table.go(phase)
    for person in table.people:
        person.tap("Send", worth=1)
    assert "worth" not in str(table.section.blocks)


# Groups


def test_a_writer_pulls_a_card_out_until_the_vote_opens():
    table = grouped(["Notes", "Times"], 2)
    table.people[0].tap("That is not what I meant")
    assert "g1" not in table.run.course.state.groups.groups
    table.facilitator.tap("Let 1 card stand alone")
    table.go("vote")
    with table.refused("the groups stay as they are"):
        table.go("group")
    with table.refused("closed now"):
        table.people[1].do("pull_out", card="x")


def test_nobody_votes_on_cards_that_were_not_shown():
    table = Table(Retrospective, 2)
    table.go("write")
    with table.refused("Show the cards"):
        table.go("vote")


def test_a_nameless_group_blocks_the_vote():
    table = grouped(["Notes"], 2)
    table.facilitator.do("split", card=next(iter(table.run.course.state.cards.cards)))
    table.facilitator.do("move", card=next(iter(table.run.course.state.cards.cards)), to="new")
    with table.refused("1 group has no name yet"):
        table.go("vote")


def test_it_can_stop_after_grouping_and_hand_the_groups_on():
    table = grouped(["Trust", "Time"], 3, votes=False, format="hopes", safety_check=False)
    assert list(table.run.phases) == ["stage", "last", "looked", "write", "group"]
    assert [item.text for item in table.section.items] == ["Trust", "Time"]
    table.facilitator.tap("Close this activity")
    assert [item.text for item in table.room.sections["step"].items] == ["Trust", "Time"]


def test_a_full_one_hands_nothing_on_and_keeps_cards_in_no_order_of_people():
    table = voted()
    assert table.section.items == ()
    single = [quote.text for each in table.section.blocks if isinstance(each, Quotes) for quote in each.quotes]
    assert single == list(VOTES)


def test_another_vote_begins_from_the_topics_only():
    table = voted()
    table.go("discuss")
    table.go("list")
    assert "New round" not in table.stage
    with table.refused("Go back to the topics"):
        table.go("vote")
    table.go("discuss")
    table.facilitator.tap("New round")
    assert table.ctx.round == 2 and table.run.course.state.ballots.dots == {}
    before = str(table.section)
    table.people[0].tap("Place a dot", near="Jargon")
    assert str(table.section) == before, "the record tells of shown rounds only"


def test_a_vote_never_opens_on_nothing_and_leaves_no_card_out_in_silence():
    table = Table(Retrospective, 3, safety_check=False)
    table.go("write")
    for person, text in zip(table.people, ("Notes", "Times", "Room"), strict=True):
        person.tap("Add card", text=text)
    table.go("group")
    with table.refused("3 cards are on their own"):
        table.go("vote")
    assert "3 cards are on their own." in table.stage
    table.facilitator.tap("Let 3 cards stand alone")
    table.go("vote")
    assert all(text in table.people[0].sees for text in ("Notes", "Times", "Room"))


def test_one_group_is_talked_about_without_a_vote_and_none_leads_to_what_to_do():
    table = grouped(["Notes"], 1)
    with table.refused("two groups or more"):
        table.go("vote")
    table.facilitator.tap("Talk about it")
    assert table.run.phase.name == "discuss" and "Notes" in table.board
    empty = Table(Retrospective, 1, safety_check=False)
    for phase in ("write", "group"):
        empty.go(phase)
    with empty.refused("nothing to talk about"):
        empty.go("discuss")
    empty.facilitator.tap("Decide what to do")
    assert empty.run.phase.name == "list"


def test_a_card_on_its_own_goes_on_to_the_next_step_where_nobody_votes():
    table = Table(Retrospective, 1, safety_check=False, votes=False)
    table.go("write")
    table.people[0].tap("Add card", text="Notes")
    table.go("group")
    assert [item.text for item in table.section.items] == ["Notes"]


@pytest.mark.parametrize("names", [[], ["Trust"]])
def test_without_a_vote_few_groups_lead_to_the_close_too(names: list[str]):
    table = grouped(names, 3, votes=False, format="hopes", safety_check=False)
    table.facilitator.tap("Close this activity")
    assert table.room.sections["step"].finished


@pytest.mark.parametrize(
    ("ballots", "words"),
    [
        (("HM", "H", "", ""), "“Handover notes” has the most dots: 2."),
        (("HMQJ",), "4 topics share the most dots."),
        (("", ""), "Nobody put a dot on anything."),
    ],
)
def test_the_record_begins_with_what_has_the_most_dots(ballots: Sequence[str], words: str):
    count = vote.tally(
        vote.Ballots({Key(str(at)): dict.fromkeys(ballot, 1) for at, ballot in enumerate(ballots)}),
        vote.Rules(tuple("HMQJP"), 9), 0,
    )  # fmt: skip
    assert str(result.first(count, {name[0]: name for name in VOTES})) == words


def test_without_a_vote_the_record_counts_the_cards_of_each_column_and_tells_them_column_by_column():
    table = Table(Retrospective, 3, votes=False, format="hopes")
    table.go("write")
    for person, column in zip(table.people, ("hopes", "worries", "hopes"), strict=True):
        person.do("write", text=f"Card {person.key}", column=column)
    assert not any(isinstance(each, Outcome) for each in table.section.blocks), "nothing was shown"
    table.go("group")
    first, *_rest, hopes, worries = table.section.blocks
    assert first == Outcome("none", "3 cards were written.", "Hopes: 2; Worries: 1.")
    assert isinstance(hopes, Quotes) and isinstance(worries, Quotes)
    assert [(each.title, len(each.quotes)) for each in (hopes, worries)] == [("Hopes", 2), ("Worries", 1)]
    assert {(each.label, each.column) for each in hopes.quotes} == {("", 0)}, "the title says which column it is"
    empty = Table(Retrospective, 2)
    for phase in ("write", "group"):
        empty.go(phase)
    assert empty.section.blocks[0] == Outcome("none", "There is no card.")
