"""Action plan: who does what, by when, and how we will see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from activities.action_plan.back import Back
from activities.action_plan.begin import Begin
from activities.action_plan.checking import Check
from activities.action_plan.drafts import Drafts, Goals
from activities.action_plan.plan import Plan
from activities.action_plan.reading import Aloud
from activities.action_plan.rules import Found
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.group import Group
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark
from facilitator.report.model import LedgerEntry, Passage


class ActionPlanSettings(SaysWhatFor):
    """What is fixed before the first action."""

    question: str = Field("", title=mark("Question. Empty: what is the next step?"), max_length=140)
    max_new_actions: int | None = Field(None, title=mark("Most new actions. Empty: 20"), ge=1, le=20)
    max_days: int = Field(90, title=mark("A day further away than so many days needs a first step"), ge=7, le=730)
    first_step_days: int = Field(14, title=mark("Days until a first step has to be done"), ge=1, le=90)
    capacity_hours: int | None = Field(
        None, title=mark("Hours that one person has. Empty: nobody is warned"), ge=1, le=999
    )


class ActionPlan(Activity[ActionPlanSettings]):
    """Turn decisions into a plan that everyone shaped, and see next time what became of it.

    Open actions come first: what became of them, one at a time. Then everyone writes what needs doing, unseen, and the
    room makes actions of it, each with a verb and a thing. People take only what they want to do themselves, by a day
    they choose. What nobody takes is looking for someone; it is never given to somebody who is not here.
    """

    id, title, glyph = "action-plan", _("Action plan"), "action-plan"
    used_for, who_decides = _("What we do next, and who does it"), _("Each person, only about themselves")
    takes_items = True
    example = {"purpose": "The first steps towards our goals", "max_new_actions": 8, "capacity_hours": 20}
    shelf = Shelf(
        steps=(6, 4, 8), point=1, purposes=("act",), minutes=(10, 60), people=(3, 60),
        when=_("Something is decided, and somebody has to do it."),
        leaves=_("Actions with an owner who said yes, a day, and how we will know"),
    )  # fmt: skip

    goals = Goals()
    back = Back()
    cards = Collect(label=_("One next step"), note=_("Begin with a verb. 2 or 3 are enough."))
    groups = Group(cards)
    drafts = Drafts(groups, back)
    plan = Plan(drafts, back)
    checking = Check(plan)
    opening = Begin(plan)
    aloud = Aloud(plan)
    care = Care(groups)

    phases = (
        Phase("begin", _("Begin"), goals.read, opening.so_far, ask=_("From decisions to actions"), then=opening.first,
              say=_("We make a plan of what we decided. First we look at what is still open.")),
        Phase("back", _("Look back"), back.one, ask=back.asks, aside=True, then="write",
              go=_("Look at the open actions"), note=_("The board shows one open action after the other."),
              say=_("What became of this? Its owner says it, and anyone can add a note.")),
        Phase("write", _("Next steps"), goals.read, cards.write, go=_("Ask what needs doing"), minutes=5,
              note=_("Nobody sees any card before all are shown."), say=_("We write in silence, one step a card.")),
        Phase("sort", _("Cards"), groups.rest, groups.sort, go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which belong together?")),
        Phase("shape", _("Shape"), drafts.write, ask=_("What will somebody do?"), go=_("Make actions of them"),
              note=_("Phones can suggest words for each action."),
              say=_("Each action is a verb and a thing. Could a stranger tell when it is done?")),
        Phase("who", _("Who"), plan.take, go=_("Ask who does what"), minutes=10,
              ask={"phone": _("What will you do?"), "board": _("Who does what, by when?")},
              note=_("Phones can say what they would do. Nobody can put down anybody else."),
              say=_("What would you like to do yourself? Passing is fine, and nobody has to take anything.")),
        Phase("check", _("Check"), checking, go=_("Check the plan"), ask=_("Can this plan carry us?"),
              note=_("The board says what is much for one person. Phones can hand back."),
              say=_("Is anything too much for one person? You can hand it back. Then we ask again who takes it.")),
        Phase("read", _("Read out"), aloud.read, go=_("Read the plan aloud"), ask=_("We will …"), reveal=True,
              note=_("The whole plan stands on the board and on all phones. You cannot undo this."),
              say=_("I read every action aloud, with who does it and by when.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question or _("What is the next step?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase == "write" and self.back.open(ctx) and "back" not in ctx.went:
            return _("Look at the open actions first.")
        if phase == "shape" and (alone := self.groups.left_alone(s)):
            return alone
        return super().ready(s, ctx, phase)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made, plan = super().section(s, ctx), self.plan.record(s, ctx)
        return replace(made, blocks=(*plan, *(each for each in made.blocks if each not in plan)))

    def early(self, s: Any, ctx: Ctx) -> tuple[Sequence[Passage], Sequence[LedgerEntry]]:
        return self.back.record(s, ctx), tuple(self.back.entries(s, ctx).values())

    def results(self, s: Any, ctx: Ctx) -> Found:
        return self.plan.found(s, ctx)
