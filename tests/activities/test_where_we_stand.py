"""Where we stand: the worked example, and each rule of the activity."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from activities.where_we_stand import WhereWeStand, WhereWeStandSettings
from activities.where_we_stand.standing import difference_of, distance_of
from facilitator import kit
from facilitator.blocks.rate import ITEM
from facilitator.counting import decimals
from facilitator.report.model import Facts, Outcome, Paragraph, Quotes
from facilitator.report.model import Table as RecordTable
from facilitator.testing import Table
from facilitator.testing.taps import tree

LIVED, HEALTH = "Lived experience", "Health and care professionals"
NOW = {LIVED: [3, 4, 3, 2, 4, 3], HEALTH: [5, 6, 5, 4, 6, 5]}
WANTED = {LIVED: [7, 6, 7, 7, 6, 7], HEALTH: [7, 7, 6, 7, 7, 6]}


def twelve(now: dict[str, list[int]] = NOW, wanted: dict[str, list[int]] = WANTED, **settings: Any) -> Table:
    """Everyone of the worked example, and what each of them says."""
    table = Table(WhereWeStand, 0, **settings)
    for perspective in (LIVED, HEALTH):
        for place in range(6):
            person = table.join(perspective=perspective, name=f"{perspective[0]}{place}")
            table.people.append(person)
    table.go("rate")
    points = [
        {"now": first, "want": second}
        for name in (LIVED, HEALTH)
        for first, second in zip(now[name], wanted[name], strict=True)
    ]
    for person, said in zip(table.people, points, strict=True):
        person.do("answer", points={f"{ITEM}.{scale}": point for scale, point in said.items()})
    return table


def facts(table: Table) -> list[tuple[str, str]]:
    return [row for each in table.section.blocks if isinstance(each, Facts) for row in each.rows]


def tables(table: Table) -> dict[str, RecordTable]:
    return {each.id: each for each in table.section.blocks if isinstance(each, RecordTable)}


def test_the_worked_example():
    table = twelve(preset="ladder")
    assert table.run.counter()[:2] == (12, 12)
    table.go("reveal")
    found = table.results
    now, wanted = found.scales
    means = [found.figures(ITEM, now).mean, found.figures(ITEM, wanted).mean, distance_of(found, ITEM)]
    assert means == [Fraction(50, 12), Fraction(80, 12), Fraction(5, 2)]
    assert decimals(means) == ["4.2", "6.7", "2.5"]
    parts = found.by_perspective(ITEM, now)
    assert [str(part.label) for part in parts] == [LIVED, HEALTH]
    assert decimals([part.mean for part in parts]) == ["3.2", "5.2"]
    assert difference_of(found, ITEM, Fraction(3, 2)) == 2
    for view in (table.board, table.people[0].sees):
        assert "We want to be 2.5 steps further on." in view and "Seen differently: 2 steps apart." in view
        assert "There is a place for other steps." in view and "thinklocalactpersonal.org.uk" in view
    assert "12 of 12 answered. Every dot is one person." in table.board


# Learning


def test_cards_are_turned_by_the_facilitator_and_told_on_every_phone():
    table = Table(WhereWeStand, 2)
    assert "Card 1 of 4" in table.board and "Things can be done to people" in table.board
    assert "Explain more" in table.people[0].sees and "Steps 1 and 2" not in table.board
    with table.refused("no further card"):
        table.facilitator.do("card_before")
    for _turn in range(3):
        table.facilitator.tap("Next card")
    assert "Somebody who has been there tells what it was like." in table.people[0].sees
    with table.refused("no further card"):
        table.facilitator.do("next_card")
    with table.refused(""):
        table.people[0].do("next_card")
    table.facilitator.tap("Card before")
    assert "Things can be done with people" in table.board


def test_cards_of_ones_own_stand_in_place_of_ours_and_in_the_record():
    cards = [{"title": "Our café", "text": "Who runs it?"}, {"title": "Ravi tells", "picture": "story"}]
    table = Table(WhereWeStand, 1, cards=cards)
    assert "Card 1 of 2" in table.board and "Who runs it?" in table.board
    table.go("rate")
    table.go("reveal")
    assert ("Learning cards", "Before that we read 2 cards: Our café; Ravi tells.") in facts(table)


def test_the_note_stands_in_no_form_that_can_be_sent():
    table = Table(WhereWeStand, 1)
    table.go("reflect")
    phone = tree(table.people[0].html)
    (note,) = phone.xpath("//textarea[@name='note']")
    (form,) = note.iterancestors("form")
    assert note.get("form") is None and form.get("method") is None and form.get("action") is None
    assert not form.xpath(".//button | .//input[@type != 'hidden']")
    assert "note" not in {name for action in WhereWeStand.actions.values() for name in action.model.model_fields}
    table.go("rate")
    assert "note" not in table.people[0].html.split("<form")[1]


def test_the_last_pledges_are_read_back():
    table = Table(WhereWeStand, 1)
    with table.refused("no actions from last time"):
        table.go("last")
    data = {"text": "Read papers aloud", "who": "Ann", "by": "2027-01-10", "status": "not started", "how": "We hear it"}
    carried = {"id": "x", "at": 1.0, "n": 1, "ledger": "actions", "op": "add", "entry": "old:r1:pledge-1",
               "session": "old", "data": data}  # fmt: skip
    table = Table(WhereWeStand, 1, carried=(carried,))
    table.go("last")
    assert "Read papers aloud" in table.board and "It helped" not in table.board  # nobody was asked that
    table.facilitator.do("became", entry="old:r1:pledge-1", status="done")
    table.go("rate")
    table.go("reveal")
    assert [(each.op, each.data["status"]) for each in table.section.ledger] == [("set", "done")]
    *_rated, looked = [block for block in table.section.blocks if isinstance(block, RecordTable)]
    assert [column.title for column in looked.columns] == ["Action", "Status"]


# Rating


def test_nothing_of_it_is_seen_before_the_reveal():
    table = Table(WhereWeStand, 2)
    table.go("rate")
    before = table.board
    table.people[0].tap("Send", **{"points.one.now": "2", "points.one.want": "7"})
    assert table.board.replace("1 of 2", "0 of 2") == before
    assert "thinklocalactpersonal.org.uk" in table.people[0].sees and "What the steps mean" in table.people[0].sees
    assert not tables(table)


def test_perspectives_never_stand_without_the_whole_room():
    table = Table(WhereWeStand, 0, preset="values")
    table.people = [table.join(perspective=LIVED if at % 2 else HEALTH) for at in range(24)]
    table.go("rate")
    for at, person in enumerate(table.people):
        cells = (f"s{number}.{scale}" for number in range(1, 7) for scale in ("now", "want"))
        person.do("answer", points=dict.fromkeys(cells, 2 + at % 3))
    table.go("reveal")
    for page in range(1, 13):
        table.facilitator.do("turn", part=page)
        now = table.board.count("by perspective")
        assert table.board.count("Wanted") + table.board.count("The whole room") >= now


def test_few_answers_are_counts_only():
    table = Table(WhereWeStand, 4)
    table.go("rate")
    for person in table.people:
        person.do("answer", points={"one.now": 2, "one.want": 6})
    table.go("reveal")
    assert "mean" not in table.board and "further on" not in table.board and "2 Educating: 4 people." in table.board
    assert distance_of(table.results, ITEM) is None


def test_who_cannot_say_is_in_no_mean_and_no_distance():
    table = twelve()
    table.stop()
    table.go("rate")
    table.people[0].do("answer", points={"one.now": "aside", "one.want": 7})
    table.people[11].tap("Pass")
    table.go("reveal")
    found = table.results
    now = found.scales[0]
    assert (found.of(ITEM, now).n, found.of(ITEM, now).aside, found.answered) == (10, 1, 11)
    assert found.ways[ITEM].n == 10
    assert "11 of 12 answered" in table.board and "10 people. Can't say: 1." in table.board


def test_small_groups_show_the_whole_room_only():
    table = Table(WhereWeStand, 0)
    table.people = [table.join(perspective=LIVED if place else HEALTH) for place in range(6)]
    table.go("rate")
    for person in table.people:
        person.do("answer", points={"one.now": 2})
    table.go("reveal")
    assert "Whole room only: 6 people answered." in table.board and "Lived experience (" not in table.board
    assert [each for each in tables(table) if each.endswith("by-perspective")] == []


@pytest.mark.parametrize("flag", ["as usual", "1/2", "1", "3/2", "2"])
def test_a_difference_that_reaches_the_flag_exactly_is_seen_differently(flag: str):
    table = twelve(difference_flag=flag)
    table.go("reveal")
    assert "Seen differently" in table.board


def test_a_difference_below_the_flag_is_not():
    nearer = {LIVED: [3, 4, 3, 2, 4, 3], HEALTH: [4, 5, 4, 3, 6, 5]}
    table = twelve(now=nearer)
    table.go("reveal")
    assert difference_of(table.results, ITEM, Fraction(0)) == Fraction(8, 6)
    assert "Seen differently" not in table.board and "(6)" in table.board


def test_without_wanted_and_without_perspectives():
    table = Table(WhereWeStand, 5, want=False, by_perspective=False)
    table.go("rate")
    with table.refused("not one of the questions"):
        table.people[0].do("answer", points={"one.want": 3})
    for person in table.people:
        person.do("answer", points={"one.now": 3})
    table.go("reveal")
    assert "Wanted" not in table.board and "perspective" not in table.board and "Whole room" not in table.board


def test_values_are_several_statements_on_five_points():
    table = Table(WhereWeStand, 5, preset="values")
    table.go("rate")
    assert "People listen to each other here." in table.board and "Coercion" not in table.people[0].sees
    with table.refused("from 1 to 5"):
        table.people[0].do("answer", points={"s1.now": 6})
    for person in table.people:
        person.do("answer", points={"s1.now": 2, "s1.want": 4, "s6.now": 5, "s6.want": 5})
    table.go("reveal")
    phone = table.people[0].sees
    assert "We want to be 2 steps further on." in phone and "We are where we want to be." in phone
    assert "thinklocalactpersonal" not in phone and "There is a place for other steps." not in phone
    assert {"round-1-1", "round-1-6"} <= set(tables(table))


def test_statements_of_ones_own_are_three_at_least():
    with pytest.raises(ValueError, match="3 statements"):
        WhereWeStandSettings(preset="values", statements=["One", "Two"])
    table = Table(WhereWeStand, 1, preset="values", statements=["We eat.", "We sing.", "We go home."])
    table.go("rate")
    assert "We sing." in table.people[0].sees and "My experience" not in table.people[0].sees


def test_the_record_has_distributions_means_and_what_was_fixed_before():
    table = twelve()
    table.go("reveal")
    found = tables(table)
    rating = found["round-1"]
    assert rating.rows[2] == ("Informing", 3, 3, 0) and rating.rows[6] == ("Co-production", 7, 0, 8)
    assert rating.note == (
        "Now: on average 4.2 of 7, from 12 people. Wanted: on average 6.7 of 7, from 12 people. We want to be 2.5 "
        "steps further on. Seen differently: 2 steps apart."
    )  # fmt: skip
    parts = found["round-1-by-perspective"]
    assert [column.title for column in parts.columns][2:] == [f"{LIVED} (6)", f"{HEALTH} (6)"]
    told = [each.words for each in table.section.blocks if isinstance(each, Paragraph)]
    assert any("thinklocalactpersonal.org.uk" in words for words in told)
    flag = "Perspectives that are 1.5 steps apart or more, on average, see it differently."
    assert ("Seen differently", flag) in facts(table)
    assert table.section.blocks[0] == Outcome(
        "none", "We see ourselves at 4.2 of 7 (Consulting), and want to be at 6.7 of 7 (Co-production).",
        "12 of 12 people answered.",
    )  # fmt: skip
    assert ("Answered", "12 of 12 people answered.") in facts(table)


def test_the_result_is_read_aloud_with_its_distribution():
    table = twelve()
    table.go("reveal")
    said = str(table.run.activity.read_aloud(table.run.course.state, table.ctx))
    assert "Now: 2 Educating: 1 person. 3 Informing: 3 people." in said and "On average 4.2." in said
    assert "Seen differently: 2 steps apart." in said


# Cards and pledges


def test_cards_are_unseen_then_on_the_wall_and_in_the_record():
    table = Table(WhereWeStand, 3)
    table.go("rate")
    table.go("reveal")
    table.go("act")
    table.people[0].do("write", text="Managers come and listen")
    assert "Managers" not in table.board
    table.go("seen")
    assert "Managers come and listen" in table.board
    quotes = [quote.text for each in table.section.blocks if isinstance(each, Quotes) for quote in each.quotes]
    assert quotes == ["Managers come and listen"]


def pledging(phase: str = "lead", **settings: Any) -> Table:
    table = Table(WhereWeStand, 0, **settings)
    table.people = [table.join(name=name) for name in ("Ann", "Bob", "Cem")]
    for name in ("rate", "reveal", "act", "seen"):
        table.go(name)
    if phase in table.run.phases:
        table.go(phase)
    return table


def pledge(table: Table, **more: Any) -> dict[str, Any]:
    day = (table.ctx.today + timedelta(days=30)).isoformat()
    return {"what": "read papers aloud", "seen": "I stand up and read", "by": day, "who": "Ann", **more}


def test_leaders_pledge_first_and_only_who_ticked():
    table = pledging()
    ann, bob, _cem = table.people
    with table.refused("Your turn comes after that"):
        bob.do("pledge", **pledge(table, who="Bob"))
    ann.tap("Pledge", leads="1", **pledge(table))
    for view in (table.board, bob.sees):
        assert "I will read papers aloud" in view and "Manages people or budgets here" in view and "Ann" in view
    table.go("pledge")
    assert "I manage people" not in bob.sees
    bob.tap("Pledge", **pledge(table, what="I will bring a friend", who="Bob"))
    assert "I will bring a friend" in table.board and "I will I will" not in table.board
    (first, second) = table.section.ledger
    assert first.data == {"text": "read papers aloud", "who": "Ann", "by": pledge(table)["by"],
                          "how": "I stand up and read", "status": "not started"}  # fmt: skip
    assert (second.data["text"], second.data["who"]) == ("bring a friend", "Bob")
    assert tables(table)["pledges"].columns[2].names


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"what": " "}, "what you will do"),
        ({"seen": ""}, "what others will see"),
        ({"by": ""}, "Choose a day"),
        ({"by": "2020-01-01"}, "Choose a day"),
        ({"who": " "}, "Write your name"),
    ],
)
def test_a_pledge_needs_what_others_will_see_and_by_when(wrong: dict[str, str], why: str):
    table = pledging("pledge")
    with table.refused(why):
        table.people[0].do("pledge", **pledge(table, **wrong))


def test_a_pledge_can_be_changed_and_taken_back_at_any_time():
    table = pledging()
    ann = table.people[0]
    ann.do("pledge", leads="1", **pledge(table))
    table.go("pledge")
    assert table.run.counter()[0] == 0, "who pledged first is asked again, with everyone"
    ann.tap("Change my pledge", what="read papers twice")
    assert "I will read papers twice" in table.board and "read papers aloud" not in table.board
    assert "Manages people or budgets here" in table.board
    ann.tap("Pass")
    assert "I will read papers twice" in table.board and table.run.counter()[0] == 1
    ann.tap("Take my pledge back")
    assert "I will" not in table.board and not table.section.ledger
    with table.refused("have not pledged"):
        ann.do("unpledge")


def test_nobody_can_pledge_for_somebody_else_and_the_facilitator_cannot_at_all():
    table = pledging("pledge")
    with table.refused(""):
        table.facilitator.do("pledge", **pledge(table))


def test_pledges_and_leaders_first_can_be_left_out():
    assert not {"lead", "pledge"} & set(pledging(pledges=False).run.phases)
    assert "lead" not in pledging(leaders_first=False).run.phases


def test_paper_asks_the_same():
    table = pledging()
    paper = table.paper_seat()
    table.enter(paper, "pledge", leads="1", **pledge(table, who="Dee"))
    assert "Dee" in table.board
    with kit.drawing(run="r.1", surface="paper", prefix="p-"):
        found = table.run.activity.paper(table.run.course.state, table.ctx)
    assert found is not None and found[0] == "pledge"
    assert 'name="p-seen"' in found[1] and "Only for those who manage people" in found[1]
