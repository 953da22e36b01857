"""Check-in: the worked example, passing, the question, words, lines and pictures, names, and the spoken round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from activities.check_in import CheckIn, prompts
from facilitator.i18n import speaking
from facilitator.report import render
from facilitator.report.model import Facts, Outcome, Quotes
from facilitator.report.model import Table as Rows
from facilitator.testing import Person, Table, controls, suite
from facilitator.testing.taps import tree

ARRIVE = "In one word, how do you arrive today?"
WORTH = "What would make today worth your time?"
NAMES = ("Amira", "Bob", "Chen")

FOR = "It is for: Hearing every voice. Who decides: Nothing is decided here."


def opened(people: int = 3, **settings: Any) -> Table:
    """A check-in that is open for answers."""
    table = Table(CheckIn, people, **{"prompt": ARRIVE, **settings})
    table.go("write")
    return table


def say(person: Person, answer: str | None) -> None:
    """Somebody answers, passes (None) or does nothing (an empty text)."""
    if answer is None:
        person.tap("Pass")
    elif answer:
        person.tap("Send", text=answer)


def shown(answers: Sequence[str | None], **settings: Any) -> Table:
    """What everyone said, shown to all."""
    table = opened(len(answers), **settings)
    for person, answer in zip(table.people, answers, strict=True):
        say(person, answer)
    table.go("reveal")
    return table


def named(**settings: Any) -> Table:
    """Three people with names, and a fourth who gave none."""
    table = Table(CheckIn, 0, **{"prompt": ARRIVE, **settings})
    table.people += [table.join(name=name) for name in (*NAMES, "")]
    return table


# The worked example

EXAMPLE = ("hopeful", "Tired", "hopeful ", "curious", "nervous", "HOPEFUL", None, None, "")


def test_the_worked_example():
    table = opened(len(EXAMPLE))
    for person, answer in zip(table.people, EXAMPLE, strict=True):
        say(person, answer)
    assert table.board == f"Check-in. In one word, how do you arrive today? {FOR} 8 of 9 are done"
    table.go("reveal")
    assert table.results.n == 6
    found = [(each.text, each.n) for each in table.results.texts]
    assert found == [("hopeful", 3), ("curious", 1), ("nervous", 1), ("Tired", 1)]
    told = f"Check-in. 6 people answered. {ARRIVE} hopeful 3 times curious once nervous once Tired once"
    assert table.board == told
    same = f"{told} I am leaving"
    assert table.people[8].sees == table.people[7].sees == same, "neither passing nor silence is mentioned"
    assert table.people[0].sees.startswith(told)


def test_the_record_has_the_question_and_the_answers_without_names():
    table = shown(EXAMPLE)
    section = table.section
    assert (section.title, section.question, section.items, section.ledger) == ("Check-in", ARRIVE, (), ())
    result, facts, said = section.blocks
    assert result == Outcome("none", "6 people answered.", "3 of them said the same.")
    assert facts == Facts((("Answered", "6 of 9 people answered."), ("Passed", "2 people passed.")))
    assert isinstance(said, Quotes)
    assert [(quote.text, quote.label) for quote in said.quotes] == [
        ("hopeful", "3 times"), ("curious", ""), ("nervous", ""), ("Tired", ""),
    ]  # fmt: skip
    assert {quote.permission for quote in said.quotes} == {2}
    table.facilitator.do("finish")
    assert "hopeful" in render(table.room.record(), "md", "room").decode()
    assert "hopeful" not in render(table.room.record(), "md", "public").decode()


def test_people_who_left_after_they_answered_are_counted_as_here():
    table = opened(4)
    say(table.people[0], "calm")
    for person in (table.people[0], table.people[3]):
        person.do("leave")
    table.go("reveal")
    assert table.section.blocks[1] == Facts((("Answered", "1 of 3 people answered."), ("Passed", "Nobody passed.")))


# Answering


def test_pass_looks_like_send_and_is_never_counted_against_anyone():
    table = opened(answer="line")
    page = tree(table.people[0].html)
    (row,) = page.xpath("//div[@class='send']")
    assert [(each.tag, each.get("class"), each.text_content()) for each in row] == [
        ("button", "act", "Send"), ("button", "act", "Pass"),
    ]  # fmt: skip
    say(table.people[0], "Being listened to")
    page = tree(table.people[0].html)
    assert [each.text_content() for each in page.xpath("//div[@class='send']/button")] == ["Send change", "Pass"]
    assert page.xpath("string(//textarea[@name='text'])").strip() == "Being listened to"
    say(table.people[0], None)
    assert "You passed. You can still answer." in table.people[0].sees
    say(table.people[0], "Tea")
    say(table.people[1], None)
    table.go("reveal")
    assert (table.results.n, [each.text for each in table.results.texts]) == (1, ["Tea"])


def test_an_answer_can_be_changed_and_the_last_one_counts():
    table = opened()
    for word in ("calm", "tired", "awake"):
        say(table.people[0], word)
    table.go("reveal")
    assert [each.text for each in table.results.texts] == ["awake"]


def test_what_is_not_an_answer_is_refused_with_a_sentence():
    table = opened()
    for empty in ("", "  ", "\u200b", "\u2060\u00ad"):
        with table.refused("nothing to read in it"):
            table.people[0].do("write", text=empty)
    with table.refused("at most 20 characters"):
        table.people[0].do("write", text="x" * 21)
    with table.refused("still empty"):
        table.people[0].do("write")
    say(table.people[0], "x" * 20)


def test_a_line_holds_140_characters_on_one_line_and_equal_lines_are_all_kept():
    table = opened(4, answer="line", prompt=WORTH)
    say(table.people[0], "Being\nlistened  to")
    say(table.people[1], "being listened to.")
    say(table.people[2], "x" * 140)
    with table.refused("at most 140 characters"):
        table.people[3].do("write", text="x" * 141)
    table.go("reveal")
    cards = tree(table.room.view(table.people[3].who)).xpath("//li[@class='card']")
    assert sorted(card.text_content().strip() for card in cards) == [
        "Being listened to", "being listened to.", "x" * 140,
    ]  # fmt: skip


def test_cards_are_listed_in_no_order_of_time():
    def board(order: Sequence[int]) -> list[str]:
        table = opened(5, answer="line")
        for place in order:
            say(table.people[place], f"answer of {place}")
        table.go("reveal")
        return [
            card.text_content() for card in tree(table.room.view(table.facilitator.who)).xpath("//li[@class='card']")
        ]

    assert board((0, 1, 2, 3, 4)) == board((4, 2, 0, 3, 1))


def test_one_of_six_pictures_each_with_words():
    table = opened(4, answer="picture")
    choices = tree(table.people[0].html).xpath("//fieldset//label")
    assert [choice.text_content().strip() for choice in choices] == [
        "Sunrise", "Cloud", "Waves", "Mountain", "Sprout", "Boat",
    ]  # fmt: skip
    assert all(choice.xpath("*[local-name()='svg']/*[local-name()='path']") for choice in choices)
    for person, picture in zip(table.people, ("waves", "waves", "boat", None), strict=True):
        say(person, picture)
    assert [each.get("value") for each in tree(table.people[2].html).xpath("//input[@checked]")] == ["boat"]
    for wrong in ("Waves", "no such thing", ""):
        with table.refused("Choose one of the pictures"):
            table.people[3].do("write", text=wrong)
    table.go("reveal")
    assert table.board == f"Check-in. 3 people answered. {ARRIVE} Waves 2 people Boat 1 person"
    assert "Boat 1 person your dot" in table.people[2].sees and "your dot" not in table.people[3].sees
    result, _facts, rows = table.section.blocks
    assert result == Outcome("none", "Chosen most: Waves.", "3 people answered.")
    assert isinstance(rows, Rows) and rows.rows == (("Waves", 2), ("Boat", 1))


@pytest.mark.parametrize(("answer", "typed", "kept"), [("word", "calm", "calm"), ("picture", "boat", "Boat")])
def test_answers_on_paper_and_from_the_ballot_box_count(answer: str, typed: str, kept: str):
    table = opened(1, answer=answer)
    paper = [table.paper_seat() for _place in range(4)]
    table.enter(paper[0], "write", text=typed)
    table.facilitator.do("slips", **{f"{n}.slip": 1 for n in (1, 2, 3)}, **{f"{n}.text": typed for n in (1, 2, 3)})
    table.go("reveal")
    assert f"{kept} 4" in table.board.replace(" times", "")


def test_nothing_said_is_said_so():
    table = shown((None, ""))
    assert "Nobody wrote anything." in table.board
    facts = Facts((("Answered", "0 of 2 people answered."), ("Passed", "1 person passed.")))
    assert table.section.blocks == (Outcome("none", "Nobody answered."), facts)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("calm",), ("1 person answered.", "")),
        (("calm", "awake"), ("2 people answered.", "")),
        (("calm", "Calm", "awake", "awake"), ("4 people answered.", "Several answers came from 2 people each.")),
    ],
)
def test_the_record_begins_with_how_many_answered_and_how_many_the_same(said: Sequence[str], told: tuple[str, str]):
    assert shown(said).section.blocks[0] == Outcome("none", *told)


def test_pictures_that_were_chosen_alike_are_both_named():
    assert shown(("waves", "boat", "boat", "waves"), answer="picture").section.blocks[0] == Outcome(
        "none", "Chosen most: Boat; Waves.", "4 people answered."
    )
    assert shown(("waves", "boat"), answer="picture").section.blocks[0] == Outcome("none", "2 people answered.")


# The question


def test_the_facilitator_chooses_the_question_on_the_stage():
    table = Table(CheckIn, 2, answer="line")
    assert "The question comes next" in table.board
    with table.refused("There is no question yet"):
        table.go("write")
    offered = [control.name for control in controls(table.facilitator.html) if control.action == "ask"]
    deck = [f"Ask this: {each.text}" for each in prompts.deck("check-in")]
    assert sorted(offered) == sorted([*deck, "Ask this"]) and len(deck) == 7
    assert offered[0] == f"Ask this: {WORTH}", "questions for a line come first"
    table.facilitator.tap(f"Ask this: {WORTH}")
    assert WORTH in table.board and WORTH in table.people[0].sees
    table.facilitator.do("ask", text="  What  do you\nneed today?  ")
    assert "What do you need today?" in table.board
    with table.refused("question is empty"):
        table.facilitator.do("ask", text=" \u200b ")
    table.go("write")


def test_another_question_gives_up_the_answers_to_the_one_before():
    table = opened(2)
    say(table.people[0], "calm")
    table.go("ready")
    table.facilitator.do("ask", text=WORTH)
    table.go("write")
    assert "0 of 2 are done" in table.board
    table.go("reveal")
    assert table.results.n == 0


def test_after_the_answers_were_shown_nobody_writes_any_more():
    table = shown(("calm", None))
    for phase in ("write", "ready"):
        with table.refused("this step is over"):
            table.go(phase)
    assert "New round" not in table.stage
    with table.refused("closed now"):
        table.people[1].do("write", text="late")


def test_a_check_in_that_was_shown_before_anyone_wrote_is_over_too():
    table = Table(CheckIn, 2, prompt=ARRIVE)
    table.go("reveal")
    for phase in ("write", "ready"):
        with table.refused("this step is over"):
            table.go(phase)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What is your job title?", "jobs or titles"),
        ("Tell us a FUN FACT about you", "being funny"),
        ("What was the worst moment of your week?", "painful"),
        ("What did you love in your childhood?", "childhood or family"),
        ("Where does your family come from?", "childhood or family"),
        ("What is your diagnosis?", "health"),
        ("Two truths and a lie", "perform"),
        ("Stand up and shake the hand of your neighbour", "physical"),
    ],
)  # fmt: skip
def test_questions_that_ask_too_much_are_flagged_not_forbidden(question: str, why: str):
    assert why in str(prompts.flag(question))
    table = Table(CheckIn, 1)
    table.facilitator.tap("Ask this", text=question)
    assert why in table.stage and why not in table.board and why not in table.people[0].sees
    table.go("write")
    assert question in table.board


def test_nothing_in_the_decks_is_flagged_and_every_question_suits_some_answer():
    for name, many in (("check-in", 7), ("check-out", 3)):
        deck = prompts.deck(name)
        assert len(deck) == many
        assert [str(prompts.flag(each.text)) for each in deck if prompts.flag(each.text)] == []
        assert all(set(each.suits) <= {"word", "line", "picture"} and each.suits for each in deck)
        assert all(len(each.text) <= prompts.LONGEST for each in deck)


def test_leaving_has_its_own_name_and_deck():
    table = Table(CheckIn, 1, mode="check-out", answer="picture")
    table.facilitator.tap("Ask this: In one word, how do you leave today?")
    table.go("write")
    assert table.board.startswith("Check-out. In one word, how do you leave today?")
    assert table.section.title == "Check-out"


@pytest.mark.parametrize(("people", "pairs_first", "first"), [(8, True, False), (9, True, True), (9, False, False)])
def test_large_groups_talk_in_pairs_first(people: int, pairs_first: bool, first: bool):
    table = Table(CheckIn, people, prompt=ARRIVE, pairs_first=pairs_first)
    assert ("in pairs" in table.board) is ("in pairs" in table.people[0].sees) is first


@pytest.mark.parametrize(("people", "minutes"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_the_soft_timer_gives_a_minute_for_six_people(people: int, minutes: int):
    table = opened(people)
    assert table.run.ends is not None and table.run.ends - table.run.now == 60 * minutes


# Names


def test_names_stand_with_answers_only_where_everyone_was_told():
    for names in (False, True):
        table = named(names=names, answer="line")
        table.go("write")
        said = table.people[0].sees
        assert ("Everyone will see this with your name." in said) is names
        assert ("Nobody sees your name. All answers are shown together later." in said) is not names
        for person in table.people:
            say(person, "Here")
        assert not any(name in table.board + said for name in NAMES), "hidden until shown"
        table.go("reveal")
        for view in (table.board, table.people[3].sees):
            assert [name in view for name in NAMES] == [names] * 3
        assert not any(name in str(table.section) for name in NAMES)


def test_names_stand_with_pictures_and_words_too():
    for answer, typed, sees in (("picture", "boat", "Boat"), ("word", "calm", "calm")):
        table = named(names=True, answer=answer)
        table.go("write")
        say(table.people[1], typed)
        say(table.people[3], typed)
        table.go("reveal")
        assert f"{sees} Bob" in table.board and table.board.count(sees) == 2


def test_forty_people_with_names_fit_on_a_phone():
    table = Table(CheckIn, 0, prompt=ARRIVE, names=True, answer="line")
    table.people += [table.join(name=f"{place} &&&&&&&&&&&&&&&&&&") for place in range(40)]
    table.go("write")
    for place, person in enumerate(table.people):
        say(person, f"{place}" + "&" * 130)
    table.go("reveal")
    assert len(table.people[0].html.encode()) < 16_000 and "Page 1 of 5" in table.board
    table.facilitator.do("turn", part=2)
    assert "The facilitator turns the pages." in table.people[0].sees


# The spoken round


def test_without_a_round_the_answers_are_the_end():
    assert list(shown(("calm",)).run.phases) == ["ready", "write", "reveal"]


@pytest.mark.parametrize("names", [False, True])
def test_board_stage_and_every_phone_say_whose_turn_it_is(names: bool):
    table = named(names=names, round=True)
    paper, silent = table.paper_seat(), table.join()
    table.people += [paper, silent]
    table.go("write")
    table.go("reveal")
    table.go("round")
    assert "You can always pass" in table.board
    table.facilitator.tap("Start the round")
    turns = []
    while "Everyone who wanted to has spoken" not in table.board:
        (person,) = [each for each in table.people if "It is your turn" in each.sees]
        others = [each.sees for each in table.people if each is not person]
        name = person.seat.name or ("Paper 1" if person is paper else "The phone that shows a full circle")
        assert all(f"{name}, please" in view for view in (table.board, table.stage, *others))
        assert ('class="full"' in person.html) == name.startswith("The phone")
        turns.append(person.who.seat)
        if person is paper:
            table.facilitator.tap("Next person")
        else:
            person.tap("I have spoken")
    assert sorted(turns) == sorted(each.who.seat for each in table.people)
    assert names or not any(name in str(table.section) for name in NAMES), "turns sign no answer"
    table.go("close")
    assert ARRIVE in table.board and (names or not any(name in table.board for name in NAMES))


def test_who_passes_in_the_round_is_asked_once_more():
    table = opened(2, round=True)
    table.go("reveal")
    table.go("round")
    table.facilitator.tap("Start the round")
    first = next(each for each in table.people if "It is your turn" in each.sees)
    first.tap("Pass")
    with table.refused("somebody else"):
        first.do("my_turn")
    table.facilitator.tap("Next person")
    assert "It is your turn" in first.sees
    first.tap("Pass")
    assert "Everyone who wanted to has spoken" in table.board


# After it was shown


def test_an_answer_can_be_hidden_and_its_writer_alone_is_told():
    table = shown(("calm", "Dr Smith"))
    card = next(id for id, each in table.run.course.state.cards.cards.items() if each.text == "Dr Smith")
    table.facilitator.do("hide", reason="person", card=card)
    assert "Dr Smith" not in table.board + table.people[0].sees and "2 people answered" in table.board
    assert "it names or identifies someone" in table.people[1].sees
    assert "1 card was hidden by the facilitator (1 names a person)." in str(table.section.blocks)
    assert "Dr Smith" not in str(table.section)
    table.people[1].do("rewrite", card=card, text="careful")
    assert "careful" in table.board


def test_an_answer_that_nobody_showed_is_on_no_stage_and_in_no_record():
    table = opened(2, round=True)
    say(table.people[0], "Mary is late")
    table.go("round")
    assert "Mary" not in table.stage + table.board + table.people[1].sees + str(table.section)
    table.go("close")
    assert "Mary" not in table.stage + table.board + table.people[1].sees + str(table.section)


@pytest.mark.parametrize("names", [False, True])
@pytest.mark.parametrize("answer", ["word", "line", "picture"])
@pytest.mark.parametrize(
    "check",
    [suite.check_hostile_text, suite.check_views_are_small, suite.check_hidden_means_not_sent, suite.check_replay],
    ids=lambda check: check.__name__,
)
def test_every_way_to_answer_keeps_the_contract(check: suite.Check, answer: str, names: bool):
    check(CheckIn, {"prompt": ARRIVE, "answer": answer, "names": names, "round": True})


def test_hostile_words_stay_words():
    table = shown(("<b>&\"'", None), prompt="<i>{n} %s & you?</i>")
    with speaking("en"):
        assert "<b>&\"'" in table.board and "<i>{n} %s & you?</i>" in table.board
    assert "<b>" not in table.people[1].html and "<i>" not in table.people[1].html
