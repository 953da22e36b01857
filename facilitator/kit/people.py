"""People under a point of a scale, for boards, phones and stages: the same marks as in the record.

They are hidden from screen readers; who sets them says the same in words.
"""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.i18n import direction, language
from facilitator.report.charts import marks
from facilitator.report.charts.marks import Grain, place, row

__all__ = ["Grain", "in_hand", "people", "place", "row"]

IN_A_HAND = 350
"""CSS pixels that all points of a scale have on a phone."""


def in_hand(points: int) -> Grain:
    """How people are marked on a phone."""
    return Grain(round(IN_A_HAND / max(1, points)), 9, 2)


def people(n: int, answered: int, grain: Grain, mine: int = 0) -> Html:
    """`n` of the people who answered, one of whom may be the reader."""
    mirrored = direction(language.get()) == "rtl"
    shape = Html('<svg class="people" aria-hidden="true" viewBox="0 0 {:g} {:g}">{}</svg>')
    inside = marks.people(n, answered, grain, mine, mirrored)
    return shape.format(grain.cell, round(grain.high(n, answered), 1), inside)
