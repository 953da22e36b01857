"""Making sense together: four columns of cards, and who cares for all cards of this activity."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx
from facilitator.blocks.collect import Care, Pile
from facilitator.i18n import _

COLUMNS = (
    kit.Column("notice", _("I notice")), kit.Column("surprise", _("It surprises me")),
    kit.Column("because", _("It might be because")), kit.Column("should", _("So we should")),
)  # fmt: skip


class Cared(Care):
    """Cards of the part that is played: a wave has none."""

    def piles(self, s: Any, ctx: Ctx) -> list[Pile]:
        return [] if ctx.settings.part == "wave" else super().piles(s, ctx)
