"""Many things to rate, some at a time on a phone: what was sent stays, and the next ones come; on paper all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.rate import Ask, Cell, widgets
from facilitator.blocks.rate.rules import Point
from facilitator.blocks.rate.scale import Given
from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING

AT_ONCE = 10
"""Rows of points that a phone has at a time: things, times scales."""
ALL = -1
"""In place of a part: everything was given at once."""


class AskInParts(Ask):
    """The points to choose for some things at a time. Done is who answered all, or went through all parts."""

    at_once: ClassVar[int] = AT_ONCE

    def whole(self, s: Any, me: Key, ctx: Ctx, points: dict[Cell, Given], part: int = ALL) -> Callable[[], None]:
        check = self.keep(s, me, ctx, points)
        return partial(self._keep, s, me, ctx, check, part)

    @action()
    def turn_to(
        self, s: Any, me: Key, ctx: Ctx, to: int, points: dict[Cell, Given] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Look at another part, whether or not this one is answered; what is chosen there is kept."""
        if not 0 <= to < len(self.pieces(s, ctx)):
            raise Refused(_("This part is not there. Please load the page again."))
        given, before = self.block.of(s), self._asked(s, me, ctx)
        if points:
            self.keep(s, me, ctx, points)()
            given.points[me] = {**before, **given.points[me]}
        given.turned[me] = to

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        parts = self.pieces(s, ctx)
        if me is None or len(parts) < 2:
            return self.drawn(self.block.asked(s, ctx), s, me, ctx)
        at = self.at(s, me, ctx)
        return kit.join(kit.heading(_("Part {n} of {total}", n=at + 1, total=len(parts))),
                        self.drawn(parts[at], s, me, ctx), kit.hidden_field("part", str(at)))  # fmt: skip

    def drawn(self, items: Mapping[str, Words], s: Any, me: Key | None, ctx: Ctx) -> Html:
        """The points to choose for these things, with the answer of `me` in them."""
        given = self.block.of(s).of(me) if me else {}
        return widgets.several(self.field, items, self.block.on_scales(ctx), given)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if len(self.pieces(s, ctx)) < 2:
            return super().phone(s, me, ctx)
        return kit.join(kit.privacy(), self.fields(s, me, ctx), self.buttons(s, me, ctx))

    def buttons(self, s: Any, me: Key, ctx: Ctx) -> Html:
        """What sends a part, and what turns to another."""
        parts, at, given = self.pieces(s, ctx), self.at(s, me, ctx), self.block.of(s).of(me)
        last, whole = at == len(parts) - 1, me in self.done(s, ctx) and me in self.answered(s)
        again = any(scale.cell(item) in given for scale in self.block.on_scales(ctx) for item in parts[at])
        words = (_("Send change") if again else _("Send")) if last or whole else _("Send and go on")
        send = kit.send(self.named(self.do), saved=whole, passed=me in self.passed(s), send_words=words)
        others = [kit.button(_("Part {n}", n=number + 1), kit.act(self.named("turn_to"), to=number), kind="quiet")
                  for number in range(len(parts)) if number != at]  # fmt: skip
        return kit.join(send, kit.secondary(others))

    def board(self, s: Any, ctx: Ctx) -> Html:
        asked = [words for words in self.block.asked(s, ctx).values() if words]
        return kit.options(asked) if asked else NOTHING

    def forget(self, s: Any, me: Key) -> None:
        given = self.block.of(s)
        given.turned.pop(me, None)
        given.through.pop(me, None)
        super().forget(s, me)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        given, cells = self.block.of(s), {cell for rules in self.block.rules(s, ctx) for cell in rules.items}
        whole = {key for key, points in given.points.items() if cells.issubset(points)}
        return {*whole, *given.through, *given.passes}

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.answered(s)}.difference(self.done(s, ctx))

    def went_through(self, s: Any, me: Key) -> None:
        """Somebody sent the last part without a point: what they gave before is all."""
        self.block.of(s).through[me] = True

    def _keep(self, s: Any, me: Key, ctx: Ctx, check: Callable[[], None], part: int) -> None:
        given, parts = self.block.of(s), len(self.pieces(s, ctx))
        before = {} if part == ALL else self._asked(s, me, ctx)
        check()
        given.points[me] = {**before, **given.points[me]}
        given.turned[me] = min(part + 1, parts - 1) if part != ALL else 0
        if part in (ALL, parts - 1):
            given.through[me] = True

    def _asked(self, s: Any, me: Key, ctx: Ctx) -> dict[str, Point]:
        """What somebody said before to what is still asked."""
        cells = {cell for rules in self.block.rules(s, ctx) for cell in rules.items}
        return {cell: point for cell, point in self.block.of(s).of(me).items() if cell in cells}

    def at(self, s: Any, me: Key, ctx: Ctx) -> int:
        """The part that somebody looks at, from 0."""
        return min(self.block.of(s).turned.get(me, 0), len(self.pieces(s, ctx)) - 1)

    def pieces(self, s: Any, ctx: Ctx) -> list[Mapping[str, Words]]:
        """The items in parts of about the same size."""
        items = list(self.block.asked(s, ctx).items())
        at_once = self.at_once // len(self.block.on_scales(ctx))
        number = max(1, -(-len(items) // at_once))
        ends = [len(items) * at // number for at in range(number + 1)]
        return [dict(items[first:end]) for first, end in pairwise(ends)]
