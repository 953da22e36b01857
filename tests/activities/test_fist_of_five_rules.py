"""Fist of five: settings, people on paper, the decision, and no average anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from activities.fist_of_five import FistOfFive
from facilitator.activity import Key, Refused
from facilitator.report import COPIES, FORMATS, render
from facilitator.report.model import Facts, Record
from facilitator.report.model import Table as Grid
from facilitator.seats import Who
from facilitator.testing import START, Table, words
from facilitator.views import agreements

WORDS = "We open a quiet room every Thursday from 2 to 4."
NEW = "We open a quiet room every Tuesday from 2 to 4."


def outcome(table: Table) -> str:
    told = str(table.results.words)
    assert told in table.board and told in table.stage and told in table.people[0].sees if table.people else True
    return told


# Settings


def test_a_scale_without_a_fist(shown: Callable[..., Table]):
    table = Table(FistOfFive, 3, proposal=WORDS, scale="1-5")
    table.go("show")
    assert "Stop: I see harm" not in table.people[0].sees
    with table.refused("from 1 to 5"):
        table.people[0].do("show", finger=0)
    shown("1 5 5", table)
    assert outcome(table) == "Not yet (1 below 3)"


def test_standing_aside_can_be_left_out():
    table = Table(FistOfFive, 1, proposal=WORDS, stand_aside=False)
    table.go("show")
    assert "The group can decide" not in table.people[0].sees
    with table.refused("from 0 to 5"):
        table.people[0].do("show", finger="aside")


def test_names_change_the_sentence_and_show_with_the_answers(show: Callable[..., None]):
    table = Table(FistOfFive, 0, proposal=WORDS, names=True)
    table.people += [table.join(name="Ann"), table.join(name="Bob")]
    table.go("show")
    assert "Everyone will see this with your name." in table.people[0].sees
    show(table.people[0], "5")
    show(table.people[1], "2")
    assert "Bob" not in table.board
    table.go("reveal")
    assert "Ann" in table.board and "Bob" in table.board
    grid = next(block for block in table.section.blocks if isinstance(block, Grid))
    assert [row[3] for row in grid.rows] == ["Ann", "", "", "Bob", "", ""]
    table.go("listen")
    assert "Nobody sees your name." in table.people[0].sees


def test_without_names_there_are_none(shown: Callable[..., Table]):
    table = Table(FistOfFive, 0, proposal=WORDS)
    table.people += [table.join(name="Annabel"), table.join(name="Bobby")]
    table = shown("5 2", table)
    assert "Annabel" not in table.board + table.stage + table.people[1].sees + str(table.section)


@pytest.mark.parametrize(
    "wrong",
    [{"pass_level": 4}, {"share": "0.8"}, {"rounds_max": 0}, {"scale": "0-10"}, {"turnout_min": 0.8}, {"use": "vote"}],
)
def test_settings_that_cannot_be(wrong: dict[str, Any]):
    with pytest.raises(ValueError):
        FistOfFive.settings_type.model_validate({"proposal": WORDS, **wrong})


@pytest.mark.parametrize("finger", ["6", "-1", "3.5", "NaN", "five", "", "true", "99999999999999999999"])
def test_a_finger_is_one_of_the_scale(finger: str):
    table = Table(FistOfFive, 1, proposal=WORDS)
    table.go("show")
    with pytest.raises(Refused):
        table.people[0].do("show", finger=finger)
    assert table.run.course.state.ratings.points == {}


# People


def test_who_left_without_an_answer_is_not_required_and_who_answered_counts(show: Callable[..., None]):
    table = Table(FistOfFive, 5, proposal=WORDS)
    table.go("show")
    for person in table.people[:4]:
        show(person, "4")
    table.people[3].do("leave")
    table.people[4].do("leave")
    table.join(helper=True)
    table.go("reveal")
    table.join()
    assert outcome(table) == "Agreed" and "4 of 4 answered" in table.board


def test_paper_and_slips(show: Callable[..., None]):
    table = Table(FistOfFive, 2, proposal=WORDS)
    paper = [table.paper_seat() for _place in range(4)]
    table.go("show")
    table.enter(paper[0], "show", finger=3)
    with table.refused("at least 3 slips"):
        table.facilitator.do("slips", **{"1.finger": "4", "2.finger": "4"})
    table.facilitator.do("slips", **{"1.finger": "4", "2.finger": "0", "3.passed": "1"})
    for person in table.people:
        show(person, "5")
    assert "6 of 6 are done" in table.board
    table.go("reveal")
    assert outcome(table) == "Stopped" and "5 of 6 answered" in table.board
    table.go("listen")
    table.facilitator.do("slips", **{f"{n}.text": f"Card {n}" for n in (1, 2, 3)})
    table.go("change")
    assert "Card 1" in table.board


# The decision and the record


def test_an_agreed_decision_has_a_day_to_look_at_it_again(shown: Callable[..., Table]):
    table = shown("5 4 4", purpose="We start in May.", review_days=10)
    table.go("close")
    (entry,) = table.section.ledger
    day = date.fromtimestamp(START + table.count - 1)
    assert (entry.ledger, entry.op) == ("decisions", "add")
    assert entry.data["text"] == WORDS and entry.data["status"] == "agreed" and entry.data["outcome"] == "Agreed"
    assert entry.data["detail"] == "3 of 3 answered" and entry.data["why"] == "We start in May."
    assert (date.fromisoformat(entry.data["review"]) - day).days in (9, 10)
    table.facilitator.tap("Set the date", on="2027-03-01")
    assert table.section.ledger[0].data["review"] == "2027-03-01"


def test_the_day_stands_on_board_and_phones_when_it_is_agreed_and_can_be_changed_until_the_close(
    shown: Callable[..., Table],
):
    table = shown("5 4 4")
    for seen in (table.board, table.stage, table.people[0].sees):
        assert "We look at it again on " in seen
    table.facilitator.tap("Set the date", on="2027-03-01")
    table.go("close")
    for seen in (table.board, table.people[0].sees):
        assert "We look at it again on 1 March 2027." in seen
    table.facilitator.tap("Set the date", on="2027-04-01")
    assert "We look at it again on 1 April 2027." in table.board
    assert table.section.ledger[0].data["review"] == "2027-04-01"
    for other in (shown("5 4 2"), shown("5 4 4", use="temperature")):
        for phase in ("", "close"):
            if phase:
                other.go(phase)
            assert "look at it again" not in other.board + other.stage + other.people[0].sees


def test_after_the_last_round_the_ways_on_are_there_with_the_result(shown: Callable[..., Table]):
    assert "How do we go on?" not in shown("5 4 2").stage, "there is another round"
    table = shown("5 4 2", rounds_max=1)
    ways = ("We take it to a consent round.", "A small group reworks it.",
            "We use the fallback that we agreed before.", "We leave it.")  # fmt: skip
    assert all(way in table.stage for way in ways) and ways[1] not in table.board
    table.facilitator.tap(ways[1])
    for seen in (table.board, table.people[0].sees):
        assert ways[1] in seen
    table.go("close")
    assert ways[1] in table.board and table.section.ledger[0].data["next"] == ways[1]
    table.facilitator.do("finish")
    assert ways[1] in words(agreements.page(table.room, table.room.present[0]))


def test_how_to_go_on_is_not_said_of_what_was_agreed_after_all(shown: Callable[..., Table]):
    table = shown("5 4 2")
    table.go("change")
    table.facilitator.tap("We leave it.")
    shown("5 4 4", table)
    assert "We leave it." not in table.board + str(table.section)


def test_a_decision_says_how_it_was_made_and_what_spoke_against_it(shown: Callable[..., Table]):
    table = shown("5 4 3 3 2 a p", rule="share", share="2/3")
    table.go("listen")
    _ann, bob, cem, dee, *_more = table.people
    bob.tap("Send", text="A key for everyone")
    cem.tap("Send", text="Mary has to agree")
    dee.tap("Send", text="Tell people\nearly")
    assert "concerns" not in table.section.ledger[0].data, "nobody reads a card while people write"
    table.go("change")
    table.facilitator.tap("It names someone", begins="mary has")
    table.go("close")
    data = table.section.ledger[0].data
    assert data["method"] == "Fist of five" and data["decides"] == "Everyone here"
    assert data["threshold"] == (
        "If 2/3 of the people show 3 or more, it is decided. At least 4 of every 5 people here had to answer. "
        "One fist stops it."
    )
    assert (data["present"], data["answered"]) == ("7", "6")
    assert data["stances"] == "5: 1, 4: 1, 3: 2, 2: 1, 1: 0, 0: 0, The group can decide: 1"
    assert sorted(data["concerns"].splitlines()) == ["A key for everyone", "Tell people early"]
    assert data["review"], "90 days from now, where nobody said otherwise"
    table.facilitator.do("finish")
    room = table.room.record()
    for format in ("md", "html"):
        told = render(room, format, "room").decode()
        for each in ("If 2/3 of the people show 3 or more, it is decided.", "Who decides: Everyone here.", "Concerns"):
            assert each in told, (format, each)
        head = told[: told.index("How it was counted")]
        assert head.count("A key for everyone") == 2 and "Mary" not in told
        public = render(room, format, "public").decode()
        assert "If 2/3 of the people" in public
        assert not [each for each in ("A key for everyone", "Concerns", "Who decides") if each in public]
    log = agreements.page(table.room, table.room.present[0])
    assert "If 2/3 of the people show 3 or more, it is decided." in words(log)
    assert "Who decides" in words(log) and "Everyone here" in words(log)
    (other,) = shown("5 4 4", decides="The town council").section.ledger
    assert other.data["decides"] == "The town council"


def test_what_was_not_agreed_is_recorded_as_such(shown: Callable[..., Table]):
    (entry,) = shown("5 2 4").section.ledger
    assert entry.data["status"] == "not agreed" and "review" not in entry.data


def test_words_that_nobody_was_asked_about_decide_nothing(shown: Callable[..., Table]):
    table = shown("5 4 1", rounds_max=1)
    for phase in ("listen", "change"):
        table.go(phase)
    table.facilitator.do("word", text=NEW)
    assert "Close the question" in table.stage, "after the last round the big button leads on"
    table.go("close")
    assert f"New wording, not asked yet: “{NEW}”" in table.board
    section = table.section
    (entry,) = section.ledger
    assert section.question == entry.data["text"] == WORDS and "Not yet" in entry.data["outcome"]
    assert f"There are newer words. Nobody was asked about them: “{NEW}”" in str(section.blocks)


def test_ended_early_nothing_is_decided():
    table = Table(FistOfFive, 2, proposal=WORDS)
    table.go("show")
    table.facilitator.tap("End it")
    section = table.room.sections["step"]
    assert (section.finished, section.blocks, section.ledger) == (False, (), ())


def test_there_is_no_average_anywhere(shown: Callable[..., Table]):
    """Of 5 5 5 5 5 5 5 5 0 the mean would be 4.4, the median 5."""
    table = shown("5 5 5 5 5 5 5 5 0")
    figures = asdict(table.results.count)
    assert not re.search("mean|median|average", str(figures))
    seen = [table.board, table.stage, table.people[0].sees]
    table.facilitator.do("finish")
    record: Record = table.room.record()
    for format, kind in FORMATS.items():
        for copy in COPIES:
            if kind.media.startswith("text") or format == "json":
                seen.append(re.sub(r"<style.*?</style>", "", render(record, format, copy).decode(), flags=re.S))
    for text in seen:
        assert not re.search(r"\b4[.,]4|\b(mean|median|average)\b", text, re.IGNORECASE)


def test_the_record_says_what_the_rule_was(shown: Callable[..., Table]):
    facts = [row for block in shown("5 4 4").section.blocks if isinstance(block, Facts) for row in block.rows]
    assert dict(facts) == {
        "What it was for": "If everyone shows 3 or more, it is decided.",
        "Part of the room that has to answer": "At least 4 of every 5 people here had to answer.",
        "Stops it": "One fist stops it.", "Passed": "Nobody passed.",
    }  # fmt: skip


def test_nothing_is_left_to_tell_people_apart_after_the_close(shown: Callable[..., Table]):
    table = shown("5 2 4")
    keys = list(table.room.keys.values())
    table.facilitator.do("finish")
    kept = str(table.room.store.tables)  # type: ignore[union-attr]
    assert not [key for key in keys if key in kept]
    assert words(table.room.view(Who.board()))


# Cards about what it would take


def test_a_card_is_hidden_reworded_and_taken_back_until_the_close(shown: Callable[..., Table]):
    table = shown("5 4 1")
    ann, bob, _cem = table.people
    table.go("listen")
    ann.tap("Send", text="Mary has to agree")
    bob.tap("Send", text="A bigger room")
    table.go("change")
    lead = table.facilitator
    lead.tap("It names someone", begins="mary has")
    assert "Mary" not in table.board + bob.sees and "it names or identifies someone" in ann.sees
    lead.tap("Suggest these to its writer", card=_card(table, "A bigger room"), words="A room for 40")
    assert "A room for 40" in bob.sees and "A room for 40" not in table.board + table.stage + ann.sees
    bob.tap("Take these words")
    assert "A room for 40" in table.board
    table.go("close")
    ann.tap("Show this", text="Somebody has to agree")
    assert "Somebody has to agree" in str(table.section)
    bob.tap("Take it back")
    assert "A room for 40" not in str(table.section) and "Mary" not in str(table.section)


def test_cards_of_yesterday_are_cards_of_today():
    old = {"asides": {"cards": {"k1": "Tea", "k2": "Milk"}, "passes": {"k3": True}, "private": {}}}
    new = FistOfFive.upgrade("state", {"proposal": {}, **old}, 1)
    asides = FistOfFive.state_adapter().validate_python(new).asides
    assert [card.text for card in asides.cards.of(Key("k1")).values()] == ["Tea"]
    assert asides.done() == {"k1", "k2", "k3"}


def _card(table: Table, text: str) -> str:
    cards = table.run.course.state.asides.cards.cards
    return next(id for id, card in cards.items() if card.text == text)
