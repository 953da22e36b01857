"""Agreed measures: what is asked, waves over sessions, codes that lead to nobody, change with both n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.agreed_measures import AgreedMeasures, MeasuresSettings, codes
from activities.agreed_measures.change import Pairs, pairs, tells, unpaired
from activities.agreed_measures.found import Finding, sign
from activities.agreed_measures.recount import figures, untold
from facilitator.activity import Refused
from facilitator.blocks.codes import mark
from facilitator.blocks.rate import Distribution
from facilitator.rehearsal.books import Act, Round, Sheet
from facilitator.report.model import Outcome, Section
from facilitator.report.model import Table as Grid
from facilitator.seats import Who, typed
from facilitator.testing import Table, words
from facilitator.testing.effort import times

BEFORE = dict(zip([f"p{n}" for n in range(1, 11)], (2, 3, 2, 1, 4, 3, 2, 3, 2, 3), strict=True))
AFTER = {"p1": 4, "p2": 4, "p3": 3, "p4": 3, "p5": 4, "p7": 4, "p8": 2, "p11": 4, "p12": 3}
QUESTION = "I feel safe here"


def counted(points: Sequence[int], low: int = 1, high: int = 5) -> Distribution:
    given = Counter(points)
    return Distribution(low, tuple(given[point] for point in range(low, high + 1)))


def kept(table: Table) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The step is closed: what it leaves in the ledgers and sealed, as a later session of the programme finds it."""
    table.facilitator.do("finish")
    ledger = table.room.sections["step"].ledger
    when = float(1 + len(table.room.carried))
    left = tuple(
        {"id": f"{when}:{n}", "at": when, "n": n, "ledger": each.ledger, "op": each.op, "session": f"met {when}",
         "entry": each.entry if each.op == "set" else f"{when}:{each.entry}", "data": each.data}
        for n, each in enumerate(ledger)
    )  # fmt: skip
    sealed = tuple({**each, "key": f"{when}:{each['key']}"} for each in table.room.sealed)
    return (*table.room.carried, *left), (*table.room.found_sealed, *sealed)


NOTHING: tuple[tuple[Any, ...], tuple[Any, ...]] = ((), ())


class Meeting(Table):
    """A session with chance of its own, as every session has."""

    def _entropy(self, label: str) -> str:
        return super()._entropy(f"{label} {len(self.room.carried)}" if hasattr(self, "room") else label)


def wave(
    left: tuple[tuple[Any, ...], tuple[Any, ...]], points: Mapping[str, int | str], known: dict[str, str] | None = None,
    **given: Any,
) -> Table:  # fmt: skip
    """A wave in a session of its own. `known` are the codes that people wrote down, and is added to."""
    given = {"part": "wave", "pairing": "code", "questions": [QUESTION]} | given
    table = Meeting(AgreedMeasures, len(points), carried=left[0], sealed=left[1], **given)
    table.go("answer")
    notes = {} if known is None else known
    for person, (name, point) in zip(table.people, points.items(), strict=True):
        if given["pairing"] == "code" and name not in notes:
            notes[name] = codes.own(table.ctx, person.key)
            assert f"Your code: {notes[name][:3]} {notes[name][3:]}" in person.sees
            person.do("answer", **{"points.m1": point})
        else:
            person.do("answer", **{"points.m1": point, "code": notes.get(name, "").lower()})
    table.go("see")
    return table


def found(table: Table) -> Finding:
    (one,) = table.results
    return one


# The worked example


