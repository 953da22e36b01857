"""The sky: one weather from everyone, as a block that any activity could use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from facilitator.activity import Ctx, Html, Key, Refused
from facilitator.composing import Block, Input, Panel
from facilitator.report.model import Column, Dots, Table

from . import widgets


@dataclass
class Skies:
    """What everyone chose in this round."""

    over: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)

    def put(self, me: Key, sky: str) -> None:
        """Keep an answer, in place of an earlier one."""
        self.passes.pop(me, None)
        self.over[me] = sky

    def drop(self, me: Key) -> None:
        """Keep that somebody passed."""
        self.over.pop(me, None)
        self.passes[me] = True


class Sky(Block[Skies, "Counter[str]"]):
    """One weather from everyone."""

    per_round = True

    def __init__(self) -> None:
        self.ask, self.shown_to_all = Ask(self), Shown(self)

    def results(self, s: Any, ctx: Ctx) -> Counter[str]:
        return Counter(self.of(s).over.values())

    def record(self, s: Any, ctx: Ctx) -> Sequence[Table]:
        return [self._table(each.number, self.results(each.state, ctx)) for each in self.shown(s, ctx)]

    def _table(self, number: int, found: Counter[str]) -> Table:
        rows = tuple((words, found[sky]) for sky, words in widgets.SKIES.items())
        columns = (Column("Weather"), Column("People", "count"))
        return Table(f"{self.name}-{number}", f"Round {number}", columns, rows, Dots(0, 1, found.total()))


class Ask(Input[Sky]):
    """Everyone chooses one, unseen."""

    round = True

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.choose(self.block.of(s).over.get(me) if me else None)

    def whole(self, s: Any, me: Key, ctx: Ctx, sky: str) -> Callable[[], None]:
        if sky not in widgets.SKIES:
            raise Refused("There is no such weather here. Choose another.")
        return partial(self.block.of(s).put, me, sky)

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).drop(me)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).over

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes


class Shown(Panel[Sky]):
    """All weathers at once."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.skies(self.block.now(ctx))
