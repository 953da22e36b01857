"""What stands on the board is measured before it is drawn: large while it fits, smaller, then on another page."""

from __future__ import annotations

import pytest

from facilitator import kit
from facilitator.kit import fitting
from facilitator.kit.fitting import Wall, lines, packed, size_for, wall


def test_words_take_lines():
    assert [lines(words, 40, 4.5) for words in ("", "Tea", "A bench in the garden", "W" * 30, "a\nb\nc")] == [
        1, 1, 2, 4, 3,
    ]  # fmt: skip
    assert lines("żółć" * 8, 60, 4.5) == lines("zolc" * 8, 60, 4.5), "a letter with a mark is as wide as without"
    assert lines("حافلات تعمل حتى نهاية العيادة", 31, 3.8) == 3, "these letters stand bold, and in a wide font"


@pytest.mark.parametrize(
    ("cards", "look"),
    [
        (["Tea"], "c1 z8"),
        (["Tea", "Start ten minutes later so that the bus can arrive"], "c1 z8"),
        (["A quiet room for breaks"] * 4, "c2 z6"),
        (["A quiet room for breaks"] * 6, "c2 z6"),
        (["One list of who to call"] * 9, "c3 z4"),
    ],
)
def test_few_cards_stand_large_across_the_wall(cards: list[str], look: str):
    assert wall(cards, block=False).look == look


def test_only_a_full_page_cuts_a_card():
    long = "Please give us the papers one week before the meeting, in plain words, and in large print. " * 3
    for n in range(1, 5):
        assert wall([long[:140]] * n, block=True).lines == 0, f"{n} cards have room for all their words"
    assert wall([long[:270]] * 9, block=True) == Wall(3, "z3", 3)


def test_high_rows_go_to_the_next_page_and_pages_are_alike():
    assert [len(page) for page in packed(list(range(11)), 9, lambda _row: 5.0, 57)] == [9, 2]
    assert [len(page) for page in packed(list(range(9)), 9, lambda _row: 10.0, 57)] == [5, 4]
    assert packed([], 9, None, 57) == packed([], 0, None, 57) == []
    assert [len(page) for page in packed([1, 2], 9, lambda _row: 99.0, 57)] == [1, 1], "one row is always shown"


def test_letters_become_smaller_before_a_line_is_lost():
    assert size_for(["Tea"], (5, 4.4, 3.6), lambda _size: 80) == 5
    assert size_for(["Tea", "long words " * 9], (5, 4.4, 3.6), lambda _size: 80) == 3.6


def test_a_long_label_takes_the_room_that_the_dots_leave_and_never_makes_them_smaller():
    def look(label: str, most: int) -> str:
        with kit.drawing(surface="board"):
            rows = [kit.ChartRow("a", label, most, rank=1), kit.ChartRow("b", "Tea", 1, rank=2)]
            return kit.chart(rows, 15).split('"')[1]

    assert look("Tea", 4) == "chart d12 ranked w66" and look("Tea", 14) == "chart d15 ranked w66"
    assert look("Please give us the papers one week before the meeting, in plain words", 4) == "chart d12 ranked w22"


def test_the_counter_leaves_less_room():
    with kit.drawing(surface="board"):
        assert fitting.room() == fitting.HIGH
    with kit.drawing(surface="board", privacy="hidden"):
        assert fitting.room() == fitting.COUNTED


def test_only_the_column_that_is_full_is_cut():
    long = "Please give us the papers one week before the meeting, in plain words, and in large print. " * 3
    wall, columns = fitting.shelved([("Start", [long[:270]] * 3), ("Stop", [long[:140], "Tea"])], block=True)
    assert wall.look == "c2 z3" and columns[0].lines > 0 and columns[1].lines == 0


def test_a_title_that_ends_with_a_sign_takes_no_full_stop():
    def line(title: str) -> str:
        with kit.drawing(surface="board", activity=title):
            return kit.topline("5 people").rpartition("</svg>")[2]

    assert "Where do we begin? 5 people" in line("Where do we begin?") and "?." not in line("Where do we begin?")
    assert "Dot vote. 5 people" in line("Dot vote")