def test_the_worked_example_in_two_sessions_matched_by_codes_that_people_kept():
    notes: dict[str, str] = {}
    first = wave(NOTHING, BEFORE, notes)
    side = found(first).sides[0]
    assert (side.count.n, side.made and side.made.mean, side.made and side.made.median) == (10, Fraction(5, 2), 2.5)
    assert found(first).change is None and "Change is not proof of cause." in first.board
    alone = "There are answers to 1 measure, and nothing to compare them with yet."
    assert first.section.blocks[0] == Outcome("none", alone, "10 of 10 people answered.")
    second = wave(kept(first), AFTER, notes)
    change = found(second).change
    assert change is not None and change.last.made is not None
    assert (change.last.count.n, change.last.made.mean, change.last.made.median) == (9, Fraction(31, 9), 4)
    assert (change.unpaired, change.pairs) == (Fraction(17, 18), Pairs(5, 1, 1, 7))
    for sees in (second.board, second.people[0].sees, second.stage):
        assert "Everyone: +0.9, from 10 people to 9." in sees
        assert "The same people 7 people both times" in sees and "+1.0" in sees and "Better: 5 people." in sees
        assert "Change is not proof of cause." in sees
    tables = {block.id: block for block in second.section.blocks if isinstance(block, Grid)}
    assert tables["answer-1"].rows[0][1:4] == (10, "2.5", "2.5") and tables["answer-1"].rows[1][1:4] == (9, "3.4", "4")
    assert tables["change"].rows[0][3:] == (10, 9, "+0.9")
    assert tables["same-people"].rows[0][1:] == (7, 5, 1, 1, "+1.0")
    said = f"“{QUESTION}” moved from 2.5 to 3.4: that is better."
    assert second.section.blocks[0] == Outcome("none", said, "9 of 9 people answered.")


def test_where_lower_is_better_more_is_worse():
    notes: dict[str, str] = {}
    second = wave(kept(wave(NOTHING, BEFORE, notes, better="lower")), AFTER, notes, better="lower")
    change = found(second).change
    assert change and change.pairs == Pairs(1, 1, 5, 7) and change.pairs.mean == 1
    assert second.section.blocks[0].words.endswith("from 2.5 to 3.4: that is worse.")


def test_then_and_now_in_one_go_is_labelled_and_needs_no_code():
    table = Table(AgreedMeasures, 12, part="wave", pairing="then-now", questions=[QUESTION])
    table.go("answer")
    assert "Before we started" in table.people[0].sees and "code" not in table.people[0].sees
    for name, person in zip([f"p{n}" for n in range(1, 13)], table.people, strict=True):
        given = {"points.m1.then": BEFORE.get(name), "points.m1.now": AFTER.get(name)}
        person.do("answer", **{cell: point for cell, point in given.items() if point})
    table.go("see")
    change = found(table).change
    assert change and (change.unpaired, change.pairs) == (Fraction(17, 18), Pairs(5, 1, 1, 7))
    assert "Then and now were asked in one go. That can flatter." in table.board
    later = Table(AgreedMeasures, 1, part="sense", carried=kept(table)[0])
    assert "7 people both times" in later.board and "in one go" in later.board


# The rules, against a slow second count

PEOPLE = st.dictionaries(st.sampled_from([f"p{n}" for n in range(14)]), st.integers(1, 5), max_size=14)


@given(PEOPLE, PEOPLE, st.sampled_from(["higher", "lower"]))
@settings(max_examples=times(60, 600))
def test_change_is_what_a_slow_count_finds(before: dict[str, int], after: dict[str, int], better: Any):
    steps = [after[name] - before[name] for name in sorted(before) if name in after]
    made = pairs(before, after, better)
    assert (made is None) == (len(steps) < 5)
    first, second = counted([*before.values()]), counted([*after.values()])
    if made:
        way = 1 if better == "higher" else -1
        want = [sum(1 for step in steps if step * way > 0), steps.count(0), sum(1 for step in steps if step * way < 0)]
        assert [made.better, made.same, made.worse] == want and made.n == len(steps)
        assert made.mean == Fraction(sum(steps), len(steps))
        only = [name for name in {*before, *after} if (name in before) != (name in after)]
        assert tells(made, first, second) == (len(only) in (1, 2, 3, 4))
    apart = unpaired(first, second)
    if min(len(before), len(after)) < 5:
        assert apart is None
    else:
        assert apart == sum(map(Fraction, after.values())) / len(after) - Fraction(sum(before.values()), len(before))


def test_a_change_has_its_sign():
    assert [sign(each) for each in ("0.9", "-1.0", "0.0")] == ["+0.9", "−1.0", "0.0"]


# Too few


def test_a_sensitive_wave_of_four_shows_nothing_and_says_no_number():
    table = wave(NOTHING, {"a": 4, "b": 4, "c": 5, "d": 3})
    assert "nothing is shown" in table.board and "of 4 answered" not in table.board
    assert not [block for block in table.section.blocks if isinstance(block, Grid) and block.id == "answer-1"]
    (entry,) = table.section.ledger
    assert entry.data["counts"] == entry.data["then"] == entry.data["pairs"] == ""
    (_carried, sealed) = kept(table)
    assert len(sealed) == 4 and not [each for each in sealed if "point" in each["data"]], "only that the codes are ours"


