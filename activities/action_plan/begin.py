"""How the plan begins: how far all actions of the programme are, and that open ones are looked at first."""

from __future__ import annotations

from typing import Any

from activities.action_plan import widgets
from activities.action_plan.plan import Plan
from facilitator.activity import Ctx, Html
from facilitator.composing import Block, Panel


class Begin(Block[dict[str, str], None]):
    """It keeps nothing: `so_far` shows how far the actions are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.so_far = SoFar(self)

    def first(self, s: Any, ctx: Ctx) -> str | None:
        """Open actions come first."""
        return "back" if self.plan.back.open(ctx) and "back" not in ctx.went else None


class SoFar(Panel[Begin]):
    """How far all actions of the programme are; nothing where there are none."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.so_far(self.block.plan.found(s, ctx))
