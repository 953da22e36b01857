"""Rate: everyone gives a point, or a word, to one thing or to several, on one scale or on several.

worth = Rate(scales=WORTH, do="was_worth", field="worth")           # one answer
rating = Rate(on=statements, scales=(NOW, WANTED), split=...)       # every statement twice
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator import counting
from facilitator.activity import Ctx, Html, Key, Privacy, Round, Settings
from facilitator.blocks.rate import widgets
from facilitator.blocks.rate.counts import Part, Rated, Way, apart, rated, way
from facilitator.blocks.rate.rules import Distribution, Figures, Point, Ratings, Rules, check
from facilitator.blocks.rate.scale import CANT_SAY, Given, Scale, in_words
from facilitator.composing.block import Block
from facilitator.composing.inputs import Input
from facilitator.i18n import Words

__all__ = [
    "CANT_SAY", "ITEM", "Ask", "AskOne", "Distribution", "Figures", "Given", "Part", "Point", "Rate", "Rated",
    "Ratings", "Rules", "Scale", "Way", "apart", "in_words", "way",
]  # fmt: skip

ITEM = "one"
"""What is rated where there is only one thing, that the question names."""

Cell = Annotated[str, Field(max_length=60)]
On = Callable[[Any, Ctx], Mapping[str, Words]]
Scales = Sequence[Scale] | Callable[[Any], Sequence[Scale]]

_ANYONE = Rules(())


def one(s: Any, ctx: Ctx) -> Mapping[str, Words]:
    """The one thing that the question names."""
    return {ITEM: ""}


def _whole_room(_given: Any) -> bool:
    return False


class Rate(Block[Ratings, Rated]):
    """Points that people give, and how they are counted.

    `on` gives the items by id from the state, such as a bound method of another block. `scales` are one or several, or
    made from the settings. `split` says from the settings whether results are shown by perspective. An answer to one
    thing on one scale is posted as `field` ("point", if nothing else is said), any other as "<field>.<cell>".
    """

    per_round = True

    def __init__(
        self, on: On = one, *, scales: Scale | Scales, do: str = "answer", field: str = "",
        privacy: Privacy | Callable[[Any], Privacy] = "hidden", split: Callable[[Any], bool] = _whole_room,
        legend: Words = "",
    ) -> None:  # fmt: skip
        self.on, self.split, self.legend = on, split, legend
        self.scales: Scales = (scales,) if isinstance(scales, Scale) else scales
        self.privacy, self.do = privacy, do
        single = on is one and isinstance(scales, Scale)
        self.ask: Ask = AskOne(self, field or "point") if single else Ask(self, field or "points")

    def asked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The items by id that were or are rated in the state `s`."""
        return self.on(s, ctx)

    def on_scales(self, ctx: Ctx) -> Sequence[Scale]:
        """The scales of this run."""
        return self.scales(ctx.settings) if callable(self.scales) else self.scales

    def rules(self, s: Any, ctx: Ctx) -> list[Rules]:
        """What can be answered, by scale."""
        asked = self.asked(s, ctx)
        return [scale.rules(asked) for scale in self.on_scales(ctx)]

    def results(self, s: Any, ctx: Ctx) -> Rated:
        return rated(self.of(s), self.asked(s, ctx), self.on_scales(ctx), self._groups(s, ctx), ctx.perspectives)

    def present(self, round: Round) -> int:
        """How many people a round was for: those who were here, and those who answered before they left."""
        ratings = self.of(round.state)
        return counting.turnout(round.seats, ratings.answered(), ratings.passed()).present

    def _groups(self, s: Any, ctx: Ctx) -> counting.Breakdown | None:
        """The buckets, made once from everyone who answered in any shown round, so that no two can be compared."""
        if not self.split(ctx.settings):
            return None
        answered = {key for each in self.shown(ctx.state, ctx) for key in self.of(each.state).answered()}
        return counting.breakdown(sorted(answered), ctx.perspectives, ctx.perspective_order)


class Ask(Input[Rate]):
    """The points to choose, under one button; what is left empty has no answer."""

    round = True
    argument = "points"

    def __init__(self, block: Rate, field: str) -> None:
        super().__init__(block)
        self.do, self.field = block.do, field
        self.called = {self.argument: field}
        self.privacy: Privacy | None = "sensitive" if callable(block.privacy) else block.privacy

    def privacy_with(self, given: Settings) -> Privacy | None:
        return self.block.privacy(given) if callable(self.block.privacy) else self.block.privacy

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        block = self.block
        given = block.of(s).of(me) if me else {}
        return widgets.several(self.field, block.asked(s, ctx), block.on_scales(ctx), given)

    def whole(self, s: Any, me: Key, ctx: Ctx, points: dict[Cell, Given]) -> Callable[[], None]:
        return self.keep(s, me, ctx, points)

    def keep(self, s: Any, me: Key, ctx: Ctx, given: Mapping[str, Given]) -> Callable[[], None]:
        """Check answers by cell, and return what keeps them."""
        asked, rules = self.block.asked(s, ctx), self.block.rules(s, ctx)
        scales = {scale.cell(item): scale for scale in self.block.on_scales(ctx) for item in asked}
        points = {cell: scales[cell].read(each) if cell in scales else 0 for cell, each in given.items()}
        check(points, *rules)
        return lambda: self.block.of(s).whole(me, points, *rules)

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me, _ANYONE)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).points

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).passed()


class AskOne(Ask):
    """The points to choose for a single answer."""

    argument = "point"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        block = self.block
        (scale,) = block.on_scales(ctx)
        return widgets.one(self.field, scale, block.of(s).of(me).get(ITEM) if me else None, block.legend)

    def whole(self, s: Any, me: Key, ctx: Ctx, point: Given) -> Callable[[], None]:  # type: ignore[override]
        return self.keep(s, me, ctx, {ITEM: point})