def test_a_hidden_wave_of_four_shows_counts_and_no_mean():
    table = wave(NOTHING, {"a": 4, "b": 4, "c": 5, "d": 3}, privacy="hidden")
    (side,) = found(table).sides
    assert side.count.counts == (0, 0, 1, 2, 1) and side.made is None and "average" not in table.board


def test_four_pairs_are_too_few():
    notes: dict[str, str] = {}
    first = wave(NOTHING, dict(zip("abcdefghi", [3] * 9, strict=True)), notes)
    second = wave(kept(first), dict(zip("abcdvwxyz", [4] * 9, strict=True)), notes)
    assert found(second).change and found(second).change.pairs is None  # type: ignore[union-attr]
    assert "too few answered both times" in second.board and "Everyone: +1.0, from 9 people to 9." in second.board


@pytest.mark.parametrize(("privacy", "shown"), [("sensitive", False), ("hidden", True)])
def test_pairs_beside_totals_must_not_tell_what_the_one_said_who_is_in_no_pair(privacy: str, shown: bool):
    notes: dict[str, str] = {}
    first = wave(NOTHING, dict(zip("abcdef", [3, 3, 3, 3, 3, 1], strict=True)), notes, privacy=privacy)
    second = wave(kept(first), dict(zip("abcde", [4] * 5, strict=True)), notes, privacy=privacy)
    change = found(second).change
    assert change and (change.pairs is not None) is shown


def test_a_higher_bar_holds_and_the_phone_says_it():
    table = Table(AgreedMeasures, 7, part="wave", min_wave=8, questions=[QUESTION])
    table.go("answer")
    assert "We need 8 answers to show a result." in table.people[0].sees
    for person in table.people:
        person.do("answer", **{"points.m1": 4})
    assert "7 of 7" not in words(table.room.view(Who.board()))
    table.go("see")
    assert "nothing is shown" in table.board


# Codes


def test_no_code_stands_in_what_is_kept_and_no_two_measures_can_be_linked():
    notes: dict[str, str] = {}
    table = Table(AgreedMeasures, 6, part="wave", pairing="code", questions=[QUESTION, "I have a say"])
    table.go("answer")
    for at, person in enumerate(table.people):
        notes[str(at)] = codes.own(table.ctx, person.key)
        person.do("answer", **{"points.m1": 4, "points.m2": 2})
    table.go("see")
    left, sealed = kept(table)
    assert len(sealed) == 12 and len({each["data"]["code"] for each in sealed}) == 12
    assert not [code for code in notes.values() if code in str(sealed) + str(left) + str(table.room.sections)]


def test_a_code_answers_once_and_a_word_of_ones_own_is_no_code():
    notes: dict[str, str] = {}
    left = kept(wave(NOTHING, dict(zip("abcdef", [3] * 6, strict=True)), notes))
    table = Table(AgreedMeasures, 3, part="wave", pairing="code", carried=left[0], sealed=left[1])
    table.go("answer")
    ann, bob, cy = table.people
    ann.do("answer", **{"points.m1": 4, "code": f" {notes['a'][:3].lower()}-{notes['a'][3:]} "})
    assert "Your code is in." in ann.sees
    with pytest.raises(Refused, match="answered already"):
        bob.do("answer", **{"points.m1": 1, "code": notes["a"]})
    ann.do("answer", **{"points.m1": 5})
    assert "Your code is in." in ann.sees, "changing an answer keeps the code"
    cy.do("answer", **{"points.m1": 2, "code": "SECRET"})
    assert "We do not know the code" in cy.sees and "Your code: " in cy.sees, "the answer is not lost"
    sheets = table.run.course.state.waves.sheets
    assert mark("SECRET", table.run.course.state.listed.measures["m1"].mark) not in str(sheets)


def test_people_without_a_phone_draw_a_card_with_a_code():
    table = Table(AgreedMeasures, 4, part="wave", pairing="code", questions=[QUESTION])
    page = words(table.run.activity.private(table.run.course.state, table.ctx))
    card = codes.cards(table.ctx)[0]
    assert f"{card[:3]} {card[3:]}" in page and f"{card[:3]} {card[3:]}" not in table.stage + table.board
    table.go("answer")
    table.people[0].do("answer", **{"points.m1": 4, "code": card})
    (sheet,) = table.run.course.state.waves.sheets.values()
    assert sheet.brought and typed(card) not in str(sheet)


