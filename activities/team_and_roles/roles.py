"""Responsibilities: the list, where each person puts themselves, and what is to mend before it is closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Annotated, Any, cast

from pydantic import Field

from activities.team_and_roles import found, handing, own_pages
from activities.team_and_roles import role_pages as pages
from activities.team_and_roles import role_record as record
from activities.team_and_roles.grid import Grid
from activities.team_and_roles.listing import Change, Edit, Listed
from activities.team_and_roles.rules import RATHER_NOT, ROLES, Finding, Role
from activities.team_and_roles.seats import Seats
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks import members, skills
from facilitator.blocks.collect import Collect
from facilitator.composing import Panel, Paper
from facilitator.composing.phase import here
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry, Passage
from facilitator.text import is_blank, likeness

Id = Annotated[str, Field(max_length=40)]
Name = Annotated[str, Field(max_length=40)]
View = Annotated[str, Field(max_length=60)]
Ticked = Annotated[str, Field(max_length=1)]


class Roles(Listed):
    """`change` shows the cards until the list stands there that is made of them; in `take` people put themselves;
    `check` says what is open.

    Who has a seat in the team stands there under the same name, and as the same perspective.
    """

    def __init__(self, cards: Collect, seats: Seats) -> None:
        self.cards, self.seats = cards, seats
        self.change, self.edit, self.take, self.check = Change(self), Edit(self), Take(self), Check(self)

    def begin(self, ctx: Ctx) -> Grid:
        grid = Grid()
        for entry in ctx.ledgers.of("roles"):
            ended = entry.status == "ended" or members.is_member(entry)
            known = ended or is_blank(entry.text) or grid.has(entry.text)
            if not known and len(grid.tasks) < pages.MOST:
                grid.add(entry.text, entry.key, entry.data.get("who", ""))
        grid.known([*ctx.settings.tasks, *(item.text for item in ctx.incoming)])
        return grid

    def present(self, s: Any, ctx: Ctx) -> dict[Key, str]:
        """Everyone here who stands on the list, or has a seat in the team, and what they are called."""
        return {key: who[0] for key in ctx.seats if (who := self.me(s, key))}

    def here(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Whose roles count that they did not confirm: of those who are here. In a hidden phase nothing moves."""
        return self.of(s).names if here(ctx).hidden else ctx.seats

    def results(self, s: Any, ctx: Ctx) -> list[Finding]:
        return self.of(s).findings(self.here(s, ctx), Fraction(ctx.settings.load_flag))

    def open(self, ctx: Ctx) -> bool:
        """Whether people have been asked where they stand: what they leave open is an error then."""
        return "roles" in ctx.went

    def me(self, s: Any, me: Key) -> tuple[str, str] | None:
        """Under which name somebody stands in the grid and as what: what they gave, or that of their seat."""
        grid, team = self.of(s), self.seats.of(s)
        if me in grid.names:
            return grid.names[me], grid.sits.get(me, "")
        if team.slot.standing(me) == "confirmed":
            return team.slot.names[me], team.wishes[me].sits
        return None

    def stand(self, s: Any, me: Key) -> Grid:
        """The grid, with the name under which somebody stands there. Refused without one."""
        who = self.me(s, me)
        if who is None:
            raise Refused(_("Write your name for the list first."))
        self.of(s).sign(me, *who)
        return self.of(s)

    @action(touches="everyone")
    def hand_role_back(self, s: Any, me: Key, ctx: Ctx, task: Id, role: Role) -> None:
        """I do not do this after all, at any time and without a reason."""
        self.of(s).hand_back(me, task, role)
        self.of(s).heard(ctx.phase, me)

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        grid = self.of(s)
        errors = [each for each in self.results(s, ctx) if each.error and not grid.settled(each.task)]
        return found.to_mend(grid, errors) if errors and self.open(ctx) else ""

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if ctx.settings.parts == "team":
            return ()
        return record.passages(self.of(s), self.results(s, ctx), self.here(s, ctx), ctx, self.open(ctx))

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        tasks = record.entries(self.of(s), self.here(s, ctx)) if self.open(ctx) else []
        sitting = sorted({who for me in self._people(s) if (who := self.me(s, me))})
        return [*tasks, *members.entries(sitting, ctx.ledgers)]

    def _people(self, s: Any) -> set[Key]:
        """Who took a seat, or stands in the grid: everyone sees their names, and as what they sit."""
        grid = self.of(s)
        return {*self.seats.of(s).standing("confirmed"), *(key for key in grid.names if grid.has_role(key))}


