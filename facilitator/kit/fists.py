"""Fist of five on a page: the scale to answer on, and the fingers of the room as a chart."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup as Html

from facilitator.activity import Key
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import _
from facilitator.kit.answers import Choice, choices
from facilitator.kit.context import page
from facilitator.kit.icons import aside_sign, fingers
from facilitator.kit.results import ChartRow, chart


def scale(name: str, rules: rate.Rules, chosen: rate.Point | None) -> Html:
    """The answers, best at the top, each with its figure, its fingers and its words."""
    points = range(rules.high, rules.low - 1, -1)
    options = [Choice(str(point), fist.FINGERS[point], str(point), fingers(point)) for point in points]
    if rules.aside:
        options.append(Choice(rate.ASIDE, fist.ASIDE, "", aside_sign()))
    return choices(name, options, None if chosen is None else str(chosen), _("How much do you agree?"))


def hands(
    told: fist.Outcome, bar: fist.Bar, mine: rate.Point | None, who: Mapping[Key, str], ratings: rate.Ratings
) -> Html:
    """How many showed what, best first, with the line of the pass level. `mine` marks one's own dot."""
    words = fist.SHORT if page.get().surface == "board" else fist.FINGERS
    count = told.count
    points = sorted(count.points, reverse=True)
    rows = [
        ChartRow(f"f{point}", words[point], count.at(point), fist.names(point, who, ratings), point,
                 mine=int(mine == point), sign=fingers(point))
        for point in points
    ]  # fmt: skip
    if count.aside:
        rows.append(
            ChartRow("aside", fist.ASIDE_SHORT, count.aside, fist.names(rate.ASIDE, who, ratings),
                     mine=int(mine == rate.ASIDE), sign=aside_sign(), apart=True)
        )  # fmt: skip
    last = max((place for place, point in enumerate(points) if point >= bar.pass_level), default=None)
    return chart(rows, count.answered, last, told.line(bar))