# Programme


def test_another_scale_is_another_measure_and_all_measures_stay():
    first = wave(NOTHING, dict(zip("abcde", [3] * 5, strict=True)))
    second = wave(kept(first), dict(zip("abcde", [4] * 5, strict=True)), scale="0-10", pairing="off", questions=[])
    assert len(second.results) == 1 and second.results[0].measure.scale == "5", "a measure keeps its scale"
    table = Table(AgreedMeasures, 1, part="wave", scale="0-10", questions=[QUESTION], carried=kept(second)[0])
    assert [each.scale for each in table.run.course.state.listed.measures.values()] == ["5", "0-10"]


def test_a_sensitive_measure_is_not_asked_in_a_wave_that_shows_counts():
    left = kept(wave(NOTHING, dict(zip("abcde", [3] * 5, strict=True))))
    table = Table(AgreedMeasures, 1, part="wave", privacy="hidden", questions=["I have a say"], carried=left[0])
    assert [each.text for each in table.run.course.state.listed.measures.values()] == ["I have a say"]
    assert "1 measure is sensitive, and is asked in a step of its own." in table.board


def test_a_wave_without_measures_says_what_to_do():
    table = Table(AgreedMeasures, 1, part="wave")
    assert "no measures to ask yet" in table.board
    with pytest.raises(Refused, match="no measures"):
        table.go("answer")


def test_a_wave_that_nobody_saw_leaves_nothing():
    table = Table(AgreedMeasures, 5, part="wave", pairing="code", questions=[QUESTION])
    table.go("answer")
    for person in table.people:
        person.do("answer", **{"points.m1": 4})
    table.facilitator.do("finish", early=1)
    assert not table.room.sealed and not table.room.sections["step"].ledger


# Choosing


def test_measures_are_noticed_put_in_order_defined_and_kept():
    table = Table(AgreedMeasures, 3, part="choose")
    table.people[0].do("write", text="People come back")
    table.go("look")
    table.go("draft")
    questions = ["I come back", "I feel safe", "I have a say", "I know whom to ask"]
    for text in questions:
        table.facilitator.do("draft_questions", text={"new": text})
    table.go("first")
    ids = list(table.run.course.state.ideas.texts)
    for person in table.people:
        for id in (ids[1], ids[0], ids[3]):
            person.do("put", option=id)
    table.go("order")
    table.go("define")
    texts = table.run.course.state.defined.texts
    assert [each.words for each in texts.values()] == ["I feel safe", "I come back", "I know whom to ask"]
    with pytest.raises(Refused, match="empty field"):
        table.facilitator.do("finish")
    for id in texts:
        table.facilitator.do(
            "define", more={f"{id}.answers": "Everyone", f"{id}.often": "Each month", f"{id}.who": "Ana"}
        )
    first = next(iter(texts))
    table.facilitator.do("describe", measure=first, scale="0-10", better="lower", use="prove", by="funder", sensitive=1)
    assert "Proposed by a funder or an authority" in table.board and "To prove that it works" in table.people[0].sees
    table.facilitator.do("finish")
    ledger = table.room.sections["step"].ledger
    assert [entry.data["class"] for entry in ledger] == ["S", "S", "S"] and ledger[0].data["who"] == "Ana"
    cards = next(block for block in table.room.sections["step"].blocks if getattr(block, "id", "") == "measures")
    assert table.room.sections["step"].blocks[:2] == (
        Outcome("none", "We chose 3 measures, to ask them again and again."), cards)  # fmt: skip
    assert cards.rows[0][:5] == ("I feel safe", "0 to 10", "Lower is better", "To prove that it works",
                                 "Proposed by a funder or an authority")  # fmt: skip


def test_those_that_share_the_last_place_all_become_measures():
    table = Table(AgreedMeasures, 2, part="choose")
    table.go("look")
    table.go("draft")
    for text in ("A", "B", "C", "D"):
        table.facilitator.do("draft_questions", text={"new": f"Question {text}"})
    assert "The first 3 become our measures." in table.board
    table.go("first")
    ids = list(table.run.course.state.ideas.texts)
    for person, order in zip(table.people, ((0, 1, 2), (0, 1, 3)), strict=True):
        for at in order:
            person.do("put", option=ids[at])
    table.go("order")
    table.go("define")
    assert len(table.run.course.state.defined.texts) == 4


