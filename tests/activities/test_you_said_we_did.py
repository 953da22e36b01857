"""You said, we did: what counts as an answer, exact rates, what the room disputes, what goes back to the ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.you_said_we_did import YouSaidWeDid
from activities.you_said_we_did import check as asked
from activities.you_said_we_did.rules import Answer, Theme, rates, verdict
from facilitator.activity import Refused
from facilitator.ledger import fold
from facilitator.report.copies import copy_of
from facilitator.report.model import Outcome, Quotes
from facilitator.report.model import Table as Figures
from facilitator.seats import Who
from facilitator.testing import Table, words
from facilitator.testing.table import START

DAY = date(2020, 1, 1)
LATER = date(2090, 1, 1).isoformat()
DONE = {"status": "done", "words": "Plain letters since May", "who": "Ana"}
WAY = {"status": "under way", "words": "The room is painted", "who": "Mo", "by": LATER}
NOT = {"status": "not possible", "words": "No money until 2028", "who": "The board"}
OPEN = {"status": "not yet decided", "who": "The board", "by": LATER}


def entry(n: int, text: str, ledger: str = "feedback", **data: str) -> dict[str, Any]:
    """What an earlier session left."""
    return {"id": f"x{n}", "at": START - 90 * 86400 + n, "n": n, "ledger": ledger, "op": "add", "entry": f"old:r1:t{n}",
            "session": "old", "data": {"text": text, **data}}  # fmt: skip


def promised(count: int) -> tuple[dict[str, Any], ...]:
    return tuple(entry(n, f"Theme {n}", status="promised", who="Ana", by=LATER) for n in range(1, count + 1))


def room(
    carried: Sequence[dict[str, Any]], people: int = 12, answers: Sequence[dict[str, str]] = (), **given: Any
) -> Table:
    table = Table(YouSaidWeDid, people, carried=tuple(carried), **(given or {"sources": "all"}))
    for at, answer in enumerate(answers, 1):
        say(table, f"t{at}", answer)
    return table


def say(table: Table, theme: str, answer: dict[str, str]) -> None:
    table.facilitator.do("say_what", theme=theme, **answer)


def check(table: Table, *counts: tuple[int, int, int, int]) -> Table:
    """So many say yes, partly, no, can't say to each theme in turn."""
    table.go("show")
    table.go("check")
    said = ("yes", "partly", "no", "aside")
    columns = [[word for word, n in zip(said, each, strict=True) for _one in range(n)] for each in counts]
    for place, person in enumerate(table.people):
        sheet = {f"points.t{at}": column[place] for at, column in enumerate(columns, 1) if place < len(column)}
        if sheet:
            person.do("rate", **sheet)
    table.go("reveal")
    return table


def board(table: Table) -> str:
    return words(table.room.view(Who.board()))


def test_the_rates_of_eight_themes_with_two_that_nobody_answered():
    table = room(promised(8), answers=[DONE, DONE, DONE, WAY, WAY, NOT])
    found = table.results.rates
    assert (found.answered, found.due, found.answer_rate) == (6, 8, 75)
    assert (found.done, found.done_rate) == (3, 38)
    table.go("show")
    for _theme in range(8):
        table.facilitator.do("next_theme")
    said = board(table)
    assert "Have an answer6 of 8, 75 %" in said and "Are done3 of 8, 38 %" in said and "No answer yet2" in said


def test_a_status_without_what_it_requires_counts_as_no_answer():
    table = room(promised(8), answers=[DONE, DONE, DONE, WAY, {**WAY, "by": ""}, NOT])
    found = table.results.rates
    assert (found.answered, found.answer_rate, found.due - found.answered) == (5, 63, 3)
    table.facilitator.do("look_at", theme="t5")
    assert "This counts as no answer yet. It lacks: the next day." in words(table.facilitator.html)
    assert "The room is painted" in table.facilitator.html, "what was typed stays"


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [(DONE, "words"), (DONE, "who"), (WAY, "words"), (WAY, "who"), (WAY, "by"), (NOT, "words"), (NOT, "who"),
     (OPEN, "who"), (OPEN, "by")],
)  # fmt: skip
def test_each_status_has_what_it_requires(answer: dict[str, str], lacks: str):
    table = room(promised(1), 0, [answer])
    assert table.results.rates.answered == 1
    say(table, "t1", {**answer, lacks: ""})
    assert table.results.rates.answered == 0


