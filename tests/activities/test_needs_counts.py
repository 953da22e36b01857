"""The scores of needs against a second, slow way to count them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from activities.needs_and_strengths import NeedsAndStrengths
from activities.needs_and_strengths.recount import figures
from activities.needs_and_strengths.scores import Need, Part, found, weigh
from facilitator.rehearsal.rounds import apart
from facilitator.report.digest import readable
from facilitator.report.model import Table as Grid
from facilitator.testing import Table

POINT = st.sampled_from([None, 1, 2, 3, 4, 5])
ROOM = st.lists(st.tuples(POINT, POINT), max_size=14)


def slow(answers: list[tuple[int | None, int | None]]) -> tuple[int, Fraction | None]:
    """How many gave both, and the score, straight from the formula."""
    both = [(a, b) for a, b in answers if a is not None and b is not None]
    n = len(both)
    if n < 5:
        return n, None
    important = sum(Fraction(a, n) for a, _b in both)
    return n, important * sum(Fraction(a - b, n) for a, b in both)


def weighed(answers: list[tuple[int | None, int | None]]):
    first = {f"p{at}": a for at, (a, _b) in enumerate(answers) if a is not None}
    second = {f"p{at}": b for at, (_a, b) in enumerate(answers) if b is not None}
    return weigh(first, second)


@given(ROOM)
def test_a_score_is_what_the_formula_says(answers):
    made, (n, score) = weighed(answers), slow(answers)
    assert (made.n, made.score) == (n, score) and sum(made.important) == sum(made.met) == n
    assert score is None or Fraction(-25, 4) <= score <= 20


@given(st.lists(st.tuples(ROOM, ROOM), min_size=1, max_size=5), st.integers(1, 3), st.sampled_from(["1/2", "1", "2"]))
def test_places_hidden_priorities_and_differences_are_what_counting_one_by_one_gives(rooms, top, flag):
    needs = []
    for at, (one, other) in enumerate(rooms):
        parts = tuple(Part(label, weighed(each)) for label, each in (("A", one), ("B", other)))
        shown = parts if all(part.weighed.n >= 5 for part in parts) else ()
        needs.append(Need(f"n{at}", f"Need {at}", weighed([*one, *other]), parts=shown))
    result = found(needs, 0, Fraction(flag), top)

    def place(score: Fraction | None, scores: list[Fraction | None]) -> int | None:
        return None if score is None else 1 + sum(each is not None and each > score for each in scores)

    room = [slow([*one, *other])[1] for one, other in rooms]
    ranks = {f"n{at}": place(score, room) for at, score in enumerate(room)}
    assert {need.id: need.rank for need in result.needs} == ranks
    assert [need.rank is None for need in result.needs] == sorted(need.rank is None for need in result.needs)
    hidden = set()
    for bucket in (0, 1):
        split = [min(slow(one)[0], slow(other)[0]) >= 5 for one, other in rooms]
        scores = [slow(pair[bucket])[1] if there else None for pair, there in zip(rooms, split, strict=True)]
        for at, score in enumerate(scores):
            there, here = place(score, scores), ranks[f"n{at}"]
            if there is not None and there <= top and here > top:
                hidden.add((f"n{at}", "AB"[bucket]))
    assert {(each.need.id, each.part.label) for each in result.hidden} == hidden
    means = [[[a for a, b in each if a and b] for each in pair] for pair in rooms]
    differ = {
        f"n{at}" for at, (one, other) in enumerate(means)
        if len(one) >= 5 and len(other) >= 5
        and abs(Fraction(sum(one), len(one)) - Fraction(sum(other), len(other))) >= Fraction(flag)
    }  # fmt: skip
    assert {need.id for need in result.differently} == differ


def test_a_rehearsal_counts_every_figure_again_and_finds_a_wrong_one():
    table = Table(NeedsAndStrengths, 0)
    views = ["Lived experience", "Health and care professionals"]
    people = [table.join(perspective=views[at % 2]) for at in range(11)]
    table.go("group")
    table.go("name")
    table.facilitator.do("name_needs", text={"new": "People need company"})
    table.facilitator.do("name_needs", text={"new": "People need a lift"})
    table.go("rate")
    sheets = {}
    for at, person in enumerate(people):
        points = {}
        for shift, id in enumerate(("n1", "n2")):
            points |= {f"{id}.important": str(1 + (at * 3 + shift) % 5), f"{id}.met": str(1 + (at * 2 + shift) % 5)}
        person.do("answer", points=points)
        sheets[str(at)] = SimpleNamespace(points=points)
    table.go("result")
    asked = ("n1.important", "n1.met", "n2.important", "n2.met")
    books = SimpleNamespace(views={str(at): views[at % 2] for at in range(11)}, view_order=tuple(views))
    rounds = {1: SimpleNamespace(revealed=True, sheets=sheets, asked=asked)}
    counted = list(figures(table.section, rounds, books))
    assert len(counted) == 2 * (7 + 10 + 2 * 5 + 1) + 2 + 1 and [each for each in counted if each[1] != each[2]] == []
    sheets["0"].points["n1.important"] = "5"
    assert [each for each in figures(table.section, rounds, books) if each[1] != each[2]] != []
    sheets["0"].points["n1.important"] = "1"
    grids = {block.id: block for block in table.section.blocks if isinstance(block, Grid)}
    scores, parts = grids["round-1-scores"], grids["round-1-by-perspective"]
    row = parts.rows[0]
    for wrong in (replace(scores, note="Seen differently: People need a bus"), replace(parts, rows=(
        (*row[:4], "4.9", *row[5:]), *parts.rows[1:])), replace(parts, rows=((*row[:-1], "Nobody"), *parts.rows[1:])),
        replace(parts, rows=((row[0], "Place 9", *row[2:]), *parts.rows[1:])),
        replace(parts, columns=(parts.columns[0], parts.columns[6], *parts.columns[2:])),
    ):  # fmt: skip
        blocks = tuple(wrong if getattr(each, "id", "") == wrong.id else each for each in table.section.blocks)
        section = replace(table.section, blocks=blocks)
        assert [each for each in figures(section, rounds, books) if each[1] != each[2]] != []


def test_two_rounds_are_one_table_that_a_rehearsal_takes_apart_again():
    table = Table(NeedsAndStrengths, 0)
    views = ["Lived experience", "Health and care professionals"]
    people = [table.join(perspective=views[at % 2]) for at in range(11)]
    for phase in ("group", "name"):
        table.go(phase)
    for text in ("People need company", "People need a lift"):
        table.facilitator.do("name_needs", text={"new": text})
    rounds, asked = {}, ("n1.important", "n1.met", "n2.important", "n2.met")
    for number in (1, 2):
        if number == 1:
            table.go("rate")
        else:
            table.facilitator.tap("New round")
        sheets = {}
        for at, person in enumerate(people):
            points = {cell: str(1 + (at * (shift + number) + shift) % 5) for shift, cell in enumerate(asked)}
            person.do("answer", points=points)
            sheets[str(at)] = SimpleNamespace(points=points)
        table.go("result")
        rounds[number] = SimpleNamespace(revealed=True, sheets=sheets, asked=asked)
    grids = {block.id: readable(block) for block in table.section.blocks if isinstance(block, Grid)}
    assert {*grids} == {"round-2-scores", "round-2-answers", "round-2-by-perspective", "forward"}
    assert [column.title for column in grids["round-2-scores"].columns] == [
        "Place", "Need", "Round 1: Score", "Round 2: Score", "How important", "How well met", "Gap", "People",
        "Can't say",
    ]  # fmt: skip
    assert [column.title for column in grids["round-2-by-perspective"].columns][:3] == ["Need", *views]
    books = SimpleNamespace(views={str(at): views[at % 2] for at in range(11)}, view_order=tuple(views))
    counted = list(figures(apart(table.section), rounds, books))
    assert len(counted) > 90 and [each for each in counted if each[1] != each[2]] == []
    rounds[1].sheets["3"].points["n1.important"] = "3"
    assert [each for each in figures(apart(table.section), rounds, books) if each[1] != each[2]] != []
