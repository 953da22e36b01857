"""Options: a list that is made clear before anyone answers about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from facilitator.action import Action
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.options import widgets
from facilitator.blocks.options.rules import SURE, Detail, Listed, Option, OptionList, Options, Question
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Column, Passage, Table
from facilitator.text import is_blank

__all__ = ["Detail", "Listed", "Listing", "Option", "OptionList", "Options", "Read"]


class Listing(Block[Options, None]):
    """A list of options: those of the settings, or, where there are none, what an earlier step handed on.

    Its panels: `read`, in which people ask what an option means and the facilitator mends the list, and `sure`, three
    questions to the room before it answers. It is closed in every phase in which neither stands. `details` are said of
    every option before anyone answers, such as what it costs.
    """

    def __init__(
        self, given: Callable[[Any], Sequence[str]], least: int = 2, most: int = 20, details: Sequence[Detail] = ()
    ) -> None:
        self.given, self.least, self.most, self.details = given, least, most, details
        self.read, self.sure = Read(self), Sure(self)

    def begin(self, ctx: Ctx) -> Options:
        return Options.of(self.given(ctx.settings) or [item.text for item in ctx.incoming])

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The options by id, in set-up order."""
        return self.of(s).texts

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about them yet; empty when everyone can."""
        return self.of(s).unready(self.least, self.most) or self.of(s).missing(self.details)

    def asked(self, s: Any, ctx: Ctx, option: str) -> Sequence[Detail]:
        """The details as they can be said of an option now, such as a cost that is no more than there is to share.

        Without an option: of one that is added.
        """
        return self.details

    def number(self, s: Any, option: str, detail: Detail) -> int:
        """A detail that is a number, of an option; 0 where it is not said yet."""
        return int(self.of(s).details.get(option, {}).get(detail.id, "0"))

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if not self.details:
            return []
        kinds = [Column(str(each.title), "number" if each.number else "text") for each in self.details]
        return [Table(self.name, str(_("Options")), (Column(str(_("Option"))), *kinds), tuple(self._rows(s)))]

    def _rows(self, s: Any) -> Iterator[tuple[Cell, ...]]:
        for option, text in self.of(s).texts.items():
            said = self.of(s).details.get(option, {})
            yield (
                text,
                *(
                    self.number(s, option, each) if each.number and each.id in said else said.get(each.id, "")
                    for each in self.details
                ),
            )


class Read(Panel[Listing]):
    """The options to read, to ask about, and to mend."""

    def offers(self) -> Mapping[str, Action]:
        return {do: each for do, each in self.actions.items() if do != "say" or self.block.details}

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return widgets.to_read(self.block.of(s), self.block.details, me, self.named)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.on_the_wall(self.block.of(s), self.block.details)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        asked = {option: self.block.asked(s, ctx, option) for option in ("", *self.block.of(s).texts)}
        return widgets.to_mend(self.block.of(s), asked, self.named)

    @action(touches="everyone")
    def ask(self, s: Any, me: Key, option: str) -> None:
        """Ask for a plain explanation of an option, or take that back. Nobody sees who asks."""
        self.block.of(s).ask(me, option)

    @action(by="facilitator", voids=True)
    def add(self, s: Any, ctx: Ctx, text: Option, details: dict[str, Option] = {}) -> None:  # noqa: B006 - never changed
        """Add an option before people answer, with what is said of it already."""
        self.block.of(s).add(text, details, self.block.asked(s, ctx, ""))

    @action(by="facilitator", voids=True)
    def reword(self, s: Any, option: str, text: Option) -> None:
        """Say an option differently. To merge two, reword one and drop the other."""
        self.block.of(s).reword(option, text)

    @action(by="facilitator", voids=True)
    def say(self, s: Any, ctx: Ctx, option: str, details: dict[str, Option] = {}) -> None:  # noqa: B006 - never changed
        """Say more of an option, such as what it costs; an empty field changes nothing."""
        self.block.of(s).say(option, details, self.block.asked(s, ctx, option))

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
