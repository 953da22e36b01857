"""What everyone said about now and about what they want, how far that is, and which perspectives see it differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from activities.where_we_stand import widgets
from activities.where_we_stand.presets import LADDER
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Round
from facilitator.blocks.rate import Box, Point, Rate, Rated, Result, Scale, apart
from facilitator.blocks.rate.in_parts import AskInParts
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Table

HONEST = _("There is a place for other steps. Let us just be honest about which one this is.")


class Standing(Rate):
    """Now and wanted, one rating. `ask` explains the steps, `result` tells the way between them."""

    prefix = "round"

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.ask, self.result = AskStanding(self, "points"), Shown(self)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """How far it is, in one sentence, before all figures."""
        told, shown = super().record(s, ctx), self.shown(s, ctx)
        if not told or not shown:
            return told
        found = self.results(shown[-1].state, ctx)
        return [Outcome("none", str(self.ended(found, ctx)),
                        str(taking_part.answered(found.answered, self.present(shown[-1])))), *told]  # fmt: skip

    @staticmethod
    def ended(found: Rated, ctx: Ctx) -> Words:
        """The result in one sentence: where we are and want to be, or the statement that has the longest way to go."""
        ladder, numbers = ctx.settings.preset == "ladder", means(found)
        if not numbers:
            return _("Too few people answered to say an average.")
        if ladder:
            (now, *wanted) = next(iter(numbers.values()))
            words = _("We see ourselves at {here}", here=place(found, now))
            there = _(", and want to be at {there}.", there=place(found, wanted[0])) if wanted else "."
            return f"{words}{there}"
        far = {item: distance for item in found.asked if (distance := distance_of(found, item)) is not None}
        if far and max(far.values()) > 0:
            item = max(far, key=lambda each: far[each])
            return _("The longest way to go: “{statement}” {way}", statement=found.asked[item], way=way(far[item]))
        item = min(numbers, key=lambda each: numbers[each][0])
        return _("Least often true: “{statement}”", statement=found.asked[item])

    def round_record(self, each: Round, title: Words, ctx: Ctx) -> list[Passage]:
        found = self.results(each.state, ctx)
        told = super().round_record(each, title, ctx)
        for at, item in enumerate(found.asked, 1):
            id = f"{self.prefix}-{each.number}" + (f"-{at}" if len(found.asked) > 1 else "")
            said = " ".join(str(words) for words in self.told(found, item, ctx))
            told = [
                replace(block, note=f"{block.note} {said}".strip()) if isinstance(block, Table) and block.id == id
                else block for block in told
            ]  # fmt: skip
        notes = [Paragraph(str(words)) for words in ((HONEST, LADDER) if ctx.settings.preset == "ladder" else ())]
        return [*told, *self._flag(ctx), *notes]

    @staticmethod
    def _flag(ctx: Ctx) -> list[Passage]:
        """From which difference on something is called seen differently; it was fixed before anyone answered."""
        if not ctx.settings.by_perspective:
            return []
        words = _(
            "Perspectives that are {steps} apart or more, on average, see it differently.",
            steps=_steps(counting.plain([ctx.settings.flag])[0]),
        )
        return [Facts(((str(_("Seen differently")), str(words)),))]

    def told(self, found: Rated, item: str, ctx: Ctx) -> list[Words]:
        """The way from now to wanted, and whether it is seen differently."""
        distance, far = distance_of(found, item), difference_of(found, item, ctx.settings.flag)
        words: list[Words] = [] if distance is None else [way(distance)]
        return words if far is None else [*words, seen_differently(far)]


def means(found: Rated) -> dict[str, list[Fraction]]:
    """The means of every item, now first; nothing of one about which too few people answered."""
    made = {item: [found.figures(item, scale) for scale in found.scales] for item in found.asked}
    return {item: [each.mean for each in some if each] for item, some in made.items() if some[0] is not None}


def place(found: Rated, mean: Fraction) -> Words:
    """A mean as a place on the ladder, with what the nearest step is called."""
    scale = found.scales[0]
    return _("{mean} of {high} ({step})", mean=counting.decimals([mean])[0], high=scale.high,
             step=scale.points[int(mean + Fraction(1, 2))])  # fmt: skip


def distance_of(found: Rated, item: str) -> Fraction | None:
    """How far what is wanted is from now; None where that is not asked, or with too few people."""
    there = found.ways.get(item)
    return there.mean if there else None


def difference_of(found: Rated, item: str, flag: Fraction) -> Fraction | None:
    """How far apart two perspectives are in what they say of now; None where that is less than the `flag`."""
    far = apart(found.by_perspective(item, found.scales[0]))
    return far if far >= flag else None


def way(distance: Fraction) -> Words:
    """How far the room wants to go, on average."""
    (steps,) = counting.plain([abs(distance)])
    if distance > 0:
        return _("We want to be {steps} further on.", steps=_steps(steps))
    if distance < 0:
        return _("We are {steps} beyond what we want.", steps=_steps(steps))
    return _("We are where we want to be.")


def seen_differently(far: Fraction) -> Words:
    """That two perspectives are so far apart."""
    (steps,) = counting.plain([far])
    return _("Seen differently: {steps} apart.", steps=_steps(steps))


def _steps(steps: str) -> Words:
    return _("1 step") if steps == "1" else _("{n} steps", n=steps)


class AskStanding(AskInParts):
    """Every statement, now and wanted; what the steps of the ladder mean stands behind a button."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(super().phone(s, me, ctx), self._source(ctx))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        means = widgets.meaning() if ctx.settings.preset == "ladder" else ""
        return kit.join(means, super().fields(s, me, ctx), self._source(ctx) if me is None else "")

    @staticmethod
    def _source(ctx: Ctx) -> Html:
        """Where the ladder comes from, wherever it is shown."""
        return kit.hint(LADDER) if ctx.settings.preset == "ladder" else Html("")


class Shown(Result):
    """Distributions of now and wanted with the way between them, always together with what perspectives say of now."""

    def boxes(self, found: Rated, mine: Mapping[str, Point], ctx: Ctx) -> list[Box]:
        return [self._told(found, box, ctx) for box in super().boxes(found, mine, ctx)]

    def under(self, found: Rated, ctx: Ctx) -> list[Words]:
        return [*super().under(found, ctx), *((HONEST, LADDER) if ctx.settings.preset == "ladder" else ())]

    def _told(self, found: Rated, box: Box, ctx: Ctx) -> Box:
        if box.parts:
            far = difference_of(found, box.item, ctx.settings.flag)
            return box if far is None else replace(box, said=seen_differently(far))
        distance = distance_of(found, box.item)
        if distance is None:
            return box
        now, wanted = box.rows
        return replace(box, rows=[replace(now, to=wanted.at), wanted], said=way(distance), marked=True)


def scales(steps: Mapping[int, Words], want: bool) -> list[Scale]:
    """Now, and where we want to be, on the same steps."""
    now = Scale(steps, "now", _("Now"))
    return [now, Scale(steps, "want", _("Where we want to be"), _("Wanted"))] if want else [now]
