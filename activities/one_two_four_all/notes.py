"""A note that a small group shares: one of them writes, all of them read it, and nobody else does.

Who writes has the pen. It is taken when it is free, handed on, or asked for; only then can it be taken from a phone
that does not answer. So no two phones overwrite each other, and whoever lost the pen sees that, and keeps their words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.one_two_four_all import widgets
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.tables import Level, Tables
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _

LONGEST = 280
Text = Annotated[str, Field(max_length=LONGEST)]


@dataclass
class Note:
    """The words of one group, and whose pen it is."""

    text: str = ""
    pen: Key = Key("")
    turn: int = 0
    """How often the pen changed hands: what was begun with an earlier one is not sent."""
    asks: list[Key] = field(default_factory=list)
    """Who would like to have the pen, the first first."""
    lost: dict[Key, int] = field(default_factory=dict)
    """From whom the pen was taken, and in which turn: what they had not saved still stands on their phone."""

    def give(self, to: Key) -> None:
        """The pen goes to somebody, or lies there."""
        self.pen, self.turn = to, self.turn + 1
        self.asks = [key for key in self.asks if key != to]
        self.lost.pop(to, None)


@dataclass
class Kept:
    """The notes of all groups, by the id of the group."""

    notes: dict[str, Note] = field(default_factory=dict)


class SharedNotes(Block[Kept, None]):
    """One note for each pair, and one for each table. `pairs` and `tables` are where they are written.

    `part` stands where all come together: each part of the room reads the note that it made, and hands its pen on.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.pairs, self.at_tables = Share(self, "pair"), Share(self, "table")
        self.part = Share(self, "part", hidden=False)
        tables.busy.append(self.written)
        tables.by_table += [self.at_tables, self.part]

    def written(self, s: Any) -> Words:
        """Why groups cannot be made anew: some have begun to write."""
        begun = any(each.text or each.pen for each in self.of(s).notes.values())
        return _("Some groups have begun to write, so the groups stay as they are.") if begun else ""

    def note(self, s: Any, group: str) -> Note:
        """The note of a group; an empty one as long as nobody began it."""
        return self.of(s).notes.get(group) or Note()

    def holder(self, s: Any, ctx: Ctx, group: str) -> Key:
        """Who has the pen: nobody, when they left or sit elsewhere now."""
        pen = self.note(s, group).pen
        return pen if pen in self.tables.members(s, ctx, group) else Key("")


class Share(Panel[SharedNotes]):
    """The note of one's own group on each phone: a form for who has the pen, the words for the others."""

    def __init__(self, block: SharedNotes, level: Level, hidden: bool = True) -> None:
        super().__init__(block)
        self.level, self.hidden = level, hidden

    def company(self, s: Any, me: Key, ctx: Ctx) -> Collection[Key]:
        group = self._group(s, me, ctx)
        return self.block.tables.members(s, ctx, group) if group else ()

    @action(touches="everyone")
    def take_pen(self, s: Any, me: Key, ctx: Ctx) -> None:
        """I write, with the pen that is free, or that I asked for."""
        note, holder = self._mine(s, me, ctx)
        if holder == me:
            raise Refused(_("You have the pen already."))
        if holder and me not in note.asks:
            raise Refused(_("Somebody else has the pen. Ask for it first."))
        if holder:
            note.lost[holder] = note.turn
        self.block.of(s).notes[self._group(s, me, ctx)] = note
        note.give(me)

    @action(touches="everyone")
    def ask_pen(self, s: Any, me: Key, ctx: Ctx) -> None:
        """I would like to write: who has the pen sees that."""
        note, holder = self._mine(s, me, ctx)
        if not holder or holder == me:
            raise Refused(_("The pen is free. You can take it."))
        if me not in note.asks:
            note.asks.append(me)

    @action(touches="everyone")
    def pass_pen(self, s: Any, me: Key, ctx: Ctx) -> None:
        """Somebody else writes: the first who asked, or whoever takes the pen."""
        note, holder = self._mine(s, me, ctx)
        if holder != me:
            raise Refused(_("You do not have the pen now."))
        there = self.block.tables.members(s, ctx, self._group(s, me, ctx))
        note.give(next((key for key in note.asks if key in there), Key("")))

    @action(touches="everyone")
    def save_note(self, s: Any, me: Key, ctx: Ctx, text: Text = "", turn: int = 0) -> None:
        """The words of the note, in place of what stood there."""
        note, holder = self._mine(s, me, ctx)
        if holder != me or turn != note.turn:
            raise Refused(_("Somebody else has the pen now. Ask for it to add your words."))
        note.text = text.strip()

    def board(self, s: Any, ctx: Ctx) -> Html:
        """At the tables something else is asked: what all of it is about stays in view."""
        return kit.lead(ctx.settings.question) if self.level == "table" else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(self.board(s, ctx), self._note(s, me, ctx))

    def _note(self, s: Any, me: Key, ctx: Ctx) -> Html:
        group, tables = self._group(s, me, ctx), self.block.tables
        if not group:
            return kit.lead(self._nowhere(s, me, ctx))
        if len(tables.members(s, ctx, group)) == 0:  # one person for whom there is no pair
            return Html("")
        note, holder = self.block.note(s, group), self.block.holder(s, ctx, group)
        where = tables.called(s, group)
        pair = tables.group(s, me, ctx, "pair")
        before = self.block.note(s, pair).text if pair != group else ""
        told = widgets.told(where, group, self.hidden)
        if holder == me:
            asked = any(key in tables.members(s, ctx, group) for key in note.asks)
            form = widgets.writing(note, group, self.named) if self.hidden else ""
            return kit.join(told, form, widgets.handing(asked, self.named), widgets.earlier(before))
        lost = widgets.lost(group, note.lost[me], note.text) if me in note.lost and self.hidden else ""
        asks = widgets.asking(bool(holder), me in note.asks, self.named)
        return kit.join(told, widgets.reading(note.text, self.hidden), asks, lost, widgets.earlier(before))

    def _nowhere(self, s: Any, me: Key, ctx: Ctx) -> Words:
        if self.level == "table" and not self.block.tables.has_tables(s):
            return _("We sit at one table, so this step is left out.")
        return _("There are too few people for pairs. Think on your own for now.")

    def _group(self, s: Any, me: Key, ctx: Ctx) -> str:
        return self.block.tables.group(s, me, ctx, self.level)

    def _mine(self, s: Any, me: Key, ctx: Ctx) -> tuple[Note, Key]:
        """The note of my group, and who has its pen. Refused where I am in no group."""
        group = self._group(s, me, ctx)
        if not group or me not in self.block.tables.members(s, ctx, group):
            raise Refused(_("You are in no group here. Your screen shows what is open."))
        return self.block.note(s, group), self.block.holder(s, ctx, group)
