"""Two rounds are one table: the last one as it is drawn, with the figures of those before it beside it."""

from __future__ import annotations

from dataclasses import replace

from facilitator.rehearsal.rounds import apart
from facilitator.report import render
from facilitator.report.model import Column, Dots, Outcome, Record, Section, Spread, Table
from facilitator.report.rounds import compared
from facilitator.report.taking_part import of_rounds
from facilitator.report.words import counted


def votes(n: int, *rows: tuple[str, int, int]) -> Table:
    columns = (Column("Option"), Column("Dots", "count"), Column("People", "count", detail=True))
    return Table(f"round-{n}", f"Round {n}", columns, rows, Dots(0, 1, 9, marked=(0,), line_after=0))


FIRST, SECOND = votes(1, ("Tea", 3, 2), ("Juice", 2, 2), ("Milk", 1, 1)), votes(2, ("Juice", 5, 4), ("Tea", 4, 3))
BOTH = compared([("Round 1", FIRST), ("Round 2", SECOND)])


def test_the_last_round_is_drawn_and_those_before_stand_beside_it() -> None:
    assert [column.title for column in BOTH.columns] == [
        "Option", "Round 1", "Round 2", "Round 1: People", "Round 2: People",
    ]  # fmt: skip
    assert BOTH.rows == (("Juice", 2, 5, 2, 4), ("Tea", 3, 4, 2, 3), ("Milk", 1, None, 1, None))
    assert (BOTH.id, BOTH.dots) == ("round-2", Dots(0, 2, 9, marked=(0,), line_after=0))
    assert [column.detail for column in BOTH.columns] == [False, False, False, True, True]
    assert compared([("Round 1", FIRST)]) is FIRST


def test_a_rehearsal_takes_them_apart_again() -> None:
    (one, two) = apart(Section("Vote", blocks=(BOTH,))).blocks
    assert isinstance(one, Table) and isinstance(two, Table) and one.dots and two.dots
    assert (one.id, one.rows, one.dots.count) == ("round-1", (("Juice", 2, 2), ("Tea", 3, 2), ("Milk", 1, 1)), 1)
    assert (two.id, two.rows, two.dots) == ("round-2", SECOND.rows, SECOND.dots)
    points = Table("round-2-counts", "", (Column("Rule"), Column("2", "count"), Column("1", "count")), (("Tea", 3, 4),))
    assert apart(Section("Vote", blocks=(FIRST, points))).blocks == (FIRST, points), "a point is no round"


def test_of_a_scale_that_runs_across_only_what_is_asked_for_is_read() -> None:
    columns = (Column("Part"), Column("Mean", "number"), Column("1 no", "count"), Column("2 yes", "count"))
    tables = [
        Table(f"round-{n}", "", columns, (("Ours", mean, *points),), Spread(0, (2, 3), means=(mean,)))
        for n, mean, points in ((1, "1.2", (4, 1)), (2, "1.8", (1, 4)))
    ]
    both = compared([("Round 1", tables[0]), ("Round 2", tables[1])], shown=(1,))
    assert [column.title for column in both.columns if not column.detail] == [
        "Part", "Round 1: Mean", "Round 2: Mean", "1 no", "2 yes",
    ]  # fmt: skip
    assert isinstance(both.chart, Spread) and [both.columns[at].title for at in both.chart.counts] == ["1 no", "2 yes"]
    one, two = apart(Section("", blocks=(both,))).blocks
    assert isinstance(one, Table) and isinstance(two, Table)
    assert (one.rows, two.rows) == ((("Ours", "1.2", 4, 1),), (("Ours", "1.8", 1, 4),))


def test_every_document_prints_it_and_a_row_of_an_earlier_round_has_no_drawing(record: Record) -> None:
    section = Section("Vote", "Tea?", blocks=(Outcome("none", "Juice has the most"), BOTH), activity="dot-vote")
    told = render(replace(record, sections=(section,)), "md", "room").decode()
    assert "| Milk | 1 |  |" in told and "Round 1: People" not in told
    for format in ("html", "pdf", "docx", "xlsx", "csv"):
        assert render(replace(record, sections=(section,)), format, "room")


def test_points_of_a_scale_and_a_level_are_not_taken_for_rounds() -> None:
    for n in (1, 3, 4):
        titles = ("Rule", "5", "4", "3", "2", "1", "0", "Below 3")
        columns = tuple(Column(title, "count" if at else "text") for at, title in enumerate(titles))
        section = Section("Ground rules", blocks=(Table(f"round-{n}-counts", "", columns, (("Ask", *range(7)),)),))
        assert apart(section) == section


def test_how_rounds_were_counted_is_said_round_by_round_and_once_what_is_true_of_all() -> None:
    rows = [("Dots", "Each person had 2 dots."), ("Voted", "6 of 7 people voted."), ("Passed", "Nobody passed.")]
    facts = of_rounds([("Round 1", rows), ("Round 2", [rows[0], ("Voted", "4 of 7 people voted."), rows[2]])])
    assert facts.rows[-1] == ("Voted", "Round 2: 4 of 7 people voted.")
    other = of_rounds([("Round 1", rows), ("Round 2", [("Voted", "1 of 7 people voted."), ("Passed", "3 passed.")])])
    assert counted(Section("Vote", blocks=(other,))) == (
        "How it was counted: Round 1: Each person had 2 dots. 6 of 7 people voted. Nobody passed. "
        "Round 2: 1 of 7 people voted. 3 passed."
    )
