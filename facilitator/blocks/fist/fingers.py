"""Showing fingers: the answers to a proposal, and passing on it or on the card after it."""

from __future__ import annotations

from typing import Any

from facilitator.activity import Ctx, Key, action
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.rate import rules as rate


class ShowsFingers:
    """Actions of the phases "show" and "listen", for an activity whose state has `ratings` and `asides`."""

    settings: Any

    @action("show")
    def show(self, s: Any, me: Key, finger: rate.Point) -> None:
        """Show fingers, or leave it to the group."""
        s.ratings.give(me, fist.PROPOSAL, finger, self.settings.rules)

    @action("show", "listen")
    def pass_(self, s: Any, me: Key, ctx: Ctx) -> None:
        """Pass: it counts as done, and in no result."""
        s.asides.pass_(me) if ctx.phase == "listen" else s.ratings.pass_(me, self.settings.rules)

    def done(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who answered or passed."""
        return s.asides.done() if ctx.phase == "listen" else {*s.ratings.points, *s.ratings.passes}

    def passed(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who passed."""
        return {*s.asides.passes} if ctx.phase == "listen" else set(s.ratings.passed())
