"""Worth your time: one number from 1 to 5 at the end, told as distribution and mean, and only from five people on."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from facilitator import counting
from facilitator.activity import Key, action
from facilitator.i18n import Words, _
from facilitator.primitives.rate import Distribution, Ratings, Rules, distributions, figures
from facilitator.report.model import Block, Column, Dots, Paragraph, Table

Point = Annotated[int, Field(ge=1, le=5)]
ITEM = "worth"
RULES = Rules((ITEM,), aside=False)
POINTS: dict[int, Words] = {
    5: _("Very much worth it"),
    4: _("Worth it"),
    3: _("Some of it"),
    2: _("Hardly"),
    1: _("Not worth it"),
}


class AsksWorth:
    """The action of the phase "worth" for an activity whose state has `worth: Ratings`."""

    @action("worth")
    def was_worth(self, s: Any, me: Key, worth: Point) -> None:
        """Say whether it was worth one's time."""
        s.worth.give(me, ITEM, worth, RULES)


def told(ratings: Ratings) -> Distribution | None:
    """What may be shown: the distribution; None with fewer than five answers."""
    found = distributions(ratings, RULES)[ITEM]
    return found if counting.enough(found.n) else None


def mean(found: Distribution) -> str:
    """The mean of a distribution that may be shown, such as "3.8"."""
    made = figures(found)
    return counting.decimals([made.mean])[0] if made else ""


def blocks(ratings: Ratings) -> list[Block]:
    """The distribution with its mean, or that too few people answered for it."""
    found = told(ratings)
    if found is None:
        return [Paragraph(str(_("Fewer than 5 people said whether it was worth their time, so nothing is shown.")))]
    rows = tuple((str(POINTS[point]), point, found.at(point)) for point in reversed(found.points))
    columns = (Column(str(_("Answer"))), Column(str(_("Points")), "number"), Column(str(_("People")), "count"))
    note = _("On average {mean} of 5, from {n} people.", mean=mean(found), n=found.n)
    return [Table("worth", str(_("Was it worth your time?")), columns, rows, Dots(0, 2, found.n), str(note))]
