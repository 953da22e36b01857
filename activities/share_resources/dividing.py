"""Splitting the pot on a page: what each line gets, and how its points lie."""

from __future__ import annotations

from typing import Any

from activities.share_resources.pot import RingFence
from activities.share_resources.splitting import Pot
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key, Round
from facilitator.blocks.allocate import Allocate, Allocation
from facilitator.blocks.allocate.record import middle
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Column, Passage, Table


class Divide(Block[dict[str, int], dict[str, int]]):
    """What each line gets: its floor, and its part of the rest by the points of `split`."""

    def __init__(self, ring: RingFence, split: Allocate) -> None:
        self.ring, self.split, self.shares = ring, split, split
        self.result = Divided(self)

    def results(self, s: Any, ctx: Ctx) -> dict[str, int]:
        if self.ring.unready(s, ctx):
            return {}
        return Pot(ctx.settings.amount, self.ring.floors(s), ctx.settings.unit or 1).split(self.found(s, ctx).means)

    def found(self, s: Any, ctx: Ctx) -> Allocation:
        """The points behind it."""
        return self.split.results(s, ctx)

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        return self.split.shown(s, ctx)

    def items(self, s: Any, ctx: Ctx) -> list[Item]:
        return [
            Item(line, str(_("{text}: {n}", text=self.ring.of(each.state).texts[line], n=n)))
            for each in self.shown(s, ctx)[-1:]
            for line, n in self.results(each.state, ctx).items()
        ]

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        columns = (Column(str(_("Line"))), Column(str(_("Ring-fenced")), "number"), Column(str(_("Gets")), "number"))
        told = list[Passage]()
        for each in self.shown(s, ctx):
            floors, texts = self.ring.floors(each.state), self.ring.of(each.state).texts
            rows: list[tuple[Cell, ...]] = [
                (texts[line], floors[line], n) for line, n in self.results(each.state, ctx).items()
            ]
            told.append(Table(f"divided-{each.number}", str(_("What each line gets")), columns, tuple(rows)))
        return told


class Divided(Panel[Divide]):
    """What each line gets, with what is ring-fenced in it and how people see it; one's own points on one's phone."""

    def __init__(self, block: Divide) -> None:
        super().__init__(block)
        self.shows = (block.split, block)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.split.result.headline(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return " ".join(f"{item.text}." for item in self.block.items(s, ctx))

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None = None) -> Html:
        rounds = self.block.shown(s, ctx)
        if not rounds:
            return Html("")
        then = rounds[-1].state
        found, floors = self.block.found(then, ctx), self.block.ring.floors(then)
        if not found.people:
            return kit.empty(_("Nobody gave all points."), _("Each line gets what is ring-fenced for it."))
        lines, mine = {each.line: each for each in found.lines}, self.block.split.of(then).of(me) if me else {}
        rows = []
        for line, n in self.block.results(then, ctx).items():
            notes: list[Words] = [_("{n} is ring-fenced", n=floors[line])] if floors[line] else []
            notes += middle(lines[line])
            notes += [_("You gave {n}", n=mine.get(line, 0))] if mine else []
            text = self.block.ring.of(then).texts[line]
            rows.append(kit.RuleRow(line, text, note=" · ".join(map(str, notes)), told=str(n)))
        return kit.rule_list(rows, 6, "divided")
