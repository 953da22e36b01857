"""How it ended: the decision or what is open, the day on which it is looked at again, and what worries people."""

from __future__ import annotations

from functools import partial
from typing import Any

from activities.consent import widgets
from activities.consent.loop import OUTS, Loop
from activities.consent.working import Result
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, action
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.report.words import day

OPEN: Words = _("Open objections")


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
        if not self.block.now(ctx).rounds:
            return kit.empty(_("Nobody was asked yet."), "")
        facts, kept = self._facts(s, ctx), self.kept(s, ctx)
        ends = kit.join(self._ended(s, ctx), kit.facts(facts) if facts else "")
        left = widgets.high(self.block.text.asked(s, ctx)) - 10 - 7.4 * len(facts) - 7
        first = kept[:1] if kept and len(kept[0][1]) <= 6 and not fitting.wall(kept[0][1], False, left).lines else []
        more = [(title, texts[at : at + 6]) for title, texts in kept[len(first) :] for at in range(0, len(texts), 6)]
        shown, part = kit.paged([*first, *more] if first else [("", []), *more], 1)
        (title, texts), on_first = shown[0], kit.page.get().part % (len(more) + 1) == 1 or not more
        if on_first:
            return kit.join(ends, _written(title, texts, left), part)
        return kit.join(_written(title, texts, widgets.high(self.block.text.asked(s, ctx)) - 8), part)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if not self.block.now(ctx).rounds:
            return kit.empty(_("Nobody was asked yet."), "")
        facts, kept = self._facts(s, ctx), self.kept(s, ctx)
        written = [
            widgets.as_many(partial(_some, title, texts), len(texts), widgets.ROOM // len(kept))
            for title, texts in kept
        ]
        return kit.join(self._ended(s, ctx), kit.facts(facts) if facts else "", *written)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self._done(s, ctx):
            return Html("")
        on = self.block.review(s, ctx)
        return kit.date_form("on", _("We look at it again on"), self.named("look_again"), _("Set the date"), on)

    def kept(self, s: Any, ctx: Ctx) -> list[tuple[Words, list[str]]]:
        """What is kept beside the decision: objections that are open, and concerns with a stance or on cards."""
        objections = [str(each.reason or widgets.WORDLESS) for each in self.block.now(ctx).open]
        cards = [card.text for card in self.worries.of(s).shown().values()]
        concerns = [*self.block.concerns(s, ctx), *cards]
        both = ((OPEN, objections), (_("Concerns that we keep in mind"), concerns))
        return [(title, texts) for title, texts in both if texts]

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


def _some(title: Words, texts: list[str], n: int) -> Html:
    return _written(title, texts[:n], 99)


def _written(title: Words, texts: list[str], high: float) -> Html:
    id = "still-open" if title is OPEN else "minded"
    return kit.join(kit.heading(title), kit.quotes(texts, "", id, high)) if texts else Html("")
