"""Safe feedback: nothing of fewer than k, texts that wait sealed, themes with a promise each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.safe_feedback import SafeFeedback
from facilitator.activity import Refused
from facilitator.report.model import Outcome, Paragraph, Quotes
from facilitator.report.model import Table as Figures
from facilitator.run import view
from facilitator.seats import Who
from facilitator.testing import Table, words

POINTS = ("", "1", "3", "5", "aside")
ITEM1 = (4, 4, 5, 3, 2, 4, 5, 4, 3)
Sheet = Mapping[str, str]


def room(people: int = 12, **given: Any) -> Table:
    table = Table(SafeFeedback, people, **(given or {"k": 5}))
    table.go("answer")
    return table


def answers(table: Table, sheets: Sequence[Sheet]) -> None:
    for person, sheet in zip(table.people, sheets, strict=False):
        person.do("rate", **dict(sheet))


def rates(points: Sequence[int | str]) -> list[Sheet]:
    return [{"points.s1": str(point)} for point in points]


def sealed(table: Table) -> Table:
    table.go("hold")
    return table


def result(table: Table) -> str:
    table.go("result")
    return words(table.room.view(Who.board()))


def theme(table: Table, text: str, *numbers: int) -> str:
    table.facilitator.do("put_into", text=text, **{f"texts.{number}": "1" for number in numbers})
    return list(table.run.course.state.themes.themes)[-1]


def promised(table: Table, *themes: str) -> None:
    by = (table.ctx.today + timedelta(days=14)).isoformat()
    for id in themes:
        table.facilitator.do("promise", theme=id, who="Ana", by=by)


def numbers_of(table: Table, id: str = "answer-1") -> Figures:
    return next(block for block in table.section.blocks if isinstance(block, Figures) and block.id == id)


def test_one_statement_is_counted_as_it_was_answered():
    table = sealed_with(rates(ITEM1))
    said = result(table)
    found = table.results
    count = found.of("s1", found.scales[0])
    assert (count.n, count.counts) == (9, (0, 1, 2, 4, 2)) and "on average 3.8" in said
    made = found.figures("s1", found.scales[0])
    assert (made.mean.numerator, made.mean.denominator, made.median) == (34, 9, 4)
    assert "9 of 12 answered" in said


def sealed_with(sheets: Sequence[Sheet], people: int = 12, **given: Any) -> Table:
    table = room(people, **given)
    answers(table, sheets)
    return sealed(table)


def test_fewer_than_five_answers_show_nothing_at_all():
    table = sealed_with(rates((4, 4, 5, 3)))
    assert "Fewer than 5 people answered. Nothing is shown." in words(table.facilitator.html)
    said = result(table)
    assert "Fewer than 5 people answered. Nothing is shown." in said and "average" not in said
    assert "of 12" not in said, "how many answered is not shown, and 0 of 12 would be untrue"
    assert not [block for block in table.section.blocks if isinstance(block, Figures)]
    assert table.section.blocks[0] == Outcome("none", "Fewer than 5 people answered. Nothing is shown.")
    table.facilitator.do("finish")


def test_a_statement_with_fewer_than_five_numbers_is_not_shown_and_the_others_are():
    sheets = [{"points.s1": str(point)} for point in ITEM1]
    second = [4, 4, 5, 3, *["aside"] * 5]
    table = sealed_with([{**sheet, "points.s2": str(point)} for sheet, point in zip(sheets, second, strict=True)])
    said = result(table)
    assert list(table.results.asked) == ["s1"]
    assert "Fewer than 5 people gave a number, so nothing is shown: I understood what was going on" in said
    assert "I could say what I wanted" in said and "Can't say" not in said


def test_the_record_says_how_many_answered_where_nobody_wrote():
    table = sealed_with(rates((4,) * 6))
    result(table)
    assert table.section.blocks[0] == Outcome("none", "6 people said how this is going.", "Nobody wrote a text.")


def test_k_can_be_raised_and_never_lowered():
    assert "Fewer than 8 people answered" in result(sealed_with(rates((4,) * 7), k=8))
    assert "on average" in result(sealed_with(rates((4,) * 8), k=8))
    with pytest.raises(ValueError, match="5"):
        SafeFeedback.settings_type(k=4)


def test_no_page_counts_before_five_are_done():
    table = room()
    answers(table, rates((4, 4, 5, 3)))
    for who in (Who.board(), Who.facilitator()):
        assert "4 of 12" not in words(table.room.view(who)) and "People are answering." in words(table.room.view(who))
    table.people[4].do("rate", **{"points.s1": "3"})
    assert "5 of 12" in words(table.room.view(Who.board()))


KEPT = [{"texts.helped": "the tea"}, {"texts.change": "louder"}, {"points.s1": "4"}, {"texts.helped": "the pace"}]


def kept(table: Table) -> tuple[Any, ...]:
    """What a session left sealed, as the next one finds it."""
    table.facilitator.do("finish", early=1)
    return tuple(table.room.sealed)


def programme(people: int, *sealed_: Any, **given: Any) -> Table:
    table = Table(SafeFeedback, 0, sealed=sealed_, **(given or {"k": 5}))
    table.room.programme, table.room.session = "Neighbours", f"met after {len(sealed_)}"
    table.people = [table.join() for _place in range(people)]
    table.run.sealed, table.run._ctx = table.room.sealed_store, None
    table.go("answer")
    return table


def test_texts_below_k_wait_and_are_read_with_a_later_answering_that_reaches_it_alone():
    first = programme(12)
    answers(first, KEPT)
    assert "stay sealed until enough" in result(sealed(first))
    waits = kept(first)
    assert sorted(each["data"]["text"] for each in waits) == ["louder", "the pace", "the tea"]
    second = programme(12, *waits)
    answers(second, [{"texts.change": "shorter"}] * 4)
    assert "Nothing is shown" in result(sealed(second)), "4 and 4 are not 8"
    third = programme(12, *waits, *kept(second))
    answers(third, [{"texts.helped": f"words {n}"} for n in range(6)])
    sealed(third)
    said = [each.text for each in third.run.course.state.texts.said]
    assert sorted(said) == sorted(
        ["louder", "the pace", "the tea", *["shorter"] * 4, *(f"words {n}" for n in range(6))]
    )
    assert said != sorted(said)
    private = words(view.private(third.run))
    assert all(text in private for text in said)
    third.go("result")
    id = theme(third, "Sound and pace")
    promised(third, id)
    third.go("themes")
    third.facilitator.do("finish")
    assert third.room.sealed == [] and third.room.sealed_store.of("feedback") == ()


def test_the_facilitator_can_delete_them_unread_and_the_room_is_told():
    table = programme(12)
    answers(table, KEPT)
    sealed(table)
    table.go("result")
    table.facilitator.tap("Delete the words unread")
    assert "The words are deleted unread." in words(table.room.view(Who.board()))
    table.facilitator.tap("Keep them sealed after all")
    table.facilitator.tap("Delete the words unread")
    table.facilitator.do("finish")
    assert table.room.sealed == [] and "deleted unread" in str(table.room.record().sections[-1].blocks)


def test_a_single_meeting_keeps_nothing_sealed_and_says_so():
    table = sealed_with(KEPT)
    assert "The words are deleted unread." in result(table)
    assert "Delete the words" not in words(table.facilitator.html)
    assert kept(table) == ()


def test_an_early_end_loses_no_words():
    table = programme(12)
    answers(table, [{"texts.helped": f"words {n}"} for n in range(6)])
    assert len(kept(table)) == 6, "ended while people answered"
    table = programme(12)
    answers(table, [{"texts.helped": f"words {n}"} for n in range(6)])
    assert len(kept(sealed(table))) == 6, "ended before anything was shown"


def test_words_stand_on_no_page_but_the_private_one_unless_their_writers_allow_it():
    sheets = [{"texts.helped": f"quiet {n}", "show": "1" if n == 0 else ""} for n in range(6)]
    table = sealed_with([{name: text for name, text in sheet.items() if text} for sheet in sheets], comments_shown=True)
    id = theme(table, "Quiet")
    promised(table, id)
    for phase in ("hold", "result", "themes"):
        if phase != "hold":
            table.go(phase)
        for who in (Who.board(), Who.facilitator(), *(person.who for person in table.people)):
            text = words(table.room.view(who))
            assert not any(f"quiet {n}" in text for n in range(1, 6))
            assert ("quiet 0" in text) is (phase == "themes"), "the stage mirrors the board"
    (quotes,) = [block for block in table.section.blocks if isinstance(block, Quotes)]
    assert [quote.text for quote in quotes.quotes] == ["quiet 0"]


def test_themes_need_every_text_and_an_answer_each():
    table = sealed_with([{"texts.change": f"words {n}"} for n in range(6)])
    table.go("result")
    with pytest.raises(Refused, match="6 texts are in no theme"):
        table.go("themes")
    with pytest.raises(Refused, match="no text with this number"):
        theme(table, "Time", 7)
    time = theme(table, "Time", 1, 2, 3)
    table.facilitator.do("hide_texts", reason="person", **{"texts.4": "1"})
    with pytest.raises(Refused, match="2 texts are in no theme"):
        table.go("themes")
    table.facilitator.do("put_into", theme=time)
    assert table.kind.themes.results(table.run.course.state, table.ctx) == {time: 5}
    with pytest.raises(Refused, match="1 theme has no answer"):
        table.go("themes")
    with pytest.raises(Refused, match="Write who"):
        table.facilitator.do("promise", theme=time, who=" ", by="2030-01-01")
    with pytest.raises(Refused, match="today or a later"):
        table.facilitator.do("promise", theme=time, who="Ana", by=(table.ctx.today - timedelta(1)).isoformat())
    table.facilitator.do("cannot_act", theme=time, why="The hall closes at six.")
    table.go("themes")
    said = words(table.room.view(Who.board()))
    assert "Time 5 texts. We cannot act on this, because: The hall closes at six." in said
    (entry,) = table.section.ledger
    assert entry.ledger == "feedback" and entry.data == {
        "text": "Time", "texts": "5", "status": "not possible", "why": "The hall closes at six.",
    }  # fmt: skip
    assert table.section.blocks[0] == Outcome("none", "We heard 1 theme. We cannot act on it, and say why.")
    assert "1 text was hidden" in str([each for each in table.section.blocks if isinstance(each, Paragraph)])
    table.facilitator.do("finish")


def test_it_cannot_be_closed_while_a_theme_has_no_answer():
    table = sealed_with([{"texts.change": f"words {n}"} for n in range(6)])
    table.go("result")
    theme(table, "Time")
    with pytest.raises(Refused, match="1 theme has no answer"):
        table.facilitator.do("finish")
    promised(table, "t1")
    table.facilitator.do("finish")
    (entry,) = table.room.record().sections[-1].ledger
    assert entry.data["who"] == "Ana" and date.fromisoformat(entry.data["by"])


@pytest.mark.parametrize(("no", "again"), [(1, False), (2, True), (3, True)])
def test_from_a_quarter_of_no_on_the_facilitator_is_asked_to_look_again(no: int, again: bool):
    table = sealed_with([{"texts.change": f"words {n}"} for n in range(6)])
    table.go("result")
    promised(table, theme(table, "Time"))
    table.go("themes")
    table.go("check")
    for place, person in enumerate(table.people[:8]):
        person.do("answer", **{"point": "no" if place < no else "yes"})
    table.go("close")
    assert ("A quarter or more" in words(table.facilitator.html)) is again
    percent = {1: 13, 2: 25, 3: 38}[no]
    assert f"{percent} % say that their point is missing." in words(table.room.view(Who.board()))


def test_too_few_in_the_check_show_nothing():
    table = sealed_with([{"texts.change": f"words {n}"} for n in range(6)])
    table.go("result")
    promised(table, theme(table, "Time"))
    table.go("themes")
    table.go("check")
    for person in table.people[:4]:
        person.do("answer", **{"point": "no"})
    table.go("close")
    said = words(table.room.view(Who.board()))
    assert "Fewer than 5 people said if their point is in here" in said and "%" not in said
    assert "A quarter" not in words(table.facilitator.html)


@pytest.mark.parametrize(("lived", "professional", "parts"), [(6, 3, 0), (6, 5, 2)])
def test_by_perspective_only_where_nobody_is_exposed(lived: int, professional: int, parts: int):
    table = Table(SafeFeedback, 0, by_perspective=True)
    views = table.room.perspectives
    table.people = [table.join(perspective=views[0]) for _one in range(lived)]
    table.people += [table.join(perspective=views[1]) for _one in range(professional)]
    table.go("answer")
    answers(table, [{"points.s1": "4"}] * lived + [{"points.s1": "2"}] * professional)
    sealed(table)
    said = result(table)
    assert len(table.results.by_perspective("s1", table.results.scales[0])) == parts
    assert ("by perspective" in said) is bool(parts)
    assert ("Small groups" in said or "whole room" in said.lower()) is not bool(parts)


def test_what_is_said_stays_said_until_it_is_sealed_and_not_after():
    table = room(6)
    ana = table.people[0]
    ana.do("rate", **{"points.s1": "2", "texts.helped": "the tea", "show": "1"})
    assert "the tea" in ana.html and 'value="2" checked' in ana.html
    ana.do("rate", **{"texts.helped": "the bus"})
    assert "the tea" not in ana.html and "checked" not in ana.html.replace('name="show" value="1" checked', "")
    ana.do("pass")
    assert table.run.course.state.texts.sheets == {} and "the bus" not in ana.html
    with pytest.raises(Refused, match="Nothing is chosen yet"):
        ana.do("rate", **{"texts.helped": "  "})
    sealed(table)
    with pytest.raises(Refused):
        ana.do("rate", **{"points.s1": "2"})
    with pytest.raises(Refused, match="sealed"):
        table.go("answer")


@given(st.lists(st.tuples(st.sampled_from(POINTS), st.sampled_from(["", "tea", "bus"])), max_size=9))
def test_nothing_is_shown_of_fewer_than_five_whatever_people_give(given_: list[tuple[str, str]]):
    table = room(9)
    sheets = [{name: text for name, text in (("points.s1", point), ("texts.helped", said)) if text}
              for point, said in given_]  # fmt: skip
    there = [sheet for sheet in sheets if sheet]
    answers(table, there)
    said = result(sealed(table))
    numbers = [int(sheet["points.s1"]) for sheet in there if sheet.get("points.s1", "aside") != "aside"]
    assert ("Nothing is shown" in said) is (len(there) < 5 or len(numbers) < 5)
    assert bool(table.results.asked) is (len(there) >= 5 and len(numbers) >= 5)
    assert len(table.run.course.state.texts.said) == sum("texts.helped" in sheet for sheet in there)


def test_a_theme_is_left_out_once_no_text_is_in_it():
    table = sealed_with([{"texts.change": f"words {n}"} for n in range(6)])
    first, second = theme(table, "Time", 1, 2, 3), theme(table, "Place")
    with pytest.raises(Refused, match="Texts are in this theme"):
        table.facilitator.do("drop_theme", theme=first)
    table.facilitator.do("put_into", theme=second, **{f"texts.{number}": "1" for number in (1, 2, 3)})
    table.facilitator.tap("Leave it out: Time")
    assert table.kind.themes.results(table.run.course.state, table.ctx) == {second: 6}
    assert theme(table, "Time again", 1) == "t3", "ids are never used twice"


def test_no_comment_is_shown_or_kept_where_the_room_was_told_so_even_if_somebody_ticked():
    table = room()
    assert "This may be shown" not in table.people[0].sees
    answers(table, [{"points.s1": "4", "texts.helped": f"quiet {n}", "show": "1"} for n in range(6)])
    assert "quiet" not in result(sealed(table)) and "quiet" not in str(table.section)
    open_ = room(comments_shown=True)
    answers(open_, [{"texts.helped": "the tea", "show": "1"}])
    assert 'name="show" value="1" checked' in open_.people[0].html, "what was ticked stays ticked"
