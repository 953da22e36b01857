"""A block of words: one from everyone, counted where several people wrote the same, on a wall of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import i18n, kit
from facilitator.activity import Ctx, Html, Item, Key, Refused
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import _, ngettext
from facilitator.report.model import Column, Table
from facilitator.text import Counted, counted, likeness

_html = kit.macros("words", beside=__file__)

LONGEST = 30
Word = Annotated[str, Field(max_length=LONGEST)]


@dataclass
class Written:
    """What everyone wrote in this round."""

    words: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Words(Block[Written, list[Counted]]):
    """One word from everyone, in rounds."""

    per_round = True

    def __init__(self) -> None:
        self.ask, self.wall = Ask(self), Wall(self)

    def results(self, s: Any, ctx: Ctx) -> list[Counted]:
        return counted(self.of(s).words.values())

    def record(self, s: Any, ctx: Ctx) -> list[Table]:
        columns = (Column(str(_("Word"))), Column(str(_("People")), "count"))
        tables = []
        for each in self.shown(s, ctx):
            rows = tuple((said.text, said.n) for said in self.results(each.state, ctx))
            tables.append(Table(f"round-{each.number}", str(_("Round {n}", n=each.number)), columns, rows))
        return tables

    def items(self, s: Any, ctx: Ctx) -> list[Item]:
        said = [self.results(each.state, ctx) for each in self.shown(s, ctx)]
        return [Item(f"w{place}", each.text) for place, each in enumerate(said[-1], 1)] if said else []


class Ask(Input[Words]):
    """A field for a word."""

    round, do = True, "write"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("word", _("Your word"), LONGEST, self.block.of(s).words.get(me, "") if me else "")

    def whole(self, s: Any, me: Key, ctx: Ctx, word: Word) -> Callable[[], None]:
        if not likeness(word):
            raise Refused(_("Write a word first."))
        written = self.block.of(s)

        def keep() -> None:
            written.passes.pop(me, None)
            written.words[me] = word

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).words

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        written = self.block.of(s)
        written.words.pop(me, None)
        written.passes[me] = True


class Wall(Panel[Words]):
    """All words; how many people wrote one stands beside it."""

    def headline(self, s: Any, ctx: Ctx) -> i18n.Words:
        return ngettext("{n} person wrote.", "{n} people wrote.", len(self.block.of(s).words))

    def board(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.now(ctx):
            return kit.empty(_("Nobody wrote a word."), _("That says something, too."))
        shown, part = kit.paged(self.block.now(ctx), 9)
        return kit.join(_html.wall(shown), part)
