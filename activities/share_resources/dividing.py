"""Splitting the pot on a page: what each line gets, and how its points lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities.share_resources import widgets
from activities.share_resources.pot import RingFence, again
from activities.share_resources.splitting import Pot
from activities.share_resources.widgets import Line
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Item, Key, Round
from facilitator.blocks.allocate import Allocate, Allocation
from facilitator.blocks.allocate import Line as Points
from facilitator.blocks.allocate.record import middle
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Parts, Passage, Table
from facilitator.report.rounds import compared


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
        columns = (Column(str(_("Line"))), Column(str(_("Set aside")), "number"),
                   Column(str(_("From the points")), "number"), Column(str(_("Gets")), "number"))  # fmt: skip
        tables = list[tuple[Words, Table]]()
        for each in self.shown(s, ctx):
            floors, texts = self.ring.floors(each.state), self.ring.of(each.state).texts
            rows: list[tuple[Cell, ...]] = [
                (texts[line], floors[line], n - floors[line], n) for line, n in self.results(each.state, ctx).items()
            ]
            table = Table(
                f"divided-{each.number}", str(_("What each line gets")), columns, tuple(rows), Parts(0, (1, 2))
            )
            tables.append((_("Round {n}", n=each.number), table))
        return [compared(tables, shown=(3,))] if tables else []


class Divided(Panel[Divide]):
    """What each line gets, with what is set aside in it and how people see it; one's own points on one's phone."""

    def __init__(self, block: Divide) -> None:
        super().__init__(block)
        self.shows = (block.split, block)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        last = self.block.split.last(s, ctx)
        if last is None:
            return ""
        n, total = self.block.found(last.state, ctx).people, self.block.split.present(last, ctx)
        return _("{n} of {total} gave all points.", n=n, total=total)

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
            return kit.empty(_("Nobody gave all points."), _("Each line gets what is set aside for it."))
        points, mine = {each.line: each for each in found.lines}, self.block.split.of(then).of(me) if me else {}
        lines = [
            Line(line, self.block.ring.of(then).texts[line], n, floors[line],
                 _notes(n, floors[line], points[line], mine))
            for line, n in self.block.results(then, ctx).items()
        ]  # fmt: skip
        once_more = not again(len(rounds), ctx.settings)
        return widgets.divided(lines, _("You can talk, then split once more.") if once_more else "")


def _notes(gets: int, fixed: int, points: Points, mine: Mapping[str, int]) -> list[Words]:
    """On the wall how a line is made up, and where people see it very differently; in a hand every figure."""
    made = _("{n} from the ballot", n=gets)
    if fixed:
        made = _("{fixed} fixed + {n} from the ballot", fixed=fixed, n=gets - fixed)
    if kit.page.get().surface in ("board", "stage"):
        if points.spread is None or not points.spread.wide:
            return [made]
        low, high = counting.plain([points.spread.lower, points.spread.upper])
        return [_("{made}. Wide range: half gave {low} to {high}.", made=made, low=low, high=high)]
    mean = _("{n} points on average", n=counting.decimals([points.mean])[0])
    return [made, mean, *middle(points), *_own(points.line, mine)]


def _own(line: str, mine: Mapping[str, int]) -> list[Words]:
    return [ngettext("You gave {n} point", "You gave {n} points", mine.get(line, 0))] if mine else []
