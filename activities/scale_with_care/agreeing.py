"""Agreeing: a fist of five on the plan, and the decision that it leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from activities.scale_with_care import widgets
from activities.scale_with_care.place import Plan
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.decision import Decision
from facilitator.blocks.fist import Fist
from facilitator.composing import Panel
from facilitator.i18n import _


class Agreeing(Fist):
    """The fist of five; its decision says who from the new place decides with us. One more panel: `told_plan`."""

    def __init__(self, plan: Plan, *others: Any, **more: Any) -> None:
        super().__init__(plan.proposal, *others, **more)
        self.plan, self.told_plan = plan, ToldPlan(self)

    def asked_about(self, s: Any, ctx: Ctx) -> Any:
        """The state with the plan that everyone agreed to; before they did, with the plan as it is now."""
        last = self.last(s, ctx)
        return last.state if last and self.agreed(s, ctx) else s

    def decision(self, s: Any, ctx: Ctx) -> Decision | None:
        made = super().decision(s, ctx)
        return replace(made, who=", ".join(self.plan.people(self.asked_about(s, ctx)))) if made else None


class ToldPlan(Panel[Agreeing]):
    """On a phone the plan behind a button, at the close."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        lines = self.block.plan.lines(self.block.asked_about(s, ctx), ctx)
        return kit.foldable(_("The plan"), widgets.plan(lines))
