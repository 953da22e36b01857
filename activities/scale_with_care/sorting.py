"""Sorting: everyone says unseen of each part whether it must stay, may change, or is not needed in the new place."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from activities.scale_with_care import values, widgets
from activities.scale_with_care.parts import Parts
from activities.scale_with_care.rules import CROWDED, SORT, Found, Sorted, counted
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.draft.story import Asked, Story, story
from facilitator.blocks.rate import Ask, Rate
from facilitator.blocks.rate.in_parts import AskInParts
from facilitator.composing import Panel
from facilitator.i18n import Words, _


class Sorting(Rate):
    """Every part that nobody was asked about in its present words. It finds four lists."""

    result: Lists

    def __init__(self, parts: Parts) -> None:
        super().__init__(self.unasked, scales=SORT)
        self.parts, parts.shares = parts, self
        self.ask: Ask = AskParts(self, "points")
        self.result = Lists(self)

    def story(self, s: Any, ctx: Ctx) -> Story[Sorted]:
        """All rounds that were shown; of the present state found once."""
        return ctx.once(f"{self.name}-story", s, lambda: self._story(s, ctx))

    def _story(self, s: Any, ctx: Ctx) -> Story[Sorted]:
        rounds = [
            Asked(each, self.parts.of(each.state).texts, self.of(each.state))
            for each in self.shown(s, ctx)
            if each.number
        ]
        threshold = Fraction(ctx.settings.threshold)
        return story(rounds, lambda asked, part: counted(asked, part, threshold))

    def unasked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The parts (ids) that people are asked about, with what they are for."""
        texts = self.parts.of(s).texts
        return {
            id: _("{part} – what for: {purpose}", part=texts[id].words, purpose=purpose)
            if (purpose := self.parts.purpose(s, id)) and purpose != texts[id].words
            else texts[id].words
            for id in self.story(s, ctx).unasked(texts)
        }

    def said(self, s: Any, ctx: Ctx) -> dict[str, Sorted | None]:
        """What was said to every part in its present words."""
        return self.story(s, ctx).now(self.parts.of(s).texts)

    def found(self, s: Any, ctx: Ctx) -> Found:
        """The list that every part is in."""
        return Found({id: each.kind if each else None for id, each in self.said(s, ctx).items()})

    def talked(self, s: Any, ctx: Ctx) -> list[str]:
        """The parts (ids) to talk about: those that the room does not agree on; core ones, too, where most are core."""
        there = self.parts.of(s).texts
        last = self.story(s, ctx).last
        found = Found({id: last[id].kind for id in there if id in last})
        return found.of("talk", "core") if found.crowded else found.of("talk")

    def then(self, s: Any, ctx: Ctx) -> str:
        """After the lists: to what has to be talked about, else to the new place."""
        return "say" if self.talked(s, ctx) else "there"

    def again(self, s: Any, ctx: Ctx) -> str:
        """After the talk: what was changed is sorted again."""
        return "sort" if self.unasked(s, ctx) else "there"

    def unsorted(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can go on with the lists yet; empty when they can."""
        return "" if self.story(s, ctx).rounds else _("There is no result yet. Ask everyone first.")


class AskParts(AskInParts):
    """All parts with three answers, some at a time; on the board, the parts to read."""

    block: Sorting

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if why := self.block.parts.unready(s, ctx):
            return why
        open_ = self.block.unasked(s, ctx)
        return "" if open_ else _("Everyone was asked about these words already. Change a part, or go on.")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        n, total = Fraction(ctx.settings.threshold).as_integer_ratio()
        return _("{n} of every {total} who answer settle it. Else we talk.", n=n, total=total)


class Lists(Panel[Sorting]):
    """Core, open, and to talk about: every part with what the room said; what stays without a vote comes first."""

    def __init__(self, block: Sorting) -> None:
        super().__init__(block)
        self.shows = (block,)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        asked = ctx.current.get(self.block.question)
        return "" if asked and asked.number else _("There is no result yet. Ask everyone first.")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        found = self.block.found(s, ctx)
        return widgets.counted(len(found.of("core")), len(found.open), len(found.of("talk")))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, {})

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        shown = self.block.shown(s, ctx)
        return self._drawn(s, ctx, self.block.of(shown[-1].state).of(me) if shown else {})

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return widgets.aloud(self._lists(s, ctx))

    def _drawn(self, s: Any, ctx: Ctx, mine: Mapping[str, Any]) -> Html:
        crowded = CROWDED if self.block.found(s, ctx).crowded else ""
        return widgets.lists(self._lists(s, ctx), values.locked(ctx), mine, crowded)

    def _lists(self, s: Any, ctx: Ctx) -> list[widgets.Sort]:
        texts = self.block.parts.of(s).texts
        return [widgets.Sort(id, texts[id].words, each) for id, each in self.block.said(s, ctx).items() if each]
