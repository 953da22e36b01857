"""Checking: everyone says unseen of each goal whether it is clear, achievable, and matters; only changed ones again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from activities.shared_goals import widgets
from activities.shared_goals.goals import Goals
from activities.shared_goals.rules import QUESTIONS, Told, counted, those_ready
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.draft.story import Asked, Story, story
from facilitator.blocks.rate import Ask, Rate
from facilitator.composing import Panel
from facilitator.i18n import Words, _


class Checks(Rate):
    """Three questions about every goal that nobody was asked about in its present words."""

    ask: AskGoals
    result: Result

    def __init__(self, goals: Goals) -> None:
        super().__init__(self.unasked, scales=QUESTIONS)
        self.goals, goals.shares = goals, self
        self.ask, self.result = AskGoals(self, "points"), Result(self)

    def story(self, s: Any, ctx: Ctx) -> Story[Told]:
        """All checks that were shown; of the present state found once."""
        return ctx.once(f"{self.name}-story", s, lambda: self._story(s, ctx))

    def _story(self, s: Any, ctx: Ctx) -> Story[Told]:
        rounds = [
            Asked(each, self.goals.of(each.state).texts, self.of(each.state))
            for each in self.shown(s, ctx)
            if each.number
        ]
        bar = Fraction(ctx.settings.check_threshold)
        return story(rounds, lambda asked, goal: counted(asked, goal, bar))

    def unasked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The goals (ids) that people are asked about, with their words."""
        texts = self.goals.of(s).texts
        return {id: texts[id].words for id in self.story(s, ctx).unasked(texts)}

    def told(self, s: Any, ctx: Ctx) -> dict[str, Told | None]:
        """What was said to every goal in its present words."""
        return self.story(s, ctx).now(self.goals.of(s).texts)

    def ready(self, s: Any, ctx: Ctx) -> list[str]:
        """The goals (ids) that are ready as they stand."""
        return those_ready(self.story(s, ctx), self.goals.of(s).texts)

    def weak(self, s: Any, ctx: Ctx) -> list[str]:
        """The goals (ids) that are not, in their order."""
        ready = self.ready(s, ctx)
        return [id for id in self.goals.of(s).texts if id not in ready]

    def columns(self, s: Any, ctx: Ctx) -> list[kit.Column]:
        """The same as columns for cards about them."""
        return [
            kit.Column(each.id, f"{each.number}. {each.words}")
            for each in self.goals.subjects(s, self.weak(s, ctx))
        ]  # fmt: skip

    def then(self, weak: str, over: str, again: bool = False) -> Callable[[Any, Ctx], str]:
        """The phase `weak` where a goal is not ready, else `over`. With `again`, only where one was changed."""

        def next_phase(s: Any, ctx: Ctx) -> str:
            return weak if (self.unasked(s, ctx) if again else self.weak(s, ctx)) else over

        return next_phase


class AskGoals(Ask):
    """Every goal with its frame and the three questions."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        checks: Any = self.block
        if why := checks.goals.unready(s, ctx):
            return str(why)
        open_ = checks.unasked(s, ctx)
        return "" if open_ else _("Everyone was asked about these words already. Change a goal, or go on.")

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        checks: Any = self.block
        asked = checks.goals.subjects(s, checks.unasked(s, ctx))
        return widgets.asking(asked, checks.of(s).of(me) if me else {}, self.field)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        note = kit.hint(_("Answer for each goal. Not sure is a good answer, too."))
        return kit.join(note, super().phone(s, me, ctx))

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands at the top: the goal of the board's page."""
        return widgets.question(self._pages(s, ctx), _("Is it clear? Achievable? Does it matter to you?"))

    def headline(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        return {"board": widgets.which(self._pages(s, ctx)), "phone": ""}

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.drafted(self._pages(s, ctx), ())

    def _pages(self, s: Any, ctx: Ctx) -> list[widgets.Page]:
        checks: Any = self.block
        asked = checks.goals.subjects(s, checks.unasked(s, ctx))
        return list(widgets.pages(asked, of=len(checks.goals.of(s).texts)))


class Result(Panel[Checks]):
    """What the room says to the goals of the last check, one a page on the wall; on a phone one's own answers, too."""

    def __init__(self, block: Checks) -> None:
        super().__init__(block)
        self.shows = (block,)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        asked = ctx.current.get(self.block.question)
        return "" if asked and asked.number else _("Ask everyone about the goals first.")

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands at the top: the goal of the board's page."""
        return widgets.question(self._pages(s, ctx), _("How ready are our goals?"))

    def headline(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        said = widgets.answered(self._last(s, ctx))
        which = widgets.which(self._pages(s, ctx))
        return {"board": f"{which} {said}" if which else said, "phone": said}

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.told(*widgets.here(self._pages(s, ctx)))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        last, shown = self._last(s, ctx), self.block.shown(s, ctx)
        mine = self.block.of(shown[-1].state).of(me) if shown else {}
        return widgets.all_told(self.block.goals.subjects(s, last), last, mine)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return widgets.aloud([(each.wording.text, each) for each in self._last(s, ctx).values()])

    def _last(self, s: Any, ctx: Ctx) -> dict[str, Told]:
        """What was said in the last check to goals that are still there."""
        rounds, there = self.block.story(s, ctx).rounds, self.block.goals.of(s).texts
        return {id: each for id, each in rounds[-1][1].items() if id in there} if rounds else {}

    def _pages(self, s: Any, ctx: Ctx) -> list[widgets.Page]:
        last, goals = self._last(s, ctx), self.block.goals
        return list(widgets.pages(goals.subjects(s, last), last, of=len(goals.of(s).texts)))