def test_what_the_room_sees_like_that_what_it_disputes_and_what_too_few_can_tell():
    table = check(room(promised(3), answers=[DONE, WAY, NOT]), (9, 1, 0, 2), (4, 3, 2, 1), (1, 1, 1, 7))
    assert table.results.verdicts == {"t1": "fine", "t2": "disputed", "t3": "too few"}
    said = board(table)
    assert "The room sees it like that." in said and said.count("Disputed. It needs a new promise.") == 1
    (figures,) = [each for each in table.section.blocks if isinstance(each, Figures) and each.id == "check-1"]
    assert [row[1:5] for row in figures.rows] == [(9, 1, 0, 2), (4, 3, 2, 1), (1, 1, 1, 7)]


@pytest.mark.parametrize(
    ("yes", "partly", "no", "said"),
    [(4, 1, 1, "disputed"), (5, 1, 1, "fine"), (6, 2, 1, "disputed"), (200, 50, 50, "disputed"), (201, 50, 50, "fine"),
     (2, 2, 0, "too few"), (4, 0, 1, "fine"), (0, 0, 5, "disputed")],
)  # fmt: skip
def test_a_third_is_a_third(yes: int, partly: int, no: int, said: str):
    assert verdict(yes, partly, no, Fraction(1, 3), 5) == said


people = st.integers(0, 40)


@given(people, people, people, st.sampled_from([(1, 4), (1, 3), (1, 2)]), st.integers(5, 20))
def test_what_is_disputed_is_counted_one_person_at_a_time(
    yes: int, partly: int, no: int, share: tuple[int, int], least: int
):
    told = ["y"] * yes + ["p"] * partly + ["n"] * no
    against = 0
    for each in told:
        against += each != "y"
    slow = "too few" if len(told) < least else "disputed" if against * share[1] >= len(told) * share[0] else "fine"
    assert verdict(yes, partly, no, Fraction(*share), least) == slow


texts, days = st.sampled_from(["", "x"]), st.sampled_from([None, DAY])
answers = st.builds(
    Answer, st.sampled_from([None, "done", "under way", "not possible", "not yet decided"]), texts, texts, days, texts
)


@given(st.lists(answers, max_size=12))
def test_rates_are_counted_one_theme_at_a_time(given_: list[Answer]):
    found = rates([Theme("x", answer=each) for each in given_])
    answered = done = 0
    for each in given_:
        whole = bool(each.status and each.who)
        whole &= bool(each.words) or each.status == "not yet decided"
        whole &= each.by is not None or each.status in ("done", "not possible")
        answered, done = answered + whole, done + (whole and each.status == "done")
    assert (found.due, found.answered, found.done) == (len(given_), answered, done)
    rounded = int(Fraction(100 * answered, len(given_)) + Fraction(1, 2)) if given_ else None
    assert found.answer_rate == rounded


