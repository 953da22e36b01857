"""The clock over the agenda: plan times, ahead and behind, the expected end, a missing break."""

from __future__ import annotations

import time

import pytest

from facilitator.console.agenda import hour
from facilitator.console.clock import Stretch, missing_breaks, standing, tag
from facilitator.session.step import Step

T = 1_800_000_000.0


def steps(*lines: tuple[str, int]) -> list[Step]:
    """Steps as (state, minutes); one without a state is planned, "break" is a planned break."""
    return [
        Step(f"s{place}", "break" if state == "break" else "dot-vote", minutes=minutes,
             state="planned" if state in ("break", "") else state)
        for place, (state, minutes) in enumerate(lines)
    ]  # fmt: skip


def begun(agenda: list[Step], place: int, after: float, ended: float | None = None) -> None:
    agenda[place].started = T + 60 * after
    agenda[place].ended = None if ended is None else T + 60 * ended


def test_before_the_start_the_plan_counts_from_now():
    agenda = steps(("", 10), ("", 20))
    found = standing(agenda, T)
    assert found.planned == (T, T + 600)
    assert (found.ends, found.behind, found.over) == (T + 1800, None, False)


@pytest.mark.parametrize(
    ("after", "part", "behind"),
    [
        (2, (0.0, 0.25), 0),  # in the first quarter of forty minutes, and two are gone
        (18, (0.0, 0.25), 8),
        (18, (0.25, 0.5), 0),
        (5, (0.5, 0.75), -15),
        (44, (0.75, 1.0), 4),
    ],
)
def test_a_long_activity_counts_from_inside(after: float, part: tuple[float, float], behind: int):
    agenda = steps(("now", 40), ("", 10))
    begun(agenda, 0, 0)
    found = standing(agenda, T + 60 * after, part)
    assert (found.behind, round(found.ends - T) // 60) == (behind, 50 + behind)


def test_without_a_step_that_counts_nothing_is_missing():
    for agenda in ([], steps(("skipped", 90))):
        assert missing_breaks(agenda) == ()
        assert standing(agenda, T).behind is None


@pytest.mark.parametrize(
    ("started", "now", "behind", "ends"),
    [
        (10, 12, 0, 40),
        (14, 15, 4, 44),
        (7, 8, -3, 37),
        (10, 25, 0, 40),
        (10, 34, 4, 44),
    ],
)
def test_a_late_start_and_an_overrun_both_count(started: float, now: float, behind: int, ends: float):
    agenda = steps(("done", 10), ("now", 20), ("", 10))
    begun(agenda, 0, 0, 10)
    begun(agenda, 1, started)
    found = standing(agenda, T + 60 * now)
    assert (found.behind, found.ends) == (behind, T + 60 * ends)


def test_a_step_that_is_left_out_wins_its_minutes():
    agenda = steps(("done", 10), ("now", 20), ("skipped", 10), ("", 10))
    begun(agenda, 0, 0, 14)
    begun(agenda, 1, 14)
    assert standing(agenda, T + 60 * 15).behind == -6


def test_between_two_steps_time_goes_on():
    agenda = steps(("done", 10), ("", 20))
    begun(agenda, 0, 0, 10)
    assert standing(agenda, T + 60 * 13).behind == 3


def test_after_the_last_step_it_is_over():
    agenda = steps(("done", 10), ("done", 20))
    begun(agenda, 0, 0, 12)
    begun(agenda, 1, 12, 31)
    found = standing(agenda, T + 60 * 90)
    assert (found.over, found.behind, found.ends) == (True, None, T + 60 * 31)


def test_an_empty_agenda_is_neither_over_nor_late():
    assert standing([], T) == standing([], T)
    assert (standing([], T).over, standing([], T).behind) == (False, None)


def test_the_tag_says_it_in_words():
    assert [str(tag(n)) for n in (4, 0, -3)] == ["4 min behind", "on time", "3 min ahead"]


def test_hours_are_those_of_this_laptop():
    assert hour(T) == time.strftime("%H:%M", time.localtime(T))


@pytest.mark.parametrize(
    ("agenda", "found"),
    [
        (steps(("", 40), ("", 35)), None),
        (steps(("", 40), ("", 36)), Stretch(76, "s1")),
        (steps(("", 40), ("", 30), ("", 20)), Stretch(90, "s2")),
        (steps(("", 40), ("break", 10), ("", 70)), None),
        (steps(("", 40), ("skipped", 30), ("", 30)), None),
        (steps(("done", 40), ("now", 40), ("", 10)), Stretch(90, "s2")),
        (steps(("done", 40), ("now", 40)), None),
    ],
)
def test_a_break_is_missed_after_75_minutes(agenda: list[Step], found: Stretch | None):
    assert missing_breaks(agenda) == ((found,) if found else ())


def test_every_stretch_that_is_too_long_is_named():
    agenda = steps(("", 80), ("break", 5), ("", 40), ("break", 5), ("", 50), ("", 40))
    assert missing_breaks(agenda) == (Stretch(80, "s0"), Stretch(90, "s5"))
