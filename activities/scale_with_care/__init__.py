"""Scale with care: what must stay, and what may change, when something that works goes to another place."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from activities.scale_with_care import record
from activities.scale_with_care.agreeing import Agreeing
from activities.scale_with_care.inviting import Invitations
from activities.scale_with_care.parts import Parts
from activities.scale_with_care.place import Plan
from activities.scale_with_care.rules import Found
from activities.scale_with_care.sorting import Sorting
from activities.scale_with_care.talking import Views
from facilitator.activity import Ctx, Item, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.fist import Asides, FistSettings, Proposal
from facilitator.blocks.fist.rules import Part
from facilitator.blocks.group import Group, GroupSettings
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class ScaleSettings(GroupSettings, SaysWhatFor):
    """What is fixed before the first card."""

    what: str = Field("", title=mark("What goes to another place, such as: our open kitchen"), max_length=80)
    place: str = Field("", title=mark("Where it goes. Empty: the new place"), max_length=80)
    threshold: Part = Field("2/3", title=mark("Part of those who answer that settles a part"))
    locked_core: OptionList = Field([], title=mark("Values that stay without a vote. Empty: three of co-production"),
                                    max_length=9)  # fmt: skip
    max_parts: int = Field(15, title=mark("Most parts"), ge=1, le=15)
    review_days: int = Field(90, title=mark("Days until the plan is looked at again"), ge=1, le=1100)

    rules: ClassVar[Any] = FistSettings().rules
    bar: ClassVar[Any] = FistSettings().bar
    rounds_max: ClassVar[int] = FistSettings().rounds_max
    """How the plan is agreed: by the fist of five as it usually is."""


def _proposal(given: ScaleSettings) -> str:
    what, place = given.what.rstrip(".?! ") or _("what we do"), given.place.rstrip(".?! ") or _("the new place")
    return str(_("We take {what} to {place}, as in our plan.", what=what, place=place))


def _different(_s: Any, ctx: Ctx) -> Words:
    place = ctx.settings.place.rstrip(".?! ")
    return _("What is different in {place}?", place=place) if place else _("What is different there?")


class ScaleWithCare(Activity[ScaleSettings]):
    """Take something that works to another place without losing its heart.

    The room says what it is made of and what each part is for. Then everyone sorts the parts, unseen: what must stay,
    what may change, what is not needed there. The plan cannot be agreed before people from the new place decide at
    least half of what is open. Values that you adopted before stay without a vote. Fewer than five give no lists.
    """

    id, title, glyph = "scale-with-care", _("Scale with care"), "scale-with-care"
    used_for, who_decides = _("How this goes to another place"), _("Everyone here, with people from there")
    example = {"what": "our open kitchen", "place": "Northside", "max_parts": 6}
    shelf = Shelf(
        steps=(8,), point=3, purposes=("choose", "decide"), minutes=(45, 90), people=(5, 60),
        when=_("Something works here, and another place or group wants it, too."),
        leaves=_("What must stay, what may change, and a plan that people from there decide with you"),
    )  # fmt: skip

    cards = Collect(note=_("One part on each card."), title="")
    groups = Group(cards)
    parts = Parts(groups)
    sorting = Sorting(parts)
    views = Views(sorting)
    there = Collect(note=_("2 or 3 are enough."), title=_("What is different there"))
    invitations = Invitations()
    proposal = Proposal(words=_proposal, days=lambda given: given.review_days)
    plan = Plan(sorting, proposal)
    asides = Asides()
    care = Care(groups, views, there, asides)
    agreeing = Agreeing(plan, asides, care, method=_("Fist of five"), decides=who_decides)

    phases = (
        Phase("write", _("Parts"), cards.write, minutes=5,
              say=_("Think of a usual day. What belongs to what we do? One part on each card.")),
        Phase("group", _("Group"), groups.rest, groups.sort, go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Which cards mean the same part? Give each part a name.")),
        Phase("why", _("Why"), parts.write, go=_("Ask what each part is for"), ask=_("What is each part for?"),
              note=_("Phones can suggest words."),
              say=_("Why do we do it? What would people miss without it? How we do it comes later.")),
        Phase("sort", _("Sort"), sorting.ask, go=_("Ask everyone to sort"), ask=_("What must stay, what may change?"),
              note=_("Nobody sees an answer before all are shown."),
              say=_("Think of the new place. Must it stay, may it change, or is it not needed there?")),
        Phase("sorted", _("Result"), sorting.result, go=_("Show the lists"), reveal=True, then=sorting.then,
              ask=_("What must stay, what may change?"),
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("say", _("Your view"), views.ask, ask=_("Why do you see it so?"), go=_("Ask for views"), aside=True,
              note=_("Phones can send cards without a name."),
              say=_("What would be lost without it? What would you do in another way?")),
        Phase("talk", _("Talk"), views.talk, ask=views.talk.question, go=_("Talk about it"), then=sorting.again,
              note=_("The board shows one part after the other with its cards."),
              say=_("What is it for, and what is only how we do it? Make two parts of it if that helps.")),
        Phase("there", _("There"), there.write, go=_("Ask about the new place"), ask=_different,
              note=_("Phones can send cards."),
              say=_("Who lives there? What is there already? If you come from there, please begin.")),
        Phase("look", _("Cards"), there.wall, go=_("Show the cards"), reveal=True, ask=_different,
              note=_("The board and all phones show them at once. You cannot undo this.")),
        Phase("invite", _("Who"), plan.name_people, invitations.take, go=_("Ask who is in it"),
              ask={"phone": _("Whom from there can you invite?"), "board": _("Who from there is in it?")},
              note=_("Everyone sees who invites whom, with names."),
              say=_("Nothing about them without them. Who from there is in it? Who can you invite?")),
        Phase("plan", _("Plan"), plan.name_more, plan.write, go=_("Make the plan"), ask=_("What is the plan?"),
              note=_("Name who decides what is open. People from there decide at least half of it."),
              say=_("What stays keeps its purpose, but may look different. Who there decides what is open?")),
        *agreeing.phases(plan.check, changing=(plan.mend, plan.name_more), ending=(agreeing.told_plan,)),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        what = self.settings.what.rstrip(".?! ")
        return _("What are the parts of {what}?", what=what) if what else _("What are the parts of what we do?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase in ("there", "look", "invite") and (why := self.sorting.unsorted(s, ctx)):
            return why
        return super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Found:
        return self.sorting.found(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        told = [
            record.outcome(self.agreeing, s, ctx),
            *record.plan(self.agreeing, s, ctx),
            *self.agreeing.record(s, ctx),
        ]
        told += [*record.lists(self.views, self.care, s, ctx), *self.parts.record(s, ctx)]
        told += [
            *self.there.record(s, ctx),
            *self.invitations.record(s, ctx),
            *record.cards(self.views, self.care, s, ctx),
        ]
        told += self.groups.record(s, ctx)
        items = [Item(each.id, each.words, str(each.told)) for each in self.plan.lines(s, ctx)]
        ledger = (*self.agreeing.ledger(s, ctx), *self.invitations.ledger(s, ctx))
        return Section(str(self.title), str(self.ask(s, ctx)), "", tuple(told), tuple(items), ledger)
