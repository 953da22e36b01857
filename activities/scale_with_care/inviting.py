"""Who invites whom from the new place: said by the person who does it, with a day, and handed back at any time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.scale_with_care import invite_pages
from activities.scale_with_care.parts import Id
from activities.scale_with_care.place import Name
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.blocks.claim.said import doer, invitation
from facilitator.blocks.saying import Saying
from facilitator.composing import Block, Paper
from facilitator.i18n import _
from facilitator.report.model import Column, LedgerEntry, Passage, Table
from facilitator.text import alphabetical, is_blank, likeness

Who = Annotated[str, Field(max_length=40)]


@dataclass
class Invitation:
    """Whom somebody invites, under which name, and by when."""

    whom: str
    who: str
    by: Day


@dataclass
class Invited:
    """What each person said they do, by id; who passed."""

    made: dict[Key, dict[str, Invitation]] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    count: int = 0


class Invitations(Block[Invited, Sequence[Invitation]]):
    """It finds all invitations, alphabetically. Several people may invite the same group."""

    def __init__(self) -> None:
        self.take = Take(self)

    @action(touches="everyone")
    def hand_back(self, s: Any, me: Key, invitation: Id) -> None:
        """I do not invite them after all, in every phase and without a reason."""
        if invitation not in self.of(s).made.get(me, {}):
            raise Refused(_("This is not yours, so there is nothing to hand back."))
        del self.of(s).made[me][invitation]
        if not self.of(s).made[me]:
            del self.of(s).made[me]

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        return {id: each.whom for id, each in self.of(s).made.get(me, {}).items()}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        del self.of(s).made[me][word]

    def results(self, s: Any, ctx: Ctx) -> Sequence[Invitation]:
        every = [each for some in self.of(s).made.values() for each in some.values()]
        return sorted(every, key=lambda each: (alphabetical(each.whom), alphabetical(each.who), each.by))

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """For spreadsheets: documents tell it on the first page, among all tasks."""
        rows = tuple((each.whom, each.who, each.by.isoformat()) for each in self.results(s, ctx))
        columns = (Column(str(_("From the new place")), detail=True),
                   Column(str(_("Who invites them")), names=True, detail=True),
                   Column(str(_("By")), "date", detail=True))  # fmt: skip
        return [Table("invitations", str(_("Who invites whom")), columns, rows)] if rows else []

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return [invitation(at, each.whom, each.who, each.by) for at, each in enumerate(self.results(s, ctx), 1)]


class Take(Saying[Invitations]):
    """Who invites whom, and a form to say it: a group or a role, a name, a day."""

    @action(touches="everyone")
    def invite(self, s: Any, me: Key, ctx: Ctx, whom: Name = "", who: Who = "", by: Day | None = None) -> None:
        """I invite them by this day."""
        if is_blank(whom):
            raise Refused(_("Write whom you invite: a group or a role from the new place."))
        name, day = doer(who, by, ctx)
        given, words = self.block.of(s), " ".join(whom.split())
        mine = given.made.get(me, {})
        if len(mine) >= MOST:
            raise Refused(_("{n} invitations are enough for one person. Leave some to others.", n=MOST))
        self.heard(s, me)
        same = next((id for id, each in mine.items() if likeness(each.whom) == likeness(words)), "")
        given.count += not same
        given.made.setdefault(me, {})[same or f"i{given.count}"] = Invitation(words, name, day)

    def said(self, s: Any) -> Collection[Key]:
        return self.block.of(s).made

    def board(self, s: Any, ctx: Ctx) -> Html:
        return invite_pages.invited(self.block.results(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine = self.block.of(s).made.get(me, {})
        form = invite_pages.inviting(ctx.names.get(me, ""), ctx.today, self.named("invite"))
        return kit.join(kit.privacy(), form, invite_pages.mine(mine), self.board(s, ctx))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("invite"), lambda: invite_pages.invitation("", ctx.today))


MOST = 5
"""Invitations of one person at most."""
