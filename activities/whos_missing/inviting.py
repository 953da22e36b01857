"""Who will invite whom: said by the person who does it, with a day; and ways to reach a group, from anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.whos_missing import widgets
from activities.whos_missing.result import Gapped
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.blocks.claim.said import doer, invitation
from facilitator.blocks.collect import Id
from facilitator.blocks.saying import Saying
from facilitator.composing import Block, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry
from facilitator.text import alphabetical, is_blank

Name = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=140)]


@dataclass
class Invitation:
    """What somebody said they will do, in the open."""

    who: str
    by: Day


@dataclass
class Invited:
    """By whom each group is invited, and how people would reach it; who passed."""

    made: dict[str, dict[Key, Invitation]] = field(default_factory=dict)
    ways: dict[str, dict[Key, str]] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Invitations(Block[Invited, None]):
    """Claims for inviting. Several people may invite one group, so nobody waits for a place and no lots are drawn.

    Only the person says it, about themselves, and hands it back at any time.
    """

    def __init__(self, rating: Gapped) -> None:
        self.rating, self.mapped = rating, rating.mapped
        self.take = Take(self)

    @action(touches="everyone")
    def hand_back(self, s: Any, me: Key, whom: Id) -> None:
        """I do not invite them after all, in every phase and without a reason."""
        if me not in self.of(s).made.get(whom, {}):
            raise Refused(_("This is not yours, so there is nothing to hand back."))
        del self.of(s).made[whom][me]

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        return {item: ways[me] for item, ways in self.of(s).ways.items() if ways.get(me)}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        del self.of(s).ways[word][me]

    def targets(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """Who can be invited, by id: categories without anybody first, then all groups in the order of their gaps.

        A category that somebody is invited for, or has a way to, stays when it has somebody by now.
        """
        given = self.of(s)
        said = [id for id in {**given.made, **given.ways} if given.made.get(id) or given.ways.get(id)]
        missing = self.mapped.results(s, ctx).missing
        some: dict[str, Words] = {each: _("Somebody from: {category}", category=ctx.settings.called[each])
                                  for each in missing}  # fmt: skip
        kept = {id: ctx.settings.called[id] for id in said if id in ctx.settings.called and id not in some}
        gaps = self.rating.listed(self.rating.last(s, ctx), s, ctx)
        return {**some, **kept, **{gap.known.id: gap.known.text for gap in gaps if not gap.known.gone}}

    def by_whom(self, s: Any, item: str) -> list[Invitation]:
        """Who invites a group, alphabetically."""
        return sorted(self.of(s).made.get(item, {}).values(), key=lambda each: (alphabetical(each.who), each.by))

    def how(self, s: Any, item: str) -> list[str]:
        """How people would reach a group, alphabetically."""
        return sorted(set(self.of(s).ways.get(item, {}).values()), key=alphabetical)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        """Each invitation as an action with its day, and with the way that the same person knows."""
        given = self.of(s)
        found = [
            (words, each, given.ways.get(item, {}).get(key, ""))
            for item, words in self.targets(s, ctx).items()
            for key, each in sorted(given.made.get(item, {}).items(), key=lambda one: alphabetical(one[1].who))
        ]
        return [invitation(at, words, each.who, each.by, way) for at, (words, each, way) in enumerate(found, 1)]


class Take(Saying[Invitations]):
    """The gap list with who invites whom, and one form to say it: a group, a name, a day; or only how to reach them."""

    @action(touches="everyone")
    def invite(
        self, s: Any, me: Key, ctx: Ctx, item: Id = "", who: Name = "", by: Day | None = None, how: Line = ""
    ) -> None:
        """I can invite them, or know someone, by this day."""
        self._check(s, ctx, item)
        name, day = doer(who, by, ctx)
        given = self.block.of(s)
        self.heard(s, me)
        given.made.setdefault(item, {})[me] = Invitation(name, day)
        if not is_blank(how):
            self._way(s, me, item, how)

    @action(touches="everyone")
    def suggest_way(self, s: Any, me: Key, ctx: Ctx, item: Id = "", how: Line = "") -> None:
        """I do not invite them; this is how they can be reached. An empty field takes it back."""
        self._check(s, ctx, item)
        given = self.block.of(s)
        if is_blank(how) and me not in given.ways.get(item, {}):
            raise Refused(_("Write how they can be reached."))
        self.heard(s, me)
        if is_blank(how):
            del given.ways[item][me]
        else:
            self._way(s, me, item, how)

    @action(touches="everyone")
    def reach(
        self, s: Any, me: Key, ctx: Ctx, item: Id = "", who: Name = "", by: Day | None = None, how: Line = ""
    ) -> None:
        """As on paper: with a name and a day an invitation; without a name a way to reach them."""
        if is_blank(who):
            self.suggest_way(s, me, ctx, item, how)
        else:
            self.invite(s, me, ctx, item, who, by, how)

    def said(self, s: Any) -> Collection[Key]:
        given = self.block.of(s)
        return {key for some in given.made.values() for key in some} | {
            key for some in given.ways.values() for key in some
        }

    def board(self, s: Any, ctx: Ctx) -> Html:
        block = self.block
        targets = block.targets(s, ctx)
        rows = [(item, words, block.by_whom(s, item), block.how(s, item)) for item, words in targets.items()]
        return widgets.invited(rows, block.mapped.lacking(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        block, targets = self.block, self.block.targets(s, ctx)
        mine = [(item, words) for item, words in targets.items() if me in block.of(s).made.get(item, {})]
        form = widgets.inviting(targets, ctx.names.get(me, ""), ctx.today, self.named)
        return kit.join(kit.privacy(), form, widgets.mine(mine, "hand_back"), self.board(s, ctx))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("reach"), lambda: widgets.invitation(self.block.targets(s, ctx), "", ctx.today))

    def _check(self, s: Any, ctx: Ctx, item: str) -> None:
        if not item:
            raise Refused(_("Choose a group first."))
        if item not in self.block.targets(s, ctx):
            raise Refused(_("This is not there any more. Please load the page again."))

    def _way(self, s: Any, me: Key, item: str, how: str) -> None:
        self.block.of(s).ways.setdefault(item, {})[me] = how.strip()
