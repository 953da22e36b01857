"""Who is missing: the worked example, and each rule of the activity."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.whos_missing import WhosMissing, widgets
from activities.whos_missing.gaps import Gap, Known, coverage, gap_of, joined, ordered
from activities.whos_missing.person import looks_like_a_person
from activities.whos_missing.recount import gaps
from facilitator import kit
from facilitator.counting import decimals
from facilitator.rehearsal.books import Round, Sheet
from facilitator.rehearsal.rounds import apart
from facilitator.report.digest import readable
from facilitator.report.model import Facts, Outcome, Paragraph
from facilitator.report.model import Table as RecordTable
from facilitator.testing import Table

LIVED, CARE, FAMILY, STAFF, OTHERS = "c1", "c2", "c3", "c4", "c5"
EXAMPLE: dict[str, tuple[list[str], str, list[int | None], list[int | None]]] = {
    "People who use the day centre": ([LIVED], "no", [5, 5, 5, 4, 5, 5], [2, 2, 1, 2, 3, 2]),
    "Night shift staff": ([STAFF], "no", [4, 4, 3, 4, 4, 5], [1, 2, 1, 1, 2, 1]),
    "Family carers": ([CARE, FAMILY], "yes", [4, 5, 4, 4, 4, 3], [2, 3, 3, 2, 3, 3]),
    "Service managers": ([STAFF], "yes", [3, 3, 2, 3, 3, 4], [5, 5, 5, 4, 5, 5]),
    "Young carers": ([CARE], "no", [5, 5, 4, 5, 5, None], [1, 1, 1, 1, None, 2]),
}


def said(categories: list[str], here: str) -> dict[str, str]:
    return {**{f"fields.groups.{each}": "1" for each in categories}, "fields.here": here}


def named(cards: dict[str, tuple[list[str], str]], people: int = 6, **settings: Any) -> Table:
    """Everyone named and shown; each card alone."""
    table = Table(WhosMissing, people, **settings)
    for at, (text, (categories, here)) in enumerate(cards.items()):
        table.people[at % people].tap("Add card", text=text, **said(categories, here))
    table.go("merge")
    return table


def on_the_map(cards: dict[str, tuple[list[str], str]], people: int = 6, **settings: Any) -> Table:
    table = named(cards, people, **settings)
    table.facilitator.do("stand_alone")
    table.go("circles")
    return table


def ids(table: Table) -> dict[str, str]:
    """The groups by their words."""
    state = table.run.course.state
    return {known.text: id for id, known in WhosMissing.mapped.known(state, table.ctx).items()}


def example(**settings: Any) -> Table:
    table = on_the_map({text: (groups, here) for text, (groups, here, *_numbers) in EXAMPLE.items()}, **settings)
    table.go("rate")
    found = ids(table)
    for at, person in enumerate(table.people):
        points = {}
        for text, (_groups, _here, affected, say) in EXAMPLE.items():
            both = {"affected": affected[at], "say": say[at]}
            points |= {f"{found[text]}.{name}": point or "aside" for name, point in both.items()}
        person.do("rate", points=points)
    return table


def maps(table: Table) -> list[RecordTable]:
    return [each for each in table.section.blocks if isinstance(each, RecordTable)]


def told(table: Table) -> str:
    return " ".join(each.words for each in table.section.blocks if isinstance(each, Paragraph))


def facts(table: Table) -> list[tuple[str, str]]:
    return [row for each in table.section.blocks if isinstance(each, Facts) for row in each.rows]


def test_the_worked_example():
    table = example()
    assert table.run.counter()[:2] == (6, 6)
    table.go("result")
    gaps: list[Gap] = table.results
    assert [gap.known.text for gap in gaps] == list(EXAMPLE)
    assert [gap.gap for gap in gaps] == [Fraction(17, 6), Fraction(8, 3), Fraction(4, 3), Fraction(-11, 6), None]
    assert decimals([gap.gap for gap in gaps]) == ["2.8", "2.7", "1.3", "-1.8", ""]
    assert [gap.n for gap in gaps] == [6, 6, 6, 6, 4]
    assert [gap.known.text for gap in gaps if gap.needs_more(Fraction(3, 2))] == list(EXAMPLE)[:2]
    board = table.board
    assert board.index("Night shift staff") < board.index("Above this line") < board.index("Family carers")
    assert "No one yet from: Others in the community" in board and "Not here today: Lived experience" in board
    assert "As seen by 6 people here." in board and "4 answers. Too few for numbers." in board
    assert table.section.blocks[0] == Outcome(
        "none", "These need more say: People who use the day centre; Night shift staff.", "5 groups are on the map."
    )
    (map_,) = maps(table)
    assert map_.rows[0][:9] == (
        "People who use the day centre", "Lived experience", "", "No", "4.8", "2.0", "2.8", 6, "Yes",
    )  # fmt: skip
    assert map_.rows[-1][4:9] == (None, None, None, 4, "") and {*map_.rows[-1][9:]} == {None}
    assert map_.rows[0][9:] == (0, 0, 0, 1, 5, 1, 4, 1, 0, 0)


# Naming


@pytest.mark.parametrize(
    "text", ["Ann Smith", "Jan Kowalski", "Mrs Jones", "Frau Müller", "J. R. Brown", "Zoë O'Neill"]
)
def test_words_that_look_like_a_person(text: str):
    assert looks_like_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["Carers", "Night Shift Staff", "Dr Khan", "Head of nursing", "GPs", "people who live alone", "Service Managers",
     "مقدمو الرعاية", "", "The 5 shops", "Local Council", "Young carers"],
)  # fmt: skip
def test_words_that_do_not(text: str):
    assert not looks_like_a_person(text)


def test_only_the_writer_sees_that_it_looks_like_a_person_and_nothing_is_refused():
    table = Table(WhosMissing, 2)
    ann, bob = table.people
    ann.tap("Add card", text="Ann Smith", **said([FAMILY], "yes"))
    assert "looks like a person's name" in ann.sees
    assert "looks like" not in bob.sees + table.board + table.stage


def test_a_card_needs_a_category_and_says_whether_they_are_here():
    table = Table(WhosMissing, 1)
    ann = table.people[0]
    with table.refused("Tick at least one"):
        ann.tap("Add card", text="Carers", **{"fields.here": "no"})
    with table.refused("Say if they are in the room"):
        ann.tap("Add card", text="Carers", **{"fields.groups.c1": "1"})


def test_a_sheet_of_paper_has_three_cards_with_their_ticks():
    table = Table(WhosMissing, 1)
    cy = table.paper_seat()
    table.enter(cy, "sheet", cards={"1": "Carers", "2": "Nurses"},
                fields={"1.groups.c1": "1", "1.here": "no", "2.groups.c4": "1", "2.here": "yes"})  # fmt: skip
    assert table.run.counter()[:2] == (1, 2)
    table.go("merge")
    assert "Carers" in table.board and "Nurses" in table.board


# Merging, circles


def test_merged_cards_join_their_categories_and_partly_is_here():
    table = named({"Night staff": ([STAFF], "no"), "Night shift": ([CARE], "partly"), "Users": ([LIVED], "no")})
    cards = {card.text: id for id, card in WhosMissing.cards.of(table.run.course.state).cards.items()}
    assert WhosMissing.mapped.now(table.ctx).away == (LIVED, STAFF)
    table.facilitator.do("move", card=cards["Night staff"], to="new")
    table.facilitator.do("move", card=cards["Night shift"], to="g1")
    with table.refused("on its own"):
        table.go("circles")
    table.facilitator.do("save_names", names={"g1": "Night shift staff"})
    table.facilitator.do("stand_alone")
    table.go("circles")
    known = WhosMissing.mapped.known(table.run.course.state, table.ctx)["g1"]
    assert (known.categories, known.here) == ((CARE, STAFF), "partly")
    found = WhosMissing.mapped.now(table.ctx)
    assert (found.missing, found.away) == ((FAMILY, OTHERS), (LIVED,))


@pytest.mark.parametrize(
    ("here", "together"),
    [(["no", "partly"], "partly"), (["partly", "yes"], "yes"), (["no", "yes", "partly"], "yes"), (["no", "no"], "no")],
)
def test_yes_beats_partly_and_partly_beats_no(here: list[str], together: str):
    assert joined([{"groups": [CARE], "here": [each]} for each in here], (LIVED, CARE)) == ((CARE,), together)


def test_anybody_puts_a_group_into_a_circle_and_the_last_tap_can_be_taken_back():
    table = on_the_map({"Carers": ([CARE], "no"), "Nurses": ([STAFF], "yes")}, 2)
    ann, bob = table.people
    carers = ids(table)["Carers"]
    with table.refused("Choose a group first"):
        ann.tap("Core team")
    ann.tap("Core team", item=carers)
    bob.tap("Close by", item=carers)
    assert WhosMissing.mapped.known(table.run.course.state, table.ctx)[carers].circle == "close"
    table.facilitator.tap("Undo")
    assert WhosMissing.mapped.known(table.run.course.state, table.ctx)[carers].circle == "core"
    table.facilitator.tap("Undo")
    assert WhosMissing.mapped.known(table.run.course.state, table.ctx)[carers].circle == ""
    with table.refused("not there any more"):
        ann.do("place", item="g99", to="core")


def test_no_more_are_rated_than_fit_and_the_rest_stays_on_the_map():
    table = on_the_map({"Carers": ([CARE], "no"), "Nurses": ([STAFF], "yes")}, 2, max_items=1)
    with table.refused("There are 2, and 1 can be rated"):
        table.go("rate")
    table.facilitator.tap("Do not rate it", item=ids(table)["Nurses"])
    table.facilitator.tap("Add it", text="The mosque", **said([OTHERS], "no"))
    table.go("rate")
    assert "Carers" in table.people[0].sees and "Nurses" not in table.people[0].sees.split("Your cards")[0]
    table.go("result")
    assert table.board.count("Not rated.") == 2 and "The mosque" in table.board


def test_the_list_stays_as_it_is_once_it_is_rated():
    table = on_the_map({"Carers": ([CARE], "no")}, 2)
    table.go("rate")
    for phase in ("merge", "circles"):
        with table.refused("rated already"):
            table.go(phase)
    with table.refused("been shown"):
        table.go("name")


def test_nothing_goes_on_before_the_cards_were_merged():
    table = Table(WhosMissing, 1)
    for phase in ("circles", "rate", "result", "invite"):
        with table.refused("Show the cards and merge them first"):
            table.go(phase)


def test_an_empty_room_can_name_somebody_aloud():
    table = Table(WhosMissing, 2)
    table.go("merge")
    table.go("circles")
    with table.refused("Nobody is on the map yet"):
        table.go("rate")
    table.facilitator.tap("Add it", text="The bus company", **said([OTHERS], "no"))
    with table.refused("on the map already"):
        table.facilitator.tap("Add it", text="the bus company!", **said([OTHERS], "no"))
    table.go("rate")


# Rating


def test_many_groups_come_in_parts_and_what_was_sent_stays():
    table = on_the_map({f"Group number {at}": ([CARE], "no") for at in range(7)}, 2)
    table.go("rate")
    ann, bob = table.people
    before, first = bob.html, list(WhosMissing.mapped.texts(table.run.course.state, table.ctx))
    assert "Part 1 of 2" in ann.sees
    ann.tap("Send and go on", **{f"points.{first[0]}.affected": "5"})
    assert "Part 2 of 2" in ann.sees and table.run.counter() == (0, 2, 1)
    ann.tap("Send", **{f"points.{first[6]}.affected": "1"})
    assert table.run.counter() == (1, 2, 0) and bob.html == before
    ann.tap("Part 1")
    assert "Part 1 of 2" in ann.sees and "checked" in ann.html and table.run.counter() == (1, 2, 0)
    with table.refused("This part is not there"):
        ann.do("turn_to", to=2)
    ann.tap("Part 2", **{f"points.{first[1]}.say": "2"})
    assert "Part 2 of 2" in ann.sees and table.run.counter() == (1, 2, 0)
    assert all(name in table.board for name in ("Group number 0", "Group number 6"))
    bob.tap("Pass")
    assert table.run.counter() == (2, 2, 0)
    given = WhosMissing.rating.of(table.run.course.state).of(ann.key)
    assert given == {f"{first[0]}.affected": 5, f"{first[1]}.say": 2, f"{first[6]}.affected": 1}


def test_on_paper_all_groups_stand_at_once():
    table = on_the_map({f"Group number {at}": ([CARE], "no") for at in range(7)}, 1)
    cy = table.paper_seat()
    table.go("rate")
    first, *_middle, last = WhosMissing.mapped.texts(table.run.course.state, table.ctx)
    table.enter(cy, "rate", points={f"{first}.say": 2, f"{last}.affected": "aside"})
    assert cy.key in table.run.done()


numbers = st.lists(st.tuples(*(st.one_of(st.none(), st.integers(1, 5)),) * 2), max_size=12)


@given(numbers)
def test_only_pairs_count_and_exactly(said_by: list[tuple[int | None, int | None]]):
    both = [{f"p{n}": pair[at] for n, pair in enumerate(said_by) if pair[at] is not None} for at in (0, 1)]
    gap = gap_of(Known("g", "Carers"), *both, 5)  # type: ignore[arg-type]
    kept = [(one, other) for one, other in said_by if one is not None and other is not None]
    assert gap.n == len(kept) == gap.say.n
    if len(kept) < 5:
        assert gap.means is None and not gap.needs_more(Fraction(-9))
        return
    affected, say = (Fraction(sum(pair[at] for pair in kept), len(kept)) for at in (0, 1))
    assert gap.means == (affected, say, affected - say)
    assert gap.gap == Fraction(sum(one - other for one, other in kept), len(kept))
    assert gap.needs_more(Fraction(3, 2)) == (2 * sum(one - other for one, other in kept) >= 3 * len(kept))


both = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6)


@given(st.lists(st.tuples(st.sampled_from("abC"), both), max_size=6))
def test_the_order_is_gap_then_affected_then_the_alphabet(groups: list[tuple[str, list[tuple[int, int]]]]):
    gaps = [
        gap_of(Known(f"g{at}", text), {f"p{n}": pair[0] for n, pair in enumerate(pairs)},  # type: ignore[misc]
               {f"p{n}": pair[1] for n, pair in enumerate(pairs)}, 5)  # type: ignore[misc]
        for at, (text, pairs) in enumerate(groups)
    ]  # fmt: skip
    found = ordered(gaps)
    assert sorted(map(id, found)) == sorted(map(id, gaps))
    for first, second in pairwise(found):
        assert second.means is None or first.means is not None
        if first.means and second.means:
            assert first.means[2] >= second.means[2]
            if first.means[2] == second.means[2]:
                assert first.means[0] >= second.means[0]
                if first.means[0] == second.means[0]:
                    assert first.known.text.casefold() <= second.known.text.casefold()
        elif not first.means:
            assert first.known.text.casefold() <= second.known.text.casefold()


@given(st.lists(st.tuples(st.sets(st.sampled_from([LIVED, CARE, FAMILY])), st.sampled_from(["yes", "partly", "no"]))))
def test_a_category_is_missing_not_here_or_here(found: list[tuple[set[str], str]]):
    order = (LIVED, CARE, FAMILY)
    made = coverage(found, order)
    for category in order:
        said_here = [here for groups, here in found if category in groups]
        assert (category in made.missing) == (not said_here)
        assert (category in made.away) == (bool(said_here) and all(here == "no" for here in said_here))


def test_a_second_round_stands_beside_the_first():
    table = example()
    table.go("result")
    table.facilitator.tap("New round")
    carers = ids(table)["Family carers"]
    for person in table.people[:5]:
        person.do("rate", points={f"{carers}.affected": 5, f"{carers}.say": 1})
    table.go("result")
    (both,) = maps(table)
    read = readable(both)
    assert [column.title for column in read.columns][2:] == [
        "In the room", "Round 1: Gap", "Affected", "Say now", "Round 2: Gap", "Rated by",
    ]  # fmt: skip
    assert read.rows[0][0] == "Family carers" and read.rows[0][3:] == ("1.3", "5.0", "1.0", "4.0", 5)
    first, second = (each for each in apart(table.section).blocks if isinstance(each, RecordTable))
    assert (first.id, second.id) == ("round-1-map", "round-2-map")
    assert [row[6] for row in first.rows if row[0] == "Family carers"] == ["1.3"]
    assert second.rows[0][6] == "4.0" and len(first.columns) == len(second.columns)


def test_the_flag_is_exact_and_fixed_before():
    table = example(gap_flag="5/2")
    table.go("result")
    assert [gap.known.text for gap in table.results if gap.needs_more(Fraction(5, 2))] == list(EXAMPLE)[:2]
    assert ("Needs more say", "A group needs more say from a gap of 2.5 on.") in facts(table)


def test_the_usual_chart_is_an_extra_without_numbers():
    table = example(classic_chart=True)
    table.go("result")
    table.go("classic")
    assert "Much affected, little say" in table.board and "2.8" not in table.board
    with table.refused(""):
        example(classic_chart=False).go("classic")


# Inviting, closing


def test_invitations_are_actions_with_a_day():
    table = example()
    table.go("result")
    table.go("invite")
    ann, bob, cem, *_ = table.people
    found, day = ids(table), (table.ctx.today + timedelta(days=9)).isoformat()
    ann.tap("I can invite them", item=found["Young carers"], who="Ann", by=day, how="Through the school")
    bob.tap("I can invite them", item=found["Young carers"], who="Bob", by=day)
    cem.tap("I can invite them", item=OTHERS, who="Cem", by=day)
    cem.tap("Only suggest how", item=found["Young carers"], how="At the sports club")
    assert "Ann, by" in bob.sees and "To reach them: Through the school" in bob.sees
    bob.tap("Hand it back")
    entries = [(each.ledger, each.data) for each in table.section.ledger]
    assert entries == [
        ("actions", {"text": "Invite: Somebody from: Others in the community", "who": "Cem", "by": day,
                     "status": "not started"}),
        ("actions", {"text": "Invite: Young carers", "who": "Ann", "by": day, "status": "not started",
                     "note": "Through the school"}),
    ]  # fmt: skip
    assert maps(table)[1].rows == (
        ("Somebody from: Others in the community", "Cem", day), ("Young carers", "Ann", day),
    )  # fmt: skip


def test_a_way_to_reach_people_stays_when_their_category_has_somebody_by_now():
    table = on_the_map({"Carers": ([CARE], "no")}, 2)
    for phase in ("rate", "result", "invite"):
        table.go(phase)
    table.people[0].do("suggest_way", item=LIVED, how="At the bus stop")
    table.facilitator.do("add_named", text="Day guests", **said([LIVED], "yes"))
    (ways,) = [block for block in table.section.blocks if isinstance(block, RecordTable) and block.id == "ways"]
    assert ("Lived experience", "At the bus stop") in ways.rows


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({"item": ""}, "Choose a group first"), ({"item": "g99"}, "not there any more"), ({"who": ""}, "your name"),
        ({"who": "Everyone"}, "one person"), ({"by": "2020-01-01"}, "today or a later"), ({"by": ""}, "Choose a day"),
    ],
)  # fmt: skip
def test_an_invitation_without_a_person_or_a_day_is_refused(given_: dict[str, str], why: str):
    table = on_the_map({"Carers": ([CARE], "no")}, 1)
    table.go("rate")
    table.go("result")
    table.go("invite")
    whole = {"item": ids(table)["Carers"], "who": "Ann", "by": table.ctx.today.isoformat()}
    with table.refused(why):
        table.people[0].do("invite", **{**whole, **given_})


def test_on_paper_a_name_makes_an_invitation_and_none_a_way_to_reach_them():
    table = on_the_map({"Carers": ([CARE], "no")}, 1)
    cy = table.paper_seat()
    table.go("rate")
    table.go("result")
    table.go("invite")
    carers, day = ids(table)["Carers"], table.ctx.today.isoformat()
    table.enter(cy, "reach", item=carers, how="At the school")
    assert "To reach them: At the school" in table.people[0].sees and not table.section.ledger
    table.enter(cy, "reach", item=carers, who="Cy", by=day)
    assert table.section.ledger[0].data["who"] == "Cy"


def test_it_is_not_closed_with_somebody_missing_unless_someone_writes_why():
    table = example()
    table.go("result")
    table.go("invite")
    assert "No one yet from: Others in the community." in str(table.run.why_not_finish)
    table.facilitator.tap("Keep this reason", text="We ask the council next week.")
    assert not table.run.why_not_finish
    assert "Why we closed without them: We ask the council next week." in told(table)
    assert "No one yet from: Others in the community." in told(table)
    assert "Not here today: Lived experience." in told(table)


def test_naming_somebody_fills_the_gap_and_a_reason_is_no_longer_asked():
    table = example()
    table.go("result")
    table.facilitator.tap("Add it", text="The bus company", **said([OTHERS], "no"))
    assert not table.run.why_not_finish and "Why do we close" not in table.stage
    assert table.results[-1].known.text == "Young carers" and "The bus company" in table.people[0].sees


def test_who_is_named_after_the_result_was_not_rated_and_has_no_count():
    table = example()
    table.go("result")
    table.go("invite")
    table.facilitator.do("add_named", text="Bus drivers", **said([OTHERS], "no"))
    counts = {row[0]: row[7] for row in maps(table)[0].rows}
    assert counts["Bus drivers"] is None and counts["Service managers"] == 6


def test_before_the_cards_are_shown_nothing_tells_who_is_missing():
    table = Table(WhosMissing, 1)
    before = str(table.run.why_not_finish)
    table.people[0].tap("Add card", text="Carers", **said([CARE], "no"))
    assert str(table.run.why_not_finish) == before and "Show the cards first" in before
    assert table.section.blocks == ()


def test_who_was_taken_back_is_invited_by_nobody_and_in_no_ledger():
    table = on_the_map({"Carers": ([CARE], "no"), "Nurses": ([STAFF], "yes")}, 2)
    table.go("rate")
    table.go("result")
    table.go("invite")
    ann, bob = table.people
    found, day = ids(table), table.ctx.today.isoformat()
    bob.tap("I can invite them", item=found["Carers"], who="Bob", by=day)
    bob.tap("I can invite them", item=found["Nurses"], who="Bob", by=day)
    bob.tap("Hand it back", near="Nurses", item=found["Carers"])
    assert [each.data["text"] for each in table.section.ledger] == ["Invite: Carers"]
    ann.tap("Take it back: Carers")
    assert not table.section.ledger and "Carers" not in bob.sees


# Counted again in a rehearsal


def rated() -> tuple[RecordTable, Round]:
    """The worked example, and what its people sent."""
    table = example()
    found = ids(table)
    table.go("result")
    cells = tuple(f"{found[text]}.{scale}" for text in EXAMPLE for scale in ("affected", "say"))
    sheets = {}
    for at in range(6):
        said = {found[text]: (numbers[0][at], numbers[1][at]) for text, (_c, _h, *numbers) in EXAMPLE.items()}
        points = {f"{id}.{scale}": str(point or "aside") for id, both in said.items()
                  for scale, point in zip(("affected", "say"), both, strict=True)}  # fmt: skip
        sheets[f"p{at}"] = Sheet(points=points)
    return maps(table)[0], Round(sheets, asked=cells)


def test_the_map_agrees_with_what_was_sent():
    found = list(gaps(*rated()))
    assert len(found) == 5 * 4 + 2 and all(said == known for _label, said, known in found)


def test_a_wrong_figure_and_a_wrong_order_are_found():
    table, round_ = rated()
    first, second, *rest = table.rows
    wrong = replace(table, rows=((*first[:6], "2.9", *first[7:]), second, *rest))
    assert [label for label, said, known in gaps(wrong, round_) if said != known] == ["Gap", "Who is on the map"]
    turned = replace(table, rows=(second, first, *rest))
    assert [said != known for _label, said, known in gaps(turned, round_)][-1]


def test_a_result_without_a_rating_is_a_map_without_numbers():
    table = on_the_map({"Carers": ([CARE], "no")}, 2)
    table.go("result")
    assert "Carers" in table.board and [each.id for each in maps(table)] == ["map"]
    table.go("invite")
    assert "Carers" in table.people[0].sees


def test_a_corner_with_many_names_goes_on_on_the_next_page_of_the_board():
    names = [f"People whose name is long enough for two lines on the wall, number {n}" for n in range(1, 16)]
    corners: list[tuple[Any, list[str]]] = [("Little", ["The mayor"]), ("Much", names), ("None", []), ("All", [])]
    with kit.drawing(surface="board", glyph="mark", activity="x"):
        first = widgets.corners(corners)
    with kit.drawing(surface="board", glyph="mark", activity="x", part=2):
        second = widgets.corners(corners)
    assert "number 1<" in first and "number 15<" not in first and kit.PART in first and first.count("Nobody") == 2
    assert "number 1<" not in second and "The mayor" in first and "The mayor" in second
    with kit.drawing(surface="phone", glyph="mark", activity="x"):
        assert all(f"number {n}<" in widgets.corners(corners) for n in range(1, 16))


def test_whom_nobody_invites_yet_takes_one_line_and_an_invitation_stands_under_its_group():
    rows: list[Any] = [("g1", "Night shift staff", [], []), ("g2", "Young carers", [], ["At school", "By letter"])]
    with kit.drawing(surface="board", glyph="mark", activity="x"):
        seen = str(widgets.invited(rows, ([], [])))
    assert 'class="bare"' in seen and seen.count("Nobody yet") == 1 and seen.count("To reach them: ") == 2


def test_where_too_few_gave_numbers_nothing_is_said_about_gaps():
    table = on_the_map({"Young carers": ([CARE], "no")}, 3)
    table.go("rate")
    (group,) = ids(table).values()
    for person in table.people:
        person.do("rate", points={f"{group}.affected": "4", f"{group}.say": "4"})
    table.go("result")
    assert "3 answers. Too few for numbers." in table.board
    assert "No gap" not in table.board and "No gap" not in table.stage


def test_the_record_begins_with_who_needs_more_say_or_why_that_is_not_said():
    nobody = Table(WhosMissing, 2)
    nobody.go("merge")
    assert nobody.section.blocks[0] == Outcome("none", "Nobody is on the map.")
    table = on_the_map({"Night shift staff": (["c4"], "no"), "Carers": (["c3"], "yes")}, 5)
    assert table.section.blocks[0] == Outcome("none", "2 groups are on the map.")
    table.go("rate")
    table.go("result")
    few = "Too few people gave numbers, so it is not said who needs more say."
    assert table.section.blocks[0] == Outcome("none", "2 groups are on the map.", few)
    table.go("rate")
    for person in table.people:
        person.do("rate", points={f"{id}.{name}": 3 for id in ids(table).values() for name in ("affected", "say")})
    table.go("result")
    level = Outcome("none", "Nobody needs much more say than they have.", "2 groups are on the map.")
    assert table.section.blocks[0] == level
