"""Collect: cards that people write, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, action
from facilitator.blocks.collect import record, shelves, widgets
from facilitator.blocks.collect.beside import Beside
from facilitator.blocks.collect.card import ROOM, Card, CollectSettings, Level, Rules
from facilitator.blocks.collect.care import Care, Id, Text
from facilitator.blocks.collect.pile import Holds, Mended, Pile, earlier
from facilitator.blocks.collect.rules import Cards
from facilitator.composing import Block, Input, Panel
from facilitator.composing.phase import phases_of
from facilitator.i18n import Words, _
from facilitator.report.model import Passage

__all__ = [
    "Beside", "Card", "Cards", "Care", "Collect", "CollectSettings", "Holds", "Id", "Line", "Mended", "Pile", "Rules",
    "Text", "Wall", "Write", "Writes",
]  # fmt: skip

Line = Annotated[str, Field(max_length=140)]
ANY, MINE = Rules(), _("Your cards")
May = Rules | Callable[[Any], Rules]
Fields = Sequence[Beside] | Callable[[Any], Sequence[Beside]]
Cell = Annotated[str, Field(max_length=60)]
Columns = Sequence[kit.Column] | Callable[[Any, Ctx], Sequence[kit.Column]]


class Collect(Block[Cards, Mapping[str, Card]], Holds):
    """Cards that people write. Its panels: `write`, for many cards, or one where the rules say so; and `wall`.

    `columns` are fixed, or follow from the state: `columns=opening.columns` of another block. `may` says what a card
    may be, or makes that from the settings: `may=CollectSettings.card_rules`. `title` is what the record calls the
    cards; without one, somebody else tells of them. `fields` are said beside each card and show with it: boxes to tick,
    one of several answers; or are made from the settings. `remark` makes of somebody's words a hint that only they see,
    such as that this looks like a name. What becomes of a card after it was shown, `Care` knows.
    """

    def __init__(
        self, columns: Columns = (), may: May = ANY, *, label: Words = "", note: Words = "", title: Words = "",
        mine: Words = MINE, fields: Fields = (), remark: Callable[[str], Words] = lambda _text: "",
        per_round: bool = False, shares: Block[Any, Any] | None = None,
    ) -> None:  # fmt: skip
        self.in_columns, self.may, self.label, self.note, self.title, self.mine = columns, may, label, note, title, mine
        self.fields, self.remark, self.per_round, self.shares = fields, remark, per_round, shares
        self.write = Write(self)
        self.wall = Wall(self)

    def fresh(self) -> Cards:
        """Cards of one activity are told apart by its pile; those of one called "cards" have the ids they ever had."""
        return Cards(pile="" if self.name == "cards" and not self.per_round else self.name)

    def columns(self, s: Any, ctx: Ctx) -> Sequence[kit.Column]:
        """Where a card can stand; empty for one pile."""
        return self.in_columns(s, ctx) if callable(self.in_columns) else self.in_columns

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        """What a card may be."""
        may = self.may(ctx.settings) if callable(self.may) else self.may
        columns = tuple(column.value for column in self.columns(s, ctx)) or may.columns
        beside = self.fields(ctx.settings) if callable(self.fields) else self.fields
        return may.asking(columns, tuple(beside))

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, Card]:
        return self.of(s).shown()

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if not self.title or not self.seen(ctx):
            return ()
        return record.blocks(self.title, self.of(s), self.rules(s, ctx), ctx, self._called(s, ctx))

    def codes(self, s: Any, me: Key, ctx: Ctx) -> Sequence[str]:
        if not self.rules(s, ctx).permissions:
            return ()
        mine = self.of(s).cards
        return [code for id, code in record.codes(self.of(s), me, ctx).items() if mine[id].permission > ROOM]

    # What is cared for

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """Its cards of now, and those of closed rounds that were shown."""
        rules, called = self.rules(s, ctx), self._called(s, ctx)
        closed = earlier(self, self.of, rules, ctx, mended, called)
        return [Pile(self.of(s), rules, not self.seen(ctx), called, title=self.mine), *closed]

    def _called(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        return {column.value: column.words for column in self.columns(s, ctx)}


class Writes(Input[Collect]):
    """An input that keeps cards: who wrote one has answered."""

    again = False
    """Whether people can write again after their cards were shown."""

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).answered()

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def keeps(self, s: Any, me: Key, ctx: Ctx, *made: Card) -> Callable[[], None]:
        """What keeps these cards of a person, in place of any earlier ones."""
        return partial(self.block.of(s).put, me, made, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Once cards were shown, no more are written, but where people can write again."""
        if self.again:
            return ""
        names = [each.name for each in ctx.phases]
        shown = next((at for at, each in enumerate(phases_of(ctx)) if each.shows(self.block)), len(names))
        if names.index(phase) < shown <= names.index(ctx.phase):
            return _("The cards have been shown, so this step is over.")
        return ""


class Write(Writes):
    """One card after the other, unseen until they are shown; on paper all at once, one a line."""

    do = "sheet"

    def whole(
        self, s: Any, me: Key, ctx: Ctx, cards: dict[str, str] = {}, permission: Level = ROOM,  # noqa: B006 - never changed
        fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """All cards at once, one a line, as on paper, in place of any earlier ones."""
        return self.keeps(s, me, ctx, *self.block.rules(s, ctx).sheet(cards, permission, fields))

    @action()
    def write(
        self, s: Any, me: Key, ctx: Ctx, text: Text, column: Id = "", permission: Level = ROOM, purpose: Line = "",
        who: Line = "", fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """One more card. `who` is the name that goes with it at permission 4."""
        rules = self.block.rules(s, ctx)
        self.block.of(s).write(me, rules.card(text, column, permission, purpose, who, fields), rules, ctx)

    @action()
    def edit(
        self, s: Any, me: Key, ctx: Ctx, card: Id, text: Text, column: Id = "",
        fields: dict[Cell, Cell] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Say it in other words, put it in another column, or choose something else beside it."""
        self.block.of(s).edit(me, card, text, column, self.block.rules(s, ctx), fields)

    @action()
    def delete(self, s: Any, me: Key, card: Id) -> None:
        """Take a card away."""
        self.block.of(s).delete(me, card)

    @action()
    def finish_writing(self, s: Any, me: Key) -> None:
        """Say that one is done; without a card it is a pass."""
        self.block.of(s).finish(me)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        block = self.block
        return widgets.card_writing(
            block.of(s),
            block.rules(s, ctx),
            me,
            block.columns(s, ctx),
            block.label,
            block.note,
            self.named,
            block.remark,
        )

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.card_sheet(self.block.rules(s, ctx), self.block.columns(s, ctx), self.block.label)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who said so, passed, or wrote as many cards as there can be."""
        cards, most = self.block.of(s), self.block.rules(s, ctx).most
        full = () if most is None else (key for key in cards.wrote if len(cards.of(key)) >= most)
        return cards.done().union(full)

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Who wrote a card and did not say that they are done."""
        return {*self.answered(s)}.difference(self.done(s, ctx))


class Wall(Panel[Collect]):
    """All cards, column by column, page after page."""

    roomy = True

    def __init__(self, block: Collect) -> None:
        super().__init__(block)
        self.shows = (block,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return shelves.card_wall(self.block.of(s), self.block.columns(s, ctx))
