"""Hearing: the projects are explained one after another, in an order by lot, each for the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from activities.share_resources.pot import Projects
from facilitator import kit
from facilitator.activity import Ctx, Html, Onward, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import _, ngettext


@dataclass
class Heard:
    """Which project is explained, and until when."""

    now: str = ""
    over: list[str] | None = None
    """Those that were explained; None before the first."""
    ends: float = 0.0


class Hearing(Block[Heard, list[str]]):
    """The projects in the order in which they are explained, drawn once for the run."""

    def __init__(self, projects: Projects) -> None:
        self.projects = projects
        self.speak = Speak(self)

    def results(self, s: Any, ctx: Ctx) -> list[str]:
        texts = self.projects.of(s).texts
        return sorted(texts, key=lambda project: (ctx.random("speaks", project).random(), project))

    def next(self, s: Any, ctx: Ctx) -> str:
        """Which project comes next; empty after the last."""
        heard = self.of(s)
        over = {*(heard.over or ()), heard.now}
        return next((each for each in self.results(s, ctx) if each not in over), "")


class Speak(Panel[Hearing]):
    """All projects with what they cost, in the order in which they are explained; the one that is explained now."""

    @action(by="facilitator", moves=True)
    def next_project(self, s: Any, ctx: Ctx) -> None:
        """Let the next project be explained."""
        following, heard = self.block.next(s, ctx), self.block.of(s)
        if not following:
            raise Refused(_("Every project was explained."))
        heard.over = [*(heard.over or ()), *filter(None, [heard.now])]
        heard.now, heard.ends = following, ctx.now + 60 * ctx.settings.minutes_each

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        following, minutes = self.block.next(s, ctx), ctx.settings.minutes_each
        if not following:
            return None
        first = not self.block.of(s).now
        each = ngettext("The order was drawn by lot. Each has {n} minute.",
                        "The order was drawn by lot. Each has {n} minutes.", minutes)  # fmt: skip
        words = _("Hear the first project") if first else _("Hear the next project")
        return Onward(self.named("next_project"), words, each)

    def board(self, s: Any, ctx: Ctx) -> Html:
        heard, texts = self.block.of(s), self.block.projects.of(s).texts
        order = self.block.results(s, ctx)
        rows = []
        for at, project in enumerate(order, 1):
            now, cost = project == heard.now, self.block.projects.cost(s, project)
            rows.append(kit.RuleRow(project, texts[project], at, sign="agreed" if project in (heard.over or ()) else "",
                                    told=str(cost or "–"), look="marked" if now else ""))  # fmt: skip
        timer = kit.timer(heard.ends) if heard.now else Html("")
        if len(rows) > 6:  # who speaks now stands on the first page
            rows.sort(key=lambda row: row.id != heard.now)
        return kit.join(kit.rule_list(rows, 6, "speaking", 1), timer)

    def phone(self, s: Any, me: Any, ctx: Ctx) -> Html:
        heard, texts = self.block.of(s), self.block.projects.of(s).texts
        return kit.lead(_("Now: {text}", text=texts[heard.now])) if heard.now in texts else Html("")
