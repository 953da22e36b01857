"""Pairs: lines between two lists of things, such as what is needed and what could help.

pairs = Pairs(needs, groups.of_column("strength"), says=Says(first=_("Need"), second=_("Strength")))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Protocol

from pydantic import Field

from facilitator.activity import Ctx, Html, Key, action
from facilitator.blocks.pairs import record, widgets
from facilitator.blocks.pairs.rules import Lines, Pair
from facilitator.blocks.pairs.widgets import SAYS, Says
from facilitator.composing import Block, Panel
from facilitator.i18n import Words
from facilitator.report.model import Passage

__all__ = ["Lines", "Make", "Pair", "Pairs", "Says"]

Id = Annotated[str, Field(max_length=60)]
Reason = Annotated[str, Field(max_length=140)]


class Listing(Protocol):
    """A block with things by id."""

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """What each is called, in the order in which it was set up."""


class Pairs(Block[Lines, Sequence[Pair]]):
    """Lines between two lists. Its panel `make` draws them, with suggestions from phones. It finds those that stand.

    `first` and `second` are blocks with things by id, `says` is what people read about them. The room draws the lines
    with the facilitator; people suggest some on their phones, and nobody sees who did.
    """

    def __init__(self, first: Listing, second: Listing, says: Says = SAYS) -> None:
        self.first, self.second, self.says = first, second, says
        self.make = Make(self)

    def results(self, s: Any, ctx: Ctx) -> Sequence[Pair]:
        return self.of(s).standing(*self.lists(s, ctx))

    def lists(self, s: Any, ctx: Ctx) -> tuple[dict[str, Words], dict[str, Words]]:
        """Both lists by id."""
        return {**self.first.texts(s, ctx)}, {**self.second.texts(s, ctx)}

    def beside(self, s: Any, ctx: Ctx, id: str) -> list[Words]:
        """What lines lead to from one thing of the first list."""
        _first, second = self.lists(s, ctx)
        return [second[other] for one, other in self.results(s, ctx) if one == id]

    def undone(self, s: Any, ctx: Ctx) -> Words:
        """That nothing is matched, and nobody said why; else empty."""
        return "" if self.results(s, ctx) or self.of(s).why else self.says.undone

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.passages(self.name, self.of(s), *self.lists(s, ctx), self.says)


class Make(Panel[Pairs]):
    """The lines so far; on phones, to suggest one; on the stage, to draw them, or to say why there is none."""

    @action()
    def suggest_pair(self, s: Any, me: Key, ctx: Ctx, first: Id, second: Id) -> None:
        """Suggest that two things belong together."""
        self.block.of(s).suggest(me, (first, second), *self.block.lists(s, ctx))

    @action()
    def take_pair_back(self, s: Any, me: Key, first: Id, second: Id) -> None:
        """Take back what I suggested."""
        self.block.of(s).take_back(me, (first, second))

    @action(by="facilitator")
    def draw(self, s: Any, ctx: Ctx, first: Id, second: Id) -> None:
        """Draw a line that the room wants."""
        self.block.of(s).draw((first, second), *self.block.lists(s, ctx))

    @action(by="facilitator")
    def take_away(self, s: Any, first: Id, second: Id) -> None:
        """Take a line away again."""
        self.block.of(s).take_away((first, second))

    @action(by="facilitator")
    def put_pair_away(self, s: Any, first: Id, second: Id) -> None:
        """Leave a suggestion aside."""
        self.block.of(s).put_away((first, second))

    @action(by="facilitator")
    def because(self, s: Any, why: Reason) -> None:
        """Say why nothing is matched."""
        self.block.of(s).because(why)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.lines(*self.block.lists(s, ctx), self.block.now(ctx), self.block.says, self._why(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        first, second = self.block.lists(s, ctx)
        mine = self.block.of(s).suggested.get(me, [])
        return widgets.suggesting(self.board(s, ctx), first, second, mine, self.block.says, self.named)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        first, second = self.block.lists(s, ctx)
        lines = self.block.of(s)
        latest = [each for each in reversed(lines.drawn) if each in self.block.now(ctx)]
        return widgets.tools(first, second, latest, lines.wanted(first, second), lines.why, self.block.says, self.named)

    def _why(self, s: Any, ctx: Ctx) -> str:
        return "" if self.block.now(ctx) else self.block.of(s).why