class Take(Panel[Roles]):
    """Where everybody puts only themselves; names show."""

    privacy = "open"
    checked = False
    """Whether what is to mend stands beside it."""

    @action(touches="everyone")
    def sign(self, s: Any, me: Key, ctx: Ctx, who: Name = "", sits: View = "") -> None:
        """Under which name I stand in the grid, and as what I sit, if I say so."""
        name, sits = self._signed(s, me, ctx, who, sits)
        self.block.of(s).sign(me, name, sits)
        self.block.of(s).heard(ctx.phase, me)

    @action(touches="everyone")
    def take_role(self, s: Any, me: Key, ctx: Ctx, task: Id, role: Role) -> None:
        """I do it, answer for it, help, am asked first, or am told."""
        self.block.of(s).task(task)
        self.block.stand(s, me).take(me, task, role)
        self.block.of(s).heard(ctx.phase, me)

    @action(touches="everyone")
    def hand_over(self, s: Any, me: Key, ctx: Ctx, mine: Id = "", person: Name = "") -> None:
        """Ask somebody on the list to take a role of mine (`t1-answers`). I keep it until they say yes themselves."""
        task, _dash, role = mine.partition("-")
        who = self.block.me(s, me)
        if role not in ROLES:
            raise Refused(_("Choose what you would like to hand over first."))
        if is_blank(person):
            raise Refused(_("Choose whom you would like to ask."))
        there = self.block.present(s, ctx)
        to = {key: name for key, name in there.items() if likeness(name) == likeness(person)}
        called = who[0] if who else ctx.names.get(me, "")
        self.block.of(s).offer(me, task, role, to, called)
        self.block.of(s).heard(ctx.phase, me)

    @action(touches="everyone")
    def drop_offer(self, s: Any, me: Key, ctx: Ctx, offer: Id) -> None:
        """No, I do not take what somebody would hand over; or I keep what I would have handed over."""
        who = self.block.me(s, me)
        self.block.of(s).drop_offer(me, who[0] if who else ctx.names.get(me, ""), offer)
        self.block.of(s).heard(ctx.phase, me)

    @action(touches="everyone")
    def no_help(self, s: Any, me: Key, ctx: Ctx, task: Id, on: bool = True) -> None:
        """I do not need help with it, or I do."""
        line = self.block.of(s).task(task)
        if not {"does", "answers"}.intersection(line.roles(me)):
            raise Refused(_("This is for those who do it or answer for it."))
        if on:
            line.no_help[me] = True
        else:
            line.no_help.pop(me, None)
        self.block.of(s).heard(ctx.phase, me)

    @action(touches="everyone")
    def all_of_mine(
        self, s: Any, me: Key, ctx: Ctx, who: Name = "", sits: View = "",
        roles: dict[Id, Ticked] = {}, alone: dict[Id, Ticked] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """All of mine at once, as on paper: it is confirmed with that."""
        grid = self.block.of(s)
        asked = [(task, role) for task, _dash, role in (each.partition("-") for each in roles)]
        if not asked:
            raise Refused(_("Nothing is ticked yet. Tick what this person takes on, or enter a pass."))
        for task, role in asked:
            grid.task(task)
            if role not in ROLES:
                raise Refused(_("This is not one of the questions. Please load the page again."))
        for task in alone:
            grid.task(task)
        name, sits = self._signed(s, me, ctx, who, sits)
        grid.sign(me, name, sits)
        grid.clear(me)
        for task, role in asked:
            grid.take(me, task, cast(Role, role))
        for task in alone:
            if {"does", "answers"}.intersection(grid.tasks[task].roles(me)):
                grid.tasks[task].no_help[me] = True
        grid.confirmed[me] = True
        grid.heard(ctx.phase, me)

    def _signed(self, s: Any, me: Key, ctx: Ctx, who: str, sits: str) -> tuple[str, str]:
        before = self.block.me(s, me)
        if is_blank(who) and before is None:
            raise Refused(_("Write your name for the list first."))
        if sits and sits not in (*self.block.seats.of(s).views, RATHER_NOT):
            raise Refused(_("This is not one of the questions. Please load the page again."))
        name = before[0] if before and is_blank(who) else who
        return name, (before[1] if before else "") if not sits else "" if sits == RATHER_NOT else sits

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).forget(me)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.of(s).tasks else _("Write down what somebody has to take care of first.")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.how_many(self.block.of(s))

    def board(self, s: Any, ctx: Ctx) -> Html:
        if kit.page.get().surface == "paper":
            return Html("")  # the form has each title with its boxes
        return pages.grid(self.block.of(s), ctx, self._found(ctx), ctx.settings.letters)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        grid, who = self.block.of(s), self.block.me(s, me)
        parts = [kit.privacy()]
        if who is None:
            parts.append(pages.sign(self.block.seats.of(s).views, ctx.names.get(me, ""), self.named("sign")))
        parts += [pages.confirm(grid, me, self.named("confirm")) if self.checked else Html("")]
        called = who[0] if who else ctx.names.get(me, "")
        parts.append(handing.asked(grid, me, called, who is not None, self.named))
        parts.append(own_pages.tasks(grid, me, ctx, who is not None, self._found(ctx), self.named))
        parts.append(handing.form(grid, me, called, self.block.present(s, ctx), self.named))
        parts.append(skills.shared(ctx))
        if not grid.has_role(me):
            parts.append(kit.secondary([kit.button(_("Pass"), "pass")]))
            if me in grid.passes:
                parts.append(kit.hint(_("You passed. You can still take something.")))
        return kit.join(*parts)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        grid, views = self.block.of(s), self.block.seats.of(s).views
        return Paper(self.named("all_of_mine"), lambda: pages.paper(grid, views))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        grid = self.block.of(s)
        said = [key for key in grid.said.get(ctx.phase, {}) if grid.has_role(key)]
        return {*said, *self.silent(s, ctx)}

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.block.of(s).said.get(ctx.phase, {})}.difference(self.done(s, ctx))

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return [key for key in self.block.of(s).passes if not self.block.of(s).has_role(key)]

    def _found(self, ctx: Ctx) -> list[Finding]:
        return self.block.now(ctx) if self.checked else []


