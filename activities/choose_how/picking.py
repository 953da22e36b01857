"""Picking: everyone chooses unseen how each kind is decided, and once more where no way leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from activities.choose_how.limits import Limits
from activities.choose_how.rules import CODES, PICKS, Asked, Story, Told, last, story
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.charter import METHODS, SHORT
from facilitator.blocks.rate import Ask, Point, Rate
from facilitator.composing import Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Column, Facts, Passage, Spread, Table


class Picks(Rate):
    """One way for every kind that is ours and for which none leads yet."""

    ask: AskWays
    result: Result

    def __init__(self, limits: Limits) -> None:
        super().__init__(self.open, scales=PICKS)
        self.limits, limits.kinds.shares = limits, self
        self.ask, self.result = AskWays(self, "points"), Result(self)

    def story(self, s: Any, ctx: Ctx) -> Story:
        """All rounds that were shown; of the present state found once."""
        return ctx.once(f"{self.name}-story", s, lambda: self._story(s, ctx))

    def _story(self, s: Any, ctx: Ctx) -> Story:
        rounds = [
            Asked(each.number, self.limits.ours(each.state, ctx), self.of(each.state), each.seats)
            for each in self.shown(s, ctx)
            if each.number
        ]
        return story(rounds, Fraction(ctx.settings.lead_share))

    def told(self, s: Any, ctx: Ctx) -> dict[str, Told | None]:
        """What was said last about each kind that is ours, in its present words."""
        found = self.story(s, ctx)
        return {kind: last(found, kind, words) for kind, words in self.limits.ours(s, ctx).items()}

    def open(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The kinds (ids) that are ours, for which no way leads, with their words."""
        ours, told = self.limits.ours(s, ctx), self.told(s, ctx)
        return {kind: words for kind, words in ours.items() if not ((said := told[kind]) and said.leads)}

    def why_not_ask(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can be asked now; empty when people can."""
        if why := self.limits.kinds.unready(s, ctx):
            return why
        if not self.limits.ours(s, ctx):
            return _("No kind is ours to decide, so there is nothing to choose.")
        if not self.open(s, ctx):
            return _("One way leads for every kind already.")
        if len(self.story(s, ctx)) > ctx.settings.repick_max:
            return _("That was the last time. What is open uses consent until it is settled.")
        return ""

    def then(self, s: Any, ctx: Ctx) -> str:
        """Once more where a way is open and people can be asked, else on to the details."""
        return "details" if self.why_not_ask(s, ctx) else "pick"

    def after_result(self, s: Any, ctx: Ctx) -> str:
        """People say why where a way is open and can be chosen again, else on to the details."""
        return "details" if self.why_not_ask(s, ctx) else "because"

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        told = [(asked.number, said) for asked, said in self.story(s, ctx) if said]
        leads = _("A way leads when {share} of those who answer choose it.", share=ctx.settings.lead_share)
        return [_table(told), Facts(((str(_("What leads")), str(leads)),))] if told else []


class AskWays(Ask):
    """The four ways for every kind at once; the wall shows the kinds."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        picks: Any = self.block
        return str(picks.why_not_ask(s, ctx))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        meant = kit.facts([(SHORT[code], METHODS[code]) for code in CODES.values()])
        return kit.join(meant, super().fields(s, me, ctx))

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return _("A way leads when {share} of those who answer choose it.", share=ctx.settings.lead_share)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options([*self.block.asked(s, ctx).values()])


class Result(Panel[Picks]):
    """How many chose each way, one kind a page on the wall; on a phone all kinds, with one's own dots."""

    def __init__(self, block: Picks) -> None:
        super().__init__(block)
        self.shows = (block,)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        asked = ctx.current.get(self.block.question)
        return "" if asked and asked.number else _("Ask everyone first.")

    def question(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        """What stands at the top: on the wall the kind of its page."""
        page, _part = self._page(s, ctx)
        how = _("How do we decide?")
        return {"board": page[1].text if page else how, "phone": how}

    def headline(self, s: Any, ctx: Ctx) -> Words:
        said = self._said(s, ctx)
        turnouts = [told.turnout for told in said.values()]
        if not turnouts:
            return ""
        n, total = max(each.answered for each in turnouts), max(each.present for each in turnouts)
        return _("{n} of {total} answered.", n=n, total=total)

    def board(self, s: Any, ctx: Ctx) -> Html:
        page, part = self._page(s, ctx)
        if page is None:
            return kit.empty(_("Nobody was asked yet."), "")
        kind, told = page
        return kit.join(kit.outcome(told.sign, *told.short), _chart(kind, told, None), part)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        shown = self.block.shown(s, ctx)
        mine = self.block.of(shown[-1].state).of(me) if shown else {}
        drawn = [
            kit.join(kit.heading(told.text), kit.lead(told.words), _chart(kind, told, mine.get(kind)))
            for kind, told in self._said(s, ctx).items()
        ]
        return kit.join(*drawn)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        rows = (f"{told.text}: {told.words}. {told.detail}." for told in self._said(s, ctx).values())
        return " ".join(rows) or _("Nobody was asked yet.")

    def _said(self, s: Any, ctx: Ctx) -> dict[str, Told]:
        found = self.block.story(s, ctx)
        return found[-1][1] if found else {}

    def _page(self, s: Any, ctx: Ctx) -> tuple[tuple[str, Told] | None, Html]:
        pages, part = kit.paged([*self._said(s, ctx).items()], 1)
        return (pages[0] if pages else None), part


def _chart(kind: str, told: Told, mine: Point | None) -> Html:
    how, method = told.standing
    chosen = method if how != "not settled" else ""
    rows = [
        kit.ChartRow(
            f"{kind}-{code}", METHODS[code], told.count.at(point), marked=code == chosen, mine=int(mine == point)
        )
        for point, code in CODES.items()
    ]
    return kit.chart(rows, told.count.n)


def _table(choices: Sequence[tuple[int, Mapping[str, Told]]]) -> Table:
    """How many chose each way for every kind, choice by choice, with who answered, passed and was there."""
    kinds = dict.fromkeys(kind for _number, said in choices for kind in said)
    several = {kind for kind in kinds if sum(kind in said for _number, said in choices) > 1}
    rows: list[tuple[Cell, ...]] = [
        (str(_("{kind}, choice {n}", kind=told.text, n=number)) if kind in several else told.text, number,
         str(told.led), *(told.count.at(point) for point in CODES),
         told.turnout.answered, told.count.passes, told.turnout.present)
        for kind in kinds for number, said in choices if (told := said.get(kind))
    ]  # fmt: skip
    counts = [*(SHORT[code] for code in CODES.values()), _("Answered"), _("Passed"), _("Here")]
    columns = (Column(str(_("Kind of decision"))), Column(str(_("Choice")), "number", detail=True),
               Column(str(_("What leads"))), *(Column(str(words), "count") for words in counts))  # fmt: skip
    people = max(told.count.n for _number, said in choices for told in said.values())
    chart = Spread(0, tuple(range(3, 3 + len(CODES))), people=people)
    return Table(f"pick-{choices[-1][0]}", str(_("What people chose for each kind")), columns, tuple(rows), chart)
