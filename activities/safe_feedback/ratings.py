"""Statements that people rate. For fewer than `k` people, or fewer than k numbers, nothing is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from activities.safe_feedback.promise import too_few
from facilitator import counting
from facilitator.activity import Ctx, Key, Round
from facilitator.blocks.rate import Box, Point, Rate, Rated
from facilitator.blocks.rate import Ratings as Given
from facilitator.blocks.rate import Result as Shown
from facilitator.blocks.rate.scale import Scale
from facilitator.i18n import Words, _
from facilitator.report.model import Paragraph, Passage

AGREE: Mapping[int, Words] = {
    1: _("Not at all"), 2: _("A little"), 3: _("In part"), 4: _("Mostly"), 5: _("Completely"),
}  # fmt: skip


@dataclass
class Sheets(Given):
    """Ratings, and in which part of a breakdown each of them counts once nobody knows any more whose it is."""

    parts: dict[Key, str] = field(default_factory=dict)
    """A perspective of the bucket that each rating is counted in."""
    buckets: list[list[str]] = field(default_factory=list)


class Ratings(Rate):
    """Statements, rated from 1 to 5. For fewer than `k` people, or numbers, nothing is shown."""

    slice = Sheets
    prefix, called = "answer", _("Ratings")

    def __init__(self, on: Any) -> None:
        super().__init__(on, scales=[Scale(AGREE)], do="rate", privacy="sensitive",
                         split=lambda given: given.by_perspective)  # fmt: skip
        self.result = Result(self)

    def sheets(self, s: Any) -> Sheets:
        """Its slice, with what was found when it was sealed."""
        return cast(Sheets, self.of(s))

    def seal(self, s: Any, ctx: Ctx) -> int:
        """Find the buckets while it is known who is who. Returns how many people rated anything."""
        given = self.sheets(s)
        answered = given.answered()
        if ctx.settings.by_perspective:
            made = counting.breakdown(answered, ctx.perspectives, ctx.perspective_order, ctx.settings.k)
            given.buckets = [list(bucket.perspectives) for bucket in made.buckets]
            for bucket in made.buckets:
                own = [key for key in answered if ctx.perspectives.get(key, counting.UNSAID) in bucket.perspectives]
                given.parts.update(dict.fromkeys(own, bucket.perspectives[0]))
        return len(answered)

    def results(self, s: Any, ctx: Ctx) -> Rated:
        """The statements that at least `k` people gave a number to; the others are not there."""
        given = self.sheets(s)
        found = super().results(s, replace(ctx, perspectives=given.parts))
        enough = {item: words for item, words in found.asked.items()
                  if found.of(item, found.scales[0]).n >= ctx.settings.k}  # fmt: skip
        return replace(found, asked=enough)

    def hidden(self, s: Any, ctx: Ctx) -> list[Words]:
        """The statements for which too few people gave a number."""
        shown = self.results(s, ctx).asked
        return [words for item, words in self.asked(s, ctx).items() if item not in shown]

    def too_few(self, ctx: Ctx) -> Words:
        return too_few(ctx)

    def may_show(self, found: Rated, ctx: Ctx) -> bool:
        return bool(found.asked)

    def round_record(self, each: Round, title: Words, ctx: Ctx) -> list[Passage]:
        found = self.results(each.state, ctx)
        told = super().round_record(each, title, ctx) if found.asked else []
        return [*told, *(Paragraph(str(words)) for words in self.few(each.state, ctx))]

    def few(self, s: Any, ctx: Ctx) -> list[Words]:
        """What is said of the statements that are not shown; nothing where all are, or where none is."""
        hidden, k = self.hidden(s, ctx), ctx.settings.k
        if not hidden or len(hidden) == len(self.asked(s, ctx)):
            return []
        names = "; ".join(str(words).rstrip(".") for words in hidden)
        return [_("Fewer than {k} people gave a number, so nothing is shown: {names}.", k=k, names=names)]

    def _groups(self, s: Any, ctx: Ctx) -> counting.Breakdown | None:
        if not ctx.settings.by_perspective:
            return None
        given = self.sheets(s)
        sizes = [sum(part in bucket for part in given.parts.values()) for bucket in given.buckets]
        buckets = zip(given.buckets, sizes, strict=True)
        return counting.Breakdown(tuple(counting.Bucket(tuple(names), n) for names, n in buckets), ctx.settings.k)


class Result(Shown):
    """The distributions, statement by statement, so that they can go on pages; and which of them are not shown."""

    def boxes(self, found: Rated, mine: Mapping[str, Point], ctx: Ctx) -> list[Box]:
        shown: list[Box] = []
        for box in super().boxes(found, mine, ctx):
            shown += [box] if box.parts else [replace(box, id=row.id, rows=[row]) for row in box.rows]
        return shown

    def under(self, found: Rated, ctx: Ctx) -> list[Words]:
        return [*super().under(found, ctx), *self.block.few(ctx.state, ctx)]  # type: ignore[attr-defined]
