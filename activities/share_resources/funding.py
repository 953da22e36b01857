"""Funding projects: everyone chooses as many as they like, and the count is shown step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from activities.share_resources import pabulib, telling, widgets
from activities.share_resources.equal_shares import Election, Funding, equal_shares, most_votes, unit_for
from activities.share_resources.pot import Projects, again
from activities.share_resources.telling import Moment
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key, Onward, Refused, Round, action
from facilitator.blocks.vote import Vote
from facilitator.blocks.vote.record import present
from facilitator.composing import Block, Marked, Panel
from facilitator.composing.phase import Asked
from facilitator.i18n import Words, _
from facilitator.report.model import File, Passage


@dataclass
class Told:
    """How far the count was shown, and whether the room was offered most votes first and took it."""

    step: int = 0
    most_votes: bool = False


class Fund(Block[Told, Funding]):
    """What the pot pays for, counted from the ballots of `approve`."""

    per_round = True

    def __init__(self, projects: Projects, approve: Vote) -> None:
        self.projects, self.approve, self.shares = projects, approve, approve
        self.steps, self.result = Steps(self), Result(self)

    def results(self, s: Any, ctx: Ctx) -> Funding:
        costs, given = self.projects.on_ballot(s, ctx), ctx.settings
        budget = max(0, self.projects.ring.to_share(s, ctx))
        # Each project draws its own lot from the run alone: the same in every round, whatever else is on the list.
        lot = sorted(costs, key=lambda project: (ctx.random("lot", project).random(), project))
        ballots = {str(key): [p for p in dots if p in costs] for key, dots in self.approve.of(s).dots.items()}
        election = Election(costs, ballots, budget, lot, given.unit or unit_for(given.amount))
        by_votes = given.count == "votes" or self.of(s).most_votes
        return Funding(election, equal_shares(election), most_votes(election), by_votes)

    def moments(self, each: Round, ctx: Ctx) -> list[Moment]:
        """The count of a shown round, moment by moment."""
        return telling.moments(self.found(each, ctx), self.projects.of(each.state).texts)

    def found(self, each: Round, ctx: Ctx) -> Funding:
        """What a shown round comes to; the present one is counted once, however many phones look."""
        return self.now(ctx) if each.state is ctx.state else self.results(each.state, ctx)

    def voted(self, s: Any, ctx: Ctx) -> Words:
        """Who chose, of how many, and what was in the pot for projects."""
        last = self.last(s, ctx)
        if last is None:
            return ""
        total, n = self.turnout(last)
        return _("{n} of {total} voted. {pot} to share.", n=n, total=total,
                 pot=self.projects.ring.to_share(last.state, ctx))  # fmt: skip

    def turnout(self, each: Round) -> tuple[int, int]:
        """How many people were there for a round, and how many of them answered."""
        ballots = self.approve.of(each.state)
        return present(each, ballots), len(ballots.answered())

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        return self.approve.shown(s, ctx)

    def items(self, s: Any, ctx: Ctx) -> list[Item]:
        last = self.last(s, ctx)
        if last is None:
            return []
        texts = self.projects.texts(last.state, ctx)
        return [Item(project, texts[project]) for project in self.results(last.state, ctx).funded]

    def files(self, s: Any, ctx: Ctx) -> tuple[File, ...]:
        """The votes of every shown round for other programs, without who gave them."""
        told = list[File]()
        for each in self.shown(s, ctx):
            found, texts = self.results(each.state, ctx), self.projects.of(each.state).texts
            title = str(_("Share resources"))
            told.append(File(f"votes-{each.number}.pb", pabulib.written(found.election, texts, title, found.funded)))
        return tuple(told)

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        told = [
            (each.number, self.results(each.state, ctx), self.projects.of(each.state).texts)
            for each in self.shown(s, ctx)
        ]
        return telling.record(told) if told else []


class Steps(Panel[Fund]):
    """The count on the wall, one step at a time; at its end the result."""

    def __init__(self, block: Fund) -> None:
        super().__init__(block)
        self.shows = (block.approve, block)

    @action(by="facilitator", moves=True)
    def next_step(self, s: Any, ctx: Ctx) -> None:
        """Show the next step of the count."""
        last = self.block.last(s, ctx)
        if last is None or self.block.of(s).step + 1 >= len(self.block.moments(last, ctx)):
            raise Refused(_("This was the last step of the count."))
        self.block.of(s).step += 1

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        last = self.block.last(s, ctx)
        if last is None or self.block.of(s).step + 1 >= len(self.block.moments(last, ctx)):
            return None
        return Onward(
            self.named("next_step"), _("Show the next step"), _("Read it aloud, and leave time for questions.")
        )

    def question(self, s: Any, ctx: Ctx) -> Asked:
        """What the present step does."""
        moment = self._now(s, ctx)
        return Marked(moment.words) if moment else _("How it is counted")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.voted(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        moment = self._now(s, ctx)
        return " ".join(f"{words}." if words and str(words)[-1] != "." else str(words)
                        for words in (moment.words, moment.share)) if moment else ""  # fmt: skip

    def _now(self, s: Any, ctx: Ctx) -> Moment | None:
        last = self.block.last(s, ctx)
        if last is None:
            return None
        moments = self.block.moments(last, ctx)
        return moments[min(self.block.of(s).step, len(moments) - 1)]

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        last, moment = self.block.last(s, ctx), self._now(s, ctx)
        if last is None or moment is None:
            return Html("")
        mine = self.block.approve.of(last.state).of(me) if me else {}
        return widgets.moment(moment, self.block.found(last, ctx), self.block.projects.of(last.state).texts, mine)


class Result(Panel[Fund]):
    """What is funded, who is served, what is left, and what most votes first would have funded."""

    def __init__(self, block: Fund) -> None:
        super().__init__(block)
        self.shows = (block.approve, block)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.voted(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.last(s, ctx)
        return self.block.moments(last, ctx)[-1].words if last else ""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        last = self.block.last(s, ctx)
        if last is None or not self._nothing(last, ctx):
            return Html("")
        return kit.button(_("Count by most votes first"), self.named("count_by_votes"))

    @action(by="facilitator")
    def count_by_votes(self, s: Any, ctx: Ctx) -> None:
        """Count by most votes first, as the room was asked, because equal shares fund nothing."""
        last = self.block.last(s, ctx)
        if last is None or not self._nothing(last, ctx):
            raise Refused(_("Something is funded already. The way of counting stays as it is."))
        self.block.of(s).most_votes = True

    def _nothing(self, each: Round, ctx: Ctx) -> bool:
        found = self.block.found(each, ctx)
        return not found.funded and bool(found.votes)

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        last = self.block.last(s, ctx)
        if last is None:
            return Html("")
        mine = self.block.approve.of(last.state).of(me) if me else {}
        found, by_hand = self.block.found(last, ctx), self.block.of(last.state).most_votes
        once_more = not again(len(self.block.shown(s, ctx)), ctx.settings)
        told = kit.hint(_("You can talk, then choose once more.")) if once_more else ""
        return kit.join(widgets.funded(found, self.block.projects.of(last.state).texts, mine, by_hand), told)
