"""Adopting: goals go through a fist of five, one after the other, in the order of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.shared_goals.checking import Checks
from activities.shared_goals.rules import FRAME, NOT_READY, READY
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Refused, Round, action
from facilitator.blocks.draft import Subject, frames
from facilitator.blocks.fist import Fist, Proposal, record
from facilitator.blocks.fist.wordings import Wordings
from facilitator.blocks.rank import Rank
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import LedgerEntry, Passage, Sign

Id = Annotated[str, Field(max_length=40)]


@dataclass
class Taken:
    """Which goal (id) is asked about now, and the words of every goal that was asked about."""

    goal: str = ""
    goals: dict[str, Wordings] = field(default_factory=dict)
    unready: list[str] = field(default_factory=list)
    """Those of them that were not ready then."""


class Turn(Proposal):
    """The goal whose turn it is, as what is proposed. Its panels: `first`, `next` after one, and `frame`."""

    slice = Taken

    def __init__(self, checks: Checks, order: Rank) -> None:
        super().__init__()
        self.checks, self.order = checks, order
        self.first, self.next = TakeUp(self), TakeUp(self, after=True)
        self.frame = Frame(self)

    def begin(self, ctx: Ctx) -> Any:
        return Taken()

    def taken(self, s: Any) -> Taken:
        """Its own slice: which goal, and all that was proposed."""
        made: Taken = getattr(s, self.name)
        return made

    def of(self, s: Any) -> Wordings:
        """The words of the goal whose turn it is; none before the first."""
        taken = self.taken(s)
        return taken.goals.get(taken.goal) or Wordings()

    def goal_of(self, s: Any) -> str:
        """The goal (id) whose turn it is or was; empty before the first."""
        return self.taken(s).goal

    def left(self, s: Any, ctx: Ctx) -> list[str]:
        """The goals (ids) that were not asked about yet, in the order of the room; those that are ready come first."""
        ready, asked = self.checks.ready(s, ctx), self.taken(s).goals
        left = [goal for goal in self.order.in_order(s, ctx) if goal not in asked]
        return sorted(left, key=lambda goal: goal not in ready)


class TakeUp(Panel[Turn]):
    """On the stage: the goals that were not asked about yet, each to ask about next; who is not ready, is said."""

    def __init__(self, block: Turn, after: bool = False) -> None:
        super().__init__(block)
        self.after = after

    @action(by="facilitator", voids=True)
    def take_up(self, s: Any, ctx: Ctx, goal: Id) -> None:
        """Ask about this goal next; what was shown about another stays as it is."""
        if goal not in self.block.left(s, ctx):
            raise Refused(_("This goal was asked about already, or is gone. Choose another."))
        taken = self.block.taken(s)
        taken.goal = goal
        taken.goals[goal] = Wordings("decision", [self.block.checks.goals.of(s).texts[goal].words])
        if goal not in self.block.checks.ready(s, ctx):
            taken.unready.append(goal)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        goals, left, ready = self.block.checks.goals, self.block.left(s, ctx), self.block.checks.ready(s, ctx)
        rows = [
            kit.Row(each.id, each.words, "" if each.id in ready else NOT_READY, [
                kit.button(_("Ask about this goal"), kit.act(self.named("take_up"), goal=each.id),
                           label=_("Ask about this goal: {text}", text=each.words))
            ])
            for each in goals.subjects(s, left)
        ]  # fmt: skip
        title = _("The next goal") if self.after else _("Which goal first?")
        return kit.listing(rows, title, "goals") if rows else Html("")


class Frame(Panel[Turn]):
    """Under the goal that is asked about: its other fields, so that nobody agrees to half of it."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        goal, goals = self.block.goal_of(s), self.block.checks.goals
        return frames.frame(goals.subjects(s, [goal])[0], FRAME) if goal in goals.of(s).texts else Html("")


@dataclass(frozen=True)
class Standing:
    """How a goal stands: its words, a sign and what is said of it."""

    goal: Subject
    words: str
    status: str
    sign: Sign
    told: Words
    rank: int | None = None