# Sense


def test_findings_are_seen_before_anyone_can_write_and_sentences_are_agreed():
    notes: dict[str, str] = {}
    left = kept(wave(NOTHING, BEFORE, notes))
    both = kept(wave(left, AFTER, notes))
    table = Table(AgreedMeasures, 5, part="sense", carried=both[0], sealed=both[1])
    assert "7 people both times" in table.board
    assert "<textarea" not in table.people[0].html and 'type="text"' not in table.people[0].html
    table.go("sense")
    table.people[0].do("write", text="More people speak", column="notice")
    table.go("group")
    table.go("say")
    assert "The sentences stand here then." in table.board and "Say aloud what it means" in table.people[0].sees
    table.facilitator.do("word", text="We feel safer. We keep the small groups.")
    table.go("show")
    for person in table.people:
        person.do("show", finger=5)
    table.go("reveal")
    table.go("close")
    table.facilitator.do("finish")
    section = table.room.sections["step"]
    assert [entry.data["text"] for entry in section.ledger] == ["We feel safer. We keep the small groups."]
    assert section.blocks[0] == Outcome("agreed", "We agree on this: We feel safer. We keep the small groups.")
    assert "More people speak" in str(section.blocks) and "change" in [
        getattr(each, "id", "") for each in section.blocks
    ]


# No longer asked


def test_a_measure_is_no_longer_asked_with_a_reason_and_what_was_found_stays():
    left = kept(wave(NOTHING, dict(zip("abcde", [3] * 5, strict=True)), pairing="off"))
    table = Table(AgreedMeasures, 5, part="wave", questions=["I have a say"], carried=left[0], sealed=left[1])
    assert QUESTION in table.board
    measure = table.run.course.state.listed.measures["m1"].entry
    with table.refused("Say why"):
        table.facilitator.do("end_measure", measure=measure)
    table.facilitator.do("end_measure", measure=measure, why="Nobody can act on it")
    assert QUESTION not in table.board and "Nobody can act on it" in table.stage
    table.facilitator.tap("Ask it all the same")
    assert QUESTION in table.board
    with table.refused("among those that are asked"):
        table.facilitator.do("ask_again", measure=measure)
    table.facilitator.tap("Ask it no more", measure=measure, why="Nobody can act on it")
    _found, early = table.run.early
    assert [each.data["status"] for each in early] == ["ended"], "also where nobody is asked today"
    table.go("answer")
    assert QUESTION not in table.people[0].sees
    with table.refused("not one of the questions"):
        table.people[0].do("answer", **{"points.m1": 4})
    table.people[0].do("answer", **{"points.m2": 4})
    table.go("see")
    left = kept(table)
    assert "Nobody can act on it" in str(table.room.sections["step"].blocks)
    later = Table(AgreedMeasures, 5, part="wave", carried=left[0])
    assert [each.text for each in later.run.course.state.listed.measures.values()] == ["I have a say"]
    sense = Table(AgreedMeasures, 1, part="sense", carried=left[0])
    assert QUESTION in sense.board, "all measures are exported, also those that nobody asks any more"
    sense.go("sense")
    sense.go("group")
    cards = next(block for block in sense.section.blocks if getattr(block, "id", "") == "measures")
    assert [row[6] for row in cards.rows] == ["No longer asked", ""]


def test_what_was_shown_is_not_asked_again_in_the_same_step():
    table = wave(NOTHING, dict(zip("abc", [3] * 3, strict=True)), privacy="hidden", pairing="off")
    assert "New round" not in table.stage
    with table.refused("Ask it again another time"):
        table.go("answer")


def test_measures_that_were_asked_once_stand_in_one_table():
    points = dict(zip("abcde", [3] * 5, strict=True))
    table = wave(NOTHING, points, pairing="off", privacy="hidden", questions=[QUESTION, "I have a say"])
    (told,) = [block for block in table.section.blocks if isinstance(block, Grid) and block.id.startswith("answer")]
    assert told.id == "answer-1" and told.title.startswith("Asked for the first time, ")
    assert [row[:4] for row in told.rows] == [(QUESTION, 5, "3.0", "3"), ("I have a say", 0, None, None)]


