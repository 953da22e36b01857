"""Draft: what a text says now, what it said in a round, what is refused, suggestions, and one text with fields."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activity import Key, Refused
from facilitator.blocks.draft import record
from facilitator.blocks.draft.rules import NEW, ONE, Field, Rules, Texts
from facilitator.library.registry import module_of
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, control, outside
from facilitator.testing.suite import CHECKS

ANN, BOB = Key("ann"), Key("bob")
WHAT, WHO, UNTIL = Field("what", "What", 280), Field("who", "Who", 40), Field("until", "Until when", 20)
FRAME = (WHAT, WHO, UNTIL)
GROUPS = Rules(open=("g1", "g2"), most=3)
CTX = outside(phase="draft", seed="seed")


def said(drafted: Texts) -> dict[str, list[tuple[int, str]]]:
    return {id: [(each.since, each.text) for each in text.wordings] for id, text in drafted.texts.items()}


def write(drafted: Texts, round: int = 0, rules: Rules = GROUPS, **texts: str) -> Texts:
    open_ = [id for id in rules.open if id not in drafted.texts]
    given = Rules(rules.fields, open_, rules.new, rules.most, rules.every, rules.says)
    drafted.write({id: {given.fields[0].name: text} for id, text in texts.items()}, round, given)
    return drafted


def test_a_wording_is_kept_once_people_were_asked_about_it():
    drafted = write(Texts(), g1="We talk", new="We eat")
    write(drafted, g1="We let people finish")
    assert said(drafted) == {"g1": [(1, "We let people finish")], "n1": [(1, "We eat")]}
    write(drafted, 1, g1="We let everyone finish")
    write(drafted, 1, g1="We let one another finish")
    assert said(drafted)["g1"] == [(1, "We let people finish"), (2, "We let one another finish")]
    write(drafted, 1, g1="We let people finish")
    assert said(drafted)["g1"] == [(1, "We let people finish")], "the words that were asked stand as they were"
    assert (drafted.texts["g1"].at(0), drafted.texts["g1"].at(1)) == ("", "We let people finish")


def test_every_wording_is_kept_where_all_are_wanted():
    every = Rules(every=True)
    drafted = write(Texts(), rules=every, new="One")
    for text in ("Two", "Three", "Two"):
        write(drafted, rules=every, n1=text)
    assert [text for _since, text in said(drafted)["n1"]] == ["One", "Two", "Three", "Two"]
    assert drafted.texts["n1"].at(1) == "Two"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"g9": "Nothing has this id"}, "not there any more"),
        ({"g1": "Said"}, "same words"),
        ({"g1": "  "}, "same words"),
        ({"g2": "Second", "new": "Third", "g1": "x" * 121}, "at most 120"),
        ({"g2": "Second", "new": "Third"}, ""),
    ],
)
def test_what_is_refused_changes_nothing(texts: dict[str, str], why: str):
    drafted = write(Texts(), g1="Said")
    before = deepcopy(drafted)
    if not why:
        assert len(write(drafted, **texts).texts) == 3
        with pytest.raises(Refused, match=r"\{n\} texts are the most"):
            write(drafted, new="Fourth")
        return
    with pytest.raises(Refused) as refused:
        write(drafted, **texts)
    assert why in str(refused.value.words) and drafted == before


def test_an_older_entry_comes_back_once_and_a_dropped_id_never():
    drafted, rules = Texts(), Rules(most=2)
    drafted.bring_back("a", "We eat", rules)
    with pytest.raises(Refused, match="already"):
        drafted.bring_back("a", "We eat", rules)
    write(drafted, rules=rules, new="We talk")
    with pytest.raises(Refused, match="no room"):
        drafted.bring_back("b", "We dance", rules)
    drafted.drop("n2", rules)
    with pytest.raises(Refused, match="not there"):
        drafted.drop("n2", rules)
    write(drafted, rules=rules, new="We sing")
    assert [*drafted.texts] == ["n1", "n3"] and drafted.brought_back == ["a"]
    assert said(drafted)["n1"] == [(0, "We eat")] and drafted.texts["n1"].at(0) == "We eat"


def test_one_text_has_fields_and_each_can_be_said_apart():
    rules = Rules(FRAME, open=(ONE,), new=False)
    drafted = Texts()
    drafted.write({ONE: {"what": "A quiet room", "who": "Cem"}}, 0, rules)
    there = Rules(FRAME, new=False)
    drafted.write({ONE: {"until": " the  summer "}}, 1, there)
    text = drafted.texts[ONE]
    assert (text.words, text.more) == ("A quiet room", {"who": "Cem", "until": "the summer"})
    assert [wording.more for wording in text.wordings] == [{"who": "Cem"}, {"who": "Cem", "until": "the summer"}]
    wrongs = (({"why": "So"}, "not there"), ({"until": "x" * 21}, "at most 20"), ({"who": "Cem"}, "same words"))
    for wrong, why in wrongs:
        before = deepcopy(drafted)
        with pytest.raises(Refused) as refused:
            drafted.write({ONE: wrong}, 1, there)
        assert why in str(refused.value.words) and drafted == before
    with pytest.raises(Refused, match="not there"):
        drafted.write({NEW: {"what": "Another"}}, 1, there)
    assert record.texts("text", drafted, FRAME)[0].rows == (("A quiet room", "Cem", "the summer"),)


def test_one_suggestion_a_person_for_each_field():
    rules = Rules(FRAME, open=(ONE,), new=False)
    drafted = Texts()
    for me, name, text in ((ANN, "what", "A room"), (ANN, "who", "Bo"), (BOB, "who", "Di"), (ANN, "who", "Cem")):
        drafted.suggest(me, ONE, name, text, rules, CTX)
    assert sorted(card.text for card in drafted.suggested.cards.values()) == ["A room", "Cem", "Di"]
    with pytest.raises(Refused):
        drafted.suggest(ANN, "two", "what", "A room", rules, CTX)
    with pytest.raises(Refused):
        drafted.suggest(ANN, ONE, "why", "A room", rules, CTX)
    with pytest.raises(Refused, match="at most"):
        drafted.suggest(ANN, ONE, "until", "x" * 21, rules, CTX)
    by_text = {card.text: id for id, card in drafted.suggested.cards.items()}
    drafted.use(by_text["Cem"], 0, rules)
    assert drafted.texts[ONE].more == {"who": "Cem"}
    drafted.put_away(by_text["Di"])
    for gone in (by_text["Di"], by_text["Cem"]):
        with pytest.raises(Refused, match="not there any more"):
            drafted.use(gone, 0, rules)
    assert drafted.open_suggestions(Rules(FRAME, new=False)) == {by_text["A room"]: ONE}
    drafted.write({ONE: {"what": "A  room"}}, 0, Rules(FRAME, new=False))
    assert drafted.open_suggestions(Rules(FRAME, new=False)) == {}, "what stands there already is no suggestion"


def test_the_record_says_since_when_a_wording_stands():
    drafted = Texts()
    drafted.bring_back("a", "We eat", GROUPS)
    write(drafted, 1, n1="We eat together")
    write(drafted, 3, n1="We eat and talk")
    (told,) = record.wordings("texts", drafted, [2, 3])
    assert told.rows == (
        ("We eat", "From earlier", "We eat together"), ("We eat together", "Asked in round 2", "We eat and talk"),
    )  # fmt: skip
    (given_up,) = record.wordings("texts", drafted, [1])
    assert [row[1] for row in given_up.rows] == ["From earlier", "Not asked about"]
    assert record.wordings("texts", write(Texts(), g1="Once"), [1]) == []


# Whatever a group writes

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("write", "write", "write", "drop", "back", "ask")),
        st.sampled_from(("g1", "g2", "new", "n1", "n2", "n3")),
        st.sampled_from(("We eat", "We talk", "We  eat", "", "We sing")),
    ),
    max_size=30,
)


@given(STEPS, st.booleans())
def test_what_was_asked_stays_and_no_id_comes_back(steps: list[tuple[str, str, str]], every: bool):
    drafted, round, asked, ids = Texts(), 0, [], []
    for do, id, text in steps:
        open_ = [group for group in ("g1", "g2") if group not in drafted.texts]
        rules, before = Rules(open=open_, most=4, every=every), deepcopy(drafted)
        try:
            if do == "write":
                drafted.write({id: {"text": text}}, round, rules)
            elif do == "back":
                drafted.bring_back(f"{id} {text}", "Older", rules)
            elif do == "drop":
                drafted.drop(id, rules)
            else:
                round += 1
                asked += [(round, each, text.words) for each, text in drafted.texts.items()]
        except Refused:
            assert drafted == before
        ids += [each for each in drafted.texts if each not in before.texts and each.startswith("n")]
        assert len(drafted.texts) <= 4 and len(set(ids)) == len(ids)
        asked = [each for each in asked if each[1] in drafted.texts and each[1] in before.texts]
        for number, each, words in asked:
            assert drafted.texts[each].at(number) == words, "counts stand beside the exact words that were asked about"
        for each in drafted.texts.values():
            since = [wording.since for wording in each.wordings]
            assert since == sorted(since) and (every or len(set(since)) == len(since)) and each.wordings


# On a table

charter: Any = module_of(Path(__file__).parents[1] / "kinds" / "charter.py")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_one_text_with_fields_keeps_the_contract(check: Any) -> None:
    check(charter.Charter, {})


def test_one_text_is_written_suggested_asked_and_said_anew():
    table = Table(charter.Charter, 2)
    ann, bob = table.people
    with table.refused("no text yet"):
        table.go("clear")
    assert "Begin with “We”." in table.board and "There is no text yet." in table.board
    table.facilitator.tap("Save the sentences", **{"text.one": "We open a quiet room", "more.one.who": "Cem"})
    assert "We open a quiet room" in table.board and "Cem" in table.board
    names = {field.name for field in control(table.facilitator.html, "Save the sentences").fields}
    assert names >= {"text.one", "more.one.who", "more.one.until"}
    ann.post("suggest?rule=one&field=until", [("run", table.run.token)], text="Until the summer")
    assert "Your suggestion: Until the summer" in ann.sees and "summer" not in table.board + bob.sees
    table.facilitator.tap("Use this: Until the summer")
    assert "Cem · Until the summer" in table.board and "Use this" not in table.stage
    table.go("clear")
    assert "Cem · Until the summer" in bob.sees
    ann.tap("Send", **{"points.one": "clear"})
    bob.tap("Send", **{"points.one": "unclear"})
    table.go("shown")
    assert "Not clear: 1" in table.board and "Cem" in table.board
    table.go("mend")
    table.facilitator.tap("Save the sentences", **{"text.one": "We open a quiet room on Thursdays"})
    (told,) = [block.rows for block in table.section.blocks if isinstance(block, Grid) and "wordings" in block.id]
    asked = "We open a quiet room · Cem · Until the summer"
    assert told == (
        ("We open a quiet room · Cem", "Not asked about", asked),
        (asked, "Asked in round 1", "We open a quiet room on Thursdays · Cem · Until the summer"),
    )


def test_only_groups_with_a_card_in_one_column_get_a_text():
    table = Table(charter.Needs, 1)
    for text, column in (("Parking", "needs"), ("Night", "needs"), ("Letters", "needs"), ("Neighbours", "strengths")):
        table.people[0].do("write", text=text, column=column)
    table.go("group")
    cards = table.run.course.state.cards.cards
    for card in sorted(cards, key=lambda id: cards[id].text):
        table.facilitator.do("move", card=card, to="new")
    table.go("name")
    fields = {field.name for field in control(table.facilitator.html, "Save the sentences").fields}
    assert {"text.g1", "text.g3"} <= fields and not {"text.g2", "text.g4", "text.new"} & fields, "two are the most"
    assert "Neighbours" not in table.board and "Parking" in table.board
    table.facilitator.do("draft", text={"g1": "People need letters", "new": "People need rest"})
    with table.refused("2 texts are the most"):
        table.facilitator.do("draft", text={"g4": "People need parking"})
    with table.refused("not there any more"):
        table.facilitator.do("draft", text={"g2": "People need neighbours"})
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid)]
    assert grid.rows == (("People need letters",), ("People need rest",))
