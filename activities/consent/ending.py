"""How it ended: the decision or what is open, the day on which it is looked at again, and what worries people."""

from __future__ import annotations

from typing import Any

from activities.consent.loop import OUTS, Loop
from activities.consent.working import Result
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, action
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.report.words import day


class Decided(Result):
    """How it ended, with the day on which it is looked at again, what happens with who is not here, and concerns."""

    def __init__(self, block: Loop, fallback: Any, worries: Any) -> None:
        super().__init__(block)
        self.fallback, self.worries = fallback, worries
        self.shows = (block, block.reasons, worries)

    @action(by="facilitator")
    def look_again(self, s: Any, on: Day) -> None:
        """Set the day on which the decision is looked at again."""
        self.block.focus.of(s).review = on

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return (
            _("We look at it again on {date}.", date=day(self.block.review(s, ctx).isoformat()))
            if self._done(s, ctx)
            else ""
        )

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return self.fallback.words(s, ctx) or super().read_aloud(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        story, facts = self.block.now(ctx), self._facts(s, ctx)
        if not story.rounds:
            return kit.empty(_("Nobody was asked yet."), "")
        concerns, left = self.concerns(s, ctx), fitting.HIGH - 10 - 7.4 * len(facts) - 7
        ends = kit.join(self._ended(s, ctx), kit.facts(facts) if facts else "")
        pages: list[list[str]] = [[], *([concerns[at : at + 6] for at in range(0, len(concerns), 6)])]
        if concerns and not fitting.wall(concerns, False, left).lines:
            return kit.join(ends, kit.heading(_("Concerns that we keep in mind")), kit.quotes(concerns, "", high=left))
        shown, part = kit.paged(pages, 1)
        if not shown[0]:
            return kit.join(ends, part)
        top = kit.heading(_("Concerns that we keep in mind"))
        return kit.join(top, kit.quotes(shown[0], "", high=fitting.HIGH - 8), part)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if not self.block.now(ctx).rounds:
            return kit.empty(_("Nobody was asked yet."), "")
        concerns, facts = self.concerns(s, ctx), self._facts(s, ctx)
        top = kit.heading(_("Concerns that we keep in mind")) if concerns else ""
        return kit.join(self._ended(s, ctx), kit.facts(facts) if facts else "", top,
                        kit.quotes(concerns, "") if concerns else "")  # fmt: skip

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self._done(s, ctx):
            return Html("")
        on = self.block.review(s, ctx)
        return kit.date_form("on", _("We look at it again on"), self.named("look_again"), _("Set the date"), on)

    def concerns(self, s: Any, ctx: Ctx) -> list[str]:
        """What was said with a stance, and on cards afterwards."""
        cards = [card.text for card in self.worries.of(s).shown().values()]
        return [*self.block.concerns(s, ctx), *cards]

    def _done(self, s: Any, ctx: Ctx) -> bool:
        return self.block.now(ctx).agreed or self.fallback.ended(s, ctx) == "passed"

    def _ended(self, s: Any, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        last = story.rounds[-1].found
        if not story.agreed and (words := self.fallback.words(s, ctx)):
            return kit.outcome("agreed" if self._done(s, ctx) else "not-yet", words, "")
        if story.agreed:
            return kit.outcome(last.sign, _("Decided by consent"), last.detail)
        return kit.outcome(last.sign if story.current else "none", _("Not decided by consent"), last.words)

    def _facts(self, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
        """Who does it and until when; who is not here; how we go on."""
        there, out = self.block.text.drafted(s), self.block.focus.of(s).out
        rows: list[tuple[Words, Words]] = []
        if self._done(s, ctx) and there:
            rows += [
                (part.words, there.more[part.name]) for part in self.block.text.parts[1:] if there.more.get(part.name)
            ]
            if absent := self.fallback.absent(s, ctx):
                rows.append((_("People who are not here"), absent))
        elif out:
            rows.append((_("How we go on"), OUTS[out]))
        return rows
