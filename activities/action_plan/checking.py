"""Checking the plan: what is much for one person, and whether owners keep what they took."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal

from activities.action_plan import widgets
from activities.action_plan.plan import TakeOne, lines
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.claim.widgets import claim_sheet, slots_to_take, take_tools
from facilitator.composing import Paper
from facilitator.i18n import Words, _


class Check(TakeOne):
    """The plan with what is much for one person above it. Owners say that they keep what they took, or hand it back.

    What was handed back, or offered and not answered yet, can be taken here, too.
    """

    personal = True

    @action(touches="everyone")
    def keep(self, s: Any, me: Key, mine: dict[str, Literal["keep", "back"]] = {}) -> None:  # noqa: B006 - never changed
        """I keep what I took; on paper, of each action (id) whether it is kept or handed back."""
        claims = self.block.of(s)
        if not claims.owns(me):
            raise Refused(_("You took nothing so far, so there is nothing to keep."))
        back = [claims.slot(id) for id, said in mine.items() if said == "back"]
        if any(slot.standing(me) != "confirmed" for slot in back):
            raise Refused(_("This place is not yours, so there is nothing to hand back."))
        for slot in back:
            slot.hand_back(me)
        claims.kept[me] = True

    def entering(self, s: Any, ctx: Ctx) -> None:
        super().entering(s, ctx)
        claims = self.block.of(s)
        claims.kept = {key: False for slot in claims.slots.values() for key in slot.names}

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who said something, has nothing that waits for their yes or no, and keeps what they took, if anything."""
        claims = self.block.of(s)
        return {*super().done(s, ctx)} - {me for me, kept in claims.kept.items() if not kept and claims.owns(me)}

    def board(self, s: Any, ctx: Ctx) -> Html:
        told, high = widgets.warnings(self._told(s, ctx))
        return kit.join(told, widgets.plan_table(lines(self.block.of(s), ctx), above=high))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        claims = self.block.of(s)
        told = kit.join(*(kit.lead(words) for words in self._told(s, ctx)))
        mine = kit.join(widgets.own(claims, me), widgets.keeping(claims.owns(me), claims.kept.get(me), self.named))
        others = {id: slot for id, slot in claims.slots.items() if slot.standing(me) != "confirmed"}
        rest = slots_to_take(replace(claims, slots=others), me, ctx, self.named, self.block.terms(ctx))
        heading = kit.heading(_("The rest of the plan")) if mine else ""
        return kit.join(told, kit.privacy(), mine, heading, rest if others else "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        told = kit.join(*(kit.lead(words) for words in self._told(s, ctx)))
        tools = take_tools(self.block.of(s), ctx, self.named)
        return kit.join(told, widgets.loads(self.block.found(s, ctx)), tools)

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        """For an owner: keep or hand back each action. For others what is free, or offered to them."""
        claims = self.block.of(s)
        if mine := {id: slot for id, slot in claims.slots.items() if slot.standing(me) == "confirmed"}:
            return Paper(self.named("keep"), lambda: widgets.keep_sheet(mine))
        some = {id: slot for id, slot in claims.slots.items() if slot.free > 0 or slot.standing(me) == "offered"}
        terms = self.block.terms(ctx)
        return Paper(self.named("sign_up"), lambda: claim_sheet(replace(claims, slots=some), terms)) if some else None

    def _told(self, s: Any, ctx: Ctx) -> list[Words]:
        """What the room should see of who carries the plan."""
        return widgets.warned(self.block.found(s, ctx), ctx.settings.capacity_hours)
