"""Naming: for one sought-after responsibility people name somebody with a reason; only who is asked says yes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.team_and_roles import naming_pages as pages
from activities.team_and_roles.roles import Name, Roles
from activities.team_and_roles.sought import Sought
from facilitator.activity import Ctx, Html, Item, Key, Refused, action
from facilitator.blocks.collect import Card, Collect, Mended, Pile, Rules, Text, Writes
from facilitator.blocks.collect.card import ROOM
from facilitator.composing import Block, Panel, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import Column, Passage, Table
from facilitator.text import is_blank, likeness

Id = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=140)]


class Seeking(Block[Sought, None]):
    """Which responsibility somebody is sought for, and who can be named. `describe` is where the room says that."""

    reasons: Reasons

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.describe = Describe(self)

    def title(self, s: Any) -> str:
        """What somebody is sought for; empty before that is said."""
        task = self.roles.of(s).tasks.get(self.of(s).task)
        return task.title if task else ""

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """Who could take it on?"""
        title = self.title(s)
        return _("Who could answer for this? {title}", title=title) if title else _("What do we look for somebody for?")

    def named_already(self, s: Any) -> bool:
        """Whether somebody was named in this round."""
        return bool(self.reasons.of(s).answered())

    def seated(self, s: Any, ctx: Ctx) -> None:
        self.meet(s, ctx)

    def meet(self, s: Any, ctx: Ctx) -> None:
        """Learn who is called what, where names are open: in the hidden phase nobody is told that anew."""
        for key in ctx.seats if ctx.names else ():
            known = self.roles.me(s, key)
            if name := known[0] if known else ctx.names.get(key, ""):
                self.of(s).names.setdefault(key, name)

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        """A proposal to check for objections: one for each who said yes and still does."""
        return [Item(task, str(_("{name} answers for this: {title}", name=name, title=title)))
                for task, title, name in self.found(s, ctx)]  # fmt: skip

    def found(self, s: Any, ctx: Ctx) -> list[tuple[str, str, str]]:
        """Every responsibility that somebody was asked for and answers for now: its id, its title, their name."""
        grid, said = self.roles.of(s), self.of(s).yes
        lines = grid.lines(self.roles.here(s, ctx))
        return [
            (id, grid.tasks[id].title, grid.names[key])
            for id, key in said.items() if id in lines and key in lines[id].of("answers")
        ]  # fmt: skip

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        found = [(title, name) for _id, title, name in self.found(s, ctx)]
        columns = (Column(str(_("Responsibility"))), Column(str(_("Was asked, and said yes")), names=True))
        note = str(_("People named somebody with reasons. The reasons stay in the room."))
        return [Table("named", str(_("Found with reasons")), columns, tuple(found), note=note)] if found else ()


class Describe(Panel[Seeking]):
    """What somebody is sought for and what that needs; people say whether they can be named. It begins a round."""

    privacy, round, personal = "open", True, True

    @action(by="facilitator")
    def choose_role(self, s: Any, ctx: Ctx, task: Id = "", needs: Line = "") -> None:
        """Say for which responsibility somebody is sought, and what it needs."""
        self.block.roles.of(s).task(task)
        if task != self.block.of(s).task and self.block.named_already(s):
            raise Refused(_("People have named somebody for this already. Show the reasons first, then begin anew."))
        self.block.of(s).seek(task, needs.strip())
        self.block.meet(s, ctx)

    @action(touches="everyone")
    def can_name(self, s: Any, me: Key, ctx: Ctx, who: Name = "") -> None:
        """People can name me for it, under this name."""
        if is_blank(who):
            raise Refused(_("Write your name for the list first."))
        self.block.of(s).let(me, who.strip())

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.meet(s, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if ctx.after(phase) and not ctx.asked:
            return _("The grid is looked at already. There, people can take roles and hand them over.")
        return self.block.roles.take.ready(s, ctx, phase)

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).spare(me)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.described(self.block.of(s), self.block.title(s))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        sought = self.block.of(s)
        name = sought.names.get(me) or ctx.names.get(me, "")
        return pages.may_be_named(sought, self.block.title(s), me, name, self.named("can_name"))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return pages.choose(self.block.roles.of(s), self.block.of(s), self.named("choose_role"))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("can_name"), lambda: pages.name_field(""))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.block.of(s).may, *self.block.of(s).off}

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return [*self.block.of(s).off]


class Reasons(Collect):
    """One card from everyone: whom they would ask, and why. It stays in the room. In `heard` somebody is asked."""

    def __init__(self, seeking: Seeking) -> None:
        super().__init__(may=Rules(most=1), mine=_("Your reason"), per_round=True, shares=seeking)
        self.seeking = seeking
        seeking.reasons = self
        self.ask, self.heard = Ask(self), Heard(self)

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        return [replace(pile, columns={}) for pile in super().piles(s, ctx, mended)]

    def rows(self, s: Any, ctx: Ctx) -> list[pages.Named]:
        """Everyone who was named and lets that stand, or would do it; with the reasons, in no order of number."""
        sought, cards = self.seeking.of(s), self.of(s).shown().values() if self.seen(ctx) else ()
        listed = sought.listed()
        why = {name: [card.text for card in cards if likeness(card.column) == likeness(name)] for name in listed}
        willing = {likeness(sought.names[key]) for key in sought.willing}
        return [pages.Named(name, tuple(sorted(why[name])), likeness(name) in willing)
                for name in listed if why[name] or likeness(name) in willing]  # fmt: skip


class Ask(Writes):
    """Whom would you ask, and why?"""

    block: Reasons
    do, again = "name_somebody", True

    def whole(self, s: Any, me: Key, ctx: Ctx, whom: Name = "", why: Text = "") -> Callable[[], None]:
        """I would ask this person, for this reason."""
        name = self.block.seeking.of(s).named(whom)
        words = self.block.rules(s, ctx).words(why)
        return self.keeps(s, me, ctx, Card(words, name, ROOM))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = next(iter(self.block.of(s).of(me).values()), None) if me else None
        return pages.reason(self.block.seeking.of(s).listed(), mine.column if mine else "", mine.text if mine else "")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return pages.told(self.block.seeking.of(s)) + super().phone(s, me, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.told(self.block.seeking.of(s))

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.seeking.of(s).asked = ""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if not self.block.seeking.title(s):
            return _("Choose one responsibility first.")
        return "" if self.block.seeking.of(s).listed() else _("Nobody can be named yet. Ask people for their names.")

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).done()


class Heard(Panel[Reasons]):
    """Who was named and why. The facilitator asks somebody for the room; that person says yes or no, nobody else."""

    privacy, personal = "open", True

    def __init__(self, block: Reasons) -> None:
        super().__init__(block)
        self.shows = (block,)

    @action(by="facilitator")
    def ask_for_it(self, s: Any, ctx: Ctx, person: Name = "") -> None:
        """The room would like to ask this person."""
        sought = self.block.seeking.of(s)
        name = sought.named(person)
        if not any(key in ctx.seats for key in sought.bearers(name)):
            raise Refused(_("This person has left. Choose another."))
        sought.asked = name

    @action(touches="everyone")
    def say_yes(self, s: Any, me: Key, ctx: Ctx, who: Name = "") -> None:
        """I was asked, and I take it; everyone sees the name I give."""
        sought, roles = self.block.seeking.of(s), self.block.seeking.roles
        if not sought.is_asked(me):
            raise Refused(_("You are not asked now."))
        if is_blank(who):
            raise Refused(_("Write your name for the list first."))
        grid, known = roles.of(s), roles.me(s, me)
        grid.task(sought.task)
        grid.sign(me, who, known[1] if known else "")
        grid.accept(me, sought.task, "answers")
        grid.heard(ctx.phase, me)
        sought.take(me)

    @action(touches="everyone")
    def for_myself(self, s: Any, me: Key, ctx: Ctx, say: Literal["yes", "no"] = "yes", who: Name = "") -> None:
        """I would take it; or I would rather not be named. On paper also a yes or a no, where I was asked."""
        sought = self.block.seeking.of(s)
        if say == "no":
            sought.spare(me)
        elif sought.is_asked(me):
            self.say_yes(s, me, ctx, who)
        elif is_blank(who):
            raise Refused(_("Write your name for the list first."))
        else:
            sought.volunteer(me, who.strip())

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.seeking.meet(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.heard(self.block.rows(s, ctx), self.block.seeking.of(s), self._who(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        sought = self.block.seeking.of(s)
        known = self.block.seeking.roles.me(s, me)
        name = known[0] if known else sought.names.get(me) or ctx.names.get(me, "")
        named = any(likeness(row.name) == likeness(sought.names.get(me, "")) for row in self.block.rows(s, ctx))
        mine = pages.mine(sought, me, name, named, self.block.seeking.title(s), self.named)
        return mine + self.board(s, ctx)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        names = [row.name for row in self.block.rows(s, ctx)]
        sought = self.block.seeking.of(s)
        return pages.ask_tools(names or sought.listed(), sought, self.named("ask_for_it"))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("for_myself"), lambda: pages.own_sheet())

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Everyone but who is asked and has not answered yet."""
        sought = self.block.seeking.of(s)
        return {key for key in ctx.seats if not sought.is_asked(key)}

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return pages.aloud(self.block.rows(s, ctx), self._who(s, ctx))

    def _who(self, s: Any, ctx: Ctx) -> str:
        """Who said yes to what is sought now."""
        task = self.block.seeking.of(s).task
        return next((name for id, _title, name in self.block.seeking.found(s, ctx) if id == task), "")
