"""Making sense together: four columns of cards, the sentences that come of them, and who cares for all cards."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import Care, Pile
from facilitator.blocks.fist.proposal import Choose, Proposal
from facilitator.blocks.group import Group
from facilitator.i18n import _

COLUMNS = (
    kit.Column("notice", _("I notice")), kit.Column("surprise", _("It surprises me")),
    kit.Column("because", _("It might be because")), kit.Column("should", _("So we should")),
)  # fmt: skip


class Meaning(Proposal):
    """The sentences that say what it means; `choose` shows them as they are written."""

    def __init__(self, groups: Group) -> None:
        super().__init__()
        self.groups = groups
        self.choose = Sentences(self)


class Sentences(Choose):
    """What is written so far; before that, what comes and what to do, and not an empty page."""

    block: Meaning

    def board(self, s: Any, ctx: Ctx) -> Html:
        if words := self.block.of(s).words:
            return kit.lead(words)
        first, then = _("Nothing is written yet."), _("Say aloud what it means to you. The sentences stand here then.")
        there = self.block.groups.cards.of(s).shown()
        return kit.hint(f"{first} {then}") if there else kit.empty(first, then)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.board(s, ctx)


class Cared(Care):
    """Cards of the part that is played: a wave has none."""

    def piles(self, s: Any, ctx: Ctx) -> list[Pile]:
        return [] if ctx.settings.part == "wave" else super().piles(s, ctx)
