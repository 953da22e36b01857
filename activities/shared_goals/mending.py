"""Mending: cards on what would make a goal a yes, shown goal by goal with its old and new words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from activities.shared_goals import widgets
from activities.shared_goals.checking import Checks
from facilitator import kit
from facilitator.activity import Ctx, Html, action
from facilitator.blocks.draft import frames
from facilitator.blocks.draft.about import About, AskAbout
from facilitator.composing import Panel
from facilitator.i18n import Words, _

Said = Annotated[str, Field(max_length=280)]


class Yeses(About):
    """A card about each goal that is not ready, without a name; new ones in each check. Its panels: `ask`, `mend`."""

    def __init__(self, checks: Checks) -> None:
        super().__init__(checks.columns, shares=checks)
        self.checks = checks
        self.ask, self.mend = AskYeses(self), Mend(self)


class AskYeses(AskAbout):
    """A field for each goal that is not ready."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        yeses: Any = self.block
        checks: Checks = yeses.checks
        if not checks.shown(s, ctx):
            return _("There is no result yet. Ask everyone first.")
        return "" if checks.weak(s, ctx) else _("Every goal is ready already.")


class Mend(Panel[Yeses]):
    """The cards goal by goal, with what was said to it; the facilitator changes fields, and changed goals are asked."""

    def __init__(self, block: Yeses) -> None:
        super().__init__(block)
        self.shows = (block,)

    @action(by="facilitator")
    def reword(
        self, s: Any, ctx: Ctx, text: dict[str, Said] = {}, more: dict[str, Said] = {},  # noqa: B006 - never changed
        heard: bool = False,
    ) -> None:  # fmt: skip
        """Say goals in other words, all fields or some; they are checked again."""
        self.block.checks.goals.say(s, ctx, text, more, heard)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.checks.shown(s, ctx) else _("There is no result yet. Ask everyone first.")

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands over the cards: the goal of the board's page."""
        return widgets.question(self._pages(s, ctx), widgets.WEAK)

    def headline(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        return {"board": widgets.which(self._pages(s, ctx)), "phone": ""}

    def board(self, s: Any, ctx: Ctx) -> Html:
        page, part = widgets.here(self._pages(s, ctx))
        if page is None:
            return Html("")
        return kit.join(widgets.mending(page, self._now(s, page.goal.id)), part)

    def phone(self, s: Any, me: Any, ctx: Ctx) -> Html:
        return widgets.mending_on_phone([(page, self._now(s, page.goal.id)) for page in self._pages(s, ctx)])

    def stage(self, s: Any, ctx: Ctx) -> Html:
        page, _part = widgets.here(self._pages(s, ctx))
        rules = self.block.checks.goals.rules(s, ctx)
        return frames.mending(page.goal, rules, self.named("reword"), "", True) if page else Html("")

    def _now(self, s: Any, goal: str) -> Any:
        return self.block.checks.goals.of(s).texts[goal].wordings[-1]

    def _pages(self, s: Any, ctx: Ctx) -> list[widgets.Page]:
        checks, cards = self.block.checks, self.block.of(s)
        goals, weak = checks.goals, checks.weak(s, ctx)
        last = checks.story(s, ctx).last
        about = {id: [card.text for card in cards.shown(id).values()] for id in weak}
        return widgets.mending_pages(goals.subjects(s, weak), last, about, of=len(goals.of(s).texts))
