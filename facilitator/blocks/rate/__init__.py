"""Rate: everyone gives a point, or a word, to one thing or to several, on one scale or on several.

One answer, and every statement twice:

    worth = Rate(scales=WORTH, do="was_worth", field="worth")
    rating = Rate(on=statements, scales=(NOW, WANTED), split=lambda given: given.by_perspective)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Privacy, Round, Settings
from facilitator.blocks.options.rules import Listed
from facilitator.blocks.rate import record, widgets
from facilitator.blocks.rate.counts import Part, Rated, Way, apart, rated, way
from facilitator.blocks.rate.rules import Distribution, Figures, Point, Ratings, Rules, check
from facilitator.blocks.rate.scale import CANT_SAY, Given, Scale, in_words
from facilitator.blocks.rate.spreads import Box, Row, aloud, boxes
from facilitator.composing import Block, Input, Panel
from facilitator.composing.phase import phases_of
from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING
from facilitator.kit.results import MOST_DOTS
from facilitator.report import taking_part
from facilitator.report.model import Paragraph, Passage
from facilitator.report.rounds import together

__all__ = [
    "CANT_SAY", "ITEM", "Ask", "AskOne", "Box", "Distribution", "Figures", "Given", "Part", "Point", "Rate", "Rated",
    "Ratings", "Result", "Row", "Rules", "Scale", "Way", "aloud", "apart", "boxes", "in_words", "way",
]  # fmt: skip

ITEM = "one"
"""What is rated where there is only one thing, that the question names."""

Cell = Annotated[str, Field(max_length=60)]
On = Listed | Callable[[Any, Ctx], Mapping[str, Words]]
Scales = Sequence[Scale] | Callable[[Any], Sequence[Scale]]

TOO_FEW: Words = _("Fewer than 5 people answered, so nothing is shown.")

_ANYONE = Rules(())


def one(s: Any, ctx: Ctx) -> Mapping[str, Words]:
    """The one thing that the question names."""
    return {ITEM: ""}


def _whole_room(_given: Any) -> bool:
    return False


class Rate(Block[Ratings, Rated]):
    """Points that people give, and how they are counted.

    `on` is another block with things to answer about, or gives them by id from the state. `scales` are one or several,
    or made from the settings. `split` says from the settings whether results are shown by perspective. An answer to one
    thing on one scale is posted as `field` ("point", if nothing else is said), any other as "<field>.<cell>".
    """

    per_round = True
    called, numbered = _("Result"), _("Round {n}")
    """What the record calls the one round there was, or one of several."""
    prefix = ""
    """How the ids of its tables in the record begin; its own name where this is empty."""

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
        self.result: Panel[Any] = Result(self)

    def asked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The items by id that were or are rated in the state `s`."""
        return self.on(s, ctx) if callable(self.on) else self.on.texts(s, ctx)

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

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """Every round that was shown, where a phase of the run shows it: what no phase shows, the record keeps not."""
        shown = any(phase.shows(self) for phase in phases_of(ctx))
        rounds = self.shown(s, ctx) if shown else []
        told = [(self.numbered.with_params(n=each.number), self.round_record(each, self.called, ctx))
                for each in rounds]  # fmt: skip
        return together(told) if told else []

    def round_record(self, each: Round, title: Words, ctx: Ctx) -> list[Passage]:
        """What the record says of a shown round."""
        found = self.results(each.state, ctx)
        if not self.may_show(found, ctx):
            return [Paragraph(str(self.too_few(ctx)))]
        return record.passages(found, f"{self.prefix or self.name}-{each.number}", title, self.present(each))

    def too_few(self, ctx: Ctx) -> Words:
        """What is said where nothing may be shown."""
        return TOO_FEW

    def may_show(self, found: Rated, ctx: Ctx) -> bool:
        """Whether enough people answered; what is sensitive is shown from five on."""
        return self.ask.privacy_with(ctx.settings) != "sensitive" or counting.enough(found.answered)

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

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        on = self.block.on
        return "" if callable(on) else on.unready(s, ctx)

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


class Result(Panel[Rate]):
    """What everyone said in the round that was shown last: people under the points, with one's own dots marked."""

    def __init__(self, block: Rate) -> None:
        super().__init__(block)
        self.shows = (block,)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        for each, found in self.last(s, ctx):
            if not self.block.may_show(found, ctx):
                return ""  # how many answered is not shown either, and "0 of 12" would be untrue
            total = self.block.present(each)
            if found.answered > MOST_DOTS:
                return _("{n} of {total} answered.", n=found.answered, total=total)
            return _("{n} of {total} answered. Every dot is one person.", n=found.answered, total=total)
        return ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, None)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        last = [found for _each, found in self.last(s, ctx)]
        if any(not self.block.may_show(found, ctx) for found in last):
            return self.block.too_few(ctx)
        boxes = [box for found in last for box in self.boxes(found, {}, ctx)]
        return " ".join(str(words) for box in boxes for words in aloud(box))

    def boxes(self, found: Rated, mine: Mapping[str, Point], ctx: Ctx) -> list[Box]:
        """What stands together: each item with all its scales, then the same by perspective."""
        return boxes(found, mine)

    def under(self, found: Rated, ctx: Ctx) -> list[Words]:
        """Sentences under all of them."""
        whole = found.split and not any(found.parts.values())
        return [taking_part.whole_room(found.answered)] if whole else []

    def last(self, s: Any, ctx: Ctx) -> list[tuple[Round, Rated]]:
        """The round that was shown last with what it comes to; nothing before one was shown."""
        return [(each, self.block.results(each.state, ctx)) for each in self.block.shown(s, ctx)[-1:]]

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None) -> Html:
        for each, found in self.last(s, ctx):
            if not self.block.may_show(found, ctx):
                return kit.lead(self.block.too_few(ctx))
            mine = self.block.of(each.state).of(me) if me else {}
            shown = self.boxes(found, mine, ctx)
            return widgets.found(shown, found.answered, self.block.name, self.under(found, ctx))
        return NOTHING
