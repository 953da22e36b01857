"""Rank: everyone puts a few things in order, unseen, first to last; points say what comes first.

first = Rank(on=goals, top=lambda given: given.rank_top)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Round, action
from facilitator.blocks.options import Listed
from facilitator.blocks.rank import record, widgets
from facilitator.blocks.rank.rules import Orders, Ranked, Ranking, Rules, ranking
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Paragraph, Passage
from facilitator.report.rounds import with_before

__all__ = ["Orders", "Rank", "Ranked", "Ranking", "Rules", "ranking"]


class Rank(Block[Orders, Ranking]):
    """Orders of everyone of what another block lists, in rounds.

    `top` says from the settings how many places an order has. `note` stands under the result, such as that nothing is
    dropped by it. Its panels: `order`, in which people answer, and `result`.
    """

    per_round = True
    called = _("Order")
    """What the record calls the one round there was, or one of several."""

    def __init__(self, on: Listed, top: Callable[[Any], int] = lambda _given: 3, note: Words = "") -> None:
        self.on, self.top, self.note = on, top, note
        self.order, self.result = Order(self), Result(self)

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        """What an order may be in the state `s`."""
        return Rules(tuple(self.on.texts(s, ctx)), self.top(ctx.settings))

    def results(self, s: Any, ctx: Ctx) -> Ranking:
        return ranking(self.of(s), self.rules(s, ctx))

    def in_order(self, s: Any, ctx: Ctx) -> list[str]:
        """What can be ordered (ids), as the last result has it; as it was set up before there is one."""
        last, now = self.last(s, ctx), list(self.on.texts(s, ctx))
        ranked = [each.option for each in self.results(last.state, ctx).ranked] if last else []
        return [*(option for option in ranked if option in now), *(option for option in now if option not in ranked)]

    def present(self, each: Round) -> int:
        """How many people a round was for."""
        orders = self.of(each.state)
        return counting.turnout(each.seats, orders.answered(), orders.passed()).present

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        rounds = [each for each in self.shown(s, ctx) if each.number]  # nothing of an order that nobody was asked for
        found = [(each, self.results(each.state, ctx)) for each in rounds]
        tables = [
            (_("Round {n}", n=each.number), record.table(f"{self.name}-{each.number}", self.called, ranked,
                                                         self.on.texts(each.state, ctx)))
            for each, ranked in found if ranked.voters
        ]  # fmt: skip
        if not tables:
            return [Paragraph(str(record.NOBODY))] if rounds else []
        facts = [record.facts(ranked, self.present(each)) for each, ranked in found if ranked.voters]
        return [with_before(tables[-1][1], tables[:-1], by=(1,), shown=(2,)), *facts]


class Order(Input[Rank]):
    """One's own order: built press by press on a phone, or by numbers on paper."""

    round, do = True, "ranking"

    @action()
    def put(self, s: Any, me: Key, ctx: Ctx, option: str) -> None:
        """Put something in the next free place."""
        self.block.of(s).put(me, option, self.block.rules(s, ctx))

    @action()
    def out(self, s: Any, me: Key, option: str) -> None:
        """Take something out of one's order."""
        self.block.of(s).out(me, option)

    @action()
    def up(self, s: Any, me: Key, option: str) -> None:
        """Move something one place up."""
        self.block.of(s).up(me, option)

    @action()
    def finish_ranking(self, s: Any, me: Key) -> None:
        """Say that the order is done; without a place it is a pass."""
        self.block.of(s).finish(me)

    def whole(self, s: Any, me: Key, ctx: Ctx, place: dict[str, int] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """A whole order at once by numbers, as on paper, in place of any earlier one."""
        rules, orders = self.block.rules(s, ctx), self.block.of(s)
        rules.order(place)
        return lambda: orders.whole(me, place, rules)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        orders, rules = self.block.of(s), self.block.rules(s, ctx)
        done, passed = me in orders.finished, me in orders.passes
        own = widgets.ordering(orders.of(me), rules, self.block.on.texts(s, ctx), done, passed, self.named)
        return kit.join(kit.privacy(), own)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        top, texts = self.block.top(ctx.settings), list(self.block.on.texts(s, ctx).items())
        how = kit.hint(_("Write 1 beside the first, 2 beside the next, up to {n}.", n=top)) if top > 1 else Html("")
        return kit.join(how, kit.number_fields("place", texts, top))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(list(self.block.on.texts(s, ctx).values()))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.on.unready(s, ctx)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).orders

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).done(self.block.rules(s, ctx))

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.answered(s)}.difference(self.done(s, ctx))


class Result(Panel[Rank]):
    """What the orders of the round that was shown last come to; on a phone one's own places are marked."""

    def __init__(self, block: Rank) -> None:
        super().__init__(block)
        self.shows = (block,)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.last(s, ctx)
        return record.headline(self.block.results(last.state, ctx), self.block.present(last)) if last else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.last(s, ctx)
        return record.aloud(self.block.results(last.state, ctx), self._texts(last, ctx)) if last else ""

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        last = self.block.last(s, ctx)
        if last is None:
            return Html("")
        found, mine = self.block.results(last.state, ctx), self.block.of(last.state).of(me) if me else []
        notes: Sequence[Words] = [*record.level(found), *([self.block.note] if self.block.note else [])]
        return widgets.result(found, self._texts(last, ctx), mine, notes)

    def _texts(self, each: Round, ctx: Ctx) -> Mapping[str, Words]:
        return self.block.on.texts(each.state, ctx)