def test_nothing_that_people_said_can_be_left_out_or_reworded():
    table = room(promised(2), answers=[DONE])
    with pytest.raises(Refused, match="left unanswered, and not left out"):
        table.facilitator.do("drop_theme", theme="t2")
    table.facilitator.do("add_theme", text="Somebody to call")
    table.facilitator.tap("Take it away: Somebody to call")
    check(table, (6, 0, 0, 0))
    assert "Theme 2 No answer yet Ana promised to answer" in board(table)
    with pytest.raises(Refused, match="not one of the questions"):
        table.go("check")
        table.people[0].do("rate", **{"points.t2": "yes"})
    outcome, loop, *_others = table.section.blocks
    assert outcome == Outcome("none", "Of 2 things that people said 1 is done. 1 has no answer yet.")
    assert isinstance(loop, Figures) and [row[:2] for row in loop.rows] == [
        ("Theme 1", "Done. Plain letters since May"), ("Theme 2", "No answer yet."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "answers", "said"),
    [
        (1, [], "What people said has no answer yet."),
        (1, [DONE], "What people said is done."),
        (1, [NOT], "What people said is not possible."),
        (2, [], "None of the 2 things that people said has an answer yet."),
        (2, [DONE, DONE], "All 2 things that people said are done."),
        (3, [WAY, WAY, OPEN], "None of the 3 things that people said is done. 2 are under way. 1 is not decided yet."),
        (8, [DONE, DONE, DONE, WAY, WAY, NOT],
         "Of 8 things that people said 3 are done. 2 are under way. 1 is not possible. 2 have no answer yet."),
    ],
)  # fmt: skip
def test_the_record_says_in_words_what_came_of_it(due: int, answers: list[dict[str, str]], said: str):
    table = room(promised(due), 6, answers)
    assert not [block for block in table.section.blocks if isinstance(block, Outcome)], "nobody was told yet"
    table.go("show")
    assert table.section.blocks[0] == Outcome("none", said)


def test_the_record_says_what_the_room_disputes():
    table = check(room(promised(3), answers=[DONE, WAY]), (9, 1, 0, 2), (4, 3, 2, 1))
    assert table.section.blocks[0].detail == "The room disputes 1 of them."
    alone = check(room(promised(1), answers=[WAY]), (4, 3, 2, 1))
    assert alone.section.blocks[0] == Outcome("none", "What people said is under way.", "The room disputes it.")


def test_with_nothing_kept_it_says_so_and_takes_what_is_typed_in():
    table = room((), 2)
    assert "Nothing that people said is kept here yet." in board(table)
    with pytest.raises(Refused, match="Type in what they said"):
        table.go("show")
    table.facilitator.tap("Add", text="Letters we can read")
    with pytest.raises(Refused, match="on the list already"):
        table.facilitator.do("add_theme", text="letters  we can read")
    table.go("show")
    assert "Letters we can read" in board(table) and "We owe you an answer." in board(table)
    with pytest.raises(Refused, match="nothing to check"):
        table.go("check")
    table.facilitator.do("next_theme")
    table.facilitator.tap("Make new promises")
    table.facilitator.do("renew", theme="t1", words="Ask the office", who="Ana", by=LATER)
    table.facilitator.do("finish")
    assert table.room.sections["step"].finished, "nothing was left to check, so it was not ended early"
    assert table.room.ledgers.of("feedback")[0].status == "promised", "with no answer at all it is no dead end"


def test_each_ledger_gives_what_is_due_and_what_is_closed_stays_closed():
    carried = [
        entry(1, "Letters", status="promised"), entry(2, "A ramp", "needs", status="taken forward"),
        entry(3, "A roof", "needs", status="rated"), entry(4, "Mend the bench", "actions", status="in progress"),
        entry(5, "Open on Mondays", "decisions", status="agreed"), entry(6, "Pets", "decisions", status="not agreed"),
        entry(7, "Tea", answer="done", check="fine", status="done"),
        entry(8, "Coffee", answer="done", check="disputed", status="done"),
        entry(9, "The bus", answer="under way", by=LATER, status="under way"),
    ]  # fmt: skip
    listed = [theme.text for theme in room(carried, 0).run.course.state.answers.themes.values()]
    assert listed == ["Letters", "Coffee", "The bus", "A ramp", "Mend the bench", "Open on Mondays"]
    some = room(carried, 0, sources="feedback and needs").run.course.state.answers.themes.values()
    assert [theme.ledger for theme in some] == ["feedback"] * 3 + ["needs"]


