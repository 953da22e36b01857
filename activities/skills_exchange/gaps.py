"""Gaps: requests that nobody here can take now, and ideas for them, such as a training. Ideas become actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.skills_exchange import gap_pages
from activities.skills_exchange.deals import Deals
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Item, Key, Refused, action
from facilitator.blocks.claim.said import doer, entry
from facilitator.blocks.collect import Id
from facilitator.blocks.saying import Saying
from facilitator.composing import Block, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry
from facilitator.text import is_blank

Tag = Annotated[str, Field(max_length=120)]
Line = Annotated[str, Field(max_length=100)]
Name = Annotated[str, Field(max_length=40)]
Kind = Literal["training", "visit", "buddy", "other"]
ALL = _("For all of us")
MOST = 5
"""Ideas of one person at most."""


@dataclass
class Idea:
    """What could help with a gap, and who does it by when; nobody yet where that is empty."""

    gap: str
    kind: Kind
    words: str
    whose: Key
    who: str = ""
    by: Day | None = None
    doer: Key | None = None


@dataclass
class Ideas:
    """All ideas by id, and who passed."""

    made: dict[str, Idea] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True)
class Gap:
    """A skill that is asked for and that nobody here can share now, with how many requests; never who asked."""

    tag: str
    words: Words
    n: int


class Gaps(Block[Ideas, Sequence[Gap]]):
    """It finds the gaps by skill; `ideas` is where people say what could help."""

    def __init__(self, deals: Deals) -> None:
        self.deals = deals
        self.ideas = Think(self)

    @action(touches="everyone")
    def drop_idea(self, s: Any, me: Key, which: Id) -> None:
        """I do not do it after all, or I take my idea back."""
        there = self.of(s).made
        if which not in there or me not in (there[which].doer, there[which].whose):
            raise Refused(_("This is not yours, so there is nothing to take back."))
        if there[which].doer == me:
            there[which].doer, there[which].who, there[which].by = None, "", None
        elif there[which].doer:
            raise Refused(_("Somebody does it already, so it stays."))
        else:
            del there[which]

    def results(self, s: Any, ctx: Ctx) -> Sequence[Gap]:
        """The gaps of now, the most asked for first, and those that somebody had an idea for."""
        found = self.deals.now(ctx) if s is ctx.state else self.deals.results(s, ctx)
        words = self.deals.called(s, ctx)
        n = Counter(found.requests[id].tag for id in found.gaps)
        thought = [each.gap for each in self.of(s).made.values()]
        order = sorted(dict.fromkeys([*n, *thought]), key=lambda tag: (-n[tag], str(words.get(tag, tag)).casefold()))
        return [Gap(tag, words.get(tag, tag) if tag else ALL, n[tag]) for tag in order]

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        """What the next activity begins with: each gap, to find actions for."""
        return [Item(f"gap-{at}", str(gap_pages.seeks(gap))) for at, gap in enumerate(self.open(s, ctx), 1)]

    def open(self, s: Any, ctx: Ctx) -> list[Gap]:
        """The gaps of now, once the market was seen."""
        return [gap for gap in self.results(s, ctx) if gap.n] if "market" in ctx.went else []

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        words = {gap.tag: gap.words for gap in self.results(s, ctx)}
        return [
            entry(f"gap-{id}", each.words, each.who, each.by,
                  _("For: {gap}", gap=words[each.gap]) if each.gap else ALL)
            for id, each in self.of(s).made.items()
        ]  # fmt: skip


class Think(Saying[Gaps]):
    """The gaps with the ideas for each, and forms for one more idea and to do one."""

    roomy = True

    @action(touches="everyone")
    def suggest_idea(
        self,
        s: Any,
        me: Key,
        ctx: Ctx,
        gap: Tag = "",
        kind: Kind = "training",
        words: Line = "",
        who: Name = "",
        by: Day | None = None,
    ) -> None:
        """This could help; with a name and a day I do it."""
        ideas = self.block.of(s)
        if gap and gap not in {each.tag for each in self.block.results(s, ctx)}:
            raise Refused(_("This is no gap any more. Choose another."))
        if is_blank(words):
            raise Refused(_("Write what could help first."))
        if sum(each.whose == me for each in ideas.made.values()) >= MOST:
            raise Refused(_("{n} ideas are enough for one person. Leave some to others.", n=MOST))
        named = doer(who, by, ctx) if not is_blank(who) else None
        self.heard(s, me)
        ideas.count += 1
        idea = Idea(gap, kind, " ".join(words.split()), me)
        if named:
            idea.who, idea.by, idea.doer = *named, me
        ideas.made[f"i{ideas.count}"] = idea

    @action(touches="everyone")
    def do_idea(self, s: Any, me: Key, ctx: Ctx, idea: Id = "", who: Name = "", by: Day | None = None) -> None:
        """I do this by that day."""
        there = self.block.of(s).made.get(idea)
        if there is None or there.doer:
            raise Refused(_("This is not there any more, or somebody does it already. Choose another."))
        name, day = doer(who, by, ctx)
        self.heard(s, me)
        there.who, there.by, there.doer = name, day, me

    def said(self, s: Any) -> Collection[Key]:
        return {key for each in self.block.of(s).made.values() for key in (each.whose, each.doer) if key}

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return gap_pages.counted(len(self.block.open(s, ctx)))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return gap_pages.board(self.block.now(ctx), self._ideas(s))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        found = self.block.now(ctx)
        mine = {id: each for id, each in self.block.of(s).made.items() if me in (each.whose, each.doer)}
        free = {id: each for id, each in self.block.of(s).made.items() if not each.doer}
        form = gap_pages.thinking(found, free, ctx.today, me in self.block.of(s).passes, self.named)
        told = {id: (each.words, each.doer == me) for id, each in mine.items() if each.doer in (None, me)}
        return kit.join(kit.privacy(), form, gap_pages.mine(told), self.board(s, ctx))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        found = self.block.now(ctx)
        return Paper(self.named("suggest_idea"), lambda: gap_pages.fields(found, ctx.today))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.deals.unseen(ctx)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return gap_pages.aloud(self.block.open(s, ctx))

    def _ideas(self, s: Any) -> Mapping[str, tuple[str, Words]]:
        return {
            id: (each.gap, gap_pages.told(each.kind, each.words, each.who, each.by))
            for id, each in self.block.of(s).made.items()
        }
