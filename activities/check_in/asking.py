"""Asking: the one question of a check-in, chosen from a deck or written, before anyone answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from activities.check_in import prompts, widgets
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.text import is_blank

LARGE = 8
"""In a group of more people than this, talking in pairs comes first."""

Question = Annotated[str, Field(max_length=prompts.LONGEST)]


@dataclass
class Asked:
    """The question; empty before there is one."""

    text: str = ""


class Prompt(Block[Asked, None]):
    """A question for everyone."""

    def __init__(self) -> None:
        self.choose, self.think = Choose(self), Think(self)

    def begin(self, ctx: Ctx) -> Asked:
        return Asked(" ".join(ctx.settings.prompt.split()))

    def words(self, s: Any) -> Words:
        """The question, in the language that is spoken now."""
        return _(self.of(s).text)

    def coming(self, s: Any, ctx: Ctx) -> Words:
        """The question, or that it comes next."""
        return self.words(s) or _("The question comes next")


class Choose(Panel[Prompt]):
    """On the stage: a deck, or one's own question."""

    @action(by="facilitator", voids=True)
    def ask(self, s: Any, text: Question) -> None:
        """Ask this; a new round begins, since earlier answers were to another question."""
        asked, text = self.block.of(s), " ".join(text.split())
        if is_blank(text):
            raise Refused(_("The question is empty. Write a sentence."))
        if text == asked.text:
            raise Refused(_("This question is chosen already."))
        asked.text = text

    def stage(self, s: Any, ctx: Ctx) -> Html:
        given = ctx.settings
        return widgets.prompt_tools(self.block.of(s).text, prompts.deck(given.mode), given.answer, self.named("ask"))


class Think(Panel[Prompt]):
    """Before it is open: think for a moment, or talk in pairs first."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.of(s).text:
            return Html("")
        pairs = ctx.settings.pairs_first and len(ctx.seats) > LARGE
        words = _("First talk about it in pairs, for two minutes.") if pairs else _("Think for a moment. You can pass.")
        return kit.lead(words)