class Adopting(Fist):
    """A fist of five for one goal after the other: rounds of others are not its own. Its further panel: `standing`."""

    def __init__(self, turn: Turn, *others: Any, **more: Any) -> None:
        super().__init__(turn, *others, **more)
        self.turn, self.standing = turn, Stands(self)

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        """The rounds about the goal whose turn it is."""
        goal = self.turn.goal_of(s)
        return [each for each in super().shown(s, ctx) if self.turn.goal_of(each.state) == goal]

    def about(self, s: Any, goal: str, ctx: Ctx) -> list[Round]:
        """The shown rounds about a goal (id)."""
        return [each for each in super().shown(s, ctx) if self.turn.goal_of(each.state) == goal]

    def next_goal(self, s: Any, ctx: Ctx) -> str | None:
        """After the close of one goal: to the answers about the next, once it was taken up."""
        return None if ctx.revealed else self.question

    def standings(self, s: Any, ctx: Ctx) -> list[Standing]:
        """How every goal stands, those in the order of the room first."""
        checks, order = self.turn.checks, self.turn.order
        texts, told = checks.goals.of(s).texts, checks.told(s, ctx)
        last = order.last(s, ctx)
        ranks = {each.option: each.rank for each in order.results(last.state, ctx).options} if last else {}
        found = []
        for each in checks.goals.subjects(s, [id for id in order.in_order(s, ctx) if id in texts]):
            found.append(self._standing(s, ctx, each, told.get(each.id), ranks.get(each.id)))
        return found

    def _standing(self, s: Any, ctx: Ctx, goal: Subject, told: Any, rank: int | None) -> Standing:
        rounds = self.about(s, goal.id, ctx)
        if rounds:
            outcome, words = self.told(rounds[-1], ctx), self.turn.of(rounds[-1].state).words
            status = "adopted" if outcome.agreed else "not adopted"
            named = _("Adopted") if outcome.agreed else outcome.words
            return Standing(goal, words, status, outcome.sign, named, rank)
        words = str(goal.words)
        if told is None:
            return Standing(goal, words, "draft", "none", _("Not checked yet"), rank)
        return Standing(goal, words, "ready" if told.ready else "not ready", told.sign if not told.ready else "none",
                        READY if told.ready else NOT_READY, rank)  # fmt: skip

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        """What goes on to the next step: adopted goals; where none was asked about, those that are ready."""
        found = self.standings(s, ctx)
        adopted = [each for each in found if each.status == "adopted"]
        return [
            Item(each.goal.id, each.words, str(_("How we will know: {text}", text=each.goal.said.get("know", ""))))
            for each in adopted or [each for each in found if each.status == "ready"]
        ]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()

    def record_of(self, s: Any, goal: str, ctx: Ctx) -> Sequence[Passage]:
        """What the record says of one goal (id) that was asked about; nothing for others."""
        rounds = self.about(s, goal, ctx)
        if not rounds:
            return ()
        return record.blocks(self.told_of(rounds, s, ctx), self.turn.taken(s).goals[goal], ctx.settings, ctx, True)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return ()

    def counted(self, s: Any, ctx: Ctx) -> Words:
        """How many goals are adopted, of how many."""
        found = self.standings(s, ctx)
        n = sum(each.status == "adopted" for each in found)
        return ngettext("{n} of {total} goals is adopted.", "{n} of {total} goals are adopted.", n, total=len(found))


class Stands(Panel[Adopting]):
    """All goals in the order of the room, and how each stands."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.counted(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        found = self.block.standings(s, ctx)
        by: Mapping[str, str] = {each.goal.id: each.goal.said.get("when", "") for each in found}
        rows = [
            kit.RuleRow(
                each.goal.id,
                each.words,
                each.rank,
                note=by[each.goal.id],
                sign=each.sign if each.sign != "none" else "",
                told=each.told,
            )
            for each in found
        ]
        note = kit.hint(_("The order says what we begin with. No goal is dropped by it."))
        return kit.join(kit.rule_list(rows, hints=1), note) if rows else kit.empty(_("There is no goal yet."), "")