def test_a_part_tells_nothing_of_the_other_parts():
    table = wave(NOTHING, dict(zip("abcde", [3] * 5, strict=True)), pairing="off")
    assert "No card was written" not in str(table.section.blocks) and "One fist" not in str(table.section.blocks)
    sense = Table(AgreedMeasures, 2, part="sense", carried=kept(table)[0])
    for phase in ("sense", "group"):
        sense.go(phase)
    assert sense.section.blocks[0] == Outcome("none", "No sentences were agreed.")
    assert "Round 0" not in str(sense.section.blocks), "nobody was asked about any sentences yet"


# Counted again


class Booked(dict[int, Any]):
    """What a rehearsal knows of a few waves: who answered what, and under which code they did."""

    def __init__(self, notes: dict[str, str], *waves: Mapping[str, int | str], **given: Any) -> None:
        self.meeting, self.step, self.acts, self.remembered = 0, 0, list[Act](), dict[int, Any]()
        self.codes = {name: (1 if name in waves[0] else 2, code) for name, code in notes.items()}
        self.settings = {step: MeasuresSettings(part="wave", **given) for step in range(1, len(waves) + 1)}
        for step, points in enumerate(waves, 1):
            sheets = {name: Sheet(points={"m1": str(point)}) for name, point in points.items()}
            self[step] = {1: Round(sheets, asked=("m1",), phase="answer", revealed=True)}
            for name in points:
                code = {"code": notes[name]} if step > self.codes.get(name, (step,))[0] else {}
                self.acts.append(Act(name, step, "answer", code))

    def wrong(self, sections: Sequence[Section]) -> list[tuple[Any, ...]]:
        found = []
        for self.step, section in enumerate(sections, 1):
            found += [each for each in figures(section, self[self.step], self) if each[1] != each[2]]
        return found


@pytest.fixture(scope="module")
def both() -> tuple[Booked, Section, Section]:
    notes: dict[str, str] = {}
    first = wave(NOTHING, BEFORE | {"z": "aside"}, notes)
    second = wave(kept(first), AFTER, notes)
    booked = Booked(notes, BEFORE | {"z": "aside"}, AFTER, pairing="code")
    return booked, first.room.sections["step"], second.section


def test_every_figure_is_counted_again(both: tuple[Booked, Section, Section]):
    booked, *sections = both
    assert booked.wrong(sections) == [] and len([*figures(sections[1], booked[2], booked)]) == 31
    assert [*untold(booked[2], booked)] == []


@pytest.mark.parametrize(
    ("id", "row", "column", "cell"),
    [("answer-1", 0, 1, 11), ("answer-1", 0, 2, "2.6"), ("answer-1", 1, 3, "3"), ("answer-1", 0, 5, 5),
     ("answer-1", 0, 9, 0), ("change", 0, 3, 9), ("change", 0, 5, "−0.9"), ("same-people", 0, 1, 8),
     ("same-people", 0, 2, 4), ("same-people", 0, 3, 2), ("same-people", 0, 4, 0), ("same-people", 0, 5, "+0.9")],
)  # fmt: skip
def test_a_wrong_figure_is_found(both: tuple[Booked, Section, Section], id: str, row: int, column: int, cell: Any):
    booked, first, second = both
    blocks = []
    for block in second.blocks:
        if isinstance(block, Grid) and block.id == id:
            rows = [list(each) for each in block.rows]
            assert rows[row][column] != cell
            rows[row][column] = cell
            block = replace(block, rows=tuple(map(tuple, rows)))
        blocks.append(block)
    assert booked.wrong([first, replace(second, blocks=tuple(blocks))])


def test_figures_of_too_few_are_found_and_nothing_is_missed_where_nothing_may_be_told():
    few = {"a": 4, "b": 4, "c": 5, "d": 3}
    hidden = wave(NOTHING, few, pairing="off", privacy="hidden").section
    booked = Booked({}, few, privacy="sensitive")
    assert booked.wrong([wave(NOTHING, few, pairing="off").section]) == [] and [*untold(booked[1], booked)] == [1]
    assert booked.wrong([hidden]), "counts of four people, in a wave that was sensitive"
