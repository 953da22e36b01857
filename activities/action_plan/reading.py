"""Reading the plan aloud, one action after the other; on phones one's own, with their days as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from activities.action_plan import widgets
from activities.action_plan.plan import Plan, lines
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Onward, Refused, action
from facilitator.blocks.claim.deeds import firm
from facilitator.blocks.claim.widgets import slots_taken
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report import calendar


@dataclass
class Reading:
    """Which action is read aloud, from 0."""

    at: int = 0


class Aloud(Block[Reading, None]):
    """The whole plan, read aloud one action after the other. `read` is where that is done."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.read = ReadOut(self)


class ReadOut(Panel[Aloud]):
    """The plan with the action that is read now; on phones one's own, with their days as a file."""

    @action(by="facilitator", moves=True)
    def read_next(self, s: Any, ctx: Ctx) -> None:
        """Read the next one."""
        self._turn(s, ctx, 1)

    @action(by="facilitator", moves=True)
    def read_before(self, s: Any, ctx: Ctx) -> None:
        """Read the one before again."""
        self._turn(s, ctx, -1)

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.of(s).at = 0

    def headline(self, s: Any, ctx: Ctx) -> Words:
        claims = self.block.plan.of(s)
        if not claims.slots:
            return ""
        n = len(firm(claims, ctx))
        return ngettext(
            "Read aloud, {at} of {total}. {n} has an owner who said yes.",
            "Read aloud, {at} of {total}. {n} have an owner who said yes.", n,
            at=self.block.of(s).at + 1, total=len(claims.slots),
        )  # fmt: skip

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.plan_table(lines(self.block.plan.of(s), ctx), self.block.of(s).at)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return self.block.plan.aloud(s)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        claims = self.block.plan.of(s)
        mine = [slot for slot in claims.slots.values() if slot.standing(me) == "confirmed"]
        days = [(slot.title, slot.by, slot.title) for slot in mine if slot.by]
        days += [(slot.first, slot.first_by, slot.first) for slot in mine if slot.first_by]
        file = calendar.calendar(days, ctx.now, f"{ctx.seed}|{me}") if days else ""
        return kit.join(widgets.own(claims, me, file), kit.heading(_("The whole plan")), slots_taken(claims))

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        if self.block.of(s).at >= len(self.block.plan.of(s).slots) - 1:
            return None
        return Onward(self.named("read_next"), _("Read the next one"), _("The board marks it."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        claims, at = self.block.plan.of(s), self.block.of(s).at
        return widgets.read_tools(lines(claims, ctx), at, self.named)

    def _turn(self, s: Any, ctx: Ctx, by: int) -> None:
        if not 0 <= self.block.of(s).at + by < len(self.block.plan.of(s).slots):
            raise Refused(_("There is no further action."))
        self.block.of(s).at += by
