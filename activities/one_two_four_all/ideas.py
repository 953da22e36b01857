"""Ideas that small groups send to the board: one group after another speaks, from one drawn at random on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from activities.one_two_four_all import widgets
from activities.one_two_four_all.notes import SharedNotes
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key, Refused, action
from facilitator.blocks.collect import Card, Cards, Collect, Rules
from facilitator.blocks.collect.record import notes, quotes
from facilitator.blocks.group import Group
from facilitator.blocks.tables import Tables
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.report.model import Outcome, Passage, Quotes

LONGEST = 280
Text = Annotated[str, Field(max_length=LONGEST)]
Part = Annotated[str, Field(max_length=10)]
RULES = Rules(limit=LONGEST)


@dataclass
class Turn:
    """How many parts of the room have had their turn to speak."""

    over: int = 0


def order(parts: Sequence[str], rounds: int, start: int) -> list[str]:
    """Which part (id) speaks when: from the one at `start` around, one place later with every round."""
    n = len(parts)
    return [parts[(start + round + place) % n] for round in range(rounds) for place in range(n)]


class Bring(Block[Turn, None]):
    """What each part of the room brings. The column of a card is the part that sent it: nobody else is its author.

    Whoever has the pen of a part sends; the facilitator types for one without a phone.
    """

    def __init__(self, tables: Tables, notes: SharedNotes, cards: Collect) -> None:
        self.tables, self.notes, self.cards = tables, notes, cards
        self.send = Send(self)

    def order(self, s: Any, ctx: Ctx) -> list[str]:
        """Which part speaks when."""
        parts = list(self.tables.parts(s, ctx))
        start = ctx.random("start", self.tables.of(s).drawn).randrange(2**32)
        return order(parts, ctx.settings.ideas_per_table, start % len(parts)) if parts else []

    def now(self, ctx: Ctx) -> None:
        """It finds nothing of its own."""

    def speaks(self, s: Any, ctx: Ctx) -> str:
        """The part whose turn it is; empty when all had theirs."""
        return next(iter(self.order(s, ctx)[self.of(s).over :]), "")

    def sent(self, s: Any, part: str) -> int:
        """How many ideas a part has sent that stand."""
        return sum(card.column == part for card in self.cards.of(s).shown().values())

    def take(self, s: Any, me: Key, ctx: Ctx, part: str, text: str) -> None:
        """One more idea of a part. Refused when it is empty or too long, or the part has sent all that it can."""
        most = ctx.settings.ideas_per_table
        words = RULES.words(text)
        if self.sent(s, part) >= most:
            raise Refused(_("This group has sent all it can. Take one back first to send another."))
        self.cards.of(s).write(me, Card(words, part), RULES, ctx)

    def wall(self, s: Any, ctx: Ctx) -> list[kit.Card]:
        """All ideas, each with the part that sent it."""
        shown = self.cards.of(s).shown()
        parts = sorted(shown.items(), key=lambda each: (each[1].column[:1], int(each[1].column[1:]), each[0]))
        return [
            kit.Card(
                id,
                card.text,
                note=self.tables.called(s, card.column),
                letter=self.tables.letter(s, card.column),
            )
            for id, card in parts
        ]


class Send(Panel[Bring]):
    """Ideas on the board as they come; on the phone with the pen a form; on the stage whose turn it is to speak."""

    roomy = True

    def __init__(self, block: Bring) -> None:
        super().__init__(block)
        self.shows = (block.cards,)

    @action(touches="everyone")
    def write(self, s: Any, me: Key, ctx: Ctx, text: Text) -> None:
        """Send an idea of my part of the room; only with its pen."""
        part = self.block.tables.group(s, me, ctx, "part")
        if not part:
            raise Refused(_("You are in no group here. Your screen shows what is open."))
        if not self._writes(s, me, ctx, part):
            raise Refused(_("Somebody else has the pen now. Ask for it to send an idea."))
        self.block.take(s, me, ctx, part, text)

    @action(by="facilitator")
    def type_idea(self, s: Any, ctx: Ctx, part: Part, idea: Text) -> None:
        """Send an idea for a part of the room without a phone."""
        if part not in self.block.tables.parts(s, ctx):
            raise Refused(_("This group is not there any more. Choose another."))
        self.block.take(s, Key(f"group {part}"), ctx, part, idea)

    @action(by="facilitator", moves=True)
    def next_group(self, s: Any, ctx: Ctx) -> None:
        """The next part of the room speaks."""
        if not self.block.speaks(s, ctx):
            raise Refused(_("All groups have had their turn."))
        self.block.of(s).over += 1

    @action(by="facilitator", moves=True)
    def group_before(self, s: Any, ctx: Ctx) -> None:
        """The part before speaks again."""
        turn = self.block.of(s)
        if not turn.over:
            raise Refused(_("This is the first one."))
        turn.over = min(turn.over, len(self.block.order(s, ctx))) - 1

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(self._turn(s, ctx), self._wall(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        part, wall = self.block.tables.group(s, me, ctx, "part"), self._wall(s, ctx)
        mine = self.block.speaks(s, ctx) == part
        turn = widgets.turn(_("It is your turn to speak.")) if part and mine else self._turn(s, ctx)
        if not part:
            return kit.join(turn, wall)
        if not self._writes(s, me, ctx, part) or self.block.sent(s, part) >= ctx.settings.ideas_per_table:
            return kit.join(turn, wall)
        sent = self.block.sent(s, part)
        text = "" if sent else self.block.notes.note(s, part).text
        form = widgets.sending(self.block.tables.called(s, part), text, sent > 0, self.named("write"))
        return kit.join(turn, form, wall)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block, over = self.block, self.block.of(s).over
        can = {
            part: words for part, words in block.tables.parts(s, ctx).items()
            if block.sent(s, part) < ctx.settings.ideas_per_table
        }  # fmt: skip
        speaks = block.speaks(s, ctx)
        return widgets.leading(block.tables.called(s, speaks) if speaks else "", over > 0, can, self.named)

    def _turn(self, s: Any, ctx: Ctx) -> Html:
        """Which part of the room speaks now, large."""
        part = self.block.speaks(s, ctx)
        if not part:
            return kit.lead(_("All groups have had their turn.")) if self.block.order(s, ctx) else Html("")
        return widgets.turn(_("{group} speaks now.", group=self.block.tables.called(s, part)))

    def _wall(self, s: Any, ctx: Ctx) -> Html:
        rows = self.block.wall(s, ctx)
        high = fitting.HIGH - widgets.TURN
        return kit.cards(rows, (), "ideas", high=high) if rows else kit.lead(_("Ideas stand here as they are sent."))

    def _writes(self, s: Any, me: Key, ctx: Ctx, part: str) -> bool:
        """Whether somebody has the pen of a part, or is all of it."""
        alone = me not in self.block.tables.members(s, ctx, part)
        return alone or self.block.notes.holder(s, ctx, part) == me


class Same(Group):
    """Ideas that say the same, put together; both are kept. The record says of each which group sent it."""

    def __init__(self, cards: Collect, tables: Tables) -> None:
        super().__init__(cards)
        self.tables = tables

    def letters(self, s: Any) -> Mapping[str, tuple[str, Words]]:
        """The group that sent each idea."""
        shown: Cards = self.cards.of(s)
        return {
            id: (self.tables.letter(s, card.column), self.tables.called(s, card.column))
            for id, card in shown.shown().items()
        }

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        cards: Cards = self.cards.of(s)
        shown = cards.shown()
        called = {card.column: self.tables.called(s, card.column) for card in shown.values()}
        named = [(self.of(s).label(group, cards, record=True) or _("The same idea"), ids)
                 for group, ids in self.members(s).items() if ids]  # fmt: skip
        alone = self.alone(s)
        piles = [*named, (_("Other ideas") if named else _("Ideas"), alone)] if alone else named
        found = [quotes(words, {id: shown[id] for id in ids}, RULES, ctx, called) for words, ids in piles]
        told = (_unsigned(each) for each in found if each is not None)
        return [self._came_to(s, ctx), *told, *notes(cards, RULES)]

    def _came_to(self, s: Any, ctx: Ctx) -> Outcome:
        """How many ideas there are, and from how many groups."""
        cards: Cards = self.cards.of(s)
        shown, parts = cards.shown(), self.tables.parts(s, ctx)
        if not shown:
            return Outcome("none", str(_("No group sent an idea.")))
        ideas = ngettext("The small groups sent {n} idea.", "The small groups sent {n} ideas.", len(shown))
        sent = len(parts.keys() & {card.column for card in shown.values()})
        told = ngettext("{n} of {total} groups sent one or more.", "{n} of {total} groups sent one or more.",
                        sent, total=len(parts))  # fmt: skip
        return Outcome("none", str(ideas), str(told))

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        return [*super().items(s, ctx), *self.loose(s)]


def _unsigned(quotes: Quotes) -> Quotes:
    """Groups are no columns: their ideas bear no sign of one."""
    return replace(quotes, quotes=tuple(replace(each, column=None) for each in quotes.quotes))
