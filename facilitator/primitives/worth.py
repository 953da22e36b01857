"""Worth your time: a number from 1 to 5 at the end, told from five people on; and, for who likes, one word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator import counting
from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.rate.rules import Distribution, Ratings, Rules, distributions, figures
from facilitator.i18n import Words, _
from facilitator.primitives.caring import CaresForCards, Pile
from facilitator.primitives.saying import Said, Short, equal_words
from facilitator.report.model import Column, Dots, Paragraph, Passage, Table
from facilitator.text import is_blank

Point = Annotated[int, Field(ge=1, le=5)]
ITEM = "worth"
RULES = Rules((ITEM,), aside=False)
WORD = Short.of("word")
POINTS: dict[int, Words] = {
    5: _("Very much worth it"),
    4: _("Worth it"),
    3: _("Some of it"),
    2: _("Hardly"),
    1: _("Not worth it"),
}


class AsksWorth(CaresForCards):
    """The action of the phase "worth" for an activity whose state has `worth: Ratings` and `word: Cards`.

    Its phase "close" shows them.
    """

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        """The cards of the activity, then the words at its close."""
        return [*super().piles(s, ctx), Pile(s.word, WORD, ctx.phase != "close", title=_("Your word"))]

    @action("worth")
    def was_worth(self, s: Any, me: Key, ctx: Ctx, worth: Point | None = None, word: Said = "") -> None:
        """Say whether it was worth one's time, or one word, or both."""
        if worth is None and is_blank(word):
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        if is_blank(word):
            s.word.pass_(me)
        else:
            s.word.only(me, word, WORD, ctx)
        s.worth.points.pop(me, None)
        s.worth.unpass(me)
        if worth is not None:
            s.worth.give(me, ITEM, worth, RULES)


def told(ratings: Ratings) -> Distribution | None:
    """What may be shown: the distribution; None with fewer than five answers."""
    found = distributions(ratings, RULES)[ITEM]
    return found if counting.enough(found.n) else None


def mean(found: Distribution) -> str:
    """The mean of a distribution that may be shown, such as "3.8"."""
    made = figures(found)
    return counting.decimals([made.mean])[0] if made else ""


def blocks(ratings: Ratings, word: Cards) -> list[Passage]:
    """The distribution with its mean, or that too few people answered for it; then the words with their counts."""
    said = [equal_words(str(_("One word at the end")), word)] if word.shown() else []
    return [*_worth(ratings), *said, *card_record.notes(word, WORD)]


def _worth(ratings: Ratings) -> list[Passage]:
    found = told(ratings)
    if found is None:
        return [Paragraph(str(_("Fewer than 5 people said whether it was worth their time, so nothing is shown.")))]
    rows = tuple((str(POINTS[point]), point, found.at(point)) for point in reversed(found.points))
    columns = (Column(str(_("Answer"))), Column(str(_("Points")), "number"), Column(str(_("People")), "count"))
    note = _("On average {mean} of 5, from {n} people.", mean=mean(found), n=found.n)
    return [Table("worth", str(_("Was it worth your time?")), columns, rows, Dots(0, 2, found.n), str(note))]
