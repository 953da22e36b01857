"""Ground rules: what becomes of a rule, other words for what is open, who came late, and what the ledger keeps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.ground_rules import GroundRules, rules
from facilitator import counting
from facilitator.blocks.rate import rules as rate
from facilitator.report.model import Facts, Outcome, Paragraph, Quotes
from facilitator.report.model import Table as Grid
from facilitator.testing import Table, control, controls, words
from facilitator.views import agreements, paper

R1, R2, R3, R4 = "We let people finish", "We keep to time", "We share phone numbers", "We start on time"
NEW = "We agree breaks and keep them"
FOUR = {R1: "5 5 4 4 3 5 4 3", R2: "5 4 4 2 5 3 4 4", R3: "3 3 0 4 5 2 4 4", R4: "5 4 2 4 5 4 p p"}


@pytest.fixture
def drafted() -> Callable[..., Table]:
    """A table with these rules as a draft; the first is `n1`."""
    return _drafted


def _drafted(*texts: str, people: int = 8, **settings: Any) -> Table:
    table = Table(GroundRules, people, **{"max_rules": 8, **settings})
    for phase in ("group", "draft"):
        table.go(phase)
    for text in texts:
        table.facilitator.do("draft_rules", text={"new": text})
    return table


def asked(table: Table, answers: dict[str, str]) -> Table:
    """Everyone answers about rules: `5` to `0`, p (pass), - (nothing); then the result is shown."""
    if table.run.phase.name != "agree":
        table.go("agree")
    for place, person in enumerate(table.people):
        points = {rule: said.split()[place] for rule, said in answers.items()}
        given_ = {rule: "pass" if said == "p" else said for rule, said in points.items() if said != "-"}
        if given_:
            person.do("answer", points=given_)
    table.go("reveal")
    return table


def statuses(table: Table) -> dict[str, str]:
    return {told.text: told.status for told in table.results.last.values()}


def finished(table: Table) -> list[tuple[str, str, str]]:
    """What the ledger keeps after the close."""
    table.facilitator.do("finish")
    return [(entry.number, entry.text, entry.status) for entry in table.room.ledgers.of("agreements")]


# The worked example


def test_the_worked_example(drafted: Callable[..., Table]):
    table = asked(drafted(R1, R2, R3, R4), {f"n{n}": said for n, said in enumerate(FOUR.values(), 1)})
    assert statuses(table) == {R1: "adopted", R2: "needs work", R3: "stopped", R4: "not enough answers"}
    for seen in (table.board, table.people[0].sees, table.stage):
        for told in ("Adopted", "Needs work (1 below 3)", "Stopped (1)", "Not enough answers (6 of 8)"):
            assert told in seen
        assert "1 more below 3" in seen, "who stopped it, and who else is below"
    for phase in ("listen", "mend"):
        table.go(phase)
    table.facilitator.do("reword", text={"n2": NEW})
    asked(table, {"n2": "5 4 4 3 5 3 4 4", "n3": "3 3 0 4 5 2 4 4", "n4": FOUR[R4]})
    assert statuses(table) == {R1: "adopted", NEW: "adopted", R3: "stopped", R4: "not enough answers"}
    table.go("close")
    assert "We agreed these today" in table.board and table.board.count("Not agreed. We will come back to it.") == 2
    assert finished(table) == [
        ("R-1", R1, "agreed"), ("R-2", NEW, "agreed"), ("R-3", R3, "not agreed"), ("R-4", R4, "not agreed"),
    ]  # fmt: skip


ROUNDS = [
    ("5 5 4 4 3 5 4 3", "adopted"),
    ("3 3 3 3 3 3 3 3", "adopted"),
    ("5 4 4 2 5 3 4 4", "needs work"),
    ("3 3 0 4 5 2 4 4", "stopped"),
    ("5 4 2 4 5 4 p p", "not enough answers"),
    ("5 4 4 4 5 4 4 p", "adopted"),
    ("0 p p p p p p p", "stopped"),
    ("p p p p p p p p", "not enough answers"),
    ("- - - - - - - -", "not enough answers"),
    ("1 5 5 5 5 5 - -", "not enough answers"),
    ("2 5 5 5 5 5 5 -", "needs work"),
]


@pytest.mark.parametrize(("answers", "status"), ROUNDS)
def test_the_first_status_that_fits(answers: str, status: str, drafted: Callable[..., Table]):
    assert asked(drafted(R1), {"n1": answers}).results.last["n1"].status == status


def test_four_fifths_is_exact(drafted: Callable[..., Table]):
    assert asked(drafted(R1, people=5), {"n1": "4 4 4 4 p"}).results.last["n1"].adopted
    assert not asked(drafted(R1, people=6), {"n1": "4 4 4 4 p -"}).results.last["n1"].adopted


COUNTS = st.lists(st.integers(0, 12), min_size=6, max_size=6)


@given(COUNTS, st.integers(0, 12), st.integers(0, 12), st.sampled_from((2, 3)))
def test_no_rule_stands_against_anybody(counts: list[int], passes: int, silent: int, level: int):
    count = rate.Distribution(0, tuple(counts), passes=passes)
    present = count.n + passes + silent
    found = rules.status(count, counting.Turnout(present, count.n, count.n + passes), level)
    enough = present > 0 and Fraction(count.n, present) >= Fraction(4, 5)
    if found == "adopted":
        assert enough and sum(counts[:level]) == 0 and count.n > 0
    assert (found == "stopped") == bool(counts[0])
    assert found != "not enough answers" or not (enough or counts[0])
    assert found != "needs work" or (enough and sum(counts[1:level]) > 0)


@given(COUNTS, st.integers(0, 5))
def test_one_more_low_answer_never_helps(counts: list[int], silent: int):
    def status(values: list[int]) -> str:
        n = sum(values)
        return rules.status(rate.Distribution(0, tuple(values)), counting.Turnout(n + silent, n, n))

    for low in range(3):
        lower = [n + (place == low) for place, n in enumerate(counts)]
        assert status(lower) != "adopted"


# Drafting


def test_each_group_gets_a_sentence_and_phones_suggest_one():
    table = Table(GroundRules, 2, max_rules=8)
    ann, bob = table.people
    ann.do("write", text="Time to think", column="helps")
    bob.do("write", text="Being cut off", column="in-the-way")
    table.go("group")
    card = next(iter(table.run.course.state.cards.cards))
    table.facilitator.do("move", card=card, to="new")
    table.facilitator.do("save_names", names={"g1": "How we talk"})
    table.go("draft")
    assert "How we talk" in table.board and "How we talk" in ann.sees and "What would we see?" in table.board
    ann.tap("Suggest it", near="How we talk", text="We let people finish")
    assert "let people finish" not in bob.sees and "let people finish" not in table.board
    assert "Your suggestion: We let people finish" in ann.sees
    table.facilitator.tap("Use this: We let people finish")
    assert "We let people finish" in table.board and "Use this" not in table.stage
    bob.tap("Suggest it", near="We let people finish", text="We let everyone finish")
    table.facilitator.tap("Put away: We let everyone finish")
    assert "We let everyone finish" not in table.stage
    table.facilitator.tap("Save the sentences", **{"text.g1": "We let one another finish"})
    assert list(table.run.course.state.draft.texts) == ["g1"] and "We let one another finish" in bob.sees


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nobody speaks twice before all have spoken", "Nobody speaks twice before all have spoken"),
        ("  we   keep\nto time ", "we keep to time"),
        ("Wir lassen ausreden", "Wir lassen ausreden"),
        ("Rydyn ni’n gwrando", "Rydyn ni’n gwrando"),
    ],
)
def test_a_rule_is_the_whole_sentence_as_it_was_written(typed: str, kept: str, drafted: Callable[..., Table]):
    assert drafted(typed).run.course.state.draft.texts["n1"].words == kept


def test_nothing_and_more_than_the_most_are_refused(drafted: Callable[..., Table]):
    table = drafted(R1, max_rules=2)
    for text in ("", "  "):
        with table.refused("same words"):
            table.facilitator.do("draft_rules", text={"new": text} if text else {})
    with table.refused("same words"):
        table.facilitator.do("draft_rules", text={"n1": R1})
    with table.refused("not there any more"):
        table.facilitator.do("draft_rules", text={"n9": R2})
    table.facilitator.do("draft_rules", text={"new": R2})
    assert "Another rule" not in table.stage
    with table.refused("2 rules are the most"):
        table.facilitator.do("draft_rules", text={"new": R3})
    table.facilitator.tap(f"Leave it out: {R1}")
    assert "Another rule" in table.stage and R1 not in table.board


def test_rules_of_other_groups_come_after_our_own():
    table = Table(GroundRules, 1, starter_cards=True)
    for phase in ("write", "group"):
        if phase != "write":
            table.go(phase)
        assert "Other groups made these" not in table.stage
    table.go("draft")
    assert "Other groups made these" in table.stage and "Other groups" not in table.people[0].sees
    table.facilitator.tap("Add: We use plain words and no short forms")
    assert "We use plain words and no short forms" in table.board
    assert "Other groups made these" not in drafted_stage(starter_cards=False)


def drafted_stage(**settings: Any) -> str:
    return _drafted(**settings).stage


# Asking


def test_nobody_is_asked_without_a_rule(drafted: Callable[..., Table]):
    table = drafted()
    with table.refused("There is no rule yet"):
        table.go("agree")
    for phase in ("reveal", "listen", "mend"):
        with table.refused("There is no result yet"):
            table.go(phase)
    assert "There is no rule yet" in table.stage


def test_all_open_rules_on_one_page_in_one_form(drafted: Callable[..., Table]):
    table = drafted(R1, R2, people=2)
    table.go("agree")
    ann, bob = table.people
    send = control(ann.html, "Send")
    assert {field.name for field in send.fields if field.kind == "radio"} == {"points.n1", "points.n2"}
    assert (
        "Nobody sees your name. All answers are shown together later." in ann.sees
        and "Stop: I see harm in this" in ann.sees
    )
    ann.tap("Send", **{"points.n1": "4"})
    assert "1 rule has no answer from you yet." in ann.sees
    ann.tap("Send change", points={"n1": "4", "n2": "pass"})
    assert "no answer from you" not in ann.sees and ann.key in table.run.done()
    assert control(ann.html, "Send change").posts()[1:] == [("points.n1", "4"), ("points.n2", "pass")]
    bob.tap("Pass")
    assert "You passed." in bob.sees and table.run.course.state.ratings.passes == {bob.key: True}
    for wrong in ({"n3": "4"}, {"n1": "6"}, {"n1": "aside"}, {}):
        with pytest.raises(Exception):  # noqa: B017 - each in its own sentence
            ann.do("answer", points=wrong)


def test_going_back_to_the_draft_before_a_result(drafted: Callable[..., Table]):
    table = drafted(R1, R2, people=2)
    table.go("agree")
    table.people[0].do("answer", points={"n1": "0", "n2": "5"})
    table.go("draft")
    with table.refused("same words"):
        table.facilitator.do("draft_rules", text={"n1": R1})
    assert table.ctx.round == 1 and table.run.course.state.ratings.points
    table.facilitator.do("draft_rules", text={"n1": NEW})
    asked(table, {"n1": "4 4", "n2": "4 4"})
    assert statuses(table) == {NEW: "adopted", R2: "adopted"}
    assert [(each.number, each.revealed) for each in table.ctx.rounds] == [(1, False)]
    assert len(table.results.rounds) == 1, "a round that was given up is no round of the story"


def test_a_new_wording_voids_the_answers_about_that_rule_and_adopted_rules_stay(drafted: Callable[..., Table]):
    table = asked(drafted(R1, R2, people=3), {"n1": "4 4 4", "n2": "4 4 1"})
    for phase in ("listen", "mend"):
        table.go(phase)
    with table.refused("It stays as it is"):
        table.facilitator.do("reword", text={"n1": NEW})
    table.facilitator.do("reword", text={"n2": NEW})
    assert "Before" in table.board and R2 in table.board and NEW in table.board
    told = table.results.rounds[-1][1]["n2"]
    assert told.text == R2, "the result speaks of the words that were asked"
    table.go("agree")
    ann = table.people[0]
    assert NEW in ann.sees and R1 not in ann.sees and R1 not in table.board
    assert [field.checked for field in control(ann.html, "Send").fields if field.kind == "radio"] == [False] * 7
    table.go("reveal")
    assert statuses(table) == {R1: "adopted", NEW: "not enough answers"}
    assert table.board.index(NEW) < table.board.index(R1), "what was asked just now stands first"


def test_the_big_button_asks_again_only_about_other_words(drafted: Callable[..., Table]):
    table = asked(drafted(R1, people=2), {"n1": "4 1"})
    for phase in ("listen", "mend"):
        table.go(phase)
    assert "Ask how we remind each other" in table.stage and "New round" in table.stage
    table.facilitator.do("reword", text={"n1": NEW})
    assert "Ask everyone" in table.stage


def test_new_words_never_carry_old_counts(drafted: Callable[..., Table]):
    table = asked(drafted(R1, R2, people=3), {"n1": "4 4 4", "n2": "4 4 1"})
    for phase in ("listen", "mend"):
        table.go(phase)
    table.facilitator.do("reword", text={"n2": NEW})
    assert (
        "New wording, not asked yet" in table.board
        and "Before: “We keep to time” Needs work (1 below 3)" in table.board
    )
    table.go("listen")
    assert "New wording, not asked yet" in table.board and "Needs work" not in table.board
    table.go("close")
    assert f"{NEW} New wording, not asked yet Not agreed." in table.board
    grids = {block.id: block for block in table.section.blocks if isinstance(block, Grid)}
    assert grids["open"].rows == ((NEW, "New wording, not asked yet"),)
    assert grids["draft-wordings"].rows == ((R2, "Asked in round 1", NEW),)
    assert finished(table)[1] == ("R-2", NEW, "not agreed")
    entry = table.room.ledgers.of("agreements")[1]
    assert (entry.data["outcome"], entry.data["detail"]) == ("New wording, not asked yet", "")
    assert "New wording, not asked yet." in words(agreements.page(table.room, table.people[0].seat))


def test_asking_what_would_need_to_change_when_all_is_adopted_shows_no_rule(drafted: Callable[..., Table]):
    table = asked(drafted(R1, people=2), {"n1": "4 4"})
    table.go("listen")
    assert R1 not in table.board and "What would need to change?" in table.board


def test_rounds_end_and_what_is_adopted_needs_none(drafted: Callable[..., Table]):
    table = asked(drafted(R1, people=2, rounds_max=2), {"n1": "4 1"})
    assert "Ask what would need to change" in table.stage
    table.go("agree")
    table.go("reveal")
    assert "Ask how we remind each other" in table.stage
    with table.refused("That was the last round"):
        table.go("agree")
    all_in = asked(drafted(R1, people=2), {"n1": "4 4"})
    with all_in.refused("Everyone agreed to every rule already"):
        all_in.go("agree")
    assert "Ask how we remind each other" in all_in.stage
    with all_in.refused("this step is over"):
        all_in.go("draft")


# Late, gone, on paper


def test_who_comes_late_says_first_that_they_know_what_is_proposed(drafted: Callable[..., Table]):
    table = drafted(R1, people=4)
    table.go("agree")
    for person in table.people:
        person.do("answer", points={"n1": "4"})
    late, later = table.join(), table.join()
    assert R1 in late.sees and "You joined late." in late.sees
    assert {each.action for each in controls(late.html)} == {"know", "leave"}
    with table.refused("Please read or hear the rules first"):
        late.do("answer", points={"n1": "0"})
    late.tap("I have read or heard these rules")
    assert "Send" in late.sees
    copy = table.copy()
    copy.go("reveal")
    turnout = copy.results.last["n1"].turnout
    assert (turnout.answered, turnout.present) == (4, 5), "required once they know, whatever they answer"
    late.tap("Send", **{"points.n1": "2"})
    table.go("reveal")
    assert table.results.last["n1"].status == "needs work"
    assert table.results.last["n1"].turnout.present == 5, "who did not say so is not required"
    assert "You joined late." not in later.sees
    table.go("agree")
    assert "You joined late." not in later.sees, "in the next round they were there from the start"
    back = table.reopened()
    assert back.running().current.here == table.run.current.here


def test_who_has_left_is_not_required(drafted: Callable[..., Table]):
    table = drafted(R1, people=5)
    table.go("agree")
    for person in table.people[:3]:
        person.do("answer", points={"n1": "4"})
    for person in table.people[3:]:
        person.do("leave")
    table.go("reveal")
    assert table.results.last["n1"].adopted and table.results.last["n1"].turnout.present == 3


def test_paper_holds_the_rules_so_who_fills_it_in_knows_them(drafted: Callable[..., Table]):
    table = drafted(R1, R2, people=1)
    table.go("agree")
    seat = table.paper_seat()
    form = paper.answer_form(table.room, seat.who.seat)
    assert R1 in str(form) and R2 in str(form)
    send = control(form, "Enter this answer")
    table.facilitator.post(send.do, send.posts(), **{"points.n1": "4", "points.n2": "3"})
    assert seat.key in table.run.done()
    table.people[0].do("answer", points={"n1": "4", "n2": "4"})
    table.go("reveal")
    assert [told.turnout.present for told in table.results.last.values()] == [2, 2]


# What would need to change, and what helps when a rule slips


def test_cards_show_without_names_when_the_step_is_over(drafted: Callable[..., Table]):
    table = asked(drafted(R1, R2, people=3), {"n1": "4 4 4", "n2": "4 4 1"})
    table.go("listen")
    ann, bob, cem = table.people
    assert R2 in ann.sees and R1 not in ann.sees
    ann.tap("Send", **{"text.n2": "Breaks on the agenda"})
    bob.tap("Pass")
    assert "Breaks on the agenda" not in table.board + table.stage + bob.sees
    with table.refused("Choose a column"):
        cem.do("change", text={"n1": "But I agreed"})
    table.go("mend")
    for seen in (table.board, bob.sees, table.stage):
        assert "Breaks on the agenda" in seen
    card = next(iter(table.run.course.state.changes.cards))
    table.facilitator.do("hide", card=card, reason="person")
    assert "Breaks on the agenda" not in table.board + bob.sees and "only you see this" in ann.sees.lower()
    ann.do("rewrite", card=card, text="Breaks on the plan")
    assert "Breaks on the plan" in table.board
    ann.do("take_back", card=card)
    assert "Breaks on the plan" not in table.board + ann.sees


@pytest.mark.parametrize(("step", "over"), [("listen", "remind"), ("listen", "agree"), ("remind", "close")])
def test_cards_that_were_never_shown_are_on_no_stage_and_in_no_record(
    drafted: Callable[..., Table], step: str, over: str
):
    table = asked(drafted(R1, people=3), {"n1": "4 4 1"})
    table.go(step)
    table.people[0].tap("Send", **{"text" if step == "remind" else "text.n1": "Breaks on the agenda"})
    for phase in (over, *(["reveal"] if over == "agree" else []), "close"):
        table.go(phase)
        assert "Breaks" not in str(table.section) + table.stage + table.board + table.people[1].sees
    with table.refused("not there any more"):
        table.facilitator.do("settle", card=next(iter([*table.run.course.state.reminders.cards, "none"])))


def test_the_group_chooses_how_it_reminds_itself(drafted: Callable[..., Table]):
    table = asked(drafted(R1, people=2), {"n1": "4 4"})
    table.go("remind")
    ann, bob = table.people
    ann.tap("Send", text="A raised card")
    assert "A raised card" not in table.board + table.stage + bob.sees
    with table.refused("not there any more"):
        table.facilitator.do("hide", card=next(iter(table.run.course.state.reminders.cards)), reason="test")
    for phase in ("choose", "remind", "choose"):
        table.go(phase)
    assert "A raised card" in table.board and "A raised card" in bob.sees
    table.facilitator.tap("Use this: A raised card")
    table.go("close")
    assert "When a rule slips: A raised card" in table.board
    table.facilitator.tap("Save", text="A raised card, by anyone")
    said = [block.words for block in table.section.blocks if isinstance(block, Paragraph)]
    assert "When a rule slips: A raised card, by anyone" in said


# The record


def facts(table: Table) -> list[tuple[str, str]]:
    return [row for block in table.section.blocks if isinstance(block, Facts) for row in block.rows]


def test_the_record_tells_rules_rounds_wordings_and_cards(drafted: Callable[..., Table]):
    table = asked(drafted(R1, R2, people=3), {"n1": "4 4 4", "n2": "4 4 1"})
    table.go("listen")
    table.people[2].do("change", text={"n2": "Breaks"})
    table.go("mend")
    table.facilitator.do("reword", text={"n2": NEW})
    asked(table, {"n2": "4 4 3"})
    section = table.section
    grids = {block.id: block for block in section.blocks if isinstance(block, Grid)}
    assert grids["agreed"].rows == ((1, R1, 3), (2, NEW, 3))
    assert grids["round-1"].rows[1] == (R2, "Needs work: 1 person is below 3.", 0, 2, 0, 0, 1, 0, 1, 3, 0, 3)
    assert [row[0] for row in grids["round-2"].rows] == [NEW]
    assert grids["draft-wordings"].rows == ((R2, "Asked in round 1", NEW),)
    (cards,) = [block for block in section.blocks if isinstance(block, Quotes)]
    assert (cards.title, [quote.text for quote in cards.quotes]) == (f"What would need to change: {R2}", ["Breaks"])
    (outcome,) = [block for block in section.blocks if isinstance(block, Outcome)]
    assert section.blocks[0] == outcome == Outcome("agreed", "All 2 rules are agreed.")
    assert [(entry.op, entry.data["text"], entry.data["status"]) for entry in section.ledger] == [
        ("add", R1, "agreed"), ("add", NEW, "agreed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("5", "0"), Outcome("not-yet", "1 of 2 rules is agreed.")),
        (("0", "2"), Outcome("not-yet", "None of 2 rules is agreed.")),
        (("0",), Outcome("not-yet", "The rule is not agreed.")),
        (("3",), Outcome("agreed", "The rule is agreed.")),
        ((), Outcome("none", "No rule was written.")),
    ],
)
def test_the_record_begins_with_how_many_rules_are_agreed(
    drafted: Callable[..., Table], answers: tuple[str, ...], told: Outcome
):
    table = drafted(*FOUR, people=1) if not answers else drafted(*[*FOUR][: len(answers)], people=1)
    if answers:
        asked(table, {f"n{n}": said for n, said in enumerate(answers, 1)})
        assert table.section.blocks[0] == told
    else:
        assert table.section.blocks[0] == Outcome("none", "4 rules were drafted.", "Nobody was asked yet.")
        assert drafted(people=1).section.blocks[0] == told


def test_what_became_of_a_rule_is_a_sentence(drafted: Callable[..., Table]):
    table = asked(drafted(*FOUR), {f"n{n}": said for n, said in enumerate(FOUR.values(), 1)})
    (grid,) = [block for block in table.section.blocks if isinstance(block, Grid) and block.id == "round-1"]
    assert [row[1] for row in grid.rows] == [
        "Agreed.", "Needs work: 1 person is below 3.", "Stopped by 1 person. 1 more below 3.",
        "Not enough answers: 6 of 8.",
    ]  # fmt: skip


def test_what_was_only_drafted_is_told_as_not_agreed(drafted: Callable[..., Table]):
    table = drafted(R1)
    assert finished(table) == [("R-1", R1, "not agreed")]
    hidden = drafted(R1)
    hidden.go("agree")
    hidden.people[0].do("answer", points={"n1": "5"})
    hidden.facilitator.do("finish")
    assert not hidden.room.sections["step"].finished and hidden.room.ledger == []


def test_the_results_mark_only_my_own_answer(drafted: Callable[..., Table]):
    table = asked(drafted(R1, people=3), {"n1": "4 5 5"})
    ann, bob, _cem = table.people
    assert ann.html.count('class="me"') == bob.html.count('class="me"') == 1
    assert "your dot" in ann.sees and "your dot" not in table.board


def test_an_agreement_that_is_gone_cannot_be_talked_about_again():
    table = Table(GroundRules, 3, reopen=["R-9"])
    assert table.run.phase.name == "draft"
    with table.refused("This agreement is not there any more. Choose another."):
        table.facilitator.do("reopen", entry="old:r1:a1")