def test_a_day_that_is_over_is_shown_until_it_is_done():
    past = (date.fromtimestamp(START) - timedelta(days=9)).isoformat()
    table = room([entry(1, "Letters", status="promised", who="Ana", by=past)], 1)
    table.go("show")
    assert "That day is over." in board(table)
    say(table, "t1", WAY)
    assert "That day is over." in board(table) and "The room is painted" in board(table)
    table.facilitator.do("next_theme")
    assert "Overdue1" in board(table)
    with pytest.raises(Refused, match="today or a later"):
        say(table, "t1", {**WAY, "by": past})
    say(table, "t1", DONE)
    assert "Overdue" not in board(table)


def test_what_is_disputed_needs_a_new_promise_before_the_end():
    table = check(room(promised(3), answers=[DONE, WAY]), (9, 1, 0, 2), (4, 3, 2, 1))
    with pytest.raises(Refused, match="1 theme is disputed"):
        table.facilitator.do("finish")
    table.go("renew")
    with pytest.raises(Refused, match="Write who"):
        table.facilitator.do("renew", theme="t2", words="Open the room", by=LATER)
    with pytest.raises(Refused, match="not open"):
        table.facilitator.do("back_to_group", theme="t1")
    table.facilitator.tap("Back to the group: Theme 2")
    table.facilitator.do("renew", theme="t2", words="Open the room", who="Mo", by=LATER)
    ana, bo, *_rest = table.people
    ana.do("offer_help", **{"themes.t2": "1", "who": "Ana"})
    bo.do("offer_help", **{"themes.t3": "1", "who": "Bo"})
    bo.tap("I do not help after all")
    assert "New promise by Mo" in board(table) and "Can help: Ana" in board(table) and "Bo" not in board(table)
    first, second, third = table.section.ledger
    assert first.data["status"] == "done" and first.data["check"] == "fine" and first.op == "set"
    assert second.data == {
        "text": "Theme 2", "answer": "under way", "check": "disputed", "status": "promised", "note": "Open the room",
        "who": "Mo", "by": LATER, "with": "Ana", "reason": "We said what came of it.",
    }  # fmt: skip
    assert "status" not in third.data and third.data["answer"] == ""
    table.facilitator.do("finish")


def test_the_next_time_finds_what_is_still_open_with_what_was_said_now():
    table = check(room(promised(3), answers=[DONE, WAY]), (9, 1, 0, 2), (6, 0, 0, 1))
    table.facilitator.do("finish")
    ledgers = table.room.ledgers
    assert [each.status for each in ledgers.of("feedback")] == ["done", "under way", "promised"]
    later = [*promised(3), *({**each, "session": "table", "at": START} for each in table.room.ledger)]
    assert len(fold(later).entries) == 3
    again = room(later, 1)
    assert [theme.text for theme in again.run.course.state.answers.themes.values()] == ["Theme 2", "Theme 3"]
    assert "The last timeUnder way" in board(_shown(again))


def _shown(table: Table) -> Table:
    table.go("show")
    return table


def test_what_was_typed_in_is_kept_as_feedback_from_now_on():
    table = check(room((), 6, [DONE], themes=["Letters we can read"]), (6, 0, 0, 0))
    table.facilitator.do("finish")
    (kept,) = table.room.ledgers.of("feedback")
    assert (kept.text, kept.status, kept.data["who"]) == ("Letters we can read", "done", "Ana")


def test_other_ledgers_keep_their_own_state():
    carried = [entry(1, "Mend the bench", "actions", status="in progress", who="Bo"),
               entry(2, "Open on Mondays", "decisions", status="agreed", why="People asked")]  # fmt: skip
    table = check(room(carried, 6, [DONE, NOT]), (6, 0, 0, 0), (6, 0, 0, 0))
    table.facilitator.do("finish")
    (action,), (decision,) = table.room.ledgers.of("actions"), table.room.ledgers.of("decisions")
    assert (action.status, action.data["who"], action.data["answer"]) == ("done", "Bo", "done")
    assert (decision.status, decision.data["why"], decision.data["answer"]) == (
        "agreed",
        "People asked",
        "not possible",
    )


