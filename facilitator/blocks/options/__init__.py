"""Options: a list that is made clear before anyone answers about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.options import widgets
from facilitator.blocks.options.rules import SURE, Listed, Option, OptionList, Options, Question
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.i18n import Words, _
from facilitator.text import is_blank

__all__ = ["Listed", "Listing", "Option", "OptionList", "Options"]


class Listing(Block[Options, None]):
    """A list of options: those of the settings, or, where there are none, what an earlier step handed on.

    Its panels: `read`, in which people ask what an option means and the facilitator mends the list, and `sure`, three
    questions to the room before it answers. It is closed in every phase in which neither stands.
    """

    def __init__(self, given: Callable[[Any], Sequence[str]], least: int = 2, most: int = 20) -> None:
        self.given, self.least, self.most = given, least, most
        self.read, self.sure = Read(self), Sure(self)

    def begin(self, ctx: Ctx) -> Options:
        return Options.of(self.given(ctx.settings) or [item.text for item in ctx.incoming])

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The options by id, in set-up order."""
        return self.of(s).texts

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about them yet; empty when everyone can."""
        return self.of(s).unready(self.least, self.most)


class Read(Panel[Listing]):
    """The options to read, to ask about, and to mend."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return widgets.to_read(self.block.of(s), me, self.named)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(list(self.block.texts(s, ctx).values()))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.to_mend(self.block.of(s), self.named)

    @action(touches="everyone")
    def ask(self, s: Any, me: Key, option: str) -> None:
        """Ask for a plain explanation of an option, or take that back. Nobody sees who asks."""
        self.block.of(s).ask(me, option)

    @action(by="facilitator", voids=True)
    def add(self, s: Any, text: Option) -> None:
        """Add an option before people answer."""
        self.block.of(s).add(text)

    @action(by="facilitator", voids=True)
    def reword(self, s: Any, option: str, text: Option) -> None:
        """Say an option differently. To merge two, reword one and drop the other."""
        self.block.of(s).reword(option, text)

    @action(by="facilitator", voids=True)
    def drop(self, s: Any, option: str) -> None:
        """Take an option off the list before people answer."""
        self.block.of(s).drop(option)


class Sure(Panel[Listing]):
    """On the stage: three questions to the room before it answers, and what the answers are used for."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        options = self.block.of(s)
        return widgets.questions_first(options, options.purpose or getattr(ctx.settings, "purpose", ""), self.named)

    @action(by="facilitator")
    def sure(self, s: Any, question: Question, yes: bool) -> None:
        """Keep what the room says to one of the questions before a vote."""
        options = self.block.of(s)
        options.sure = [each for each in SURE if (yes if each == question else each in options.sure)]

    @action(by="facilitator", voids=True)
    def use_for(self, s: Any, text: Option) -> None:
        """Say what the answers will be used for."""
        if is_blank(text):
            raise Refused(_("This is empty. Say in a few words what it is used for."))
        self.block.of(s).purpose = text
