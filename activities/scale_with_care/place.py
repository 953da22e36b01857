"""The plan for the new place: each part with its form here and there, and who decides it; who from there has a say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.scale_with_care import values, widgets
from activities.scale_with_care.parts import Id
from activities.scale_with_care.rules import KINDS, Say
from activities.scale_with_care.sorting import Sorting
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.blocks.fist import Proposal
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.text import alphabetical, is_blank, likeness

Line = Annotated[str, Field(max_length=120)]
Name = Annotated[str, Field(max_length=60)]
NOBODY = "nobody"
MOST = 12
"""People and groups from the new place at most."""


@dataclass
class Row:
    """A part in the plan: its form here and there, who from there (an id) decides it, and who else does."""

    here: str = ""
    there: str = ""
    who: str = ""
    others: str = ""


@dataclass
class Drawn:
    """Who from the new place is in it, by id, and the rows by part."""

    people: dict[str, str] = field(default_factory=dict)
    made: int = 0
    rows: dict[str, Row] = field(default_factory=dict)


class Plan(Block[Drawn, Say]):
    """It finds how many open parts people from the new place decide. Its panels: `name_people` and `name_more`,
    `write` and `mend`, and `check` for what people are asked to agree to."""

    def __init__(self, sorting: Sorting, proposal: Proposal) -> None:
        self.sorting, self.proposal = sorting, proposal
        self.name_people, self.name_more = NamePeople(self), NamePeople(self, listed=False)
        self.write, self.mend, self.check = WritePlan(self), MendPlan(self), Check(self)

    def results(self, s: Any, ctx: Ctx) -> Say:
        """What people from the new place decide in the plan."""
        plan, found = self.of(s), self.sorting.found(s, ctx)
        theirs = [part for part, row in plan.rows.items() if row.who in plan.people and part in found.kinds]
        return Say(sum(part in theirs for part in found.free), len(found.free), bool(theirs))

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can be asked to agree to it yet."""
        return self.sorting.unsorted(s, ctx) or self.results(s, ctx).why_not

    def lines(self, s: Any, ctx: Ctx) -> list[widgets.Line]:
        """The table: every part with its list, core first."""
        plan, kinds = self.of(s), self.sorting.found(s, ctx).kinds
        parts, order = self.sorting.parts, [*KINDS, None]
        found = []
        for id in sorted(kinds, key=lambda id: order.index(kinds[id])):
            row, kind = plan.rows.get(id, Row()), kinds[id]
            decides = " · ".join(filter(None, (plan.people.get(row.who, ""), row.others)))
            words = parts.of(s).texts[id].words
            found.append(widgets.Line(id, words, parts.purpose(s, id), kind, row.here, row.there, decides))
        return found

    def nobodys(self, s: Any, ctx: Ctx) -> list[str]:
        """The open parts (ids) that nobody from the new place decides yet; of all parts where none is open."""
        found, rows = self.sorting.found(s, ctx), self.of(s).rows
        return [part for part in found.free or found.kinds if not rows.get(part, Row()).who]

    def people(self, s: Any) -> list[str]:
        """Who from the new place is in it, alphabetically."""
        return sorted(self.of(s).people.values(), key=alphabetical)

    def review(self, s: Any, ctx: Ctx) -> Day:
        """The day on which it is looked at again; there always is one."""
        return self.proposal.of(s).look_again(ctx, self.proposal.days(ctx.settings))