def test_nothing_changes_once_the_room_has_checked_it():
    table = check(room(promised(1), 6, [DONE]), (6, 0, 0, 0))
    with pytest.raises(Refused, match="has been shown"):
        table.go("show")
    with pytest.raises(Refused):
        say(table, "t1", NOT)


def test_a_card_says_what_is_missing_and_its_writer_can_take_it_back():
    table = room(promised(1), 6, [DONE])
    table.go("show")
    table.go("check")
    ana, bo, *rest = table.people
    ana.do("rate", **{"points.t1": "no", "texts.missing": "The form is still hard"})
    bo.do("rate", **{"texts.missing": "Large print"})
    for person in rest:
        person.do("rate", **{"points.t1": "yes"})
    assert "still hard" in ana.html and "still hard" not in bo.html
    table.go("reveal")
    assert "still hard" not in board(table)
    table.go("missing")
    assert "The form is still hard" in board(table) and "Large print" in board(table)
    bo.tap("Take it back")
    assert "Large print" not in board(table)
    (quotes,) = [each for each in table.section.blocks if isinstance(each, Quotes)]
    assert [quote.text for quote in quotes.quotes] == ["The form is still hard"]


def test_the_public_copy_has_the_table_without_names():
    table = check(room(promised(2), answers=[DONE, WAY]), (9, 1, 0, 2), (4, 3, 2, 1))
    table.go("renew")
    table.facilitator.do("renew", theme="t2", words="Open the room", who="Mo", by=LATER)
    table.facilitator.do("finish")
    public = copy_of(table.room.record(), "public")
    assert "Plain letters since May" in str(public.sections[-1].blocks)
    assert not {"'Ana'", "'Mo'"} & {part.strip("(),") for part in str(public.sections[-1]).split()}


def test_many_themes_come_some_at_a_time_and_the_card_with_the_last_ones():
    table = room(promised(13), 6, [DONE] * 13)
    table.go("show")
    table.go("check")
    ana, bo, cy, di, *_others = table.people
    first = {f"points.t{at}": "yes" for at in range(1, 5)}
    assert "Part 1 of 3" in ana.sees and ana.html.count("<fieldset") == 4 and "What is missing?" not in ana.sees
    with table.refused("nothing is chosen yet"):
        ana.do("rate", part=0)
    ana.do("rate", part=0, **first)
    assert "Part 2 of 3" in ana.sees and "5 have begun" not in table.board and "1 has begun" in table.board
    ana.do("rate", part=1, **{"points.t5": "no"})
    assert "What is missing?" in ana.sees
    ana.do("turn_to", to=0, **{"texts.missing": "Large print", "points.t9": "partly"})
    assert "Part 1 of 3" in ana.sees and "0 of 6 are done" in table.board
    ana.do("rate", part=0, **{**first, "points.t1": "no"})
    ana.do("turn_to", to=2)
    assert "Large print" in ana.html, "what was written stays where another part is sent"
    ana.do("rate", part=2, **{"texts.missing": "Large print"})
    bo.do("rate", part=2, **{"texts.missing": "Only a card"})
    cy.do("rate", **{**first, "points.t13": "yes", "texts.missing": ""})
    di.do("rate", part=0, **first)
    di.do("pass")
    assert "4 of 6 are done" in table.board
    table.go("reveal")
    told = Counter({f"t{at}": 2 for at in range(1, 5)} | {"t5": 1, "t9": 1, "t13": 1})
    found = table.run.activity.check.last(table.run.course.state, table.ctx).state
    counted = table.run.activity.check.results(found, table.ctx)
    assert {id: n for id in counted.asked if (n := counted.of(id, asked.SCALE).n)} == told
    table.go("missing")
    assert "Large print" in table.board and "Only a card" in table.board


def test_points_of_an_older_session_still_mean_the_same():
    kept = {"points": {"k": {"t1": 3, "t2": 2, "t3": 1, "t4": "aside"}}, "passes": {}}
    now = asked.Check.upgrade(kept, 1)["points"]["k"]
    assert now == {"t1": asked.YES, "t2": asked.PARTLY, "t3": asked.NO, "t4": "aside"}
