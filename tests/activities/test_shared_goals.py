"""Shared goals: when a goal is ready, what is asked again, what comes first, how goals are adopted, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.shared_goals import SharedGoals, record
from activities.shared_goals.adopting import Standing
from activities.shared_goals.rules import FRAME, QUESTIONS, Told, counted, those_ready
from facilitator.activity import Item, Key, Round
from facilitator.blocks.draft import Drafted, Subject, Wording
from facilitator.blocks.draft.story import Asked, Story, story
from facilitator.blocks.rate import Ratings
from facilitator.report.model import Outcome, Quotes
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, control

G1, G2, G3, G4 = (
    "Anyone can reach a person at night", "Letters are written in plain words", "There is parking", "Reports are fast",
)  # fmt: skip
MORE = {"whom": "People at home", "know": "9 of 10 calls are answered", "when": "In May", "need": "A rota"}
NAMES = ("clear", "achievable", "matters")


def write(table: Table[Any], *goals: str, **given: object) -> None:
    for goal in goals:
        more = {f"new.{name}": text for name, text in MORE.items()}
        table.facilitator.do("draft_goals", text={"new": goal}, more=more, **given)


def drafted(*goals: str, people: int = 9, **settings: Any) -> Any:
    """A table with these goals as a draft; the first is `n1`."""
    table = Table(SharedGoals, people, **{"max_goals": 5, **settings})
    for phase in ("look", "draft"):
        table.go(phase)
    write(table, *goals, heard=True)
    return table


def checked(table: Any, yes: Mapping[str, str], passing: int = 0) -> Any:
    """A check: of each goal "9/9 7/9 9/9" say yes to the three questions, in their order; the last people pass."""
    table.go("check")
    people = len(table.people)
    for place, person in enumerate(table.people):
        points = {}
        for goal, said in yes.items():
            for name, part in zip(NAMES, said.split(), strict=True):
                n, total = map(int, part.split("/"))
                if place < total:
                    points[f"{goal}.{name}"] = "yes" if place < n else ("no", "not-sure")[place % 2]
        if place >= people - passing:
            person.tap("Pass")
        elif points:
            person.do("answer", points=points)
    table.go("checked")
    return table


def ready(table: Any) -> list[str]:
    return [
        str(each.wording.text) for _asked, told in table.results.rounds[-1:] for each in told.values() if each.ready
    ]


FOUR = {"n1": "9/9 7/9 9/9", "n2": "8/9 8/9 8/9", "n3": "8/8 6/8 8/8", "n4": "7/9 9/9 9/9"}
BALLOTS = "n1 n2 n4, n1 n4 n2, n2 n1 n4, n2 n4 n1, n4 n1, n1 n2 n4, n2 n1, n4, n1 n4 n2"


def test_the_worked_example():
    table = checked(drafted(G1, G2, G3, G4), FOUR)
    assert ready(table) == [G2]
    told = table.results.rounds[-1][1]
    assert [each.yes for each in told["n1"].said] == [9, 7, 9]
    assert "Goal 1 of 4. 9 of 9 answered." in table.board and G1 in table.board
    assert "8 of 9 say yes" in table.board and "1 short" in table.board and "Not ready yet" in table.board
    table.go("yes")
    table.go("mend")
    table.facilitator.do("turn", part=3)
    table.facilitator.do("reword", more={"n4.know": "All reports are out in 4 weeks"}, heard=True)
    checked(table, {"n4": "7/7 7/7 7/7"}, passing=2)
    assert list(table.results.rounds[-1][1]) == ["n4"], "only the changed goal is asked again"
    n4 = table.results.rounds[-1][1]["n4"]
    assert not n4.ready and (n4.said[0].turnout.answered, n4.said[0].turnout.present) == (7, 9)
    assert "too few answered" in table.board
    (told,) = [block for block in table.section.blocks if isinstance(block, Grid) and block.id.startswith("check")]
    row = {(row[0], row[1]): row for row in told.rows}[G4, "Is it clear?"]
    assert len(told.rows) == 12 and told.note == "1 goal was changed and asked about again."
    assert row[2:5] == (7, 0, 0) and (row[8], row[10], row[16]) == ("too few answered", 7, "1 short")
    assert [column.title for column in told.columns if not column.detail][7:] == ["Check 1, Result"]
    table.go("first")
    for person, ballot in zip(table.people, BALLOTS.split(", "), strict=True):
        person.do("ranking", place={goal: at for at, goal in enumerate(ballot.split(), 1)})
    table.go("order")
    found = SharedGoals.first.now(table.ctx)
    assert [(each.points, each.first, each.rank) for each in found.options] == [
        (19, 4, 1), (15, 3, 2), (0, 0, 4), (15, 2, 2),
    ]  # fmt: skip
    assert "19 points" in table.board and "No goal is dropped by it." in table.board


def test_one_person_passed_throughout():
    table = checked(drafted(G3), {"n1": "8/8 6/8 8/8"}, passing=1)
    (told,) = table.results.rounds[-1][1].values()
    assert [(each.turnout.answered, each.turnout.present) for each in told.said] == [(8, 9)] * 3
    assert [each.reached for each in told.said] == [True, False, True]
    assert told.said[1].needed == 7 and told.said[1].yes == 6


@pytest.mark.parametrize(
    ("people", "said", "passing", "is_ready"),
    [
        (5, "4/5 4/5 4/5", 0, True),
        (5, "4/4 4/4 4/4", 1, True),
        (5, "3/4 4/4 4/4", 1, False),
        (6, "4/4 4/4 4/4", 2, False),
        (10, "8/10 8/10 8/10", 0, True),
        (10, "7/8 7/8 7/8", 2, True),
        (10, "6/8 8/8 8/8", 2, False),
        (1, "1/1 1/1 1/1", 0, True),
    ],
)
def test_four_fifths_is_exact(people: int, said: str, passing: int, is_ready: bool):
    table = checked(drafted(G1, people=people), {"n1": said}, passing)
    assert ready(table) == ([G1] if is_ready else [])


def test_a_goal_is_asked_about_when_every_field_is_filled_in():
    table = Table(SharedGoals, 2)
    for phase in ("look", "draft"):
        table.go(phase)
    with table.refused("There is no goal yet"):
        table.go("check")
    with table.refused("Fill in “What will be different” first"):
        table.facilitator.do("draft_goals", more={"new.when": "In May"})
    table.facilitator.do("draft_goals", text={"new": G1}, more={"new.whom": "Us"})
    with table.refused("Goal 1 has an empty field: How we will know. Fill it in first."):
        table.go("check")
    assert table.board.count("still empty") == 3
    table.facilitator.do("draft_goals", more={f"n1.{field.name}": "Said" for field in FRAME[1:]})
    table.go("check")
    with table.refused("There is no result yet"):
        table.go("first")
    with table.refused("not one of the answers"):
        table.people[0].do("answer", points={"n1.clear": "aside"})


def test_the_words_of_the_organisers_are_theirs_until_somebody_here_edits_them():
    table = Table(SharedGoals, 2)
    ann = table.people[0]
    for phase in ("look", "draft"):
        table.go(phase)
    write(table, G1)
    write(table, G2, heard=True)
    assert "Proposed by the organisers" in table.board and "Proposed by the organisers" in ann.sees
    table.facilitator.do("turn", part=2)
    assert G2 in table.board and "Proposed by the organisers" not in table.board
    ann.do("suggest", rule="n1", field="when", text="In June")
    assert "In June" in table.stage
    table.facilitator.tap("Use this: In June")
    assert "In June" in ann.sees and "Proposed by the organisers" not in ann.sees
    table.facilitator.do("draft_goals", text={"n2": "Letters are short"})
    assert "Proposed by the organisers" in ann.sees


def test_cards_on_what_would_make_it_a_yes():
    table = checked(drafted(G1, G2, people=5), {"n1": "3/5 5/5 5/5", "n2": "5/5 5/5 5/5"})
    assert control(table.facilitator.html, "Ask what would make it a yes")
    table.go("yes")
    ann, bob = table.people[:2]
    assert G1 in ann.sees and G2 not in ann.sees, "nothing is missing in a goal that is ready"
    ann.tap("Send", **{"text.n1": "Say which nights"})
    assert "Say which nights" not in table.board + table.stage + bob.sees
    with table.refused("Choose a column"):
        bob.do("change", text={"n2": "It is fine"})
    table.go("mend")
    assert "Say which nights" in table.board and "3 of 5 say yes" in table.board
    assert "Say which nights" in bob.sees
    table.facilitator.do("reword", text={"n1": "Anyone can reach a person on all nights"}, heard=True)
    assert "Changed. It is checked again." in table.board and f"Before: {G1}" in table.board
    table.go("check")
    assert "all nights" in ann.sees and G2 not in ann.sees
    for person in table.people:
        person.do("answer", points={f"n1.{name}": "yes" for name in NAMES})
    table.go("checked")
    assert ready(table) == ["Anyone can reach a person on all nights"]
    with table.refused("Every goal is ready already"):
        table.go("yes")
    for phase in ("mend", "first", "order"):
        table.go(phase)
    wordings = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert any(G1 in str(row) for table in wordings for row in table.rows)
    assert any(quote.text == "Say which nights" for block in table.section.blocks if isinstance(block, Quotes)
               for quote in block.quotes)  # fmt: skip


def test_a_phone_names_a_goal_once_however_many_cards_it_has_and_the_result_stands_on_one_page():
    table = drafted(people=8)
    write(table, G1)
    checked(table, {"n1": "3/8 8/8 8/8"})
    assert "Goal 1 of 1. Proposed by the organisers." in table.board and "Not ready yet" in table.board
    table.go("yes")
    for place, person in enumerate(table.people):
        person.tap("Send", **{"text.n1": f"Say which night, {place}"})
    table.go("mend")
    phone = table.people[0].sees
    assert phone.count(G1) == 1 and all(f"night, {place}" in phone for place in range(8))


def test_a_card_about_a_goal_that_an_earlier_check_asked_about_is_in_the_record_too():
    table = checked(drafted(G1, G2, people=5), {"n1": "3/5 5/5 5/5", "n2": "3/5 5/5 5/5"})
    for phase in ("yes", "mend"):
        table.go(phase)
    table.facilitator.do("reword", text={"n1": "Anyone can reach a person on all nights"}, heard=True)
    checked(table, {"n1": "3/5 5/5 5/5"})
    table.go("yes")
    table.people[0].tap("Send", **{"text.n2": "Read them aloud to us first"})
    table.go("mend")
    assert "Read them aloud to us first" in table.people[1].sees
    told = {block.title: [each.text for each in block.quotes] for block in table.section.blocks
            if isinstance(block, Quotes)}  # fmt: skip
    assert told[f"What would make it a yes: {G2}"] == ["Read them aloud to us first"]


def adopted(table: Any, fingers: str) -> None:
    """The goal that was taken up goes through a fist of five."""
    table.go("show")
    for person, finger in zip(table.people, fingers.split(), strict=True):
        person.do("show", finger=finger)
    table.go("reveal")


def test_goals_are_adopted_one_after_the_other():
    table = checked(drafted(G1, G2, G3, people=3), {f"n{n}": "3/3 3/3 3/3" for n in (1, 2)} | {"n3": "1/3 3/3 3/3"})
    table.go("first")
    for person in table.people:
        person.do("ranking", place={"n2": 1, "n1": 2})
    table.go("order")
    table.go("adopt")
    with table.refused("Choose a goal below"):
        table.go("show")
    assert table.stage.index(G2) < table.stage.index(G1) < table.stage.index("Not ready yet")
    table.facilitator.tap(f"Ask about this goal: {G2}")
    table.go("show")
    assert G2 in table.board and "A rota" in table.board, "the whole goal is on the wall"
    adopted(table, "5 4 3")
    assert "Agreed, with reservations (1)" in table.board
    table.go("close")
    table.facilitator.tap(f"Ask about this goal: {G1}")
    adopted(table, "5 2 4")
    assert "Not yet (1 below 3)" in table.board and "Agreed" not in table.board, "the other goal's result is its own"
    for phase in ("listen", "change"):
        table.go(phase)
    table.facilitator.do("word", text="Anyone can reach a person until midnight")
    adopted(table, "5 3 4")
    table.go("close")
    table.go("goals")
    assert "2 of 3 goals are adopted." in table.board and "Anyone can reach a person until midnight" in table.board
    assert [item.text for item in table.section.items] == [G2, "Anyone can reach a person until midnight"]
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == "goals")
    assert [(row[0], row[5]) for row in grid.rows] == [
        (G2, "Adopted"), ("Anyone can reach a person until midnight", "Adopted"), (G3, "Not ready yet"),
    ]  # fmt: skip
    assert len({block.id for block in table.section.blocks if isinstance(block, Grid)}) == len(
        [block for block in table.section.blocks if isinstance(block, Grid)]
    )
    table.facilitator.do("finish")
    kept = table.room.ledgers.of("goals")
    assert [(entry.number, entry.status, entry.data["rank"]) for entry in kept] == [
        ("G-1", "adopted", "1"), ("G-2", "adopted", "2"), ("G-3", "not ready", "3"),
    ]  # fmt: skip
    assert kept[0].data["know"] == MORE["know"] and "3 of 3 say yes" in kept[0].data["checked"]


def test_a_later_session_goes_on_with_a_goal():
    first = checked(drafted(G1, G2, people=3, adopt_with="next-time"), {"n1": "3/3 3/3 3/3", "n2": "1/3 3/3 3/3"})
    assert "first" not in first.run.phases and "show" not in first.run.phases
    first.go("goals")
    assert "Ready" in first.board and "Not ready yet" in first.board
    first.facilitator.do("finish")
    kept = first.room.ledgers.of("goals")
    assert [entry.status for entry in kept] == ["ready", "not ready"]
    tables = [each.title for each in first.room.record().sections[-1].blocks if isinstance(each, Grid)]
    assert tables == ["Our goals", "How ready the room finds our goals"], (
        "nobody was asked about the order, so the record has none"
    )
    carried = tuple(
        {"id": entry.key, "at": 1.0, "n": n, "ledger": "goals", "op": "add", "entry": entry.key, "data": entry.data,
         "session": "old"}
        for n, entry in enumerate(kept, 1)
    )  # fmt: skip
    outcome = first.room.record().sections[-1].blocks[0]
    assert outcome == Outcome(
        "none", "We drafted 2 goals. 1 of them is ready to be adopted.", "3 of 3 people answered."
    )
    then: Any = Table(SharedGoals, 3, carried=carried, reopen=["G-2"])
    assert then.run.phase.name == "draft" and G2 in then.board and MORE["know"] in then.board
    then.facilitator.do("draft_goals", more={"n1.know": "Nobody has to ask what a letter says"}, heard=True)
    checked(then, {"n1": "3/3 3/3 3/3"})
    then.go("first")
    then.go("order")
    then.facilitator.do("finish")
    (change,) = then.room.record().sections[-1].ledger
    assert (change.op, change.data["status"], change.data["know"]) == (
        "set", "ready", "Nobody has to ask what a letter says",
    )  # fmt: skip


def test_an_earlier_goal_is_taken_up_again_from_the_stage_with_all_its_fields_and_whose_words_they_are():
    data = {"text": G1, **MORE, "status": "not adopted", "outcome": "Stopped", "detail": "5 of 7 answered",
            "checked": "Is it clear? 1 of 3 say yes.", "note": "Proposed by the organisers", "rank": "1"}  # fmt: skip
    carried = ({"id": "a", "at": 1.0, "n": 1, "ledger": "goals", "op": "add", "entry": "old:r1:n1", "data": data,
                "session": "old"},)  # fmt: skip
    table: Any = Table(SharedGoals, 3, carried=carried)
    for phase in ("look", "draft"):
        table.go(phase)
    table.facilitator.tap(f"Work on it again: {G1}")
    assert G1 in table.board and MORE["need"] in table.board and "Proposed by the organisers" in table.board
    assert "Work on it again" not in table.stage
    with table.refused("among the goals already"):
        table.facilitator.do("work_again", entry="old:r1:n1")
    table.facilitator.do("draft_goals", more={"n1.need": "Two rotas"}, heard=True)
    assert "Proposed by the organisers" not in table.board
    checked(table, {"n1": "3/3 3/3 3/3"})
    (change,) = table.section.ledger
    assert (change.op, change.data["status"], change.data["need"]) == ("set", "ready", "Two rotas")
    old = [change.data[name] for name in ("note", "detail", "rank")]
    assert old == ["", "", ""], "what was said before is over"


def test_a_need_of_an_earlier_step_gets_a_goal():
    need = "People need someone to call at night"
    table = Table(SharedGoals, 2, incoming=(Item("n1", need),))
    for phase in ("look", "draft"):
        table.go(phase)
    assert need in table.board and need in table.people[0].sees and need in table.stage
    more = {f"new.{name}": text for name, text in MORE.items()}
    table.facilitator.do("draft_goals", text={"new": G1}, more=more, about="need1", heard=True)
    assert G1 in table.board and need not in table.stage
    checked(table, {"need1": "2/2 2/2 2/2"})
    grid = next(block for block in table.section.blocks if isinstance(block, Grid) and block.id == "goals")
    assert grid.rows[0][-1] == need and table.section.ledger[0].data["for_need"] == need


def test_by_consent_ready_goals_go_on():
    table = checked(drafted(G1, G2, people=3, adopt_with="consent"), {"n1": "3/3 3/3 3/3", "n2": "1/3 3/3 3/3"})
    assert "show" not in table.run.phases and "first" in table.run.phases
    assert [item.text for item in table.section.items] == [G1]


@pytest.mark.parametrize(
    ("status", "sign", "said"),
    [
        (["adopted"], "agreed", "We adopted 1 goal."),
        (["adopted"] * 3, "agreed", "We adopted all 3 goals."),
        (["adopted", "not adopted", "ready"], "not-yet", "We adopted 1 of 3 goals."),
        (["not adopted"], "not-yet", "We did not adopt the goal yet."),
        (["not adopted", "ready"], "not-yet", "We adopted none of 2 goals yet."),
        (["draft", "draft"], "none", "We drafted 2 goals. Nobody was asked about them yet."),
        (["ready"], "none", "We drafted 1 goal, and it is ready to be adopted."),
        (["not ready", "draft"], "none", "We drafted 2 goals. None is ready yet."),
    ],
)
def test_the_record_says_in_a_sentence_how_the_goals_stand(status: list[str], sign: Any, said: str):
    found = [Standing(Subject("n1", "x"), "x", each, "none", "") for each in status]
    assert record.outcome(found) == Outcome(sign, said)


# Counted twice


ROUND = st.lists(
    st.one_of(
        st.none(),
        st.just("pass"),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from([1, 2, 3]), min_size=1),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def slowly(people: Sequence[Any], bar: Fraction) -> bool:
    """Whether a goal is ready, counted person by person in whole numbers."""
    for name in NAMES:
        said = [each[name] for each in people if isinstance(each, dict) and name in each]
        yes = len([each for each in said if each == 3])
        if 5 * len(said) < 4 * len(people) or not said or yes * bar.denominator < bar.numerator * len(said):
            return False
    return True


@given(ROUND, st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10)]))
def test_ready_counted_twice(people: list[Any], bar: Fraction):
    ratings = Ratings()
    for place, each in enumerate(people):
        if each == "pass":
            ratings.passes[Key(f"p{place}")] = True
        elif each:
            ratings.points[Key(f"p{place}")] = {f"g.{name}": point for name, point in each.items()}
    seats = tuple(Key(f"p{place}") for place in range(len(people)))
    goals = {"g": Drafted([Wording("Said", 1, {"whom": "Us"})])}
    told = story([Asked(Round(1, seats, None, True), goals, ratings)], lambda asked, goal: counted(asked, goal, bar))
    found = told.rounds[0][1]["g"]
    assert found.ready == slowly(people, bar) == (those_ready(told, goals) == ["g"])
    for each in found.said:
        assert each.reached == (each.enough and each.yes >= each.needed and each.count.n > 0)


@given(st.lists(st.sampled_from(["a", "b", ""]), min_size=1, max_size=6))
def test_only_what_was_changed_is_asked_again(changes: list[str]):
    """Before each check some goal is changed, or none: each is asked exactly once for each of its wordings."""
    goals = {"a": Drafted([Wording("A", 1)]), "b": Drafted([Wording("B", 1)])}
    rounds = [Asked(Round(1, (), None, True), goals, Ratings())]

    def tell(asked: Asked, goal: str) -> Told:
        return counted(asked, goal, Fraction(4, 5))

    expected = [{"a", "b"}]
    for number, which in enumerate(changes, 2):
        goals = {
            id: Drafted([*goal.wordings, *([Wording(f"{id}{number}", number)] if id == which else [])])
            for id, goal in goals.items()
        }
        expected.append({which} - {""})
        assert set(story(rounds, tell).unasked(goals)) == expected[-1]
        rounds.append(Asked(Round(number, (), None, True), goals, Ratings()))
    told: Story[Told] = story(rounds, tell)
    assert [set(said) for _asked, said in told.rounds] == expected


def test_the_three_questions_have_no_cant_say():
    assert [(scale.id, scale.aside, scale.names) for scale in QUESTIONS] == [
        (name, "", ("yes", "not-sure", "no")) for name in NAMES
    ]