class NamePeople(Panel[Plan]):
    """Who from the new place is in it: named by the facilitator, as they were said, and `listed` on the board."""

    def __init__(self, block: Plan, listed: bool = True) -> None:
        super().__init__(block)
        self.listed = listed

    @action(by="facilitator", voids=True)
    def name_there(self, s: Any, who: Name) -> None:
        """One more person or group from the new place."""
        plan = self.block.of(s)
        if is_blank(who):
            raise Refused(_("Write a name, a group or a role from the new place."))
        if likeness(who) in {likeness(each) for each in plan.people.values()}:
            raise Refused(_("They are named already."))
        if len(plan.people) >= MOST:
            raise Refused(_("{n} are the most. Put some together as a group.", n=MOST))
        plan.made += 1
        plan.people[f"p{plan.made}"] = " ".join(who.split())

    @action(by="facilitator", voids=True)
    def leave_out_there(self, s: Any, who: Id) -> None:
        """They are not in it after all; what they decided is open again."""
        plan = self.block.of(s)
        if who not in plan.people:
            raise Refused(_("They are not named any more. Please load the page again."))
        del plan.people[who]
        for row in plan.rows.values():
            row.who = "" if row.who == who else row.who

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.people(self.block.people(s)) if self.listed else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.board(s, ctx) if self.block.of(s).people else Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.naming(self.block.of(s).people, self.named)


class WritePlan(Panel[Plan]):
    """The table on board and phones; on the stage a form for each of its rows, and the day of the review."""

    all_at_once = True
    """Whether the stage also offers that somebody from there decides all that is open, and the day of the review."""

    @action(by="facilitator", voids=True)
    def plan_part(
        self, s: Any, ctx: Ctx, part: Id, here: Line = "", there: Line = "", who: Id = "", others: Name = ""
    ) -> None:
        """How a part is done here and there, who from there decides it ("nobody" for nobody), and who else.

        An empty field changes nothing.
        """
        block = self.block
        plan = block.of(s)
        if part not in block.sorting.parts.of(s).texts:
            raise Refused(_("This part is not there any more. Please load the page again."))
        self._check(plan, who)
        given = {"here": here, "there": there, "others": others}
        said = {name: " ".join(text.split()) for name, text in given.items() if not is_blank(text)}
        if not said and not who:
            raise Refused(_("Fill in a field first, or choose who decides."))
        row = plan.rows.setdefault(part, Row())
        for name, text in said.items():
            setattr(row, name, text)
        row.who = "" if who == NOBODY else who or row.who

    @action(by="facilitator", voids=True)
    def let_decide(self, s: Any, ctx: Ctx, who: Id) -> None:
        """They decide every open part that nobody from the new place decides yet."""
        plan = self.block.of(s)
        self._check(plan, who)
        if who not in plan.people:
            raise Refused(_("Choose somebody from the new place first."))
        free = self.block.nobodys(s, ctx)
        if not free:
            raise Refused(_("Somebody from there decides each of them already."))
        for part in free:
            plan.rows.setdefault(part, Row()).who = who

    @action(by="facilitator", voids=True)
    def review_plan(self, s: Any, ctx: Ctx, on: Day) -> None:
        """Set the day on which the plan is looked at again."""
        if on <= ctx.today:
            raise Refused(_("Choose a later day than today."))
        self.block.proposal.of(s).review = on

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.sorting.unsorted(s, ctx)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.now(ctx).words

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.plan(self.block.lines(s, ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block = self.block
        some = block.of(s).people if self.all_at_once and block.nobodys(s, ctx) else {}
        day = block.review(s, ctx) if self.all_at_once else None
        return widgets.planning(block.lines(s, ctx), block.of(s).people, some, day, self.named)

    def _check(self, plan: Drawn, who: str) -> None:
        if who not in ("", NOBODY, *plan.people):
            raise Refused(_("They are not named any more. Please load the page again."))


class MendPlan(WritePlan):
    """The same while the words of the proposal are changed, behind a button: other answers were about another plan."""

    all_at_once = False

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.foldable(_("Change the plan"), super().stage(s, ctx))


class Check(Panel[Plan]):
    """What people are asked to agree to: the plan, and the values that it has to keep."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.unready(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.plan(self.block.lines(s, ctx), whole=False)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        block = self.block
        return widgets.checking(block.lines(s, ctx), values.locked(ctx), block.now(ctx), block.review(s, ctx))
