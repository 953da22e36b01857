"""Allocate: points of everyone over a few lines, unseen, that come to exactly one total.

split = Allocate(on=lines)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Round, action
from facilitator.blocks.allocate import record, widgets
from facilitator.blocks.allocate.rules import Allocation, Allocations, Line, Rules, Spread, allocation, divided
from facilitator.blocks.options import Listed
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import Passage, Table
from facilitator.report.rounds import compared

__all__ = ["Allocate", "Allocation", "Allocations", "Line", "Rules", "Spread", "allocation", "divided"]


class Allocate(Block[Allocations, Allocation]):
    """Points of everyone on what another block lists, in rounds.

    `total` says from the settings how many points a person gives, `notes` what stands under a line. Its panels: `give`,
    in which people answer, and `result`, the mean of each line and, with enough answers, where the middle half of them
    lies.
    """

    per_round = True
    called, numbered = _("Points"), _("Points, round {n}")
    """What the record calls the one round there was, or one of several."""

    def __init__(
        self, on: Listed, total: Callable[[Any], int] = lambda _given: 100,
        notes: Callable[[Any, Ctx], Mapping[str, Words]] = lambda _s, _ctx: {},
    ) -> None:  # fmt: skip
        self.on, self.total, self.notes = on, total, notes
        self.give, self.result = Give(self), Result(self)

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        """What an answer may be in the state `s`."""
        return Rules(tuple(self.on.texts(s, ctx)), self.total(ctx.settings))

    def results(self, s: Any, ctx: Ctx) -> Allocation:
        return allocation(self.of(s), self.rules(s, ctx))

    def present(self, each: Round, ctx: Ctx) -> int:
        """How many people a round was for."""
        points = self.of(each.state)
        answered = points.answered(self.rules(each.state, ctx))
        return counting.turnout(each.seats, answered, points.passed()).present

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        rounds = self.shown(s, ctx)
        tables, facts = list[tuple[Words, Table]](), list[tuple[Words, taking_part.Rows]]()
        for each in rounds:
            name, found = _("Round {n}", n=each.number), self.results(each.state, ctx)
            texts = self.on.texts(each.state, ctx)
            tables.append((name, record.table(f"{self.name}-{each.number}", self.called, found, texts)))
            facts.append((name, record.facts(found, self.present(each, ctx))))
        return [compared(tables, shown=(1,), also=(2, 3, 4, 5)), taking_part.of_rounds(facts)] if rounds else []


class Give(Input[Allocate]):
    """One's own points: given press by press on a phone, or by numbers on paper."""

    round, do = True, "allocate"

    @action()
    def give(self, s: Any, me: Key, ctx: Ctx, line: str, points: int = 1) -> None:
        """Give a line more points, or, below 0, take some away; never more than there are, and never below none."""
        self.block.of(s).give(me, line, points, self.block.rules(s, ctx))

    @action()
    def share_equally(self, s: Any, me: Key, ctx: Ctx) -> None:
        """Share what is left equally over the lines: all points, or those that are not given yet."""
        self.block.of(s).equally(me, self.block.rules(s, ctx))

    @action()
    def clear_points(self, s: Any, me: Key) -> None:
        """Take all points back and begin again."""
        self.block.of(s).clear(me)

    @action()
    def finish_allocating(self, s: Any, me: Key, ctx: Ctx) -> None:
        """Say that all points are given; refused while some are left."""
        self.block.of(s).finish(me, self.block.rules(s, ctx))

    def whole(self, s: Any, me: Key, ctx: Ctx, points: dict[str, int] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """All points at once, as on paper, in place of any earlier ones."""
        rules, given = self.block.rules(s, ctx), self.block.of(s)
        rules.exactly(points)
        return lambda: given.whole(me, points, rules)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        texts, notes = self.block.on.texts(s, ctx), self.block.notes(s, ctx)
        own = widgets.giving(self.block.of(s), self.block.rules(s, ctx), me, texts, notes, self.named)
        return kit.join(kit.privacy(), own)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        total, texts = self.block.total(ctx.settings), list(self.block.on.texts(s, ctx).items())
        how = kit.hint(_("Write points beside the lines, so that they come to {n} in all.", n=total))
        return kit.join(how, kit.number_fields("points", texts, total, total))

    def board(self, s: Any, ctx: Ctx) -> Html:
        texts, notes = self.block.on.texts(s, ctx), self.block.notes(s, ctx)
        if not notes:
            return kit.options(list(texts.values()))
        return kit.facts([(text, notes.get(line, "")) for line, text in texts.items()])

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.on.unready(s, ctx)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).points

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.block.of(s).answered(self.block.rules(s, ctx)), *self.passed(s)}

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).begun(self.block.rules(s, ctx))


class Result(Panel[Allocate]):
    """What the points of the round that was shown last come to; on a phone with one's own beside them."""

    def __init__(self, block: Allocate) -> None:
        super().__init__(block)
        self.shows = (block,)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.last(s, ctx)
        return record.headline(self.block.results(last.state, ctx), self.block.present(last, ctx)) if last else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.last(s, ctx)
        if last is None:
            return ""
        return record.aloud(self.block.results(last.state, ctx), self.block.on.texts(last.state, ctx))

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        last = self.block.last(s, ctx)
        if last is None:
            return Html("")
        mine = self.block.of(last.state).of(me) if me else {}
        return widgets.result(self.block.results(last.state, ctx), self.block.on.texts(last.state, ctx), mine)
