"""The ballot on projects: boxes to tick, as many as one likes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from activities.share_resources import widgets
from activities.share_resources.pot import Projects
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Round
from facilitator.blocks.vote import Cast, Rules, Vote, a_few, as_many_as_you_like
from facilitator.blocks.vote.record import present
from facilitator.composing import Input
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Passage


def _at_most(given: Any, options: Sequence[str]) -> Rules:
    return a_few(options, given.approve_max) if given.approve_max else as_many_as_you_like(given, options)


class Approve(Vote):
    """Everyone chooses as many projects as they like."""

    def __init__(self, projects: Projects) -> None:
        super().__init__(on=projects, dots=_at_most)
        self.cast = Choose(self)

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        """Who chose and who passed; the count itself is told by those who made it."""
        rounds = self.shown(s, ctx)
        return [self.facts(rounds, ctx)] if rounds else []

    def round_facts(self, each: Round, ctx: Ctx) -> taking_part.Rows:
        ballots, most = self.of(each.state), ctx.settings.approve_max
        n, total = len(ballots.answered()), present(each, ballots)
        voted = ngettext("{n} of {total} people voted.", "{n} of {total} people voted.", n, total=total)
        could = _("Each person could choose as many as they liked.")
        if most:
            could = ngettext("Each person could choose {n}.", "Each person could choose up to {n}.", most)
        return [(_("Voted"), voted), (_("Passed"), taking_part.passed(len(ballots.passed()))), (_("Ballot"), could)]


class Choose(Cast):
    """The projects with what they cost, as boxes to tick; on every phone in an order of its own."""

    def offers(self) -> Mapping[str, Any]:
        return {do: each for do, each in super().offers().items() if do == self.do}

    def whole(self, s: Any, me: Key, ctx: Ctx, dots: dict[str, int] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """A whole ballot, in place of any earlier one."""
        most, chosen = self.block.rules(s, ctx).dots, sum(map(bool, dots.values()))
        if chosen > most:
            raise Refused(_("You chose {n}. Please choose {most} at most.", n=chosen, most=most))
        return super().whole(s, me, ctx, dots)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        projects: Any = self.block.on
        rows = [(id, projects.of(s).texts[id], cost) for id, cost in projects.on_ballot(s, ctx).items()]
        if me is not None:
            ctx.random(me).shuffle(rows)
        return widgets.boxes(rows, self.block.of(s).of(me) if me else ())

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine, there = self.block.of(s).of(me), len(self.block.on.texts(s, ctx))
        most = ctx.settings.approve_max
        free = _("Choose up to {n}.", n=most) if most else _("Choose as many as you like. 3 or more is good.")
        lead = _("You chose {n} of {total}.", n=len(mine), total=there) if mine else free
        return kit.join(kit.lead(lead), Input.phone(self, s, me, ctx), kit.hint(self._counted(ctx)))

    def _counted(self, ctx: Ctx) -> Words:
        if ctx.settings.count == "votes":
            return _("Counted by most votes first. You can choose your own project.")
        return _(
            "Counted by equal shares: everyone has the same part of the pot, and it goes only to what they chose. You "
            "can choose your own project."
        )