class Check(Take):
    """The same with what is to mend and what to talk about; everyone confirms where they stand."""

    checked = True
    personal = True

    @action(by="facilitator")
    def leave_open(self, s: Any, task: Id = "") -> None:
        """The room leaves one responsibility open: it is written down as that, and keeps nothing from being closed."""
        self.block.of(s).leave_open(task)

    @action(by="facilitator")
    def leave_all_open(self, s: Any, ctx: Ctx) -> None:
        """The room leaves everything open that is to mend, and is not settled yet."""
        grid = self.block.of(s)
        for id in {each.task for each in self.block.now(ctx) if each.error and not grid.settled(each.task)}:
            grid.leave_open(id)

    @action(by="facilitator")
    def leave_with_last(self, s: Any, task: Id = "") -> None:
        """It stays with whoever answered for it in an older session: they said yes then, and nobody took it today."""
        self.block.of(s).leave_with_last(task)

    @action(touches="everyone")
    def confirm(self, s: Any, me: Key, ctx: Ctx) -> None:
        """These are mine: I confirm where I stand."""
        grid = self.block.of(s)
        if not grid.has_role(me):
            raise Refused(_("You stand nowhere in the grid yet. Take something first, or pass."))
        grid.confirmed[me] = True
        grid.heard(ctx.phase, me)

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        grid, views = self.block.of(s), self.block.seats.of(s).views
        return Paper(self.named("all_of_mine"), lambda: pages.paper(grid, views, me))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Whoever stands somewhere confirms it; who confirmed on paper before has nothing left to say."""
        grid = self.block.of(s)
        return {*(key for key in grid.confirmed if grid.has_role(key)), *self.silent(s, ctx)}

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return pages.check_tools(self.block.of(s), self.block.now(ctx), self.named)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return found.counted(self.block.now(ctx))
