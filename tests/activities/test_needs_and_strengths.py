"""Needs and strengths: the worked example, and every rule that keeps the smaller side's needs in sight."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from activities.needs_and_strengths import NeedsAndStrengths
from activities.needs_and_strengths.scores import Found, Need, Weighed, ranked
from activities.needs_and_strengths.telling import first
from facilitator.activity import Item
from facilitator.counting import decimals
from facilitator.report import render
from facilitator.report.model import Outcome, Paragraph, Quotes
from facilitator.report.model import Table as Grid
from facilitator.seats import Who
from facilitator.testing import Person, Table

LIVED, STAFF = "Lived experience", "Health and care professionals"
NEEDS = ("People need someone to call at night", "People need parking", "People need clear letters",
         "People need faster reports")  # fmt: skip
EXAMPLE = (
    ("55545 33433", "11211 33323"),
    ("22322 44344", "22232 21222"),
    ("44544 43444", "22232 33233"),
    ("33334 55455", "33333 44434"),
)
"""How important and how well met, for each need: five people with lived experience, then five professionals."""


def named(people: int = 10, needs: Sequence[str] = NEEDS, **settings: Any) -> Table:
    """A table whose needs have names; half of the people, rounded down, bring lived experience."""
    table = Table(NeedsAndStrengths, 0, **settings)
    table.people = [table.join(perspective=LIVED if at < people // 2 else STAFF) for at in range(people)]
    for at, text in enumerate(needs):
        table.people[at % people].do("write", text=f"Card: {text}", column="need")
    table.people[0].do("write", text="The choir on Mondays", column="strength")
    table.people[-1].do("write", text="The kind porter", column="strength")
    table.go("group")
    table.facilitator.do("stand_alone")
    table.go("name")
    open_ = [*table.run.activity.needs.rules(table.run.course.state, table.ctx).open]
    cards = table.run.course.state
    words = {f"Card: {text}": text for text in needs}
    groups = {
        cards.groups.where[card]: words[each.text] for card, each in cards.cards.cards.items() if each.text in words
    }
    table.facilitator.do(
        "name_needs", text={id: groups[id] for id in sorted(open_, key=lambda id: needs.index(groups[id]))}
    )
    return table


def ids(table: Table) -> list[str]:
    """The needs in the order in which they were named."""
    return [*table.run.course.state.needs.texts]


def rate(person: Person, answers: dict[str, tuple[Any, Any]]) -> None:
    """One person says how important and how well met each need (id) is; None is no answer."""
    cells = {f"{id}.{scale}": point for id, pair in answers.items()
             for scale, point in zip(("important", "met"), pair, strict=True) if point is not None}  # fmt: skip
    person.do("answer", points=cells)


def example(fifth: int = 0, **settings: Any) -> Table:
    """The worked example, shown; a `fifth` need has pairs from so many people."""
    table = named(10, [*NEEDS, *(["People need a garden"] if fifth else [])], **settings)
    table.go("rate")
    for at, person in enumerate(table.people):
        answers: dict[str, tuple[Any, Any]] = {}
        for id, (important, met) in zip(ids(table), EXAMPLE, strict=False):
            answers[id] = (important.replace(" ", "")[at], met.replace(" ", "")[at])
        if fifth:
            answers[ids(table)[4]] = (5, 1) if at < fifth else (5, None)
        rate(person, answers)
    table.go("result")
    return table


def shown(table: Table) -> dict[str, Any]:
    """What stands in the result, by the words of the needs."""
    return {str(need.words): need for need in table.results.needs}


# The worked example


def test_worked_example():
    table = example()
    found = shown(table)
    night, parking, letters, reports = (found[text] for text in NEEDS)
    figures = [(each.weighed.importance, each.weighed.meeting, each.weighed.score, each.rank)
               for each in (night, letters, parking, reports)]  # fmt: skip
    assert figures == [(4, 2, 8, 1), (4, Fraction(5, 2), 6, 2), (3, 2, 3, 3), (4, Fraction(17, 5), Fraction(12, 5), 4)]
    order = (night, letters, reports, parking)
    assert decimals([each.parts[0].weighed.score for each in order]) == ["17.3", "8.4", "0.6", "0.0"]
    order = (parking, reports, letters, night)
    assert decimals([each.parts[1].weighed.score for each in order]) == ["7.6", "4.8", "3.8", "1.3"]
    assert [each.words for each in table.results.differently] == [NEEDS[0], NEEDS[1], NEEDS[3]]
    assert [each.apart for each in (night, parking, reports, letters)] == [Fraction(8, 5)] * 3 + [Fraction(2, 5)]
    hidden = [(each.need.words, each.part.label, each.part.rank, each.need.rank) for each in table.results.hidden]
    assert hidden == [(NEEDS[1], STAFF, 1, 3), (NEEDS[3], STAFF, 2, 4)]
    assert table.section.blocks[0] == Outcome(
        "none", f"“{NEEDS[0]}” comes first, with a score of 8.0.",
        "4 needs are taken forward. 2 needs are a priority only for a part of the room.",
    )  # fmt: skip


def test_the_record_begins_with_how_many_needs_there_are_where_nobody_rated_and_says_where_too_few_did():
    table = named(2)
    assert table.section.blocks[0] == Outcome("none", "4 needs were named.", "2 things are strong already.")
    table.go("rate")
    rate(table.people[0], {ids(table)[0]: (5, 1)})
    table.go("result")
    assert table.section.blocks[0] == Outcome(
        "none", "Too few people rated the needs, so none comes first.", "4 needs are taken forward."
    )


def test_needs_that_are_level_are_both_first():
    weighed = Weighed(5, (0, 0, 0, 0, 5), (0, 5, 0, 0, 0), Fraction(5), Fraction(2))
    level = ranked([Need(str(at), f"Need {at}", weighed) for at in (1, 2)])
    assert first(Found(level), 1).words == "These come first, with a score of 15.0: Need 1; Need 2."


def test_hidden_priorities_stand_on_the_same_page_as_the_ranking():
    table = example()
    for seen in (table.board, table.people[0].sees):
        assert (
            "Hidden priorities" in seen
            and "Place 1 for Health and care professionals" in seen
            and "Place 3 in the room" in seen
        )
        assert "8.0" in seen and "start for talking" in seen and "Seen differently" in seen
    assert "Your answer: important 5, met 1." in table.people[0].sees and "Your answer" not in table.board


def test_a_need_that_is_met_has_a_score_with_a_minus_and_the_record_says_from_which_figure_on():
    table = named(10, NEEDS[:1], difference_flag="3/2")
    table.go("rate")
    for person in table.people:
        rate(person, {ids(table)[0]: (2, 5)})
    table.go("result")
    assert "−6.0" in table.board and "Score −6.0." in table.people[0].sees and "-6.0" not in table.board
    written = render(table.room.record(), "md", "room").decode()
    assert "Place 1, score −6.0" in written and "Seen differently from 1.5 on" in written
    assert 'class="points" dir=' not in table.room.view(Who.board()), "the points begin at the start side"


def test_needs_with_too_few_answers_go_on_on_the_next_page_rather_than_over_what_stands_below():
    table = named(4, [f"People need tea {n}" for n in range(7)], max_needs=7)
    table.go("rate")
    for person in table.people:
        rate(person, dict.fromkeys(ids(table), (5, 1)))
    table.go("result")
    assert "Page 1 of 2" in table.board


def test_a_dot_is_only_explained_where_there_are_dots():
    assert "One dot each." in example().board
    table = named(4, NEEDS[:1])
    table.go("rate")
    for person in table.people:
        rate(person, {ids(table)[0]: (5, 1)})
    table.go("result")
    assert "4 of 4 answered." in table.board and "One dot each." not in table.board


def test_the_record_says_why_a_need_has_no_figures_by_perspective():
    table = example(fifth=4)
    why = "Where fewer than 5 of a group rated both, only the whole room is shown."
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and "perspective" in block.id)
    assert why in grid.note and grid.rows[-1][1:] == (None,) * 10 + ("",)
    grid = next(block for block in example().section.blocks if isinstance(block, Grid) and "perspective" in block.id)
    assert why not in grid.note


def test_a_fifth_need_with_four_pairs_has_nothing_but_their_number_and_stands_last():
    table = example(fifth=4)
    last = table.results.needs[-1]
    assert (str(last.words), last.weighed.n, last.rank, last.weighed.score) == ("People need a garden", 4, None, None)
    assert "4 people rated both. Too few for a score." in table.people[0].sees
    assert [need.rank for need in table.results.needs] == [1, 2, 3, 4, None]
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == "round-1-scores")
    assert grid.rows[-1] == (None, "People need a garden", None, None, None, None, 4, 0)
    assert example(fifth=5).results.find(ids(table)[4]).rank == 1


# Only pairs count, and small groups are never shown


def test_an_unpaired_answer_is_in_no_figure_and_who_cannot_say_is_counted_apart():
    table = named(6)
    table.go("rate")
    first, second = ids(table)[:2]
    for at, person in enumerate(table.people):
        rate(person, {first: (5, 1 if at else None), second: (4, "aside" if at == 0 else 2)})
    table.go("result")
    night, parking = (table.results.find(id) for id in (first, second))
    assert (night.weighed.n, night.weighed.important, night.cant_say) == (5, (0, 0, 0, 0, 5), 0)
    assert (parking.weighed.n, parking.weighed.met, parking.cant_say) == (5, (0, 5, 0, 0, 0), 1)
    assert table.results.answered == 6 and table.results.needs[2].weighed.n == 0


def test_a_room_of_nine_sees_the_whole_room_only():
    table = named(9)
    table.go("rate")
    for person in table.people:
        rate(person, dict.fromkeys(ids(table), (5, 2)))
    table.go("result")
    assert not table.results.parted and table.results.hidden == () and table.results.differently == ()
    for seen in (table.board, table.people[0].sees, str(table.section)):
        assert "Whole room only: 9 people answered." in seen and STAFF not in seen


def test_a_need_that_too_few_of_one_part_rated_shows_the_whole_room_only():
    table = named(10)
    table.go("rate")
    first, *others = ids(table)
    for at, person in enumerate(table.people):
        rate(person, dict.fromkeys(others, (4, 2)) | ({} if at == 0 else {first: (5, 1)}))
    table.go("result")
    assert table.results.find(first).parts == () and table.results.find(first).rank == 1
    assert all(len(table.results.find(id).parts) == 2 for id in others)


def test_without_perspectives_nothing_is_said_of_them():
    table = example(by_perspective=False)
    assert not table.results.parted and "Hidden priorities" not in table.board and "Whole room" not in table.board
    assert all(not block.id.endswith("by-perspective") for block in table.section.blocks if isinstance(block, Grid))


def test_nobody_answers():
    table = named(3)
    table.go("rate")
    table.go("result")
    assert [need.weighed.n for need in table.results.needs] == [0] * 4 and "0 people rated both" in table.board
    table.go("match")
    table.facilitator.do("because", why="Nobody could say yet.")
    table.go("next")
    assert len(table.section.items) == 4


# Cards


def test_what_was_lived_or_seen_never_shows_with_the_card():
    table = Table(NeedsAndStrengths, 6)
    table.people[0].tap("Add card", text="Nights are long", column="need", fields={"known.lived": "1"})
    assert "I have lived this" in table.people[0].sees.partition("Your cards")[2]
    for person in table.people[1:]:
        person.do("write", text=f"Card of {person.who.seat}", column="strength")
    table.go("group")
    assert "Nights are long" in table.board
    for seen in (table.board, table.stage, *(person.sees for person in table.people)):
        assert "lived" not in seen
    told = [block.words for block in table.section.blocks if isinstance(block, Paragraph)]
    assert "I have lived this: 1 of 6 cards. I have seen this: 0 of 6 cards." in told
    assert all("lived" not in str(block) for block in table.section.blocks if isinstance(block, Quotes))


def test_of_few_cards_nothing_is_told_of_what_was_ticked():
    table = Table(NeedsAndStrengths, 2)
    table.people[0].do("write", text="Nights are long", column="need", fields={"known.lived": "1"})
    table.go("group")
    assert "lived" not in str(table.section)


def test_needs_and_strengths_are_not_put_into_one_group():
    table = named(4)
    table.go("group")
    cards, where = table.run.course.state.cards.cards, table.run.course.state.groups.where
    need, strength = (next(id for id, card in cards.items() if card.column == at) for at in ("need", "strength"))
    with table.refused("not put together"):
        table.facilitator.do("move", card=need, to=where[strength])


def test_no_card_is_left_out_in_silence_before_needs_are_named():
    table = Table(NeedsAndStrengths, 2)
    table.people[0].do("write", text="Nights are long", column="need")
    table.people[1].do("write", text="The choir", column="strength")
    table.go("group")
    with table.refused("2 cards are on their own"):
        table.go("name")
    cards = table.run.course.state.cards.cards
    for id in cards:
        table.facilitator.do("move", card=id, to="new")
    with table.refused("1 group of strengths has no name"):
        table.go("name")
    strength = next(id for id, card in cards.items() if card.column == "strength")
    table.facilitator.do("take_words", group=table.run.course.state.groups.where[strength])
    table.go("name")
    with table.refused("1 group of needs has no name yet"):
        table.go("rate")
    table.facilitator.tap("Do not ask about 1 group")
    with table.refused("There is no need yet"):
        table.go("rate")
    table.facilitator.do("name_needs", text={"new": "People need company at night"})
    table.go("rate")
    table.go("result")
    assert any(getattr(block, "title", "") == "Not asked about" for block in table.section.blocks)


def test_twelve_needs_are_the_most():
    table = named(3, max_needs=4)
    with table.refused("4 needs are the most"):
        table.facilitator.do("name_needs", text={"new": "People need one more"})
    assert NeedsAndStrengths.settings_type().max_needs == 12


def test_needs_keep_their_names_once_they_are_rated():
    table = example()
    table.facilitator.tap("New round")
    for phase in ("group", "name"):
        with table.refused("have been rated"):
            table.go(phase)


# Strengths that could help


def test_matching_cannot_be_skipped_without_a_reason():
    table = example()
    with table.refused("Match a need with a strength first"):
        table.go("next")
    table.go("match")
    with table.refused("Match a need with a strength first"):
        table.go("next")
    with table.refused("Match a need with a strength first"):
        table.facilitator.do("finish")
    table.facilitator.tap("Save", why="We want to think about it at home.")
    assert "Nothing is matched, because: We want to think about it at home." in table.board
    table.go("next")
    assert "We want to think about it at home." in str(table.section)


def test_a_suggestion_from_a_phone_is_read_without_a_name_and_drawn():
    table = example()
    table.go("match")
    ann, *_others, bob = table.people
    need = ids(table)[1]
    strength, _other = table.run.activity.strengths.texts(table.run.course.state, table.ctx)
    for person in (ann, bob):
        person.tap("Suggest this", first=need, second=strength)
    assert "2 people suggest this" in table.stage and "suggest" not in table.board
    assert "You suggested" in ann.sees and "You suggested" not in table.people[1].sees
    table.facilitator.tap("Draw it")
    assert "2 people suggest this" not in table.stage
    (line,) = next(block.rows for block in table.section.blocks if isinstance(block, Grid) and block.id == "pairs")
    assert line[0] == NEEDS[1] and line[1] in ("The choir on Mondays", "The kind porter")
    ann.tap("Take it back", near="↔")
    with table.refused("not suggested this"):
        ann.do("take_pair_back", first=need, second=strength)
    with table.refused("drawn already"):
        table.facilitator.do("draw", first=need, second=strength)
    table.go("next")
    assert f"Could help: {line[1]}" in table.board


def test_a_strength_can_be_said_aloud():
    table = named(5, needs=NEEDS[:1])
    table.go("rate")
    table.go("result")
    table.go("match")
    table.facilitator.tap("Add", text="A shed with tools")
    table.facilitator.do("draw", first=ids(table)[0], second="s1")
    assert "A shed with tools" in table.board


# What goes on


def test_the_first_places_and_hidden_priorities_are_taken_forward_unless_the_room_says_no():
    table = example(hidden_top=2)
    table.go("match")
    table.facilitator.do("because", why="Later.")
    table.go("next")
    assert [item.text for item in table.section.items] == [NEEDS[0], NEEDS[2], NEEDS[1], NEEDS[3]]
    table.facilitator.tap("Leave it for now", near=NEEDS[3])
    assert [item.text for item in table.section.items] == [NEEDS[0], NEEDS[2], NEEDS[1]]
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == "forward")
    assert dict(grid.rows)[NEEDS[3]] == "Not now" and dict(grid.rows)[NEEDS[0]] == "Yes"
    statuses = {entry.data["text"]: entry.data["status"] for entry in table.section.ledger if entry.ledger == "needs"}
    assert statuses[NEEDS[0]] == "taken forward" and statuses[NEEDS[3]] == "rated"
    assert {entry.data["text"] for entry in table.section.ledger if entry.ledger == "strengths"} == {
        "The choir on Mondays", "The kind porter"
    }  # fmt: skip


def carried(table: Table) -> tuple[Any, ...]:
    """What a table leaves in the ledgers, as a later session finds it."""
    return tuple(
        {"id": f"old{n}", "at": 5.0, "n": n, "ledger": each.ledger, "op": each.op, "entry": f"old:{each.entry}",
         "session": "old", "data": each.data}
        for n, each in enumerate(table.section.ledger)
    )  # fmt: skip


def test_needs_that_were_named_are_weighed_in_a_later_step_and_found_in_a_later_session():
    found = named(10, part="find")
    assert [each.name for each in found.ctx.phases] == ["write", "group", "name"]
    assert {entry.data["status"] for entry in found.section.ledger if entry.ledger == "needs"} == {"named"}
    table = Table(NeedsAndStrengths, 6, part="weigh", carried=carried(found))
    assert table.run.phase.name == "name" and all(need in table.board for need in NEEDS)
    table.go("rate")
    for person in table.people:
        rate(person, dict.fromkeys(ids(table), (5, 2)))
    table.go("result")
    table.go("match")
    strength = table.run.course.state.strengths.texts["s1"]
    assert strength in table.stage
    table.facilitator.do("draw", first=ids(table)[0], second="s1")
    ledger = table.section.ledger
    assert {each.op for each in ledger} == {"set"} and len(ledger) == 4
    assert all(each.data["score"] == "15.0" for each in ledger) and ledger[0].data["strengths"] == strength


def test_needs_of_earlier_are_rated_again_by_their_numbers():
    first = example()
    first.go("match")
    first.facilitator.do("because", why="Later.")
    table = Table(NeedsAndStrengths, 5, again=["N-2"], carried=carried(first))
    assert table.run.phase.name == "name" and NEEDS[1] in table.board and NEEDS[0] not in table.board
    table.facilitator.tap("Rate it again", near=NEEDS[0])
    assert NEEDS[0] in table.board
    with table.refused("among the needs already"):
        table.facilitator.do("rate_again", entry=table.run.course.state.needs.brought_back[0])


def test_what_an_earlier_step_leaves_can_be_weighed():
    table = Table(NeedsAndStrengths, 5, part="weigh", incoming=(Item("o1", "Company"), Item("o2", "A lift home")))
    assert "Company" in table.board
    table.go("rate")
    assert "Company" in table.people[0].sees


def test_the_goals_so_far_stand_beside_the_cards():
    goal = {"id": "g", "at": 5.0, "n": 0, "ledger": "goals", "op": "add", "entry": "old:g", "session": "old",
            "data": {"text": "Nobody waits alone"}}  # fmt: skip
    table = Table(NeedsAndStrengths, 1, carried=(goal,))
    assert "Nobody waits alone" in table.people[0].sees and "Nobody waits alone" in table.stage
    assert "Nobody waits alone" not in Table(NeedsAndStrengths, 1).people[0].sees


# People without phones, and who comes late


def test_somebody_without_a_phone_writes_and_rates():
    table = named(4)
    cy = table.paper_seat()
    table.go("rate")
    table.enter(cy, "answer", points={f"{ids(table)[0]}.important": 5, f"{ids(table)[0]}.met": 1})
    for person in table.people:
        rate(person, {ids(table)[0]: (5, 1)})
    late = table.join()
    rate(late, {ids(table)[0]: (1, 1)})
    table.go("result")
    assert table.results.find(ids(table)[0]).weighed.n == 6 and table.results.answered == 6


def test_the_record_has_every_figure_in_every_format():
    table = example(fifth=4)
    table.go("match")
    table.facilitator.do("because", why="Later.")
    table.facilitator.do("finish", early=True)
    record = table.room.record()
    text = render(record, "md", "room").decode()
    assert "People need someone to call at night" in text and "8.0" in text.replace("\\", "")
    for format in ("html", "json"):
        assert render(record, format, "public")


def test_a_need_seen_apart_by_less_than_the_flag_is_not_seen_differently():
    assert example(difference_flag="2").results.differently == ()
    assert len(example(difference_flag="1/2").results.differently) == 3
    assert [each.part.rank for each in example(hidden_top=1).results.hidden] == [1]
